"""A total wrong in every entry by one mistake: a part is left out of it, or counted twice, on every line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tieout.extract.table.matrix import PLAIN_KIND
from tieout.relate.evidence import WHOLE_LINE
from tieout.relate.tables.axis import Axis, Pattern
from tieout.relate.tables.claims import SPARE
from tieout.relate.tables.pattern import LINE_BITS, Check, Support, measure

FEWEST = 2  # entries that it must explain


class Miscount(NamedTuple):
    """What was done to one part in every entry, and the bits with which that explains all of them.

    It is `sure` if nothing else of the block can contain a part that was left out.
    """

    part: int
    twice: bool
    bits: int
    support: Support
    sure: bool = True


def miscount(axis: Axis, pattern: Pattern, *, named: bool = False) -> Miscount | None:
    """The part whose double counting or omission explains why a sum misses where it does.

    Of the first of a block it is not said that it was left out: the block may begin behind. Labels that name
    all parts (`named`), as of a roll-forward, leave no such doubt.
    """
    support = measure(axis, pattern, patient=True)
    checks = [one for one in support.checks if not one.masked and one.solid >= 2]
    missed, held = ([one for one in checks if one.holds is holds] for holds in (False, True))
    if len(missed) < max(FEWEST, len(held)) or _repeats(axis, pattern, missed):
        return None
    found = [
        Miscount(
            part, twice, bits, support, twice or named or _contained(axis, pattern, part, missed) is None
        )
        for part, weight in zip(pattern.parts, pattern.weights, strict=True)
        for twice in (True, False)
        if (bits := explains(axis, missed, part, -weight if twice else weight)) >= WHOLE_LINE
        and (twice or not _holds_with(axis, part, held))
        and (twice or named or _belongs(axis, pattern, part, missed))
    ]
    return max(found, key=lambda one: one.bits, default=None)


def without_a_line(axis: Axis, pattern: Pattern, block: Pattern, *, named: bool = False) -> Miscount | None:
    """The one line of the block of a total that its sum does without, in every entry that it has.

    Args:
        axis: the table.
        pattern: the sum as it holds.
        block: the sum that words and layout ask for.
        named: its labels name all parts.
    """
    left = set(block.parts) - set(pattern.parts)
    if len(left) != 1 or not set(pattern.parts) < set(block.parts) or len(pattern.parts) < FEWEST:
        return None
    (part,) = left
    support = measure(axis, block, patient=True)
    missed = [one for one in support.checks if not (one.masked or one.holds)]
    weight = block.weights[block.parts.index(part)]
    bits = explains(axis, missed, part, weight, fewest=1)
    if bits < WHOLE_LINE:
        return None
    if _holds_with(axis, part, support.checks):
        return None
    if (part == block.parts[0] and not named) or not _adds(axis, block, part, missed):
        return None
    return Miscount(part, twice=False, bits=bits, support=support)


def counted_again(axis: Axis, pattern: Pattern) -> Miscount | None:
    """A line called a total or result that a sum adds beside the run above that makes it, in every entry."""
    holding = [check for check in measure(axis, pattern).checks if check.holds and check.solid > FEWEST]
    owed = (len(pattern.parts) ** 2).bit_length()  # for all runs of it that could be tried
    for place, part in enumerate(pattern.parts):
        called = axis.roles[part].total or axis.roles[part].result
        for start in range(place - 1) if called else ():
            run, weights = pattern.parts[start:place], pattern.weights[start:place]
            inner = measure(axis, Pattern(part, run, weights))
            if inner.failed or inner.held < FEWEST or inner.bits < SPARE + owed or len(holding) < inner.held:
                continue
            kept = [pair for pair in zip(pattern.parts, pattern.weights, strict=True) if pair[0] not in run]
            if len(kept) > 1:
                less = Pattern(pattern.target, tuple(p for p, _ in kept), tuple(w for _, w in kept))
                return Miscount(part, twice=True, bits=inner.bits, support=measure(axis, less, patient=True))
    return None


def _holds_with(axis: Axis, part: int, checks: Iterable[Check]) -> bool:
    """Whether a sum holds in an entry that has a figure of one of its parts."""
    return any(one.holds and abs(axis.values(part)[one.line] or 0) > one.slack for one in checks)


def _repeats(axis: Axis, pattern: Pattern, missed: list[Check]) -> bool:
    """Whether a total is one of its parts again, in every entry."""
    total = axis.values(pattern.target)
    return any(
        all(axis.values(part)[check.line] == total[check.line] for check in missed) for part in pattern.parts
    )


def explains(axis: Axis, missed: list[Check], part: int, sign: int, fewest: int = FEWEST) -> int:
    """The bits with which one part, counted so, explains every gap; less what the choice of it owes.

    Args:
        axis: the table.
        missed: entries of a sum that miss.
        part: one of its lines.
        sign: its weight, if it was left out; the opposite, if it was counted twice.
        fewest: entries that it must have figures in.
    """
    bits = told = 0
    for check in missed:
        value = axis.values(part)[check.line] or 0
        if abs(check.gap - sign * value) > check.slack:
            return 0
        told += value != 0
        fine = max(axis.matrix.halves[part][check.line], 1)
        room = (2 * abs(check.gap - sign * value) // fine + 1).bit_length()  # what it leaves, as of a sum
        bits += min(max((abs(value) // fine).bit_length() - room, 0), LINE_BITS)
    return bits - (2 * check.parts).bit_length() if told >= fewest else 0


def _belongs(axis: Axis, pattern: Pattern, part: int, missed: list[Check]) -> bool:
    """Whether a part is one line amid others of its kind, in more than one entry."""
    amid = sum(check.solid > FEWEST for check in missed) >= FEWEST
    return amid and part != pattern.parts[0] and _adds(axis, pattern, part, missed)


def _adds(axis: Axis, pattern: Pattern, part: int, missed: list[Check]) -> bool:
    """Whether a part is an amount of its own: no subtotal, and counted in the unit of the others."""
    role, kinds = axis.roles[part], axis.matrix.kinds
    alike = all(
        len(
            {kinds[line][check.line] for line in pattern.parts if axis.values(line)[check.line]}
            - {PLAIN_KIND}
        )
        < 2
        for check in missed
    )
    return (
        role.added and not (role.total or role.result) and alike and not _sums_up(axis, pattern, part, missed)
    )


def _contained(axis: Axis, pattern: Pattern, part: int, missed: list[Check]) -> int | None:
    """Another part that is as large in every entry, so that it may contain this one."""
    return next(
        (other for other in pattern.parts if other != part and is_within(axis, part, other, missed)),
        None,
    )


def is_within(axis: Axis, part: int, whole: int, checks: Iterable[Check]) -> bool:
    """Whether a line is no larger than another of its sign, in every entry."""
    inner, outer = axis.values(part), axis.values(whole)
    return all(_within(inner[check.line], outer[check.line]) for check in checks)


def _sums_up(axis: Axis, pattern: Pattern, part: int, missed: list[Check]) -> bool:
    """Whether a part is the sum of a run beside it, in every entry: then it is a subtotal of them."""
    place = pattern.parts.index(part)
    before = (pattern.parts[start:place] for start in range(place))
    behind = (pattern.parts[place + 1 : end] for end in range(place + 2, len(pattern.parts) + 1))
    return any(
        all(
            abs(
                sum(axis.values(line)[check.line] or 0 for line in run) - (axis.values(part)[check.line] or 0)
            )
            <= check.slack
            for check in missed
        )
        for run in (*before, *behind)
        if run
    )


def _within(part: int | None, whole: int | None) -> bool:
    return part is None or (whole is not None and part * whole >= 0 and abs(part) <= abs(whole))
