"""The numbers of one sheet, summed over any area without visiting its cells one by one.

Stored numbers come from binary floating point and have some fifteen digits: each stands for what differs
in the last of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice

from tieout.model import Fact, Stored
from tieout.quantity import Interval
from tieout.relate.expression import Term, UnlikeError
from tieout.relate.formula_text import Area

DOUBT = Fraction(1, 10**13)  # of a number: what floating point may have lost in a sum or product
_NUMBER = re.compile(r"-?\d{1,40}(?:\.\d{1,60})?(?:[eE][-+]?\d{1,3})?")
_LARGEST = 60  # of powers of ten


def readable(value: str) -> bool:
    """Whether a stored value is a number of reasonable size."""
    return _NUMBER.fullmatch(value) is not None and abs(int(value.lower().partition("e")[2] or 0)) <= _LARGEST


def exact(value: str) -> Fraction:
    """A readable stored number."""
    return Fraction(value)


@dataclass(slots=True)
class _Column:
    """The numbers of a column from the top, with running sums of them and of their sizes."""

    rows: list[int] = field(default_factory=list)
    cells: list[tuple[Fraction, Fact | None]] = field(default_factory=list)
    sums: list[Fraction] = field(default_factory=list)
    sizes: list[Fraction] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)  # rows whose value cannot be read

    def finish(self) -> None:
        """Compute the running sums, once all cells are in."""
        if len(self.sums) == len(self.rows) + 1:
            return
        order = sorted(range(len(self.rows)), key=self.rows.__getitem__)
        self.rows = [self.rows[index] for index in order]
        self.cells = [self.cells[index] for index in order]
        self.broken.sort()
        self.sums, self.sizes = [Fraction(0)], [Fraction(0)]
        for value, _ in self.cells:
            self.sums.append(self.sums[-1] + value)
            self.sizes.append(self.sizes[-1] + abs(value))

    def within(self, top: int, bottom: int) -> tuple[int, int]:
        """The first and the last but one index of the cells between two rows."""
        return bisect_left(self.rows, top), bisect_right(self.rows, bottom)

    def unread(self, top: int, bottom: int) -> bool:
        """Whether something there cannot be read."""
        return bisect_left(self.broken, top) < bisect_right(self.broken, bottom)


@dataclass(slots=True)
class Sheet:
    """The numbers of one sheet by column and row."""

    columns: dict[int, _Column] = field(default_factory=dict)

    def add(self, cell: Stored, fact: Fact | None) -> None:
        """Add a cell and the fact that it prints, if it does."""
        column = self.columns.setdefault(cell.col, _Column())
        if not readable(cell.value):
            column.broken.append(cell.row)
            return
        column.rows.append(cell.row)
        column.cells.append((exact(cell.value), fact))

    def total(self, areas: Sequence[Area]) -> Term:
        """The sum of areas; empty cells and texts count nothing, as in spreadsheets.

        Raises:
            UnlikeError: a value there cannot be read.
        """
        value = size = Fraction(0)
        for area in areas:
            for column in self._columns(area):
                if column.unread(area.top, area.bottom):
                    raise UnlikeError("a value in the formula's range cannot be read")
                first, last = column.within(area.top, area.bottom)
                value += column.sums[last] - column.sums[first]
                size += column.sizes[last] - column.sizes[first]
        return Term(Interval(value - size * DOUBT, value + size * DOUBT), value, None)

    def facts(self, areas: Sequence[Area], most: int) -> Iterator[Fact]:
        """The printed figures in areas, up to so many."""
        every = (fact for area in areas for fact in self._printed(area))
        return islice(every, most)

    def _printed(self, area: Area) -> Iterator[Fact]:
        for column in self._columns(area):
            first, last = column.within(area.top, area.bottom)
            yield from (fact for _, fact in islice(column.cells, first, last) if fact is not None)

    def _columns(self, area: Area) -> Iterator[_Column]:
        known = range(area.left, area.right + 1)
        numbers = known if len(known) <= len(self.columns) else sorted(set(self.columns) & set(known))
        for number in numbers:
            column = self.columns.get(number)
            if column is not None:
                column.finish()
                yield column
