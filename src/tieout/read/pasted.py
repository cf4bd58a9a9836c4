"""Markdown that was pasted into a document of another format, as machine-written reports often are.

Paragraphs with marks of Markdown are read again as its lines; what they become keeps the paragraph's place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tieout.model import Anchor, Block, BlockKind, Place, Text
from tieout.read.grid import Tables
from tieout.read.lines import Line, paragraph
from tieout.read.parts import to_blocks
from tieout.read.splitter import Splitter

_MARKED = re.compile(r"\|.*\|$|#{1,6}\s|[-*]\s\*\*|>\s|\*\*\S|```|.*\*\*\S.*\*\*", re.DOTALL)
_ENOUGH = 5  # paragraphs with marks make a document pasted Markdown
_READ_AGAIN = frozenset((BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.FOOTNOTE, BlockKind.CAPTION))


def without_marks(blocks: Sequence[Block], tables: Tables) -> list[Block]:
    """The blocks with pasted Markdown read as what it means; unchanged if there is none."""
    marked = sum(1 for b in blocks if b.table is None and _MARKED.match(b.text.content))
    if marked < _ENOUGH:
        return list(blocks)
    result: list[Block] = []
    waiting: list[Block] = []
    depth = 0  # level of the last heading
    for block in blocks:
        if block.kind in _READ_AGAIN:
            waiting.append(block)
            continue
        result += _again(waiting, tables, depth)
        waiting = []
        if block.kind is BlockKind.HEADING:
            depth = block.level
            lines = _lines([block])
            block = replace(block, text=_placed(paragraph([line for line in lines if line.text]), [block]))
        result.append(block)
    return result + _again(waiting, tables, depth)


def _again(blocks: Sequence[Block], tables: Tables, depth: int) -> list[Block]:
    """Read paragraphs again as lines of Markdown."""
    found: list[Block] = []
    for part in Splitter(_lines(blocks), tables, depth).split():
        for block in to_blocks(part):
            table = block.table
            if table is not None:
                cells = tuple(cell._replace(text=_placed(cell.text, blocks)) for cell in table.cells)
                table = replace(table, cells=cells)
            found.append(replace(block, text=_placed(block.text, blocks), table=table))
    return found


def _lines(blocks: Sequence[Block]) -> list[Line]:
    """The lines of paragraphs, numbered by paragraph; a blank line keeps paragraphs apart, but not rows."""
    lines: list[Line] = []
    row = False
    for number, block in enumerate(blocks):
        content = block.text.content
        if not (row and content.startswith("|")):
            lines.append(Line(number, 1, ""))
        row = content.startswith("|")
        lines += [Line(number, 1, line) for line in content.split("\n")]
    return lines


def _placed(text: Text, blocks: Sequence[Block]) -> Text:
    """A text whose anchors name paragraphs by number, with the places of those paragraphs."""
    anchors = [Anchor(a.offset, _place(blocks[a.place.line or 0])) for a in text.anchors]
    return Text(text.content, tuple(anchors))


def _place(block: Block) -> Place:
    return block.text.anchors[0].place if block.text.anchors else Place()
