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
from tieout.relate.derived.readings import Reading
from tieout.relate.derived.side import Side

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
    equation = _equation(side, meter, reading, at, entry)
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
    return replace(made, claim=ruling.claim, report=subject.report)


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


def _equation(side: Side, meter: Meter, reading: Reading, at: int, entry: Entry) -> Equation[Fact]:
    subject = side.fact(reading.target, at)
    scale = _factor(meter, reading, at, side)
    stated = term(subject, factor=scale / reading.k * (-1 if entry.size else 1), strict=True)
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
        known = replace(
            term(side.fact(reading.target, base), strict=True), factor=_factor(meter, reading, base, side)
        )
        return Equation(
            replace(stated, factor=_factor(meter, reading, at, side)),
            Quotient(parts[0], Quotient(parts[1], known)),
        )
    return _written(entry.form, stated, parts, reading)


def _factor(meter: Meter, reading: Reading, at: int, side: Side) -> Fraction:
    """What one of a figure's own unit is in the unit that its line is read in."""
    numbers, unit = meter.numbers(reading)
    return 2 * numbers[at].half * unit / side.fact(reading.target, at).figure.amount.quantum


def _operand(side: Side, reading: Reading, line: int, place: int) -> Term[Fact]:
    fact = side.fact(line, place)
    made = term(fact, strict=True)
    amount = fact.figure.amount
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
