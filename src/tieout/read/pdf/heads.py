"""Header lines of a table -> levels: wrapped headers in one cell, every cell as high as its place allows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tieout.read.pdf.frame import Box, around
from tieout.read.pdf.grid import PdfCell
from tieout.read.pdf.lines import YEAR, all_figures, joined
from tieout.read.pdf.rows import TIGHT, ruled
from tieout.read.pdf.words import Word
from tieout.read.scale import is_scale

WORDED = re.compile(r"[^\W\d_]{2}")
DAY = re.compile(r"\d{2,4}([./-])\d{1,2}\1\d{1,2}|\d{1,2}([./-])\d{1,2}\2\d{4}")
UNIT = re.compile(r"[(（%％]|[$€£¥](?!\d)")


@dataclass
class _Head:
    words: list[Word]
    first: int
    last: int
    box: Box
    header: bool
    level: int = 0

    def over(self, other: _Head) -> bool:
        return self.first <= other.last and other.first <= self.last


def head_rows(rows: Sequence[Sequence[PdfCell]], rules: Sequence[Box]) -> int:
    """How many rows stand above the first rule across the table, or the first row with figures."""
    head = 0
    table = around(word.box for row in rows for cell in row for word in cell.words)
    for index, row in enumerate(rows):
        if head and _divided(rows[index - 1], row, table, rules):
            return head
        beyond = [cell for cell in row if cell.col > 0]
        figures = sum(all_figures(cell.words) and not _year(cell) for cell in beyond)
        words = sum(any(WORDED.search(word.text) for word in cell.words) for cell in beyond)
        unlabelled = len(beyond) == len(row) and words > figures
        closed = words >= 2 and _closed(rows, index, table, rules)
        if figures and is_numbered(row) and _closed(rows, index, table, rules):
            return index + 1 if head or is_numbered(row, even=True) else 0
        if figures and not (unlabelled or closed):
            return head
        if beyond:
            head = index + 1
    return 0


def is_numbered(row: Sequence[PdfCell], *, even: bool = False) -> bool:
    """Whether words over the labels and numbers over the other columns head a table; `even` as `is_scale`."""
    corner, *beyond = row
    worded = corner.col == 0 and any(WORDED.search(word.text) for word in corner.words)
    return worded and is_scale([joined(cell.words)[0] for cell in beyond], even=even)


def _closed(rows: Sequence[Sequence[PdfCell]], index: int, table: Box, rules: Sequence[Box]) -> bool:
    return index + 1 < len(rows) and _divided(rows[index], rows[index + 1], table, rules)


def _year(cell: PdfCell) -> bool:
    text = cell.words[0].text
    return len(cell.words) == 1 and (YEAR.fullmatch(text) or DAY.fullmatch(text)) is not None


def _divided(row: Sequence[PdfCell], below: Sequence[PdfCell], table: Box, rules: Sequence[Box]) -> bool:
    """Whether a rule runs across the table between two rows."""
    upper, lower = (around(word.box for cell in line for word in cell.words) for line in (row, below))
    return any(
        upper.bottom - 3 <= rule.top <= lower.top + 3
        and min(rule.right, table.right) - max(rule.left, table.left) > 0.9 * table.width
        for rule in rules
    )


def levelled(cells: Sequence[PdfCell], rules: Sequence[Box]) -> tuple[int, list[PdfCell]]:
    """The number of levels of a header, and its cells with the rows and spans that the levels give them."""
    heads: list[_Head] = []
    for cell in cells:
        head = _Head(
            list(cell.words), cell.col, cell.col + cell.colspan - 1, around(w.box for w in cell.words),
            cell.header,
        )  # fmt: skip
        above = [other for other in heads if other.over(head)]
        if above and _goes_on(above[-1], head, rules):
            above[-1].words += head.words
            above[-1].box = above[-1].box.union(head.box)
            continue
        head.level = max((other.level + 1 for other in above), default=0)
        heads.append(head)
    levels = max(head.level for head in heads) + 1
    placed = []
    for i, head in enumerate(heads):
        below = [other.level for other in heads[i + 1 :] if other.over(head) and other.level > head.level]
        height = min(below, default=levels) - head.level
        span = height, head.last - head.first + 1
        placed.append(PdfCell(tuple(head.words), head.level, head.first, *span, head.header))
    return levels, placed


def _goes_on(upper: _Head, lower: _Head, rules: Sequence[Box]) -> bool:
    """Whether a header goes on in the next line: over the same columns, close by, and without a rule."""
    if (upper.first, upper.last) != (lower.first, lower.last) or UNIT.match(lower.words[0].text):
        return False
    size = lower.words[0].size
    near = lower.box.top - upper.box.bottom < TIGHT * size
    alike = abs(upper.words[-1].size - size) < 0.1 * size
    return near and alike and not ruled(upper.box, lower.box, rules)
