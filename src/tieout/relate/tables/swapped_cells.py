"""Two cells of one line that changed places: its sum misses on two lines, by the same amount either way."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from tieout.relate.tables.axis import Axis
from tieout.relate.tables.pattern import Check, Support, measure

MOST_MISSING = 6  # lines that miss: of more, two may agree by chance


class Exchange(NamedTuple):
    """A line of a table, and the two crossing lines at which its cells changed places."""

    position: int
    first: Check
    second: Check


def swapped_cells(axis: Axis, support: Support) -> Exchange | None:
    """What has to change places, the total or a part, for two of the few lines that miss to hold."""
    missing = [check for check in support.checks if not (check.holds or check.masked) and check.solid >= 2]
    pairs = combinations(missing, 2) if len(missing) <= MOST_MISSING else ()
    found = (_exchange(axis, support, one, two) for one, two in pairs if one.gap * two.gap < 0)
    return next((exchange for exchange in found if exchange is not None), None)


def _exchange(axis: Axis, support: Support, one: Check, two: Check) -> Exchange | None:
    pattern = support.pattern
    for position, weight in ((pattern.target, -1), *zip(pattern.parts, pattern.weights, strict=True)):
        first, second = axis.matrix.values[position][one.line], axis.matrix.values[position][two.line]
        if first is None or second is None:
            continue
        change = weight * (second - first)
        if abs(one.gap + change) <= one.slack and abs(two.gap - change) <= two.slack:
            return Exchange(position, one, two)
    return None


def exchanged_bits(axis: Axis, support: Support) -> int:
    """The bits with which a sum holds once two cells are back in their places; 0 if none changed places."""
    found = swapped_cells(axis, support)
    if found is None:
        return 0
    values = list(axis.matrix.values)
    line, one, two = list(values[found.position]), found.first.line, found.second.line
    line[one], line[two] = line[two], line[one]
    values[found.position] = line
    mended = replace(axis, matrix=replace(axis.matrix, values=values))
    return measure(mended, support.pattern).bits
