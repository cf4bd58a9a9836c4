"""Why a figure may not be the cell that its words name: another unit, measure, time or table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tieout.extract.vocabulary import vocabulary
from tieout.model import Dates, Fact, Status
from tieout.relate.linking.cells import Candidate, is_of
from tieout.relate.linking.direct import Direct
from tieout.relate.linking.line import Line
from tieout.relate.linking.measured import scale_of, tied
from tieout.relate.linking.speech import Speech
from tieout.relate.linking.wording import Wording
from tieout.relate.prose.letter import kind
from tieout.relate.sameness import comparable
from tieout.wording import say

MEASURED_OTHERWISE = say("it is measured in another way than the table")
UNLIKE = say("its unit is not that of the cell")
UNDATED = say("the table does not say of which time it is")
OF_ANOTHER_STATE = say("one of the two is foreseen, the other is not")
LEADS_ELSEWHERE = say("its paragraph leads to another table")
_FORESEEN = {Status.ESTIMATE, Status.FORECAST}
_MULTIPLE = "X"
_LEAD = 4  # blocks from a lead-in to its table
_NUMBER = re.compile(r"\d+")


def doubt(
    direct: Direct, wording: Wording, speech: Speech, fact: Fact, chosen: Candidate, beside: bool = False
) -> str:
    """Why a figure may not be the cell it is named with; `beside` that another of its sentence stands."""
    if speech.otherwise(fact, context(chosen)):
        return MEASURED_OTHERWISE
    if not _of_one_kind(direct, fact, chosen) or _is_of_label(fact, chosen):
        return UNLIKE
    states = {fact.status, chosen.cell.status}
    if not beside and len(states) > 1 and not states <= _FORESEEN and not _is_to_come(direct, chosen.cell):
        return OF_ANOTHER_STATE
    if wording.is_day(speech, fact):
        return UNLIKE
    period = direct.times.period(speech, fact)
    dated = chosen.cell.period is not None or any(is_of(period, cell) for cell in chosen.line.cells())
    if not dated and _is_dated(speech, fact, chosen.line):
        return UNDATED
    return LEADS_ELSEWHERE if _leads_elsewhere(direct, speech, chosen.line) else ""


def _is_to_come(direct: Direct, cell: Fact) -> bool:
    """Whether a cell is of a time after the report, of which there is nothing but what is foreseen.

    Multiples are told of such a time by what something costs and by what it should cost.
    """
    if kind(cell.figure.amount) == _MULTIPLE:
        return False
    day = direct.report.metadata.date
    dates = day.figure.dates if day is not None else None
    return dates is not None and cell.period is not None and cell.period.last > dates.last


def context(chosen: Candidate) -> str:
    """What the table says around a cell."""
    line = chosen.line
    return " ".join((line.context, *line.own, *line.across(chosen.cell))).lower()


def _is_of_label(fact: Fact, chosen: Candidate) -> bool:
    """Whether a plain number is one of a label that the sentence says: 2 of tier 2, (3) behind a name."""
    labels = (*chosen.line.own, *chosen.line.across(chosen.cell))
    if fact.figure.amount.unit.powers or not fact.figure.text.isdigit():
        return fact.figure.text in labels
    return any(fact.figure.text in _NUMBER.findall(label) for label in labels)


def _is_dated(speech: Speech, fact: Fact, line: Line) -> bool:
    """Whether a sentence says of which time a figure is, and the table does not."""
    years = {date.fromordinal(dates.last).year for dates in _dates(speech, fact)}
    return bool(years) and not any(str(year) in line.context for year in years)


def _dates(speech: Speech, fact: Fact) -> Iterator[Dates]:
    behind = (speech.start(other) for other in speech.quantities if other.id > fact.id)
    end = next(behind, len(speech.sentence.text))
    own = (other.figure.dates for other in speech.sentence.facts if speech.start(other) < end)
    yield from (one for one in (fact.period, *own) if one is not None)


def elsewhere(fact: Fact, line: Line) -> bool:
    """Whether the figure is another one of the same table."""
    for cell in line.grid.facts.values():
        other = cell.figure.quantity
        if other is not None and comparable(fact.figure.amount, other):
            tie = tied(fact.figure.amount, other)
            if tie is not None and tie.holds:
                return True
    return False


def is_level(direct: Direct, fact: Fact, chosen: Candidate) -> bool:
    """Whether a figure taken for a change is a level of the line at that time: 379 higher than our 21,622."""
    if not direct.is_change(chosen.line, chosen.cell):
        return False
    levels = [cell for cell in direct.cells(chosen.line) if cell.period == chosen.cell.period]
    ties = (tied(fact.figure.amount, cell.figure.amount) for cell in levels)
    return any(tie is not None and tie.holds for tie in ties)


def _leads_elsewhere(direct: Direct, speech: Speech, line: Line) -> bool:
    """Whether a paragraph leads to another table: ... are as follows:"""
    blocks = direct.report.document.blocks
    block = speech.sentence.block
    if not blocks[block].text.content.rstrip().endswith((":", "：")):
        return False
    following = range(block + 1, min(block + _LEAD, len(blocks)))
    return next((i for i in following if blocks[i].table is not None), None) != line.grid.block


def _of_one_kind(direct: Direct, fact: Fact, chosen: Candidate) -> bool:
    """Whether both have one unit, and are on one basis."""
    cell = chosen.cell
    own, other = fact.figure.amount, cell.figure.amount
    if not own.unit.same_dimension(other.unit) and (other.unit.powers or direct.is_measureless(cell)):
        return False
    scale = scale_of(own)
    scaled = scale_of(other) > 0 or abs(other.value) >= 10**scale or scale <= 0
    return scaled and _on_one_basis(direct, fact, chosen)


def _on_one_basis(direct: Direct, fact: Fact, chosen: Candidate) -> bool:
    """Whether both are on one basis; what the brackets of a label remark of it, a text may leave out."""
    if fact.basis == chosen.cell.basis:
        return True
    words = vocabulary(direct.schemas)
    named = any(words.tags(direct.names.labels.plain(label)).bases for label in chosen.line.own)
    return fact.basis is None and not named
