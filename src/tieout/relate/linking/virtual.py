"""Figures of the text that no cell shows and cells of one line or one column give: virtual cells.

Changes, growth and multiples between neighbouring periods of a line, compound growth along it, shares in a
total of the same column, sums and differences of named rows. The line comes from a figure of the same
sentence that is one of its cells (the anchor), or from its name and the period. Quantity alignment with
virtual cells: BriQ (ICDE 2019).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tieout.lexicon import WordList
from tieout.model import Fact, Grid
from tieout.relate.linking.arithmetic import Given, changes, compound, multiples, shares
from tieout.relate.linking.cells import spoken_of, within
from tieout.relate.linking.direct import Direct
from tieout.relate.linking.line import Line
from tieout.relate.linking.link import Linked
from tieout.relate.linking.measured import equated, tied
from tieout.relate.linking.names import Spot
from tieout.relate.linking.rows import of_rows
from tieout.relate.linking.speech import Nature, Speech
from tieout.relate.prose.letter import kind
from tieout.slip import distinctive, misprinted, significant

_TABLES = 4  # nearest ones in which the line of a change is sought
_MANY_DIGITS = 3  # of a sum that is hardly a slip away from that of another column
_FEW = 6  # cells of a line among which the change between two may be sought


@dataclass(frozen=True, slots=True)
class Anchor:
    """A cell that the sentence speaks of, and its line; `sure` if digits or period leave no doubt."""

    cell: Fact
    line: Line
    sure: bool


@dataclass(frozen=True, slots=True)
class Virtual:
    """Holds the figures of sentences that are no cells against what cells give."""

    direct: Direct

    def links(self, speech: Speech, spots: Sequence[Spot], found: Sequence[Linked]) -> Iterator[Linked]:
        """The links of the figures of a sentence that are not linked yet."""
        linked = {link.fact.id: link for link in found}
        for fact in speech.quantities:
            if fact.id in linked or fact.figure.amount.upper is not None:
                continue
            link = self._of_anchors(speech, spots, fact, self._anchors(speech, spots, linked, fact))
            if link is not None:
                linked[fact.id] = link
                yield link
                yield from self._supported(speech, linked, link)
            elif speech.led_by(fact, WordList.PROSE_TOTAL) or speech.apart(fact):
                yield from self._of_rows(speech, spots, fact)

    def _of_anchors(
        self, speech: Speech, spots: Sequence[Spot], fact: Fact, anchors: Sequence[Anchor]
    ) -> Linked | None:
        """What one of the anchors gives for a figure, if it ties; else the miss that the first one shows."""
        missed: Linked | None = None
        told = distinctive(fact.figure.amount)
        for anchor in anchors:
            if not anchor.sure and not told:
                continue
            link = self._cell_of_line(speech, fact, anchor) if anchor.sure else None
            link = link or _decided(
                speech, fact, anchor.line.grid, list(self._given(speech, spots, fact, anchor)), anchor.sure
            )
            if link is not None and link.tie.holds:
                self.direct.line_of.update((cell.id, anchor.line) for cell in link.cells)
                return link
            missed = missed or link
        return missed

    def _supported(self, speech: Speech, linked: dict[int, Linked], link: Linked) -> Iterator[Linked]:
        """Figures of few digits whose cells another figure of the sentence is computed from."""
        cells = {cell.id for cell in link.cells} if link.tie.holds else set()
        for fact in speech.quantities:
            for candidate in self.direct.weak.get(fact.id, ()):
                tie = tied(fact.figure.amount, candidate.cell.figure.amount)
                if fact.id not in linked and candidate.cell.id in cells and tie is not None:
                    linked[fact.id] = self.direct.linked(fact, candidate, tie)
                    yield linked[fact.id]

    # --- the line a figure belongs to ---

    def _anchors(
        self, speech: Speech, spots: Sequence[Spot], linked: dict[int, Linked], fact: Fact
    ) -> list[Anchor]:
        """The cells beside the figure, and the one of its period in the line named last before it."""
        start = speech.start(fact)
        spot = next((spot for spot in reversed(spots) if spot.end <= start), None)
        begin = spot.start if spot is not None else 0
        end = next((other.start for other in spots if other.start > start), len(speech.sentence.text))
        anchors = []
        near = [fact for fact in speech.quantities if begin <= speech.start(fact) < end]
        for other in sorted(near, key=lambda other: abs(speech.start(other) - start)):
            link = linked.get(other.id)
            if link is not None and link.tie.holds and len(link.cells) == 1:
                line = self.direct.line_of.get(link.cells[0].id)
                if line is not None:
                    anchors.append(Anchor(link.cells[0], line, True))
            weak = self.direct.weak.get(other.id, ())
            anchors += [Anchor(candidate.cell, candidate.line, False) for candidate in weak]
        if spot is not None and spot.whole:
            anchors += self._named(speech, spot, fact)
        return anchors

    def _named(self, speech: Speech, spot: Spot, fact: Fact) -> Iterator[Anchor]:
        """The cells of a named line: that of the figure's period for sure, the others perhaps."""
        period = self.direct.times.carried_year(speech, fact) or spoken_of(fact)
        for line in self.direct.names.near(spot.name, speech.sentence.block, _TABLES):
            levels = self.direct.cells(line)
            of_period = [cell for cell in levels if period is not None and cell.period == period]
            if len(of_period) == 1:
                yield Anchor(of_period[0], line, True)
            elif not of_period and len(levels) <= _FEW:
                yield from (Anchor(cell, line, False) for cell in levels)

    def _cell_of_line(self, speech: Speech, fact: Fact, anchor: Anchor) -> Linked | None:
        """Another cell of the line: its column of changes, of shares, or a further level of its period."""
        quantity, nature = fact.figure.amount, speech.nature(fact)
        period = self.direct.times.period(speech, fact)
        for cell in anchor.line.cells():
            other = cell.figure.quantity
            if nature is Nature.LEVEL and not within(fact, period, cell):
                continue
            if other is None or self.direct.is_change(anchor.line, cell) != (nature is Nature.CHANGE):
                continue
            if nature is Nature.LEVEL and not distinctive(quantity):
                continue
            tie = tied(quantity, other)
            if tie is not None and tie.holds and significant(quantity) > 1:
                return Linked(equated(fact, cell), tie, anchor.line.grid.number)
        return None

    def _given(self, speech: Speech, spots: Sequence[Spot], fact: Fact, anchor: Anchor) -> Iterator[Given]:
        """What the cells around the anchor give, by what the figure is said to be."""
        nature, levels = speech.nature(fact), self.direct.cells(anchor.line)
        if kind(fact.figure.amount) == "X":
            yield from multiples(anchor.cell, levels)
        elif nature is Nature.CHANGE and not speech.revised(fact):
            yield from changes(fact, anchor.cell, levels)
        elif nature is Nature.COMPOUND:
            yield from compound(fact, levels)
        elif nature is Nature.SHARE:
            yield from shares(
                anchor.line, anchor.cell, frozenset(spot.name for spot in spots), self.direct.names.labels
            )

    def _of_rows(self, speech: Speech, spots: Sequence[Spot], fact: Fact) -> Iterator[Linked]:
        """A sum or difference of the rows named before a figure."""
        for line, given in of_rows(self.direct, speech, spots, fact):
            only = [one.equation(fact) for one in given if one.only]
            link = _decided(speech, fact, line.grid, given)
            tie = only[0].tie() if len(only) == 1 else None
            if link is None and tie is not None and speech.apart(fact):  # no other cells are left
                link = Linked(only[0], tie, line.grid.number, closed=True)
            link = link or _slipped(fact, line.grid, given)
            if link is not None:
                yield link
                return


