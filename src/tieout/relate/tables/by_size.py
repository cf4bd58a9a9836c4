"""Changes between two outflows that are told by size: from (1,489) to (2,503) it is 1,014, not (1,014).

Where both figures are below nothing, many print that more was paid without a sign. Entry by entry that is one
of the readings of a line called change; its sign says which, as long as none of its line says otherwise.
"""

from __future__ import annotations

from tieout.relate.tables.axis import Axis, Pattern


def by_size(axis: Axis, pattern: Pattern) -> tuple[frozenset[int], Pattern]:
    """The crossing lines on which a change is told by size, and what the pattern says there."""
    changes = [part for part in pattern.parts if axis.roles[part].change]
    if len(pattern.parts) != 2 or len(changes) != 1 or pattern.weights != (1, 1):
        return frozenset(), pattern
    change = changes[0]
    base = next(part for part in pattern.parts if part != change)
    weights = tuple(-1 if part == change else 1 for part in pattern.parts)
    sized: set[int] = set()
    for line, total in enumerate(axis.values(pattern.target)):
        before, moved = axis.values(base)[line], axis.values(change)[line]
        if total is None or before is None or not moved or total >= 0 or before >= 0:
            continue
        if moved * (total - before) < 0:
            sized.add(line)
        elif abs(total - before - moved) <= _rounding(axis, pattern, line):
            return frozenset(), pattern  # this line prints its changes with their sign
    return frozenset(sized), pattern._replace(weights=weights)


def _rounding(axis: Axis, pattern: Pattern, line: int) -> int:
    return sum(axis.matrix.halves[each][line] for each in pattern.lines)
