"""Cells of an HTML table as a grid without the columns and rows that only make room.

Filings print `$`, the figure and the closing bracket in cells of their own, spread over columns that have no
meaning: signs are joined to their figure, and columns that hold one figure between them become one. Spans
are kept. What is no table (one column, bullets beside their text, tables inside tables) is told apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tieout.model import Block, Cell, Table, Text
from tieout.read.forms import Form
from tieout.read.grid import Tables
from tieout.read.runs import Run, joined

_BEFORE = re.compile(r"(?:US|HK|C|A|NT|R)?[$€£¥￥]\s*\(?|\(|RMB|HK\$|US\$|[-+−–]\s?\$?")
_AFTER = Form(r"\)?\s*%?\s*\)?|{=unit_behind}")
_FIGURE = Form(r"[-+(（~≈<>$€£¥￥−–—\s]*\d[\d,.]*\s?(?:[%‰X×)）*]|{=unit_behind})*|[$€£¥￥(\s]*[-–—−]+\)?")
_BULLET = re.compile(r"[•●◆■▪○◦·*–—-]|\(?(?:[a-z]{1,2}|[ivx]{1,4}|\d{1,2})[.)]|\*{1,3}|†")
_EMPTY = Text("")
_WIDEST = 1_000  # what browsers allow a span


@dataclass(slots=True)
class Box:
    """A cell being read, at its position in the grid as laid out (from 0)."""

    row: int
    col: int
    rowspan: int
    colspan: int
    header: bool
    run: Run = field(default_factory=Run)
    nested: list[Block] = field(default_factory=list)
    text: Text = _EMPTY

    @property
    def end(self) -> int:
        """The first column after it."""
        return self.col + self.colspan


@dataclass(slots=True)
class Frame:
    """A table being read: `open` is its open cell, `heads` says that rows are headers.

    `stray` is text between its cells, which browsers show above the table, `apart` the tables there.
    `below` says for how many more rows each column is taken by a cell from above.
    """

    boxes: list[Box] = field(default_factory=list)
    caption: Run = field(default_factory=Run)
    captioned: bool = False
    stray: Run = field(default_factory=Run)
    apart: list[Block] = field(default_factory=list)
    row: int = -1
    col: int = 0
    below: dict[int, int] = field(default_factory=dict)
    heads: bool = False
    open: Box | None = None

    def begin_row(self) -> None:
        """Start the next row."""
        self.row += 1
        self.col = 0
        self.open = None
        self.below = {col: left - 1 for col, left in self.below.items() if left > 1}

    def begin_cell(self, rowspan: int, colspan: int, header: bool) -> None:
        """Place the next cell of the row in the first free columns."""
        if self.row < 0:
            self.begin_row()
        while self.below.get(self.col):
            self.col += 1
        colspan = min(max(colspan, 1), _WIDEST)
        rowspan = max(rowspan, 1)
        box = Box(self.row, self.col, rowspan, colspan, header or self.heads)
        if rowspan > 1:
            for col in range(self.col, self.col + colspan):
                self.below[col] = rowspan
        self.col += colspan
        self.boxes.append(box)
        self.open = box


def grid_table(boxes: Sequence[Box], tables: Tables, caption: str | None) -> Table:
    """The table of placed cells, signs joined and empty lines removed."""
    kept = [box for box in _joined(boxes) if box.text.content]
    rows = {row: number for number, row in enumerate(sorted({box.row for box in kept}), start=1)}
    columns = _columns(kept)
    cells: dict[tuple[int, int], Cell] = {}
    for box in kept:
        covered = sorted({columns[col] for col in range(box.col, box.end) if col in columns})
        last = box.row + box.rowspan
        rowspan = sum(1 for row in rows if box.row <= row < last) if box.rowspan > 1 else 1
        position = rows[box.row], covered[0]
        if position in cells:  # two texts in one column of a row belong together
            earlier = cells[position]
            text = joined([earlier.text, box.text], " ")
            cells[position] = Cell(text, *position, earlier.rowspan, earlier.colspan, earlier.header)
            continue
        cells[position] = Cell(box.text, *position, rowspan, len(covered), box.header)
    ordered = [cells[position] for position in sorted(cells)]
    table = tables.cells(_apart(ordered), len(rows), max(columns.values(), default=0))
    return replace(table, caption=caption)


def _apart(cells: Sequence[Cell]) -> list[Cell]:
    """Cells whose spans do not run into a later cell."""
    taken: dict[tuple[int, int], Cell] = {(cell.row, cell.col): cell for cell in cells}
    result = []
    for cell in cells:
        colspan, rowspan = cell.colspan, cell.rowspan
        for col in range(cell.col + 1, cell.col + cell.colspan):
            if taken.get((cell.row, col)) is not None:
                colspan = col - cell.col
                break
        for row in range(cell.row + 1, cell.row + cell.rowspan):
            if any(taken.get((row, col)) is not None for col in range(cell.col, cell.col + colspan)):
                rowspan = row - cell.row
                break
        if (colspan, rowspan) != (cell.colspan, cell.rowspan):
            cell = Cell(cell.text, cell.row, cell.col, rowspan, colspan, cell.header)
        for row in range(cell.row, cell.row + rowspan):
            for col in range(cell.col, cell.col + colspan):
                taken.setdefault((row, col), cell)
        result.append(cell)
    return result


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """Currency signs join the figure on their right, brackets and per cent signs that on their left."""
    result: list[Box] = []
    sign: Box | None = None
    filled = {box.col for box in boxes if any(map(str.isdigit, box.text.content))}
    for box in boxes:
        content = box.text.content
        if not content:
            continue
        last = result[-1] if result and result[-1].row == box.row else None
        if sign is not None and sign.row == box.row and _near(sign, box) and _starts_figure(content):
            box = _merge(sign, box, box)
        elif sign is not None:
            result.append(sign)
        sign = None
        nil = content in "-–−" and box.col in filled  # where other rows have a figure: no sign of the next
        if _BEFORE.fullmatch(content) and not nil:
            sign = box
        elif last is not None and _AFTER.fullmatch(content) and _near(last, box) and _holds_figure(last):
            result[-1] = _merge(last, box, last)
        else:
            result.append(box)
    return [*result, sign] if sign is not None else result


def _near(left: Box, right: Box) -> bool:
    return right.col - left.end <= 1


def _starts_figure(content: str) -> bool:
    return content[0].isdigit() or content[0] in "(.-–—−"


def _holds_figure(box: Box) -> bool:
    return any(character.isdigit() for character in box.text.content[-3:]) or box.text.content in "-–—−"


def _merge(left: Box, right: Box, owner: Box) -> Box:
    text = joined([left.text, right.text])
    return Box(owner.row, left.col, owner.rowspan, right.end - left.col, owner.header, Run(), [], text)


def _columns(boxes: Sequence[Box]) -> dict[int, int]:
    """The column of the table, from 1, that each column of the layout belongs to.

    Narrow cells come first: a cell that touches no column yet makes one, one that touches a single column
    widens it, and one that touches several spans them.
    """
    owner: dict[int, int] = {}
    for number, box in enumerate(sorted(boxes, key=lambda box: (box.colspan, box.col))):
        touched = {owner[col] for col in range(box.col, box.end) if col in owner}
        if len(touched) > 1:
            continue
        group = touched.pop() if touched else number
        for col in range(box.col, box.end):
            owner.setdefault(col, group)
    numbers: dict[int, int] = {}
    for col in sorted(owner):
        numbers.setdefault(owner[col], len(numbers) + 1)
    return {col: numbers[group] for col, group in owner.items()}


def figures(boxes: Sequence[Box]) -> int:
    """How many cells are one figure."""
    return sum(1 for box in boxes if _FIGURE.fullmatch(box.text.content))


def is_list(table: Table) -> bool:
    """Whether a table only puts bullets or numbers beside their text."""
    if table.cols != 2:
        return False
    firsts = [cell for cell in table.cells if cell.col == 1 and cell.colspan == 1]
    return bool(firsts) and all(_BULLET.fullmatch(cell.text.content) for cell in firsts)
