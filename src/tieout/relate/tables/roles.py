"""What the labels of a table say about its lines: totals, deductions, ratios that are never summed.

A role belongs to a line (a row or a column) by its own label first, and to a column also by the headers
above it.
"""

from __future__ import annotations

from dataclasses import dataclass

from tieout.model import Grid
from tieout.rulebook.book import Schemas

_LONGEST = 120  # a label longer than this is a sentence, and words in it say little


@dataclass(frozen=True, slots=True)
class Role:
    """What a line's label says of it."""

    label: tuple[str, ...] = ()
    total: bool = False
    result: bool = False  # gross profit, net income: what is left after what stands above
    less: bool = False
    of_which: bool = False
    unsummed: bool = False
    change: bool = False
    opening: bool = False
    closing: bool = False
    depth: int = 0


def row_roles(grid: Grid, schemas: Schemas) -> list[Role]:
    """The role of every row."""
    return [
        _role(path, path[-1:], depth, schemas)
        for path, depth in zip(grid.row_labels, grid.row_depths, strict=True)
    ]


def column_roles(grid: Grid, schemas: Schemas) -> list[Role]:
    """The role of every column: any of its headers may say it."""
    return [_role(path, path, 0, schemas) for path in grid.col_labels]


def _role(path: tuple[str, ...], spoken: tuple[str, ...], depth: int, schemas: Schemas) -> Role:
    def says(name: str) -> bool:
        words = schemas.words.get(name)
        return words is not None and any(words.search(text[:_LONGEST]) is not None for text in spoken)

    return Role(
        path,
        total=says("total"),
        result=says("net_result"),
        less=says("less"),
        of_which=says("of_which"),
        unsummed=says("unsummed"),
        change=says("change"),
        opening=says("opening"),
        closing=says("closing"),
        depth=depth,
    )
