"""A line printed twice: the total holds on every line of the table once its copy is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.relate.tables.axis import Axis, Pattern
from tieout.relate.tables.claims import LEAST_BITS, Reading
from tieout.relate.tables.natural import natural
from tieout.relate.tables.pattern import Check, Support, measure


def copied(axis: Axis, amounts: Sequence[int], chosen: Sequence[Reading]) -> Iterator[Reading]:
    """The sums of open labelled totals without a copy among their parts, and one failing sum with it."""
    consumed = {line for choice in chosen for line in choice.pattern.parts}
    tied = {choice.pattern.target for choice in chosen}
    free = [line for line in amounts if line not in consumed]
    for target in amounts:
        if target in tied or not axis.roles[target].total:
            continue
        for pattern, cost, *_ in natural(axis, free, target):
            copy = _copy(axis, pattern)
            support = None if copy is None else measure(axis, _without(pattern, copy))
            if support is None or copy is None or support.failed or support.bits < LEAST_BITS:
                continue
            yield Reading(support, cost, ("total",), "", axis.down)
            check = max(measure(axis, pattern).checks, key=lambda one: _size(axis, copy, one))
            wrong = Support(pattern, (check,), 0, 1, support.bits)
            yield Reading(wrong, cost, ("total",), "", axis.down, copy=copy)
            break


def _copy(axis: Axis, pattern: Pattern) -> int | None:
    """The second of two parts with the same label and the same figures."""
    seen: set[tuple[str, tuple[int | None, ...]]] = set()
    for part in pattern.parts:
        line = (axis.roles[part].own, tuple(axis.values(part)))
        if line[0] and line in seen and any(line[1]):
            return part
        seen.add(line)
    return None


def _without(pattern: Pattern, copy: int) -> Pattern:
    kept = [pair for pair in zip(pattern.parts, pattern.weights, strict=True) if pair[0] != copy]
    return Pattern(pattern.target, tuple(part for part, _ in kept), tuple(weight for _, weight in kept))


def _size(axis: Axis, copy: int, check: Check) -> int:
    return abs(axis.values(copy)[check.line] or 0)
