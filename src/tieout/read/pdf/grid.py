"""A table found on a page: rows of cells made of words, before it becomes a `Table` of the model."""

from __future__ import annotations

from dataclasses import dataclass

from tieout.read.pdf.frame import Box
from tieout.read.pdf.words import Word


@dataclass(frozen=True, slots=True)
class PdfCell:
    """Words of a cell at a row and column counted from 0; `header` if its row is one beyond doubt."""

    words: tuple[Word, ...]
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A table on one page, with what matches it to its continuation on the next page.

    `spans` are the left and right ends of its columns; `head` counts the rows above its first figures, if
    that is known.
    """

    box: Box
    page: int
    rows: int
    cols: int
    cells: tuple[PdfCell, ...]
    spans: tuple[tuple[float, float], ...] = ()
    head: int | None = None
