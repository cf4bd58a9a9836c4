"""How well a value sits beside its neighbours: the other figures of its line of the table.

Lines of a table mostly move by little from column to column, or by as much as the other lines do. This only
ranks suspects; it decides nothing, so floats will do.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tieout.model import Fact, Figure, Grid, Report

_NEAR = 0.02  # logarithms: figures of a line that are this near are as near as any
_FAR = 3.0  # beyond a factor of e^3 all distances are the same
_TREND = 2  # lines that make a trend


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The tables of all reports, by report and block.

    `ratios` holds the logarithms of ratios by row, for report, block and two columns, once asked for.
    """

    grids: Mapping[tuple[str, int], Grid]
    ratios: dict[tuple[str, int, int, int], dict[int, float]] = field(default_factory=dict)

    @staticmethod
    def of(reports: Iterable[Report]) -> Neighbours:
        """Look up once for all reports."""
        return Neighbours({(report.path, grid.block): grid for report in reports for grid in report.grids})

    def improvement(self, fact: Fact, value: Fraction) -> float:
        """Log likelihood of a repaired figure beside its neighbours, over that of the printed one.

        The chance of a distance falls off slowly: lines that double are no rarity. 0 without neighbours.
        """
        around = list(self._row(fact))
        if not around:
            return 0.0
        return _remoteness(fact.figure.amount.value, around) - _remoteness(value, around)

    def _row(self, fact: Fact) -> Iterator[tuple[Fraction, float]]:
        """The other figures of a table line, each with how far the other lines mostly move from there."""
        figure = fact.figure
        grid = self.grids.get((fact.report, figure.block))
        if grid is None or figure.row is None or figure.col is None:
            return
        for col in range(1, grid.cols + 1):
            other = grid.facts.get((figure.row, col))
            if other is None or col == figure.col:
                continue
            amount = other.figure.quantity
            if amount is not None and amount.value and amount.unit.same_dimension(figure.amount.unit):
                yield amount.value, self._trend(fact.report, grid, figure, col)

    def _trend(self, report: str, grid: Grid, figure: Figure, other: int) -> float:
        """The usual logarithm of a figure over the one in another column, without this line."""
        key = (report, grid.block, figure.col or 0, other)
        if key not in self.ratios:
            pairs = (
                (row, grid.facts.get((row, figure.col or 0)), grid.facts.get((row, other)))
                for row in range(1, grid.rows + 1)
            )
            ratios = ((row, _ratio(one, two)) for row, one, two in pairs)
            self.ratios[key] = {row: ratio for row, ratio in ratios if ratio is not None}
        usual = [ratio for row, ratio in self.ratios[key].items() if row != figure.row]
        return statistics.median(usual) if len(usual) >= _TREND else 0.0


def _ratio(one: Fact | None, two: Fact | None) -> float | None:
    if one is None or two is None or one.figure.quantity is None or two.figure.quantity is None:
        return None
    first, second = one.figure.quantity, two.figure.quantity
    if first.value * second.value <= 0 or not first.unit.same_dimension(second.unit):
        return None
    return math.log(first.value / second.value)


def _remoteness(value: Fraction, around: Sequence[tuple[Fraction, float]]) -> float:
    """How unlikely a value is beside the nearest of its neighbours, as they stand or moved by the trend."""
    nearest = _FAR
    for other, trend in around:
        if value * other > 0:
            log = math.log(value / other)
            nearest = min(nearest, abs(log), abs(log - trend))
    return math.log(_NEAR + nearest)
