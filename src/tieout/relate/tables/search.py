"""Proposes patterns: for each line, runs of other lines and pairs whose figures could add up to it.

Every generator looks at one or two pivot entries of a line, the most telling ones, and finds partners by
running sums kept in buckets; a line costs a constant number of look-ups, so a table costs linear time.
Proposals are only hints; they are measured on all crossing lines afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from tieout.relate.tables.pattern import Axis, Pattern

REACH = 40  # how far from a total, in lines, parts that are not next to it are sought
PAIR_REACH = 12
RUN_LIMIT = 30
BUCKET = 48  # half quanta: the rounding of a run seldom gets further
PIVOTS = 2


class Proposal(NamedTuple):
    """A pattern and the bits it owes: how many others of its form could have been tried instead."""

    pattern: Pattern
    cost: int


@dataclass(frozen=True, slots=True)
class Pool:
    """The lines that may still be parts, in order, with their entries on one pivot line added up.

    `sums[i]` is the sum of the first i lines; `buckets` finds sums by value.
    """

    lines: tuple[int, ...]
    weights: tuple[int, ...]
    sums: tuple[int, ...]
    buckets: dict[int, list[int]]
    singles: dict[int, list[int]]
    values: tuple[int, ...]
    width: int


def make_pool(axis: Axis, lines: Sequence[int], pivot: int, signed: bool) -> Pool:
    """Add up the entries of the free lines on a pivot line; deductions count negative if `signed`."""
    weights = tuple(-1 if signed and axis.roles[line].less else 1 for line in lines)
    raw = [axis.matrix.values[line][pivot] or 0 for line in lines]
    values = tuple(weight * value for weight, value in zip(weights, raw, strict=True))
    sums = tuple(accumulate(values, initial=0))
    width = BUCKET * max((axis.matrix.halves[line][pivot] for line in lines), default=1) or 1
    buckets: dict[int, list[int]] = {}
    for index, value in enumerate(sums):
        buckets.setdefault(value // width, []).append(index)
    singles: dict[int, list[int]] = {}
    for index, value in enumerate(values):
        if value:
            singles.setdefault(value // width, []).append(index)
    return Pool(tuple(lines), weights, sums, buckets, singles, values, width)


def pivots(axis: Axis, target: int) -> list[int]:
    """The entries of a line that say most: its largest figures that are not equal, ratios left out."""
    entries = axis.values(target)
    half = axis.matrix.halves[target]
    told = sorted(
        (
            (-(abs(value) // max(half[line], 1)).bit_length(), line)
            for line, value in enumerate(entries)
            if value and not axis.across[line].unsummed
        ),
    )
    chosen: list[int] = []
    for _, line in told:
        if all(entries[line] != entries[other] for other in chosen):
            chosen.append(line)
        if len(chosen) == PIVOTS:
            break
    return chosen


def propose(axis: Axis, pool: Pool, target: int, pivot: int) -> Iterator[Proposal]:
    """All patterns of a target that hold, or nearly, on one pivot line."""
    total = axis.matrix.values[target][pivot]
    if not total:
        return
    place = _place(pool, target)
    yield from _adjacent(axis, pool, target, total, place)
    yield from _runs(axis, pool, target, total, place)
    yield from _pairs(axis, pool, target, total, place)
    yield from _remainders(axis, pool, target, total, place)


def _place(pool: Pool, target: int) -> int:
    """Index of the first free line at or after a target."""
    low, high = 0, len(pool.lines)
    while low < high:
        middle = (low + high) // 2
        if pool.lines[middle] < target:
            low = middle + 1
        else:
            high = middle
    return low


def _near(buckets: dict[int, list[int]], value: int, width: int) -> Iterator[int]:
    key = value // width
    for near in (key, key - 1, key + 1):
        yield from buckets.get(near, ())


def _run(pool: Pool, target: int, start: int, stop: int) -> Pattern:
    return Pattern(target, pool.lines[start:stop], pool.weights[start:stop])


def _adjacent(axis: Axis, pool: Pool, target: int, total: int, place: int) -> Iterator[Proposal]:
    """Runs that begin right after a target or end right before it, however long."""
    own = place < len(pool.lines) and pool.lines[place] == target
    after = place + 1 if own else place
    for stop in _near(pool.buckets, pool.sums[after] + total, pool.width):
        if stop >= after + 2:
            yield Proposal(_run(pool, target, after, stop), 6)
    for start in _near(pool.buckets, pool.sums[place] - total, pool.width):
        if start <= place - 2:
            yield Proposal(_run(pool, target, start, place), 6)


def _runs(axis: Axis, pool: Pool, target: int, total: int, place: int) -> Iterator[Proposal]:
    """Runs near a target that do not touch it."""
    own = place < len(pool.lines) and pool.lines[place] == target
    for start in range(max(place - REACH, 0), min(place + REACH, len(pool.sums) - 1)):
        if own and start == place:
            continue
        for stop in _near(pool.buckets, pool.sums[start] + total, pool.width):
            inside = own and start <= place < stop
            if stop >= start + 2 and not inside and stop - start <= REACH:
                yield Proposal(_run(pool, target, start, stop), 11)


def _pairs(axis: Axis, pool: Pool, target: int, total: int, place: int) -> Iterator[Proposal]:
    """Two lines near a target that do not touch each other."""
    low, high = max(place - PAIR_REACH, 0), min(place + PAIR_REACH + 1, len(pool.lines))
    for first in range(low, high):
        value = pool.values[first]
        if not value or pool.lines[first] == target:
            continue
        for second in _near(pool.singles, total - value, pool.width):
            if first < second < high and pool.lines[second] != target:
                lines = (pool.lines[first], pool.lines[second])
                yield Proposal(Pattern(target, lines, (pool.weights[first], pool.weights[second])), 10)


def _remainders(axis: Axis, pool: Pool, target: int, total: int, place: int) -> Iterator[Proposal]:
    """A target that is what a run leaves of the line before it: revenue - costs = profit.

    Written with the whole as the target, profit being one of its parts.
    """
    for start in range(place - 1, max(place - RUN_LIMIT, 0), -1):
        whole = start - 1
        run = pool.sums[place] - pool.sums[start]
        if place - start >= 2 and abs(pool.values[whole] - total - run) <= pool.width and pool.values[whole]:
            parts = (*pool.lines[start:place], target)
            weights = (*pool.weights[start:place], 1)
            yield Proposal(Pattern(pool.lines[whole], parts, weights), 9)
