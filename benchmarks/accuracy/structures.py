"""Which figures of a table are made of which: an independent reading that asks the tool nothing.

Rows are read as columns of the transposed table.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from benchmarks.accuracy.cells import Cell, Rows, Spot, is_nil, read
from benchmarks.accuracy.quotients import Derived, find_derived
from benchmarks.accuracy.sums import Sum, find_sums

MOST_CELLS = 1000  # of a table that is read at all


@dataclass(frozen=True)
class Structures:
    """What an independent reading finds in one table."""

    cells: dict[Spot, Cell]
    sums: tuple[Sum, ...]
    derived: tuple[Derived, ...]


def structures(rows: Rows, point: str = ".") -> Structures:
    """The sums and the derived lines of a table, by column and by row."""
    width = max(map(len, rows), default=0)
    if len(rows) * width > MOST_CELLS:
        return Structures({}, (), ())
    grid = [[_entry(cell, point) for cell in row] + [None] * (width - len(row)) for row in rows]
    cells = {(r, c): v for r, row in enumerate(grid) for c, v in enumerate(row) if isinstance(v, Cell)}
    turned = [list(column) for column in zip(*grid, strict=True)]
    labels = [next((text for text in row if text.strip() and read(text, point) is None), "") for row in rows]
    heads = [" ".join(row[c] for row in rows[:2] if c < len(row)) for c in range(width)]
    sums = [*find_sums(grid, labels, vertical=True), *find_sums(turned, heads, vertical=False)]
    with np.errstate(divide="ignore", invalid="ignore"):  # what is not printed is no number
        derived = [*find_derived(turned, vertical=False), *find_derived(grid, vertical=True)]
    taken = {(d.entries[0].at, d.entries[-1].at) for d in derived}
    sums = [s for s in sums if (s.spot(s.target, s.across[0]), s.spot(s.target, s.across[-1])) not in taken]
    return Structures(cells, tuple(sums), tuple(derived))


def _entry(text: str, point: str) -> Cell | Decimal | None:
    return Decimal(0) if is_nil(text) else read(text, point)
