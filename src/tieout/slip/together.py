"""A whole line gone wrong in one way: one scale, one sign, all of it doubled."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tieout.quantity import Interval, Quantity, power_of_ten
from tieout.wording import say

_LINE = 2  # figures of which a common slip is no chance
_FACTORS = {
    say("the sign is reversed in all of them"): Fraction(-1),
    say("all of them are doubled"): Fraction(1, 2),
    **{
        say("all of them are {times:,} times too large", times=10**n): power_of_ten(-n)
        for n in (1, 2, 3, 4, 6, 8)
    },
    **{
        say("all of them are {times:,} times too small", times=10**n): power_of_ten(n)
        for n in (1, 2, 3, 4, 6, 8)
    },
}


def common_slip(figures: Sequence[tuple[Quantity, Interval]]) -> str:
    """The one slip that leads from what is wanted of figures to what they print; empty if none does."""
    if len(figures) < _LINE or any(not quantity.value for quantity, _ in figures):
        return ""
    for cause, factor in _FACTORS.items():
        if all(wanted.meets(quantity.strict.scaled(factor)) for quantity, wanted in figures):
            return cause
    return ""
