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

PATIENCE = 3
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

    @property
    def side(self) -> int:
        """1 if all parts stand before their total, -1 if after it, else 0."""
        return (self.parts[-1] < self.target) - (self.parts[0] > self.target)


@dataclass(frozen=True, slots=True)
class Axis:
    """A table seen so that lines are added: `matrix.values[position]` is a line, its entries cross it.

    `roles` belong to the lines, `across` to the crossing ones; `down` tells footing from cross-footing.
    `breaks` are positions before which a new block begins, `periods` those of lines that have their own.
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
    averaged: bool = False  # the total lies among its parts, as the average of prices or ratios does

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
    averaged: int = 0  # of those that fail


def measure(axis: Axis, pattern: Pattern) -> Support:
    """Evaluate a pattern on every line that crosses it; one that misses again and again is given up."""
    checks: list[Check] = []
    held = failed = averaged = bits = equal = 0
    seen: set[tuple[int, ...] | int] = set()
    for line, total in enumerate(axis.values(pattern.target)):
        check = None if total is None else _check(axis, pattern, line, total)
        if check is None or total is None:
            continue
        checks.append(check)
        if check.masked:
            continue
        if check.solid < 2:
            equal += check.holds and check.solid == 1
        elif check.holds:
            held += 1
            shares = _shares(axis, pattern, line, total)
            if shares not in seen:
                bits += check.bits
            elif total not in seen:
                bits += min(check.bits, 1)
            seen.update((shares, total))
        else:
            failed += 1
            averaged += check.averaged
            if failed > held + PATIENCE:
                break
    return Support(
        pattern, tuple(checks), held, failed, bits + min(EQUAL_BITS * equal, LINE_BITS // 2), averaged
    )


def _shares(axis: Axis, pattern: Pattern, line: int, total: int) -> tuple[int, ...]:
    """What each part is of the total, roughly: a line that merely repeats another in scale tells nothing."""
    values, total = axis.matrix.values, total or 1
    return tuple(((values[part][line] or 0) * 1000 + total) // (2 * total) for part in pattern.parts[:6])


def _check(axis: Axis, pattern: Pattern, line: int, total: int) -> Check | None:
    matrix = axis.matrix
    values, halves = matrix.values, matrix.halves
    slack = fine = halves[pattern.target][line]
    added = largest = rest = count = solid = 0
    for part, weight in zip(pattern.parts, pattern.weights, strict=True):
        value = values[part][line]
        if value is None:
            continue
        count += 1
        half = halves[part][line]
        slack += half
        if half > fine:
            fine = half
        if value:
            solid += 1
            added += weight * value
            size = value if value > 0 else -value
            rest += size
            if size > largest:
                largest = size
    if not count or (matrix.mixed and not _addable(axis, pattern, line)):
        return None
    gap, fine = added - total, fine or 1
    sizes = rest
    rest = min(rest - largest, abs(total)) if total else rest - largest
    bits = min(max((rest // fine).bit_length() - (2 * abs(gap) // fine + 1).bit_length(), 0), LINE_BITS)
    if solid > 5 and largest * solid == sizes and not axis.roles[pattern.target].total:
        bits = min(
            bits, EQUAL_BITS
        )  # a figure twelve times as large as twelve equal ones may be their product
    share = matrix.kinds[pattern.target][line] == SHARE_KIND
    masked = axis.across[line].unsummed or (matrix.mixed and share and not matrix.shares)
    averaged = abs(gap) > slack and solid == count and _averaged(axis, pattern, line, total)
    return Check(line, gap, slack, count, solid, bits, masked, averaged)


def _averaged(axis: Axis, pattern: Pattern, line: int, total: int) -> bool:
    entries = [axis.matrix.values[part][line] for part in pattern.parts]
    parts = [entry for entry in entries if entry is not None]
    return 0 < min(parts) <= total <= max(parts)


def _addable(axis: Axis, pattern: Pattern, line: int) -> bool:
    """Whether all parts on a line are of a kind that adds up to the total's."""
    matrix = axis.matrix
    kind = matrix.kinds[pattern.target][line]
    others = (matrix.kinds[part][line] for part in pattern.parts if matrix.values[part][line] is not None)
    return all(other == kind or _joins(kind, other) for other in others)


def _joins(kind: int, other: int) -> bool:
    """A number without unit adds to anything but a share: only first and last rows may carry the sign."""
    return SHARE_KIND not in (kind, other) and PLAIN_KIND in (kind, other)
