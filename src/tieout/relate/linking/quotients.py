"""Ratios that a sentence names, reckoned from the rows that they are of: a cost-to-income ratio, a margin.

What a ratio is made of, the named equations say (`schemas/equations.yaml`): the rows of one table that are
called by the words of its terms. A margin is that of the row that its own name begins with, or of the row
before it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tieout.lexicon import WordList
from tieout.model import Fact
from tieout.relate.linking.arithmetic import Given, over
from tieout.relate.linking.bases import Bases
from tieout.relate.linking.belief import Told, Way, weighed
from tieout.relate.linking.line import Line
from tieout.relate.linking.link import Linked
from tieout.relate.linking.names import Spot
from tieout.relate.linking.portions import together
from tieout.relate.linking.speech import Speech
from tieout.relate.linking.subjects import Subjects
from tieout.relate.prose.letter import kind
from tieout.rulebook.book import Schemas
from tieout.rulebook.statements import EquationForm

_NEAR = 40  # letters between the name of a ratio and its figure
_Pair = tuple[Line, Line]


@dataclass(frozen=True, slots=True)
class Quotients:
    """Holds the ratios of sentences against the rows that they are made of."""

    subjects: Subjects
    bases: Bases
    made: Sequence[tuple[frozenset[str], frozenset[str], frozenset[str]]]  # words of a ratio and its terms
    margin: frozenset[str]
    revenue: frozenset[str]

    @staticmethod
    def of(subjects: Subjects, bases: Bases, schemas: Schemas) -> Quotients:
        """Read the named quotients once; a margin is of what its name says."""

        def words(lists: Sequence[str]) -> frozenset[str]:
            return frozenset(
                w.lower() for name in lists if name in schemas.words for w in schemas.words[name].words
            )

        margins = words((WordList.MARGIN_WORD,))
        made = [
            (words(one.called) - margins, words(one.terms[0]), words(one.terms[1]))
            for one in schemas.equations
            if one.form is EquationForm.QUOTIENT and WordList.MARGIN_WORD not in one.called
        ]
        return Quotients(
            subjects, bases, made, words((WordList.MARGIN_SAID,)), words((WordList.REVENUE_ROW,))
        )

    def told(
        self, speech: Speech, spots: Sequence[Spot], fact: Fact, origin: Fact,
        links: Mapping[int, Linked], steps: Collection[int],
    ) -> Told | None:  # fmt: skip
        """What the rows of a ratio give for a figure; `origin` is the first that is said of it."""
        ways: list[Way] = []
        for above, below, whole in self._rows(speech, spots, origin, links, steps):
            levels = [cell for cell in self.subjects.direct.cells(above) if kind(cell.figure.amount) == "A"]
            for cell in self.bases.at(speech, fact, levels):
                for other in self.subjects.direct.cells(below):
                    side = over(cell, other) if together(above, cell, below, other) else None
                    equation = None if side is None else Given(side).equation(fact)
                    tie = None if equation is None else equation.tie()
                    if equation is not None and tie is not None:
                        ways.append(Way(Linked(equation, tie, above.grid.number, sure=False), whole))
        named = self._name(speech, origin)
        plain = named is not None and named[0] in self.margin
        return weighed(
            fact,
            ways,
            dated=self.bases.are_told(speech, fact),
            ratio="" if plain else named[0] if named else "",
        )

    def is_named(self, speech: Speech, fact: Fact) -> bool:
        """Whether the name of a ratio leads to a figure."""
        return kind(fact.figure.amount) in "PX" and bool(self._name(speech, fact))

    def _name(self, speech: Speech, fact: Fact) -> tuple[str, int] | None:
        """The last name of a ratio before a figure, with nothing else between, and where it begins."""
        text, start = speech.sentence.text.lower(), speech.start(fact)
        opens = max(start - 2 * _NEAR, 0)
        found: list[tuple[int, int, str]] = []
        for called in (*(one[0] for one in self.made), self.margin):
            for word in called:
                at = text.rfind(word, opens, start)
                if at >= 0 and not text[at - 1 : at].isalpha() and not text[at + len(word)].isalpha():
                    found.append((at + len(word), at, word))
        for end, at, word in sorted(found, reverse=True)[:1]:
            if start - end <= _NEAR and not self.subjects.between(speech, end, start, ""):
                others = [one for one in speech.quantities if end <= speech.start(one) < start]
                return None if others else (word, at)
        return None

    def _rows(
        self,
        speech: Speech,
        spots: Sequence[Spot],
        fact: Fact,
        links: Mapping[int, Linked],
        steps: Collection[int],
    ) -> Iterator[tuple[Line, Line, bool]]:
        named = self._name(speech, fact)
        if named is None:
            return
        word, at = named
        if word in self.margin:
            yield from self._of_margin(speech, spots, fact, at, links, steps)
            return
        for called, above, below in self.made:
            if word in called:
                yield from ((*pair, True) for pair in self._pairs(above, below))

    def _of_margin(
        self, speech: Speech, spots: Sequence[Spot], fact: Fact, at: int, links: Mapping[int, Linked],
        steps: Collection[int],
    ) -> Iterator[tuple[Line, Line, bool]]:  # fmt: skip
        before = speech.sentence.text[:at].lower().split()
        first = before[-1] if before else ""
        gains = speech.lexicon.words(WordList.GAIN_WORD)
        named = frozenset((first, *(f"{first} {gain}" for gain in gains)))
        if not named.isdisjoint(self.subjects.direct.names.lines):
            yield from ((*pair, True) for pair in self._pairs(named, self.revenue))
        elif first in (*speech.lexicon.words(WordList.DETERMINER), *speech.lexicon.words(WordList.ARTICLE)):
            for subject in self.subjects.find(speech, spots, fact, links, steps):
                for row in self._called(self.revenue, subject.line):
                    yield subject.line, row, subject.whole

    def _pairs(self, above: frozenset[str], below: frozenset[str]) -> Iterator[_Pair]:
        """The rows of one table of which one alone is called by the words of each term."""
        lines = self.subjects.direct.names.lines
        for name in above:
            for line in lines.get(name, ()):
                if line.is_row and len(list(self._called(above, line))) == 1:
                    yield from ((line, row) for row in self._called(below, line))

    def _called(self, words: frozenset[str], beside: Line) -> Iterator[Line]:
        """The row of a table that is called by one of some words, if it is one alone."""
        grid, labels = beside.grid, self.subjects.direct.names.labels
        rows = [
            number
            for number, path in enumerate(grid.row_labels, 1)
            if number > grid.header_rows and path and labels.plain(path[-1]) in words
        ]
        yield from (Line(grid, row, is_row=True) for row in rows[:1] if len(rows) == 1)
