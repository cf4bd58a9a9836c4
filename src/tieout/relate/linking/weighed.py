"""Figures of the text that equal a cell whose label their sentence says in part.

A sentence rarely says a label word for word. What it shares with a label weighs as much as its words are rare
among the labels of the report (inverse frequency), and an equal value is worth its digits less the cells that
could have been meant: only what is left over after that ties. A miss is never read off so little.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from tieout.lexicon import WordList
from tieout.model import Dates, Fact, Grid, Report
from tieout.model.lines import Role
from tieout.quantity import PERCENT, Quantity
from tieout.relate.linking.cells import is_of, like, within
from tieout.relate.linking.direct import Direct
from tieout.relate.linking.doubts import OF_ANOTHER_STATE, UNDATED
from tieout.relate.linking.fellows import NARROWER, OPEN
from tieout.relate.linking.line import Labels, Line
from tieout.relate.linking.link import Linked
from tieout.relate.linking.measured import equated, tied
from tieout.relate.linking.speech import Speech
from tieout.relate.linking.windows import around, beside
from tieout.slip import misprinted, significant
from tieout.wording import say

_NEAREST = 8  # tables that a sentence may speak of
_LEADING = 3  # digits by which cells are looked up
_DIGIT = 10  # thirds of a bit of a digit
_THIRDS = 3
_HALF_SAID, _PART_SAID = 2, 5  # bits that must be left over where half of a label's weight is said, or less
_FORMS = 12  # of a slip, for every digit of a figure
_SLIP, _PART_SLIP = 3, 6  # bits that must be left over for a slip where a label is said whole, or in part
_SHOWN = 3  # bits fewer, where other figures of the sentence are of the table and the label is said beside it
SETTLED = say("it is held against a cell")
_NEVER = 100  # bits that no figure has
# bits more, where words leave it open; all other doubts stand
_DOUBTS: dict[str, int] = {OPEN: 0, NARROWER: 4, UNDATED: 1, OF_ANOTHER_STATE: 4}
_MOST_CELLS = 4000  # of a table; a larger one is data


@dataclass(slots=True)
class Weighed:
    """The cells of a report by their leading digits, and the weights of the words of their labels."""

    grids: Sequence[Grid]
    blocks: Sequence[int]
    cells: Mapping[str, Sequence[tuple[Fact, Line]]]
    weights: Mapping[str, int]
    words: Mapping[tuple[int, bool, int], frozenset[str]]
    whole: Mapping[tuple[int, bool, int], int]  # the weight of all words of a label
    lines: Mapping[tuple[int, str], Sequence[Line]]  # of a table whose label has a word

    @staticmethod
    def of(report: Report, labels: Labels) -> Weighed:
        """Look through all tables once."""
        grids = [grid for grid in report.grids if 0 < len(grid.facts) <= _MOST_CELLS]
        words: dict[tuple[int, bool, int], frozenset[str]] = {}
        cells: dict[str, list[tuple[Fact, Line]]] = defaultdict(list)
        lines: dict[tuple[int, str], list[Line]] = defaultdict(list)
        for grid in grids:
            for (number, _), fact in grid.facts.items():
                if fact.figure.quantity is None or significant(fact.figure.quantity) < _LEADING:
                    continue
                line = Line(grid, number, is_row=True)
                if line.key not in words:
                    label = labels.plain(" ".join(line.own))
                    words[line.key] = labels.words_of(label)
                    for word in () if labels.is_general(label) else words[line.key]:
                        lines[grid.number, word].append(line)
                cells[_leading(fact.figure.quantity)].append((fact, line))
        common = Counter(word for said in words.values() for word in said)
        weights = {word: max(len(words) // count, 1).bit_length() for word, count in common.items()}
        whole = {key: sum(weights[word] for word in said) for key, said in words.items()}
        return Weighed(grids, [grid.block for grid in grids], cells, weights, words, whole, lines)

    def links(self, direct: Direct, speech: Speech, known: Iterable[int]) -> Iterator[Linked]:
        """The figures of a sentence, but for those known, that equal a cell with bits to spare."""
        done = frozenset(known)
        left = [fact for fact in speech.quantities if fact.id not in done and _is_told(fact.figure.amount)]
        if not left or not self.grids:
            return
        near = [self.grids[at] for at in self._near(speech.sentence.block)]
        said = direct.names.labels.words_of(speech.sentence.text.lower())
        tried = sum(len(grid.facts) for grid in near).bit_length()
        numbers = {grid.number for grid in near}
        for fact in left:
            period = direct.times.period(speech, fact)
            best = max(self._equal(fact, period, said, numbers), key=lambda found: found[0], default=None)
            if best is None:
                continue
            share, cell = best
            spare = significant(fact.figure.amount) * _DIGIT // _THIRDS - tried
            if spare >= (_HALF_SAID if share * 2 >= _WHOLE else _PART_SAID):
                tie = tied(fact.figure.amount, cell.figure.amount)
                if tie is not None:
                    yield Linked(equated(fact, cell), tie, _number(cell, near))

    def misprints(
        self, direct: Direct, speech: Speech, doubts: Mapping[int, str], shown: Collection[int]
    ) -> Iterator[Linked]:
        """The figures of a sentence that are the only cell they can be with a slip, with bits to spare.

        A slip of so many digits has so many forms; what is left of the digits after these and the cells whose
        labels are said is what speaks for it. `doubts` say why figures are no cells they are named with,
        `shown` of which tables other figures of the sentence are known to be.
        """
        costs = {fact: _DOUBTS.get(reason, _NEVER) for fact, reason in doubts.items()}
        left = [
            fact
            for fact in speech.quantities
            if costs.get(fact.id, 0) < _NEVER
            and not speech.is_of_a_part
            and _is_told(fact.figure.amount)
            # of times that are dealt out one was not understood
            and not (speech.respectively and direct.times.period(speech, fact) is None)
            # what something is ahead of is another's: consensus
            and not speech.led_by(fact, WordList.PROSE_ABOVE, WordList.PROSE_BELOW)
            and not speech.begins_change(fact)
        ]
        if not left or not self.grids:
            return
        near = [self.grids[at] for at in self._near(speech.sentence.block)]
        words_of = direct.names.labels.words_of
        found = [
            link
            for fact in left
            for link in self._misprint(
                fact,
                direct.times.period(speech, fact),
                [
                    (cell, share)
                    for share, line in self._named(words_of(around(speech, fact)), near)
                    for cell in direct.measured(fact, line, speech.nature(fact))
                ],
                near,
                costs.get(fact.id, 0),
                {
                    line.key
                    for share, line in self._named(words_of(beside(speech, fact)), near)
                    if share >= _MOSTLY
                },
                shown,
            )
        ]
        count = Counter(link.cells[0].id for link in found)
        at = speech.sentence.block
        told = [one for one in direct.report.facts if one.figure.block == at] if found else []
        for link in found:  # else it is none of them, or another figure of the paragraph is that cell
            if count[link.cells[0].id] == 1 and not any(_is_said(told, cell) for cell in link.cells):
                yield link

    def _misprint(
        self,
        fact: Fact,
        period: Dates | None,
        told: Sequence[tuple[Fact, int]],
        near: Sequence[Grid],
        cost: int,
        beside: Collection[tuple[int, bool, int]],
        shown: Collection[int],
    ) -> Iterator[Linked]:
        cells = [
            (cell, share)
            for cell, share in told
            if like(fact.figure.amount, cell) and within(fact, period, cell)
        ]
        full = [(cell, share) for cell, share in cells if share == _WHOLE]
        whole = [(cell, share) for cell, share in full if is_of(period, cell)]
        own = {cell.id for cell, _ in cells if (_number(cell, near), True, cell.figure.row) in beside}
        totals = _totals([(cell, share) for cell, share in full if cell.id in own], near)
        for named in (whole, totals, cells):  # those named in full, at the time that is said, are fewer
            supported = {cell.id for cell, _ in named if cell.id in own and _number(cell, near) in shown}
            link = self._slipped(fact, named, near, cost, supported)
            if link is not None:
                yield link
                return

    def _slipped(
        self,
        fact: Fact,
        cells: Sequence[tuple[Fact, int]],
        near: Sequence[Grid],
        cost: int,
        supported: Collection[int],
    ) -> Linked | None:
        """A figure against the one of these cells that it is with a slip."""
        quantity = fact.figure.amount
        wrong = [
            (cell, share)
            for cell, share in cells
            if misprinted(quantity, cell.figure.amount.value)
            and not (quantity.unit == PERCENT and quantity.quantum < cell.figure.amount.quantum)
        ]  # a text prints no rate finer than its table does
        if not wrong or len({cell.figure.amount.value for cell, _ in wrong}) > 1:
            return None
        (cell, share), digits = wrong[0], significant(quantity)
        spare = digits * _DIGIT // _THIRDS - (len(cells) * _FORMS * digits).bit_length()
        tie = tied(quantity, cell.figure.amount)
        other_unit = _in_other_unit(quantity, cell.figure.amount)
        if other_unit:  # of all slips the only one that leaves the digits
            spare = digits * _DIGIT // _THIRDS - len(cells).bit_length()
        needed = cost + (_SLIP if share == _WHOLE else _PART_SLIP)
        needed -= _SHOWN if cell.id in supported else 0
        if spare < needed or tie is None or tie.holds or any(_is_in(fact, grid) for grid in near):
            return None
        closed = other_unit and share == _WHOLE and digits > _LEADING
        return Linked(equated(fact, cell), tie, _number(cell, near), closed, sure=False)

    def _equal(
        self, fact: Fact, period: Dates | None, said: frozenset[str], near: set[int]
    ) -> Iterator[tuple[int, Fact]]:
        """The cells near by that a figure equals, with how much of their label is said (of `_WHOLE`)."""
        quantity = fact.figure.amount
        for digits in _lookups(quantity):
            for cell, line in self.cells.get(digits, ()):
                share = self._share(line, said)
                if share and line.grid.number in near and like(quantity, cell) and within(fact, period, cell):
                    tie = tied(quantity, cell.figure.amount)
                    if tie is not None and tie.holds:
                        yield share, cell

    def _named(self, said: frozenset[str], near: Iterable[Grid]) -> list[tuple[int, Line]]:
        """The lines near by of whose label half or more is said, with how much of it (of `_WHOLE`)."""
        heard: dict[tuple[int, bool, int], int] = defaultdict(int)
        found: dict[tuple[int, bool, int], Line] = {}
        for grid, word in product(near, said):
            for line in self.lines.get((grid.number, word), ()):
                heard[line.key] += self.weights[word]
                found[line.key] = line
        shares = ((_WHOLE * weight // self.whole[key], found[key]) for key, weight in heard.items())
        return sorted(
            ((share, line) for share, line in shares if share * 2 >= _WHOLE), key=lambda one: one[1].key
        )

    def _share(self, line: Line, said: frozenset[str]) -> int:
        whole, words = self.whole[line.key], self.words[line.key]
        return _WHOLE * sum(self.weights[word] for word in words & said) // whole if whole else 0

    def _near(self, block: int) -> range:
        at = bisect_left(self.blocks, block) - _NEAREST // 2
        first = max(min(at, len(self.grids) - _NEAREST), 0)
        return range(first, min(first + _NEAREST, len(self.grids)))


_WHOLE = 100
_MOSTLY = 60


def _totals(cells: Sequence[tuple[Fact, int]], near: Iterable[Grid]) -> list[tuple[Fact, int]]:
    """Those in the columns of totals: where no column is said, that is the one which is meant."""
    numbers = {grid.block: grid for grid in near}
    lines = [(Line(numbers[cell.figure.block], cell.figure.row or 1, is_row=True), cell) for cell, _ in cells]
    totals = {cell.id for line, cell in lines if line.crossing(cell) is Role.TOTAL}
    return [(cell, share) for cell, share in cells if cell.id in totals]


def _in_other_unit(quantity: Quantity, other: Quantity) -> bool:
    """Whether both have the same digits in two units of one dimension: GWh and MWh."""
    same = quantity.numeral.value == abs(other.numeral.value) and quantity.unit.factor != other.unit.factor
    return same and bool(quantity.unit.powers) and quantity.unit.same_dimension(other.unit)


def _is_told(quantity: Quantity) -> bool:
    return quantity.upper is None and significant(quantity) >= _LEADING


def _is_said(told: Iterable[Fact], cell: Fact) -> bool:
    """Whether one of some figures is a cell as it stands."""
    amounts = [one for fact in told if (one := fact.figure.quantity) is not None and like(one, cell)]
    return any((tie := tied(one, cell.figure.amount)) is not None and tie.holds for one in amounts)


def _leading(quantity: Quantity) -> str:
    return str(abs(quantity.numeral.digits))[:_LEADING]


def _lookups(quantity: Quantity) -> tuple[str, str]:
    """The leading digits of a figure, and of what it may have been rounded up from."""
    own = _leading(quantity)
    return own, str(int(own) - 1)


def _number(cell: Fact, near: Iterable[Grid]) -> int:
    return next(grid.number for grid in near if grid.block == cell.figure.block)


def _is_in(fact: Fact, grid: Grid) -> bool:
    """Whether a figure is a cell of a table."""
    return any(_is_said((fact,), cell) for cell in grid.facts.values() if cell.figure.quantity is not None)
