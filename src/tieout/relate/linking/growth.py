"""Rates of growth in the text, computed from the cells of the period and of the same period a year before."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tieout.equation import change, term
from tieout.model import Dates, Fact, Report
from tieout.quantity import PERCENT
from tieout.relate.linking.link import Linked
from tieout.relate.sameness import Key, year_before
from tieout.slip import misprinted

_POINTS = Fraction(1, 200)  # a growth rate further off is computed on another base
GROWTH = " growth"


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
        then = cells.get(_cell_key(fact, year_before(fact.period), concept))
        if now is not None and then is not None and now[1] == then[1]:
            yield from _grown(fact, now[0], then[0], now[1])


def _cell_key(fact: Fact, period: Dates, concept: str) -> Key:
    scope = tuple(word for word in fact.scope if word not in ("yoy", "change"))
    return concept, fact.entity, fact.basis, scope, period.first, period.last


def _grown(fact: Fact, now: Fact, then: Fact, table: int) -> Iterator[Linked]:
    stated, a, b = fact.figure.quantity, now.figure.quantity, then.figure.quantity
    if stated is None or a is None or b is None or stated.unit != PERCENT or b.value <= 0 or a.value <= 0:
        return
    if b.interval.holds_zero() or a.unit.powers != b.unit.powers:
        return
    told = -1 if a.value < b.value and stated.value > 0 else 1  # 下降 5%: the word carries the sign
    equation = change(term(fact, "rate", factor=told), term(then, "base"), term(now, "result"))
    tie, computed = equation.tie(), equation.computed()
    if tie is None or computed is None:
        return
    slip = misprinted(stated, computed.point)
    if tie.holds or slip or tie.gap <= _POINTS:
        yield Linked(equation, tie, table, sure=slip)
