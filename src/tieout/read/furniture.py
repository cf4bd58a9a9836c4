"""Running headers, footers and page numbers: set apart, and the paragraphs that they cut are joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tieout.model import Block, BlockKind
from tieout.read.captions import is_unit
from tieout.read.runs import joined

_OFTEN = 4  # a short paragraph printed so many times is furniture
_LONGEST = 60
_LONG = 60  # a paragraph this long may fill the page to its end
_HAN = re.compile(r"[一-鿿]")


def without_furniture(blocks: Sequence[Block], flowing: bool = False) -> list[Block]:
    """The blocks with repeated short paragraphs marked as furniture, and cut paragraphs in one piece.

    Args:
        blocks: as read.
        flowing: whether pages were cut without a trace, so that a long paragraph may go on in the next one.
    """
    seen = Counter(_pattern(block) for block in blocks if block.kind is BlockKind.PARAGRAPH)
    result: list[Block] = []
    last: int | None = None  # the paragraph that may go on after the furniture
    for block in blocks:
        pattern = _pattern(block)
        if block.kind is BlockKind.PARAGRAPH and pattern and seen[pattern] >= _OFTEN:
            block = replace(block, kind=BlockKind.FURNITURE)
        if block.kind is BlockKind.FURNITURE:
            result.append(block)
            continue
        cut = last is not None and (
            last < len(result) - 1 or (flowing and len(result[last].text.content) >= _LONG)
        )
        if last is not None and cut and _goes_on(result[last], block):
            earlier = result[last].text
            between = "" if _HAN.match(earlier.content[-1]) else " "
            result[last] = replace(result[last], text=joined([earlier, block.text], between))
            continue
        result.append(block)
        last = len(result) - 1 if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) else None
    return result


def _pattern(block: Block) -> str:
    """What a running header repeats; empty for what cannot be one."""
    content = block.text.content
    if len(content) > _LONGEST or is_unit(content) or content.endswith((":", "：", "。", ".")):
        return ""
    return content


def _goes_on(first: Block, second: Block) -> bool:
    """Whether a paragraph stops within a sentence that the next one ends."""
    if second.kind is not BlockKind.PARAGRAPH or not first.text.content or not second.text.content:
        return False
    end, begin = first.text.content[-1], second.text.content[0]
    if _HAN.match(end):
        return _HAN.match(begin) is not None and second.text.content[-1] in "。；！？"
    return (end.isalnum() or end in ",;-–—%") and begin.islower()
