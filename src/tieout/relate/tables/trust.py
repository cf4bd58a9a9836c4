"""How far a failing sum may be believed: what else its pattern explains, and how it fails.

Audited tables hardly ever hold a wrong sum, so a pattern that misses often, or by an amount that stands in
the table itself, is a wrong pattern. A miss that one slip of a hand explains is believed sooner.
"""

from __future__ import annotations

import re
from fractions import Fraction

from tieout.model import Severity
from tieout.relate.tables.belief import Chosen
from tieout.relate.tables.exchanged import exchanged
from tieout.relate.tables.pattern import Axis, Check
from tieout.slip import mends

_DECIMALS = re.compile(r"\.(\d+)")

FIRM = 7, 10  # share of lines that must hold for an error
NEAR = 4  # a gap above this part of the total is no slip in a part
SCORE = 6  # bits beyond what is owed that an error rests on
UNNAMED_SCORE = 12  # where no word calls the line a total
SLIP_DIGITS = 100  # of smaller figures too many are one slip from any other
LABELLED_DIGITS = 10  # where a word calls the line a total
STRONG_LINES, STRONG_SCORE = 3, 24  # and an error that no slip explains
TELLING_DIGITS = 3  # of a gap that is no round number; slips of a digit leave one or two


def cap(axis: Axis, chosen: Chosen, check: Check) -> Severity | None:
    """The highest severity a failure may have; None where it says nothing."""
    if check.holds:
        return Severity.ERROR
    if chosen.copy is not None:
        return Severity.ERROR
    if check.masked or check.solid < 2 or chosen.score < (SCORE if chosen.labelled else UNNAMED_SCORE):
        return None
    if check.averaged and _priced(chosen):
        return None
    if _elsewhere(axis, chosen, check) or _misread(axis, chosen, check):
        return None
    if _rounded_away(axis, chosen, check):
        return Severity.NOTE
    if check in exchanged(axis, chosen.support):
        return Severity.ERROR if chosen.labelled else Severity.WARNING
    others = chosen.support.failed - 1 - (chosen.support.averaged - check.averaged)
    if not others and chosen.labelled:
        return _single(axis, chosen, check)
    if _unsummed(axis, chosen) or _nested(axis, chosen, check) or not _complete(axis, chosen, check):
        return None
    support = chosen.support
    firm = support.held * FIRM[1] >= (support.held + support.failed) * FIRM[0]
    if _slip(axis, chosen, check, SLIP_DIGITS):
        alone = support.failed == 1 and support.held >= STRONG_LINES
        return Severity.ERROR if alone or (firm and chosen.labelled) else Severity.WARNING
    strong = support.held >= STRONG_LINES and chosen.score >= STRONG_SCORE
    return Severity.WARNING if strong and firm and _near(axis, chosen, check) else None


def _single(axis: Axis, chosen: Chosen, check: Check) -> Severity | None:
    """A line called total that misses once: a slip explains it, or it is off by little, or it is no sum."""
    slip = _slip(axis, chosen, check, LABELLED_DIGITS)
    if _unsummed(axis, chosen) or _nested(axis, chosen, check):
        return (
            Severity.WARNING if slip and chosen.support.held and not _outgoing(axis, chosen, check) else None
        )
    if not chosen.support.held:
        firm = chosen.sole and _failed(chosen) == 1 and _slip(axis, chosen, check, SLIP_DIGITS)
        near = axis.down and _near(axis, chosen, check) and _closed(axis, chosen, check)
        return Severity.ERROR if firm else Severity.WARNING if slip or near else None
    if slip:
        return Severity.ERROR
    if not _complete(axis, chosen, check) or check.averaged:
        return None
    if _near(axis, chosen, check) and chosen.sole and _closed(axis, chosen, check):
        return Severity.ERROR
    strong = chosen.support.held >= 2 and chosen.score >= STRONG_SCORE
    total = abs(axis.values(chosen.pattern.target)[check.line] or 0)
    half = axis.matrix.halves[chosen.pattern.target][check.line]
    sized = abs(check.gap) <= total and total >= LABELLED_DIGITS * 2 * half
    return Severity.WARNING if strong and sized else None


def _rounded_away(axis: Axis, chosen: Chosen, check: Check) -> bool:
    """Whether parts printed as a dash explain the gap: a dash also stands for what rounds to nothing."""
    pattern = chosen.pattern
    nils = sum((part, check.line) in axis.matrix.nils for part in pattern.parts)
    return abs(check.gap) <= check.slack + nils * axis.matrix.halves[pattern.target][check.line]


