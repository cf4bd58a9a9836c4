"""The lines of a table keep to one scale (shape `scale` of kind `range`).

A series in time that lies close together has no single figure a power of ten away: 412, 430, 4,510, 462. And
shares under a header that says per cent make 100, not 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from tieout.model import Evidence, Fact, Grain, Grid, Relation, Report, Severity
from tieout.quantity import PERCENT, Tie, power_of_ten
from tieout.slip import off_by, significant
from tieout.wording import say

# Of 3,300 published tables none is flagged; forecasts of brokers do rise tenfold from a half of what follows.
_FEWEST = 4  # figures that make a series
_SPREAD, _EDGE_SPREAD = (
    Fraction(3, 2),
    Fraction(6, 5),
)  # largest over smallest of the others; for the first and last
_DIGITS = 2  # of the figure that is off: any other can be one digit away
_BEYOND = Fraction(11, 10)  # how far outside the others the figure may lie once its scale is mended
_SHIFTS = tuple(shift for shift in range(-6, 7) if shift)
_PARTS = 3  # shares that make a whole, at least


def scales(report: Report) -> Iterator[Relation]:
    """Lines of tables that leave their scale, and those that could and do not.

    Yields:
        one relation for each series in time, and one for each whole of shares; without figures that tie.
    """
    for grid in report.grids:
        for line in _lines(grid):
            if _is_series(line):
                yield from _series(line)
            yield from _proportions(line)


def _lines(grid: Grid) -> Iterator[list[Fact]]:
    """The figures of every row and every column, in their order."""
    by_row: dict[int, list[Fact]] = {}
    by_col: dict[int, list[Fact]] = {}
    for (row, col), fact in sorted(grid.facts.items()):
        if fact.figure.quantity is not None and fact.figure.quantity.upper is None:
            by_row.setdefault(row, []).append(fact)
            by_col.setdefault(col, []).append(fact)
    yield from by_row.values()
    yield from by_col.values()


def _is_series(line: Sequence[Fact]) -> bool:
    """Whether the figures are one thing at different times."""
    if len(line) < _FEWEST or any(fact.period is None for fact in line):
        return False
    signs = {fact.figure.amount.value > 0 for fact in line}
    units = {fact.figure.amount.unit.powers for fact in line}
    periods = {fact.period for fact in line}
    grains = {period.grain for period in periods if period is not None}
    alike = len(signs) == len(units) == len(grains) == 1 and len(periods) == len(line)
    return alike and Grain.DAY not in grains  # notes by the day of their issue are no series


def _series(line: Sequence[Fact]) -> Iterator[Relation]:
    """What a series says of its scale; nothing where its figures lie far apart anyway."""
    values = [abs(fact.figure.amount.value) for fact in line]
    if 0 in values:
        return
    if max(values) <= _SPREAD * min(values):
        yield _relation(line[0], line[1:])
        return
    for place, fact in enumerate(line):
        others = values[:place] + values[place + 1 :]
        inside = 0 < place < len(line) - 1
        spread = _SPREAD if inside else _EDGE_SPREAD
        if (
            len(set(others)) == 1
            or max(others) > spread * min(others)
            or significant(fact.figure.amount) < _DIGITS
        ):
            continue
        beside = values[place - 1 : place + 2 : 2] if inside else others
        for shift in _SHIFTS:
            mended = values[place] * power_of_ten(shift)
            if min(beside) / _BEYOND <= mended <= max(beside) * _BEYOND:
                yield _off(fact, [*line[:place], *line[place + 1 :]], shift)


def _off(fact: Fact, others: Sequence[Fact], shift: int) -> Relation:
    beside = say("{first} to {last}", first=others[0].figure.text, last=others[-1].figure.text)
    off = off_by(shift)
    return replace(
        _relation(fact, others),
        tie=Tie(Fraction(1), Fraction(0)),
        detail=say("{off} beside {others}", off=off, others=beside),
        cause=off,
    )


def _proportions(line: Sequence[Fact]) -> Iterator[Relation]:
    """Shares under a header that says per cent, whose whole is printed as 1."""
    shares = [fact for fact in line if _is_headed(fact)]
    if len(shares) != len(line) or len(line) <= _PARTS:
        return
    *parts, whole = shares
    if whole.figure.amount.value not in (1, PERCENT.factor):
        return
    amounts = [part.figure.amount for part in parts]
    slack = sum((amount.quantum / 2 for amount in amounts), Fraction(0))
    if min(amount.value for amount in amounts) < 0 or any(not amount.numeral.decimals for amount in amounts):
        return
    if abs(sum((amount.value for amount in amounts), Fraction(0)) - whole.figure.amount.value) > slack:
        return
    relation = _relation(whole, parts)
    if whole.figure.amount.value == 1:
        yield relation
    else:
        detail = say("these are shares of 1, under a header that says per cent")
        yield replace(relation, tie=Tie(Fraction(1), Fraction(0)), detail=detail, cause=off_by(2))


def _is_headed(fact: Fact) -> bool:
    """Whether a figure is a percentage by what is said elsewhere, not by a sign of its own."""
    amount = fact.figure.amount
    return amount.unit.symbol == PERCENT.symbol and PERCENT.symbol not in fact.figure.text


def _relation(fact: Fact, others: Sequence[Fact]) -> Relation:
    return Relation(
        "range",
        "scale",
        Evidence.STATED,
        say("{figure} beside {count} others", figure=fact.figure.text, count=len(others)),
        fact,
        tie=Tie(Fraction(0), Fraction(0)),
        cap=Severity.WARNING,
    )
