"""A total wrong in every entry by one mistake: a part is left out of it, or counted twice, on every line."""

from __future__ import annotations

from typing import NamedTuple

from tieout.relate.evidence import WHOLE_LINE
from tieout.relate.tables.axis import Axis, Pattern
from tieout.relate.tables.pattern import LINE_BITS, Check, Support, measure

FEWEST = 2  # entries that it must explain


class Miscount(NamedTuple):
    """What was done to one part in every entry, and the bits with which that explains all of them."""

    part: int
    twice: bool
    bits: int
    support: Support


def miscount(axis: Axis, pattern: Pattern, *, named: bool = False) -> Miscount | None:
    """The part whose double counting or omission explains why a sum misses in every entry.

    Only of a part amid others, none of which can contain it, is it said that it was left out: what is
    contained in another is rightly left out, and where the first of a block is, the block may begin after it.
    Labels that name all parts (`named`), as of a roll-forward, leave no such doubt.
    """
    support = measure(axis, pattern, patient=True)
    missed = [one for one in support.checks if not one.masked and one.solid >= 2]
    if support.held or len(missed) < FEWEST or _repeats(axis, pattern, missed):
        return None
    found = [
        Miscount(part, twice, bits, support)
        for part, weight in zip(pattern.parts, pattern.weights, strict=True)
        for twice in (True, False)
        if (bits := _explains(axis, missed, part, -weight if twice else weight)) >= WHOLE_LINE
        and (twice or named or _belongs(axis, pattern, part, missed))
    ]
    return max(found, key=lambda one: one.bits, default=None)


def _repeats(axis: Axis, pattern: Pattern, missed: list[Check]) -> bool:
    """Whether a total is one of its parts again, in every entry."""
    total = axis.values(pattern.target)
    return any(
        all(axis.values(part)[check.line] == total[check.line] for check in missed) for part in pattern.parts
    )


def _explains(axis: Axis, missed: list[Check], part: int, sign: int) -> int:
    """The bits with which one part, counted so, explains every gap; less what the choice of it owes."""
    bits = told = 0
    for check in missed:
        value = axis.values(part)[check.line] or 0
        if abs(check.gap - sign * value) > check.slack:
            return 0
        told += value != 0
        fine = max(axis.matrix.halves[part][check.line], 1)
        room = (2 * check.slack // fine + 1).bit_length()
        bits += min(max((abs(value) // fine).bit_length() - room, 0), LINE_BITS)
    return bits - (2 * check.parts).bit_length() if told >= FEWEST else 0


def _belongs(axis: Axis, pattern: Pattern, part: int, missed: list[Check]) -> bool:
    """Whether two others are left, one of them before it, and none is as large in every entry."""
    own = axis.values(part)
    first = part == pattern.parts[0] or any(check.solid <= FEWEST for check in missed)
    if first or axis.roles[part].total or _sums_up(axis, pattern, part, missed):
        return False
    return not any(
        all(_within(own[check.line], axis.values(other)[check.line]) for check in missed)
        for other in pattern.parts
        if other != part
    )


def _sums_up(axis: Axis, pattern: Pattern, part: int, missed: list[Check]) -> bool:
    """Whether a part is the sum of those before it, in every entry: then it is a subtotal of them."""
    place = pattern.parts.index(part)
    return any(
        all(
            abs(
                sum(axis.values(line)[check.line] or 0 for line in run) - (axis.values(part)[check.line] or 0)
            )
            <= check.slack
            for check in missed
        )
        for run in (pattern.parts[start:place] for start in range(place))
    )


def _within(part: int | None, whole: int | None) -> bool:
    return part is None or (whole is not None and part * whole >= 0 and abs(part) <= abs(whole))
