"""How the statements of sentences become equations: figures read together, and the choice between readings.

Where a sentence can be read in two ways both are tried, and it fails only if neither fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tieout.equation import Equation, Term, read
from tieout.model import Evidence, Fact, Operand, Relation, Severity
from tieout.quantity import Numeral, Quantity, Tie
from tieout.relate.prose.letter import kind

_TIME = (("hour", 1),)
_POINT = re.compile(r"\d[.．](\d+)")


def together(
    left: Fact, right: Fact, pair: tuple[Quantity, Quantity] | None = None, roles: tuple[str, str] = ("", "")
) -> tuple[Term[Fact], Term[Fact]]:
    """Two figures of one series as they enter an equation, read as a pair of quantities.

    Final zeros may be rounding, but not beyond the last place that the other shows: beside 350, the zeros of
    400 are rounded to tens at most.
    """
    a, b = pair or (left.figure.amount, right.figure.amount)
    place = min(_last_place(a), _last_place(b))
    return _to_place(left, a, place, roles[0]), _to_place(right, b, place, roles[1])


def _last_place(quantity: Quantity) -> int:
    """The power of ten of the last digit that is not zero (of a whole number)."""
    return quantity.numeral.exponent + quantity.numeral.trailing_zeros


def _to_place(fact: Fact, quantity: Quantity, place: int, role: str) -> Term[Fact]:
    if quantity.upper is not None or quantity.exact:
        return read(fact, quantity, role)
    zeros = max(min(place - quantity.numeral.exponent, quantity.numeral.trailing_zeros), 0)
    if not zeros:
        return read(fact, quantity, role, strict=True)
    numeral = Numeral(quantity.numeral.digits // 10**zeros, quantity.numeral.exponent + zeros)
    exactly = read(fact, quantity, role, strict=True).interval
    return replace(read(fact, replace(quantity, numeral=numeral), role, strict=True), strict=exactly)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a statement: what it says, and in words what was assumed."""

    equation: Equation[Fact]
    note: str = ""

    @property
    def tie(self) -> Tie:
        """The gap between both sides, and the slack that rounding allows.

        Raises:
            ZeroDivisionError: a divisor may be zero, so nothing can be said.
        """
        tie = self.equation.tie()
        if tie is None:
            raise ZeroDivisionError("a divisor may be zero")
        return tie

    @property
    def points(self) -> tuple[Fraction, Fraction]:
        """The stated and the computed value, in base units."""
        computed = self.equation.computed()
        return self.equation.stated.point, Fraction(0) if computed is None else computed.point


def best(readings: Iterable[Reading]) -> Reading | None:
    """The first reading that holds; if none does, the one with the smallest gap."""
    tried = [reading for reading in readings if reading.equation.tie() is not None]
    for reading in tried:
        if reading.tie.holds:
            return reading
    return min(tried, key=lambda reading: reading.tie.gap, default=None)


def relation(
    shape: str, reading: Reading, *, kind_name: str = "formula", evidence: Evidence = Evidence.STATED,
    cause: str = "", cap: Severity = Severity.ERROR, detail: str = "", reason: str = "", expression: str = "",
) -> Relation:  # fmt: skip
    """The relation that a reading of a statement is."""
    return Relation.of(
        reading.equation, kind=kind_name, shape=shape, evidence=evidence, cause=cause, cap=cap,
        detail=detail or reading.note, reason=reason, expression=expression,
    )  # fmt: skip


def unmeasured(shape: str, subject: Fact, operands: Sequence[Fact], text: str, reason: str) -> Relation:
    """A statement that says too little to be measured."""
    named = tuple(Operand(fact) for fact in operands)
    return Relation("formula", shape, Evidence.STATED, text, subject, named, reason=reason)


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


def shares_unit(fact: Fact, owner: Fact) -> bool:
    """Whether a figure has the unit of another, or leaves it out beside the same scale word.

    8.1 trillion tokens, of which 5.2 trillion in English.
    """
    shared = 0 < scale(fact) == scale(owner)
    return alike(fact.figure.amount, owner.figure.amount, bound=shared)


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


def in_unit_of(base: Fact, result: Fact) -> Fact:
    """A base in the unit of its result, where that of one of them is cut short: 0.36 tonnes a day, now 0.54
    tonnes; $0.42 per million tokens, from $1.05.
    """
    own, other = base.figure.amount.unit, result.figure.amount.unit
    short, full = sorted((set(own.powers), set(other.powers)), key=len)
    if not short or not short < full:
        return base
    quantity = replace(base.figure.amount, unit=other)
    return replace(base, figure=replace(base.figure, quantity=quantity))


def akin(one: Fact, other: Fact) -> bool:
    """Whether two figures are of one measure, though the unit of one may be cut short."""
    return alike(in_unit_of(one, other).figure.amount, other.figure.amount, bound=False)


def to_one_place(facts: Sequence[Fact]) -> list[Term[Fact]]:
    """Figures that are added up: none is rounded beyond the last place that one of them shows."""
    place = min(_last_place(fact.figure.amount) for fact in facts)
    return [
        _to_place(fact, fact.figure.amount, place, "part" if at else "total") for at, fact in enumerate(facts)
    ]
