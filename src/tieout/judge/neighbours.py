"""How well a value sits beside its neighbours: the other figures of its line of the table.

Lines of a table mostly move by little from column to column. This only ranks suspects; it decides nothing,
so floats will do.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tieout.model import Fact, Grid, Report

_OPPOSITE = 5.0  # distance of values with different signs
_FAR = 3.0  # beyond a factor of e^3 all distances are the same


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The tables of all reports, by report and block."""

    grids: Mapping[tuple[str, int], Grid]

    @staticmethod
    def of(reports: Iterable[Report]) -> Neighbours:
        """Look up once for all reports."""
        return Neighbours({(report.path, grid.block): grid for report in reports for grid in report.grids})

    def improvement(self, fact: Fact, value: Fraction) -> float:
        """How much nearer to its neighbours a figure comes if it is repaired; 0 where it has none."""
        around = self._row(fact)
        if not around:
            return 0.0
        return _distance(fact.figure.amount.value, around) - _distance(value, around)

    def _row(self, fact: Fact) -> list[Fraction]:
        figure = fact.figure
        grid = self.grids.get((fact.report, figure.block))
        if grid is None or figure.row is None or figure.quantity is None:
            return []
        beside = (grid.facts.get((figure.row, col)) for col in range(1, grid.cols + 1) if col != figure.col)
        amounts = (other.figure.quantity for other in beside if other is not None)
        unit = figure.quantity.unit
        return [a.value for a in amounts if a is not None and a.value and a.unit.same_dimension(unit)]


def _distance(value: Fraction, around: Iterable[Fraction]) -> float:
    """To the nearest neighbour, on a logarithmic scale."""
    return min(_apart(value, other) for other in around)


def _apart(value: Fraction, other: Fraction) -> float:
    if value * other <= 0:
        return _OPPOSITE
    return min(abs(math.log(value / other)), _FAR)
