"""Figures of the text that are cells of a table, one by one behind a name.

A figure that equals a cell of the named line ties; what the others may be is kept for `claims`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tieout.lexicon import WordList
from tieout.model import Fact, Grid, Report
from tieout.quantity import Tie
from tieout.relate.linking.cells import Candidate, Fit, SentenceText, candidates, follows, like, on_base
from tieout.relate.linking.line import Line
from tieout.relate.linking.link import Linked
from tieout.relate.linking.measured import equated, is_bare, leaves_out_scale, scale_of, tied
from tieout.relate.linking.names import Names, Spot
from tieout.relate.linking.speech import Nature, Speech
from tieout.relate.linking.times import Times
from tieout.relate.prose.lines import tagged
from tieout.relate.prose.match import FALLS, RISES
from tieout.rulebook.book import Schemas
from tieout.slip import distinctive

_TIGHT = 16  # characters between a name and its figure, if no mark stands between
_MARKS = "，,；;。（(、/"
_CHANGES = RISES | FALLS | {WordList.PROSE_CHANGE, WordList.PROSE_YEAR_ON_YEAR} - {WordList.PROSE_COMPOUND}


@dataclass(slots=True)
class Direct:
    """Holds the figures of sentences against the cells of the lines they name."""

    report: Report
    schemas: Schemas
    names: Names
    times: Times
    grids: Mapping[int, Grid]  # by number
    line_of: dict[int, Line] = field(default_factory=dict)  # of the cells that were linked
    bare: set[tuple[int, int]] = field(default_factory=set)  # tables that leave out their scale, and it
    weak: dict[int, list[Candidate]] = field(default_factory=dict)  # equal, but of too few digits to tell
    open: dict[int, tuple[Spot, list[Candidate]]] = field(default_factory=dict)  # what figures may be
    _cells: dict[tuple[int, bool, int], tuple[list[Fact], list[Fact]]] = field(default_factory=dict)
    _changes: dict[str, bool] = field(default_factory=dict)

    def links(
        self, speech: Speech, spots: Sequence[Spot], said: SentenceText, known: frozenset[int]
    ) -> Iterator[Linked]:
        """The links of the figures of a sentence that names lines, but for those known."""
        levels: list[Fact] = []  # cells of the sentence so far
        for fact in speech.quantities:
            if fact.id in known or speech.nature(fact) is Nature.COMPOUND:
                continue
            if fact.figure.amount.upper is not None:
                continue  # a range is no cell
            found = self._one(speech, spots, fact, said, levels)
            if found is not None:
                levels += found.cells
                yield found

    def cells(self, line: Line, nature: Nature = Nature.LEVEL) -> list[Fact]:
        """The cells of a line that are changes, or those that are none."""
        if line.key not in self._cells:
            levels: list[Fact] = []
            changes: list[Fact] = []
            for cell in line.cells():
                (changes if self.is_change(line, cell) else levels).append(cell)
            self._cells[line.key] = levels, changes
        return self._cells[line.key][nature is Nature.CHANGE]

    def measured(self, fact: Fact, line: Line, nature: Nature) -> list[Fact]:
        """The same, but no multiples or rates for an amount of money."""
        cells = self.cells(line, nature)
        return [cell for cell in cells if not (fact.figure.amount.unit.powers and self.is_measureless(cell))]

    def is_measureless(self, cell: Fact) -> bool:
        """Whether a cell is a multiple or a rate by its name: no amount is it, however it is printed."""
        concept = self.schemas.concepts.get(cell.concept or "")
        return concept is not None and concept.powers == ()

    def is_change(self, line: Line, cell: Fact) -> bool:
        """Whether a cell stands in a column of changes, or in a row of growth rates."""
        if line.key in self.names.growing:
            return True
        label = " ".join(line.across(cell))
        if label not in self._changes:
            tags = self.schemas.lexicon.tags(label, *tagged(self.schemas))
            self._changes[label] = any(tag.name in _CHANGES for tag in tags)
        return self._changes[label]

    def linked(
        self, fact: Fact, candidate: Candidate, tie: Tie, *, sure: bool = True, closed: bool = False
    ) -> Linked:
        """A figure and its cell; the line is remembered for the figures beside it, and the scale left out."""
        cell, table = candidate.cell, candidate.line.grid.number
        self.line_of[cell.id] = candidate.line
        bare = self.is_bare(fact, candidate)
        if not bare and tie.holds and leaves_out_scale(fact.figure.amount, cell.figure.amount):
            self.bare.add((table, scale_of(fact.figure.amount)))
        return Linked(equated(fact, cell, bare=bare), tie, table, closed, sure)

    def is_bare(self, fact: Fact, candidate: Candidate) -> bool:
        """Whether other figures show that the table of a cell leaves out the scale that a figure has."""
        scale = scale_of(fact.figure.amount)
        known = (candidate.line.grid.number, scale) in self.bare
        return known and is_bare(fact.figure.amount, candidate.cell.figure.amount)

    # --- one figure ---

    def _one(
        self,
        speech: Speech,
        spots: Sequence[Spot],
        fact: Fact,
        said: SentenceText,
        levels: Sequence[Fact],
    ) -> Linked | None:
        spot = spot_of(speech, spots, fact)
        if spot is None:
            return None
        nature, row = speech.nature(fact), _row_before(spots, spot)
        base = speech.base_of_change(fact) if nature is Nature.CHANGE else ""
        words = self.schemas.lexicon
        period = self.times.period(speech, fact)
        found = [
            candidate
            for line in self.names.near(spot.name, speech.sentence.block)
            for candidate in candidates(
                fact, period, line, on_base(self.cells(line, nature), line, base, words), said, row
            )
        ]
        if nature is Nature.CHANGE and levels:
            found = self._behind(fact, levels[-1], base) or [
                one for one in found if not _grows_another(one, levels[-1])
            ]
        self.open[fact.id] = spot, found
        quantity = fact.figure.amount
        for candidate in sorted(found, key=lambda candidate: -candidate.fit):
            tie = tied(quantity, candidate.cell.figure.amount)
            if tie is None or not tie.holds:
                continue
            if candidate.fit >= Fit.IMPLIED or distinctive(quantity):
                return self.linked(fact, candidate, tie)
            self.weak.setdefault(fact.id, []).append(candidate)
        return None

    def _behind(self, change: Fact, level: Fact, base: str) -> list[Candidate]:
        """The one change on the base that is said behind the cell that a sentence has just told."""
        line = self.line_of.get(level.id)
        if line is None:
            return []
        row = Line(line.grid, level.figure.row or 1, is_row=True)
        changes = on_base(self.cells(row, Nature.CHANGE), row, base, self.schemas.lexicon)
        own = [cell for cell in changes if like(change.figure.amount, cell) and follows(level, cell, row)]
        return [Candidate(own[0], row, Fit.NAMED)] if len(own) == 1 else []


def _grows_another(change: Candidate, level: Fact) -> bool:
    """Whether a change of a column stands above the cell of it just told: there it is of another row."""
    own, other = change.cell.figure, level.figure
    beside = (own.block, own.col) == (other.block, other.col) and not change.line.is_row
    return beside and (own.row or 0) < (other.row or 0)


def spot_of(speech: Speech, spots: Sequence[Spot], fact: Fact) -> Spot | None:
    """The name a figure stands behind; none if another figure of its dimension stands between."""
    start = speech.start(fact)
    before = [spot for spot in spots if spot.end <= start]
    following = next((spot for spot in spots if spot.start > start), None)
    tight = bool(before) and is_tight(speech, before[-1], fact)
    if following is not None and not tight and _behind(speech, following, fact):
        return following
    if not before:
        return None
    spot = before[-1]
    unit = fact.figure.amount.unit
    between = [
        other
        for other in speech.quantities
        if spot.end <= speech.start(other) < start and other.figure.amount.unit.same_dimension(unit)
    ]
    chain = pairwise([*between, fact])
    return spot if all(_joined(speech, first, second) for first, second in chain) else None


def _row_before(spots: Sequence[Spot], spot: Spot) -> str:
    """The name right before another one: the row before its column."""
    return next((other.name for other in spots if other.end == spot.start), "")


def _behind(speech: Speech, spot: Spot, fact: Fact) -> bool:
    """Whether a name follows its figure: $13.3 billion in cash."""
    between = speech.sentence.text[fact.figure.end - speech.sentence.start : spot.start].strip().lower()
    if not between:  # 4,402 labelled clips
        return not fact.figure.amount.unit.powers
    return between in speech.leads_to_name


def _joined(speech: Speech, first: Fact, fact: Fact) -> bool:
    """Whether a name before a figure is that of the next too: one of a chain, compared, or a step to it."""
    compared = "compared from" in fact.scope or speech.compared(fact)
    return compared or speech.chained(first, fact) or speech.leads_on(first, fact)


def is_tight(speech: Speech, spot: Spot, fact: Fact) -> bool:
    """Whether a figure stands right behind a name."""
    between = speech.sentence.text[spot.end : max(speech.start(fact), spot.end)]
    return len(between) <= _TIGHT and not any(mark in between for mark in _MARKS)
