"""Tables without a full grid of rules: runs of lines whose segments stand in columns.

Narrow segments define the columns; a wide one that lies over several is a spanning header unless the lines
say that what it bridges is one column. Horizontal rules above and below (three-line tables) bound a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tieout.read.pdf.grid import PdfCell, PdfTable
from tieout.read.pdf.lines import Line, Segment, around
from tieout.read.pdf.words import Box

LOOSE = 2.6  # lines further apart than this, in font sizes, do not belong to one table
PARAGRAPH = 0.8  # a lone segment wider than this share of the region is running text
LEAST_FILLED = 0.38  # share of positions with text; the axes and legends of charts have less
MOST_LONE = 3  # lone segments in a row (wrapped labels, group headings) inside a table
DIGIT = re.compile(r"\d")


@dataclass
class _Column:
    left: float
    right: float
    lines: set[int] = field(default_factory=set)

    def overlap(self, box: Box) -> float:
        return min(self.right, box.right) - max(self.left, box.left)


def find_tables(
    lines: Sequence[Line], page: int, rules: Sequence[Box] = ()
) -> list[tuple[int, int, PdfTable]]:
    """Find tables among the lines of one text column.

    Returns:
        (first line, line after the last, table) for each, in order and without overlap.
    """
    found = []
    for start, end in _runs(lines, rules):
        table = _table(lines[start:end], page)
        if table is not None:
            found.append((start, end, table))
    return found


def _runs(lines: Sequence[Line], rules: Sequence[Box]) -> list[tuple[int, int]]:
    if not lines:
        return []
    region = around(line.box for line in lines)
    runs: list[tuple[int, int]] = []
    start: int | None = None
    last = 0
    for i, line in enumerate(lines):
        if start is not None and not _joins(lines, last, i, region, rules):
            runs.append((start, last + 1))
            start = None
        if len(line.segments) >= 2 and not _bullet(line):
            if start is None:
                start = i
            last = i
    if start is not None:
        runs.append((start, last + 1))
    return [(_headed(lines, a, rules), b) for a, b in runs if b - a >= 2]


def _joins(lines: Sequence[Line], last: int, i: int, region: Box, rules: Sequence[Box]) -> bool:
    line, before = lines[i], lines[i - 1]
    ruled = _between_rules(before.box, line.box, rules)
    if line.box.top - before.box.bottom > (LOOSE + 2 * ruled) * line.size:
        return False
    if i - last > MOST_LONE:
        return False
    lone = len(line.segments) == 1
    return not (lone and line.box.width > PARAGRAPH * region.width)


def _between_rules(upper: Box, lower: Box, rules: Sequence[Box]) -> bool:
    """Whether a rule lies right between two lines: they are held together by it."""
    return any(upper.bottom - 2 <= rule.top <= lower.top + 2 and rule.width > 40 for rule in rules)


def _bullet(line: Line) -> bool:
    """A bullet and its text, or a numbered heading, are two segments but no table row."""
    return len(line.segments) == 2 and len(line.segments[0].text) <= 4 and not line.segments[1].figures


def _headed(lines: Sequence[Line], start: int, rules: Sequence[Box]) -> int:
    """Take in lone header lines above a run, up to a rule right above them."""
    if start and len(lines[start - 1].segments) == 1:
        above, top = lines[start - 1], lines[start].box.top
        near = top - above.box.bottom < 1.2 * above.size
        capped = any(abs(above.box.top - rule.bottom) < 0.8 * above.size for rule in rules)
        if near and capped:
            return start - 1
    return start


def _table(lines: Sequence[Line], page: int) -> PdfTable | None:
    columns = _columns(lines)
    if len(columns) < 2 or not _tabular(lines, columns):
        return None
    cells = []
    for row, line in enumerate(lines):
        for first, last, segments in _placed(line, columns):
            words = tuple(word for segment in segments for word in segment.words)
            cells.append(PdfCell(words, row, first, 1, last - first + 1))
    if sum(cell.colspan for cell in cells) < LEAST_FILLED * len(lines) * len(columns):
        return None
    edges = tuple(column.left for column in columns)
    return PdfTable(around(line.box for line in lines), page, len(lines), len(columns), tuple(cells), edges)


def _columns(lines: Sequence[Line]) -> list[_Column]:
    segments = sorted(
        ((segment, i) for i, line in enumerate(lines) for segment in line.segments),
        key=lambda pair: pair[0].box.width,
    )
    columns: list[_Column] = []
    bridges: list[tuple[Segment, int]] = []
    for segment, i in segments:
        touched = [c for c in columns if c.overlap(segment.box) > 0]
        if not touched:
            columns.append(_Column(segment.box.left, segment.box.right, {i}))
        elif len(touched) == 1:
            column = touched[0]
            column.left, column.right = (
                min(column.left, segment.box.left),
                max(column.right, segment.box.right),
            )
            column.lines.add(i)
        else:
            bridges.append((segment, i))
    columns.sort(key=lambda column: column.left)
    return _merged(columns, bridges)


def _merged(columns: list[_Column], bridges: Sequence[tuple[Segment, int]]) -> list[_Column]:
    """Join neighbours that more lines bridge than keep apart."""
    merged: list[_Column] = []
    for column in columns:
        if merged:
            left = merged[-1]
            apart = len(left.lines & column.lines)
            across = sum(left.overlap(s.box) > 0 and column.overlap(s.box) > 0 for s, _ in bridges)
            if left.right > column.left or (across > 2 * apart and across >= 2):
                left.right = max(left.right, column.right)
                left.lines |= column.lines
                continue
        merged.append(column)
    return merged


def _placed(line: Line, columns: Sequence[_Column]) -> list[tuple[int, int, list[Segment]]]:
    """The segments of a line with the first and last column each covers; those of one column are joined."""
    placed: list[tuple[int, int, list[Segment]]] = []
    for segment in line.segments:
        covered = [i for i, c in enumerate(columns) if _covers(segment.box, c)]
        if not covered:
            middle = segment.box.middle
            covered = [
                min(range(len(columns)), key=lambda i: abs((columns[i].left + columns[i].right) / 2 - middle))
            ]
        if placed and placed[-1][1] >= covered[0]:
            first, last, segments = placed[-1]
            placed[-1] = (first, max(last, covered[-1]), [*segments, segment])
        else:
            placed.append((covered[0], covered[-1], [segment]))
    return placed


def _covers(box: Box, column: _Column) -> bool:
    overlap = column.overlap(box)
    return overlap > 0 and overlap > 0.25 * min(box.width, column.right - column.left)


def _tabular(lines: Sequence[Line], columns: Sequence[_Column]) -> bool:
    """Whether lines are a table rather than text with gaps: figures in columns, or many aligned rows."""
    rows = [line for line in lines if len(line.segments) >= 2]
    entries = [segment for line in rows for segment in line.segments[1:]]
    with_digits = sum(bool(DIGIT.search(segment.text)) for segment in entries)
    short = sum(len(segment.text) <= 40 for segment in entries)
    if short < 0.7 * len(entries):
        return False
    figures = sum(segment.figures for segment in entries)
    if len(rows) >= 2 and figures >= max(2, 0.3 * len(entries)):
        return True
    return (
        len(rows) >= 3
        and with_digits >= 0.3 * len(entries)
        and len(columns) <= 2 * max(len(line.segments) for line in rows)
    )
