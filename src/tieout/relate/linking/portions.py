"""Shares of rows that a sentence names in a whole that it names, or in the total of their table."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tieout.equation import Quotient, added
from tieout.lexicon import Phrase, WordList
from tieout.model import Fact
from tieout.model.lines import Role
from tieout.relate.linking.arithmetic import Given, term_of
from tieout.relate.linking.bases import Bases
from tieout.relate.linking.belief import Told, Way, weighed
from tieout.relate.linking.line import Line
from tieout.relate.linking.link import Linked
from tieout.relate.linking.names import Spot
from tieout.relate.linking.speech import Speech
from tieout.relate.linking.subjects import Subject, Subjects
from tieout.relate.prose.letter import kind

_OF = Phrase(r"\s*(?:{as_share_of}|{of_them_all})\s+(?:{determiner}\s)?")
_SAID = Phrase(r"\s*{as_share_of}\s+{whole_said}(?=\s*(?:[,.;:)(]|$|\s{ends_whole}\b))")
_VERB = Phrase(r"(?:{share_verb}|{level_at})\s*(?:{level_about}\s*)?$")
_OPENED = re.compile(r"^[^,;:.(]{0,16}[(（]$")
_LEADS = 24  # letters between a share and the name of its whole
_CLAUSE = re.compile(r"[,，;；。:：(（)）]|\.\s|\.?$")


@dataclass(frozen=True, slots=True)
class Portions:
    """Holds the shares of sentences against the cells of the rows they are of."""

    subjects: Subjects
    bases: Bases

    def told(
        self,
        speech: Speech,
        spots: Sequence[Spot],
        fact: Fact,
        origin: Fact,
        links: Mapping[int, Linked],
        steps: Collection[int],
    ) -> Told | None:
        """What cells of a row and of its whole give for a share; `origin` is the first that is said of it."""
        ways: list[Way] = []
        for subject in self.subjects.find(speech, spots, origin, links, steps):
            if subject.now is not None and origin is not fact:
                subject = replace(subject, now=None)
            parts = [subject.line, *self._joined(speech, spots, origin, subject)]
            for whole, named in self._wholes(speech, spots, origin, subject.line):
                if all(whole.key != part.key for part in parts):
                    ways += self._ways(speech, fact, subject, parts, whole, named)
        return weighed(fact, ways, dated=self.bases.are_told(speech, fact))

    def _wholes(
        self, speech: Speech, spots: Sequence[Spot], fact: Fact, part: Line
    ) -> Iterator[tuple[Line, bool]]:
        """The rows that a share may be of, and whether words say so."""
        end, text = fact.figure.end - speech.sentence.start, speech.sentence.text
        if is_bracketed(speech, fact):
            yield from ((line, False) for line in _totals(part))
            return
        leads = speech.lexicon.pattern(_OF).match(text.lower(), end)
        if leads is None:
            yield from ((line, False) for line in _totals(part))
            return
        if speech.lexicon.pattern(_SAID).match(text.lower(), end):
            totals = list(_totals(part))
            yield from ((line, len(totals) == 1) for line in totals)
            return
        mark = _CLAUSE.search(text, leads.end())
        stop = len(text) if mark is None else mark.start()
        spot = next(
            (spot for spot in spots if leads.end() <= spot.start < min(stop, leads.end() + _LEADS)), None
        )
        if spot is None:
            yield from ((line, False) for line in _totals(part))
            return
        wording = self.subjects.wording
        clean = not wording.foreign(speech, leads.end(), spot.start, "") and not spot.narrowing
        seen = set()
        for line in self.subjects.direct.names.near(spot.name, speech.sentence.block):
            if line.is_row and line.key != part.key and line.key not in seen:
                seen.add(line.key)
                yield line, clean and not spot.runs_on

    def _joined(self, speech: Speech, spots: Sequence[Spot], fact: Fact, subject: Subject) -> Iterator[Line]:
        """The other rows of the table that are named together with that before a share: coal and iron ore."""
        before = [spot for spot in spots if spot.end <= speech.start(fact)]
        names, text = self.subjects.direct.names, speech.sentence.text.lower()
        for left, right in zip(before[-2::-1], before[:0:-1], strict=True):
            if subject.now is not None or not names.joins(text[left.end : right.start]):
                return
            near = names.near(left.name, speech.sentence.block)
            yield from [line for line in near if line.is_row and line.grid is subject.line.grid][:1]

    def _ways(
        self, speech: Speech, fact: Fact, subject: Subject, parts: Sequence[Line], whole: Line, named: bool
    ) -> Iterator[Way]:
        levels = [
            cell for cell in self.subjects.direct.cells(subject.line) if kind(cell.figure.amount) == "A"
        ]
        nows = self.bases.at(speech, fact, levels) if subject.now is None else [subject.now]
        for part in nows:
            found = (line.grid.facts.get((line.number, part.figure.col or 0)) for line in parts)
            cells = [cell for cell in found if cell is not None and cell.figure.quantity is not None]
            for other in self.subjects.direct.cells(whole):
                if len(cells) < len(parts) or not together(subject.line, part, whole, other):
                    continue
                below = term_of(other)
                if below.interval.holds_zero():
                    continue
                above = term_of(part) if len(cells) == 1 else added([term_of(cell) for cell in cells])
                equation = Given(Quotient(above, below)).equation(fact)
                tie = equation.tie()
                if tie is not None:
                    link = Linked(equation, tie, subject.line.grid.number, sure=False)
                    yield Way(link, subject.whole and named)


def is_share(speech: Speech, fact: Fact) -> bool:
    """Whether a percentage is said to be a share of what is named behind it."""
    if kind(fact.figure.amount) != "P" or fact.figure.text[0] in "+-−":
        return False
    end = fact.figure.end - speech.sentence.start
    if is_bracketed(speech, fact):
        return True
    if speech.led_by(fact, WordList.PROSE_SHARE) and _CLAUSE.match(speech.sentence.text, end):
        return True
    if speech.lexicon.pattern(_OF).match(speech.sentence.text.lower(), end) is None:
        return False
    said = speech.led_by(fact, WordList.PROSE_SHARE)
    before = speech.sentence.before(fact).lower()
    return (
        said
        or before.rstrip().endswith((",", "("))
        or speech.lexicon.pattern(_VERB).search(before) is not None
    )


def is_bracketed(speech: Speech, fact: Fact) -> bool:
    """Whether a figure stands alone in a bracket behind an amount: 508.7 thousand (21.6%)."""
    at = speech.quantities.index(fact)
    if not at or kind(speech.quantities[at - 1].figure.amount) != "A":
        return False
    between = speech.sentence.between(speech.quantities[at - 1], fact)
    return _OPENED.search(between) is not None and speech.sentence.after(fact, 1) == ")"


def _totals(part: Line) -> Iterator[Line]:
    """The rows of a table that are called a total, but for the part itself."""
    lines = part.grid.lines
    for number, row in enumerate(lines.rows if lines is not None else (), 1):
        if row.role is Role.TOTAL and number != part.number:
            yield Line(part.grid, number, is_row=True)


def together(line: Line, part: Fact, whole: Line, other: Fact) -> bool:
    """Whether two cells stand in one column, or are of one time in two tables, and are alike."""
    if kind(other.figure.amount) != "A" or not part.figure.amount.unit.same_dimension(
        other.figure.amount.unit
    ):
        return False
    if line.grid is whole.grid:
        return part.figure.col == other.figure.col
    return part.period is not None and part.period == other.period
