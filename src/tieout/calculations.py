"""Sums as XBRL Calculations 1.1 (REC 2023-02-22) judges them: several printings of each figure, weights, two
ways of rounding.

Every printing stands for an interval; printings of one figure are intersected, weighted parts are added,
and the sum holds if it shares a value with the total. What makes a sum unfit to be judged comes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from tieout.quantity import Interval, Numeral, Rounding, power_of_ten


class SumVerdict(StrEnum):
    """What became of a sum; the first that applies, in this order."""

    NOT_BOUND = "not bound"  # no total, or no part reported
    EXCESS_DIGITS = "excess digits"  # a printing contradicts its own precision
    DUPLICATES = "inconsistent duplicates"  # one figure printed twice, and no value fits both
    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True, slots=True)
class Printing:
    """One printing of a figure: value (None is nil) and decimals (None is exact; -3 is thousands)."""

    value: Fraction | None
    decimals: int | None = None

    @property
    def excessive(self) -> bool:
        """Whether digits are printed below the declared precision."""
        if self.value is None or self.decimals is None:
            return False
        return (self.value / power_of_ten(-self.decimals)).denominator != 1

    def interval(self, rounding: Rounding) -> Interval:
        """Every value that prints so.

        Raises:
            ValueError: it is nil, or has excess digits.
        """
        if self.value is None or self.excessive:
            raise ValueError(f"{self} stands for no interval")
        if self.decimals is None:
            return Interval.point(self.value)
        digits = self.value / power_of_ten(-self.decimals)
        return Numeral(digits.numerator, -self.decimals).interval(rounding)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sum: all its printings and its weight."""

    printings: tuple[Printing, ...]
    weight: Fraction = Fraction(1)


def agreed(printings: Sequence[Printing], rounding: Rounding = Rounding.NEAREST) -> Interval | None:
    """The values that every printing of one figure allows, or None where they contradict each other.

    Printings of equal precision must be equal, even where their closed intervals touch; nil contradicts
    any value.

    Raises:
        ValueError: there is no printing, all are nil, or one has excess digits.
    """
    if any(p.value is None for p in printings) and any(p.value is not None for p in printings):
        return None
    values = {(p.decimals, p.value) for p in printings}
    if len({decimals for decimals, _ in values}) < len(values):
        return None
    intervals = [printing.interval(rounding) for printing in printings]
    if not intervals:
        raise ValueError("a figure without a printing")
    shared: Interval | None = intervals[0]
    for interval in intervals[1:]:
        shared = None if shared is None else shared.intersect(interval)
    return shared


def judge_sum(
    total: Sequence[Printing], parts: Sequence[Part], rounding: Rounding = Rounding.NEAREST
) -> SumVerdict:
    """Judge whether weighted parts make a total; parts unreported or nil are left out."""
    if _absent(total):
        return SumVerdict.NOT_BOUND
    reported = [part for part in parts if not _absent(part.printings)]
    groups = [total, *(part.printings for part in reported)]
    if any(printing.excessive for group in groups for printing in group):
        return SumVerdict.EXCESS_DIGITS
    stated, *computed = [agreed(group, rounding) for group in groups]
    if stated is None or None in computed:
        return SumVerdict.DUPLICATES
    if not reported:
        return SumVerdict.NOT_BOUND
    summed = Interval.point(0)
    for part, interval in zip(reported, computed, strict=True):
        if interval is not None:
            summed = summed + interval.scaled(part.weight)
    return SumVerdict.CONSISTENT if summed.meets(stated) else SumVerdict.INCONSISTENT


def _absent(printings: Sequence[Printing]) -> bool:
    return all(printing.value is None for printing in printings)
