"""A total found over the parts of its subtotals is written as a total over the subtotals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tieout.relate.tables.axis import Axis, Pattern
from tieout.relate.tables.claims import Reading
from tieout.relate.tables.natural import natural
from tieout.relate.tables.pattern import measure

FOLDS = 6  # subtotals nest no deeper


def over_subtotals(axis: Axis, chosen: list[Reading]) -> list[Reading]:
    """Fold until nothing changes: a subtotal may itself have been found over the parts of another."""
    chosen = [_outer(axis, choice, chosen) for choice in chosen]
    chosen = [part for choice in chosen for part in _split(axis, choice, chosen)]
    for _ in range(FOLDS):
        each = (_over_subtotal(axis, choice, chosen) for choice in chosen)
        after = list({choice.pattern: choice for choice in each if choice is not None}.values())
        if [choice.pattern for choice in after] == [choice.pattern for choice in chosen]:
            break
        chosen = after
    return chosen


def _over_subtotal(axis: Axis, choice: Reading, chosen: Sequence[Reading]) -> Reading | None:
    """A total over parts that have a subtotal of their own is a total over that subtotal.

    None if the total is known to be one over that subtotal, which then says all.
    """
    target = choice.pattern.target
    parts = dict(zip(choice.pattern.parts, choice.pattern.weights, strict=True))
    for other in sorted(chosen, key=lambda c: -len(c.pattern.parts)):
        inner = dict(zip(other.pattern.parts, other.pattern.weights, strict=True))
        if len(inner) >= len(parts) or other.pattern.target in (*parts, target):
            continue
        if all(parts.get(line) == weight for line, weight in inner.items()):
            if any(c.pattern.target == target and other.pattern.target in c.pattern.parts for c in chosen):
                return None
            parts = {line: weight for line, weight in parts.items() if line not in inner}
            parts[other.pattern.target] = 1
    if len(parts) == len(choice.pattern.parts):
        return choice
    lines = tuple(sorted(parts))
    pattern = Pattern(target, lines, tuple(parts[line] for line in lines))
    if any(other.pattern == pattern for other in chosen):
        return None  # it is told over its subtotals already
    over = replace(choice, support=measure(axis, pattern)) if pattern.side == choice.pattern.side else None
    return choice if over is None or over.support.failed > choice.support.failed else over


def _split(axis: Axis, choice: Reading, chosen: Sequence[Reading]) -> list[Reading]:
    """A total told over its subtotals, and once more over their parts, is told over the subtotals.

    The second reading becomes those of the subtotals.
    """
    for other in chosen:
        if other.pattern.target == choice.pattern.target and len(other.pattern.parts) > 1:
            subtotals = list(_subtotals(axis, other.pattern.parts, choice.pattern))
            if len(subtotals) == len(other.pattern.parts):
                supports = (measure(axis, pattern) for pattern in subtotals)
                return [replace(choice, support=support, words=(), layout="") for support in supports]
    return [choice]


def _subtotals(axis: Axis, lines: Sequence[int], told: Pattern) -> Iterator[Pattern]:
    """The lines as sums of runs of the parts of a pattern, in their order, on every line that has them."""
    if len(told.parts) <= len(lines):
        return
    start = 0
    for line in lines:
        for end in range(start + 2, len(told.parts) + 1):
            pattern = Pattern(line, told.parts[start:end], told.weights[start:end])
            support = measure(axis, pattern)
            if support.held > 1 and not support.failed:
                yield pattern
                start = end
                break


def _outer(axis: Axis, choice: Reading, chosen: Sequence[Reading]) -> Reading:
    """A total read over some parts of a subtotal is one over the subtotal, if the table's form says so.

    The other parts of the subtotal, and what else is added to it, were nil where the total held.
    """
    target, parts = choice.pattern.target, set(choice.pattern.parts)
    for other in chosen:
        subtotal, inner = other.pattern.target, set(other.pattern.parts)
        if subtotal in (*parts, target) or not parts < inner:
            continue
        for proposal in natural(axis, axis.active, target):
            if subtotal in proposal.pattern.parts and inner.isdisjoint(proposal.pattern.parts):
                support = measure(axis, proposal.pattern)
                if support.failed <= choice.support.failed:
                    return replace(choice, support=support, cost=proposal.cost)
    return choice
