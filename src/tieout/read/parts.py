"""A document in the making: parts of a text with their raw lines, before markup is taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tieout.model import Block, BlockKind, Table, Text
from tieout.read.grid import table_block
from tieout.read.lines import Line, paragraph, verbatim


@dataclass(frozen=True, slots=True)
class Part:
    """Consecutive lines of one kind; `marker` is the bullet or number that an item began with."""

    kind: BlockKind
    lines: tuple[Line, ...]
    level: int = 0
    marker: str = ""
    table: Table | None = None

    @property
    def raw(self) -> str:
        """The first line as it stands, without the blanks around it."""
        return self.lines[0].text.strip() if self.lines else ""


def to_block(part: Part) -> Block | None:
    """The block of a part; None if nothing but markup was in it."""
    if part.table is not None:
        return table_block(part.table)
    text = _code(part.lines) if part.kind is BlockKind.CODE else paragraph(part.lines)
    if not text.content:
        return None
    return Block(part.kind, text, level=part.level)


def _code(lines: Sequence[Line]) -> Text:
    """Lines as they stand; only the first is anchored, for code holds no figures."""
    if not lines:
        return Text("")
    return Text("\n".join(line.text for line in lines), verbatim(lines[0]).anchors)
