"""Figures of the text that equal a cell whose label their sentence says in part.

A sentence rarely says a label word for word. What it shares with a label weighs as much as its words are rare
among the labels of the report (inverse frequency), and an equal value is worth its digits less the cells that
could have been meant: only what is left over after that ties. A miss is never read off so little.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tieout.model import Fact, Grid, Report
from tieout.quantity import Quantity
from tieout.relate.linking.cells import equated, like, tied, within
from tieout.relate.linking.line import Line, plain, words_of
from tieout.relate.linking.link import Linked
from tieout.relate.linking.speech import Speech
from tieout.slip import significant

_NEAREST = 8  # tables that a sentence may speak of
_LEADING = 3  # digits by which cells are looked up
_DIGIT = 10  # thirds of a bit of a digit
_THIRDS = 3
_HALF_SAID, _PART_SAID = 2, 5  # bits that must be left over where half of a label's weight is said, or less
_MOST_CELLS = 4000  # of a table; a larger one is data


@dataclass(slots=True)
class Weighed:
    """The cells of a report by their leading digits, and the weights of the words of their labels."""

    grids: Sequence[Grid]
    blocks: Sequence[int]
    cells: Mapping[str, Sequence[tuple[Fact, Line]]]
    weights: Mapping[str, int]
    words: Mapping[tuple[int, bool, int], frozenset[str]]
    _said: tuple[Speech, frozenset[str]] | None = field(default=None)

    @staticmethod
    def of(report: Report) -> Weighed:
        """Look through all tables once."""
        grids = [grid for grid in report.grids if 0 < len(grid.facts) <= _MOST_CELLS]
        words: dict[tuple[int, bool, int], frozenset[str]] = {}
        cells: dict[str, list[tuple[Fact, Line]]] = defaultdict(list)
        for grid in grids:
            for (number, _), fact in grid.facts.items():
                if fact.figure.quantity is None or significant(fact.figure.quantity) < _LEADING:
                    continue
                line = Line(grid, number, is_row=True)
                if line.key not in words:
                    words[line.key] = words_of(plain(" ".join(line.own)))
                cells[_leading(fact.figure.quantity)].append((fact, line))
        common = Counter(word for said in words.values() for word in said)
        weights = {word: max(len(words) // count, 1).bit_length() for word, count in common.items()}
        return Weighed(grids, [grid.block for grid in grids], cells, weights, words)

    def links(self, speech: Speech, known: Iterable[int]) -> Iterator[Linked]:
        """The figures of a sentence, but for those known, that equal a cell with bits to spare."""
        done = frozenset(known)
        left = [fact for fact in speech.quantities if fact.id not in done and _is_told(fact.figure.amount)]
        if not left or not self.grids:
            return
        near = self._near(speech.sentence.block)
        said = words_of(speech.sentence.text.lower())
        tried = sum(len(self.grids[at].facts) for at in near).bit_length()
        numbers = {self.grids[at].number for at in near}
        for fact in left:
            best = max(self._equal(fact, said, numbers), key=lambda found: found[0], default=None)
            if best is None:
                continue
            share, cell = best
            spare = significant(fact.figure.amount) * _DIGIT // _THIRDS - tried
            if spare >= (_HALF_SAID if share * 2 >= _WHOLE else _PART_SAID):
                tie = tied(fact.figure.amount, cell.figure.amount)
                if tie is not None:
                    yield Linked(equated(fact, cell), tie, self._number(cell, near))

    def _number(self, cell: Fact, near: Iterable[int]) -> int:
        return next(self.grids[at].number for at in near if self.grids[at].block == cell.figure.block)

    def _equal(self, fact: Fact, said: frozenset[str], near: set[int]) -> Iterator[tuple[int, Fact]]:
        """The cells near by that a figure equals, with how much of their label is said (of `_WHOLE`)."""
        quantity = fact.figure.amount
        for digits in _lookups(quantity):
            for cell, line in self.cells.get(digits, ()):
                share = self._share(line, said)
                if share and line.grid.number in near and like(quantity, cell) and within(fact, cell):
                    tie = tied(quantity, cell.figure.amount)
                    if tie is not None and tie.holds:
                        yield share, cell

    def _share(self, line: Line, said: frozenset[str]) -> int:
        words = self.words[line.key]
        whole = sum(self.weights[word] for word in words)
        return _WHOLE * sum(self.weights[word] for word in words & said) // whole if whole else 0

    def _near(self, block: int) -> range:
        at = bisect_left(self.blocks, block) - _NEAREST // 2
        first = max(min(at, len(self.grids) - _NEAREST), 0)
        return range(first, min(first + _NEAREST, len(self.grids)))


_WHOLE = 100


def _is_told(quantity: Quantity) -> bool:
    return quantity.upper is None and significant(quantity) >= _LEADING


def _leading(quantity: Quantity) -> str:
    return str(abs(quantity.numeral.digits))[:_LEADING]


def _lookups(quantity: Quantity) -> tuple[str, str]:
    """The leading digits of a figure, and of what it may have been rounded up from."""
    own = _leading(quantity)
    return own, str(int(own) - 1)
