"""Two cells of one part that changed places: its sum misses on two lines, by the same amount either way."""

from __future__ import annotations

from tieout.relate.tables.axis import Axis
from tieout.relate.tables.pattern import Check, Support


def swapped_cells(axis: Axis, support: Support) -> tuple[Check, ...]:
    """The two lines on which a sum misses, if one of its parts in the other line's place mends both."""
    missing = tuple(
        check for check in support.checks if not (check.holds or check.masked) and check.solid >= 2
    )
    if len(missing) != 2 or missing[0].gap * missing[1].gap >= 0:
        return ()
    one, two = missing
    for part, weight in zip(support.pattern.parts, support.pattern.weights, strict=True):
        first, second = axis.matrix.values[part][one.line], axis.matrix.values[part][two.line]
        if first is None or second is None:
            continue
        change = weight * (second - first)
        if abs(one.gap + change) <= one.slack and abs(two.gap - change) <= two.slack:
            return missing
    return ()
