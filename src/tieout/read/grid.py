"""Rows of texts as a table: ragged rows are padded, positions count from 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from tieout.model import Anchor, Block, BlockKind, Cell, Table, Text
from tieout.read.captions import with_captions
from tieout.read.limits import Limits
from tieout.read.side_by_side import with_parted

_POSITION = attrgetter("row", "col")
_NOTHING = Text("")


class Tables:
    """Makes the tables of one report and counts their cells against its limits; `with_tables` comes last."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self._cells = 0

    def rows(self, texts: Sequence[Sequence[Text]], header_rows: int = 0) -> Table:
        """A table of rows without spans; short rows get empty cells on their right."""
        cells = [
            Cell(text, row, col, header=row <= header_rows)
            for row, line in enumerate(texts, start=1)
            for col, text in enumerate(line, start=1)
        ]
        return self._table(cells, len(texts), max(map(len, texts), default=0))

    def cells(self, cells: Sequence[Cell], rows: int, cols: int) -> Table:
        """A table of placed cells in any order; positions that no cell covers get empty ones.

        Raises:
            ReadError: the report has more cells, or the table more columns, than the limits allow.
        """
        return self._table(sorted(cells, key=_POSITION), rows, cols)

    def _table(self, cells: Sequence[Cell], rows: int, cols: int) -> Table:
        self.limits.check("columns", cols, self.name)
        self._cells += rows * cols
        self.limits.check("cells", self._cells, self.name)
        return Table(0, rows, cols, _padded(cells, rows, cols))


def _padded(cells: Sequence[Cell], rows: int, cols: int) -> tuple[Cell, ...]:
    if len(cells) == rows * cols:
        return tuple(cells)
    covered = {
        (row, col)
        for cell in cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for col in range(cell.col, cell.col + cell.colspan)
    }
    missing = [
        Cell(_NOTHING, row, col)
        for row in range(1, rows + 1)
        for col in range(1, cols + 1)
        if (row, col) not in covered
    ]
    return tuple(sorted((*cells, *missing), key=_POSITION))


def table_block(table: Table) -> Block:
    """The block of a table; its own text is empty, for the cells have theirs, but has the table's place."""
    first = next((cell.text.anchors[0] for cell in table.cells if cell.text.anchors), None)
    anchors = () if first is None else (Anchor(0, first.place),)
    return Block(BlockKind.TABLE, Text("", anchors), table=table)


def with_tables(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of a document, its tables each one statement with its caption and number."""
    return numbered(with_parted(with_captions(blocks)))


def numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with their tables numbered from 1; those that share a table have its number."""
    result = []
    number = 0
    for block in blocks:
        if block.table is not None:
            number += not block.table.left
            block = replace(block, table=replace(block.table, number=number))
        result.append(block)
    return tuple(result)
