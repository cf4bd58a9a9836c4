"""Derived figures as relations: each with the equation that it claims."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tieout.equation import (
    Equation,
    Expression,
    Number,
    Quotient,
    Term,
    less,
    mean,
    points,
    product,
    quotient,
    term,
    total,
)
from tieout.model import Evidence, Fact, Relation, Severity
from tieout.model.lines import Role
from tieout.quantity import Interval
from tieout.relate.derived.forms import Form
from tieout.relate.derived.judging import Ruling
from tieout.relate.derived.measure import Entry, Meter, in_points, operands
from tieout.relate.derived.mistakes import COMPUTED
from tieout.relate.derived.readings import Reading, Unit
from tieout.relate.derived.side import Side, signed
from tieout.slip import Style

_ROLES = {
    Form.CHANGE: ("result", "base"),
    Form.REDUCTION: ("result", "base"),
    Form.DIFFERENCE: ("result", "base"),
}


def relation(
    side: Side,
    meter: Meter,
    reading: Reading,
    at: int,
    entry: Entry,
    ruling: Ruling,
    evidence: Evidence,
    group: str,
) -> Relation:
    """The relation of one figure of a line to its operands."""
    subject = side.fact(reading.target, at)
    if isinstance(operands(side, reading, at, meter.numbers(reading)[0]), str):
        return unread(side, reading.target, at, ruling.reason, group)
    equation = _equation(side, reading, at, entry)
    made = Relation.of(
        equation,
        kind="formula",
        shape=_shape(side, reading, at, entry),
        evidence=evidence,
        reason=ruling.reason,
        cap=ruling.cap,
        cause=ruling.cause,
        detail=ruling.detail,
        group=group,
    )
    made = replace(made, claim=ruling.claim, report=subject.report)
    style, meant = Style.of(subject.figure), equation.solve(subject)
    if not made.fails or not (ruling.whole or ruling.cause in COMPUTED) or style is None or meant is None:
        return made
    culprit = subject if ruling.whole else None  # else what other relations say may name another
    return replace(made, culprit=culprit, suggestion=style.value(meant.point))


def unread(side: Side, target: int, at: int, reason: str, group: str) -> Relation:
    """A figure that claims to be derived and was not held against anything."""
    subject = side.fact(target, at)
    shape = "share" if side.lines[target].role is Role.SHARE else "derived-column"
    return Relation(
        "formula", shape, Evidence.LABELLED, subject.figure.text, subject, reason=reason, cap=Severity.NOTE,
        group=group, report=subject.report,
    )  # fmt: skip


def _shape(side: Side, reading: Reading, at: int, entry: Entry) -> str:
    if reading.form is Form.MEAN:
        return "average"
    whole = reading.whole is not None or reading.counted is not None
    if whole and side.lines[reading.target].role is not Role.RELATIVE:
        return "share"
    points_given = entry.form is Form.DIFFERENCE and in_points(side, reading.target, at)
    return "points" if points_given else "derived-column"


def _equation(side: Side, reading: Reading, at: int, entry: Entry) -> Equation[Fact]:
    counts = _is_of_counts(side, reading, at, entry)
    own = 1 / side.fact(reading.target, at).figure.amount.unit.factor if counts else None
    factor = (own or _factor(side, reading, at)) / reading.k * (-1 if entry.size else 1)
    stated = _read(side, reading.target, at, factor)
    parts = [
        _operand(side, reading, operand.line, place)
        for operand in reading.terms
        if (place := operand.crossing(at)) is not None and side.number(operand.line, place) is not None
    ]
    parts = [
        replace(part, role=role) for part, role in zip(parts, _roles(entry.form, len(parts)), strict=True)
    ]
    if reading.form is Form.PROPORTION:
        base = reading.terms[1].at or 0
        known = _read(side, reading.target, base, _factor(side, reading, base))
        return Equation(stated, Quotient(parts[0], Quotient(parts[1], known)))
    return _written(entry.form, stated, parts, reading)


def _is_of_counts(side: Side, reading: Reading, at: int, entry: Entry) -> bool:
    """Whether a bare number among rates is a difference of numbers that are none: +6 aircraft."""
    if entry.form is not Form.DIFFERENCE or reading.form is Form.DIFFERENCE:
        return False
    shares = any(side.is_share(term.line, term.crossing(at) or 0) for term in reading.terms)
    return not shares and not signed(side.fact(reading.target, at))


def _factor(side: Side, reading: Reading, at: int) -> Fraction:
    """What one of a figure's own unit is in the unit that its line is read in."""
    fact = side.fact(reading.target, at)
    amount = fact.figure.amount
    if reading.unit is Unit.PRINTED or signed(fact):
        return Fraction(1)
    bare: Fraction = reading.unit.value / 10**amount.numeral.decimals
    return bare / amount.quantum


def _read(side: Side, line: int, at: int, factor: Fraction = Fraction(1)) -> Term[Fact]:
    """A figure with the precision that its column shows."""
    fact = side.fact(line, at)
    made = term(fact, factor=factor, strict=True)
    wide = 1 if (line, at) in side.words else side.filled_up(line, at)
    if wide == 1:
        return made
    amount = fact.figure.amount
    half = amount.quantum * wide / 2
    interval = Interval(amount.value - half, amount.value + half)
    return replace(made, interval=interval, strict=interval)


def _operand(side: Side, reading: Reading, line: int, place: int) -> Term[Fact]:
    made = _read(side, line, place)
    amount = made.fact.figure.amount
    counts = amount.numeral.exponent == 0 and amount.numeral.decimals == 0 and not amount.unit.powers
    if reading.exact and counts:
        point = Interval.point(amount.value)
        return replace(made, interval=point, strict=point)
    return made


def _roles(form: Form, count: int) -> tuple[str, ...]:
    return _ROLES.get(form, ("term",) * count)


def _written(form: Form, stated: Term[Fact], parts: list[Term[Fact]], reading: Reading) -> Equation[Fact]:
    one: Number[Fact] = Number(Fraction(1))
    if form is Form.MEAN:
        return mean(stated, parts)
    if form is Form.SUM:
        return total(stated, parts)
    if form is Form.PRODUCT:
        return product(stated, parts)
    if form is Form.DIFFERENCE:
        return points(stated, parts[1], parts[0])
    below: Expression[Fact] = parts[1] if reading.counted is None else Number(Fraction(reading.counted))
    ratio = Quotient(parts[0], below)
    if form is Form.CHANGE:
        return Equation(stated, less(ratio, one))
    if form is Form.REDUCTION:
        return Equation(stated, less(one, ratio))
    return quotient(stated, parts[0], below)
