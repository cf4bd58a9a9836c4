"""What of a report takes part in relations between reports, as a report of its own: a small part of it.

This is what workers hand back and what a store keeps. Texts, places and the integers of tables stay behind; a
relation found between shards is the one that is found between whole reports.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tieout.model import Block, BlockKind, Cell, Fact, Grid, Report, Table, Text
from tieout.model.lines import Line, Lines
from tieout.relate.across.reports import FIRST

_EMPTY = Text("")
_NOTHING = Block(BlockKind.PARAGRAPH, _EMPTY)


def shard_of(report: Report) -> Report:
    """A report without all that relations between reports never look at."""
    document, title = report.document, report.metadata.title
    titled = None if title is None else title.block
    blocks = tuple(_blocks(report))
    return replace(
        report,
        document=replace(document, blocks=blocks, problems=(), workbook=None, tags={}),
        facts=tuple(
            fact
            for fact in report.facts
            if _compared(fact) or fact.entity is not None or fact.figure.block == titled
        ),
        sentences=tuple(one for one in report.sentences if any(map(_compared, one.facts))),
        grids=tuple(_grid(grid) for grid in report.grids if any(map(_compared, grid.facts.values()))),
        problems=(),
    )


def _compared(fact: Fact) -> bool:
    return fact.figure.quantity is not None or fact.concept is not None


def _blocks(report: Report) -> Iterator[Block]:
    """The first blocks with their words, tables with the shape of their rows, the others with nothing."""
    words = 0
    for block in report.document.blocks:
        first = words < FIRST and block.kind is not BlockKind.FURNITURE
        words += first
        text = Text(block.text.content) if first else _EMPTY
        if block.table is not None:
            yield replace(block, text=text, table=_table(block.table))
        else:
            yield replace(block, text=text) if first or block.kind is BlockKind.FURNITURE else _NOTHING


def _table(table: Table) -> Table:
    cells = tuple(Cell(_EMPTY, cell.row, cell.col, cell.rowspan, cell.colspan) for cell in table.cells)
    return Table(table.number, table.rows, table.cols, cells)


def _grid(grid: Grid) -> Grid:
    """A table with its figures and the labels of its lines."""
    texts = tuple(row[: grid.label_cols] for row in grid.texts)
    lines = None if grid.lines is None else _lines(grid.lines)
    return replace(grid, texts=texts, dashes=frozenset(), lines=lines)


def _lines(lines: Lines) -> Lines:
    rows, cols = ([_line(line) for line in axis] for axis in (lines.rows, lines.cols))
    return Lines(rows, cols, None)


def _line(line: Line) -> Line:
    return Line(line.position, line.label, line.role, period=line.period)
