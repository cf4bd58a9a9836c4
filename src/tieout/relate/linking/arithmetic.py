"""What cells of a line or column give: changes, multiples, compound growth, shares, sums, differences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tieout.model import Dates, Fact, Grain
from tieout.quantity import Interval
from tieout.relate.linking.line import Line, plain
from tieout.relate.prose.measure import UNIT, Value, root, value
from tieout.relate.prose.skeleton import kind

_TOTALS = frozenset({"total", "合计", "总计", "小计", "总额", "总量"})
_MOST_ROWS = 200  # of a table in whose columns totals are looked for
_YEAR = 366
_LONGEST = 30  # years of compound growth


@dataclass(frozen=True, slots=True)
class Given:
    """What cells give, and how: `form` shows the arithmetic with their texts filled in."""

    cells: tuple[Fact, ...]
    value: Value
    form: str
    only: bool = False  # whether the words leave no other cells


def changes(fact: Fact, now: Fact, levels: Sequence[Fact]) -> Iterator[Given]:
    """The change to a cell from the neighbouring ones of its line: an amount, a rate, or points."""
    sorts = kind(fact.figure.amount), kind(now.figure.amount)
    if sorts not in (("A", "A"), ("P", "A"), ("O", "P")):
        return
    alike = _alike(now, levels)
    for then in _neighbours(now, alike):
        if then.period is not None and now.period is not None and then.period.first >= now.period.first:
            continue
        given = _growth(now, then) if sorts[0] == "P" else value_of(now) - value_of(then)
        if given is not None:
            only = is_year_before(then.period, now.period) or (len(alike) == 2 and now.period is not None)
            form = "{0} / {1} - 1" if sorts[0] == "P" else "{0} - {1}"
            yield Given((now, then), _size(given), form, only)


def multiples(now: Fact, levels: Sequence[Fact]) -> Iterator[Given]:
    """How many times a neighbouring cell a cell is."""
    for then in _neighbours(now, _alike(now, levels)):
        given = quotient(now, then)
        if given is not None:
            yield Given((now, then), given, "{0} / {1}")


def compound(fact: Fact, levels: Sequence[Fact]) -> Iterator[Given]:
    """The yearly growth from the first cell of a line to its last, or over the span the figure names."""
    dated = [cell for cell in levels if cell.period is not None and cell.period.grain is Grain.YEAR]
    dated.sort(key=lambda cell: cell.period.first if cell.period is not None else 0)
    span = fact.period
    if span is not None and span.grain is Grain.SPAN:
        dated = [c for c in dated if c.period and span.first <= c.period.first and c.period.last <= span.last]
    if len(dated) < 3 or not _alike(dated[0], [dated[-1]]):
        return
    first, last = dated[0], dated[-1]
    years = _year(last.period) - _year(first.period)
    ratio = quotient(last, first)
    if ratio is None or not 1 < years <= _LONGEST or ratio.interval.low is None or ratio.interval.low <= 0:
        return
    fine = fact.figure.amount.quantum / 1000
    low, high = ratio.interval.low, ratio.interval.high or ratio.point
    rate = Interval(root(low, years, fine), root(high, years, fine))
    form = f"({{0}} / {{1}}) ^ (1/{years}) - 1"
    yield Given((last, first), Value(rate, root(ratio.point, years, fine)), form)


def shares(line: Line, part: Fact, named: frozenset[str]) -> Iterator[Given]:
    """The share of a cell in the totals of its column, and in the other rows that a sentence names."""
    grid = line.grid
    if not line.is_row or grid.rows > _MOST_ROWS or kind(part.figure.amount) == "P":
        return
    for row in range(1, grid.rows + 1):
        whole = grid.facts.get((row, part.figure.col or 0))
        if whole is None or whole is part or whole.figure.quantity is None or not _alike(part, [whole]):
            continue
        name = plain(grid.row_labels[row - 1][-1]) if grid.row_labels[row - 1] else ""
        if name in _TOTALS or name in named or name.startswith(("total ", "合计")):
            given = quotient(part, whole)
            if given is not None:
                yield Given((part, whole), given, "{0} / {1}")


def combined(cells: Sequence[Fact], only: bool, *, difference: bool) -> Given:
    """The sum of cells, or the difference of two."""
    total = value_of(cells[0])
    for cell in cells[1:]:
        total = total - value_of(cell) if difference else total + value_of(cell)
    sign = " - " if difference else " + "
    return Given(tuple(cells), _size(total), sign.join(f"{{{i}}}" for i in range(len(cells))), only)


def value_of(cell: Fact) -> Value:
    """A cell as it enters a formula: a table prints every digit on purpose."""
    return value(cell.figure.amount, strict=True)


def quotient(part: Fact, whole: Fact) -> Value | None:
    """One cell over another; None if that may be zero."""
    a, b = value_of(part), value_of(whole)
    return None if b.interval.holds_zero() else a / b


def is_year_before(then: Dates | None, now: Dates | None) -> bool:
    """Whether a period is the same one a year earlier."""
    if then is None or now is None or then.grain is not now.grain:
        return False
    return _year(then) == _year(now) - 1 and abs(now.last - then.last - _YEAR) < 10


def _alike(cell: Fact, others: Sequence[Fact]) -> list[Fact]:
    """The cells of one sort and dimension with another."""
    own = cell.figure.amount
    return [
        other
        for other in others
        if other.figure.quantity is not None
        and other.figure.quantity.unit.same_dimension(own.unit)
        and kind(other.figure.quantity) == kind(own)
    ]


def _neighbours(cell: Fact, levels: Sequence[Fact]) -> list[Fact]:
    """The next cell of a line, where the year before mostly stands, and the one before."""
    at = next((index for index, other in enumerate(levels) if other.id == cell.id), None)
    return [] if at is None else [*levels[at + 1 : at + 2], *levels[max(at - 1, 0) : at]]


def _growth(now: Fact, then: Fact) -> Value | None:
    a, b = value_of(now), value_of(then)
    return None if a.point <= 0 or b.point <= 0 or b.interval.holds_zero() else a / b - UNIT


def _size(found: Value) -> Value:
    """A change as a size: the words carry its sign."""
    return found if found.point >= Fraction(0) else Value(-found.interval, -found.point)


def _year(period: Dates | None) -> int:
    return date.fromordinal(period.last).year if period is not None else 0
