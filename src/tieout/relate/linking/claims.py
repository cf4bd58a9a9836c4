"""Figures whose words name a cell, and that are not it.

A subject is named in full where the words leave one cell: its line by name and its other label or its period
as well (*closed*), or its line alone if that has no other cell of the figure's kind (*nearly closed*), and
where nothing stands between them that makes it something else. How far the two are apart says nothing about
whether they are one fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tieout.lexicon import WordList
from tieout.model import BlockKind, Fact, Status
from tieout.relate.linking.anchor import Anchor
from tieout.relate.linking.cells import Candidate, Fit, is_compared_with
from tieout.relate.linking.direct import Direct
from tieout.relate.linking.doubts import UNDATED, UNLIKE, context, doubt, elsewhere, is_level
from tieout.relate.linking.fellows import (
    OPEN,
    Fellows,
    as_sure,
    is_misplaced,
    is_slip,
    is_told,
    named_by,
    one_cell,
    one_value,
)
from tieout.relate.linking.link import Linked, Unlinked
from tieout.relate.linking.measured import is_unscaled, is_unsigned, tied
from tieout.relate.linking.names import Spot
from tieout.relate.linking.speech import Nature, Speech
from tieout.relate.linking.times import is_left_open
from tieout.relate.linking.wording import Wording
from tieout.slip import distinctive, misprinted, near
from tieout.wording import say

APART = say("other words stand between the name and the figure")
ELSEWHERE = say("it is another figure of the table")
NONE_HOLDS = say("no figure of its list is a cell of the line")
COMPARED = say("it is what the figure of the table is compared with")
OF_WHOM = say("nothing shows that the table is of the same thing")
_CLAUSE = re.compile(r"[,，;；。]|\.\s")
_CLOSE = 4  # times a miss is in a figure whose scale the table leaves out
_SMALL = 12  # figures of a table in which one row has a name


@dataclass(frozen=True, slots=True)
class Claims:
    """Holds the figures of sentences against the cells that their words name."""

    direct: Direct
    wording: Wording
    anchor: Anchor
    shown: set[tuple[int, int, int]] = field(default_factory=set)  # sentences and tables their figures tie to
    near: set[tuple[int, int]] = field(default_factory=set)  # the same of paragraphs

    def learn(self, speech: Speech, linked: Iterable[Linked]) -> None:
        """Remember which tables the figures of a sentence are known to speak of."""
        at = speech.sentence.block, speech.sentence.start
        tables = {link.table for link in linked if link.tie.holds}
        self.shown.update((*at, table) for table in tables)
        self.near.update((speech.sentence.block, table) for table in tables)

    def of(
        self, speech: Speech, spots: Sequence[Spot], linked: Mapping[int, Linked]
    ) -> Iterator[Linked | Unlinked]:
        """What becomes of the figures of a sentence that are no cell of the line they are named with."""
        if not is_told(speech):
            return
        listed = {fact.id: run for run in speech.lists() for fact in run}
        for fact in speech.quantities:
            if fact.id not in self.direct.open:
                continue
            spot, found = self.direct.open[fact.id]
            if not found or speech.nature(fact) is Nature.SHARE or speech.is_factor(fact):
                continue
            fellows = Fellows(listed.get(fact.id, [fact]), found, linked, spots)
            claimed = self._claimed(speech, fact, spot, fellows)
            if fact.id not in linked or (linked[fact.id].tie.holds and is_misplaced(claimed)):
                yield claimed
            elif linked[fact.id].tie.holds:
                yield as_sure(linked[fact.id], claimed)

    def _is_told(self, speech: Speech, fact: Fact, spot: Spot, chosen: Candidate) -> bool:
        """Whether the clause of a figure names both lines of a cell, or the one and the time of the other."""
        if not distinctive(fact.figure.amount) or chosen.fit is not Fit.NAMED:
            return False
        period = chosen.cell.period
        if chosen.line.is_row and period is not None:
            rivals = [cell for cell in self.direct.cells(chosen.line) if cell.period == period]
            if len(rivals) < 2 or speech.nature(fact) is Nature.CHANGE:
                return self.direct.times.is_told(speech, fact)
        text = speech.sentence.text.lower()
        start = max((mark.end() for mark in _CLAUSE.finditer(text, 0, spot.start)), default=0)
        across = chosen.line.across(chosen.cell)
        return bool(across) and self.direct.names.labels.plain(across[-1]) in text[start : speech.start(fact)]

    def _claimed(self, speech: Speech, fact: Fact, spot: Spot, alike: Fellows) -> Linked | Unlinked:
        """A figure against the one cell that its words leave, or why there is none."""
        if is_left_open(speech, fact) or self.direct.times.is_misdated(speech, fact):
            return Unlinked(fact, UNDATED)
        chosen = self._one_cell(speech, fact, spot, alike)
        if isinstance(chosen, str):
            own = chosen == OPEN and not speech.is_of_a_part
            latest = self._of_now(speech, fact, spot, alike) if own else None
            return latest or self._printed_wrong(speech, fact, spot, alike) or Unlinked(fact, chosen)
        if "compared from" in fact.scope and alike.told(chosen):
            return Unlinked(fact, COMPARED)
        beside = alike.in_column(chosen)
        begins = self._begins(speech, fact, spot, chosen)
        apart = self._apart(speech, fact, spot, chosen, alike)
        closed = begins and not apart and (chosen.fit >= Fit.ANCHORED or beside)
        reason = (
            OPEN if alike.taken(chosen) else doubt(self.direct, self.wording, speech, fact, chosen, beside)
        )
        told = (
            closed and self._is_told(speech, fact, spot, chosen) and not is_level(self.direct, fact, chosen)
        )
        told = told and not (alike.told(chosen) and elsewhere(fact, chosen.line))  # its time is another's
        if not reason and not told and (fact.id in alike.linked or elsewhere(fact, chosen.line)):
            reason = "" if closed and self._is_of_another_time(speech, fact, chosen) else ELSEWHERE
        bare = self.direct.is_bare(fact, chosen)
        tie = tied(fact.figure.amount, chosen.cell.figure.amount, bare=bare)
        close = bare and tie is not None and tie.gap * _CLOSE <= abs(fact.figure.amount.value)
        unscaled = not close and is_unscaled(fact.figure.amount, chosen.cell.figure.amount)
        if reason or tie is None or (unscaled and not tie.holds):
            return Unlinked(fact, reason or UNLIKE)
        if is_unsigned(fact.figure.amount, chosen.cell.figure.amount) and not beside:
            return Unlinked(fact, UNLIKE)
        if not chosen.line.is_row and self._follows_another(speech, fact, chosen, alike):
            return Unlinked(fact, APART)
        supported = (begins and chosen.fit is Fit.ANCHORED) or self._supported(speech, chosen)
        slip = is_slip(fact.figure.amount, chosen.cell.figure.amount)
        others_too = not supported and self._is_measured_apart(speech, fact, chosen)
        if not slip and (others_too or (len(alike.run) > 1 and not alike.held)):
            return Unlinked(fact, NONE_HOLDS)
        alone = begins and self._alone(speech, fact, spot, chosen)
        if apart and not (slip and supported) and not alone:
            return Unlinked(fact, APART)
        if not (begins or supported):
            return Unlinked(fact, APART)
        named = closed and distinctive(fact.figure.amount) and chosen.cell.concept is None
        if not (supported or slip or named or alone or self._opens(speech, spot, chosen)):
            return Unlinked(fact, OF_WHOM)
        return self.direct.linked(fact, chosen, tie, sure=closed, closed=closed)

    def _is_likely(self, speech: Speech, fact: Fact, chosen: Candidate) -> bool:
        """Whether a figure looks like the cell of the column that is spoken of, or others stand there."""
        own, cell = fact.figure.amount, chosen.cell.figure.amount
        beside = (speech.sentence.block, chosen.line.grid.number) in self.near
        return near(own, cell) or misprinted(own, cell.value) or beside or self._supported(speech, chosen)

    def _of_now(self, speech: Speech, fact: Fact, spot: Spot, alike: Fellows) -> Linked | None:
        """The latest cell of a line, which a sentence without a time speaks of, if it tells of its table."""
        if is_compared_with(fact) or self.direct.times.is_dated(speech):
            return None
        if WordList.PROSE_OF_WHICH in speech.line.names:
            return None  # of a part
        named = [
            c for c in alike.found if spot.names(c.line) and c.cell.status is fact.status is Status.ACTUAL
        ]
        latest = max((c.cell.period.last for c in named if c.cell.period is not None), default=None)
        now = [c for c in named if c.cell.period is not None and c.cell.period.last == latest]
        dated = [c.cell.period for c in named if c.cell.period is not None]
        if len(now) != 1 or len(set(dated)) < max(len(dated), len(("now", "then"))):
            return None
        chosen, own = now[0], fact.figure.amount
        tie = tied(own, chosen.cell.figure.amount)
        told = (speech.sentence.block, chosen.line.grid.number) in self.near or self._supported(
            speech, chosen
        )
        if tie is None or tie.holds or not told or alike.taken(chosen) or not distinctive(own):
            return None
        if not near(own, chosen.cell.figure.amount):
            return None
        if not self._begins(speech, fact, spot, chosen) or self._apart(speech, fact, spot, chosen, alike):
            return None
        if doubt(self.direct, self.wording, speech, fact, chosen) or elsewhere(fact, chosen.line):
            return None
        return self.direct.linked(fact, chosen, tie, sure=False)

    def _one_cell(self, speech: Speech, fact: Fact, spot: Spot, alike: Fellows) -> Candidate | str:
        """The one cell that words leave, if a figure is not what was there before; or why there is none."""
        chosen = one_cell(speech, fact, alike.found, spot)
        if chosen == OPEN:
            named = named_by(speech, fact, alike.found, spot)
            anchored = self.anchor.chosen(speech, fact, named)
            likely = anchored is not None and self._is_likely(speech, fact, anchored)
            chosen = alike.beside(named) or (likely and anchored) or OPEN
        return OPEN if not isinstance(chosen, str) and self._is_before(fact, chosen) else chosen

    def _is_before(self, fact: Fact, chosen: Candidate) -> bool:
        """Whether a figure is what something was before, and its line has but the one it is now."""
        alone = len(self.direct.measured(fact, chosen.line, Nature.LEVEL)) == 1
        of_now = fact.period is not None and fact.period == chosen.cell.period
        return alone and "compared from" in fact.scope and not of_now

    def _is_of_another_time(self, speech: Speech, fact: Fact, chosen: Candidate) -> bool:
        """Whether the time right behind a figure is that of one cell of its line, and it is another one."""
        if chosen.fit is not Fit.NAMED or not self.direct.times.is_behind(speech, fact, chosen.cell):
            return False
        cells = self.direct.cells(chosen.line, speech.nature(fact))
        ties = [
            (cell, tied(fact.figure.amount, cell.figure.amount)) for cell in cells if cell is not chosen.cell
        ]
        return any(tie is not None and tie.holds and cell.period != chosen.cell.period for cell, tie in ties)

    def _printed_wrong(self, speech: Speech, fact: Fact, spot: Spot, alike: Fellows) -> Linked | None:
        """The only cell that a figure looks like, misprinted, in a table that figures beside it speak of."""
        quantity = fact.figure.amount
        cells = [
            candidate
            for candidate in alike.found
            if spot.names(candidate.line)
            and misprinted(quantity, candidate.cell.figure.amount.value)
            and self._supported(speech, candidate)
        ]
        if not distinctive(quantity) or not cells or not one_value(cells) or speech.begins_change(fact):
            return None
        tie = tied(quantity, cells[0].cell.figure.amount)
        if (
            tie is None
            or tie.holds
            or (doubt(self.direct, self.wording, speech, fact, cells[0]) or elsewhere(fact, cells[0].line))
        ):
            return None
        return self.direct.linked(fact, cells[0], tie, sure=False)

    def _supported(self, speech: Speech, chosen: Candidate) -> bool:
        """Whether other figures of the sentence, or of its neighbours in a list, are of the same table."""
        block, start, table = speech.sentence.block, speech.sentence.start, chosen.line.grid.number
        blocks = self.direct.report.document.blocks
        near = range(max(block - 1, 0), min(block + 2, len(blocks)))
        items = [at for at in near if blocks[at].kind is BlockKind.ITEM] if block in near else []
        return (block, start, table) in self.shown or any((at, 0, table) in self.shown for at in items)

    def _apart(self, speech: Speech, fact: Fact, spot: Spot, chosen: Candidate, alike: Fellows) -> bool:
        """Whether the words between a name and its figure, or behind that, say more than its labels do."""
        said = context(chosen)
        start, end = speech.start(fact), fact.figure.end - speech.sentence.start
        if spot.start >= end:
            return bool(self.wording.between(speech, end, spot.start, said))
        between = self.wording.between(speech, spot.end, start, said)
        return bool(between or self.wording.behind(speech, fact, said, alike.next_name(end)))

    def _begins(self, speech: Speech, fact: Fact, spot: Spot, chosen: Candidate) -> bool:
        """Whether a name begins its clause, so that nothing makes it the name of something else.

        A name behind its figure says what is counted, of whatever the clause begins with.
        """
        if spot.start > speech.start(fact) and chosen.fit is Fit.NAMED:
            return True
        return not self.wording.ahead(speech, spot.start, context(chosen))

    def _alone(self, speech: Speech, fact: Fact, spot: Spot, chosen: Candidate) -> bool:
        """Whether a sentence says but one figure, of a name it opens with: the recall of the net is 91."""
        if len(speech.sentence.facts) > 1 or len(chosen.line.grid.facts) > _SMALL:
            return False
        between = speech.sentence.text[spot.end : speech.start(fact)]
        return self.wording.is_predicate(between) and chosen.cell.concept is None

    def _is_measured_apart(self, speech: Speech, fact: Fact, chosen: Candidate) -> bool:
        """Whether a figure told just before of another line, in the same unit, is none of its cells."""
        before = [other for other in speech.quantities if other.id < fact.id][-1:]
        if not before or before[0].id not in self.direct.open or speech.chained(before[0], fact):
            return False
        own, found = before[0].figure.amount, self.direct.open[before[0].id][1]
        beside = [
            one for one in found if one.line.grid is chosen.line.grid and one.line.key != chosen.line.key
        ]
        ties = [tied(own, one.cell.figure.amount) for one in beside]
        apart = bool(beside) and not any(tie is not None and tie.holds for tie in ties)
        near = any(is_slip(own, one.cell.figure.amount) for one in beside)
        return apart and not near and own.unit == fact.figure.amount.unit

    def _follows_another(self, speech: Speech, fact: Fact, chosen: Candidate, alike: Fellows) -> bool:
        """Whether amounts of something else stand between the name of a row and a figure of a column.

        Net income of 97 gave earnings of 0.82 a share, a beat of 5%: the beat is that of the earnings.
        """
        across = chosen.line.across(chosen.cell)
        name = self.direct.names.labels.plain(across[-1]) if across else ""
        start = speech.start(fact)
        at = speech.sentence.text.lower().rfind(name, 0, start) if name else -1
        between = (other for other in speech.quantities if 0 <= at < speech.start(other) < start)
        row = chosen.cell.figure.row
        return any(
            other.figure.amount.unit.powers and all(cell.figure.row != row for cell in alike.cells_of(other))
            for other in between
        )

    def _opens(self, speech: Speech, spot: Spot, chosen: Candidate) -> bool:
        """Whether a sentence names nothing else before, in a paragraph that speaks of the table."""
        if (speech.sentence.block, chosen.line.grid.number) not in self.near:
            return False
        return not self.wording.foreign(speech, 0, spot.start, context(chosen))
