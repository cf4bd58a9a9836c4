"""What the tests of the readers share: reading from a string, and looking at what was read."""

from __future__ import annotations

import re

from tieout.model import BlockKind, Document, Table, Text
from tieout.read import read_bytes

WORD = re.compile(r"[^\W_]+")


def read_source(source: str, name: str = "report.md") -> Document:
    return read_bytes(source.encode(), name)


def contents(document: Document, kind: BlockKind | None = None) -> list[str]:
    return [b.text.content for b in document.blocks if b.table is None and kind in (None, b.kind)]


def table(source: str, name: str = "report.md") -> Table:
    return next(b.table for b in read_source(source, name).blocks if b.table is not None)


def rows(found: Table | None) -> list[list[str]]:
    """Texts by position; a covered position is empty."""
    assert found is not None
    texts = {(c.row, c.col): c.text.content for c in found.cells}
    return [[texts.get((r, c), "") for c in range(1, found.cols + 1)] for r in range(1, found.rows + 1)]


def texts(document: Document) -> list[Text]:
    found = []
    for block in document.blocks:
        found += [cell.text for cell in block.table.cells] if block.table is not None else [block.text]
    return found


def misplaced(source: str, document: Document) -> list[tuple[str, str]]:
    """Words whose place in the source does not hold that word."""
    lines = source.split("\n")
    wrong = []
    for text in texts(document):
        for match in WORD.finditer(text.content):
            place = text.place(*match.span())
            assert place.line is not None
            assert place.column is not None
            assert place.end_column is not None
            there = lines[place.line - 1][place.column - 1 : place.end_column]
            if place.end_line == place.line + 1:  # signs of full width go on without a blank
                there = lines[place.line - 1][place.column - 1 :] + lines[place.line][: place.end_column]
            if there != match.group():
                wrong.append((match.group(), there))
    return wrong
