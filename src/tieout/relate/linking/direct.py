"""Figures of the text that are cells of a table: one by one behind a name, or a list along a line.

A figure that equals a cell of the named line ties; what the others may be is kept for `claims`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tieout.lexicon import WordList
from tieout.model import Dates, Fact, Report
from tieout.quantity import Tie
from tieout.relate.linking.cells import Candidate, Fit, SentenceText, candidates, follows, like, on_base
from tieout.relate.linking.line import Line
from tieout.relate.linking.link import Linked
from tieout.relate.linking.measured import equated, is_bare, scale_of, tied
from tieout.relate.linking.names import Names, Spot
from tieout.relate.linking.speech import Nature, Speech
from tieout.relate.linking.times import Times
from tieout.relate.prose.lines import tagged
from tieout.relate.prose.match import FALLS, RISES
from tieout.relate.sameness import comparable
from tieout.rulebook.book import Schemas
from tieout.slip import distinctive, misprinted, near, significant

_TIGHT = 16  # characters between a name and its figure, if no mark stands between
_MARKS = "，,；;。（(、/"
_CHANGES = RISES | FALLS | {WordList.PROSE_CHANGE, WordList.PROSE_YEAR_ON_YEAR} - {WordList.PROSE_COMPOUND}
_LIST_DIGITS = 4  # of the others
_LONG = 4  # figures of a list of which all others are cells in a row: the last is the cell of its place
_TOLD = 6  # digits of the others
_LIST = 3  # figures of a list that show, but for one, which line it follows


@dataclass(slots=True)
class Direct:
    """Holds the figures of sentences against the cells of the lines they name."""

    report: Report
    schemas: Schemas
    names: Names
    times: Times
    line_of: dict[int, Line] = field(default_factory=dict)  # of the cells that were linked
    bare: set[tuple[int, int]] = field(default_factory=set)  # tables that leave out their scale, and it
    weak: dict[int, list[Candidate]] = field(default_factory=dict)  # equal, but of too few digits to tell
    open: dict[int, tuple[Spot, list[Candidate]]] = field(default_factory=dict)  # what figures may be
    _cells: dict[tuple[int, bool, int], tuple[list[Fact], list[Fact]]] = field(default_factory=dict)
    _changes: dict[str, bool] = field(default_factory=dict)

    def links(
        self, speech: Speech, spots: Sequence[Spot], known: frozenset[int] = frozenset()
    ) -> Iterator[Linked]:
        """The links of the figures of a sentence that names lines, but for those known."""
        listed: set[int] = set(known)
        for run in (run for run in speech.lists() if run[0].id not in known):
            for link in self._along(speech, spots, run):
                listed.add(link.fact.id)
                yield link
        said = SentenceText.of(speech, self.names.labels)
        levels: list[Fact] = []  # cells of the sentence so far
        for fact in speech.quantities:
            if fact.id in listed or speech.nature(fact) is Nature.COMPOUND:
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
        if not bare and tie.holds and is_bare(fact.figure.amount, cell.figure.amount):
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
        spot = _spot_of(speech, spots, fact)
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
            own = [one for one in found if follows(levels[-1], one.cell, one.line)]
            found = [replace(one, fit=Fit.NAMED) for one in own] if len(own) == 1 else found
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

    # --- lists ---

    def _along(self, speech: Speech, spots: Sequence[Spot], run: Sequence[Fact]) -> Iterator[Linked]:
        """A list of figures along a line; one that alone is not the cell of its place has gone wrong."""
        spot = _spot_of(speech, spots, run[0])
        if spot is not None:
            lines = self.names.near(spot.name, speech.sentence.block)
            years = [self.times.period(speech, fact) for fact in run]
            yield from self._follow(run, lines, speech.nature(run[0]), years)

    def lists(self, speech: Speech, linked: Sequence[Linked]) -> Iterator[Linked]:
        """The one figure of a list that is no cell where all others are cells of one row, by whatever words.

        Rows of a table may have cells in common (sales, total sales): the one most figures follow is meant.
        """
        known = {link.fact.id: link for link in linked if link.tie.holds and len(link.cells) == 1}
        grids = {grid.number: grid for grid in self.report.grids}
        for run in speech.lists():
            left = [fact for fact in run if fact.id not in known]
            if len(run) < _LIST or len(left) != 1:
                continue
            others = [known[fact.id] for fact in run if fact.id in known]
            if len({(link.table, link.cells[0].figure.row) for link in others}) == 1:
                grid = grids[others[0].table]
                lines = (Line(grid, row, is_row=True) for row in sorted({row for row, _ in grid.facts}))
                yield from (link for link in self._follow(run, lines) if link.fact is left[0])

    def _follow(
        self,
        run: Sequence[Fact],
        lines: Iterable[Line],
        nature: Nature = Nature.LEVEL,
        years: Sequence[Dates | None] = (),
    ) -> Iterator[Linked]:
        """The figures of a list along the line that most of them are cells of; `years` are theirs."""
        best: list[tuple[Fact, Fact, Tie]] = []
        chosen: Line | None = None
        for line in lines:
            for cells in _sequences(self.cells(line, nature), run):
                ties = [
                    tied(fact.figure.amount, cell.figure.amount)
                    for fact, cell in zip(run, cells, strict=True)
                ]
                pairs = [(f, c, t) for f, c, t in zip(run, cells, ties, strict=True) if t is not None]
                if len(pairs) == len(run) and _holds(pairs) > _holds(best):
                    best, chosen = pairs, line
        missed = [pair for pair in best if not pair[2].holds]
        if chosen is None or not _follows(best, missed):
            return
        closed = bool(missed) and (
            _is_all(chosen, self.cells(chosen, nature), best) or _of_its_years(best, years)
        )
        for fact, cell, tie in best:
            candidate = Candidate(cell, chosen, Fit.NAMED)
            if (
                tie.holds
                or closed
                or misprinted(fact.figure.amount, cell.figure.amount.value)
                or near(fact.figure.amount, cell.figure.amount)
            ):
                yield self.linked(fact, candidate, tie, closed=closed and not tie.holds)


def _is_all(line: Line, cells: Sequence[Fact], pairs: Sequence[tuple[Fact, Fact, Tie]]) -> bool:
    """Whether a list goes along the whole of a line, or so far that all others are hardly so by chance."""
    alike = [cell for cell in cells if like(pairs[0][0].figure.amount, cell)]
    told = sum(significant(fact.figure.amount) for fact, _, tie in pairs if tie.holds)
    return told >= _TOLD and (len(pairs) >= _LONG or len(pairs) == len(alike))


def _of_its_years(pairs: Sequence[tuple[Fact, Fact, Tie]], years: Sequence[Dates | None]) -> bool:
    """Whether every figure of a list is of another year, which is that of its cell."""
    dated = len(years) == len(pairs) == len(set(years)) and None not in years
    return dated and all(year == cell.period for year, (_, cell, _) in zip(years, pairs, strict=True))


def _follows(pairs: Sequence[tuple[Fact, Fact, Tie]], missed: Sequence[tuple[Fact, Fact, Tie]]) -> bool:
    """Whether a list runs along a line: all of it, or all but one of three or more."""
    if not missed:
        return any(distinctive(fact.figure.amount) for fact, _, _ in pairs)
    others = {fact.figure.amount.value: fact.figure.amount for fact, _, tie in pairs if tie.holds}
    digits = sum(map(significant, others.values()))
    return len(missed) == 1 and len(others) >= _LIST - 1 and digits >= _LIST_DIGITS


def _holds(pairs: Sequence[tuple[Fact, Fact, Tie]]) -> int:
    return sum(tie.holds for _, _, tie in pairs)


def _sequences(cells: Sequence[Fact], run: Sequence[Fact]) -> Iterator[Sequence[Fact]]:
    """Neighbouring cells of the list's dimension, as many as it has figures, in either direction."""
    first = run[0].figure.amount
    alike = [c for c in cells if c.figure.quantity is not None and comparable(first, c.figure.quantity)]
    for start in range(len(alike) - len(run) + 1):
        window = alike[start : start + len(run)]
        yield window
        yield window[::-1]


def _spot_of(speech: Speech, spots: Sequence[Spot], fact: Fact) -> Spot | None:
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
