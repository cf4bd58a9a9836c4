"""The headings over every block, and the caption that belongs to a table or to items below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tieout.extract.figures import Scanner
from tieout.model import Block, BlockKind

_SHORT = 60
_DEEPEST = 6
_LAST_BRACKET = re.compile(r"([（(][^（）()]{2,60}[）)])\s*[:：.]?\s*$")


@dataclass(frozen=True, slots=True)
class Outline:
    """What stands over a block."""

    headings: tuple[str, ...]
    caption: str


def outline(blocks: Sequence[Block], scanner: Scanner) -> list[Outline]:
    """The place of every block of a document, in order."""
    path: list[tuple[int, str]] = []
    caption = ""
    places = []
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            level = block.level or _DEEPEST
            while path and path[-1][0] >= level:
                path.pop()
            places.append(Outline(tuple(text for _, text in path), ""))
            path.append((level, block.text.content.strip()))
            caption = ""
            continue
        headings = tuple(text for _, text in path)
        if block.table is not None:
            places.append(Outline(headings, _caption(blocks, index, caption, scanner)))
            continue
        if block.kind is BlockKind.CAPTION:
            caption = block.text.content.strip()
            places.append(Outline(headings, ""))
            continue
        if block.kind is BlockKind.PARAGRAPH and len(block.text.content) > _SHORT:
            caption = ""
        if block.kind is BlockKind.FOOTNOTE:
            places.append(Outline(headings, caption))
            caption = ""
            continue
        places.append(Outline(headings, caption))
    return places


def _caption(blocks: Sequence[Block], index: int, caption: str, scanner: Scanner) -> str:
    """A table's own caption, the one before it, and a short line between that declares its unit."""
    table = blocks[index].table
    own = table.caption if table is not None and table.caption else caption
    if not own and index + 1 < len(blocks) and blocks[index + 1].kind is BlockKind.CAPTION:
        own = "" if _titles_next(blocks, index + 1) else blocks[index + 1].text.content.strip()
    lines = [own] if own else []
    if index:
        before = blocks[index - 1]
        text = before.text.content.strip()
        if len(text) > _SHORT:
            bracket = _LAST_BRACKET.search(text)  # a sentence that leads to the table: ... (in thousands):
            text = bracket.group(1) if bracket is not None else ""
        if before.table is None and text and text not in lines and scanner.declared(text):
            lines.append(text)
    return "\n".join(lines)


def _titles_next(blocks: Sequence[Block], index: int) -> bool:
    """Whether a caption stands over a table that follows, and not under the one before."""
    return index + 1 < len(blocks) and blocks[index + 1].table is not None
