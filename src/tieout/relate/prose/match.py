"""A form of a statement with its slots filled, and how its words stand beside its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from tieout.lexicon import WordList
from tieout.model import Fact
from tieout.relate.prose.line import Line, Mark
from tieout.rulebook.statements import PAUSE, Statement

_BEHIND = 4  # letters between a pause and a word of the form: further off it is told of something else
_TIGHT = 24  # letters of words between all places of a form
_DATES = "DZ"
_MEASURES = frozenset({  # a multiple right before one of these is of it: 1.2 times EBITDA
    "measure_word", "revenue_word", WordList.PROFIT_WORD, "ebitda_word", "ebit_word", "equity_word",
    "assets_word", "interest_word", "net_debt_word", "orders_word", "billings_word",
})  # fmt: skip
RISES = frozenset({WordList.PROSE_RISE, WordList.PROSE_RATE_OF_RISE, WordList.PROSE_COMPOUND, "newly_added"})
FOLDS = frozenset({
    WordList.DOUBLES, WordList.TRIPLES, WordList.QUADRUPLES, WordList.TENFOLD, WordList.HALVES,
})  # fmt: skip
FALLS = frozenset({WordList.PROSE_FALL, WordList.PROSE_RATE_OF_FALL})


@dataclass(frozen=True, slots=True)
class Match:
    """A form with its slots filled: the figures of each, and the words that stood for its tags."""

    statement: Statement
    slots: Mapping[str, tuple[Fact, ...]]
    words: tuple[Mark, ...]
    loose: int  # letters between its places: the fewer, the likelier
    line: Line = field(repr=False)

    def one(self, slot: str) -> Fact:
        """The figure of a slot.

        Raises:
            KeyError: the form has no such slot, or it was left out.
        """
        return self.slots[slot][0]

    def get(self, slot: str) -> Fact | None:
        """The figure of a slot, if there is one."""
        facts = self.slots.get(slot)
        return facts[0] if facts else None

    def said(self, *names: str) -> bool:
        """Whether a word of one of these lists stands for a tag."""
        return any(mark.names.intersection(names) for mark in self.words)

    def of_another(self, ratio: Fact) -> bool:
        """Whether words behind a ratio say what it is of, not the form's: 19% of the company, 3x sales."""
        marks = self.line.marks
        place = self.line.place(ratio)
        own, behind = marks[place], marks[place + 1] if place + 1 < len(marks) else None
        if behind is None or behind in self.words:
            return False
        between = self.line.words(own.end, behind.start)
        if own.letter == "X":
            return between > 0 or bool(behind.names & _MEASURES)
        return WordList.OF_WORD in behind.names and between == 0

    def beside(self, fact: Fact) -> tuple[list[Mark], list[Mark]]:
        """The words for tags between a figure and the figures of other slots before and behind it."""
        own = self.line.marks[self.line.place(fact)]
        opens = max((mark.end for mark in self.figures if mark.end <= own.start), default=0)
        ends = min(
            (mark.start for mark in self.figures if mark.start >= own.end), default=len(self.line.text)
        )
        before = [mark for mark in self.words if opens <= mark.start < own.start]
        return before, [mark for mark in self.words if own.end <= mark.start < ends]

    @property
    def direction(self) -> int:
        """1 where the last word of change rises, -1 where it falls, 0 where they do not say."""
        for mark in reversed(self.words):
            if mark.names & RISES:
                return 1
            if mark.names & FALLS:
                return -1
        return 0

    @property
    def figures(self) -> tuple[Mark, ...]:
        """Where its figures stand."""
        own = self.facts
        return tuple(mark for mark in self.line.marks if mark.fact is not None and mark.fact.id in own)

    @property
    def straight(self) -> bool:
        """Whether behind each of its pauses the form goes on at once, and nothing else is named there."""
        taken = sorted((*self.figures, *self.words), key=lambda mark: mark.start)
        paused = (pair for pair in pairwise(taken) if PAUSE in pair[0].names)
        return all(self.line.naming(one.end, other.start) <= _BEHIND for one, other in paused)

    @property
    def tight(self) -> bool:
        """Whether its words bind the figures so closely that little else can be meant."""
        return self.loose <= _TIGHT

    @property
    def amounts(self) -> tuple[Fact, ...]:
        """All figures of the line that are no dates."""
        marks = self.line.marks
        return tuple(mark.fact for mark in marks if mark.fact is not None and mark.letter not in _DATES)

    @property
    def facts(self) -> frozenset[int]:
        """The ids of its figures."""
        return frozenset(fact.id for facts in self.slots.values() for fact in facts)
