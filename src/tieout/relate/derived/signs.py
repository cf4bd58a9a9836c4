"""Percent signs that are left out: where the first figure of a column has one, or some do and the header
says what the column is, the sign is meant for all of them, and no scale of the table applies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tieout.model import Fact, Grid
from tieout.quantity import PERCENT, Numeral, Quantity
from tieout.rulebook.book import Schemas

_NUMBER = re.compile(r"[(（]?\s?[-−–+]?\s?\d[\d.,]*\s?[)）]?")


def with_signs(grid: Grid, schemas: Schemas) -> Grid:
    """The table with the sign on every figure that it is meant for."""
    columns: dict[int, list[tuple[tuple[int, int], Fact]]] = {}
    for at, fact in sorted(grid.facts.items()):
        if fact.figure.quantity is not None:
            columns.setdefault(at[1], []).append((at, fact))
    meant: dict[tuple[int, int], Fact] = {}
    for col, cells in columns.items():
        header = " ".join(grid.col_labels[col - 1])
        if _is_share(cells[0][1]) or (any(_is_share(fact) for _, fact in cells) and _says(header, schemas)):
            meant.update(_signed(cells))
    return replace(grid, facts={**grid.facts, **meant}) if meant else grid


def _says(header: str, schemas: Schemas) -> bool:
    """Whether a header calls its column shares, ratios or changes."""
    return any(schemas.words[name].search(header) for name in ("unsummed", "change", "share_header"))


def _is_share(fact: Fact) -> bool:
    return fact.figure.amount.unit == PERCENT


def _signed(cells: list[tuple[tuple[int, int], Fact]]) -> Iterator[tuple[tuple[int, int], Fact]]:
    """The bare numbers of a column as percentages."""
    for at, fact in cells:
        figure = fact.figure
        if not _is_share(fact) and figure.amount.upper is None and _NUMBER.fullmatch(figure.text):
            numeral = figure.amount.numeral
            bare = Numeral(numeral.digits, -numeral.decimals, numeral.decimals)
            yield at, replace(fact, figure=replace(figure, quantity=Quantity(bare, PERCENT)))
