"""How two sides compare: the gap between them and what rounding explains of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from tieout.quantity.interval import Interval


@dataclass(frozen=True, slots=True)
class Tie:
    """How two sides compare: the relation holds when the gap is inside the slack.

    `gap` is the distance of the printed values, `slack` what rounding allows on the facing sides;
    `closed` says whether a gap equal to the slack still holds.
    """

    gap: Fraction
    slack: Fraction
    closed: bool = True

    @property
    def holds(self) -> bool:
        """Whether rounding explains the gap."""
        gap = self.gap.numerator * self.slack.denominator
        slack = self.slack.numerator * self.gap.denominator
        return gap < slack or (gap == slack and self.closed)

    @property
    def grade(self) -> str:
        """`exact`, `rounding` or `unexplained`."""
        if not self.holds:
            return "unexplained"
        return "exact" if self.gap == 0 else "rounding"


def compare(stated: Interval, stated_value: Fraction, computed: Interval, computed_value: Fraction) -> Tie:
    """Measure a stated quantity against a computed one.

    Args:
        stated: values the statement allows.
        stated_value: the value as printed.
        computed: the image of the operands' intervals.
        computed_value: the result from the values as printed.

    Returns:
        A tie that holds exactly when the two intervals meet. The slack is the sum of the two half-widths
        that face each other; where a facing side is unbounded it equals the gap.
    """
    gap = abs(stated_value - computed_value)
    tie = _facing(gap, stated, stated_value, computed, computed_value)
    if tie.holds == stated.meets(computed):
        return tie
    # a printed value outside its own interval ("dozens" is printed as ten) says nothing of the facing sides
    return Tie(gap, gap, closed=not tie.holds)


def _facing(
    gap: Fraction, stated: Interval, stated_value: Fraction, computed: Interval, computed_value: Fraction
) -> Tie:
    """The tie by the sides that face each other, for values inside their intervals."""
    if stated_value <= computed_value:
        above, below, closed = stated.high, computed.low, stated.high_closed and computed.low_closed
        slack = None if above is None or below is None else above - stated_value + computed_value - below
    else:
        above, below, closed = computed.high, stated.low, computed.high_closed and stated.low_closed
        slack = None if above is None or below is None else above - computed_value + stated_value - below
    if slack is None:
        return Tie(gap, gap)
    return Tie(gap, max(slack, Fraction(0)), closed)


def at_most(
    low: Interval, low_value: Fraction, high: Interval, high_value: Fraction, *, touching: bool = True
) -> Tie:
    """Measure `low <= high`: fails only if no values inside the intervals obey it.

    Without `touching`, figures that only touch (32% and 33%) were printed apart, so they are apart.
    """
    gap = max(low_value - high_value, Fraction(0))
    if low.low is None or high.high is None:
        return Tie(gap, gap)
    slack = max(low_value - low.low + high.high - high_value, Fraction(0))
    return Tie(gap, slack, touching or gap == 0)


def drift(gap: Fraction, quanta: Iterable[Fraction]) -> bool:
    """Whether a gap inside the worst case lies beyond three standard deviations of rounding.

    Args:
        gap: distance between stated and computed.
        quanta: the weighted quantum of every printed figure of the relation, the total included. A
            rounding error is uniform over one quantum, so its variance is the quantum squared over 12.
    """
    return gap * gap * 12 > 9 * sum((q * q for q in quanta), Fraction(0))
