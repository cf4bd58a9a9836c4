"""What is kept of a report where only its findings are shown: the blocks, sentences and tables they stand in.

A report has thousands of figures and a few findings; a folder of reports is too much to be held whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tieout.model import (
    Block,
    BlockKind,
    Fact,
    Finding,
    Mention,
    Problem,
    Relation,
    Report,
    Suspect,
    Text,
)
from tieout.read import Limits
from tieout.reading import document_of, reference_of
from tieout.wording import say

GONE = Block(BlockKind.PARAGRAPH, Text(""))  # stands where a block was that nothing is shown of
CHANGED = "read/changed"


def excerpt(report: Report, findings: Iterable[Finding]) -> Report:
    """A report with what its findings show, and without its facts."""
    shown = list(findings)
    facts = [fact for finding in shown for fact in facts_shown(finding) if fact.report == report.path]
    blocks = {fact.figure.block for fact in facts}
    blocks |= {mention.block for finding in shown for mention in _mentions(finding, report.path)}
    document = report.document
    kept = tuple(block if number in blocks else GONE for number, block in enumerate(document.blocks))
    ids = {fact.id for fact in facts}
    return replace(
        report,
        document=replace(document, blocks=kept, problems=(), workbook=None, tags={}),
        facts=(),
        sentences=tuple(one for one in report.sentences if any(fact.id in ids for fact in one.facts)),
        grids=tuple(
            replace(grid, facts={}, texts=(), lines=None) for grid in report.grids if grid.block in blocks
        ),
    )


def wordless(shard: Report) -> Report:
    """A shard with no block left: it has words without their places, which must be read again."""
    blocks = (GONE,) * len(shard.document.blocks)
    return replace(shard, document=replace(shard.document, blocks=blocks))


def facts_shown(finding: Finding) -> Iterator[Fact]:
    """The figures that a finding shows: those of its relation, and the suspects."""
    relation: Relation = finding.outcome.relation
    if relation.subject is not None:
        yield relation.subject
    yield from (operand.fact for operand in relation.operands)
    if finding.suspect is not None:
        yield from _suspected(finding.suspect)


def _suspected(suspect: Suspect) -> Iterator[Fact]:
    yield suspect.fact
    for other in suspect.others:
        yield from _suspected(other)


def _mentions(finding: Finding, path: str) -> Iterator[Mention]:
    relation = finding.outcome.relation
    if relation.mention is not None and relation.report == path:
        yield relation.mention


def lacking(report: Report, findings: Iterable[Finding]) -> frozenset[int]:
    """The blocks that findings show of a report, and that were not kept."""
    blocks = report.document.blocks
    shown = (fact for finding in findings for fact in facts_shown(finding) if fact.report == report.path)
    return frozenset(fact.figure.block for fact in shown if blocks[fact.figure.block] == GONE)


def together(first: Report, second: Report) -> Report:
    """Two excerpts of one report as one."""
    pairs = zip(first.document.blocks, second.document.blocks, strict=True)
    blocks = tuple(other if one == GONE else one for one, other in pairs)
    return replace(
        first,
        document=replace(first.document, blocks=blocks),
        sentences=tuple(dict.fromkeys((*first.sentences, *second.sentences))),
        grids=(*first.grids, *(grid for grid in second.grids if not _has(first, grid.block))),
    )


def _has(report: Report, block: int) -> bool:
    return any(grid.block == block for grid in report.grids)


def completed(report: Report, data: bytes, limits: Limits, findings: Iterable[Finding]) -> Report | Problem:
    """An excerpt with all blocks that findings show; what was not kept is read again."""
    blocks = lacking(report, findings)
    read = reference_of if report.beside else document_of
    document = read(data, report.path, limits)
    if isinstance(document, Problem):
        return document
    if document.sha256 != report.document.sha256:
        return Problem(CHANGED, say("changed while it was checked; check it again"), fatal=True)
    kept = tuple(
        document.blocks[number] if number in blocks else block
        for number, block in enumerate(report.document.blocks)
    )
    return replace(report, document=replace(report.document, blocks=kept))
