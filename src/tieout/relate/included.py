"""Rows of a table whose label says what they are part of: `of which` rows, and the only item of a total.

A part is not above its whole. A net whole may be below its parts, so a part that is above in several columns
says nothing; nor does a total that differs from the only item over it, for rows may be lost between them.
"""

from __future__ import annotations

from collections.abc import Iterator

from tieout.equation import Equation, Sign, order, size, term, total
from tieout.model import Evidence, Fact, Grid, Relation, Severity
from tieout.model.lines import Lines
from tieout.wording import say

SURE = 3  # columns that must hold for another to be at fault
NET = say("the whole may be a net amount, which its parts may exceed")
Row = dict[int, Fact]


def included(grid: Grid) -> Iterator[Relation]:
    """Hold parts against the row that they are part of."""
    lines = grid.lines
    if lines is None:
        return
    rows: dict[int, Row] = {}
    for (row, col), fact in sorted(grid.facts.items()):
        if fact.figure.quantity is not None and fact.figure.quantity.upper is None:
            rows.setdefault(row, {})[col] = fact
    whole = 0
    for row in rows:
        if "of_which" not in lines.rows[row - 1].tags:
            whole = row if lines.rows[row - 1].own else 0
        elif whole:
            name = f"table {grid.number} row {row}"
            net = lines.rows[whole - 1].result
            yield from _within(_amounts(rows[whole], lines), rows[row], name, net=net)
    for before, above, row in zip((0, *rows), rows, list(rows)[1:], strict=False):
        if _ends(lines, before, above) and _is_total(lines, row):
            yield from _alone(rows[above], rows[row], f"table {grid.number} row {row}")


def _is_total(lines: Lines, row: int) -> bool:
    """Whether a label calls its row the total of amounts."""
    return lines.rows[row - 1].total


def _ends(lines: Lines, before: int, above: int) -> bool:
    """Whether a row is the only one since the row with figures before it: a heading or a total between."""
    if before and before == above - 1 and not _is_total(lines, before):
        return False
    return not _is_total(lines, above)


def _amounts(row: Row, lines: Lines) -> Row:
    """The figures of a row that stand in columns of amounts, which do not change signs as changes do."""
    cols = lines.cols
    return {col: fact for col, fact in row.items() if cols[col - 1].added and not cols[col - 1].change}


def _within(whole: Row, part: Row, group: str, *, net: bool) -> Iterator[Relation]:
    """The columns of an `of which` row against those of the row before, which may be a net amount."""
    said = {
        col: equation
        for col, fact in part.items()
        if col in whole and (equation := _no_more(whole[col], fact)) is not None
    }
    held = sum(equation.holds for equation in said.values())
    timeless = all(_is_no_time(fact) for fact in part.values())
    sure = timeless and held >= (SURE if net else 1) and len(said) - held == 1
    for equation in said.values():
        yield Relation.of(
            equation,
            kind="total",
            shape="part-of-whole",
            evidence=Evidence.LABELLED,
            reason="" if equation.holds or sure else NET,
            cap=Severity.WARNING if net else Severity.ERROR,
            group=group,
        )


def _is_no_time(fact: Fact) -> bool:
    """Whether a figure is no stretch of time: years of life are no parts of a whole."""
    return all(base != "hour" for base, _ in fact.figure.amount.unit.powers)


def _no_more(whole: Fact, part: Fact) -> Equation[Fact] | None:
    """That the size of a part is not above that of its whole; None where their signs or units differ."""
    all_of, some = whole.figure.amount, part.figure.amount
    if all_of.unit.powers != some.unit.powers or not all_of.value * some.value > 0:
        return None
    return order(size(term(part)), Sign.AT_MOST, size(term(whole, "whole")))


def _alone(item: Row, whole: Row, group: str) -> Iterator[Relation]:
    """The columns of a total against those of its only item."""
    said = [
        total(term(fact, "total"), [term(item[col])])
        for col, fact in whole.items()
        if col in item
        and fact.figure.amount.unit == item[col].figure.amount.unit
        and fact.figure.amount.value
    ]
    if all(equation.holds for equation in said):  # else rows may be lost between them
        for equation in said:
            yield Relation.of(
                equation, kind="total", shape="footing", evidence=Evidence.LABELLED, group=group
            )
