"""The quarters of one table and the year of another: four figures of one concept make a fifth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tieout.equation import Term, read, term, total
from tieout.model import Evidence, Fact, Grain, Grid, Relation, Report
from tieout.slip import misprinted
from tieout.wording import say

QUARTERS = 4
SCOPE = "quarter"  # what the meaning of a column headed as a quarter is narrowed to
ANOTHER = say("the quarters may be those of another year")


def quarters(report: Report) -> Iterator[Relation]:
    """Hold four quarters that name no year against the latest year of the other tables."""
    for grid in report.grids:
        for row in _rows(grid):
            years = [
                fact
                for other in report.grids
                if other is not grid
                for fact in other.facts.values()
                if _is_year_of(fact, row[0])
            ]
            if years:
                yield _relation(max(years, key=_last), row, grid)


def _rows(grid: Grid) -> Iterator[list[Fact]]:
    """The rows of exactly four quarters of one concept."""
    rows: dict[int, list[Fact]] = {}
    for (row, _), fact in sorted(grid.facts.items()):
        if fact.scope == (SCOPE,) and fact.period is None and fact.concept and fact.figure.quantity:
            rows.setdefault(row, []).append(fact)
    return (row for row in rows.values() if len(row) == QUARTERS and len({fact.concept for fact in row}) == 1)


def _is_year_of(fact: Fact, quarter: Fact) -> bool:
    same = (fact.concept, fact.entity, fact.status, fact.basis) == (
        quarter.concept, quarter.entity, quarter.status, quarter.basis,
    )  # fmt: skip
    period = fact.period
    return same and not fact.scope and period is not None and period.grain is Grain.YEAR


def _last(fact: Fact) -> int:
    return fact.period.last if fact.period is not None else 0


def _relation(year: Fact, row: list[Fact], grid: Grid) -> Relation:
    equation = total(_year(year, row[0]), [term(fact, strict=True) for fact in row])
    tie, computed = equation.tie(), equation.computed()
    known = computed is not None and misprinted(year.figure.amount, computed.point)
    return Relation.of(
        equation,
        kind="total",
        shape="periods",
        evidence=Evidence.LABELLED,
        reason="" if (tie is not None and tie.holds) or known else ANOTHER,
        group=f"table {grid.number}: quarters of {row[0].label[-2:]}",
    )


def _year(year: Fact, quarter: Fact) -> Term[Fact]:
    """The year, in the unit of the quarters where its own table gives none."""
    own, other = year.figure.amount, quarter.figure.amount
    bare = not own.unit.powers and own.unit.factor == 1
    if not bare or own.numeral.decimals != other.numeral.decimals:
        return term(year, "total", strict=True)
    numeral = replace(own.numeral, exponent=other.numeral.exponent)
    return read(year, replace(own, numeral=numeral, unit=other.unit), "total", strict=True)
