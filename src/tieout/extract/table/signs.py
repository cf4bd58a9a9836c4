"""Percent signs that are left out: where the first figure of a column has one, or some do and the header
says what the column is, the sign is meant for all of them, and no scale of the table applies.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from tieout.model import Fact, Grid
from tieout.model.lines import Line, Role
from tieout.quantity import PERCENT, Numeral, Quantity

_NUMBER = re.compile(r"[(（]?\s?[-−–+]?\s?\d[\d.,]*\s?[)）]?")


Place = tuple[int, int]


def with_signs(grid: Grid, rows: Sequence[Line], cols: Sequence[Line]) -> dict[Place, Fact]:
    """The figures of a table by place (from 1), with the sign on every one that it is meant for."""
    facts = dict(grid.facts)
    mixed = {at[1] for at, fact in facts.items() if fact.figure.quantity is not None and not _is_share(fact)}
    for axis, lines in ((1, cols), (0, rows)):
        members: dict[int, list[tuple[Place, Fact]]] = {}
        for at, fact in sorted(grid.facts.items()):
            if fact.figure.quantity is not None:
                members.setdefault(at[axis], []).append((at, fact))
        for number, cells in members.items():
            of_columns = axis == 0 and _of_columns(cells, mixed)
            if not of_columns and _signs_all(cells, lines[number - 1], first=axis == 1):
                facts.update(_signed(cells))
    return facts


def _signs_all(cells: Sequence[tuple[Place, Fact]], line: Line, *, first: bool) -> bool:
    """Whether the sign on one figure stands for all of a line: on the first of a column, or by its words."""
    if first and _is_share(cells[0][1]):
        return True
    of_others = line.role is Role.AVERAGE or "median" in line.tags  # of whatever stands above each of them
    return line.derived and not (of_others and not first) and any(_is_share(fact) for _, fact in cells)


def _of_columns(cells: Sequence[tuple[Place, Fact]], mixed: Collection[int]) -> bool:
    """Whether the signs of a row stand in columns of nothing else, and a figure above 100 beside them."""
    numerals = [fact.figure.amount.numeral for _, fact in cells if not _is_share(fact)]
    large = any(abs(numeral.digits) > 100 * 10**numeral.decimals for numeral in numerals)
    return large and not any(at[1] in mixed for at, fact in cells if _is_share(fact))


def _is_share(fact: Fact) -> bool:
    return fact.figure.amount.unit == PERCENT


def _signed(cells: Sequence[tuple[Place, Fact]]) -> Iterator[tuple[Place, Fact]]:
    """The bare numbers of a column as percentages."""
    for at, fact in cells:
        figure = fact.figure
        if not _is_share(fact) and figure.amount.upper is None and _NUMBER.fullmatch(figure.text):
            numeral = figure.amount.numeral
            bare = Numeral(numeral.digits, -numeral.decimals, numeral.decimals)
            yield at, replace(fact, figure=replace(figure, quantity=Quantity(bare, PERCENT)))
