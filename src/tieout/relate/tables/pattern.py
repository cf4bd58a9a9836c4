"""A pattern says that one line of a table is the sum of others; here it is measured on every crossing line.

Evidence is counted in bits: a line that ties to the last of its n digits by chance does so about once in
2^n, so it carries n bits. Only what the largest part does not explain counts, for a total that equals its
one big part proves little.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tieout.model import Dates
from tieout.relate.tables.matrix import PLAIN_KIND, SHARE_KIND, Matrix, Vector
from tieout.relate.tables.roles import Role

LINE_BITS = 16  # one line alone never says more than this

EQUAL_BITS = 2  # a total that equals its only part


class Pattern(NamedTuple):
    """The line `target` is the weighted sum of the lines `parts` (positions from 0, ascending)."""

    target: int
    parts: tuple[int, ...]
    weights: tuple[int, ...]

    @property
    def lines(self) -> frozenset[int]:
        """All lines of the equation, whichever side they stand on."""
        return frozenset((self.target, *self.parts))


@dataclass(frozen=True, slots=True)
class Axis:
    """A table seen so that lines are added: `matrix.values[position]` is a line, its entries cross it.

    `roles` belong to the lines, `across` to the crossing ones; `down` tells footing from cross-footing.
    `breaks` are positions before which a new block begins, `periods` those of lines that have one of their own.
    """

    matrix: Matrix
    roles: Sequence[Role]
    across: Sequence[Role]
    down: bool
    active: tuple[int, ...]
    breaks: frozenset[int] = frozenset()
    periods: Mapping[int, Dates] = field(default_factory=dict)

    def values(self, position: int) -> Vector:
        """The figures of a line."""
        return self.matrix.values[position]


@dataclass(frozen=True, slots=True)
class Check:
    """A pattern on one crossing line: the sum is off by `gap`, of which rounding explains `slack`."""

    line: int
    gap: int
    slack: int
    parts: int  # figures among the parts
    solid: int  # of them not zero
    bits: int
    masked: bool

    @property
    def holds(self) -> bool:
        """Whether rounding explains the gap."""
        return abs(self.gap) <= self.slack


@dataclass(frozen=True, slots=True)
class Support:
    """What all crossing lines say of a pattern."""

    pattern: Pattern
    checks: tuple[Check, ...]
    held: int  # lines that hold with at least two parts that are not zero
    failed: int
    bits: int


def measure(axis: Axis, pattern: Pattern) -> Support:
    """Evaluate a pattern on every line that crosses it."""
    checks: list[Check] = []
    held = failed = bits = equal = 0
    seen: set[tuple[int, ...] | int | None] = set()
    crossing = _crossing(axis, pattern)
    for line in crossing:
        if failed * 2 > len(crossing):
            break
        check = _check(axis, pattern, line)
        if check is None:
            continue
        checks.append(check)
        if check.masked:
            continue
        if check.solid < 2:
            equal += check.holds and check.solid == 1
            continue
        if not check.holds:
            failed += 1
            continue
        held += 1
        shares = _shares(axis, pattern, line)
        total = axis.values(pattern.target)[line]
        if shares not in seen:
            bits += check.bits
        elif total not in seen:
            bits += min(check.bits, 1)
        seen.update((shares, total))
    return Support(pattern, tuple(checks), held, failed, bits + min(EQUAL_BITS * equal, LINE_BITS // 2))


def _shares(axis: Axis, pattern: Pattern, line: int) -> tuple[int, ...]:
    """What each part is of the total, roughly: a line that merely repeats another in scale tells nothing."""
    total = axis.values(pattern.target)[line] or 1
    values = axis.matrix.values
    return tuple(((values[part][line] or 0) * 1000 + total) // (2 * total) for part in pattern.parts[:6])


def _crossing(axis: Axis, pattern: Pattern) -> list[int]:
    return [line for line, total in enumerate(axis.values(pattern.target)) if total is not None]


def _check(axis: Axis, pattern: Pattern, line: int) -> Check | None:
    matrix = axis.matrix
    total = matrix.values[pattern.target][line]
    slack = matrix.halves[pattern.target][line]
    kind = matrix.kinds[pattern.target][line]
    if total is None:
        return None
    added = largest = rest = count = solid = 0
    fine = max(slack, 1)
    for part, weight in zip(pattern.parts, pattern.weights, strict=True):
        value = matrix.values[part][line]
        if value is None:
            continue
        if matrix.mixed and matrix.kinds[part][line] != kind and not _joins(kind, matrix.kinds[part][line]):
            return None
        count += 1
        half = matrix.halves[part][line]
        slack += half
        fine = max(fine, half)
        if value:
            solid += 1
            added += weight * value
            size = abs(value)
            rest += size
            largest = max(largest, size)
    if not count:
        return None
    gap = added - total
    rest = min(rest - largest, abs(total) if total else rest - largest)
    bits = min(max((rest // fine).bit_length() - (2 * abs(gap) // fine + 1).bit_length(), 0), LINE_BITS)
    masked = axis.across[line].unsummed or (matrix.mixed and kind == SHARE_KIND)
    return Check(line, gap, slack, count, solid, bits, masked)


def _joins(kind: int, other: int) -> bool:
    """A number without unit adds to anything but a share: only first and last rows may carry the sign."""
    return SHARE_KIND not in (kind, other) and PLAIN_KIND in (kind, other)
