"""Cells of columns of growth as facts: that of their row's concept in the latest period of its amounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tieout.model import Fact, Grain, Grid, Report
from tieout.model.lines import Role
from tieout.relate.sameness import GROWTH


def with_growths(report: Report) -> Iterator[Fact]:
    """The facts of a report; cells that only their column says to be growth have their concept."""
    told = {fact.id: fact for grid in report.grids for fact in _growths(grid)}
    yield from (told.get(fact.id, fact) for fact in report.facts)


def _growths(grid: Grid) -> Iterator[Fact]:
    if grid.lines is None:
        return
    growing = [number for number, col in enumerate(grid.lines.cols, 1) if col.role is Role.GROWTH]
    rows: dict[int, list[tuple[int, Fact]]] = {}
    for (row, col), fact in grid.facts.items() if growing else ():
        rows.setdefault(row, []).append((col, fact))
    for _, row_facts in sorted(rows.items()):
        amounts = [fact for col, fact in row_facts if col not in growing]
        known = [fact for fact in amounts if fact.concept is not None and fact.period is not None]
        cells = [fact for col, fact in row_facts if col in growing]
        if len({fact.concept for fact in known}) != 1 or len(cells) != 1 or cells[0].concept is not None:
            continue
        latest = max(known, key=lambda fact: fact.period.last if fact.period is not None else 0)
        if latest.period is not None and latest.period.grain is Grain.YEAR and cells[0].period is None:
            yield replace(cells[0], concept=f"{latest.concept}{GROWTH}", period=latest.period)
