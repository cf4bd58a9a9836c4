"""Source lines under figures and tables.

Captions that follow one another without a source between them stand side by side; then come as many sources.
Captions printed in one block may share one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.model import Block, BlockKind, Report
from tieout.relate.numbering import Caption, captions
from tieout.rulebook.book import Schemas

_REACH = 15  # blocks from a caption to its source


def find(report: Report, schemas: Schemas) -> Sequence[tuple[Caption, bool]]:
    """Every numbered caption with whether a source line follows it."""
    listed = list(captions(report))
    blocks = report.document.blocks
    answers: list[tuple[Caption, bool]] = []
    for run, end in _runs(listed, blocks, schemas):
        first = run[0].mention.block
        found = sum(_count(block, schemas) for block in blocks[first:end])
        together = run[-1].mention.block - first < len(run)
        lacking = 0 if found and together else max(len(run) - found, 0)
        answers += [(caption, place >= lacking) for place, caption in enumerate(run)]
    return answers


def _runs(
    listed: Sequence[Caption], blocks: Sequence[Block], schemas: Schemas
) -> Iterator[tuple[Sequence[Caption], int]]:
    """Captions with no source between them, and the block at which the search for their sources ends."""
    run: list[Caption] = []
    for place, caption in enumerate(listed):
        run.append(caption)
        start = caption.mention.block
        following = listed[place + 1].mention.block if place + 1 < len(listed) else len(blocks)
        if following == start:
            continue
        end = _end(blocks, start, following)
        last = following == len(blocks) or end < following
        if last or any(_count(block, schemas) for block in blocks[start:following]):
            yield run, end
            run = []
    if run:
        yield run, len(blocks)


def _end(blocks: Sequence[Block], start: int, following: int) -> int:
    """The next heading after a caption ends the search, as does too long a way."""
    end = min(following, start + _REACH)
    for index in range(start + 1, end):
        if blocks[index].kind is BlockKind.HEADING:
            return index
    return end


def _count(block: Block, schemas: Schemas) -> int:
    """How many source lines a block holds."""
    pattern = schemas.words["source_line"].pattern
    texts = [block.text.content]
    if block.table is not None:
        texts = [block.table.caption or "", *(cell.text.content for cell in block.table.cells)]
    return sum(1 for text in texts for _ in pattern.finditer(text))
