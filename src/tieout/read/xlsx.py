"""Spreadsheets: every visible sheet as it shows itself, with values and formulas behind its cells.

Reads the parts itself: one pass gives displayed text, exact value, formula and what is hidden, without
floats. Rows of text above and below a table are paragraphs; blank rows and columns are left out, for the
place of a cell is its sheet and reference.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from tieout.model import (
    Block,
    BlockKind,
    Cell,
    Document,
    HeldKind,
    HeldSheet,
    Place,
    Problem,
    Text,
    Unread,
    Workbook,
)
from tieout.read.captions import is_caption, is_source, is_unit
from tieout.read.grid import Tables, table_block, with_tables
from tieout.read.limits import Limits
from tieout.read.package import Package
from tieout.read.sheet import Sheet, SheetCell, read_sheet
from tieout.read.sheet_parts import Parts
from tieout.read.sheet_unread import count_drawing, count_pivots, count_sheet
from tieout.read.tally import Tally
from tieout.read.unopened import count_unopened
from tieout.wording import say

_LONGEST_TITLE = 80


def read_xlsx(data: bytes, name: str, limits: Limits) -> Document:
    """Read a workbook. Raises `ReadError` if it is damaged, protected or above a limit."""
    package = Package(data, name, limits)
    main = package.main("xl")
    parts = Parts(package, main)
    tables = Tables(name, limits)
    blocks: list[Block] = []
    problems: list[Problem] = []
    held: dict[str, HeldSheet] = {}
    visible = {title for title, _, hidden in parts.sheets if not hidden}
    for title, path, hidden in parts.sheets:
        so_far = sum(len(sheet.cells) for sheet in held.values())
        sheet = read_sheet(package, path, title, parts, limits.cells - so_far)
        held[title] = HeldSheet(sheet.held, sheet.hidden_rows > 0)
        tally = Tally()
        if path not in package.parts:
            tally.add(Unread.DAMAGED, say("sheet that the package does not hold"), Place(sheet=title))
        elif hidden:
            text = "\n".join(cell.text.content for cell in sheet.cells)
            tally.add(Unread.HIDDEN, say("hidden sheet"), Place(sheet=title), text=text)
        else:
            problems += _problems(sheet)
            blocks += _blocks(sheet, tables, tally)
            count_sheet(package, path, sheet, visible, tally)
        problems += tally.problems(f" {title!r}" if hidden else say(" of sheet {title!r}", title=title))
    rest = Tally()
    for title, path in parts.charts:
        for kind, drawing in package.relations(path).values():
            if kind == "drawing":
                count_drawing(package, drawing, visible, Place(sheet=title), rest)
    count_pivots(package, main, visible, rest)
    count_unopened(package, rest)
    problems += rest.problems()
    return Document(
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="xlsx",
        blocks=with_tables(blocks),
        problems=tuple(problems),
        title=package.title(),
        workbook=Workbook(held, parts.names),
    )


def _problems(sheet: Sheet) -> Iterator[Problem]:
    place = Place(sheet=sheet.name)
    if sheet.hidden_rows or sheet.hidden_cols:
        said = say(
            "{rows} hidden rows and {cols} hidden columns of sheet {sheet!r} were read with the others",
            rows=sheet.hidden_rows, cols=sheet.hidden_cols, sheet=sheet.name,
        )  # fmt: skip
        yield Problem("hidden-cells", said, place)
    uncached = sum(held.kind is HeldKind.NOTHING for held in sheet.held.values())
    if uncached:
        message = say(
            "{count} formulas of sheet {sheet!r} have no stored result; open and save it in Excel",
            count=uncached, sheet=sheet.name,
        )  # fmt: skip
        yield Problem("no-result", message, place, unread=Unread.TEXT, count=uncached)


def _blocks(sheet: Sheet, tables: Tables, tally: Tally) -> Iterator[Block]:
    """The sheet's name as a heading, then its texts and tables from the top."""
    if not sheet.cells:
        return
    yield Block(BlockKind.HEADING, Text(sheet.name, sheet.cells[0].text.anchors), level=1)
    rows: dict[int, list[SheetCell]] = {}
    for cell in sheet.cells:
        rows.setdefault(cell.row, []).append(cell)
    numbers = sorted(rows)
    table: list[list[SheetCell]] = []
    for index, number in enumerate(numbers):
        row = rows[number]
        if _alone(row) and (not table or _ends(rows, numbers, index)):
            yield from _table(table, tables, tally)
            table = []
            yield _text_block(row[0])
            continue
        if table and number > numbers[index - 1] + 1 and _begins(row, table):
            yield from _table(table, tables, tally)
            table = []
        table.append(row)
    yield from _table(table, tables, tally)


