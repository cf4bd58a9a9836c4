"""A rate held against its part and its whole.

Parts and wholes of different dimensions have no share.
"""

from __future__ import annotations

from tieout.equation import quotient, term
from tieout.model import Evidence, Fact, Relation
from tieout.quantity import Quantity
from tieout.relate.prose.measure import (
    Reading,
    as_written,
    bare,
    best,
    in_unit_of,
    relation,
    together,
    unmeasured,
)
from tieout.relate.prose.movement import NO_BASE, cap


def share_of(part: Fact, whole: Fact, rate: Fact, evidence: Evidence = Evidence.STATED) -> Relation | None:
    """A rate held against part and whole; None if they have no share of each other."""
    part = in_unit_of(part, whole)  # a dividend of 1.80 per share, of earnings per share of 4.00
    a, b = part.figure.amount, whole.figure.amount
    if not (a.unit.same_dimension(b.unit) or _counted(a, b)) or rate.figure.amount.unit.factor >= 1:
        return None
    readings, doubtful = [], False
    for pair in as_written(part, whole):
        numerator, denominator = together(part, whole, pair, ("part", "whole"))
        if denominator.interval.is_positive():
            readings.append(Reading(quotient(term(rate, "share", strict=True), numerator, denominator)))
            doubtful |= Reading(quotient(term(rate, "share"), numerator, denominator)).tie.holds
    chosen = best(readings)
    if chosen is None:
        return unmeasured("share", rate, (part, whole), rate.figure.text, NO_BASE)
    return relation("share", chosen, cap=cap(doubtful and not chosen.tie.holds), evidence=evidence)


def _counted(part: Quantity, whole: Quantity) -> bool:
    """Whether the things that both count are named with one of them only: 212 people, of whom 127."""
    return (bare(part) and whole.unit.counts) or (bare(whole) and part.unit.counts)
