"""Figures that must be a cell and are not: they look like a misprint of the only one their words leave.

The words leave one cell where they name its line and its period or column, or where another figure of the
sentence shows which line it speaks of and only one cell of it can have gone wrong so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tieout.model import Fact
from tieout.relate.linking.cells import Candidate, Fit, tied
from tieout.relate.linking.direct import Direct, is_tight
from tieout.relate.linking.line import Line
from tieout.relate.linking.link import Linked
from tieout.relate.linking.names import Spot
from tieout.relate.linking.speech import Nature, Speech
from tieout.relate.sameness import comparable
from tieout.slip import misprinted, near, telling

_LEAD = 4  # blocks from a lead-in to its table


def misses(direct: Direct, speech: Speech, linked: Mapping[int, Linked]) -> Iterator[Linked]:
    """The figures of a sentence that miss their cell, those that are linked already left out."""
    for fact in speech.quantities:
        if fact.id in linked or fact.id not in direct.open or speech.nature(fact) is Nature.SHARE:
            continue
        if speech.otherwise(fact):
            continue
        spot, found = direct.open[fact.id]
        found = [candidate for candidate in found if spot.names(candidate.line)]
        link = _only(direct, speech, spot, fact, found) or _supported(direct, speech, fact, found, linked)
        if link is not None:
            yield link


def _only(
    direct: Direct, speech: Speech, spot: Spot, fact: Fact, found: Sequence[Candidate]
) -> Linked | None:
    """Held against the one cell that name and period leave, in whatever tables they are."""
    sure = [candidate for candidate in found if candidate.fit is Fit.NAMED]
    if not sure or not _one_value(sure) or not _of_one_kind(fact, sure[0].cell):
        return None
    quantity, cell = fact.figure.amount, sure[0].cell.figure.amount
    tie = tied(quantity, cell)
    if tie is None or _elsewhere(fact, sure[0].line) or _leads_elsewhere(direct, speech, sure[0].line):
        return None
    # of a rate that is merely close there are many: of a product, of the whole
    tight = is_tight(speech, spot, fact) and sure[0].cell.period is not None and bool(quantity.unit.powers)
    if misprinted(quantity, cell.value) or (tight and near(quantity, cell)):
        return direct.linked(fact, sure[0], tie, sure=tight)
    return None


def _supported(
    direct: Direct, speech: Speech, fact: Fact, found: Sequence[Candidate], linked: Mapping[int, Linked]
) -> Linked | None:
    """Held against the one cell it looks like, in a line that another figure of the sentence shows."""
    quantity = fact.figure.amount
    if not telling(quantity):
        return None
    shown = {line.key for line in _shown(direct, speech, fact, linked)}
    alike = [
        candidate
        for candidate in found
        if candidate.line.key in shown and misprinted(quantity, candidate.cell.figure.amount.value)
    ]
    if not alike or not _one_value(alike) or _elsewhere(fact, alike[0].line):
        return None
    tie = tied(quantity, alike[0].cell.figure.amount)
    if tie is None or tie.holds or not _of_one_kind(fact, alike[0].cell):
        return None
    return direct.linked(fact, alike[0], tie, sure=False)


def _shown(direct: Direct, speech: Speech, fact: Fact, linked: Mapping[int, Linked]) -> Iterator[Line]:
    """The lines that the other figures of the sentence belong to."""
    for other in speech.quantities:
        if other is fact:
            continue
        link = linked.get(other.id)
        if link is not None and link.tie.holds:
            lines = (direct.line_of.get(cell.id) for cell in link.cells)
            yield from (line for line in lines if line is not None)
        yield from (candidate.line for candidate in direct.weak.get(other.id, ()))


def _elsewhere(fact: Fact, line: Line) -> bool:
    """Whether the figure is another one of the same table."""
    for cell in line.grid.facts.values():
        other = cell.figure.quantity
        if other is not None and comparable(fact.figure.amount, other):
            tie = tied(fact.figure.amount, other)
            if tie is not None and tie.holds:
                return True
    return False


def _leads_elsewhere(direct: Direct, speech: Speech, line: Line) -> bool:
    """Whether a paragraph leads to another table: ... are as follows:"""
    blocks = direct.report.document.blocks
    block = speech.sentence.block
    if not blocks[block].text.content.rstrip().endswith((":", "：")):
        return False
    following = range(block + 1, min(block + _LEAD, len(blocks)))
    return next((i for i in following if blocks[i].table is not None), None) != line.grid.block


def _one_value(found: Sequence[Candidate]) -> bool:
    first = found[0].cell.figure.amount
    ties = (tied(first, candidate.cell.figure.amount) for candidate in found[1:])
    return all(tie is not None and tie.holds for tie in ties)


def _of_one_kind(fact: Fact, cell: Fact) -> bool:
    unit, other = fact.figure.amount.unit, cell.figure.amount.unit
    return (
        (unit.same_dimension(other) or not other.powers)
        and fact.status is cell.status
        and fact.basis == cell.basis
    )
