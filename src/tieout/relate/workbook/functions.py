"""The functions of spreadsheets that are evaluated; a function that is not among them is not guessed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial

from tieout.relate.workbook.aggregates import AGGREGATES
from tieout.relate.workbook.choices import CHOICES
from tieout.relate.workbook.evaluate import Evaluator, Functions
from tieout.relate.workbook.lookup import LOOKUPS
from tieout.relate.workbook.rounding import ROUNDINGS
from tieout.relate.workbook.syntax import Node
from tieout.relate.workbook.values import Num, Value, transformed


def _power(evaluator: Evaluator, arguments: Sequence[Node]) -> Value:
    return evaluator.number(arguments[0]).power(evaluator.number(arguments[1]))


def _root(evaluator: Evaluator, arguments: Sequence[Node]) -> Value:
    radicand = evaluator.number(arguments[0])
    if radicand.low == radicand.high == 0:
        return radicand
    return radicand.power(Num.point(Fraction(1, 2)))


def _transformed(evaluator: Evaluator, arguments: Sequence[Node], *, name: str) -> Value:
    return transformed(evaluator.number(arguments[0]), name)


def _size(evaluator: Evaluator, arguments: Sequence[Node], *, index: int) -> Value:
    """ROWS and COLUMNS."""
    return Num.point(evaluator.range(arguments[0]).area.shape[index])


def _position(evaluator: Evaluator, arguments: Sequence[Node], *, row: bool) -> Value:
    """ROW and COLUMN, of the cell itself by default."""
    if not arguments:
        return Num.point(evaluator.row if row else evaluator.col)
    area = evaluator.range(arguments[0]).area
    return Num.point(area.top if row else area.left)


FUNCTIONS: Functions = {
    **AGGREGATES,
    **CHOICES,
    **LOOKUPS,
    **ROUNDINGS,
    "POWER": (2, 2, _power),
    "SQRT": (1, 1, _root),
    "EXP": (1, 1, partial(_transformed, name="exp")),
    "LN": (1, 1, partial(_transformed, name="ln")),
    "LOG10": (1, 1, partial(_transformed, name="log10")),
    "ROWS": (1, 1, partial(_size, index=0)),
    "COLUMNS": (1, 1, partial(_size, index=1)),
    "ROW": (0, 1, partial(_position, row=True)),
    "COLUMN": (0, 1, partial(_position, row=False)),
}
