"""What the sheets of a workbook hold, summed over any area without visiting its cells one by one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from itertools import islice

from tieout.model import Held, HeldKind, Workbook
from tieout.relate.workbook.syntax import Area, UnreadError
from tieout.relate.workbook.values import FaultError, Num, Value, readable
from tieout.wording import say

MOST_VISITS = 1_000_000  # of single cells by all formulas of a workbook


@dataclass(slots=True)
class _Column:
    """The cells of a column from the top, with running sums of its numbers, their sizes and their count.

    `broken` are rows whose value is an error, or cannot be read.
    """

    rows: list[int] = field(default_factory=list)
    cells: list[Held] = field(default_factory=list)
    sums: list[Fraction] = field(default_factory=lambda: [Fraction(0)])
    sizes: list[Fraction] = field(default_factory=lambda: [Fraction(0)])
    counts: list[int] = field(default_factory=lambda: [0])
    broken: list[int] = field(default_factory=list)

    def add(self, row: int, cell: Held) -> None:
        """Add the cell of a later row."""
        amount = Fraction(0)
        if cell.kind is HeldKind.NUMBER and readable(cell.value):
            amount = Fraction(cell.value)
        elif cell.kind not in (HeldKind.TEXT, HeldKind.TRUTH):
            self.broken.append(row)
        self.rows.append(row)
        self.cells.append(cell)
        self.sums.append(self.sums[-1] + amount)
        self.sizes.append(self.sizes[-1] + abs(amount))
        self.counts.append(self.counts[-1] + (cell.kind is HeldKind.NUMBER))

    def within(self, area: Area) -> tuple[int, int]:
        """The first and the last but one index of the cells between two rows."""
        return bisect_left(self.rows, area.top), bisect_right(self.rows, area.bottom)


class Cells:
    """The cells of all sheets of a workbook; `visits` counts those that were looked at one by one."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.visits = 0
        self._columns: dict[str, dict[int, _Column]] = {}

    def at(self, sheet: str, row: int, col: int) -> Value:
        """The value of one cell."""
        held = self._sheet(sheet).get((row, col))
        return None if held is None else valued(held)

    def held(self, sheet: str, area: Area) -> Iterator[Held]:
        """The cells of an area that hold something, column by column."""
        for column in self._within(sheet, area):
            first, last = column.within(area)
            self.visit(last - first)
            yield from islice(column.cells, first, last)

    def positions(self, sheet: str, area: Area) -> Iterator[tuple[int, int]]:
        """The rows and columns of the same cells."""
        for col, column in self._numbered(sheet, area):
            first, last = column.within(area)
            yield from ((row, col) for row in islice(column.rows, first, last))

    def visit(self, cells: int) -> None:
        """Count visits to cells. Raises `UnreadError` where formulas take too many in all."""
        self.visits += cells
        if self.visits > MOST_VISITS:
            raise UnreadError(say("the formulas of this workbook take too many cells"))

    def total(self, sheet: str, area: Area) -> tuple[Num, int]:
        """The sum of the numbers in an area, and their count; texts and empty cells count nothing."""
        value = size = Fraction(0)
        count = 0
        for column in self._within(sheet, area):
            self.visit(1)
            first, last = column.within(area)
            if bisect_left(column.broken, area.top) < bisect_right(column.broken, area.bottom):
                raise UnreadError(say("the formula takes a cell with an error, or without a stored result"))
            value += column.sums[last] - column.sums[first]
            size += column.sizes[last] - column.sizes[first]
            count += column.counts[last] - column.counts[first]
        return Num.near(value, size), count

    def extent(self, sheet: str) -> tuple[int, int]:
        """The last row and column that hold something."""
        columns = self._sorted(sheet)
        return max((column.rows[-1] for column in columns.values()), default=0), max(columns, default=0)

    def hides_rows(self, sheet: str) -> bool:
        """Whether rows of a sheet are hidden."""
        return self.workbook.sheets[sheet].hides_rows

    def _sheet(self, name: str) -> Mapping[tuple[int, int], Held]:
        sheet = self.workbook.sheets.get(name)
        if sheet is None:
            raise UnreadError(say("the formula takes a sheet that is not in this workbook"))
        return sheet.cells

    def _sorted(self, name: str) -> dict[int, _Column]:
        if name not in self._columns:
            columns = self._columns[name] = {}
            for (row, col), held in sorted(self._sheet(name).items()):
                columns.setdefault(col, _Column()).add(row, held)
        return self._columns[name]

    def _within(self, sheet: str, area: Area) -> Iterator[_Column]:
        return (column for _, column in self._numbered(sheet, area))

    def _numbered(self, sheet: str, area: Area) -> Iterator[tuple[int, _Column]]:
        columns = self._sorted(sheet)
        known = range(area.left, area.right + 1)
        for col in known if len(known) <= len(columns) else sorted(set(columns) & set(known)):
            if col in columns:
                yield col, columns[col]


@lru_cache(maxsize=1 << 16)
def _stored(value: str) -> Num:
    """A stored number; formulas down a column take the same ones again and again."""
    if not readable(value):
        raise UnreadError(say("a value that the formula takes cannot be read"))
    return Num.near(Fraction(value))


def valued(held: Held) -> Value:
    """The value that a cell holds.

    Raises:
        FaultError: it holds an error.
        UnreadError: its result is not stored, or beyond measure.
    """
    match held.kind:
        case HeldKind.NUMBER:
            return _stored(held.value)
        case HeldKind.TRUTH:
            return held.value == "1"
        case HeldKind.TEXT:
            return held.value
        case HeldKind.ERROR:
            raise FaultError(held.value)
    raise UnreadError(say("the formula takes a cell without a stored result"))
