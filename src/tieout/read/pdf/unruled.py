"""Tables without a full grid of rules: runs of lines whose segments stand in columns.

Narrow segments define the columns; a wide one that lies over several is a spanning header unless the lines
say that what it bridges is one column. Horizontal rules above and below (three-line tables) bound a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tieout.read.pdf.frame import Box
from tieout.read.pdf.grid import PdfCell, PdfTable
from tieout.read.pdf.lines import Line, Segment, around

LOOSE = 2.6  # lines further apart than this, in font sizes, do not belong to one table
PARAGRAPH = 0.8  # a lone segment wider than this share of the region is running text
HEADER_GAP = 0.4  # between words over two columns, in font sizes; a word space is about 0.25
MOST_COLUMNS = 40  # more stand in diagrams, not in tables without rules
LEAST_FILLED = 0.38  # share of positions with text; the axes and legends of charts have less
NARROW = 0.45  # a lone segment below this share counts half
MOST_LONE = 3  # lone segments in a row (wrapped labels, group headings) inside a table
APART = 1.2  # font sizes over a header that begins another table
TIGHT = 0.5  # font sizes between the lines of one header
UNDERLINE = 2.0  # font sizes in which the rule below a header of one or two lines stands
PAGE = re.compile(r"\d{1,4}")
SECTION = re.compile(r"(?:\d{1,2}|[A-Z])(?:\.\d{1,2}){0,3}\.?\s+\S{3}|第[一二三四五六七八九十\d]+[章节]")
EQUATION = re.compile(r"\((\d{1,3})\)")
CAPTION = re.compile(r"^(表|图|图表|Table|Figure|Fig\.|Exhibit|Chart)\s*[A-Z]{0,3}[.-]?\d", re.IGNORECASE)
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
    found: list[tuple[int, int, PdfTable]] = []
    for run_start, end in _runs(lines, rules):
        columns = _columns(lines[run_start:end])
        start = _headed(lines, run_start, found[-1][1] if found else 0, columns)
        table = _table(lines[start:end], page, columns, rules)
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
    return [(a, b) for a, b in runs if b - a >= 2]


def _joins(lines: Sequence[Line], last: int, i: int, region: Box, rules: Sequence[Box]) -> bool:
    line, before = lines[i], lines[i - 1]
    ruled = _between_rules(before.box, line.box, rules)
    if CAPTION.match(line.text) or _title(line, region):
        return False
    gap = (line.box.top - before.box.bottom) / line.size
    if gap > LOOSE + 2 * ruled or (gap > APART and _heads(line, before, rules, region)):
        return False
    lone = lines[last + 1 : i]
    if sum(1 if one.box.width > NARROW * region.width else 0.5 for one in lone) > MOST_LONE:
        return False
    return not (len(line.segments) == 1 and line.box.width > PARAGRAPH * region.width)


def _heads(line: Line, before: Line, rules: Sequence[Box], region: Box) -> bool:
    """Whether a lone line with a rule below heads another table: figures stand above it."""
    alone = len(line.segments) == 1 and not line.segments[0].figures
    figures = any(segment.figures for segment in before.segments)
    return alone and figures and _underlined(line.box, line.size, rules, region.width) != line.box


def _title(line: Line, region: Box) -> bool:
    """Whether a line stands alone in the middle: a heading between two tables."""
    if len(line.segments) > 1 or line.box.left < region.left + 0.12 * region.width:
        return False
    return abs(line.box.middle - region.middle) < 0.04 * region.width


def _between_rules(upper: Box, lower: Box, rules: Sequence[Box]) -> bool:
    """Whether a rule lies right between two lines: they are held together by it."""
    return any(upper.bottom - 2 <= rule.top <= lower.top + 2 and rule.width > 40 for rule in rules)


def _bullet(line: Line) -> bool:
    """A bullet and its text, or a numbered heading, are two segments but no table row."""
    return len(line.segments) == 2 and len(line.segments[0].text) <= 4 and not line.segments[1].figures


def _headed(lines: Sequence[Line], start: int, least: int, columns: Sequence[_Column]) -> int:
    """Take in the lines above a run that stand over its columns of figures: their headers."""
    if len(columns) < 2:
        return start
    while start > least:
        above, first = lines[start - 1], lines[start]
        if first.box.top - above.box.bottom > 1.2 * above.size:
            break
        near = first.box.top - above.box.bottom < TIGHT * above.size
        title = not near and _title(above, around(line.box for line in lines))
        if CAPTION.match(above.text) or title:
            break
        if above.box.left < columns[0].right or above.box.right > columns[-1].right + 2 * above.size:
            break
        start -= 1
    return start


def _table(
    lines: Sequence[Line], page: int, columns: Sequence[_Column], rules: Sequence[Box]
) -> PdfTable | None:
    if not 2 <= len(columns) <= MOST_COLUMNS or not _tabular(lines, columns):
        return None
    cells = []
    for row, line in enumerate(lines):
        for first, last, segments in _placed(line, columns, rules):
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


def _placed(
    line: Line, columns: Sequence[_Column], rules: Sequence[Box]
) -> list[tuple[int, int, list[Segment]]]:
    """The segments of a line with the first and last column each covers; those of one column are joined."""
    placed: list[tuple[int, int, list[Segment]]] = []
    for segment in _parted(line.segments, columns):
        box = _underlined(segment.box, line.size, rules, columns[-1].right - columns[0].left)
        covered = [i for i, c in enumerate(columns) if _covers(box, c)]
        if not covered:
            covered = [_nearest(segment.box.middle, columns)]
        if placed and placed[-1][1] >= covered[0]:
            first, last, segments = placed[-1]
            placed[-1] = (first, max(last, covered[-1]), [*segments, segment])
        else:
            placed.append((covered[0], covered[-1], [segment]))
    return placed


def _underlined(box: Box, size: float, rules: Sequence[Box], width: float) -> Box:
    """The rule below a header that stands in its middle, for it says how far the header reaches."""
    below = [
        rule
        for rule in rules
        if -2 <= rule.top - box.bottom < UNDERLINE * size and rule.left < box.left and rule.right > box.right
    ]
    nearest = min(below, key=lambda rule: rule.top, default=box)
    centred = abs(nearest.middle - box.middle) < 0.1 * nearest.width
    return nearest if centred and nearest.width < 0.9 * width else box


def _parted(segments: Sequence[Segment], columns: Sequence[_Column]) -> list[Segment]:
    """Split headers whose words stand over different columns with more than a word space between them."""
    parted: list[Segment] = []
    for segment in segments:
        runs = [[segment.words[0]]]
        for word in segment.words[1:]:
            gap = word.box.left - runs[-1][-1].box.right
            if gap > HEADER_GAP * word.size and _between(runs[-1][-1].box, word.box, columns):
                runs.append([word])
            else:
                runs[-1].append(word)
        parted += [Segment(tuple(run), around(word.box for word in run)) for run in runs]
    return parted


def _between(left: Box, right: Box, columns: Sequence[_Column]) -> bool:
    """Whether two words stand over two columns and the gap between them over the gap between those."""
    a, b = _nearest(left.middle, columns), _nearest(right.middle, columns)
    return a < b and left.right <= columns[b].left + 4 and right.left >= columns[a].right - 4


def _nearest(x: float, columns: Sequence[_Column]) -> int:
    return min(range(len(columns)), key=lambda i: abs((columns[i].left + columns[i].right) / 2 - x))


def _covers(box: Box, column: _Column) -> bool:
    overlap = column.overlap(box)
    return overlap > 0 and overlap > 0.25 * min(box.width, column.right - column.left)


def _tabular(lines: Sequence[Line], columns: Sequence[_Column]) -> bool:
    """Whether lines are a table rather than text with gaps: figures in columns, or many aligned rows."""
    rows = [line for line in lines if len(line.segments) >= 2]
    entries = [segment for line in rows for segment in line.segments[1:]]
    equations = _equations(entries)
    with_digits = sum(bool(DIGIT.search(segment.text)) for segment in entries) - equations
    short = sum(len(segment.text) <= 40 for segment in entries)
    if short < 0.7 * len(entries) or _contents(rows):
        return False
    figures = sum(segment.figures for segment in entries) - equations
    if len(rows) >= 2 and figures >= max(2, 0.3 * len(entries)):
        return True
    return (
        len(rows) >= 3
        and with_digits >= 0.3 * len(entries)
        and len(columns) <= 2 * max(len(line.segments) for line in rows)
    )


def _contents(rows: Sequence[Line]) -> bool:
    """Whether lines are a table of contents: titles, most of them numbered, with page numbers that rise."""
    lasts = [line.segments[-1].text for line in rows]
    pages = [int(text) for text in lasts if PAGE.fullmatch(text)]
    titles = sum(len(line.segments[-2].text) > 3 or SECTION.match(line.text) is not None for line in rows)
    numbered = sum(SECTION.match(line.text) is not None or ". . ." in line.text for line in rows)
    rising = all(a <= b for a, b in pairwise(pages))
    return len(pages) >= 5 and len(pages) == titles == len(rows) and rising and numbered * 2 > len(rows)


def _equations(entries: Sequence[Segment]) -> int:
    """How many entries number equations: (6), (7), (8)."""
    matches = [EQUATION.fullmatch(segment.text) for segment in entries]
    numbers = [int(match[1]) for match in matches if match is not None]
    running = all(b == a + 1 for a, b in pairwise(numbers))
    return len(numbers) if running else 0
