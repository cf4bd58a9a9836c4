"""Rows and cells of a Word table with the positions and spans they really have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from tieout.model import Anchor, Block, Cell, Text
from tieout.read.docx_text import W
from tieout.read.whole import whole

_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))


@dataclass(frozen=True, slots=True)
class RawCell:
    """A `w:tc`, the columns it spans, and whether it goes on from the cell above."""

    element: etree._Element
    span: int
    continued: bool


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row; `skipped` columns of the grid come before them."""

    cells: tuple[RawCell, ...]
    skipped: int
    header: bool


@dataclass(slots=True)
class Position:
    """Where a cell stands, from 1, and how far it reaches."""

    row: int
    col: int
    span: int
    header: bool
    rows: int = 1

    def cell(self, text: Text) -> Cell:
        """The cell with its text, which knows its row and column."""
        anchors = tuple(
            Anchor(anchor.offset, anchor.place._replace(paragraph=None, row=self.row, col=self.col))
            for anchor in text.anchors
        )
        return Cell(Text(text.content, anchors), self.row, self.col, self.rows, self.span, self.header)


def read_rows(table: etree._Element) -> Iterator[Row]:
    """The rows of a table; rows deleted under tracked changes are left out."""
    for element in _within(table, f"{W}tr"):
        properties = element.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            continue
        cells = tuple(_raw(cell) for cell in _within(element, f"{W}tc") if not _deleted(cell))
        header = properties is not None and properties.find(f"{W}tblHeader") is not None
        yield Row(cells, _count(properties, "gridBefore", 0), header)


def _within(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The children of this tag, also inside content controls and insertions."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, tag)


def _deleted(cell: etree._Element) -> bool:
    """Whether a tracked change takes the cell away."""
    return cell.find(f"{W}tcPr/{W}cellDel") is not None


def _raw(cell: etree._Element) -> RawCell:
    properties = cell.find(f"{W}tcPr")
    merge = properties.find(f"{W}vMerge") if properties is not None else None
    continued = merge is not None and merge.get(f"{W}val", "continue") == "continue"
    return RawCell(cell, max(_count(properties, "gridSpan", 1), 1), continued)


def _count(properties: etree._Element | None, name: str, default: int) -> int:
    found = properties.find(f"{W}{name}") if properties is not None else None
    return min(whole(found.get(f"{W}val") if found is not None else None, default), 1_000)


def place_cells(
    rows: Sequence[Row], contents: Sequence[Sequence[list[Block]]]
) -> list[tuple[Position, list[Block]]]:
    """Every cell that begins somewhere, with its position and blocks; continued ones lengthen it."""
    placed: list[tuple[Position, list[Block]]] = []
    above: dict[int, tuple[Position, list[Block]]] = {}  # by first column, the cell that may go on
    for number, (row, line) in enumerate(zip(rows, contents, strict=True), start=1):
        col = row.skipped + 1
        current: dict[int, tuple[Position, list[Block]]] = {}
        for raw, blocks in zip(row.cells, line, strict=True):
            upper = above.get(col)
            if raw.continued and upper is not None and upper[0].span == raw.span:
                upper[0].rows += 1
                upper[1].extend(blocks)
                current[col] = upper
            else:
                current[col] = (Position(number, col, raw.span, row.header), list(blocks))
                placed.append(current[col])
            col += raw.span
        above = current
    return placed
