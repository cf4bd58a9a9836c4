"""Rows of a table whose label says what they are part of: `of which` rows, and the only item of a total.

A part is not above its whole. A net whole may be below its parts, so a part that is above in several columns
says nothing; nor does a total that differs from the only item over it, for rows may be lost between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from tieout.lexicon import Words
from tieout.model import Evidence, Fact, Grid, Operand, Relation, Severity
from tieout.quantity import Tie, compare
from tieout.rulebook.book import Schemas

SURE = 3  # columns that must hold for another to be at fault
NET = "the whole may be a net amount, which its parts may exceed"
Row = dict[int, Fact]


def included(grid: Grid, schemas: Schemas) -> Iterator[Relation]:
    """Hold parts against the row that they are part of."""
    rows: dict[int, Row] = {}
    for (row, col), fact in sorted(grid.facts.items()):
        if fact.figure.quantity is not None and fact.figure.quantity.upper is None:
            rows.setdefault(row, {})[col] = fact
    for above, row in pairwise(rows):
        name = f"table {grid.number} row {row}"
        if _begins(grid, row, schemas.words["of_which"]):
            yield from _within(_amounts(rows[above], grid, schemas), rows[row], name)
    for before, above, row in zip((0, *rows), rows, list(rows)[1:], strict=False):
        if _ends(grid, before, above, schemas) and _is_total(grid, row, schemas):
            yield from _alone(rows[above], rows[row], f"table {grid.number} row {row}")


def _label(grid: Grid, row: int) -> str:
    return " ".join(grid.row_labels[row - 1][-1:])


def _begins(grid: Grid, row: int, words: Words) -> bool:
    """Whether a label begins with one of these words, and not with a syllable only."""
    label = _label(grid, row)
    found = words.search(label)
    return found is not None and len(found.group()) > 1 and not label[: found.start()].strip(" (（-–·•")


def _is_total(grid: Grid, row: int, schemas: Schemas) -> bool:
    """Whether a label calls its row the total of amounts."""
    label = _label(grid, row)
    return bool(schemas.words["total"].search(label)) and not schemas.words["unsummed"].search(label)


def _ends(grid: Grid, before: int, above: int, schemas: Schemas) -> bool:
    """Whether a row is the only one since the row with figures before it: a heading or a total between."""
    if before and before == above - 1 and not _is_total(grid, before, schemas):
        return False
    return not _is_total(grid, above, schemas)


def _amounts(row: Row, grid: Grid, schemas: Schemas) -> Row:
    """The figures of a row that stand in columns of amounts."""
    unsummed = schemas.words["unsummed"]
    return {col: fact for col, fact in row.items() if not unsummed.search(" ".join(grid.col_labels[col - 1]))}


def _within(whole: Row, part: Row, group: str) -> Iterator[Relation]:
    """The columns of an `of which` row against those of the row before."""
    ties = {
        col: tie
        for col, fact in part.items()
        if col in whole and (tie := _no_more(whole[col], fact)) is not None
    }
    held = sum(tie.holds for tie in ties.values())
    counted = all(_counts(fact) for fact in part.values())
    sure = counted and held >= SURE and len(ties) - held == 1
    for col, tie in ties.items():
        yield Relation(
            kind="total",
            shape="part-of-whole",
            evidence=Evidence.LABELLED,
            expression=f"{part[col].figure.text} <= {whole[col].figure.text}",
            subject=part[col],
            operands=(Operand(whole[col], "whole"),),
            tie=tie if tie.holds or sure else None,
            computed=whole[col].figure.amount.value,
            reason="" if tie.holds or sure else NET,
            cap=Severity.WARNING,
            group=group,
        )


def _counts(fact: Fact) -> bool:
    """Whether a figure has a unit that parts share with their whole: not years of life, not a bare number."""
    powers = fact.figure.amount.unit.powers
    return bool(powers) and all(base != "hour" for base, _ in powers)


def _no_more(whole: Fact, part: Fact) -> Tie | None:
    """How far a part is above its whole; None where their signs or units differ."""
    all_of, some = whole.figure.amount, part.figure.amount
    if all_of.unit.powers != some.unit.powers or not all_of.value * some.value > 0:
        return None
    if abs(some.value) <= abs(all_of.value):
        return Tie(Fraction(0), Fraction(0))
    return compare(all_of.interval, all_of.value, some.interval, some.value)


def _alone(item: Row, total: Row, group: str) -> Iterator[Relation]:
    """The columns of a total against those of its only item."""
    ties = {
        col: compare(whole.interval, whole.value, part.interval, part.value)
        for col, fact in total.items()
        if col in item
        and (whole := fact.figure.amount).unit == (part := item[col].figure.amount).unit
        and whole.value
    }
    if not all(tie.holds for tie in ties.values()):
        return  # rows may be lost between them
    for col, tie in ties.items():
        yield Relation(
            kind="total",
            shape="footing",
            evidence=Evidence.LABELLED,
            expression=f"{item[col].figure.text} = {total[col].figure.text}",
            subject=total[col],
            operands=(Operand(item[col]),),
            tie=tie,
            computed=item[col].figure.amount.value,
            group=group,
        )
