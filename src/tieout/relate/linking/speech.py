"""How a sentence speaks of its figures: as levels, as changes, as shares, one by one or in a list."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import zip_longest

from tieout.extract.chosen import goes_on, says_difference
from tieout.lexicon import Lexicon, Phrase, WordList, Words
from tieout.model import Fact, Sentence
from tieout.relate.prose.letter import kind
from tieout.relate.prose.line import Line, Mark
from tieout.relate.prose.match import FALLS, FOLDS, RISES
from tieout.rulebook.book import Schemas
from tieout.rulebook.statements import COLON, PAUSE, SIGNS, STOP

_VIEWED = 60  # characters before a rate in which a forecast is said to be revised
_NEAR = 20  # characters between such a word and its figure
_ENUMERATES = "、"
_AT_ONCE = 24  # letters between "to" and a level
_CHANGES = RISES | FALLS | {WordList.PROSE_CHANGE} | FOLDS
_COMPARED = frozenset({
    WordList.PROSE_AGAINST, WordList.PROSE_FROM, WordList.PROSE_RISE, WordList.PROSE_FALL,
})  # fmt: skip
_CHAIN = SIGNS | {
    WordList.PROSE_TO, WordList.PROSE_FILLER, WordList.PROSE_RESPECTIVELY, WordList.PROSE_AGAINST,
    WordList.PROSE_FROM, WordList.AND_WORD,
}  # fmt: skip
BASES = (WordList.PROSE_IN_SEQUENCE, WordList.PROSE_YEAR_ON_YEAR, WordList.PROSE_YEAR_AGO)  # of a change
_LEADS_ON = frozenset({WordList.PROSE_TO, WordList.PROSE_FROM})
_JOINS = 2  # letters of an arrow or a dash
_OF = Phrase(r"\s*{as_share_of}\s")
_POINTS = "O"  # what only changes are told in
_JOINT = Phrase(r"\s*(?:{unit_label}|[%％])?\s*(?:[、，,；;/]\s*{and_word}?|{and_word}|{to_word})\s*")
_MORE = Phrase(r"{differs_upwards}\s*{level_about}?\s*$")
_APART_BEHIND = Phrase(r"\s*{point_word}?\s*{apart_from}")
_REVISED = Phrase(
    r"(?:{revises_view}[^。；;]*{viewed}|{viewed}[^。；;]*{revises_view})(?:(?!{prose_year_on_year})[^。；;])*$"
)
_SUPPOSED_NEAR = 100  # characters before a figure in which it is said not to have been so
_SUPPOSED = Phrase(r"{supposed}[^;；]*$")
_FACTOR = re.compile(r"\s?[×✕╳*]\s?[\d(¥$€£]")
_CLAUSE = re.compile(r"[,，;；。]|\.\s")


class Nature(Enum):
    """What a figure is said to be."""

    LEVEL = "level"
    CHANGE = "change"
    SHARE = "share"
    COMPOUND = "compound"


@dataclass(frozen=True, slots=True)
class Speech:
    """A sentence with its cue words."""

    sentence: Sentence
    line: Line
    gap: Words | None  # words of a difference between two things
    gap_of: Words | None  # words whose amount follows: a gap of 9 points
    points: Words  # words of percentage points
    total: bool  # whether it speaks of a total
    respectively: bool  # whether a list is dealt out in order
    quantities: tuple[Fact, ...]  # the figures that are no dates
    lexicon: Lexicon

    @staticmethod
    def of(line: Line, schemas: Schemas) -> Speech:
        """Read the cue words of a sentence."""
        sentence, said = line.sentence, schemas.words
        return Speech(
            sentence,
            line,
            said.get("prose_gap"),
            said.get(WordList.GAP_OF),
            said[WordList.POINT_WORD],
            said[WordList.SAID_TOTAL].search(sentence.text) is not None,
            said[WordList.PROSE_RESPECTIVELY].search(sentence.text) is not None,
            tuple(fact for fact in sentence.facts if fact.figure.quantity is not None),
            schemas.lexicon,
        )

    @property
    def leads_to_name(self) -> Sequence[str]:
        """What may stand between a figure and the name of its line behind it."""
        return self.lexicon.words(WordList.LEADS_TO_NAME)

    @property
    def is_of_a_part(self) -> bool:
        """Whether a sentence opens with a word for a part of what was told before."""
        first = self.line.marks[0] if self.line.marks else None
        return first is not None and not first.start and WordList.PROSE_OF_WHICH in first.names

    def lead(self, fact: Fact) -> list[Mark]:
        """The words and dates that lead to a figure: since the figure or the pause before it."""
        place = self.line.place(fact)
        if place and PAUSE in self.line.marks[place - 1].names:
            place -= 1  # a bracket that the figure opens
        found: list[Mark] = []
        for mark in reversed(self.line.marks[:place]):
            listed = self.line.text[mark.start] in _ENUMERATES
            ends = STOP in mark.names or (PAUSE in mark.names and COLON not in mark.names and not listed)
            if ends or (mark.letter and mark.letter not in "DZ"):
                break
            found.append(mark)
        return found[::-1]

    def led_by(self, fact: Fact, *names: str) -> bool:
        """Whether a word of one of these lists leads to a figure."""
        return any(not mark.names.isdisjoint(names) for mark in self.lead(fact))

    def revised(self, fact: Fact) -> bool:
        """Whether a figure is by how much a forecast was changed, and no growth of what is foreseen."""
        start = self.start(fact)
        return (
            self.lexicon.pattern(_REVISED).search(self.sentence.text[max(start - _VIEWED, 0) : start])
            is not None
        )

    def compared(self, fact: Fact) -> bool:
        """Whether what leads to a figure begins with a word of comparison or change."""
        lead = self.lead(fact)[:1]
        return bool(lead) and bool(lead[0].names & _COMPARED)

    def start(self, fact: Fact) -> int:
        """Where a figure begins in the sentence."""
        return fact.figure.start - self.sentence.start

    def chained(self, first: Fact, fact: Fact) -> bool:
        """Whether only dates, brackets, `and` or `compared to` stand between two figures."""
        start, end = self.line.mark(first).end, self.line.mark(fact).start
        between = self.line.inside(start, end)
        joined = all(mark.names & _CHAIN or mark.letter in tuple("DZ") for mark in between)
        return joined and self.line.words(start, end) <= _JOINS

    def base_of_change(self, fact: Fact) -> str:
        """The list whose words say which period a change is on: a year before, or the one right before."""
        place = self.line.place(fact)
        ends = (
            at
            for at, mark in enumerate(self.line.marks[place + 1 :], place + 1)
            if mark.letter or not mark.names.isdisjoint({STOP, PAUSE})
        )
        behind = self.line.marks[place + 1 : next(ends, len(self.line.marks))]
        return base_of({name for mark in (*self.lead(fact), *behind) for name in mark.names})

    def leads_on(self, step: Fact, fact: Fact) -> bool:
        """Whether a figure is the step to, or from, the level that follows: up 1.9 points to 84.0%."""
        end = self.line.mark(fact).start
        between = self.line.inside(self.line.mark(step).end, end)
        last = between[-1] if between else None
        if last is None or not last.names & _LEADS_ON or any(STOP in mark.names for mark in between):
            return False
        is_step = self.counts_points(step) or self.nature(step) is Nature.CHANGE
        return is_step and self.line.words(last.end, end) <= _JOINS

    def nature(self, fact: Fact) -> Nature:
        """What a figure is said to be; those of a list are all what the first is."""
        first = next((run[0] for run in self.lists() if fact in run), fact)
        lead = self.lead(first)
        names = frozenset(name for mark in lead for name in mark.names)
        if WordList.PROSE_COMPOUND in names:
            return Nature.COMPOUND
        sort = kind(fact.figure.amount)
        if sort == _POINTS:
            return Nature.CHANGE
        rate = sort == "P"
        if rate and (
            WordList.PROSE_SHARE in names or self.lexicon.pattern(_OF).match(self.sentence.after(fact))
        ):
            return Nature.SHARE
        if fact.figure.text[0] in ("+-−↑↓" if rate else "+↑↓"):
            return Nature.CHANGE
        if self.begins_change(first):
            return Nature.LEVEL
        changes = [place for place, mark in enumerate(lead) if mark.names & _CHANGES]
        if changes and not self._reaches(first, lead[changes[-1] + 1 :]):
            return Nature.CHANGE
        return Nature.LEVEL

    def begins_change(self, fact: Fact) -> bool:
        """Whether a figure is what something rose or fell from: widened from 27.5% to 40.7%."""
        marks, place = self.line.marks, self.line.place(fact)
        own, before = marks[place], marks[place - 1] if place else None
        if (
            before is None
            or WordList.PROSE_FROM not in before.names
            or self.line.words(before.end, own.start)
        ):
            return False
        behind = marks[place + 1 :]
        ends = (
            at
            for at, mark in enumerate(behind)
            if mark.names & {STOP} or (mark.letter and mark.letter not in "DZ")
        )
        return any(WordList.PROSE_TO in mark.names for mark in behind[: next(ends, len(behind))])

    def _reaches(self, fact: Fact, lead: list[Mark]) -> bool:
        """Whether "to" or a colon stands right before a figure."""
        start = self.line.mark(fact).start
        told = [mark for mark in lead if mark.names & {WordList.PROSE_TO, COLON}]
        return any(self.line.naming(mark.end, start) <= _AT_ONCE for mark in told)

    def apart(self, fact: Fact) -> bool:
        """Whether a figure is said to be how far two things are apart, or by how much one outdoes the other.

        Of figures that go on from one another the first says it for all: 3.6 points on one, 14.3 on another.
        """
        if self.gap is not None and self.gap.pattern.search(self.sentence.before(fact)) is not None:
            return True
        chain = [other for other in self.quantities if other.id <= fact.id][::-1]
        for own, earlier in zip_longest(chain, chain[1:]):
            if self._lies_between(own):
                return True
            if earlier is None or not goes_on(self.sentence.between(earlier, own), self.lexicon):
                return False
        return False

    def _lies_between(self, fact: Fact) -> bool:
        """Whether words right beside a figure say that it is a difference."""
        before = self.sentence.before(fact, 2 * _NEAR)
        if self.gap_of is not None and self.gap_of.pattern.search(before[-_NEAR:]) is not None:
            return True
        if says_difference(before, self.lexicon) or self.lexicon.pattern(_MORE).search(before):
            return True
        return self.lexicon.pattern(_APART_BEHIND).match(self.sentence.after(fact)) is not None

    def counts_points(self, fact: Fact) -> bool:
        """Whether a plain number counts points by the word behind it."""
        plain = not fact.figure.amount.unit.powers and fact.figure.amount.unit.factor == 1
        return plain and self.points.pattern.match(self.sentence.after(fact).lstrip()) is not None

    def is_factor(self, fact: Fact) -> bool:
        """Whether a plain number is multiplied with what is written behind it: 6 × 11.8B."""
        amount = fact.figure.amount
        plain = not amount.unit.powers and amount.unit.factor == 1 and amount.numeral.exponent == 0
        return plain and _FACTOR.match(self.sentence.after(fact)) is not None

    def otherwise(self, fact: Fact, label: str = "") -> bool:
        """Whether the words around it say that a figure is measured in another way than its label does."""
        around = self.sentence.before(fact, 30) + " " + _CLAUSE.split(self.sentence.after(fact, 40))[0]
        if self.lexicon.pattern(_SUPPOSED).search(self.sentence.before(fact, _SUPPOSED_NEAR)) is not None:
            return True
        said = self.lexicon.tags(around, WordList.OTHER_MEASURE)
        return any(around[tag.start : tag.end].lower() not in label for tag in said)

    def lists(self) -> list[list[Fact]]:
        """Figures of one sort joined by nothing but commas and `and`."""
        runs: list[list[Fact]] = []
        joint = self.lexicon.pattern(_JOINT)
        for fact in self.quantities:
            last = runs[-1][-1] if runs else None
            if last is not None and _alike(last, fact) and joint.fullmatch(self.sentence.between(last, fact)):
                runs[-1].append(fact)
            else:
                runs.append([fact])
        return [run for run in runs if len(run) > 1]


def base_of(names: Collection[str]) -> str:
    """The one of these lists whose words say which period a change is on; none if none does."""
    said = next((name for name in BASES if name in names), "")
    return said if said == WordList.PROSE_IN_SEQUENCE else said and WordList.PROSE_YEAR_ON_YEAR


def _alike(a: Fact, b: Fact) -> bool:
    first, second = a.figure.amount.unit, b.figure.amount.unit
    return first.same_dimension(second) and kind(a.figure.amount) == kind(b.figure.amount)
