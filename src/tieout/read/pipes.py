"""Tables drawn with pipes (Markdown) and tables whose cells stand between tabs.

A pipe behind a backslash belongs to its cell. A row of dashes below the first row makes that one a header;
converters forget it, so rows with pipes at both ends are a table without it too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tieout.model import Table, Text
from tieout.read.grid import Tables
from tieout.read.lines import Line, plain

_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_CELL = re.compile(r"(?:[^|\\]|\\.?)*+", re.DOTALL)
_NUMBERED = re.compile(r"\s*(?:\d{1,3}[.)、]|[-*+•●])\s*")


def is_rule(text: str) -> bool:
    """Whether a line is the row of dashes below a header."""
    return "-" in text and "|" in text and _RULE.fullmatch(text) is not None


def pipe_rows(lines: Sequence[Line], start: int) -> int:
    """How many lines from here on are the rows of a pipe table; 0 if none begins."""
    text = lines[start].text
    if "|" not in text:
        return 0
    ruled = start + 1 < len(lines) and is_rule(lines[start + 1].text)
    end = start + 2 if ruled else start
    while end < len(lines) and _is_row(lines[end].text, ruled):
        end += 1
    count = end - start
    return count if ruled or count >= 2 else 0


def _is_row(text: str, ruled: bool) -> bool:
    stripped = text.strip()
    if ruled:
        return "|" in stripped
    return len(stripped) > 2 and stripped[0] == "|" and stripped[-1] == "|"


def pipe_table(lines: Sequence[Line], tables: Tables) -> Table:
    """The table of these lines; rows of dashes are dropped."""
    rows: list[list[Text]] = []
    headers = 0
    for index, line in enumerate(lines):
        if is_rule(line.text):
            headers = len(rows) if index == 1 else headers
            continue
        rows.append([plain(cell) for cell in _pipe_cells(line)])
    return tables.rows(rows, headers)


def _pipe_cells(line: Line) -> list[Line]:
    line = line.trimmed()
    start = 1 if line.text.startswith("|") else 0
    cells: list[Line] = []
    while True:
        match = _CELL.match(line.text, start)
        end = match.end() if match is not None else len(line.text)
        if end >= len(line.text):
            if line.text[start:].strip() or not cells:
                cells.append(line.cut(start))
            return cells
        cells.append(line.cut(start, end))
        start = end + 1


def tab_rows(lines: Sequence[Line], start: int) -> int:
    """How many lines from here on are the rows of a table with tabs between its cells; 0 if none begins."""
    end = start
    while end < len(lines):
        if "\t" in lines[end].text:
            end += 1
        elif not lines[end].text.strip() and _same_columns(lines, end):
            end += 1  # rows that a converter set apart
        else:
            break
    rows = [line for line in lines[start:end] if line.text.strip()]
    if len(rows) < 2 or not any("\t" in row.text.strip() for row in rows):
        return 0
    if all(_NUMBERED.fullmatch(row.text.split("\t", 1)[0]) for row in rows):
        return 0  # a list whose markers are followed by tabs
    return end - start


def _same_columns(lines: Sequence[Line], blank: int) -> bool:
    """Whether the rows around a blank line have equally many cells, at least three."""
    if blank == 0 or blank + 1 >= len(lines):
        return False
    before, after = (lines[at].text.rstrip().count("\t") for at in (blank - 1, blank + 1))
    return before == after >= 2


def tab_table(lines: Sequence[Line], tables: Tables) -> Table:
    """The table of these lines.

    Where rows begin with blank cells below a cell that reaches down, a row that lost its first cells
    altogether is moved right by as many.
    """
    rows = [_tab_cells(line) for line in lines if line.text.strip()]
    cols = max(map(len, rows))
    blank = max(_leading_blanks(row) for row in rows)
    texts: list[list[Text]] = []
    for row in rows:
        missing = cols - len(row)
        shifted = 0 < missing <= blank and texts and row[0].text.strip() and len(row) > 1
        texts.append([Text("")] * (missing if shifted else 0) + [plain(cell) for cell in row])
    return tables.rows(texts, 1)


def _tab_cells(line: Line) -> list[Line]:
    cells = []
    start = 0
    for piece in line.text.rstrip().split("\t"):
        cells.append(Line(line.number, line.column + start, piece))
        start += len(piece) + 1
    return cells


def _leading_blanks(row: Sequence[Line]) -> int:
    return next((count for count, cell in enumerate(row) if cell.text.strip()), 0)
