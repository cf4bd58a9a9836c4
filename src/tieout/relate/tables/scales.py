"""A figure with another scale word than all others of its column: 2,641亿 among 1,208万 and 1,834万.

Sums over such a column are sought as if it had the common word, for next to it all others are lost in its
rounding. A sum that ties then shows that the word is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from tieout.model import Fact, Grid

FINEST = 2 * 10**8  # half a unit of one scale word is at least so fine in that of another: 亿 and 元
_OTHERS = 2  # figures that make a common scale


def odd_scales(grid: Grid) -> dict[tuple[int, int], Fact]:
    """The figures that stand alone with their scale word, as they would be with the common one."""
    columns: dict[int, dict[tuple[int, int], Fact]] = {}
    for at, fact in grid.facts.items():
        if fact.figure.quantity is not None and fact.figure.text[-1:].isalpha():
            columns.setdefault(at[1], {})[at] = fact
    return {at: fact for column in columns.values() for at, fact in _odd(column)}


def _odd(column: Mapping[tuple[int, int], Fact]) -> Iterator[tuple[tuple[int, int], Fact]]:
    words = {at: fact.figure.text.lstrip("-(+$¥€£0123456789,. ") for at, fact in column.items()}
    counts = Counter(words.values()).most_common()
    if len(counts) != 2 or counts[1][1] != 1 or counts[0][1] < _OTHERS:
        return
    common = next(fact.figure for at, fact in column.items() if words[at] == counts[0][0])
    for at, fact in column.items():
        if words[at] == counts[1][0]:
            figure, numeral = fact.figure, fact.figure.amount.numeral
            places = common.amount.numeral.exponent + _decimals(common.text) - _decimals(figure.text)
            if figure.amount.unit == common.amount.unit and places != numeral.exponent:
                quantity = replace(figure.amount, numeral=replace(numeral, exponent=places))
                yield at, replace(fact, figure=replace(figure, quantity=quantity))


def _decimals(text: str) -> int:
    return sum(char.isdigit() for char in text.partition(".")[2])
