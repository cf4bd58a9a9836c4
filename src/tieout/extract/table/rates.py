"""Columns of rates that no header and no percent sign gives away: their figures tell.

A column that is the growth from one column before it to the other, row after row, is one; so are columns that
add up to 100 in every row. Neither is footed with the amounts beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.extract.table.matrix import SHARE_KIND
from tieout.model.lines import Line, Matrix, Role

ROWS = 4  # fewer rows than this prove nothing
MOSTLY = 7, 10  # share of the rows in which it must be so
CLEAR = 4  # a rate smaller than so many times its rounding says nothing
HUNDRED = 100


def rate_columns(matrix: Matrix, cols: Sequence[Line]) -> dict[int, Role]:
    """The columns (from 0) whose figures are growth, rates beside it, or shares of a whole in every row."""
    plain = [
        col
        for col in range(matrix.cols)
        if cols[col].added and any(matrix.values[row][col] for row in range(matrix.rows))
    ]
    growth = {
        col
        for place, col in enumerate(plain)
        if any(_grows(matrix, col, *pair) for pair in _before(plain[:place]))
    }
    parts = _parts_of_growth(matrix, plain, growth) if growth else set()
    shares = _shares(matrix, [col for col in plain if col not in growth | parts])
    return dict.fromkeys(parts | shares, Role.RATE) | dict.fromkeys(growth, Role.GROWTH)


def _parts_of_growth(matrix: Matrix, plain: Sequence[int], growth: set[int]) -> set[int]:
    """The columns printed with as many places as a growth, where amounts have others: volume, price."""
    places = {col: _places(matrix, col) for col in plain}
    fine = {places[col] for col in growth} - {places[col] for col in plain[:2]}
    return {col for col in plain if places[col] in fine}


def _places(matrix: Matrix, col: int) -> int:
    """What one of the finest decimal place that a column prints is a part of: 100 for two places."""
    rows = (row for row in range(matrix.rows) if (row, col) in matrix.facts)
    return max(_printed(matrix, row, col)[1] for row in rows)


def _before(cols: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The two columns before another, the later period first and last."""
    if len(cols) >= 2:
        first, second = cols[-2:]
        yield first, second
        yield second, first


def _grows(matrix: Matrix, col: int, to: int, start: int) -> bool:
    """Whether a column is the growth in percent from one column to another."""
    right = wrong = 0
    for row, (values, halves) in enumerate(zip(matrix.values, matrix.printed, strict=True)):
        a, b = values[to], values[start]
        if values[col] is None or not a or not b:
            continue
        rate, places = _printed(matrix, row, col)
        gap = HUNDRED * places * (a - b) - rate * b
        slack = abs(b) + 2 * HUNDRED * places * (halves[to] + halves[start])
        right += abs(gap) <= slack and abs(rate * b) > CLEAR * slack
        wrong += abs(gap) > slack
        if wrong > ROWS + right:
            return False
    return right >= ROWS and right * MOSTLY[1] >= (right + wrong) * MOSTLY[0]


def _printed(matrix: Matrix, row: int, col: int) -> tuple[int, int]:
    """The digits of a figure and what one of its last places is a part of, whatever scale a caption gives."""
    quantity = matrix.facts[row, col].figure.quantity
    assert quantity is not None  # it is in the matrix
    return quantity.numeral.digits, 10**quantity.numeral.decimals


def _shares(matrix: Matrix, cols: Sequence[int]) -> set[int]:
    """Columns with no figure above 100 that together make 100 in each row."""
    hundred = HUNDRED / matrix.step
    if hundred.denominator != 1:
        return set()
    whole = int(hundred)
    small = [col for col in cols if _within(matrix, col, whole)]
    right = wrong = 0
    for values, halves, kinds in zip(matrix.values, matrix.printed, matrix.kinds, strict=True):
        row = [col for col in small if values[col] is not None and kinds[col] != SHARE_KIND]
        if len(row) < 2:
            continue
        gap = sum(values[col] or 0 for col in row) - whole
        ties = abs(gap) <= sum(halves[col] for col in row) + halves[row[0]]
        right += ties
        wrong += not ties
    return set(small) if right >= ROWS and right * MOSTLY[1] >= (right + wrong) * MOSTLY[0] else set()


def _within(matrix: Matrix, col: int, most: int) -> bool:
    return all(0 <= (values[col] or 0) <= most for values in matrix.values)
