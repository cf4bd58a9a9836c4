"""Whether two tables or paragraphs are about the same: what stands beside a pair of figures pairs up too.

Rows of one name in two tables are often those of a segment and of the whole. Where all other cells of the
row differ as well they are; the odd one out is an error. Equal neighbours as weak supervision: CoFiTCheck.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tieout.relate.sameness import Pair

_ENOUGH = 2  # equal pairs of two rows that make them one row
_TABLE = 4  # equal pairs of two tables that make them tell the same
_MANY = 3  # unlike pairs of two paragraphs that make them speak of two things
_Place = tuple[int, str, int | None]  # the block of a table, "row" or "col", its number


class Siblings:
    """Counts which lines of two tables pair up equal."""

    def __init__(self, compared: Iterable[Pair]) -> None:
        self._equal: Counter[frozenset[_Place]] = Counter()
        self._unlike: Counter[frozenset[_Place]] = Counter()
        for pair in compared:
            count = self._equal if pair.tie.holds else self._unlike
            count.update((_rows(pair), _columns(pair), _tables(pair)))

    def odd_one_out(self, pair: Pair) -> bool:
        """Whether a pair that differs stands among equal ones and no other differs in its row."""
        row = _rows(pair)
        return self._unlike[row] <= 1 and self._equal[row] + self._equal[_columns(pair)] > 0

    def alone_in_its_row(self, pair: Pair) -> bool:
        """Whether a pair differs and all others of its rows, two at least, are equal: no distance matters."""
        row = _rows(pair)
        return self._unlike[row] == 1 and self._equal[row] >= _ENOUGH

    def alone_in_its_table(self, pair: Pair) -> bool:
        """Whether nothing but the row of a pair differs in two tables, and a part of that row is equal."""
        row, tables = _rows(pair), _tables(pair)
        only = self._unlike[tables] == self._unlike[row] and self._equal[row] > 0
        return only and self._equal[tables] >= _TABLE

    def tell_of_others(self, pair: Pair) -> bool:
        """Whether two paragraphs differ in most of what both say: they speak of two companies."""
        places = _rows(pair)
        return self._unlike[places] >= _MANY and self._unlike[places] > self._equal[places]


def _rows(pair: Pair) -> frozenset[_Place]:
    """The rows of both cells, in no order."""
    first, second = pair.fact.figure, pair.reference.figure
    return frozenset({(first.block, "row", first.row), (second.block, "row", second.row)})


def _tables(pair: Pair) -> frozenset[_Place]:
    first, second = pair.fact.figure, pair.reference.figure
    return frozenset({(first.block, "table", 0), (second.block, "table", 0)})


def _columns(pair: Pair) -> frozenset[_Place]:
    first, second = pair.fact.figure, pair.reference.figure
    return frozenset({(first.block, "col", first.col), (second.block, "col", second.col)})
