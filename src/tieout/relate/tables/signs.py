"""What speaks for and against a miss of a sum: the signs by which it is told from a misreading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tieout.model.claims import Doubt, Signs
from tieout.model.lines import Line
from tieout.relate.evidence import WHOLE_LINE
from tieout.relate.tables.axis import Axis
from tieout.relate.tables.broken import broken
from tieout.relate.tables.claims import Reading
from tieout.relate.tables.dilution import DILUTED
from tieout.relate.tables.explained import stays_out
from tieout.relate.tables.fragments import is_fragment
from tieout.relate.tables.natural import BETWEEN
from tieout.relate.tables.own_parts import (
    left_out,
    miscounted_part,
    misses_by_own,
    nested,
    summary,
    unsigned,
    untold,
)
from tieout.relate.tables.pattern import Check
from tieout.relate.tables.swapped_cells import swapped_cells
from tieout.slip import mends

_WORDS = {"total": "total", "net_result": "result"}
_SETTLED = frozenset({Doubt.ELSEWHERE, Doubt.NESTED, Doubt.BROKEN, Doubt.UNSIGNED, Doubt.INCOMPLETE})
LARGE = 10**5  # units of its last place that no rate and few prices have
NEAR = 8  # a total that is off by less than this part of it
TELLING_DIGITS = 3  # of a gap that is no round number; slips of a digit leave one or two
SLIP_DIGITS = 100  # of smaller figures too many are one slip from any other


def signs(axis: Axis, reading: Reading, check: Check) -> Signs:
    """The signs of one entry that misses."""
    if reading.miscounted:
        return _miscounted(axis, reading, check)
    own = check.bits if check.holds else 0
    averaged = reading.support.averaged - check.averaged
    missed = reading.support.failed - 1 - (averaged if priced(reading) else 0)
    changed_places = _changed_places(axis, reading, check)
    doubts = frozenset(_doubts(axis, reading, check))
    return replace(
        claimed_signs(reading),
        spare=reading.spare - own if reading.support.held or reading.exchanged else 0,
        held=reading.support.held,
        missed=max(missed - changed_places, 0),
        mistake=changed_places
        or _off_by_one(axis, reading, check)
        or (_slip(axis, reading, check) and not _averages(reading, check))
        or (
            Doubt.FRAGMENT not in doubts
            and _tells(axis, reading, check)
            and miscounted_part(axis, reading, check)
        ),
        near=_near(axis, reading, check),
        doubts=doubts,
    )


def as_agreed(told: Signs, bits: Sequence[int]) -> Signs:
    """The signs of a sum that misses where others ask for the same value of one of its figures.

    Args:
        told: its own signs.
        bits: with which they agree, of every entry of its line of which that is so.
    """
    if sum(bits) < WHOLE_LINE or Doubt.FRAGMENT in told.doubts:
        return told
    return replace(
        told,
        spare=max(told.spare, sum(bits)),
        missed=max(told.missed - len(bits) + 1, 0),
        mistake=True,
        doubts=told.doubts - _SETTLED,
    )


def _miscounted(axis: Axis, reading: Reading, check: Check) -> Signs:
    """The signs of an entry of a line that one mistake explains throughout."""
    return replace(
        claimed_signs(reading),
        spare=reading.miscounted,
        held=len(reading.support.checks),
        mistake=True,
        near=_near(axis, reading, check),
        doubts=frozenset(standing_doubts(axis, reading, check)),
    )


def claimed_signs(reading: Reading) -> Signs:
    """What words and layout say for a sum."""
    words = _WORDS.get(reading.words[0], "flow") if reading.words else ""
    return Signs("total", words, bool(reading.layout), reading.closed)


def priced(reading: Reading) -> bool:
    """Whether totals among their parts are averages: several are, or one is beside a total that fails."""
    support = reading.support
    return support.averaged > 1 or (not support.held and support.failed > 1)


def _averages(reading: Reading, check: Check) -> bool:
    """Whether a total among its parts is no slip but an average, as others of its line are."""
    return check.averaged and priced(reading)


def standing_doubts(axis: Axis, reading: Reading, check: Check) -> list[Doubt]:
    """Doubts of an entry whatever it misses by."""
    found = {
        Doubt.MIXED: _of_rates(axis, reading),
        Doubt.INCOMPLETE: not _complete(axis, reading, check),
        Doubt.BROKEN: broken(axis, reading, check),
        Doubt.RIVAL: not reading.sole and not reading.miscounted,
    }
    return [doubt for doubt, there in found.items() if there]


def _doubts(axis: Axis, reading: Reading, check: Check) -> list[Doubt]:
    found = {
        Doubt.AVERAGED: check.averaged
        and (priced(reading) or _as_prices(axis, reading, check) or not _known(axis, reading, check)),
        Doubt.FRAGMENT: is_fragment(axis, reading, check),
        Doubt.NESTED: nested(axis, reading, check) and not _off_by_one(axis, reading, check),
        Doubt.UNSIGNED: unsigned(axis, reading, check) or untold(axis, reading, check),
        Doubt.ELSEWHERE: _elsewhere(axis, reading, check) and not miscounted_part(axis, reading, check),
        Doubt.INCOMPLETE: summary(axis, reading),
    }
    standing = standing_doubts(axis, reading, check)
    found[Doubt.INCOMPLETE] &= Doubt.INCOMPLETE not in standing
    if Doubt.BROKEN in standing and left_out(axis, reading, check):
        standing.remove(Doubt.BROKEN)
    return [*standing, *(doubt for doubt, there in found.items() if there)]


def _changed_places(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether two cells that changed places explain it."""
    exchange = swapped_cells(axis, reading.support)
    return exchange is not None and check in exchange


