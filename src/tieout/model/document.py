"""What was read: a document of blocks, texts with anchors into the source, tables of cells.

Cells and places are named tuples, for a folder of sheets has a million of them.
"""

from __future__ import annotations

import bisect
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce
from typing import NamedTuple

from tieout.model.place import NOWHERE, Box, Place
from tieout.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Anchor:
    """From this offset of a text on, the source is at this place (columns advance with the text)."""

    offset: int
    place: Place


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text without markup, with anchors back into the source in ascending order."""

    content: str
    anchors: tuple[Anchor, ...] = ()

    def place(self, start: int, end: int) -> Place:
        """The place of the characters from `start` up to, not including, `end`."""
        if not self.anchors:
            return NOWHERE
        first = self._anchor(start)
        last = self._anchor(max(end - 1, start))
        a, z = first.place, last.place
        column = None if a.column is None else a.column + start - first.offset
        end_column = None if z.column is None else z.column + max(end - 1, start) - last.offset
        return Place(
            a.line, column, z.line, end_column, a.page, self._bbox(start, end), a.sheet, a.cell,
            a.paragraph, a.table, a.row, a.col,
        )  # fmt: skip

    def _anchor(self, offset: int) -> Anchor:
        if len(self.anchors) == 1:
            return self.anchors[0]
        index = bisect.bisect_right(self.anchors, offset, key=lambda anchor: anchor.offset) - 1
        return self.anchors[max(index, 0)]

    def boxes(self, start: int, end: int) -> list[tuple[int | None, Box]]:
        """The boxes of the characters from `start` up to `end`, one per line, each with its page."""
        low = max(bisect.bisect_right(self.anchors, start, key=lambda anchor: anchor.offset) - 1, 0)
        high = bisect.bisect_left(self.anchors, max(end, start + 1), key=lambda anchor: anchor.offset)
        lines: list[tuple[int | None, Box]] = []
        for index in range(low, high):
            place, box = self.anchors[index].place, self._narrowed(index, start, end)
            if box is None:
                continue
            if lines and lines[-1][0] == place.page and _on_one_line(lines[-1][1], box):
                lines[-1] = place.page, _union(lines[-1][1], box)
            else:
                lines.append((place.page, box))
        return lines

    def _narrowed(self, index: int, start: int, end: int) -> Box | None:
        """The part of an anchored piece's box that these characters take, by their usual widths."""
        anchor, box = self.anchors[index], self.anchors[index].place.bbox
        if box is None:
            return None
        after = self.anchors[index + 1].offset if index + 1 < len(self.anchors) else len(self.content)
        piece = self.content[anchor.offset : after].rstrip()
        first, last = max(start - anchor.offset, 0), min(end - anchor.offset, len(piece))
        if not piece or (first == 0 and last == len(piece)):
            return box
        width = (box[2] - box[0]) / _width(piece)
        return box[0] + width * _width(piece[:first]), box[1], box[0] + width * _width(piece[:last]), box[3]

    def _bbox(self, start: int, end: int) -> Box | None:
        """The union of the boxes on the page of the first."""
        if len(self.anchors) == 1 and self.anchors[0].place.bbox is None:
            return None
        lines = self.boxes(start, end)
        return reduce(_union, (box for page, box in lines if page == lines[0][0])) if lines else None


def _width(text: str) -> float:
    """The width of a text in letters; Chinese characters are nearly two wide."""
    return sum(1.75 if char > "\u2e7f" else 1.0 for char in text)


def _union(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _on_one_line(a: Box, b: Box) -> bool:
    """Whether two boxes share at least half the height of the lower one."""
    return 2 * (min(a[3], b[3]) - max(a[1], b[1])) >= min(a[3] - a[1], b[3] - b[1]) and b[0] >= a[0]


class BlockKind(StrEnum):
    """What a block of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    TABLE = "table"
    CODE = "code"
    FURNITURE = "furniture"  # running headers and footers, page numbers


class Cell(NamedTuple):
    """A cell of a table at its top left position; spans say how far it reaches."""

    text: Text
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells in reading order; positions covered by a span have no cell of their own.

    `left` counts the columns of the source that stand left of it, where several share a table there.
    """

    number: int
    rows: int
    cols: int
    cells: tuple[Cell, ...]
    caption: str | None = None
    left: int = 0

    def placed(self, found: Place, row: int, col: int) -> Place:
        """A place in the text of a cell, with the number of the table and the cell's row and column there."""
        return found._replace(table=self.number, row=row, col=self.left + col)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, table ... in reading order. `level` is a heading's depth, from 1."""

    kind: BlockKind
    text: Text
    level: int = 0
    table: Table | None = None


class HeldKind(StrEnum):
    """What a cell of a workbook holds; a formula without a stored result holds nothing."""

    NUMBER = "number"
    TEXT = "text"
    TRUTH = "truth"
    ERROR = "error"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Held:
    """What stands behind a cell of a workbook: the stored value (a number in exact decimals), the formula."""

    value: str
    kind: HeldKind
    formula: str = ""


@dataclass(frozen=True, slots=True)
class HeldSheet:
    """The cells of a sheet that hold something, by row and column; `hides_rows` says that some are hidden."""

    cells: Mapping[tuple[int, int], Held]
    hides_rows: bool = False


@dataclass(frozen=True, slots=True)
class Workbook:
    """All sheets by name, hidden ones too, and what the names defined for the whole workbook stand for."""

    sheets: Mapping[str, HeldSheet]
    names: Mapping[str, str]


class Tag(NamedTuple):
    """What an inline XBRL tag says of a figure.

    `value` has scale and sign applied; `unit` is the local name of the measure as registered (`USD`, `pure`,
    `Y`), empty where the document does not say; `scale` is the power of ten that was applied.
    """

    value: str
    unit: str = ""
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A report as read. `path` is as given, with forward slashes; `title` only if the format declares one.

    `workbook` is what stands behind the tables of a spreadsheet; `tags` are the inline XBRL tags by line and
    column of the first digit in them.
    """

    path: str
    sha256: str
    format: str
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()
    title: str | None = None
    workbook: Workbook | None = None
    tags: Mapping[tuple[int, int], Tag] = field(default_factory=dict)
