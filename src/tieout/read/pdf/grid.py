"""A table found on a page: rows of cells made of words, before it becomes a `Table` of the model."""

from __future__ import annotations

from dataclasses import dataclass

from tieout.read.pdf.frame import Box
from tieout.read.pdf.words import Word


@dataclass(frozen=True, slots=True)
class PdfCell:
    """Words of a cell at a row and column counted from 0."""

    words: tuple[Word, ...]
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A table on one page. `edges` are the left borders of its columns, to match it over pages."""

    box: Box
    page: int
    rows: int
    cols: int
    cells: tuple[PdfCell, ...]
    edges: tuple[float, ...] = ()