def _known(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether a total among its parts is nearly reached, or a known mistake explains it.

    Where all parts are one and the same figure, and the total is it again, it can only be a rate or a price.
    """
    total = axis.values(reading.pattern.target)[check.line]
    parts = [axis.values(part)[check.line] for part in reading.pattern.parts]
    if check.parts > 1 and set(parts) - {None} == {total}:
        return False
    return (
        total in parts
        or min(check.weights) < 0
        or _are_large(axis, reading, check)
        or misses_by_own(axis, reading, check)
        or _near(axis, reading, check)
        or _slip(axis, reading, check)
        or _changed_places(axis, reading, check)
    )


def _are_large(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether all figures have more digits than rates and prices have."""
    values, printed = axis.matrix.values, axis.matrix.printed
    places = (reading.pattern.target, *reading.pattern.parts)
    figures = [(values[at][check.line], printed[at][check.line]) for at in places]
    return all(value is not None and abs(value) >= LARGE * 2 * half > 0 for value, half in figures)


def _as_prices(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether rates beside an entry are averages too, or it is finer than those that hold, as prices are."""
    halves, target = axis.matrix.halves, reading.pattern.target
    others = [other for other in reading.support.checks if other != check]
    return any(other.averaged for other in others if other.masked) or any(
        halves[target][other.line] != halves[target][check.line]
        for other in others
        if other.holds and not other.masked
    )


def _elsewhere(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether the gap is a figure of the table that is no part: the total does not cover just its parts."""
    lines = reading.pattern.lines
    return _tells(axis, reading, check) and any(
        value is not None and abs(value) == abs(check.gap)
        for line in axis.active
        if not stays_out(axis, reading, line)
        for crossing, value in enumerate(axis.values(line))
        if crossing != check.line or line not in lines
    )


def _tells(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether the gap has so many digits that an equal figure is hardly another."""
    unit = 2 * axis.matrix.halves[reading.pattern.target][check.line]
    return bool(unit) and len(str(abs(check.gap) // unit).rstrip("0")) >= TELLING_DIGITS


def _of_rates(axis: Axis, reading: Reading) -> bool:
    """Whether a line is a ratio, or a difference of two others that is none of these."""
    if reading.layout == DILUTED:
        return False  # weighted averages of shares are counts of them
    lines = [axis.roles[line] for line in reading.pattern.lines]
    if reading.proved and not any(line.added for line in lines):
        return False  # percentages of one whole
    beside = not axis.down and reading.layout != BETWEEN and reading.shape != "roll-forward"
    return any(
        (not line.added or (line.change and beside)) and not _adds_elsewhere(axis, reading, line)
        for line in lines
    )


def _adds_elsewhere(axis: Axis, reading: Reading, line: Line) -> bool:
    """Whether what its label calls a rate or change adds up where the sum is proved: tax at other rates."""
    values = axis.values(line.position)
    return reading.proved and any(
        other.holds and not other.masked and abs(values[other.line] or 0) > other.slack
        for other in reading.support.checks
    )


def _complete(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether the line has about as many parts as those that hold; else the parts may stand elsewhere."""
    most = max(
        (other.parts for other in reading.support.checks if other.holds and other.solid >= 2),
        default=len(reading.pattern.parts),
    )
    nils = sum((part, check.line) in axis.matrix.nils for part in reading.pattern.parts)
    return (check.parts + nils) * 4 >= most * 3


def _off_by_one(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether a count is off by what rounding would explain, were it an amount."""
    half = axis.matrix.halves[reading.pattern.target][check.line]
    return check.slack == 0 and abs(check.gap) <= half * (check.parts + 1)


def _near(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether the total is off by a small part of it, as one that was not brought up to date is."""
    total = abs(axis.values(reading.pattern.target)[check.line] or 0)
    return abs(check.gap) * NEAR <= total


def _slip(axis: Axis, reading: Reading, check: Check) -> bool:
    pattern, matrix = reading.pattern, axis.matrix
    needs = [(pattern.target, check.gap)]
    needs += [(part, -weight * check.gap) for part, weight in zip(pattern.parts, check.weights, strict=True)]
    for line, change in needs:
        value, half = matrix.values[line][check.line], matrix.halves[line][check.line]
        scale = 2 * half
        telling = value and half and abs(value) >= SLIP_DIGITS * scale
        if value and telling and mends(value // scale, scale, value + change, check.slack):
            return True
    return False
