"""How the relations of sentences are measured: images of intervals, and the choice between readings.

Every formula is written so that each operand occurs once (growth is y/x-1), or its interval would be too
wide (algorithms: XBRL Calculations 1.1 carried to quotients). Where a sentence can be read in two ways both
are tried, and it fails only if neither fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tieout.model import Evidence, Fact, Operand, Relation, Severity
from tieout.quantity import Interval, Numeral, Quantity, Tie, compare
from tieout.relate.prose.skeleton import kind

ONE = Interval.point(1)
_TIME = (("hour", 1),)
_POINT = re.compile(r"\d[.．](\d+)")


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity on its way through a formula: what it may be, and what its printed digits give."""

    interval: Interval
    point: Fraction

    def __sub__(self, other: Value) -> Value:
        return Value(self.interval - other.interval, self.point - other.point)

    def __add__(self, other: Value) -> Value:
        return Value(self.interval + other.interval, self.point + other.point)

    def __mul__(self, other: Value) -> Value:
        return Value(self.interval * other.interval, self.point * other.point)

    def __truediv__(self, other: Value) -> Value:
        if other.point == 0:
            raise ZeroDivisionError("the divisor is zero")
        return Value(self.interval / other.interval, self.point / other.point)

    def scaled(self, factor: Fraction | int) -> Value:
        """Multiply by an exact factor."""
        return Value(self.interval.scaled(factor), self.point * factor)

    def power(self, exponent: int) -> Value:
        """Raise to a whole power of one or more."""
        return Value(self.interval.power(exponent), self.point**exponent)


UNIT = Value(ONE, Fraction(1))


def value(quantity: Quantity, *, strict: bool = False) -> Value:
    """A printed quantity as it enters a formula; `strict` counts every final zero as printed on purpose."""
    return Value(quantity.hedged_strict if strict else quantity.interval, quantity.value)


def together(left: Quantity, right: Quantity) -> tuple[Value, Value]:
    """Two quantities of one series as they enter a formula.

    Final zeros may be rounding, but not beyond the last place that the other shows: beside 350, the zeros of
    400 are rounded to tens at most.
    """
    place = min(_last_place(left), _last_place(right))
    return _to_place(left, place), _to_place(right, place)


def _last_place(quantity: Quantity) -> int:
    """The power of ten of the last digit that is not zero (of a whole number)."""
    return quantity.numeral.exponent + quantity.numeral.trailing_zeros


def _to_place(quantity: Quantity, place: int) -> Value:
    if quantity.upper is not None or quantity.exact:
        return value(quantity)
    zeros = max(min(place - quantity.numeral.exponent, quantity.numeral.trailing_zeros), 0)
    numeral = Numeral(quantity.numeral.digits // 10**zeros, quantity.numeral.exponent + zeros)
    return value(replace(quantity, numeral=numeral), strict=True)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a statement: what is stated, what follows, and in words what was assumed."""

    stated: Value
    computed: Value
    note: str = ""

    @property
    def tie(self) -> Tie:
        """The gap between both, and the slack that rounding allows."""
        return compare(self.stated.interval, self.stated.point, self.computed.interval, self.computed.point)


def best(readings: Iterable[Reading]) -> Reading | None:
    """The first reading that holds; if none does, the one with the smallest gap."""
    tried = list(readings)
    for reading in tried:
        if reading.tie.holds:
            return reading
    return min(tried, key=lambda reading: reading.tie.gap, default=None)


def relation(
    shape: str, subject: Fact, operands: Sequence[Operand], expression: str, reading: Reading | None,
    *, reason: str = "", kind_name: str = "formula", evidence: Evidence = Evidence.STATED, cause: str = "",
    detail: str = "", cap: Severity = Severity.ERROR,
) -> Relation:  # fmt: skip
    """A relation measured by a reading, or not evaluated for a reason."""
    return Relation(
        kind=kind_name,
        shape=shape,
        evidence=evidence,
        expression=expression,
        subject=subject,
        operands=tuple(operands),
        tie=None if reading is None else reading.tie,
        computed=None if reading is None else reading.computed.point,
        reason="" if reading is not None else reason or "the base may be zero",
        cap=cap,
        detail=detail or (reading.note if reading is not None else ""),
        cause=cause,
    )


def ordered(low: Value, high: Value) -> Tie:
    """Measure `low <= high`: fails only if no values inside the intervals obey it.

    Figures that only touch (32% and 33%) were printed apart, so they are apart.
    """
    gap = max(low.point - high.point, Fraction(0))
    if low.interval.low is None or high.interval.high is None:
        return Tie(gap, gap)
    slack = max(low.point - low.interval.low + high.interval.high - high.point, Fraction(0))
    return Tie(gap, slack, gap == 0)


def root(ratio: Fraction, degree: int, quantum: Fraction) -> Fraction:
    """The root of a ratio less one, to the nearest quantum (for messages; nothing is decided by it)."""
    low, high = 0, int(max(ratio, Fraction(1)) / quantum) + 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if (middle * quantum) ** degree <= ratio else (low, middle)
    nearer = ((2 * low + 1) * quantum / 2) ** degree > ratio
    return (low if nearer else high) * quantum - 1


def alike(left: Quantity, right: Quantity, *, bound: bool = True) -> bool:
    """Whether two quantities may be compared: one dimension; durations also in one unit.

    With `bound` (the words bind both figures closely) one of them may be printed without its unit.
    """
    if kind(left) != kind(right):
        return False
    if left.unit.powers == _TIME or right.unit.powers == _TIME:
        return left.unit == right.unit
    if left.unit.same_dimension(right.unit):
        return True
    return bound and kind(left) == "A" and (bare(left) or bare(right))


def bare(quantity: Quantity) -> bool:
    """Whether a quantity was printed without any unit."""
    return not quantity.unit.powers and quantity.unit.factor == 1


def as_written(left: Fact, right: Fact) -> list[tuple[Quantity, Quantity]]:
    """The two quantities as printed; if one lacks its unit or scale, also with the other's.

    "From 5 to 7 million" and "从26,131.96增长到33,091.11万元" share what is printed once. A figure with
    a unit of its own never borrows.
    """
    a, b = left.figure.amount, right.figure.amount
    pairs = [(a, b)]
    if bare(a) and not (bare(b) and scale(right) == 0):
        pairs.append((borrowed(left, right), b))
    elif bare(b) and not (bare(a) and scale(left) == 0):
        pairs.append((a, borrowed(right, left)))
    return pairs


def borrowed(fact: Fact, owner: Fact) -> Quantity:
    """A bare quantity with the unit and the scale word of another."""
    quantity = fact.figure.amount
    shift = scale(owner) - scale(fact) if scale(fact) == 0 else 0
    numeral = Numeral(quantity.numeral.digits, quantity.numeral.exponent + shift)
    return replace(quantity, numeral=numeral, unit=owner.figure.amount.unit)


def scale(fact: Fact) -> int:
    """The power of ten that a scale word gave to a figure: 6 for 7.25 million, 0 without one."""
    found = _POINT.search(fact.figure.text)
    return fact.figure.amount.numeral.exponent + (len(found.group(1)) if found else 0)
