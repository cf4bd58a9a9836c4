"""Lines of a table whose label says what they are part of: `of which` lines, and the only item of a total.

A part is not above its whole. A net whole may be below its parts, so a part that is above in several columns
says nothing; nor does a total that differs from the only item over it, for lines may be lost between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.equation import Equation, Sign, order, size, term, total
from tieout.model import Evidence, Fact, Grid, Relation, Severity
from tieout.model.lines import Line, Lines
from tieout.wording import say

_NET_LABELS = frozenset({"net", "nets"})  # income less expenses may be less than either
SURE = 3  # entries that must hold for another to be at fault
NET = say("the whole may be a net amount, which its parts may exceed")
Row = dict[int, Fact]


def included(grid: Grid) -> Iterator[Relation]:
    """Hold parts against the line that they are part of, rows and columns alike."""
    if grid.lines is not None:
        for axis in (0, 1):
            yield from _of_one_side(grid, grid.lines, axis)


def _of_one_side(grid: Grid, lines: Lines, axis: int) -> Iterator[Relation]:
    """The lines of one side, their figures by what crosses them: of rows (0) or columns (1)."""
    own, across = (lines.rows, lines.cols) if axis == 0 else (lines.cols, lines.rows)
    found: dict[int, Row] = {}
    for at, fact in sorted(grid.facts.items(), key=lambda item: (item[0][axis], item[0])):
        if fact.figure.quantity is not None and fact.figure.quantity.upper is None:
            found.setdefault(at[axis], {})[at[1 - axis]] = fact
    said = f"table {grid.number} {'row' if axis == 0 else 'column'}"
    whole = 0
    for line in found:
        if "of_which" not in own[line - 1].tags:
            whole = line if own[line - 1].own else 0
        elif whole and own[whole - 1].tags.isdisjoint(_NET_LABELS):
            yield from _within(
                _amounts(found[whole], across), found[line], f"{said} {line}", net=own[whole - 1].result
            )
    for before, above, line in zip((0, *found), found, list(found)[1:], strict=False):
        if _ends(own, before, above) and own[line - 1].total:
            yield from _alone(found[above], found[line], f"{said} {line}")


def _ends(lines: Sequence[Line], before: int, above: int) -> bool:
    """Whether a line is the only one since that with figures before it: a heading or a total between."""
    if before and before == above - 1 and not lines[before - 1].total:
        return False
    return not lines[above - 1].total


def _amounts(line: Row, across: Sequence[Line]) -> Row:
    """The figures of a line that are crossed by amounts, which do not change signs as changes do."""
    return {at: fact for at, fact in line.items() if across[at - 1].added and not across[at - 1].change}


def _within(whole: Row, part: Row, group: str, *, net: bool) -> Iterator[Relation]:
    """The figures of an `of which` line against those of the line before, which may be a net amount."""
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
    """The figures of a total against those of its only item."""
    said = [
        total(term(fact, "total"), [term(item[col])])
        for col, fact in whole.items()
        if col in item
        and fact.figure.amount.unit == item[col].figure.amount.unit
        and fact.figure.amount.value
    ]
    if all(equation.holds for equation in said):  # else lines may be lost between them
        for equation in said:
            yield Relation.of(
                equation, kind="total", shape="footing", evidence=Evidence.LABELLED, group=group
            )
