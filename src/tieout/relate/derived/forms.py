"""The forms a derived figure takes of its operands, measured in whole numbers.

All operands of a table are whole multiples of one step; "t is k times a / b - 1" becomes a comparison of two
products. The slack is what half a quantum of every figure can move; `own` is the part of it that the derived
figure's own rounding gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple


class Form(StrEnum):
    """What a derived figure is of its operands."""

    CHANGE = "change"  # a / b - 1
    REDUCTION = "reduction"  # 1 - a / b
    RATIO = "ratio"  # a / b
    DIFFERENCE = "difference"  # a - b
    SUM = "sum"  # a + b
    PRODUCT = "product"  # a * b
    MEAN = "mean"  # of all operands
    PROPORTION = "proportion"  # a * c / b: a is to b as the figure is to c, which is one of its own line


_SIGNS = {Form.CHANGE: (1, -1), Form.REDUCTION: (-1, 1), Form.RATIO: (1, 0)}  # of a / b, and what is added
QUOTIENTS = frozenset(_SIGNS)


class Number(NamedTuple):
    """A figure as a scaled whole number and half its quantum."""

    value: int
    half: int


class Gap(NamedTuple):
    """How far a figure is from what its operands give, all in one unit of the comparison.

    `size` is what the operands give, `own` the rounding of the figure, `slack` that of all figures.
    """

    gap: int
    slack: int
    own: int
    size: int

    @property
    def holds(self) -> bool:
        """Whether rounding explains the gap."""
        return abs(self.gap) <= self.slack

    @property
    def bits(self) -> int:
        """How improbable it is that a figure of this size holds by chance."""
        return max((abs(self.size) // max(self.slack, 1)).bit_length() - 1, 0)

    @property
    def units(self) -> Fraction:
        """By how many units of its last place the figure misses, beyond the rounding of its operands."""
        beyond = abs(self.gap) - (self.slack - self.own)
        return Fraction(max(beyond, 0), 2 * self.own) if self.own else Fraction(max(beyond, 0))


class Scale(NamedTuple):
    """One of the target is above / below of one of what the form gives in steps."""

    above: int
    below: int

    @staticmethod
    def of(form: Form, unit: Fraction, step: Fraction, k: Fraction) -> Scale:
        """The scale for targets of which one is `unit`, that are k times what their operands give."""
        power = 0 if form in QUOTIENTS else 2 if form is Form.PRODUCT else 1
        scale = unit / (k * step**power)
        return Scale(scale.numerator, scale.denominator)


def measure(form: Form, scale: Scale, target: Number, terms: Sequence[Number]) -> Gap | None:
    """Hold a figure against its operands; None where the divisor may be zero."""
    p, q = scale
    if form in _SIGNS:
        sign, added = _SIGNS[form]
        a, b = terms
        if abs(b.value) <= b.half:
            return None
        given, own = q * (sign * a.value + added * b.value), p * target.half * abs(b.value)
        moved = abs(target.value * p - added * q) + p * target.half
        return Gap(target.value * p * b.value - given, own + q * a.half + b.half * moved, own, given)
    if form is Form.PROPORTION:
        return _proportion(target, *terms)
    if form is Form.PRODUCT:
        a, b = terms
        given, own = q * a.value * b.value, p * target.half
        other = q * (abs(a.value) * b.half + abs(b.value) * a.half + a.half * b.half)
        return Gap(target.value * p - given, own + other, own, given)
    count = len(terms) if form is Form.MEAN else 1
    weights = (1, -1) if form is Form.DIFFERENCE else (1,) * len(terms)
    given = q * sum(weight * term.value for weight, term in zip(weights, terms, strict=True))
    own, other = p * target.half * count, q * sum(term.half for term in terms)
    gap = target.value * p * count - given
    if form is Form.MEAN:  # operands that hardly differ tell little
        values = [term.value for term in terms]
        return Gap(gap, own + other, own, q * (max(values) - min(values)) * count)
    return Gap(gap, own + other, own, given)


def _proportion(target: Number, a: Number, b: Number, c: Number) -> Gap | None:
    """Two figures of one line are as their operands; both have one unit, so that none matters."""
    if abs(b.value) <= b.half:
        return None
    given, own = a.value * c.value, target.half * abs(b.value)
    other = abs(target.value) * b.half + abs(a.value) * c.half + a.half * (abs(c.value) + c.half)
    return Gap(target.value * b.value - given, own + other + target.half * b.half, own, given)
