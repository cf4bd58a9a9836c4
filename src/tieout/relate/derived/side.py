"""A table seen from one side: its lines, what crosses them, and its figures as numbers.

Columns and rows are read by the same code; growth may stand in a column beside its values or in a row under
them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from tieout.extract.table.matrix import RENDERED_ZEROS, SHARE_KIND
from tieout.lexicon import Lexicon, Phrase
from tieout.model import Dates, Fact, Grid
from tieout.model.lines import Line, Matrix, Role
from tieout.relate.derived.forms import Number
from tieout.wording import say

Spot = tuple[int, int]

_NUMBER = re.compile(r"[(（]?\s?[-−–+]?\s?[\d.,]*\s?[)）]?")  # and no sign of a unit
_SAMPLE = Phrase(r"(?:{sample_sign}\s?[=＝:：]\s?|{sample_size}\D{0,3})(?P<count>\d[\d,]{0,20})(?![\d,]*\d)")
CHANGES = frozenset({Role.GROWTH, Role.CHANGE, Role.REDUCTION, Role.DIFFERENCE})
BARE = 5  # decimal places beyond those printed in which bare percentages and basis points are counted
HALF_MONTH = 15  # days
YEAR, DAYS = 12, Fraction(1461, 4)  # months and days of a year


class Bare(NamedTuple):
    """The figures of a rate line as numbers of one unit, whatever scale a caption gives them."""

    numbers: Mapping[int, Number]
    unit: Fraction


@dataclass(frozen=True, slots=True)
class Side:
    """`lines[position]` is a row or column, `across[crossing]` what crosses it; both count from 0.

    `words` are figures in cells of words, such as "up 4.32 points". `shifts` lead from an entry to the one
    that it may have grown from.
    """

    matrix: Matrix
    lines: Sequence[Line]
    across: Sequence[Line]
    down: bool
    active: tuple[int, ...]
    filled: tuple[int, ...]  # crossing positions with figures
    breaks: frozenset[int]
    words: Mapping[Spot, Fact]
    counted: int | None  # the number of those asked, which the caption gives: n = 214
    shifts: Sequence[tuple[Mapping[int, int], str]]
    _numbers: dict[int, list[Number | None]] = field(default_factory=dict, repr=False, compare=False)
    _rates: dict[int, Bare] = field(default_factory=dict, repr=False, compare=False)
    _signed: dict[int, bool] = field(default_factory=dict, repr=False, compare=False)

    def number(self, line: int, crossing: int) -> Number | None:
        """A figure in steps of the table, every printed digit counted but zeros that a machine filled up."""
        numbers = self._numbers.get(line)  # asked for again with every reading
        if numbers is None:
            numbers = self._numbers[line] = [
                None if value is None else Number(value, printed * self.filled_up(line, at))
                for at, (value, printed) in enumerate(
                    zip(self.matrix.values[line], self.matrix.printed[line], strict=True)
                )
            ]
        return numbers[crossing]

    def filled_up(self, line: int, crossing: int) -> int:
        """The power of ten that a column leaves behind the point: 12.000 is 12, 12.00 is not."""
        printed, half = self.matrix.printed[line][crossing], self.matrix.halves[line][crossing]
        decimals = self.fact(line, crossing).figure.amount.numeral.decimals
        if half <= printed or decimals < RENDERED_ZEROS:
            return 1
        places: int = 10**decimals
        return min(half // printed, places)

    def is_share(self, line: int, crossing: int) -> bool:
        """Whether a figure is a percentage, by its sign or because all of its line or crossing are."""
        return self.matrix.kinds[line][crossing] == SHARE_KIND

    def fact(self, line: int, crossing: int) -> Fact:
        """The figure with its meaning."""
        found = self.words.get((line, crossing))
        return self.matrix.facts[line, crossing] if found is None else found

    def entries(self, line: int) -> Iterator[int]:
        """Where a line has figures."""
        values = self.matrix.values[line]
        return (at for at in self.filled if values[at] is not None or (line, at) in self.words)

    def near(self, line: int) -> list[int]:
        """The other lines with figures, those before it first, the nearest first."""
        place = bisect_left(self.active, line)
        after = self.active[place + 1 :] if line in self.active[place : place + 1] else self.active[place:]
        return [*self.active[:place][::-1], *after]

    def rates(self, line: int) -> Bare:
        """The figures of a line as plain fractions; those without a percent sign count as printed."""
        if line not in self._rates:
            self._rates[line] = self._bare(line)
        return self._rates[line]

    def _bare(self, line: int) -> Bare:
        facts = {at: self.fact(line, at) for at in self.entries(line)}
        places = max((fact.figure.amount.numeral.decimals for fact in facts.values()), default=0)
        unit = Fraction(1, 10 ** (places + BARE))
        numbers = {}
        for at, fact in facts.items():
            amount = fact.figure.amount
            factor = amount.unit.factor if signed(fact) else 1
            one = 10 ** (places + BARE - amount.numeral.decimals) * factor
            wide = 1 if (line, at) in self.words else self.filled_up(line, at)
            numbers[at] = Number(int(amount.numeral.digits * one), int(one / 2) * wide)
        return Bare(numbers, unit)

    def signed(self, line: int) -> bool:
        """Whether the figures of a line say themselves that they are percentages, points or multiples."""
        if line not in self._signed:
            self._signed[line] = any(signed(self.fact(line, at)) for at in self.entries(line))
        return self._signed[line]


def signed(fact: Fact) -> bool:
    """Whether a figure says itself that it is a percentage or in points, not its header."""
    unit = fact.figure.amount.unit
    points = any(base == "point" for base, _ in unit.powers)
    return points or (unit.factor < 1 and not unit.powers and not _NUMBER.fullmatch(fact.figure.text))


def sides(grid: Grid, words: Mapping[Spot, Fact], lead: str, lexicon: Lexicon) -> tuple[Side, Side] | None:
    """The columns of a table as lines, and its rows; None if there is nothing to compute.

    Args:
        grid: the table.
        words: figures in its cells of words, by row and column from 0.
        lead: the text that leads to it.
        lexicon: the words in force.
    """
    lines = grid.lines
    if lines is None or lines.matrix is None:
        return None
    matrix = lines.matrix
    sample = lexicon.pattern(_SAMPLE).search(" ".join((*grid.headings[-1:], grid.caption, lead)))
    counted = int(sample["count"].replace(",", "")) if sample is not None else None
    turned = {(col, row): fact for (row, col), fact in words.items()}
    columns = _side(
        matrix.transposed(), lines.cols, lines.rows, lines.col_breaks, turned, counted, down=False
    )
    return columns, _side(matrix, lines.rows, lines.cols, lines.row_breaks, words, counted, down=True)


def _side(
    matrix: Matrix,
    lines: Sequence[Line],
    across: Sequence[Line],
    breaks: frozenset[int],
    words: Mapping[Spot, Fact],
    counted: int | None,
    *,
    down: bool,
) -> Side:
    spots = [*matrix.facts, *words]
    active = tuple(sorted({line for line, _ in spots}))
    filled = tuple(sorted({at for _, at in spots}))
    shifts = tuple(_shifts(filled, across))
    return Side(matrix, lines, across, down, active, filled, breaks, words, counted, shifts)


def _shifts(filled: Sequence[int], across: Sequence[Line]) -> Iterator[tuple[Mapping[int, int], str]]:
    """From periods to those before them; where no periods are known, from entry to entry."""
    periods = {at: period for at in filled if (period := across[at].period) is not None}
    year, last = before(periods, years=True), before(periods, years=False)
    if year:
        yield year, say("over the period a year before")
    if last and last != year:
        yield last, say("over the period before")
    if not last:
        yield {at: other for other, at in pairwise(filled)}, say("over the entry before")
        yield dict(pairwise(filled)), say("over the entry after")


def before(periods: Mapping[int, Dates], *, years: bool) -> dict[int, int]:
    """From every crossing line with a period to the one of the period before it, of the same length.

    Args:
        periods: of the crossing lines, in their order.
        years: the period a year before, not the nearest.
    """
    places: dict[tuple[int, int], list[int]] = {}  # by length and last month
    for at, period in periods.items():
        places.setdefault(_months(period), []).append(at)
    series: dict[int, list[int]] = {}
    for length, last in sorted(places):
        series.setdefault(length, []).append(last)
    found: dict[int, int] = {}
    for (length, last), here in places.items():
        lasts = series[length]
        rank = bisect_left(lasts, last)
        wanted = last - YEAR if years else lasts[rank - 1] if rank else None
        there = None if wanted is None else places.get((length, wanted))
        if there:
            found |= {at: _nearest(there, at) for at in here}
    return found


def _months(period: Dates) -> tuple[int, int]:
    """The length of a period and the month of its end; a fiscal year ends some days off."""
    end = date.fromordinal(max(period.last - HALF_MONTH, 1))
    return round((period.last - period.first + 1) * YEAR / DAYS), end.year * YEAR + end.month


def _nearest(places: Sequence[int], at: int) -> int:
    rank = bisect_left(places, at)
    return min(places[max(rank - 1, 0) : rank + 1], key=lambda place: abs(place - at))


def alike(one: Dates, other: Dates) -> bool:
    """Whether two periods are equally long."""
    return _months(one)[0] == _months(other)[0]
