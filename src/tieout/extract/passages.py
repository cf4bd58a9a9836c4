"""A document as the texts a reader meets one after another: blocks, and the cells of tables row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tieout.extract.remembered import remembering
from tieout.model import BlockKind, Document, Mention

NUMBER = re.compile(r"[\d.,()%$¥€+\-–—− ]+")
LONGEST_NUMBER = 7  # a date or a certificate number is longer


class Passage(NamedTuple):
    """A text and where it stands: a block and, in a table, a cell."""

    text: str
    block: int
    row: int | None = None
    col: int | None = None
    kind: BlockKind = BlockKind.PARAGRAPH

    @property
    def place(self) -> tuple[int, int | None, int | None]:
        """Block, row and column, as facts have them."""
        return self.block, self.row, self.col

    def mention(self, start: int, end: int) -> Mention:
        """A piece of this text."""
        return Mention(self.text[start:end], self.block, start, end, self.row, self.col)


@remembering
def passages(document: Document) -> Sequence[Passage]:
    """All texts of a document that say something, without code and running headers.

    Cells that hold one short number say nothing of the report itself; there are many of them.
    """
    return tuple(_passages(document))


def _passages(document: Document) -> Iterator[Passage]:
    for index, block in enumerate(document.blocks):
        if block.kind in (BlockKind.CODE, BlockKind.FURNITURE):
            continue
        if block.table is not None:
            for cell in block.table.cells:
                text = cell.text.content.strip()
                if text and (len(text) > LONGEST_NUMBER or not NUMBER.fullmatch(text)):
                    yield Passage(cell.text.content, index, cell.row, cell.col, block.kind)
        elif block.text.content.strip():
            yield Passage(block.text.content, index, None, None, block.kind)
