"""Figures whose words name a cell, and that are not it.

A subject is named in full where the words leave one cell: its line by name and its other label or its period
as well (*closed*), or its line alone if that has no other cell of the figure's kind (*nearly closed*), and
where nothing stands between them that makes it something else. How far the two are apart says nothing about
whether they are one fact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tieout.model import Fact
from tieout.relate.linking.cells import Candidate, Fit, scale_of, spoken_of, tied
from tieout.relate.linking.direct import Direct
from tieout.relate.linking.line import Line
from tieout.relate.linking.link import Linked, Unlinked
from tieout.relate.linking.names import Spot
from tieout.relate.linking.speech import Nature, Speech
from tieout.relate.linking.wording import Wording
from tieout.relate.sameness import comparable

_LEAD = 4  # blocks from a lead-in to its table
NARROWER = "its words name something narrower than the line"
OPEN = "its words leave more than one cell"
APART = "other words stand between the name and the figure"
MEASURED_OTHERWISE = "it is measured in another way than the table"
UNLIKE = "its unit is not that of the cell"
UNDATED = "the table does not say of which time it is"
ELSEWHERE = "it is another figure of the table"
LEADS_ELSEWHERE = "its paragraph leads to another table"


@dataclass(frozen=True, slots=True)
class Claims:
    """Holds the figures of sentences against the cells that their words name."""

    direct: Direct
    wording: Wording

    def of(self, speech: Speech, linked: Mapping[int, Linked]) -> Iterator[Linked | Unlinked]:
        """What becomes of the figures of a sentence that are no cell of the line they are named with."""
        for fact in speech.quantities:
            if fact.id in linked or fact.id not in self.direct.open:
                continue
            spot, found = self.direct.open[fact.id]
            if not found or speech.nature(fact) is Nature.SHARE:
                continue
            chosen = _chosen(found, spot, linked.values())
            reason = chosen if isinstance(chosen, str) else self._doubt(speech, fact, spot, chosen)
            if reason or isinstance(chosen, str):
                yield Unlinked(fact, reason)
                continue
            tie = tied(fact.figure.amount, chosen.cell.figure.amount)
            if tie is not None:
                yield self.direct.linked(fact, chosen, tie, sure=chosen.fit is Fit.NAMED)

    def _doubt(self, speech: Speech, fact: Fact, spot: Spot, chosen: Candidate) -> str:
        """Why a figure may not be the cell it is named with."""
        if speech.otherwise(fact):
            return MEASURED_OTHERWISE
        if not _of_one_kind(fact, chosen.cell):
            return UNLIKE
        if spoken_of(fact) is not None and chosen.cell.period is None:
            return UNDATED
        if self._apart(speech, fact, spot, chosen):
            return APART
        if _elsewhere(fact, chosen.line):
            return ELSEWHERE
        return LEADS_ELSEWHERE if _leads_elsewhere(self.direct, speech, chosen.line) else ""

    def _apart(self, speech: Speech, fact: Fact, spot: Spot, chosen: Candidate) -> bool:
        """Whether the words around a figure say more than its labels do."""
        context = " ".join((chosen.line.context, *chosen.line.own, *chosen.line.across(chosen.cell))).lower()
        start, end = speech.start(fact), fact.figure.end - speech.sentence.start
        if spot.start >= end:
            return bool(self.wording.between(speech, end, spot.start, context))
        between = self.wording.between(speech, spot.end, start, context)
        return bool(between or self.wording.behind(speech, fact, context))


def _chosen(found: Sequence[Candidate], spot: Spot, linked: Sequence[Linked]) -> Candidate | str:
    """The one cell that words leave; or why there is none."""
    named = [candidate for candidate in found if spot.names(candidate.line)]
    if not named:
        return NARROWER
    best = max(candidate.fit for candidate in named)
    left = [candidate for candidate in named if candidate.fit is best]
    return left[0] if best > Fit.OPEN and _one_value(left) else OPEN


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
    """Whether both have one unit, and are told of one state of affairs."""
    own, other = fact.figure.amount, cell.figure.amount
    if not own.unit.same_dimension(other.unit) and other.unit.powers:
        return False
    scale = scale_of(own)
    scaled = scale_of(other) > 0 or abs(other.value) >= 10**scale or scale <= 0
    return scaled and fact.status is cell.status and fact.basis == cell.basis
