"""Sums that miss by one of their own parts: it was left out or counted twice, or another part contains it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.model.lines import Role
from tieout.relate.tables.axis import Axis
from tieout.relate.tables.claims import Reading
from tieout.relate.tables.pattern import Check


def nested(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether the sum does without one of its own parts: that part is contained in another, or none of it.

    Where the sum holds on another line with that part in it, it belongs to the sum.
    """
    return any(not proved for proved in _missed_by(axis, reading, check, left_out=True))


def misses_by_own(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether one of the parts, left out or counted twice, explains the gap."""
    return any(True for _ in _missed_by(axis, reading, check))


def _missed_by(axis: Axis, reading: Reading, check: Check, *, left_out: bool = False) -> Iterator[bool]:
    """For every part that the sum misses by, whether it holds on another line with that part in it.

    Either way, or only what seems to be `left_out`: what is counted twice is contained in no other part.
    """
    values = axis.matrix.values
    holding = [other.line for other in reading.support.checks if other.holds and not other.masked]
    for part, own in _weighted(axis, reading, check):
        if abs(check.gap - own) <= check.slack or (not left_out and abs(check.gap + own) <= check.slack):
            yield any(values[part][line] for line in holding)


def _weighted(axis: Axis, reading: Reading, check: Check) -> list[tuple[int, int]]:
    """The parts that are not nil on a line, each with what it adds to the sum."""
    values = axis.matrix.values
    pairs = zip(reading.pattern.parts, check.weights, strict=True)
    sizes = ((part, weight * (values[part][check.line] or 0)) for part, weight in pairs)
    return [(part, size) for part, size in sizes if size]


def miscounted_part(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether a part was counted twice, or left out of a sum whose labels name all parts.

    What else seems left out may be contained in another part, if there is one as large, or be none of them,
    if it stands first.
    """
    parts = reading.pattern.parts
    whole = abs(axis.values(reading.pattern.target)[check.line] or 0)
    sizes = [
        weight * (axis.values(part)[check.line] or 0)
        for part, weight in zip(parts, check.weights, strict=True)
    ]
    return any(
        own
        and (
            abs(check.gap + own) <= check.slack
            or (
                (reading.shape or (_on_its_own(sizes, place) and abs(own) <= whole))
                and abs(check.gap - own) <= check.slack
            )
        )
        for place, own in enumerate(sizes)
    )


def _on_its_own(sizes: Sequence[int], place: int) -> bool:
    """Whether a part behind the first is larger than all others of its sign."""
    own = sizes[place]
    others = (size for at, size in enumerate(sizes) if at != place and size * own > 0)
    return place > 0 and len(sizes) > 2 and all(abs(size) < abs(own) for size in others)


def left_out(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether other entries prove what the sum is made of, and this one misses by one of these parts."""
    return reading.proved and reading.support.failed == 1 and any(_missed_by(axis, reading, check))


def summary(axis: Axis, reading: Reading) -> bool:
    """Whether no total is reached and each is above its parts: a summary lists the greater ones.

    Of what has changed it may list all.
    """
    across = axis.across
    checks = [one for one in reading.support.checks if not (one.masked or across[one.line].change)]
    return len(checks) > 1 and all(not check.holds and check.gap < 0 for check in checks)


def untold(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether several parts are nil on every line that holds, where no word says that all are added."""
    values = axis.matrix.values
    holding = [other.line for other in reading.support.checks if other.holds]
    untold = [
        part
        for part in reading.pattern.parts
        if values[part][check.line] and not any(values[part][other] for other in holding)
    ]
    return "total" not in reading.words and bool(holding) and len(untold) > 1


def unsigned(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether a part that may be taken off, or be none, explains the gap.

    It may be taken off where it is nil on every line that holds (and be none of the parts), where it is
    called a decrease, where it is a movement and no other line tells its sign, and where differences are
    printed as better or worse.
    """
    values = axis.matrix.values
    holding = [other.line for other in reading.support.checks if other.holds]
    differences = axis.across[check.line].role in (Role.CHANGE, Role.DIFFERENCE)
    for part, own in _weighted(axis, reading, check):
        line, size = axis.roles[part], abs(own)
        movement = reading.shape == "roll-forward" and part != reading.pattern.parts[0]
        untold = not any(values[part][other] for other in holding) if holding else movement
        told = (values[part][check.line] or 0) < 0  # by a minus or brackets
        unsure = line.less or differences or (not told and (untold or line.decrease))
        if unsure and abs(2 * size - abs(check.gap)) <= check.slack:
            return True
        if holding and untold and not told and abs(check.gap - own) <= check.slack:
            return True
    return False
