"""Lines of a total's block that are nil wherever the total stands belong to its parts: they change no sum,
but a reader adds them, and their figures tie with the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tieout.relate.tables.axis import Axis, Pattern
from tieout.relate.tables.claims import Reading
from tieout.relate.tables.pattern import measure


def with_nil_lines(axis: Axis, chosen: Sequence[Reading]) -> list[Reading]:
    """Give patterns the nil lines of their blocks."""
    taken = {line for choice in chosen for line in choice.pattern.lines}
    return [_with_nil_lines(axis, choice, taken) for choice in chosen]


def _with_nil_lines(axis: Axis, choice: Reading, taken: set[int]) -> Reading:
    pattern = choice.pattern
    nil = sorted({*_inside(axis, pattern, taken), *_beyond(axis, pattern, taken)})
    if not nil:
        return choice
    weights = dict(zip(pattern.parts, pattern.weights, strict=True))
    weights.update((line, -1 if axis.roles[line].less else 1) for line in nil)
    parts = tuple(sorted(weights))
    wider = Pattern(pattern.target, parts, tuple(weights[part] for part in parts))
    return replace(choice, support=measure(axis, wider))


def _inside(axis: Axis, pattern: Pattern, taken: set[int]) -> Iterator[int]:
    """Nil lines between the first and the last of the parts, and between them and the total."""
    first, last = min(pattern.lines), max(pattern.lines)
    return (line for line in axis.active if first < line < last and _nil(axis, pattern.target, line, taken))


def _beyond(axis: Axis, pattern: Pattern, taken: set[int]) -> Iterator[int]:
    """Nil lines that go on from the part furthest from the total, up to the end of its block."""
    if not pattern.side:
        return
    step = -pattern.side
    line = pattern.parts[0] if step < 0 else pattern.parts[-1]
    depth = axis.roles[line].depth
    while 0 <= line + step < len(axis.roles):
        ends = max(line, line + step) in axis.breaks
        line += step
        if ends or axis.roles[line].depth != depth or not _nil(axis, pattern.target, line, taken):
            return
        yield line


def _nil(axis: Axis, target: int, line: int, taken: set[int]) -> bool:
    """Whether a free line holds nothing but noughts where the total has figures."""
    role = axis.roles[line]
    if line in taken or role.total or role.result or not role.added:
        return False
    entries = [
        entry
        for entry, total in zip(axis.values(line), axis.values(target), strict=True)
        if total is not None and entry is not None
    ]
    return bool(entries) and not any(entries)
