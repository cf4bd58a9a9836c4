"""What the labels of a table say about its lines: totals, deductions, ratios that are never summed.

A role belongs to a line (a row or a column) by its own label first, and to a column also by the headers
above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tieout.model import Grid
from tieout.relate.tables.outline import outline_depths
from tieout.rulebook.book import Schemas

_EXCEPTION = re.compile(r"\bexcept\b|除")
_RATE_IN_NAME = re.compile(r"\d\s?[%％]")  # 5% notes, a stake of 50%: the name of an amount
_LONGEST = 120  # a label longer than this is a sentence, and words in it say little


@dataclass(frozen=True, slots=True)
class Role:
    """What a line's label says of it."""

    label: tuple[str, ...] = ()
    total: bool = False
    result: bool = False  # gross profit, net income: what is left after what stands above
    less: bool = False
    unsummed: bool = False
    change: bool = False
    opening: bool = False
    closing: bool = False
    balance: bool = False
    decrease: bool = False
    depth: int = 0


def row_roles(grid: Grid, schemas: Schemas) -> list[Role]:
    """The role of every row; where nothing is indented, numbers tell how lines are nested."""
    depths: Sequence[int] = grid.row_depths
    if len(set(depths)) == 1:
        depths = outline_depths([path[-1] if path else "" for path in grid.row_labels]) or depths
    return [
        _role(path, path[-1:], depth, schemas) for path, depth in zip(grid.row_labels, depths, strict=True)
    ]


def column_roles(grid: Grid, schemas: Schemas) -> list[Role]:
    """The role of every column: any header over it may say it."""
    spoken: list[list[str]] = [[] for _ in range(grid.cols)]
    for texts in grid.texts[: grid.header_rows]:
        body = texts[grid.label_cols :]
        spans = sum(bool(text) for text in body) > 1
        running = ""
        for col, text in enumerate(body, grid.label_cols):
            running = _EXCEPTION.split(text)[0] or (running if spans else "")
            spoken[col].append(running)
    return [
        _role(path, tuple(words), 0, schemas) for path, words in zip(grid.col_labels, spoken, strict=True)
    ]


def _role(path: tuple[str, ...], spoken: tuple[str, ...], depth: int, schemas: Schemas) -> Role:
    named = tuple(_RATE_IN_NAME.sub(" ", text) for text in spoken)

    def says(name: str, texts: tuple[str, ...] = spoken) -> bool:
        words = schemas.words.get(name)
        return words is not None and any(words.search(text[:_LONGEST]) is not None for text in texts)

    def begins(name: str) -> bool:
        words = schemas.words.get(name)
        found = words.search(path[-1]) if words is not None and path else None
        return found is not None and not path[-1][: found.start()].strip(" (（-–·•")

    return Role(
        path,
        total=says("total"),
        result=says("net_result"),
        less=begins("less"),
        unsummed=says("unsummed", named) and not says("summed"),
        change=says("change"),
        opening=says("opening"),
        closing=says("closing"),
        balance=begins("balance"),
        decrease=says("decrease"),
        depth=depth,
    )
