"""Whether two tables are about the same: the neighbours of a pair of cells, in row and column, pair up too.

Rows of one name in two tables are often those of a segment and of the whole. Where all other cells of the
row differ as well they are; the odd one out is an error. Equal neighbours as weak supervision: CoFiTCheck.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tieout.relate.sameness import Pair

_ENOUGH = 2  # equal pairs of two rows that make them one row
_Place = tuple[int, str, int | None]  # the block of a table, "row" or "col", its number


class Siblings:
    """Counts which lines of two tables pair up equal."""

    def __init__(self, compared: Iterable[Pair]) -> None:
        self._equal: Counter[frozenset[_Place]] = Counter()
        self._unlike: Counter[frozenset[_Place]] = Counter()
        for pair in compared:
            count = self._equal if pair.tie.holds else self._unlike
            count.update((_rows(pair), _columns(pair)))

    def odd_one_out(self, pair: Pair) -> bool:
        """Whether a pair that differs stands among equal ones and no other differs in its row."""
        row = _rows(pair)
        return self._unlike[row] <= 1 and self._equal[row] + self._equal[_columns(pair)] > 0

    def alone_in_its_row(self, pair: Pair) -> bool:
        """Whether a pair differs and all others of its rows, two at least, are equal: no distance matters."""
        row = _rows(pair)
        return self._unlike[row] == 1 and self._equal[row] >= _ENOUGH


def _rows(pair: Pair) -> frozenset[_Place]:
    """The rows of both cells, in no order."""
    first, second = pair.fact.figure, pair.reference.figure
    return frozenset({(first.block, "row", first.row), (second.block, "row", second.row)})


def _columns(pair: Pair) -> frozenset[_Place]:
    first, second = pair.fact.figure, pair.reference.figure
    return frozenset({(first.block, "col", first.col), (second.block, "col", second.col)})
