"""A grid becomes lines with their roles and one matrix of scaled integers, made once for everybody."""

from __future__ import annotations

from dataclasses import replace

from tieout.extract.table.counts import counts_things, whole
from tieout.extract.table.matrix import SHARE_KIND, read_matrix
from tieout.extract.table.named import with_named
from tieout.extract.table.rates import rate_columns
from tieout.extract.table.roles import column_lines, row_lines
from tieout.extract.table.signs import with_signs
from tieout.extract.table.told import told_by_figures
from tieout.model import Grid
from tieout.model.lines import Lines
from tieout.rulebook.book import Schemas


def read_lines(grid: Grid, schemas: Schemas, lead: str = "") -> Lines:
    """Read the lines of a table whose figures have their meaning; `lead` is the paragraph before it."""
    rows, cols = row_lines(grid, schemas), column_lines(grid, schemas)
    matrix = read_matrix(grid, with_signs(grid, rows, cols))
    if matrix is not None:
        rows = told_by_figures(rows, matrix, SHARE_KIND, schemas)
        cols = told_by_figures(cols, matrix.transposed(), SHARE_KIND, schemas)
        for col, role in rate_columns(matrix, cols).items():
            cols[col] = replace(cols[col], role=role, reason="its figures grow or share as rates do")
    rows, cols = with_named(rows, schemas), with_named(cols, schemas)
    breaks = _row_breaks(grid), _column_breaks(grid)
    if matrix is None:
        return Lines(rows, cols, None, *breaks)
    whole_rows, whole_cols = whole(matrix), whole(matrix.transposed())
    counted = counts_things(grid, schemas, lead)
    exact_rows = frozenset(row for row in whole_rows if counted or "things" in rows[row].tags)
    exact_cols = frozenset(col for col in whole_cols if counted or "things" in cols[col].tags)
    return Lines(rows, cols, matrix, *breaks, exact_rows, exact_cols, whole_rows, whole_cols)


def _row_breaks(grid: Grid) -> frozenset[int]:
    """Rows before which a heading or an empty line stands."""
    filled = {row - 1 for row, _ in grid.facts}
    dashed = {row - 1 for row, _ in grid.dashes}
    return frozenset(row for row in filled if row and row - 1 not in filled and row - 1 not in dashed)


def _column_breaks(grid: Grid) -> frozenset[int]:
    """Columns where an upper header changes."""
    paths = grid.col_labels
    return frozenset(col for col in range(1, grid.cols) if paths[col][:-1] != paths[col - 1][:-1])


__all__ = ["read_lines"]
