"""The figures of a grid as scaled integers: one is half a unit of the finest figure in the table.

Sums of many figures are tried, so the arithmetic is on whole numbers; it is exact. The precision of a
figure is the last place that its column uses: in a column where every figure ends in 000, a figure is
known to the thousand.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from tieout.model import Fact, Grid
from tieout.model.lines import Matrix, Vector
from tieout.quantity import Quantity, power_of_ten

MOSTLY = 4, 5  # share of a table's figures that are shares for it to be a table of shares
BASES = 5, 3  # statistical offices round counts to multiples of these, to protect those counted
ROUNDED_FIGURES = 20  # so many different figures, of which one in as many may be none, show it
REPEATED = 5  # a figure printed so often and no other in its column is a fixed amount, not a rounded one
RENDERED_ZEROS = 3  # a column where every figure ends in .000 was written out by a machine
PLAIN_KIND, SHARE_KIND = 0, 1
FEWEST = 3  # figures


class _Way(NamedTuple):
    """A way of printing in one column: place of the last digit, factor of the unit.

    The factor is kept as two whole numbers, which are quicker to look up by than a fraction.
    """

    col: int
    exponent: int
    above: int
    below: int

    @property
    def factor(self) -> Fraction:
        """What the unit multiplies by."""
        return Fraction(self.above, self.below)


def read_matrix(grid: Grid, facts: Mapping[tuple[int, int], Fact]) -> Matrix | None:
    """Scale the figures of a grid; None if there are too few to compute anything.

    Args:
        grid: the table.
        facts: its figures by place (from 1), as they are meant.
    """
    cells = {
        (row - 1, col - 1): quantity
        for (row, col), fact in facts.items()
        if (quantity := fact.figure.quantity) is not None and quantity.upper is None
    }
    if len(cells) < FEWEST:
        return None
    ways = {at: _way(at[1], quantity) for at, quantity in cells.items()}
    spare = _spare_zeros(cells, ways)
    base = _base(cells.values())
    quanta = {way: power_of_ten(way.exponent) * way.factor for way in spare}
    step = _step([quantum / 2 for quantum in quanta.values()])
    scales = {way: int(quantum / step) for way, quantum in quanta.items()}
    values: list[Vector] = [[None] * grid.cols for _ in range(grid.rows)]
    halves = [[0] * grid.cols for _ in range(grid.rows)]
    printed = [[0] * grid.cols for _ in range(grid.rows)]
    kinds = [[0] * grid.cols for _ in range(grid.rows)]
    known: dict[tuple[tuple[str, int], ...] | str, int] = {(): PLAIN_KIND, "share": SHARE_KIND}
    for (row, col), quantity in cells.items():
        way = ways[row, col]
        half = scales[way] // 2
        values[row][col] = quantity.numeral.digits * scales[way]
        printed[row][col] = half
        halves[row][col] = half * 10 ** spare[way] * (base if _counts(quantity) and not spare[way] else 1)
        scaled = not quantity.unit.powers and (way.above, way.below) != (1, 1)
        kinds[row][col] = known.setdefault("share" if scaled else quantity.unit.powers, len(known))
    meant = {at: facts[at[0] + 1, at[1] + 1] for at in cells}
    mixed = len({kind for row in kinds for kind in row}) > 1
    percentages = [quantity for (row, col), quantity in cells.items() if kinds[row][col] == SHARE_KIND]
    shares = _are_shares(percentages, len(cells))
    nils = frozenset((row - 1, col - 1) for row, col in grid.dashes)
    unread = _unread(grid, cells.keys() | nils)
    return Matrix(
        grid.rows, grid.cols, values, halves, printed, kinds, step, meant, mixed, shares, nils, unread
    )


def _unread(grid: Grid, read: Collection[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """The cells below the headers and beside the labels that hold text which is no figure."""
    body = grid.texts[grid.header_rows :]
    return frozenset(
        (row, col)
        for row, texts in enumerate(body, grid.header_rows)
        for col, text in enumerate(texts[grid.label_cols :], grid.label_cols)
        if text.strip() and (row, col) not in read
    )


def _are_shares(percentages: list[Quantity], figures: int) -> bool:
    """Whether a table is made of shares: nearly all percentages, none negative as rates of change are."""
    mostly = len(percentages) * MOSTLY[1] >= figures * MOSTLY[0]
    return mostly and all(quantity.numeral.digits >= 0 for quantity in percentages)


def _step(halves: list[Fraction]) -> Fraction:
    """The largest value of which every half quantum is a whole multiple."""
    denominator = math.lcm(*(half.denominator for half in halves))
    return Fraction(math.gcd(*(int(half * denominator) for half in halves)), denominator)


def _way(col: int, quantity: Quantity) -> _Way:
    factor = quantity.unit.factor
    return _Way(col, quantity.numeral.exponent, factor.numerator, factor.denominator)


def _base(quantities: Iterable[Quantity]) -> int:
    """The multiple to which nearly all counts of a table are rounded."""
    counts = {quantity.numeral.digits for quantity in quantities if _counts(quantity)} - {0}
    if len(counts) < ROUNDED_FIGURES:
        return 1
    odd = {base: sum(count % base != 0 for count in counts) for base in BASES}
    return next((base for base in BASES if odd[base] * ROUNDED_FIGURES <= len(counts)), 1)


def _counts(quantity: Quantity) -> bool:
    return quantity.numeral.exponent == 0 and quantity.unit.factor == 1


def _spare_zeros(
    cells: dict[tuple[int, int], Quantity], ways: dict[tuple[int, int], _Way]
) -> dict[_Way, int]:
    """How many final zeros all figures of a column share that are printed in one way."""
    printed: dict[_Way, list[int]] = {way: [] for way in ways.values()}
    for at, quantity in cells.items():
        if quantity.numeral.digits:
            printed[ways[at]].append(quantity.numeral.digits)
    return {way: _spare(way, digits) for way, digits in printed.items()}


def _spare(way: _Way, printed: list[int]) -> int:
    """The zeros that end all of these, those behind the point only if a machine filled up the places.

    Of a fixed amount, printed again and again, only what a machine filled up is no precision; of one or two
    figures with decimals nothing is, for they show no habit.
    """
    common = math.gcd(*printed)  # ends in the zeros that all of them end in
    zeros, places = 0, max(-way.exponent, 0)
    while common and common % 10 == 0:
        common, zeros = common // 10, zeros + 1
    if 0 < places < RENDERED_ZEROS and len(set(printed)) < FEWEST:
        return 0
    if len(printed) >= REPEATED and len(set(printed)) == 1:
        zeros = min(zeros, places)
    return 0 if zeros < min(places, RENDERED_ZEROS) else zeros
