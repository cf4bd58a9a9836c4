"""Tables in plain text whose columns are kept apart by runs of blanks.

Rows are lines split at two or more blanks; most must hold figures. A cell belongs to the columns that it
stands above or below; widths count Chinese characters twice, as the writer's screen did.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tieout.model import Cell, Table
from tieout.read.grid import Tables
from tieout.read.lines import Line, plain, width
from tieout.read.runs import joined
from tieout.read.scale import is_scale

_GAP = re.compile(r"(?<=\S)(?:[ 　\t]{3,}|(?<![.。!！?？:：])[ 　]{2,})(?=\S)|(?<=\S)\s?\.{4,}\s*(?=\S)")
_FIGURE = re.compile(
    r"[-+(（~≈<>$€£¥￥]*\s?\d[\d,.]*\s?[%‰xX×A-Za-z一-鿿]{0,6}[)）]?[*†]?|[-–—]+|[nN]/?[aA]\.?"
)
_LONGEST = 400
_RULE = re.compile(r"[-=_—–─\s]{3,}")


@dataclass(frozen=True, slots=True)
class _Piece:
    line: Line
    left: int
    right: int  # screen columns, the right one exclusive


def aligned_rows(lines: Sequence[Line], start: int) -> int:
    """How many lines from here on are rows of an aligned table; 0 if none begins."""
    end = start
    figures = 0
    last = start
    while end < len(lines):
        text = lines[end].text.strip()
        if _RULE.fullmatch(text) and end > start:
            end += 1
            continue
        if len(text) > _LONGEST or _GAP.search(text) is None or "|" in text:
            break
        if any(_FIGURE.fullmatch(piece.strip()) for piece in _GAP.split(text)):
            figures += 1
        end += 1
        last = end
    count = last - start
    return count if count >= 2 and figures * 2 >= count and figures >= 2 else 0


def aligned_table(lines: Sequence[Line], tables: Tables) -> Table:
    """The table of these lines."""
    ruled = [_RULE.fullmatch(line.text.strip()) is not None for line in lines]
    rows = [_pieces(line) for line, rule in zip(lines, ruled, strict=True) if not rule]
    columns = _columns(rows)
    cells = [cell for number, row in enumerate(rows, start=1) for cell in _placed(row, number, columns)]
    heads = ruled.index(True) if any(ruled) else 0
    if heads and _numbered(rows[heads - 1], even=heads == 1):
        cells = [cell._replace(header=cell.row <= heads) for cell in cells]
    return tables.cells(cells, len(rows), len(columns))


def _numbered(row: Sequence[_Piece], *, even: bool) -> bool:
    """Whether a row above a rule heads columns with numbers: words over the labels, then 1.0, 1.1, 1.2."""
    corner, *beyond = (piece.line.text for piece in row)
    return any(map(str.isalpha, corner)) and is_scale(beyond, even=even)


def _pieces(line: Line) -> list[_Piece]:
    pieces = []
    start = len(line.text) - len(line.text.lstrip())
    text = line.text.rstrip()
    for match in _GAP.finditer(text):
        pieces.append(_piece(line, start, match.start()))
        start = match.end()
    pieces.append(_piece(line, start, len(text)))
    return pieces


def _piece(line: Line, start: int, end: int) -> _Piece:
    left = width(line.text[:start].expandtabs(8))
    return _Piece(line.cut(start, end), left, left + width(line.text[start:end]))


def _columns(rows: Sequence[Sequence[_Piece]]) -> list[tuple[int, int]]:
    """Screen intervals of the columns: what overlaps in the rows with most cells is one column."""
    most = max(map(len, rows))
    intervals = sorted((p.left, p.right) for row in rows if len(row) == most for p in row)
    columns: list[tuple[int, int]] = []
    for left, right in intervals:
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _placed(row: Sequence[_Piece], number: int, columns: Sequence[tuple[int, int]]) -> list[Cell]:
    """The cells of a row, each in the columns it overlaps, or the next free one near it.

    Where columns ran together and a row has more pieces than there are, the last cell takes the rest.
    """
    cells: list[Cell] = []
    free = 0
    for index, piece in enumerate(row):
        if free == len(columns):
            cells[-1] = cells[-1]._replace(text=joined([cells[-1].text, plain(piece.line)], " "))
            continue
        last = len(columns) - (len(row) - index - 1)  # leave one column for each piece that follows
        over = [c for c in range(free, last) if piece.left < columns[c][1] and columns[c][0] < piece.right]
        if over:
            first, span = over[0], over[-1] - over[0] + 1
        else:
            near = range(free, max(last, free + 1))
            first = min(near, key=lambda c: abs(columns[c][0] + columns[c][1] - piece.left - piece.right))
            span = 1
        cells.append(Cell(plain(piece.line), number, first + 1, colspan=span))
        free = first + span
    return cells
