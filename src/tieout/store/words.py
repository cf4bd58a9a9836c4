"""A shard with the words it quotes: what a store keeps of a report, so that nobody has to read it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tieout.model import Anchor, Block, Fact, Report, Table, Text
from tieout.relate.across.shard import shard_of


def stored_form(report: Report) -> Report:
    """The shard of a report, with the text of every block that a compared figure stands in."""
    shard = shard_of(report)
    wanted = {fact.figure.block for fact in compared_facts(shard)}
    pairs = zip(report.document.blocks, shard.document.blocks, strict=True)
    blocks = tuple(_worded(whole) if at in wanted else kept for at, (whole, kept) in enumerate(pairs))
    return replace(shard, document=replace(shard.document, blocks=blocks))


def compared_facts(shard: Report) -> Iterator[Fact]:
    """Every figure of a shard once, in reading order."""
    facts = {fact.id: fact for fact in shard.facts}
    facts |= {fact.id: fact for sentence in shard.sentences for fact in sentence.facts}
    facts |= {fact.id: fact for grid in shard.grids for fact in grid.facts.values()}
    yield from (facts[number] for number in sorted(facts))


def _worded(block: Block) -> Block:
    table = block.table and _table(block.table)
    return replace(block, text=_text(block.text), table=table)


def _table(table: Table) -> Table:
    return replace(table, cells=tuple(cell._replace(text=_text(cell.text)) for cell in table.cells))


def _text(text: Text) -> Text:
    """A text with its places: lines and columns, pages and cells, without what surrounds each letter."""
    anchors: list[Anchor] = []
    for anchor in text.anchors:
        bare = Anchor(anchor.offset, anchor.place._replace(bbox=None))
        if not anchors or bare.place.line is not None or bare.place != anchors[-1].place:
            anchors.append(bare)
    return Text(text.content, tuple(anchors))
