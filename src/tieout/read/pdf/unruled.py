"""Tables without a full grid of rules: runs of lines whose segments stand in columns.

Horizontal rules above and below (three-line tables) bound a table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from tieout.read.captions import is_unit
from tieout.read.forms import Form
from tieout.read.pdf.frame import Box, around
from tieout.read.pdf.grid import PdfCell, PdfTable
from tieout.read.pdf.groups import grouped
from tieout.read.pdf.heads import head_rows, is_numbered, levelled
from tieout.read.pdf.lines import Line, Segment
from tieout.read.pdf.parted import headed_again
from tieout.read.pdf.rows import TIGHT, banded, folded, stacked, wraps
from tieout.read.pdf.tabs import Column, columns_of, placed, underlined
from tieout.read.pdf.words import Page

LOOSE = 2.6  # lines further apart than this, in font sizes, do not belong to one table
PARAGRAPH = 0.8  # a lone segment wider than this share of the region is running text
MOST_COLUMNS = 40  # more stand in diagrams, not in tables without rules
LEAST_FILLED = 0.38  # share of positions with text; the axes and legends of charts have less
NARROW = 0.45  # a lone segment below this share counts half
MOST_LONE = 3  # lone segments in a row (wrapped labels, group headings) inside a table
APART = 1.2  # font sizes over a header that begins another table
PAGE = Form(r"[A-Z]?-?(\d{1,4})(?:\s?(?:[-–—~～]|{page_through})\s?[A-Z]?-?\d{1,4})?")
SECTION = Form(
    r"(?:(?:\d{1,2}|[A-Za-z])(?:\.\d{1,2}){0,3}[.、]?\s*|(?i:{=section_word})\s+\w+[.:]?\s+"
    r"|[(（]?(?:{chinese_digit}|\d){1,3}[)）、.．]\s*|{ordinal_word}(?:{chinese_digit}|\d)+{section_mark}\s*"
    r"|{annex_word}\S?\s*)[^\W\d]"
)
LEAST_BESIDE = 4  # segments of a row below which the rest of one of its texts may stand
LEAST_ENTRIES, MOST_ENTRY, HEADERS = 5, 3, 2  # of a list of contents; segments of an entry
FALLS = 0.1  # share of entries whose page is before that of the entry above: parts may be counted anew
EQUATION = re.compile(r"\((\d{1,3})\)")
CAPTION = Form(r"^(?i:(?:{=caption_han}|{=caption_latin})\s*[A-Z]{0,3}[.-]?\d)")
MATHEMATICAL = re.compile(r"[\U0001d400-\U0001d7ff]")
DIGIT = re.compile(r"\d")


def find_tables(lines: Sequence[Line], page: Page) -> list[tuple[int, int, PdfTable]]:
    """Find tables among the lines of one text column.

    Returns:
        (first line, line after the last, table) for each, in order and without overlap.
    """
    bands = banded(lines)
    rows = [stacked(band) for band in bands]
    starts = list(accumulate(map(len, bands), initial=0))
    found: list[tuple[int, int, PdfTable]] = []
    least = 0
    for run_start, end in _runs(rows, page.horizontals):
        columns = columns_of(rows[run_start:end])
        start = _headed(rows, run_start, least, columns)
        if columns and end < len(rows) and wraps(rows[end - 1 : end], rows[end], columns[0].right):
            end += 1
        while end < len(rows) and (
            _closes(rows[end - 1], rows[end], columns) or _ends(rows[end - 1], rows[end], columns)
        ):
            end += 1
        cuts = [start, *headed_again(rows, start, end, page.horizontals), end]
        for begin, stop in pairwise(cuts):
            columns = columns if len(cuts) == 2 else columns_of(rows[begin:stop])
            table = _table(rows[begin:stop], columns, page)
            if table is not None:
                found.append((starts[begin], starts[stop], table))
                least = stop
    return found


def _closes(last: Line, line: Line, columns: Sequence[Column]) -> bool:
    """Whether a lone figure below a table stands in its only column of figures: a total without a label."""
    if len(line.segments) > 1 or not line.segments[0].figures:
        return False
    filled = [column for column in columns if column.figures is not None]
    near = line.box.top - last.box.bottom < LOOSE * line.size
    return near and len(filled) == 1 and abs(filled[0].right - line.box.right) < line.size


def _ends(last: Line, line: Line, columns: Sequence[Column]) -> bool:
    """Whether a lone text ends one in a column of words: it stands close below it, within the column."""
    if len(line.segments) > 1 or line.segments[0].figures or len(last.segments) < LEAST_BESIDE:
        return False
    above = [s for s in last.segments[1:] if abs(s.box.left - line.box.left) < 0.3 * line.size]
    near = line.box.top - last.box.bottom < TIGHT * line.size
    return near and any(not s.figures and s.box.right >= line.box.right - line.size for s in above)


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
        if len(line.segments) >= 2 and not _bullet(line) and not _equation(line):
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
    return alone and figures and underlined(line.box, line.size, rules, region.width) != line.box


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


def _equation(line: Line) -> bool:
    """A formula with its number is no table row."""
    numbered = EQUATION.fullmatch(line.segments[-1].text) is not None
    return numbered and any(sign in segment.text for segment in line.segments[:-1] for sign in "=≤≥<>")


def _headed(lines: Sequence[Line], start: int, least: int, columns: Sequence[Column]) -> int:
    """Take in the lines above a run that stand over its columns of figures: their headers."""
    if len(columns) < 2:
        return start
    run = start
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
    while start < run and len(lines[start].segments) == 1 and is_unit(lines[start].text):
        start += 1  # the unit of the table, not of the column that it stands over
    return start


def _table(lines: Sequence[Line], columns: Sequence[Column], page: Page) -> PdfTable | None:
    if not 2 <= len(columns) <= MOST_COLUMNS or not _tabular(lines, columns):
        return None
    lines = folded(lines, columns[0].right, page.horizontals)
    rows = [
        [
            PdfCell(tuple(w for segment in segments for w in segment.words), row, first, 1, last - first + 1)
            for first, last, segments in placed(line, columns, page)
        ]
        for row, line in enumerate(lines)
    ]
    if sum(cell.colspan for row in rows for cell in row) < LEAST_FILLED * len(rows) * len(columns):
        return None
    head = head_rows(rows, page.horizontals)
    heads = rows[:head]
    if head and is_numbered(heads[-1]):
        over = (_over_all(row, line, len(columns)) for row, line in zip(heads, lines, strict=False))
        heads = [[replace(cell, header=True) for cell in row] for row in over]
    levels, cells = levelled([cell for row in heads for cell in row], page.horizontals) if head else (0, [])
    body = grouped(rows[head:], page.horizontals)
    cells += [replace(cell, row=cell.row + levels) for row in body for cell in row]
    spans = tuple((column.left, column.right) for column in columns)
    box = around(line.box for line in lines)
    return PdfTable(box, page.number, levels + len(body), len(columns), tuple(cells), spans, levels)


def _over_all(row: Sequence[PdfCell], line: Line, cols: int) -> Sequence[PdfCell]:
    """A line over numbered columns; what stands there alone says what their numbers are."""
    if len(line.segments) > 1 or row[0].col == 0:
        return row
    return [replace(row[0], words=line.words, col=1, colspan=cols - 1)]


def _tabular(lines: Sequence[Line], columns: Sequence[Column]) -> bool:
    """Whether lines are a table rather than text with gaps: figures in columns, or many aligned rows."""
    rows = [line for line in lines if len(line.segments) >= 2]
    entries = [segment for line in rows for segment in line.segments[1:]]
    equations = _equations(entries)
    with_digits = sum(bool(DIGIT.search(segment.text)) for segment in entries) - equations
    short = sum(len(segment.text) <= 40 for segment in entries)
    if short < 0.7 * len(entries) or _contents(rows) or _running(entries) or _formulas(entries):
        return False
    figures = sum(segment.figures for segment in entries) - equations
    if not any(DIGIT.search(segment.text) for line in rows[1:] for segment in line.segments[1:]):
        return False  # numbers in the first line at most: the axis of a chart
    if len(rows) >= 2 and figures >= max(2, 0.3 * len(entries)):
        return True
    return (
        len(rows) >= 3
        and with_digits >= 0.3 * len(entries)
        and len(columns) <= 2 * max(len(line.segments) for line in rows)
    )


def _formulas(entries: Sequence[Segment]) -> bool:
    """Whether most entries are written in mathematical letters."""
    return sum(MATHEMATICAL.search(entry.text) is not None for entry in entries) > 0.6 * len(entries)


def _running(entries: Sequence[Segment]) -> bool:
    """Whether most entries are lines of running text, each beginning within a sentence."""
    within = sum(len(entry.words) >= 3 and entry.text[0].islower() for entry in entries)
    return within * 2 > len(entries)


def _contents(rows: Sequence[Line]) -> bool:
    """Whether lines are a table of contents: titles, most of them numbered, with page numbers that rise."""
    entries = [line for line in rows if PAGE.fullmatch(line.segments[-1].text)]
    pages = [int(match[1]) for line in entries if (match := PAGE.fullmatch(line.segments[-1].text))]
    if len(pages) < LEAST_ENTRIES or len(pages) < len(rows) - HEADERS:
        return False
    titles = all(_titles(line) for line in entries)
    numbered = sum(SECTION.match(line.text) is not None or ". . ." in line.text for line in entries)
    falls = sum(a > b for a, b in pairwise(pages))
    return titles and falls <= FALLS * len(pages) and numbered * 2 > len(pages)


def _titles(line: Line) -> bool:
    """Whether nothing stands before the page of an entry but its number and its title."""
    return len(line.segments) <= MOST_ENTRY and not any(segment.figures for segment in line.segments[1:-1])


def _equations(entries: Sequence[Segment]) -> int:
    """How many entries number equations: (6), (7), (8)."""
    matches = [EQUATION.fullmatch(segment.text) for segment in entries]
    numbers = [int(match[1]) for match in matches if match is not None]
    running = all(b == a + 1 for a, b in pairwise(numbers))
    return len(numbers) if running else 0
