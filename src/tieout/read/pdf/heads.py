"""Header lines of a table -> levels: wrapped headers in one cell, every cell as high as its place allows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tieout.read.pdf.frame import Box
from tieout.read.pdf.grid import PdfCell
from tieout.read.pdf.lines import YEAR, Line, Segment, around
from tieout.read.pdf.rows import TIGHT, ruled
from tieout.read.pdf.words import Word

WORDED = re.compile(r"[^\W\d_]{2}")
UNIT = re.compile(r"[(（$€£¥%％]")


@dataclass
class _Head:
    words: list[Word]
    first: int
    last: int
    box: Box
    level: int = 0

    def over(self, other: _Head) -> bool:
        return self.first <= other.last and other.first <= self.last


def head_rows(lines: Sequence[Line], edge: float, rules: Sequence[Box]) -> int:
    """How many lines stand above the first with figures; `edge` is the right end of the labels."""
    head = 0
    for row, line in enumerate(lines):
        beyond = [segment for segment in line.segments if segment.box.left >= edge]
        figures = any(segment.figures and not YEAR.fullmatch(segment.text) for segment in beyond)
        if figures and not (row + 1 < len(lines) and _closes(line, lines[row + 1], beyond, rules)):
            return head
        if beyond:
            head = row + 1
    return 0


def _closes(line: Line, below: Line, beyond: Sequence[Segment], rules: Sequence[Box]) -> bool:
    """Whether a line with words among its figures is the last of the headers: a rule runs below all of it."""
    worded = sum(WORDED.search(segment.text) is not None for segment in beyond) >= 2
    width = line.box.width
    return worded and any(
        line.box.bottom - 3 <= rule.top <= below.box.top + 3
        and min(rule.right, line.box.right) - max(rule.left, line.box.left) > 0.9 * width
        for rule in rules
    )


def levelled(cells: Sequence[PdfCell], rules: Sequence[Box]) -> tuple[int, list[PdfCell]]:
    """The number of levels of a header, and its cells with the rows and spans that the levels give them."""
    heads: list[_Head] = []
    for cell in cells:
        head = _Head(
            list(cell.words), cell.col, cell.col + cell.colspan - 1, around(w.box for w in cell.words)
        )
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
        placed.append(PdfCell(tuple(head.words), head.level, head.first, height, head.last - head.first + 1))
    return levels, placed


def _goes_on(upper: _Head, lower: _Head, rules: Sequence[Box]) -> bool:
    """Whether a header goes on in the next line: over the same columns, close by, and without a rule."""
    if (upper.first, upper.last) != (lower.first, lower.last) or UNIT.match(lower.words[0].text):
        return False
    size = lower.words[0].size
    near = lower.box.top - upper.box.bottom < TIGHT * size
    alike = abs(upper.words[-1].size - size) < 0.1 * size
    return near and alike and not ruled(upper.box, lower.box, rules)
