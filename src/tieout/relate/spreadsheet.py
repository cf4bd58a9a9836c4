"""Stored results of spreadsheet formulas (shape `spreadsheet` of kind `formula`).

A workbook keeps the last result of every formula; one that was edited by another program, or pasted over,
shows results that its own formulas no longer give. Sums of ranges of the same sheet and + - * / over its
cells are evaluated, over the exact numbers stored; all other formulas are counted as not evaluated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tieout.model import Evidence, Fact, Figure, Operand, Relation, Report, Stored
from tieout.quantity import Interval, Quantity, compare, power_of_ten
from tieout.relate.cells import Sheet, exact, readable
from tieout.relate.expression import Term, UnlikeError, evaluate
from tieout.relate.formula_text import Formula, UnreadError, parsed

MOST_OPERANDS = 60  # that a finding can show
CAUSE = "the stored result is older than the figures, or was typed over: recalculate the workbook"


@dataclass(frozen=True, slots=True)
class _Total:
    """A cell with a formula, and the fact it prints."""

    fact: Fact
    cell: Stored
    formula: str


def recalculated(report: Report) -> Iterator[Relation]:
    """Hold the stored result of every formula of a workbook against what the formula gives."""
    sheets: dict[str, Sheet] = {}
    totals: list[_Total] = []
    for grid in report.grids:
        for at, cell in grid.stored.items():
            fact = grid.facts.get(at)
            sheets.setdefault(cell.sheet, Sheet()).add(cell, fact)
            if cell.formula and fact is not None and fact.figure.quantity is not None:
                totals.append(_Total(fact, cell, cell.formula))
    for total in totals:
        yield _relation(total, sheets[total.cell.sheet])


def _relation(total: _Total, sheet: Sheet) -> Relation:
    stated = f"{total.fact.figure.text} = {total.formula.lstrip('=')}"
    if not readable(total.cell.value):
        return _unevaluated(total, stated, "the stored result is no number")
    try:
        formula = parsed(total.formula, total.cell.sheet)
        result = evaluate(formula.expression, _terms(formula, total.cell, sheet))
    except (UnreadError, UnlikeError) as reason:
        return _unevaluated(total, stated, str(reason))
    value = exact(total.cell.value)
    scale = _scale(total.fact.figure, value)
    stated_interval = _allowed(total.fact.figure.amount, value, scale)
    return Relation(
        kind="formula",
        shape="spreadsheet",
        evidence=Evidence.STATED,
        expression=stated,
        subject=total.fact,
        operands=_operands(formula, sheet, total.fact),
        tie=compare(stated_interval, value * scale, result.interval.scaled(scale), result.value * scale),
        computed=result.value * scale,
        cause=CAUSE,
    )


def _unevaluated(total: _Total, stated: str, reason: str) -> Relation:
    return Relation("formula", "spreadsheet", Evidence.STATED, stated, total.fact, reason=reason)


def _terms(formula: Formula, cell: Stored, sheet: Sheet) -> Mapping[str, Term]:
    """The value of every reference and sum of a formula, in base numbers without unit."""
    if any(area.holds(cell.row, cell.col) for _, areas in formula.names for area in areas):
        raise UnlikeError("the formula takes its own cell")
    return {name: sheet.total(areas) for name, areas in formula.names}


def _operands(formula: Formula, sheet: Sheet, subject: Fact) -> tuple[Operand, ...]:
    """The printed cells a formula takes; a short list only, for the formula says the rest."""
    found: dict[int, Operand] = {}
    for name, areas in formula.names:
        weight = -1 if name in formula.negative else 1
        for fact in sheet.facts(areas, MOST_OPERANDS):
            found.setdefault(fact.id, Operand(fact, "cell", weight))
    found.pop(subject.id, None)
    return tuple(found.values()) if len(found) < MOST_OPERANDS else ()


def _scale(figure: Figure, stored: Fraction) -> Fraction:
    """What a stored number is multiplied with to be in the base unit of what is printed.

    The caption may say millions, the format may show thousands: it is the power of ten that brings the
    stored number nearest to the printed one.
    """
    printed = figure.amount
    factor = printed.unit.factor
    if not stored or not printed.value:
        if figure.text.endswith(("%", "％")):
            return Fraction(1)
        return power_of_ten(printed.numeral.exponent + printed.numeral.decimals) * factor
    ratio = abs(printed.value / stored / factor)
    about = len(str(ratio.numerator)) - len(str(ratio.denominator))
    near = [power_of_ten(power) for power in (about - 1, about, about + 1)]
    return min(near, key=lambda ten: abs(ratio - ten) / ten) * factor


def _allowed(printed: Quantity, stored: Fraction, scale: Fraction) -> Interval:
    """What the stored result may stand for: itself and, half a printed place around it, what prints alike."""
    half = printed.quantum / 2
    value = stored * scale
    return Interval(value - half, value + half)
