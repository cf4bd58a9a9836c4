"""Proposes patterns: for each line, runs of other lines and pairs whose figures could add up to it.

Every generator looks at one or two pivot entries of a line, the most telling ones, and finds partners by
running sums kept in buckets; further entries must agree. A line costs a constant number of look-ups, so a
table costs linear time. Proposals are only hints; they are measured on all crossing lines afterwards.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from tieout.relate.tables.axis import Axis, Pattern

REACH = 24  # how far from a total, in lines, parts that are not next to it are sought
PAIR_REACH = 12
RUN_LIMIT = 30
BUCKET = 12  # half quanta: the rounding of a run seldom gets further
PIVOTS = 2
WITNESSES = 4

ADJACENT_COST, RUN_COST, PAIR_COST, REMAINDER_COST = 6, 11, 10, 9  # bits owed for the choice of parts


class Proposal(NamedTuple):
    """A pattern and the bits it owes: how many others of its form could have been tried instead.

    `shape` is set where the labels of all its lines name the form, such as opening and closing balance,
    `layout` where its place in the table does.
    """

    pattern: Pattern
    cost: int
    shape: str = ""
    layout: str = ""


@dataclass(slots=True)
class Pool:
    """The lines that may be parts, in order, with their entries on one crossing line added up.

    `sums[i]` is the sum of the first i lines; `buckets` finds sums by value, `singles` entries. Most pools
    only bear witness and are never searched.
    """

    lines: tuple[int, ...]
    weights: tuple[int, ...]
    values: tuple[int, ...]
    sums: tuple[int, ...]
    half: int  # the largest half quantum among the entries
    _buckets: dict[int, list[int]] | None = None
    _singles: dict[int, list[int]] | None = None

    @property
    def buckets(self) -> dict[int, list[int]]:
        """Indices of sums by value."""
        if self._buckets is None:
            self._buckets = _buckets(enumerate(self.sums), self.width)
        return self._buckets

    @property
    def singles(self) -> dict[int, list[int]]:
        """Indices of entries by value."""
        if self._singles is None:
            filled = ((index, value) for index, value in enumerate(self.values) if value)
            self._singles = _buckets(filled, self.width)
        return self._singles

    @property
    def width(self) -> int:
        """What a bucket spans."""
        return BUCKET * self.half


class Witness(NamedTuple):
    """The entry of a target on one crossing line, and the pool of that line."""

    pool: Pool
    total: int
    half: int  # the half quantum that most entries have, or that of the target if it is larger

    def agrees(self, computed: int, parts: int) -> bool:
        """Whether a sum of so many parts is as near as their rounding allows."""
        return abs(computed - self.total) <= self.half * (parts + 1)


@dataclass(slots=True)
class Pools:
    """Pools of one round by crossing line, made when first needed."""

    axis: Axis
    lines: tuple[int, ...]
    signed: bool
    _made: dict[int, Pool]

    def __init__(self, axis: Axis, lines: Sequence[int], signed: bool) -> None:
        self.axis, self.lines, self.signed, self._made = axis, tuple(lines), signed, {}

    def at(self, crossing: int) -> Pool:
        """The pool of one crossing line."""
        if crossing not in self._made:
            self._made[crossing] = _make_pool(self.axis, self.lines, crossing, self.signed)
        return self._made[crossing]


def _make_pool(axis: Axis, lines: tuple[int, ...], crossing: int, signed: bool) -> Pool:
    weights = tuple(-1 if signed and axis.roles[line].less else 1 for line in lines)
    raw = [axis.matrix.values[line][crossing] or 0 for line in lines]
    values = tuple(weight * value for weight, value in zip(weights, raw, strict=True))
    sums = tuple(accumulate(values, initial=0))
    halves = sorted(half for line in lines if (half := axis.matrix.halves[line][crossing]))
    half = halves[len(halves) // 2] if halves else 1
    return Pool(lines, weights, values, sums, half)


def _buckets(numbered: Iterable[tuple[int, int]], width: int) -> dict[int, list[int]]:
    """Numbers by value; each lies in its bucket and in both neighbours, so that one look-up finds it."""
    buckets: dict[int, list[int]] = {}
    for index, value in numbered:
        key = value // width
        for near in (key, key - 1, key + 1):
            if near in buckets:
                buckets[near].append(index)
            else:
                buckets[near] = [index]
    return buckets


def telling_lines(axis: Axis, target: int) -> list[int]:
    """The crossing lines on which a line says most: large figures, all different, ratios left out.

    The very largest may be the odd ones out, so some from the middle are heard as well.
    """
    entries, half = axis.values(target), axis.matrix.halves[target]
    told = sorted(
        (-(abs(value) // max(half[line], 1)).bit_length(), line)
        for line, value in enumerate(entries)
        if value and axis.across[line].added
    )
    third = len(told) // 3
    heard = (*told[:1], *told[third : third + 1], *told[1:3], *told[2 * third :])
    chosen: list[int] = []
    for _, line in heard:
        if all(entries[line] != entries[other] for other in chosen):
            chosen.append(line)
        if len(chosen) == WITNESSES:
            break
    return chosen


def propose(pools: Pools, target: int, crossing: Sequence[int]) -> Iterator[Proposal]:
    """All patterns of a target that nearly hold on a pivot line and on most of the witnesses."""
    witnesses = [_witness(pools, target, line) for line in crossing]
    place = bisect_left(pools.lines, target)
    own = place < len(pools.lines) and pools.lines[place] == target
    for pivot in witnesses[:PIVOTS]:
        for start, stop, cost in _runs(pivot, place, own):
            if _agree(witnesses, [w.pool.sums[stop] - w.pool.sums[start] for w in witnesses], stop - start):
                pool = pivot.pool
                yield Proposal(Pattern(target, pool.lines[start:stop], pool.weights[start:stop]), cost)
        for first, second in _pairs(pivot, place, target):
            if _agree(witnesses, [w.pool.values[first] + w.pool.values[second] for w in witnesses], 2):
                yield Proposal(_lines(pivot.pool, target, (first, second)), PAIR_COST)
        for start in _remainders(pivot, place):
            if _agree(witnesses, [_remainder(w.pool, start, place) for w in witnesses], place - start + 1):
                yield _whole(pivot.pool, target, start, place)


def _witness(pools: Pools, target: int, crossing: int) -> Witness:
    matrix, pool = pools.axis.matrix, pools.at(crossing)
    half = max(pool.half, matrix.halves[target][crossing])
    return Witness(pool, matrix.values[target][crossing] or 0, half)


def _agree(witnesses: Sequence[Witness], computed: Sequence[int], parts: int) -> bool:
    """Whether enough witnesses agree with what a pattern gives: half of them, the others may be mistakes."""
    agreed = sum(witness.agrees(value, parts) for witness, value in zip(witnesses, computed, strict=True))
    return 2 * agreed >= len(witnesses)


def _lines(pool: Pool, target: int, indices: tuple[int, ...]) -> Pattern:
    return Pattern(target, tuple(pool.lines[i] for i in indices), tuple(pool.weights[i] for i in indices))


def _runs(pivot: Witness, place: int, own: bool) -> Iterator[tuple[int, int, int]]:
    """Runs that touch a target, however long, and shorter ones nearby."""
    pool, total = pivot.pool, pivot.total
    width, after, buckets, sums = pool.width, place + own, pool.buckets, pool.sums
    for stop in buckets.get((sums[after] + total) // width, ()):
        if stop >= after + 2:
            yield after, stop, ADJACENT_COST
    for start in buckets.get((sums[place] - total) // width, ()):
        if start <= place - 2:
            yield start, place, ADJACENT_COST
    for start in range(max(place - REACH, 0), min(place + REACH, len(sums) - 1)):
        if start in (place, after):
            continue
        for stop in buckets.get((sums[start] + total) // width, ()):
            inside = own and start <= place < stop
            if stop >= start + 2 and stop != place and not inside and stop - start <= REACH:
                yield start, stop, RUN_COST


def _from(indices: Sequence[int], least: int) -> Iterator[int]:
    """The indices of a bucket, which ascend, from the least one wanted."""
    for place in range(bisect_left(indices, least), len(indices)):
        yield indices[place]


def _pairs(pivot: Witness, place: int, target: int) -> Iterator[tuple[int, int]]:
    """Two lines near a target that do not touch each other."""
    pool, total = pivot.pool, pivot.total
    width, singles = pool.width, pool.singles
    low, high = max(place - PAIR_REACH, 0), min(place + PAIR_REACH + 1, len(pool.lines))
    for first in range(low, high):
        value = pool.values[first]
        if not value or pool.lines[first] == target:
            continue
        for second in singles.get((total - value) // width, ()):
            if first + 1 < second < high and pool.lines[second] != target:
                yield first, second


def _remainders(pivot: Witness, place: int) -> Iterator[int]:
    """Starts of runs that end at a target and that it leaves of the line before: revenue - costs = profit."""
    for start in range(place - 1, max(place - RUN_LIMIT, 0), -1):
        if pivot.pool.values[start - 1] and pivot.agrees(
            _remainder(pivot.pool, start, place), place - start + 1
        ):
            yield start


def _remainder(pool: Pool, start: int, place: int) -> int:
    return pool.values[start - 1] - (pool.sums[place] - pool.sums[start])


def _whole(pool: Pool, target: int, start: int, place: int) -> Proposal:
    """Written with the whole as the total, what is left being one of its parts."""
    parts, weights = (*pool.lines[start:place], target), (*pool.weights[start:place], 1)
    return Proposal(Pattern(pool.lines[start - 1], parts, weights), REMAINDER_COST)
