"""How well a value sits beside its neighbours: the other figures of its line of the table.

Lines of amounts mostly move by little from column to column, or by as much as the other lines do; rates jump.
This only ranks suspects; it decides nothing, so floats will do.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from tieout.model import Fact, Figure, Grid, Report
from tieout.model.lines import RATES

_NEAR = 0.02  # logarithms: figures of a line that are this near are as near as any
_FAR = 3.0  # beyond a factor of e^3 all distances are the same
_TELLING = 3  # digits, zeros at the end left out
_TREND = 3  # lines that make a trend: of two, one may be the wrong one


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

    def improvement(self, fact: Fact, value: Fraction, doubtful: Collection[int] = ()) -> float:
        """Log likelihood of a repaired figure beside its neighbours, over that of the printed one.

        The chance of a distance falls off slowly: lines that double are no rarity. 0 without neighbours, and
        for rates, which have none that they stay near.

        Args:
            fact: the figure under suspicion.
            value: what it may have been.
            doubtful: rows that tell no trend, for they hold what the figure was held against.
        """
        figure = fact.figure
        grid = self.grids.get((fact.report, figure.block))
        if grid is None or figure.row is None or figure.col is None or figure.row in _rates(grid):
            return 0.0
        around = list(self._row(fact, grid, doubtful))
        if not around:
            return 0.0
        return _remoteness(figure.amount.value, around) - _remoteness(value, around)

    def repeated(self, fact: Fact) -> bool:
        """Whether a figure is the one above it in its column again, to so many digits that chance is out."""
        figure = fact.figure
        grid = self.grids.get((fact.report, figure.block))
        above = None if grid is None or not figure.row else grid.facts.get((figure.row - 1, figure.col or 0))
        if above is None or above.figure.quantity is None:
            return False
        amount, digits = figure.amount, str(abs(figure.amount.numeral.digits)).rstrip("0")
        return above.figure.amount.value == amount.value and len(digits) >= _TELLING

    def _row(self, fact: Fact, grid: Grid, doubtful: Collection[int]) -> Iterator[tuple[Fraction, float]]:
        """The other figures of a table line, each with how far the other lines mostly move from there."""
        figure = fact.figure
        for col in range(1, grid.cols + 1):
            other = grid.facts.get((figure.row or 0, col))
            if other is None or col == figure.col:
                continue
            amount = other.figure.quantity
            if amount is not None and amount.value and amount.unit.same_dimension(figure.amount.unit):
                yield amount.value, self._trend(fact.report, grid, figure, col, doubtful)

    def _trend(self, report: str, grid: Grid, figure: Figure, other: int, doubtful: Collection[int]) -> float:
        """The usual logarithm of a figure over the one in another column, by other rows of amounts."""
        key = (report, grid.block, figure.col or 0, other)
        if key not in self.ratios:
            rates = _rates(grid)
            pairs = (
                (row, grid.facts.get((row, figure.col or 0)), grid.facts.get((row, other)))
                for row in range(1, grid.rows + 1)
                if row not in rates
            )
            ratios = ((row, _ratio(one, two)) for row, one, two in pairs)
            self.ratios[key] = {row: ratio for row, ratio in ratios if ratio is not None}
        apart = {figure.row, *doubtful}
        usual = [ratio for row, ratio in self.ratios[key].items() if row not in apart]
        return statistics.median(usual) if len(usual) >= _TREND else 0.0


def _rates(grid: Grid) -> frozenset[int]:
    """The rows of rates, from 1."""
    if grid.lines is None:
        return frozenset()
    return frozenset(line.position + 1 for line in grid.lines.rows if line.role in RATES)


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
