"""What speaks for and against a miss of a sum: the signs by which it is told from a misreading."""

from __future__ import annotations

import re
from fractions import Fraction

from tieout.model.claims import Doubt, Signs
from tieout.slip import mends
from tieout.relate.tables.claims import Reading
from tieout.relate.tables.exchanged import exchanged
from tieout.relate.tables.pattern import Axis, Check

_DECIMALS = re.compile(r"\.(\d+)")

TELLING_DIGITS = 3  # of a gap that is no round number; slips of a digit leave one or two
SLIP_DIGITS = 10  # of smaller figures too many are one slip from any other


def signs(axis: Axis, reading: Reading, check: Check) -> Signs:
    """The signs of one entry that misses."""
    own = check.bits if check.holds else 0
    averaged = reading.support.averaged - check.averaged
    return Signs(
        form="total",
        words=bool(reading.words),
        closed=reading.closed,
        spare=reading.spare - own,
        held=reading.support.held,
        missed=max(reading.support.failed - 1 - (averaged if priced(reading) else 0), 0),
        mistake=_mistaken(axis, reading, check),
        doubts=frozenset(_doubts(axis, reading, check)),
    )


def rounded_away(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether parts printed as a dash explain the gap: a dash also stands for what rounds to nothing."""
    pattern = reading.pattern
    nils = sum((part, check.line) in axis.matrix.nils for part in pattern.parts)
    return abs(check.gap) <= check.slack + nils * axis.matrix.halves[pattern.target][check.line]


def misread(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether the digits as printed tie: some figure was given a unit or scale that is not its own.

    What counts for nearly nothing may have got either sign. A scale word behind a figure is its own.
    """
    pattern, halves = reading.pattern, axis.matrix.halves
    own, other, slack = Fraction(0), Fraction(0), Fraction(0)
    for line, weight in ((pattern.target, -1), *zip(pattern.parts, pattern.weights, strict=True)):
        if axis.matrix.values[line][check.line] is None:
            continue
        figure = axis.matrix.facts[line, check.line].figure
        if figure.text[-1:].isalpha():
            return False
        decimals = _DECIMALS.search(figure.text)
        unit = Fraction(1, 10 ** len(decimals[1])) if decimals else Fraction(1)
        digits = weight * figure.amount.numeral.digits * unit
        slack += unit / 2
        if halves[line][check.line] == halves[pattern.target][check.line]:
            own += digits
        else:
            other += digits
    return other != 0 and min(abs(own + other), abs(own - other)) <= slack


def priced(reading: Reading) -> bool:
    """Whether totals among their parts are averages: several are, or one is beside a total that fails."""
    support = reading.support
    return support.averaged > 1 or (not support.held and support.failed > 1)


def _doubts(axis: Axis, reading: Reading, check: Check) -> list[Doubt]:
    found = {
        Doubt.AVERAGED: check.averaged and priced(reading),
        Doubt.MIXED: _of_rates(axis, reading),
        Doubt.NESTED: _nested(axis, reading, check),
        Doubt.UNSIGNED: _unsigned(axis, reading, check),
        Doubt.INCOMPLETE: not _complete(axis, reading, check),
        Doubt.ELSEWHERE: _elsewhere(axis, reading, check),
        Doubt.BROKEN: _broken(axis, reading),
        Doubt.RIVAL: not reading.sole,
    }
    return [doubt for doubt, there in found.items() if there]


def _elsewhere(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether the gap is a figure of the table that is no part: the total does not cover just its parts."""
    lines = reading.pattern.lines
    gap, unit = abs(check.gap), 2 * axis.matrix.halves[reading.pattern.target][check.line]
    if not unit or len(str(gap // unit).rstrip("0")) < TELLING_DIGITS:
        return False
    return any(
        value is not None and abs(value) == gap
        for line in axis.active
        for crossing, value in enumerate(axis.values(line))
        if crossing != check.line or line not in lines
    )


def _of_rates(axis: Axis, reading: Reading) -> bool:
    """Whether a line is a ratio, or a difference of two others."""
    lines = (axis.roles[line] for line in reading.pattern.lines)
    return any(not line.added or (line.change and not axis.down) for line in lines)


def _parts(axis: Axis, reading: Reading, check: Check) -> list[tuple[int, int]]:
    values = axis.matrix.values
    sizes = ((part, abs(values[part][check.line] or 0)) for part in reading.pattern.parts)
    return [(part, size) for part, size in sizes if size]


def _nested(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether the sum misses by one of its own parts: that part is contained in another, or none of it."""
    return any(
        abs(size - abs(check.gap)) <= check.slack for _, size in _parts(axis, reading, check)
    )


def _unsigned(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether a part that may be taken off explains the gap: nil on every line that holds, or a decrease."""
    values = axis.matrix.values
    holding = [other.line for other in reading.support.checks if other.holds]
    for part, size in _parts(axis, reading, check):
        line = axis.roles[part]
        unsure = line.less or line.decrease or not any(values[part][other] for other in holding)
        if unsure and abs(2 * size - abs(check.gap)) <= check.slack:
            return True
    return False


def _complete(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether the line has about as many parts as those that hold; else the parts may stand elsewhere."""
    most = max(
        (other.parts for other in reading.support.checks if other.holds and other.solid >= 2),
        default=len(reading.pattern.parts),
    )
    nils = sum((part, check.line) in axis.matrix.nils for part in reading.pattern.parts)
    return (check.parts + nils) * 4 >= most * 3


def _broken(axis: Axis, reading: Reading) -> bool:
    """Whether a heading or an empty line stands between a total and its parts, or among them."""
    pattern = reading.pattern
    first, last = min(pattern.target, pattern.parts[0]), max(pattern.target, pattern.parts[-1])
    return pattern.side == 0 or any(first < position <= last for position in axis.breaks)


def _mistaken(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether a known mistake fits: one slip in the total or a part, or two cells that changed places."""
    return _slip(axis, reading, check) or check in exchanged(axis, reading.support)


def _slip(axis: Axis, reading: Reading, check: Check) -> bool:
    pattern, matrix = reading.pattern, axis.matrix
    needs = [(pattern.target, check.gap)]
    needs += [(part, -weight * check.gap) for part, weight in zip(pattern.parts, pattern.weights, strict=True)]
    for line, change in needs:
        value, half = matrix.values[line][check.line], matrix.halves[line][check.line]
        scale = 2 * half
        if value and half and abs(value) >= SLIP_DIGITS * scale:
            if mends(value // scale, scale, value + change, check.slack):
                return True
    return False
