"""Figures of the text that no cell shows and cells of one line or one column give: virtual cells.

Changes and growth between neighbouring periods of a line, shares in a total of the same column, sums and
differences of named rows. The line comes from a figure of the same sentence that is one of its cells (the
anchor), or from its name and the period. Quantity alignment with virtual cells: BriQ (ICDE 2019).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tieout.model import Dates, Fact, Grid
from tieout.quantity import compare
from tieout.relate.linking.cells import misprinted, significant, spoken_of, telling, tied
from tieout.relate.linking.direct import Direct
from tieout.relate.linking.line import Line, plain
from tieout.relate.linking.link import Linked
from tieout.relate.linking.names import Spot
from tieout.relate.linking.speech import Nature, Speech
from tieout.relate.prose.measure import UNIT, Value, value
from tieout.relate.prose.skeleton import kind

_TOTALS = frozenset({"total", "合计", "总计", "小计", "总额", "总量"})
_MOST_ROWS = 200  # of a table in whose columns totals are looked for
_FEW = 6  # cells of a line among which the change between two may be sought
_YEAR = 366


@dataclass(frozen=True, slots=True)
class Anchor:
    """A cell that the sentence speaks of, and its line; `sure` if digits or period leave no doubt."""

    cell: Fact
    line: Line
    sure: bool


@dataclass(frozen=True, slots=True)
class _Given:
    """What cells give, and how."""

    cells: tuple[Fact, ...]
    value: Value
    form: str
    only: bool  # whether the words leave no other cells


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
            elif "U" in speech.leads[fact.id]:
                yield from self._sum(speech, spots, fact)

    def _of_anchors(
        self, speech: Speech, spots: Sequence[Spot], fact: Fact, anchors: Sequence[Anchor]
    ) -> Linked | None:
        """What one of the anchors gives for a figure, if it ties; else the miss that the first one shows."""
        missed: Linked | None = None
        for anchor in anchors:
            link = self._cell_of_line(fact, anchor, speech.nature(fact)) if anchor.sure else None
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
        period = spoken_of(fact)
        for line in self.direct.names.near(spot.name, speech.sentence.block):
            levels = [cell for cell in self.direct.cells(line) if cell.figure.quantity is not None]
            of_period = [cell for cell in levels if period is not None and cell.period == period]
            if len(of_period) == 1:
                yield Anchor(of_period[0], line, True)
            elif not of_period and len(levels) <= _FEW:
                yield from (Anchor(cell, line, False) for cell in levels)

    def _cell_of_line(self, fact: Fact, anchor: Anchor, nature: Nature) -> Linked | None:
        """Another cell of the line: its column of changes, of shares, or a further level."""
        quantity = fact.figure.amount
        for cell in anchor.line.cells():
            other = cell.figure.quantity
            if other is None or self.direct.is_change(anchor.line, cell) != (nature is Nature.CHANGE):
                continue
            if nature is Nature.LEVEL and not telling(quantity):
                continue
            tie = tied(quantity, other)
            if tie is not None and tie.holds and significant(quantity) > 1:
                return Linked(fact, (cell,), tie, other.value, anchor.line.grid.number)
        return None

    # --- what cells give ---

    def _given(self, speech: Speech, spots: Sequence[Spot], fact: Fact, anchor: Anchor) -> Iterator[_Given]:
        nature, sort = speech.nature(fact), kind(fact.figure.amount)
        if nature is Nature.CHANGE and sort in "APO":
            yield from self._changes(fact, anchor, rate=sort == "P")
        elif nature is Nature.SHARE:
            yield from self._shares(speech, spots, anchor)

    def _changes(self, fact: Fact, anchor: Anchor, *, rate: bool) -> Iterator[_Given]:
        """The change from the neighbouring cells of the line to the anchor."""
        now = anchor.cell
        sorts = kind(fact.figure.amount), kind(now.figure.amount)
        if sorts not in (("A", "A"), ("P", "A"), ("O", "P")):
            return
        levels = [
            cell
            for cell in self.direct.cells(anchor.line)
            if cell.figure.quantity is not None
            and cell.figure.quantity.unit.same_dimension(now.figure.amount.unit)
            and kind(cell.figure.quantity) == kind(now.figure.amount)
        ]
        ids = [cell.id for cell in levels]
        if now.id not in ids:
            return
        at = ids.index(now.id)
        for then in (*levels[at + 1 : at + 2], *levels[max(at - 1, 0) : at]):
            before = is_year_before(then.period, now.period)
            if then.period is not None and now.period is not None and then.period.first >= now.period.first:
                continue
            only = before or (len(levels) == 2 and now.period is not None)
            given = _change(now, then, rate=rate)
            if given is not None:
                yield _Given((now, then), given, "{0} / {1} - 1" if rate else "{0} - {1}", only)

    def _shares(self, speech: Speech, spots: Sequence[Spot], anchor: Anchor) -> Iterator[_Given]:
        """The anchor's share in the totals of its column, and in the other rows the sentence names."""
        grid, cell = anchor.line.grid, anchor.cell
        if not anchor.line.is_row or grid.rows > _MOST_ROWS or kind(cell.figure.amount) == "P":
            return
        named = {spot.name for spot in spots}
        for (row, col), whole in grid.facts.items():
            if col != cell.figure.col or row == cell.figure.row or whole.figure.quantity is None:
                continue
            name = plain(grid.row_labels[row - 1][-1]) if grid.row_labels[row - 1] else ""
            is_total = name in _TOTALS or name.startswith(("total ", "合计"))
            same = whole.figure.quantity.unit.same_dimension(cell.figure.amount.unit)
            if same and (is_total or name in named) and abs(whole.figure.quantity.value) > 0:
                given = _quotient(cell, whole)
                if given is not None:
                    yield _Given((cell, whole), given, "{0} / {1}", False)

    def _sum(self, speech: Speech, spots: Sequence[Spot], fact: Fact) -> Iterator[Linked]:
        """The sum of the rows that the sentence names before the figure, column by column."""
        names = list(dict.fromkeys(spot.name for spot in spots if spot.end <= speech.start(fact)))
        if len(names) < 2:
            return
        quantity = fact.figure.amount
        for first in self.direct.names.near(names[0], speech.sentence.block):
            rows = [first, *(self._beside(first, name, speech.sentence.block) for name in names[1:])]
            lines = [line for line in rows if line is not None]
            if len(lines) != len(rows) or not first.is_row:
                continue
            for cell in self.direct.cells(first):
                cells = [first.grid.facts.get((line.number, cell.figure.col or 0)) for line in lines]
                parts = [part for part in cells if part is not None and part.figure.quantity is not None]
                if len(parts) != len(cells) or not all(
                    part.figure.amount.unit.same_dimension(quantity.unit) for part in parts
                ):
                    continue
                total = value(parts[0].figure.amount, strict=True)
                for part in parts[1:]:
                    total = total + value(part.figure.amount, strict=True)
                given = _Given(tuple(parts), total, " + ".join(f"{{{i}}}" for i in range(len(parts))), False)
                link = _decided(speech, fact, first.grid, [given])
                if link is not None:
                    yield link
                    return

    def _beside(self, line: Line, name: str, block: int) -> Line | None:
        """The row of this name in the same table."""
        for other in self.direct.names.near(name, block):
            if other.grid is line.grid and other.is_row:
                return other
        return None