def _elsewhere(axis: Axis, chosen: Chosen, check: Check) -> bool:
    """Whether the gap is a figure of the table that is no part: the total does not cover just its parts."""
    lines = chosen.pattern.lines
    gap, unit = abs(check.gap), 2 * axis.matrix.halves[chosen.pattern.target][check.line]
    if not unit or len(str(gap // unit).rstrip("0")) < TELLING_DIGITS:
        return False
    return any(
        value is not None and abs(value) == gap
        for line in axis.active
        for crossing, value in enumerate(axis.values(line))
        if crossing != check.line or line not in lines
    )


def _misread(axis: Axis, chosen: Chosen, check: Check) -> bool:
    """Whether the digits as printed tie: some figure was given a unit or scale that is not its own.

    What counts for nearly nothing may have got either sign. A scale word behind a figure is its own.
    """
    pattern, halves = chosen.pattern, axis.matrix.halves
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


def _outgoing(axis: Axis, chosen: Chosen, check: Check) -> bool:
    """Whether it ties once a part called a decrease is taken off, whose sign no other line shows."""
    values = axis.matrix.values
    holding = [other.line for other in chosen.support.checks if other.holds]
    return any(
        abs(abs(check.gap) - 2 * abs(values[part][check.line] or 0)) <= check.slack
        for part in chosen.pattern.parts
        if (axis.roles[part].less or axis.roles[part].decrease)
        and not any(values[part][line] for line in holding)
    )


def _priced(chosen: Chosen) -> bool:
    """Whether totals among their parts are averages: several are, or one is beside a total that fails."""
    support = chosen.support
    return support.averaged > 1 or (not support.held and support.failed > 1)


def _failed(chosen: Chosen) -> int:
    """How many lines fail that are not averages of their parts."""
    return chosen.support.failed - (chosen.support.averaged if _priced(chosen) else 0)


def _closed(axis: Axis, chosen: Chosen, check: Check) -> bool:
    """Whether a total and its parts are one block, the parts on one side of it, and none of them blank."""
    pattern = chosen.pattern
    first, last = min(pattern.target, pattern.parts[0]), max(pattern.target, pattern.parts[-1])
    nils = sum((part, check.line) in axis.matrix.nils for part in pattern.parts)
    filled = check.parts + nils == len(pattern.parts)
    return filled and pattern.side != 0 and not any(first < position <= last for position in axis.breaks)


def _unsummed(axis: Axis, chosen: Chosen) -> bool:
    """Whether a line is a ratio, or a difference of two others."""
    roles = (axis.roles[line] for line in chosen.pattern.lines)
    return any(role.unsummed or (role.change and not axis.down) for role in roles)


def _near(axis: Axis, chosen: Chosen, check: Check) -> bool:
    """Whether a sum misses its total by no more than a part of it."""
    return abs(check.gap) * NEAR <= abs(axis.values(chosen.pattern.target)[check.line] or 0)


def _nested(axis: Axis, chosen: Chosen, check: Check) -> bool:
    """Whether the sum misses by one of its own parts: that part is contained in another, or none of it.

    Nor is the sign of a part known that is nil on every line that holds, or that is called a decrease.
    """
    values = axis.matrix.values
    holding = [other.line for other in chosen.support.checks if other.holds]
    for part in chosen.pattern.parts:
        size = abs(values[part][check.line] or 0)
        if not size:
            continue
        if abs(size - abs(check.gap)) <= check.slack:
            return True
        role = axis.roles[part]
        unsure = role.less or role.decrease or (holding and not any(values[part][line] for line in holding))
        if unsure and abs(2 * size - abs(check.gap)) <= check.slack:
            return True
    return False


def _complete(axis: Axis, chosen: Chosen, check: Check) -> bool:
    """Whether the line has about as many parts as those that hold; else the parts may stand elsewhere."""
    most = max(
        (other.parts for other in chosen.support.checks if other.holds and other.solid >= 2), default=0
    )
    nils = sum((part, check.line) in axis.matrix.nils for part in chosen.pattern.parts)
    return (check.parts + nils) * 4 >= most * 3


def _slip(axis: Axis, chosen: Chosen, check: Check, least: int) -> bool:
    """Whether one slip in the total or in one part explains the gap."""
    pattern, matrix = chosen.pattern, axis.matrix
    needs = [(pattern.target, check.gap)]
    needs += [
        (part, -weight * check.gap) for part, weight in zip(pattern.parts, pattern.weights, strict=True)
    ]
    for line, change in needs:
        value, half = matrix.values[line][check.line], matrix.halves[line][check.line]
        if not value or not half:
            continue
        scale = 2 * half
        if abs(value) < least * scale:
            continue
        if mends(value // scale, scale, value + change, check.slack):
            return True
    return False
