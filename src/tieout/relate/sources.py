"""Source lines under figures and tables.

Captions that follow one another without a source between them stand side by side; then come as many sources.
Captions that stand together may share one, unless every other caption of the report has its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.lexicon import WordList
from tieout.model import Block, BlockKind, Report
from tieout.relate.numbering import Caption, captions
from tieout.rulebook.book import Schemas

_HABIT = 3  # captions with a source of their own that make it a habit
_REACH = 15  # blocks from a caption to its source


def find(report: Report, schemas: Schemas) -> Sequence[tuple[Caption, bool]]:
    """Every numbered caption with whether a source line follows it."""
    blocks = report.document.blocks
    runs = [
        (run, sum(_count(block, schemas) for block in blocks[run[0].mention.block : end]))
        for run, end in _runs(list(captions(report, schemas.lexicon)), blocks, schemas)
    ]
    own = sum(len(run) == found == 1 for run, found in runs)
    sharing = sum(_side_by_side(run) and 0 < found < len(run) for run, found in runs)
    answers: list[tuple[Caption, bool]] = []
    for run, found in runs:
        shared = found and _side_by_side(run) and not (sharing == 1 and own >= _HABIT)
        lacking = 0 if shared else max(len(run) - found, 0)
        answers += [(caption, place >= lacking) for place, caption in enumerate(run)]
    return answers


def _side_by_side(run: Sequence[Caption]) -> bool:
    """Whether nothing stands between the captions of a run."""
    return len(run) > 1 and run[-1].mention.block - run[0].mention.block < len(run)


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
    pattern = schemas.words[WordList.SOURCE_LINE].pattern
    texts = [block.text.content]
    if block.table is not None:
        texts = [block.table.caption or "", *(cell.text.content for cell in block.table.cells)]
    return sum(1 for text in texts for _ in pattern.finditer(text))