def is_year_before(then: Dates | None, now: Dates | None) -> bool:
    """Whether a period is the same one a year earlier."""
    if then is None or now is None or then.grain is not now.grain:
        return False
    first, second = date.fromordinal(then.last), date.fromordinal(now.last)
    days = now.last - then.last
    return first.year == second.year - 1 and abs(days - _YEAR) < 10


def _change(now: Fact, then: Fact, *, rate: bool) -> Value | None:
    """Growth or difference, as a size: the words carry the sign."""
    a, b = value(now.figure.amount, strict=True), value(then.figure.amount, strict=True)
    if not rate:
        found = a - b
    else:
        if b.point <= 0 or a.point <= 0 or b.interval.holds_zero():
            return None
        found = a / b - UNIT
    return found if found.point >= 0 else Value(-found.interval, -found.point)


def _quotient(part: Fact, whole: Fact) -> Value | None:
    a, b = value(part.figure.amount, strict=True), value(whole.figure.amount, strict=True)
    return None if b.interval.holds_zero() else a / b


def _decided(
    speech: Speech, fact: Fact, grid: Grid, given: Sequence[_Given], sure: bool = True
) -> Linked | None:
    """The first that ties; else the only one that it can be, if the figure looks like it gone wrong.

    Where the line is not sure, only a figure of enough digits can tie.
    """
    quantity = fact.figure.amount
    interval, point = quantity.interval, quantity.value
    if point < 0:
        interval, point = -interval, -point
    for one in given:
        tie = compare(interval, point, one.value.interval, one.value.point)
        if tie.holds and significant(quantity) > (1 if sure else 2):
            return Linked(fact, one.cells, tie, one.value.point, grid.number, one.form)
    only = [one for one in given if one.only]
    if not sure or len(only) != 1 or speech.otherwise(fact) or not misprinted(quantity, only[0].value.point):
        return None
    one = only[0]
    tie = compare(interval, point, one.value.interval, one.value.point)
    return Linked(fact, one.cells, tie, one.value.point, grid.number, one.form, sure=False)
