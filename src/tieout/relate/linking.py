"""Figures of the text that name a row of a table, and figures that a table's cells give by arithmetic.

A clause that says a row's label right before its first figure speaks of that row; with the same period and
dimension that leaves one cell, or none is chosen. Growth of a concept is computed from the cells of the
period and of the same period a year before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tieout.extract.lettertree import LetterTree
from tieout.model import Dates, Fact, Grid, Report, Sentence
from tieout.quantity import PERCENT, Interval, Tie, compare
from tieout.relate.sameness import Key, Pair, near, period_key, same_digits, tie_of

_SHORTEST = 3  # letters of a row label that is looked for; Chinese ones may have one less
_LONGEST = 40
_JOINTS = "年度月日末中内的其和及与"  # Chinese characters that a name may follow without being part of it
_GAP = 16  # characters between a row's label and its figure
_POINTS = Fraction(3, 100)  # a growth rate that far off is computed on another base
GROWTH = " growth"


@dataclass(frozen=True, slots=True)
class Linked:
    """A figure of the text and the cell (or what cells give) that it must agree with."""

    fact: Fact
    cell: Fact
    others: tuple[Fact, ...]  # further cells that the value is computed from
    tie: Tie
    computed: Fraction
    table: int

    @property
    def pair(self) -> Pair:
        """As a pair of printings."""
        return Pair(self.fact, self.cell, self.tie)


def by_row_label(report: Report, done: frozenset[int]) -> Iterator[Linked]:
    """Figures right behind the label of a row, held against the row's cell of their period.

    Args:
        report: the report.
        done: ids of facts that are compared by their attributes already.
    """
    rows: dict[str, list[tuple[Grid, int]]] = {}
    for grid in report.grids:
        for row, path in enumerate(grid.row_labels, 1):
            label = path[-1].strip().lower() if path else ""
            if row > grid.header_rows and _telling(label):
                rows.setdefault(label, []).append((grid, row))
    if not rows:
        return
    tree = LetterTree(rows)
    for sentence in report.sentences:
        if sentence.row is not None or all(fact.id in done for fact in sentence.facts):
            continue
        for start, end, label in tree.find(sentence.text.lower()):
            fact = _first_after(sentence, start, end)
            if fact is not None and fact.id not in done:
                yield from _cells(fact, rows[label])


def _telling(label: str) -> bool:
    """Whether a row label says enough to be recognised in a sentence."""
    if not label or len(label) > _LONGEST or any(char.isdigit() for char in label):
        return False
    return len(label) >= (_SHORTEST if label[0].isascii() else _SHORTEST - 1) and label not in _GENERAL


_GENERAL = frozenset(
    {"total", "other", "others", "net", "合计", "其他", "总计", "小计", "同比", "项目", "公司", "本公司"}
)


def _first_after(sentence: Sentence, start: int, end: int) -> Fact | None:
    """The first figure behind a label, if nothing but a few words stands between and none before."""
    text = sentence.text
    before = text[start - 1 : start]
    if before.isalnum() and before.isascii() == text[start].isascii() and before not in _JOINTS:
        return None  # a part of a longer name
    for fact in sentence.facts:
        offset = fact.figure.start - sentence.start
        if offset < end:
            continue
        between = text[end:offset]
        plain = len(between) <= _GAP and not any(mark in between for mark in "，,；;。（(、/")
        return fact if plain and fact.figure.quantity is not None and _is_level(fact) else None
    return None


def _is_level(fact: Fact) -> bool:
    """Whether a figure is an amount in its own right; rates say too little of what they are rates of."""
    quantity = fact.figure.quantity
    return quantity is not None and bool(quantity.unit.powers) and "compared from" not in fact.scope


def _cells(fact: Fact, places: Sequence[tuple[Grid, int]]) -> Iterator[Linked]:
    """The one cell of a row with the figure's period and dimension, in each table that has the row."""
    for grid, row in places:
        found = [cell for (at, _), cell in grid.facts.items() if at == row and _alike(fact, cell)]
        if len(found) != 1:
            continue
        tie = tie_of(fact, found[0])
        quantity, other = fact.figure.quantity, found[0].figure.quantity
        if tie is None or quantity is None or other is None:
            continue
        if quantity.value * other.value < 0:  # net cash used of 1.4 billion, (1,389) in the table
            tie = compare(quantity.interval, quantity.value, -other.interval, -other.value)
        if tie.holds or (near(quantity, other) and not same_digits(quantity, other)):
            yield Linked(fact, found[0], (), tie, other.value, grid.number)


def _alike(fact: Fact, cell: Fact) -> bool:
    quantity, other = fact.figure.quantity, cell.figure.quantity
    if quantity is None or other is None or not quantity.unit.same_dimension(other.unit):
        return False
    if fact.period is None or cell.period is None or fact.status is not cell.status:
        return False
    return period_key(fact.period) == period_key(cell.period) and fact.basis == cell.basis


# --- growth -------------------------------------------------------------------------------------------


def by_growth(report: Report) -> Iterator[Linked]:
    """Rates of growth in the text, held against the cells of the two periods."""
    cells: dict[Key, tuple[Fact, int]] = {}
    for grid in report.grids:
        for cell in grid.facts.values():
            if cell.concept is not None and not cell.concept.endswith(GROWTH) and cell.period is not None:
                cells.setdefault(_cell_key(cell, cell.period, cell.concept), (cell, grid.number))
    if not cells:
        return
    inside = {cell.id for cell, _ in cells.values()}
    for fact in report.facts:
        if (
            fact.id in inside
            or fact.period is None
            or fact.concept is None
            or not fact.concept.endswith(GROWTH)
        ):
            continue
        if not set(fact.scope) <= {"yoy", "change"} or fact.figure.row is not None:
            continue
        concept = fact.concept.removesuffix(GROWTH)
        now = cells.get(_cell_key(fact, fact.period, concept))
        then = cells.get(_cell_key(fact, _year_before(fact.period), concept))
        if now is not None and then is not None and now[1] == then[1]:
            yield from _grown(fact, now[0], then[0], now[1])


def _cell_key(fact: Fact, period: Dates, concept: str) -> Key:
    scope = tuple(word for word in fact.scope if word not in ("yoy", "change"))
    return concept, fact.entity, fact.basis, scope, period.first, period.last


def _year_before(period: Dates) -> Dates:
    first, last = date.fromordinal(period.first), date.fromordinal(period.last)
    return Dates(_back(first).toordinal(), _back(last).toordinal(), period.grain, period.fiscal)


def _back(day: date) -> date:
    leap = day.month == 2 and day.day >= 28
    return day.replace(year=day.year - 1, day=28) if leap else day.replace(year=day.year - 1)


def _grown(fact: Fact, now: Fact, then: Fact, table: int) -> Iterator[Linked]:
    stated, a, b = fact.figure.quantity, now.figure.quantity, then.figure.quantity
    if stated is None or a is None or b is None or stated.unit != PERCENT or b.value <= 0 or a.value <= 0:
        return
    if b.interval.holds_zero() or a.unit.powers != b.unit.powers:
        return
    one = Interval.point(1)
    value = a.value / b.value - 1
    change = a.interval / b.interval - one
    if value < 0 < stated.value:  # 下降 5%: the word carries the sign
        value, change = -value, -change
    tie = compare(stated.interval, stated.value, change, value)
    if tie.holds or tie.gap <= _POINTS:
        yield Linked(fact, now, (then,), tie, value, table)
