"""The forms a derived figure takes, measured in whole numbers.

With a table scaled so that one is `step` = p/q, "t is k times a/b" becomes a*q*k against t*p*b, where k is
100 for percentages printed without a sign, and a hundredth for shares printed as decimals under a % header.
The slack is what half a quantum of every figure can move; `own` is the part of it that the derived figure's
own rounding gives, and tells which of three figures was computed from the other two.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple


class Form(StrEnum):
    """What a derived figure is of its terms."""

    RATIO = "ratio"  # a / b
    CHANGE = "change"  # a / b - 1
    AVERAGE = "average"  # mean of all terms


class Number(NamedTuple):
    """A figure as a scaled whole number and half its quantum."""

    value: int
    half: int


class Gap(NamedTuple):
    """How far a figure is from what its terms give, what rounding explains, and how telling it is in bits."""

    gap: int
    slack: int
    own: int
    bits: int

    @property
    def holds(self) -> bool:
        """Whether rounding explains the gap."""
        return abs(self.gap) <= self.slack

    @property
    def derived(self) -> bool:
        """Whether the rounding of the figure itself explains the gap."""
        return abs(self.gap) <= self.own


@dataclass(frozen=True, slots=True)
class Scale:
    """`step` of the table as p/q, both multiplied with the parts of the factor k."""

    p: int
    q: int

    @staticmethod
    def of(step: Fraction, k: Fraction) -> Scale:
        """The scale of a table for targets that are k times what their terms give."""
        return Scale(step.numerator * k.denominator, step.denominator * k.numerator)

    def ratio(self, target: Number, a: Number, b: Number) -> Gap | None:
        """Measure target = k * a / b; None where b may be zero."""
        if abs(b.value) <= b.half:
            return None
        stated, given = target.value * self.p * b.value, a.value * self.q
        return self._gap(target, a, b, stated, given, abs(target.value * self.p))

    def change(self, target: Number, a: Number, b: Number) -> Gap | None:
        """Measure target = k * (a / b - 1); None unless b is surely above zero."""
        if b.value <= b.half:
            return None
        stated, given = target.value * self.p * b.value, (a.value - b.value) * self.q
        return self._gap(target, a, b, stated, given, abs(target.value * self.p + self.q))

    def _gap(self, target: Number, a: Number, b: Number, stated: int, given: int, quotient: int) -> Gap:
        """The gap with its slack; the divisor moves it by the quotient, in which each term occurs once."""
        own = self.p * target.half * abs(b.value)
        other = self.q * a.half + b.half * (quotient + self.p * target.half)
        return Gap(stated - given, own + other, own, _bits(abs(given), stated - given, own))


def mean(target: Number, terms: list[Number]) -> Gap:
    """Measure target = the mean of terms. Terms that hardly differ tell little."""
    count, total = len(terms), sum(term.value for term in terms)
    gap, own = target.value * count - total, target.half * count
    spread = (max(term.value for term in terms) - min(term.value for term in terms)) * count
    return Gap(gap, own + sum(term.half for term in terms), own, _bits(spread, gap, own))


def _bits(size: int, gap: int, own: int) -> int:
    return max(size.bit_length() - max(2 * abs(gap), own, 1).bit_length(), 0)
