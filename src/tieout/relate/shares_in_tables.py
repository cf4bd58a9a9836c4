"""Shares in tables: a column or row headed as shares whose total says 100%, or that ends in the remainder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tieout.model import Evidence, Fact, Grid, Relation
from tieout.quantity import compare
from tieout.relate.shares import NEAR, PARTS, WHOLE, is_percentage, is_share, shares_relation, sum_of, tie_of
from tieout.rulebook.book import Schemas
from tieout.wording import say


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a line of shares: the other axis' label, how deep that is nested, and what is printed."""

    label: str
    depth: int
    text: str
    fact: Fact | None
    at: tuple[int, int]


def _lines(grid: Grid, schemas: Schemas) -> Iterator[tuple[list[_Cell], str]]:
    """Columns, then rows, that their header calls shares; each with the name of its structure."""
    share, never = schemas.words["share_header"], schemas.words["share_not"]
    rows = range(grid.header_rows + 1, grid.rows + 1)
    cols = range(grid.label_cols + 1, grid.cols + 1)
    for col in cols:
        header = " ".join(grid.col_labels[col - 1])
        if share.search(header) and not never.search(header):
            labels = [(" ".join(grid.row_labels[row - 1]), grid.row_depths[row - 1]) for row in rows]
            places = [(row, col) for row in rows]
            yield _cells(grid, labels, places), f"table {grid.number} column {col}"
    for row in rows:
        header = " ".join(grid.row_labels[row - 1])
        if share.search(header) and not never.search(header):
            labels = [(" ".join(grid.col_labels[col - 1]), 0) for col in cols]
            places = [(row, col) for col in cols]
            yield _cells(grid, labels, places), f"table {grid.number} row {row}"


def _cells(grid: Grid, labels: Sequence[tuple[str, int]], places: Sequence[tuple[int, int]]) -> list[_Cell]:
    return [
        _Cell(label, depth, grid.texts[row - 1][col - 1].strip(), grid.facts.get((row, col)), (row, col))
        for (label, depth), (row, col) in zip(labels, places, strict=True)
    ]


def tabled(grid: Grid, schemas: Schemas) -> Iterator[Relation]:
    """Lines of shares that a total of 100% closes or opens, or that end in the remainder."""
    total = schemas.words["total"]
    for line, group in _lines(grid, schemas):
        start, closed = 0, False
        for place, cell in enumerate(line):
            whole = cell.fact
            if not total.search(cell.label):
                continue
            closed = True
            if whole is not None and is_share(whole) and whole.figure.amount.value == WHOLE:
                parts = line[start:place] or _until_total(line[place + 1 :], schemas)
                yield from _whole(grid, cell, parts, group, schemas)
            start = place + 1
        if not closed and line and schemas.words["remainder"].search(line[-1].label):
            yield from _whole(grid, None, line, group, schemas)


def _until_total(cells: Sequence[_Cell], schemas: Schemas) -> Sequence[_Cell]:
    total = schemas.words["total"]
    end = next((place for place, cell in enumerate(cells) if total.search(cell.label)), len(cells))
    return cells[:end]


def _whole(
    grid: Grid, total: _Cell | None, parts: Sequence[_Cell], group: str, schemas: Schemas
) -> Iterator[Relation]:
    """Hold the parts against their 100%, unless they are nested or not all read."""
    shares = [part.fact for part in parts if part.fact is not None and is_percentage(part.fact)]
    if len(shares) < PARTS or sum(share.figure.amount.value >= WHOLE for share in shares) > 1:
        return  # rates that are 100% each, not parts of one whole
    whole = None if total is None else total.fact
    tie = tie_of(shares)
    if not tie.holds and tie_of(outer := _outermost(shares)).holds:
        shares, tie = outer, tie_of(outer)
    reason = ""
    if any(schemas.words["of_which"].search(part.label) for part in parts):
        reason = say("one of the parts is said to contain another")
    elif len({part.depth for part in parts}) > 1:
        reason = say("the parts are nested")
    elif any(part.text and part.at not in grid.dashes and part.fact is None for part in parts):
        reason = say("not all parts were read as figures")
    elif not tie.holds and total is not None and _has_amounts(grid, total, parts):
        reason = say("its shares are held against the amounts beside them")
    elif not tie.holds and tie.gap > NEAR:
        reason = say("the parts are too far from 100% to be taken for its parts")
    if tie.holds or not reason:
        yield shares_relation(shares, tie, Evidence.LABELLED, group, whole=whole)
    else:
        yield shares_relation(shares, None, Evidence.LABELLED, group, whole=whole, reason=reason)


def _outermost(shares: Sequence[Fact]) -> list[Fact]:
    """The shares without those that a share before them is the sum of."""
    kept: list[Fact] = []
    place = 0
    while place < len(shares):
        kept.append(shares[place])
        place += 1 + _contained(shares[place], shares[place + 1 :])
    return kept


def _contained(share: Fact, after: Sequence[Fact]) -> int:
    """How many of the shares that follow one are its parts."""
    for count in range(PARTS, len(after) + 1):
        interval, value = sum_of(after[:count])
        amount = share.figure.amount
        if compare(amount.hedged_strict, amount.value, interval, value).holds:
            return count
    return 0


def _has_amounts(grid: Grid, whole: _Cell, parts: Sequence[_Cell]) -> bool:
    """Whether another line of the table has amounts for all of these cells, of which they are shares."""
    vertical = all(part.at[1] == whole.at[1] for part in parts)
    reach = (
        range(grid.label_cols + 1, grid.cols + 1) if vertical else range(grid.header_rows + 1, grid.rows + 1)
    )
    for other in reach:
        places = [(cell.at[0], other) if vertical else (other, cell.at[1]) for cell in (whole, *parts)]
        facts = [grid.facts.get(place) for place in places]
        if all(fact is not None and fact.figure.quantity is not None for fact in facts) and not any(
            map(is_percentage, facts)
        ):
            return True
    return False