def _alone(row: Sequence[SheetCell]) -> bool:
    """Whether a row is one text and nothing else."""
    return len(row) == 1 and not row[0].numeric


def _ends(rows: dict[int, list[SheetCell]], numbers: Sequence[int], index: int) -> bool:
    """Whether a lone text ends the table above: nothing but texts, or a row of headers, comes next."""
    if len(rows[numbers[index]][0].text.content) > _LONGEST_TITLE:
        return True
    apart = numbers[index] > numbers[index - 1] + 1
    for number in numbers[index + 1 : index + 4]:
        if not _alone(rows[number]):
            return apart and all(not cell.numeric or _year(cell) for cell in rows[number])
    return index + 4 > len(numbers) - 1 and all(_alone(rows[n]) for n in numbers[index:])


def _begins(row: Sequence[SheetCell], table: Sequence[Sequence[SheetCell]]) -> bool:
    """Whether a row after a blank one is the header of another table: no figures, where there were some."""
    if len(row) < 2 or not all(not cell.numeric or _year(cell) for cell in row):
        return False
    figures = any(cell.numeric and not _year(cell) for line in table for cell in line)
    again = row[0].text.content == table[0][0].text.content and row[0].col == table[0][0].col
    return figures and (again or len(row) > 2)


def _year(cell: SheetCell) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", cell.text.content) is not None


def _text_block(cell: SheetCell) -> Block:
    content = cell.text.content
    if is_caption(content):
        return Block(BlockKind.CAPTION, cell.text)
    if is_source(content):
        return Block(BlockKind.FOOTNOTE, cell.text)
    if cell.bold and len(content) <= _LONGEST_TITLE and not is_unit(content):
        return Block(BlockKind.HEADING, cell.text, level=2)
    return Block(BlockKind.PARAGRAPH, cell.text)


def _at(cell: SheetCell) -> Place:
    return cell.text.place(0, 0)


def _table(rows: Sequence[Sequence[SheetCell]], tables: Tables, tally: Tally) -> Iterator[Block]:
    """The table of these rows, without blank rows and columns."""
    if not rows:
        return
    cols = sorted({cell.col for row in rows for cell in row})
    number = {col: index for index, col in enumerate(cols, start=1)}
    order = {row[0].row: index for index, row in enumerate(rows, start=1)}
    cells = []
    taken: set[tuple[int, int]] = set()
    for row in rows:
        for cell in row:
            if (cell.row, cell.col) in taken:
                tally.add(Unread.HIDDEN, say("cell under a merged one"), _at(cell), text=cell.text.content)
                continue
            spans = 1, 1
            if (cell.rowspan, cell.colspan) != (1, 1):
                covered = [c for c in cols if cell.col <= c < cell.col + cell.colspan]
                down = [r for r in range(cell.row, cell.row + cell.rowspan) if r in order]
                span = {(r, c) for r in down for c in covered}
                if taken.isdisjoint(span):  # but for damaged merges
                    taken |= span
                    spans = len(down), len(covered)
            position = order[cell.row], number[cell.col]
            cells.append(Cell(cell.text, *position, *spans))
    yield table_block(tables.cells(cells, len(rows), len(cols)))
