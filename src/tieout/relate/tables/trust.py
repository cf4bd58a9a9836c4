"""How far a failing sum may be believed: what else its pattern explains decides.

Audited tables hardly ever have a wrong sum, so a pattern that misses often is a wrong pattern.
"""

from __future__ import annotations

from tieout.model import Severity
from tieout.relate.tables.choose import Chosen
from tieout.relate.tables.pattern import Check

FIRM = 7, 10  # share of lines that must hold for an error
WEAK = 5, 10  # and for a warning
STRONG_SCORE = 12
NEAR = 20  # a gap above a twentieth of the total is not a slip of one digit in a small part


def caps(chosen: Chosen) -> list[Severity | None]:
    """The highest severity a failure of each check may have; None where it says nothing."""
    return [_cap(chosen, check) for check in chosen.support.checks]


def _cap(chosen: Chosen, check: Check) -> Severity | None:
    if check.holds:
        return Severity.ERROR
    if check.masked or check.solid < 2:
        return None
    support = chosen.support
    lines = support.held + support.failed
    firm = support.held * FIRM[1] >= lines * FIRM[0] or (chosen.labelled and support.failed == 1)
    if firm and chosen.score >= STRONG_SCORE and (support.held >= 2 or chosen.labelled):
        return Severity.ERROR
    if support.held * WEAK[1] >= lines * WEAK[0] and chosen.score >= STRONG_SCORE:
        return Severity.WARNING
    return Severity.NOTE
