"""How far a failing sum may be believed: what else its pattern explains, and how it fails.

Audited tables hardly ever hold a wrong sum, so a pattern that misses often, or by an amount that stands in
the table itself, is a wrong pattern. A miss that one slip of a hand explains is believed sooner.
"""

from __future__ import annotations

from tieout.model import Severity
from tieout.relate.tables.choose import Chosen
from tieout.relate.tables.pattern import Axis, Check
from tieout.relate.tables.slips import mends

FIRM = 7, 10  # share of lines that must hold for an error
NEAR = 4  # a gap above this part of the total is no slip in a part
SCORE = 6  # bits beyond what is owed that an error rests on
UNNAMED_SCORE = 12  # where no word calls the line a total
SLIP_DIGITS = 100  # of smaller figures too many are one slip from any other
STRONG_LINES, STRONG_SCORE = 3, 24  # and an error that no slip explains


def cap(axis: Axis, chosen: Chosen, check: Check) -> Severity | None:
    """The highest severity a failure may have; None where it says nothing."""
    if check.holds:
        return Severity.ERROR
    if check.masked or check.solid < 2 or chosen.score < (SCORE if chosen.labelled else UNNAMED_SCORE):
        return None
    roles = [axis.roles[line] for line in chosen.pattern.lines]
    if any(role.unsummed or (role.change and not axis.down) for role in roles):
        return None
    if _nested(axis, chosen, check) or not _complete(axis, chosen, check):
        return None
    support = chosen.support
    firm = support.held * FIRM[1] >= (support.held + support.failed) * FIRM[0]
    alone = support.failed == 1 and (chosen.labelled or support.held >= 2)
    slip = _slip(axis, chosen, check, SLIP_DIGITS)
    if not support.held:
        return Severity.WARNING if slip else None
    if slip and (firm or alone):
        return Severity.ERROR
    near = abs(check.gap) * NEAR <= abs(axis.values(chosen.pattern.target)[check.line] or 0)
    if near and firm and support.held >= STRONG_LINES and chosen.score >= STRONG_SCORE:
        return Severity.ERROR if support.failed == 1 and chosen.labelled else Severity.WARNING
    if slip or (alone and chosen.labelled and support.held >= 2 and _slip(axis, chosen, check, 10)):
        return Severity.WARNING
    return None


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
        unsure = role.less or role.decrease or not any(values[part][line] for line in holding)
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
