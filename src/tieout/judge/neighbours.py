"""How well a value sits beside its neighbours: the other figures of its line of the table or, in prose, the
amounts of the same dimension in the report.

Lines of a table mostly move by little from column to column; amounts of a text mostly share a scale. This
only ranks suspects; it decides nothing, so floats will do.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from tieout.model import Fact, Grid, Report

Powers: TypeAlias = tuple[tuple[str, int], ...]

_OPPOSITE = 5.0  # distance of values with different signs
_FAR = 3.0  # beyond a factor of e^3 all distances are the same
_OTHER_SCALE = math.log(300)  # in prose only a repair that changes the scale is compared
_CROWD = 4  # amounts that make a scale


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The tables of all reports, by report and block."""

    grids: Mapping[tuple[str, int], Grid]
    scales: Mapping[tuple[str, Powers], float]  # logarithm of the usual amount of a dimension in a report

    @staticmethod
    def of(reports: Iterable[Report]) -> Neighbours:
        """Look up once for all reports."""
        grids: dict[tuple[str, int], Grid] = {}
        amounts: dict[tuple[str, Powers], list[float]] = {}
        for report in reports:
            grids.update(((report.path, grid.block), grid) for grid in report.grids)
            for fact in report.facts:
                quantity = fact.figure.quantity
                if quantity is not None and quantity.unit.powers and quantity.value:
                    dimension = (report.path, quantity.unit.powers)
                    amounts.setdefault(dimension, []).append(math.log(abs(quantity.value)))
        usual = {key: statistics.median(logs) for key, logs in amounts.items() if len(logs) >= _CROWD}
        return Neighbours(grids, usual)

    def improvement(self, fact: Fact, value: Fraction) -> float:
        """How much nearer to its neighbours a figure comes if it is repaired; 0 where it has none."""
        around = self._row(fact)
        if around:
            return _distance(fact.figure.amount.value, around) - _distance(value, around)
        return self._scale(fact, value)

    def _scale(self, fact: Fact, value: Fraction) -> float:
        printed = fact.figure.amount
        usual = self.scales.get((fact.report, printed.unit.powers))
        if usual is None or printed.value * value <= 0:
            return 0.0
        before, after = math.log(abs(printed.value)), math.log(abs(value))
        return 0.0 if abs(before - after) < _OTHER_SCALE else abs(before - usual) - abs(after - usual)

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
