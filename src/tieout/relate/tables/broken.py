"""Headings and empty lines between a total and its parts: they may part what does not belong together."""

from __future__ import annotations

from tieout.relate.tables.axis import Axis, Pattern
from tieout.relate.tables.claims import Reading
from tieout.relate.tables.pattern import Check


def broken(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether a heading or an empty line stands between a total and its parts, or among them.

    Where other entries prove the sum a single one parts nothing, unless most of them miss, or a line between
    is what it misses; of several, those that stand over the lines of a subtotal among its parts part nothing.
    """
    pattern = reading.pattern
    first, last = min(pattern.target, pattern.parts[0]), max(pattern.target, pattern.parts[-1])
    proved = reading.proved and not _beside(axis, pattern, check)
    if pattern.side == 0:
        return True
    between = [position for position in axis.breaks if first < position <= last]
    if proved and len(between) == 1 and reading.support.failed <= reading.support.held:
        return False
    return any(not (proved and _opens_a_part(axis, pattern, position)) for position in between)


def _beside(axis: Axis, pattern: Pattern, check: Check) -> bool:
    """Whether a line amid a sum that is no part of it has the figure by which it misses."""
    between = (line for line in axis.active if pattern.parts[0] < line and line not in pattern.lines)
    return any(
        abs(abs(axis.values(line)[check.line] or 0) - abs(check.gap)) <= check.slack for line in between
    )


def _opens_a_part(axis: Axis, pattern: Pattern, position: int) -> bool:
    """Whether a block that begins at a position ends in a subtotal that is a part of the sum."""
    closing = next((part for part in pattern.parts if part >= position), None)
    if closing is None or pattern.side < 0 or not (axis.roles[closing].total or axis.roles[closing].result):
        return False
    return any(position <= line < closing for line in axis.active)
