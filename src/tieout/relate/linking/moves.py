"""Changes of rows that a sentence names, reckoned from their cells: lending grew 0.9% in the quarter.

The row is the one named before the figure, or that of the level which stands beside it (`subjects`); the
cells it runs between are those of the times that the words say (`bases`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tieout.equation import Equation, grown, less
from tieout.lexicon import Phrase
from tieout.model import Fact
from tieout.quantity import power_of_ten
from tieout.relate.linking.arithmetic import Given, term_of
from tieout.relate.linking.bases import Bases, is_base, says_base, step_of
from tieout.relate.linking.belief import Told, Way, weighed
from tieout.relate.linking.cells import is_compared_with, like
from tieout.relate.linking.line import Line, has_han
from tieout.relate.linking.link import Linked
from tieout.relate.linking.measured import scale_of, tied
from tieout.relate.linking.names import Spot
from tieout.relate.linking.speech import Nature, Speech
from tieout.relate.linking.subjects import Subject, Subjects
from tieout.relate.prose.letter import kind
from tieout.relate.prose.match import FALLS, RISES
from tieout.relate.sameness import comparable

_SORTS = {("P", "A"), ("A", "A"), ("O", "P")}
_MORE = Phrase(
    r"\s*(?:[\w-]+\s){0,2}?(?:{apart_from}|{differs_upwards})(?=\s*(?:[,.;:()]|$)|\s(?:{compared_from}|{level_at}"
    r"|{time_behind}|{and_word}|{prose_against}|{over_a_year}|{prose_year_ago}|{prose_base_period}"
    r"|{over_a_quarter})(?:\s|$))"
)
_ON_YEAR = Phrase(r"\s?(?:{prose_year_on_year}|{prose_in_sequence}|{over_a_year})")
_BESIDE = Phrase(r"{beside_another}")
_FORECAST = Phrase(r"{expectation}")
_CLAUSE = re.compile(r"[;；。]|\.\s")
_OF = Phrase(r"\s*{level_at}\s*")
_REACHED = Phrase(r"{level_reached}\s*(?:{level_about}\s*)?$")
_YEARLY = Phrase(r"\s?(?!{prose_base_period}|{prose_year_ago}|{over_a_year}){prose_yearly}")
_VERB = Phrase(r"{move_verb}\s*(?:{level_about}\s*)?$")
_AGAIN = Phrase(r"[^,;.(]{0,30}(?:,?\s{or_again}\s|\s?[(（])")
_GOES_ON = Phrase(
    r"[^;()]{0,60}\s(?:{and_word}|{and_other})\s"
    r"(?:[\w&' -]{2,40}\s)?(?:{prose_filler}\s)?(?:{level_about}\s)?"
)


@dataclass(frozen=True, slots=True)
class Moves:
    """Holds the changes of sentences against the cells of the rows they are of."""

    subjects: Subjects
    bases: Bases

    def told(
        self,
        speech: Speech,
        spots: Sequence[Spot],
        fact: Fact,
        links: Mapping[int, Linked],
        steps: Collection[int],
    ) -> Told | None:
        """What the cells of its row give for a figure that is a change."""
        found = self.subjects.find(speech, spots, fact, links, steps)
        ways = [way for subject in found for way in self._ways(speech, fact, subject)]
        if not any(way.link.tie.holds for way in ways) and any(_is_cell(fact, one.line) for one in found):
            return None  # a rate that the table prints of the row
        return weighed(fact, ways, dated=self.bases.are_told(speech, fact))

    def _ways(self, speech: Speech, fact: Fact, subject: Subject) -> Iterator[Way]:
        levels = [cell for cell in self.subjects.direct.cells(subject.line) if _goes(fact, cell)]
        beside = subject.now if subject.now and self.bases.goes(speech, fact, subject.now) else None
        nows = self.bases.ends(speech, fact, levels) if beside is None else [beside]
        ordered = not has_han(speech.sentence.text) or self.bases.are_told(speech, fact)
        for now in nows:
            starts, said = self.bases.starts(speech, fact, now, levels)
            for base in starts:
                equation = _equation(fact, base, now)
                tie = None if equation is None else equation.tie()
                if (
                    equation is not None
                    and tie is not None
                    and (tie.holds or not _runs_against(speech, fact, base, now))
                ):
                    link = Linked(equation, tie, subject.line.grid.number, sure=False)
                    yield Way(link, subject.whole and said and ordered, step_of(base, now))


def _runs_against(speech: Speech, fact: Fact, base: Fact, now: Fact) -> bool:
    """Whether words of change before an amount run the other way than its row."""
    said = [mark.names for mark in speech.lead(fact) if mark.names & (RISES | FALLS)]
    if not said or kind(fact.figure.amount) != "A":
        return False
    rises = now.figure.amount.value > base.figure.amount.value
    return not said[-1] & RISES if rises else not said[-1] & FALLS


def is_change(speech: Speech, spots: Sequence[Spot], fact: Fact) -> bool:
    """Whether a figure is said to be a change, stands beside `more` or `higher`, or goes on from one."""
    if _is_none(speech, spots, fact) or speech.revised(fact):
        return False
    sort = kind(fact.figure.amount)
    if speech.nature(fact) is Nature.CHANGE and (sort == "O" or _moves(speech, spots, fact)):
        return True
    before, after = speech.sentence.before(fact).lower(), speech.sentence.after(fact)
    if sort == "P" and speech.lexicon.pattern(_ON_YEAR).match(after):
        return True
    if speech.lexicon.pattern(_VERB).search(before):
        return True
    more = speech.lexicon.pattern(_MORE).match(after)
    if more is not None:
        return speech.lexicon.pattern(_BESIDE).search(more.group()) is None or says_base(speech, fact)
    return _goes_on(speech, spots, fact)


def _is_none(speech: Speech, spots: Sequence[Spot], fact: Fact) -> bool:
    """Whether words or its place say that a figure is no change from one cell to the next."""
    if kind(fact.figure.amount) not in "PAO" or is_compared_with(fact) or speech.begins_change(fact):
        return True
    if _is_listed(speech, fact) or _is_level_of(speech, spots, fact):
        return True
    if speech.nature(fact) in (Nature.SHARE, Nature.COMPOUND) or speech.otherwise(fact):
        return True
    reached = speech.lexicon.pattern(_REACHED).search(speech.sentence.before(fact).lower())
    yearly = speech.lexicon.pattern(_YEARLY).match(speech.sentence.after(fact))
    if reached is not None or yearly is not None:
        return True
    return _is_expected(speech, fact) or _is_between_levels(speech, spots, fact)


def _goes_on(speech: Speech, spots: Sequence[Spot], fact: Fact) -> bool:
    """Whether a figure goes on from a change: 0.9% in the quarter and 4.2% over the year; 0.7m, or 7.7%."""
    earlier = [other for other in speech.quantities if other.id < fact.id]
    if not earlier:
        return False
    between = speech.sentence.between(earlier[-1], fact).lower()
    again = speech.lexicon.pattern(_AGAIN).fullmatch(between) is not None and kind(fact.figure.amount) == "P"
    if again:
        return kind(earlier[-1].figure.amount) == "A" and is_change(speech, spots, earlier[-1])
    alike = [other for other in earlier if kind(other.figure.amount) == kind(fact.figure.amount)]
    goes_on = speech.lexicon.pattern(_GOES_ON).fullmatch(between) is not None
    return goes_on and bool(alike) and is_change(speech, spots, alike[-1])


def _is_expected(speech: Speech, fact: Fact) -> bool:
    """Whether the clause before a figure speaks of a forecast: what was raised is that."""
    before = speech.sentence.text[: speech.start(fact)].lower()
    clause = _CLAUSE.split(before)[-1]
    return speech.lexicon.pattern(_FORECAST).search(clause) is not None


def _is_listed(speech: Speech, fact: Fact) -> bool:
    """Whether a figure is one of a list, whose times or things must be dealt out first."""
    return speech.line.in_row(fact) or any(fact in run for run in speech.lists())


def _is_between_levels(speech: Speech, spots: Sequence[Spot], fact: Fact) -> bool:
    """Whether the sentence tells both levels behind the name of what has changed: from 281 to 298 (+6.0%)."""
    start = speech.start(fact)
    spot = max((spot.end for spot in spots if spot.end <= start), default=0)
    before = [other for other in speech.quantities if spot <= speech.start(other) < start]
    return len(before) > 1 and any(is_base(speech, other) for other in before)


def _is_cell(fact: Fact, line: Line) -> bool:
    """Whether a figure is a cell of a row."""
    alike = (cell for cell in line.cells() if like(fact.figure.amount, cell))
    ties = (tied(fact.figure.amount, cell.figure.amount) for cell in alike)
    return any(tie is not None and tie.holds for tie in ties)


def _is_level_of(speech: Speech, spots: Sequence[Spot], fact: Fact) -> bool:
    """Whether an amount stands right behind the name of a row: higher than revenue of 21,622."""
    spot = next((spot for spot in reversed(spots) if spot.end <= speech.start(fact)), None)
    if spot is None or kind(fact.figure.amount) != "A":
        return False
    between = speech.sentence.text[spot.end : speech.start(fact)].lower()
    return speech.lexicon.pattern(_OF).fullmatch(between) is not None


def _moves(speech: Speech, spots: Sequence[Spot], fact: Fact) -> bool:
    """Whether a sign or a word of change outside of names leads to a figure: growth capex is no growth."""
    if fact.figure.text[0] in "+-−↑↓":
        return True
    marks = [mark for mark in speech.lead(fact) if mark.names & (RISES | FALLS)]
    amount = kind(fact.figure.amount) == "A"
    last = max((spot.end for spot in spots if spot.end <= speech.start(fact)), default=0) if amount else 0
    outside = [m for m in marks if not any(s.start <= m.start and m.end <= s.end for s in spots)]
    return any(mark.start >= last for mark in outside) or not marks


def _goes(fact: Fact, cell: Fact) -> bool:
    """Whether a change of such cells can be the figure."""
    quantity, own = cell.figure.quantity, fact.figure.amount
    if quantity is None or quantity.upper is not None:
        return False
    sorts = kind(own), kind(quantity)
    if sorts != ("A", "A"):
        return sorts in _SORTS
    counted = own.unit.powers == quantity.unit.powers or quantity.unit.counts or not quantity.unit.powers
    return counted and comparable(own, quantity)


def _equation(fact: Fact, base: Fact, now: Fact) -> Equation[Fact] | None:
    """The growth of a cell from another, or their difference; a table may leave its scale unsaid."""
    own, cell = fact.figure.amount, now.figure.amount
    if kind(own) == "P" and kind(cell) == "A":
        if base.figure.amount.value * cell.value <= 0 or term_of(base).interval.holds_zero():
            return None
        return Given(grown(term_of(base), term_of(now))).equation(fact)
    side = less(term_of(now), term_of(base))
    factors = [Fraction(1)]
    if kind(own) == "A" and scale_of(cell) != scale_of(own):
        factors += [1 / power_of_ten(scale_of(own)), power_of_ten(scale_of(cell))]
    found = [Given(side, unit=factor).equation(fact) for factor in factors]
    ties = ((one, one.tie()) for one in found)
    return next((one for one, tie in ties if tie is not None and tie.holds), found[0])
