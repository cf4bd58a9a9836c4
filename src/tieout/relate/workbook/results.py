"""Stored results of spreadsheet formulas (shape `spreadsheet` of kind `formula`).

A workbook keeps the last result of every formula; one that was edited by another program, or pasted over,
shows results that its own formulas no longer give. Formulas are evaluated over the exact numbers stored in
the cells they take; those that cannot be evaluated exactly are counted as not evaluated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice

from tieout.equation import Number, Term, same
from tieout.model import Evidence, Fact, Figure, Held, Operand, Relation, Report
from tieout.quantity import Interval, Quantity, power_of_ten
from tieout.relate.workbook.cells import Cells
from tieout.relate.workbook.evaluate import Evaluator, added
from tieout.relate.workbook.functions import FUNCTIONS
from tieout.relate.workbook.printed import Printed, Spot, printed
from tieout.relate.workbook.syntax import Node, Reference, UnreadError, parsed
from tieout.relate.workbook.values import FaultError, number, readable
from tieout.wording import say

MOST_OPERANDS = 60  # that a finding can show
LONGEST_SHOWN = 200  # characters of a formula in a message
CAUSE = say("the stored result is older than the figures, or was typed over: recalculate the workbook")


@dataclass(frozen=True, slots=True)
class _Result:
    """A cell with a formula, where it stands, and the fact it prints."""

    fact: Fact
    held: Held
    spot: Spot


def recalculated(report: Report) -> Iterator[Relation]:
    """Hold the stored result of every formula of a workbook against what the formula gives."""
    workbook = report.document.workbook
    if workbook is None:
        return
    cells = Cells(workbook)
    facts = printed(report)
    for spot, fact in facts.items():
        held = workbook.sheets[spot[0]].cells[spot[1:]]
        if held.formula and fact.figure.quantity is not None:
            yield _relation(_Result(fact, held, spot), cells, facts)


def _relation(result: _Result, cells: Cells, facts: Printed) -> Relation:
    shown = result.held.formula.lstrip("=")
    stated = f"{result.fact.figure.text} = {shown[:LONGEST_SHOWN]}{'…' if len(shown) > LONGEST_SHOWN else ''}"
    if not readable(result.held.value):
        return _unevaluated(result, stated, say("the stored result is no number"))
    evaluator = Evaluator(cells, FUNCTIONS, *result.spot)
    try:
        node = parsed(result.held.formula, result.spot[0])
        computed = evaluator.value(node)
        if isinstance(computed, str):
            return _unevaluated(result, stated, say("the formula gives a text"))
        amount = number(computed)
    except UnreadError as reason:
        return _unevaluated(result, stated, reason.said)
    except FaultError as fault:
        return _unevaluated(result, stated, say("the formula gives the error {error}", error=fault))
    value = Fraction(result.held.value)
    scale = _scale(result.fact.figure, value)
    stands_for = _allowed(result.fact.figure.amount, value, scale)
    given: Number[Fact] = Number(amount.value * scale, Interval(amount.low, amount.high).scaled(scale), shown)
    relation = Relation.of(
        same(Term(result.fact, stands_for, value * scale), given),
        kind="formula",
        shape="spreadsheet",
        expression=stated,
        cause=CAUSE,
    )
    return replace(relation, operands=_operands(node, evaluator, result.fact, facts))


def _unevaluated(result: _Result, stated: str, reason: str) -> Relation:
    return Relation("formula", "spreadsheet", Evidence.STATED, stated, result.fact, reason=reason)


def _operands(node: Node, evaluator: Evaluator, subject: Fact, facts: Printed) -> tuple[Operand, ...]:
    """The printed cells a formula takes; a short list only, for the formula says the rest."""
    minus = {reference for reference, subtracted in added(node) if subtracted}
    found: dict[int, Operand] = {}
    for reference in evaluator.taken:
        for fact in islice(_facts(reference, evaluator.cells, facts), MOST_OPERANDS):
            found.setdefault(fact.id, Operand(fact, "cell", -1 if reference in minus else 1))
    found.pop(subject.id, None)
    return tuple(found.values()) if len(found) < MOST_OPERANDS else ()


def _facts(reference: Reference, cells: Cells, facts: Printed) -> Iterator[Fact]:
    """The printed figures among some cells."""
    for row, col in cells.positions(reference.sheet, reference.area):
        fact = facts.get((reference.sheet, row, col))
        if fact is not None and fact.figure.quantity is not None:
            yield fact


def _scale(figure: Figure, stored: Fraction) -> Fraction:
    """What a stored number is multiplied with to be in the base unit of what is printed.

    The caption may say millions, the format may show thousands: it is the power of ten that brings the
    stored number nearest to the printed one.
    """
    amount = figure.amount
    factor = amount.unit.factor
    if not stored or not amount.value:
        if figure.text.endswith(("%", "％")):
            return Fraction(1)
        return power_of_ten(amount.numeral.exponent + amount.numeral.decimals) * factor
    ratio = abs(amount.value / stored / factor)
    about = len(str(ratio.numerator)) - len(str(ratio.denominator))
    near = [power_of_ten(power) for power in (about - 1, about, about + 1)]
    return min(near, key=lambda ten: abs(ratio - ten) / ten) * factor


def _allowed(amount: Quantity, stored: Fraction, scale: Fraction) -> Interval:
    """What the stored result may stand for: itself and, half a printed place around it, what prints alike."""
    half = amount.quantum / 2
    value = stored * scale
    return Interval(value - half, value + half)
