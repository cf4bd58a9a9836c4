"""A document in the making: parts of a text with their raw lines, before markup is taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tieout.model import Block, BlockKind, Text
from tieout.read.lines import Line, paragraph, verbatim


@dataclass(frozen=True, slots=True)
class Part:
    """Consecutive lines of one kind; `marker` is the bullet or number that an item began with.

    `made` are the blocks of what is no text: a table, or a piece of HTML.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    level: int = 0
    marker: str = ""
    made: tuple[Block, ...] = ()

    @property
    def raw(self) -> str:
        """The first line as it stands, without the blanks around it."""
        return self.lines[0].text.strip() if self.lines else ""


def to_blocks(part: Part) -> Sequence[Block]:
    """The blocks of a part; none if nothing but markup was in it."""
    if part.made:
        return part.made
    text = _code(part.lines) if part.kind is BlockKind.CODE else paragraph(part.lines)
    return (Block(part.kind, text, level=part.level),) if text.content else ()


def _code(lines: Sequence[Line]) -> Text:
    """Lines as they stand; only the first is anchored, for code holds no figures."""
    if not lines:
        return Text("")
    return Text("\n".join(line.text for line in lines), verbatim(lines[0]).anchors)