def _slipped(fact: Fact, grid: Grid, given: Sequence[Given]) -> Linked | None:
    """The one sum of named rows that a figure of many digits is, but for a slip, whatever its column."""
    wrong = []
    for one in given:
        equation = one.equation(fact)
        tie, computed = equation.tie(), equation.computed()
        if tie is not None and computed is not None and misprinted(fact.figure.amount, computed.point):
            wrong.append(Linked(equation, tie, grid.number, sure=False))
    return wrong[0] if len(wrong) == 1 and significant(fact.figure.amount) >= _MANY_DIGITS else None


def _decided(
    speech: Speech, fact: Fact, grid: Grid, given: Sequence[Given], sure: bool = True
) -> Linked | None:
    """The first that ties; else the only one that it can be, if the figure looks like it gone wrong.

    Where the line is not sure, only a figure of enough digits can tie.
    """
    quantity = fact.figure.amount
    for one in given:
        equation = one.equation(fact)
        tie = equation.tie()
        if tie is not None and tie.holds and significant(quantity) > (1 if sure else 2):
            return Linked(equation, tie, grid.number)
    only = [one.equation(fact) for one in given if one.only]
    if not sure or len(only) != 1 or speech.otherwise(fact):
        return None
    tie, computed = only[0].tie(), only[0].computed()
    if tie is None or computed is None or not misprinted(quantity, computed.point):
        return None
    return Linked(only[0], tie, grid.number, sure=False)
