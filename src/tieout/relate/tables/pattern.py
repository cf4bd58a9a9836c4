"""A pattern says that one line of a table is the sum of others; here it is measured on every crossing line.

Evidence is counted in bits: a line that ties to the last of its n digits by chance does so about once in
2^n, so it carries n bits. Only what the largest part does not explain counts, for a total that equals its
one big part proves little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import gcd
from typing import NamedTuple

from tieout.extract.table.matrix import PLAIN_KIND, SHARE_KIND
from tieout.relate.tables.axis import Axis, Pattern
from tieout.relate.tables.by_size import by_size

LINE_BITS = 40  # one line alone never says more than this
COMPARED = 8  # lines that a further one is compared with

PATIENCE = 3
COUNTED_PARTS, COUNTED_LINES = 3, 4  # so many exact sums of so many whole numbers for one that is off
FINER = 100  # a figure that alone shows so small a part of the unit of the others
EQUAL_BITS, EQUAL_LIMIT = 2, 8  # of a total that equals its only part, on one line and on all


class Check(NamedTuple):
    """A pattern on one crossing line: the sum is off by `gap`, of which rounding explains `slack`."""

    line: int
    gap: int
    slack: int
    parts: int  # figures among the parts
    solid: int  # of them not lost in the rounding
    bits: int
    masked: bool
    weights: tuple[int, ...]  # of the parts, here
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


@dataclass(slots=True)
class _Independence:
    """What the lines that hold have said of a pattern so far.

    Where one line holds, another whose figures are nearly the same multiple of its figures holds as well;
    only by how much they differ from that multiple is it evidence of its own.
    """

    axis: Axis
    pattern: Pattern
    lines: list[list[int]] = field(default_factory=list)
    totals: set[int] = field(default_factory=set)

    def bits(self, check: Check, total: int) -> int:
        """The bits of a line that holds, less what earlier lines have said already."""
        values = self.axis.matrix.values
        line = [total, *(values[part][check.line] or 0 for part in self.pattern.parts)]
        half = max(self.axis.matrix.halves[self.pattern.target][check.line], 1)
        bits = check.bits
        for other in self.lines:
            if not bits:
                break
            bits = min(bits, (_differing(line, other) // half).bit_length())
        if len(self.lines) < COMPARED:
            self.lines.append(line)
        if self.axis.roles[self.pattern.target].total and total not in self.totals:
            bits = max(bits, min(check.bits, 1))
        self.totals.add(total)
        return bits


def _differing(line: Sequence[int], other: Sequence[int]) -> int:
    """By how much two lines differ from being multiples of each other, at the size of the smaller total."""
    differing = sum(abs(one * other[0] - two * line[0]) for one, two in zip(line, other, strict=True))
    return differing // (max(abs(other[0]), abs(line[0])) or 1)


def measure(axis: Axis, pattern: Pattern, *, patient: bool = False) -> Support:
    """Evaluate a pattern on every line that crosses it; one that misses again and again may be given up."""
    checks: list[Check] = []
    held = failed = averaged = bits = equal = 0
    independence = _Independence(axis, pattern)
    sized, other = by_size(axis, pattern)
    for line, total in enumerate(axis.values(pattern.target)):
        check = None if total is None else _check(axis, other if line in sized else pattern, line, total)
        if check is None or total is None:
            continue
        checks.append(check)
        if check.masked:
            continue
        if check.solid < 2:
            equal += check.holds and check.solid == 1
        elif check.holds:
            held += 1
            bits += independence.bits(check, total)
        else:
            failed += 1
            averaged += check.averaged
            if failed > held + PATIENCE and not patient:
                break
    counts = _counts(axis, pattern, checks)
    if counts is not checks:
        moved = sum(not one.holds for one in counts) - sum(not one.holds for one in checks)
        checks, held, failed = counts, held - moved, failed + moved
    return Support(
        pattern, tuple(checks), held, failed, bits + min(EQUAL_BITS * equal, EQUAL_LIMIT), averaged
    )


def without(axis: Axis, support: Support, line: int) -> Support:
    """What the other lines say of a pattern if this one, which holds, missed."""
    left = replace(support, held=support.held - 1, failed=support.failed + 1)
    independence, bits, values = _Independence(axis, support.pattern), 0, axis.values(support.pattern.target)
    for check in support.checks:
        total = values[check.line]
        if check.line != line and check.holds and not check.masked and check.solid >= 2 and total is not None:
            bits += independence.bits(check, total)
    return replace(left, bits=bits)


def _counts(axis: Axis, pattern: Pattern, checks: list[Check]) -> list[Check]:
    """Entries that miss by their rounding fail where all others add up to the last one: they are counts.

    Rounded figures seldom add up exactly so often.
    """
    plain = [one for one in checks if one.line in axis.whole and one.holds and one.parts >= COUNTED_PARTS]
    off = [one for one in plain if one.gap]
    if not off and (finer := [one for one in checks if _finer(axis, pattern, one)]):
        plain, off = [one for one in checks if one.holds and not one.masked and one.solid >= 2], finer
    if not off or len(off) * COUNTED_LINES > len(plain) - len(off):
        return checks
    return [one._replace(slack=0) if one in off else one for one in checks]


def _finer(axis: Axis, pattern: Pattern, check: Check) -> bool:
    """Whether a sum is off by a fraction of what its figures are printed to, as no rounding of them is."""
    halves, values = axis.matrix.halves, axis.matrix.values
    used = [halves[line][check.line] for line in pattern.lines if values[line][check.line] is not None]
    coarse = 2 * max(used)
    return check.holds and 0 < abs(check.gap) < coarse and 2 * min(used) * FINER < coarse


def _check(axis: Axis, pattern: Pattern, line: int, total: int) -> Check | None:
    matrix = axis.matrix
    values, halves = matrix.values, matrix.halves
    slack = fine = halves[pattern.target][line]
    added = count = 0
    sizes: list[int] = []
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
            added += weight * value
            sizes.append(value if value > 0 else -value)
    if not count or (matrix.mixed and not _addable(axis, pattern, line)):
        return None
    gap, fine = added - total, fine or 1
    if line in axis.exact and fine == matrix.printed[pattern.target][line]:
        slack = 0
    solid = len([size for size in sizes if size >= fine])
    whole, largest = sum(sizes), max(sizes, default=0)
    rest = min(whole - largest, abs(total)) if total else whole - largest
    grain = _grain(fine, gcd(total, *sizes))
    bits = min(max((rest // grain).bit_length() - (2 * abs(gap) // grain + 1).bit_length(), 0), LINE_BITS)
    if solid > 5 and largest * solid == whole and not axis.roles[pattern.target].total:
        # a figure twelve times as large as twelve equal ones may be their product
        bits = min(bits, EQUAL_BITS)
    share = matrix.kinds[pattern.target][line] == SHARE_KIND
    masked = not axis.across[line].added or (matrix.mixed and share and not matrix.shares)
    averaged = abs(gap) > slack and solid == count and _averaged(axis, pattern, line, total)
    return Check(line, gap, slack, count, solid, bits, masked, pattern.weights, averaged)


def _grain(half: int, common: int) -> int:
    """Half of the power of ten to which all figures are round: 100,000 and 200,000 add up as 1 and 2 do."""
    while common and common % (20 * half) == 0:
        half *= 10
    return half


def _averaged(axis: Axis, pattern: Pattern, line: int, total: int) -> bool:
    entries = [axis.matrix.values[part][line] for part in pattern.parts]
    parts = [entry for entry in entries if entry is not None]
    return min(parts) <= total <= max(parts) and (min(parts) >= 0 or max(parts) <= 0)


def _addable(axis: Axis, pattern: Pattern, line: int) -> bool:
    """Whether all parts on a line are of a kind that adds up to the total's."""
    matrix = axis.matrix
    kind = matrix.kinds[pattern.target][line]
    others = (matrix.kinds[part][line] for part in pattern.parts if matrix.values[part][line] is not None)
    return all(other == kind or _joins(kind, other) for other in others)


def _joins(kind: int, other: int) -> bool:
    """A number without unit adds to anything but a share: only first and last rows may carry the sign."""
    return SHARE_KIND not in (kind, other) and PLAIN_KIND in (kind, other)
