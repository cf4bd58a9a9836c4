"""Tables that go on overleaf: their pieces are found, and put together as one table.

A piece goes on with the table above if its columns stand in the same places, and it has no headers of its
own or the same ones again. What is printed again above it (title, unit, "continued") is set aside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tieout.model import BlockKind, Cell, Text
from tieout.read.forms import Form
from tieout.read.pdf.grid import PdfCell, PdfTable
from tieout.read.pdf.lines import WIDE, all_figures
from tieout.read.pdf.paragraphs import Passage, text_of
from tieout.read.runs import joined

Part = Passage | list[PdfTable]

NEAR = 8.0  # points between the ends of columns that are one
MOST_BETWEEN = 4  # passages printed again above the next piece
MOST_REPEATED = 3  # header lines
CONTINUED = Form(r"[(（]?\s*(?:{continued}|{goes_on_here})")
FILLED = 2.0  # font sizes that a text which goes on in the next line leaves free at most
BEGINS = Form(r"[(（]?\s*(?:\d{1,2}|{chinese_digit}{1,2})\s*[)）、.．]|{opens_part}|{opens_step}[:：]")
STOPS = "。；;:："
YEARS = re.compile(r"(?:19|20)\d\d")


def continued(parts: Sequence[Passage | PdfTable]) -> list[Part]:
    """Gather the pieces of tables that go on at the top of the next page."""
    gathered: list[Part] = []
    for part in parts:
        if isinstance(part, Passage):
            gathered.append(part)
            continue
        at = _begun(gathered, part)
        if at is None:
            gathered.append([part])
            continue
        pieces = gathered[at]
        assert isinstance(pieces, list)
        pieces.append(part)
        gathered[at + 1 :] = [
            replace(passage, kind=BlockKind.FURNITURE) if isinstance(passage, Passage) else passage
            for passage in gathered[at + 1 :]
        ]
    return gathered


def _begun(gathered: Sequence[Part], lower: PdfTable) -> int | None:
    """Which of the parts so far is the table that a piece goes on with."""
    between: list[Passage] = []
    for at in range(len(gathered) - 1, max(len(gathered) - 2 - MOST_BETWEEN, -1), -1):
        part = gathered[at]
        if isinstance(part, Passage):
            between.append(part)
            continue
        titles = {_title(p) for p in gathered[max(at - MOST_BETWEEN, 0) : at] if isinstance(p, Passage)}
        again = all(_again(passage, titles, lower.page) for passage in between)
        return at if again and _goes_on(part, lower) else None
    return None


def _title(passage: Passage) -> str:
    return "".join(passage.text.content.split())


def _again(passage: Passage, titles: set[str], page: int) -> bool:
    if passage.kind is BlockKind.FURNITURE:
        return True
    title = _title(passage)
    return passage.page == page and (title in titles or CONTINUED.search(title) is not None)


def _goes_on(pieces: Sequence[PdfTable], lower: PdfTable) -> bool:
    first = pieces[0]
    if lower.page != pieces[-1].page + 1 or _mapping(first, lower) is None:
        return False
    return bool(repeated(first, lower)) or _ends_row(pieces, lower) or not _begins(first, lower)


def _ends_row(pieces: Sequence[PdfTable], lower: PdfTable) -> bool:
    """Whether a piece begins with the rest of the row that the page before was too short for.

    Texts that fill their cells to the right may go on; a row with figures is a row of its own.
    """
    upper = pieces[-1]
    if upper.head is not None or lower.head is not None:
        return False  # without rules, a row ends where its line does
    columns = _mapping(upper, lower)
    last = {cell.col: cell for cell in upper.cells if cell.row + cell.rowspan == upper.rows and cell.words}
    top = [cell for cell in lower.cells if cell.row == 0 and cell.words]
    if columns is None or not top or len(top) == len(last) == upper.cols:
        return False
    return all(_goes_on_in(last.get(columns[cell.col]), upper, cell) for cell in top)


def _goes_on_in(above: PdfCell | None, upper: PdfTable, cell: PdfCell) -> bool:
    if above is None or above.colspan != cell.colspan or BEGINS.match(cell.words[0].text):
        return False
    last = above.words[-1]
    right = upper.spans[above.col + above.colspan - 1][1]
    figures = all_figures(cell.words) or all_figures(above.words)
    return not figures and right - last.box.right < FILLED * last.size and last.text[-1] not in STOPS


def _mapping(first: PdfTable, lower: PdfTable) -> list[int] | None:
    """For every column of a piece the column of the table that it is; a piece may lack some."""
    found: list[int] = []
    for span in lower.spans:
        following = found[-1] + 1 if found else 0
        col = next((c for c in range(following, first.cols) if _same(first.spans[c], span)), None)
        if col is None or (not found and col > 0):
            return None
        found.append(col)
    return found if len(found) > 1 else None


def _same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    ends = (one[0] - other[0], one[1] - other[1], (sum(one) - sum(other)) / 2)
    overlap = min(one[1], other[1]) - max(one[0], other[0])
    return overlap > 0 and any(abs(end) < NEAR for end in ends)


def _begins(first: PdfTable, lower: PdfTable) -> bool:
    """Whether a piece has headers of its own."""
    if lower.head is not None:
        return lower.head > 0 and first.head != 0
    top = [cell for cell in lower.cells if cell.row == 0 and cell.words]
    labelled = any(cell.col == 0 for cell in top)
    figures = any(char.isdigit() for char in YEARS.sub("", _row_texts(lower).get(0, "")))
    return bool(top) and not labelled and not figures


def repeated(first: PdfTable, piece: PdfTable) -> int:
    """How many header lines of the first piece stand again on top of a later one."""
    upper, lower = _row_texts(first), _row_texts(piece)
    count = 0
    while (
        count < min(MOST_REPEATED, first.rows, piece.rows)
        and upper.get(count) == lower.get(count) is not None
    ):
        count += 1
    return count


def _row_texts(table: PdfTable) -> dict[int, str]:
    rows: dict[int, str] = {}
    for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.col)):
        rows[cell.row] = rows.get(cell.row, "") + "|" + "".join(word.text for word in cell.words)
    return rows


def whole(pieces: Sequence[PdfTable]) -> tuple[list[Cell], int, int]:
    """The cells of a table in pieces, its rows and columns; headers that were printed again are dropped."""
    first = pieces[0]
    cells: list[Cell] = []
    rows = 0
    for number, piece in enumerate(pieces):
        dropped = repeated(first, piece) if rows else 0
        columns = _mapping(first, piece) or range(first.cols)
        if number and not dropped and _ends_row(pieces[:number], piece):
            ends = {cell.col: cell for cell in cells if cell.row + cell.rowspan - 1 == rows}
            for rest in (cell for cell in piece.cells if cell.row == 0 and cell.words):
                begun = ends[columns[rest.col] + 1]
                cells[cells.index(begun)] = _ended(begun, text_of(rest.words, piece.page))
            dropped = 1
        for cell in piece.cells:
            if cell.row >= dropped:
                col, last = columns[cell.col], columns[cell.col + cell.colspan - 1]
                row = cell.row - dropped + rows
                text = text_of(cell.words, piece.page)
                cells.append(Cell(text, row + 1, col + 1, cell.rowspan, last - col + 1, cell.header))
        rows += piece.rows - dropped
    return cells, rows, first.cols


def _ended(cell: Cell, rest: Text) -> Cell:
    """A cell with the rest of its text, which stands overleaf."""
    wide = WIDE.match(cell.text.content[-1:]) and WIDE.match(rest.content[:1])
    return cell._replace(text=joined([cell.text, rest], "" if wide else " "))
