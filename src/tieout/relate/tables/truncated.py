"""Tables whose figures were cut off and not rounded: their sums miss by more than rounding explains.

Parts that lost their last digits add up to less than the total shows. Where all sums of a table hold for
figures that were cut off (truncation in XBRL Calculations 1.1), and several for no others, the table is one
note, not many errors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from tieout.model import Fact, Relation, Severity
from tieout.quantity import Interval, Rounding
from tieout.wording import say

_FEWEST = 2  # sums that only hold if figures were cut off
_SAID = say("the sums of this table hold if its figures were cut off, not rounded")


def as_truncated(sums: Sequence[Relation]) -> Iterator[Relation]:
    """The sums of one table; where its figures were cut off, those that fail are one note."""
    failing = [found for found in sums if found.fails]
    if len(failing) < _FEWEST or not _usual(sums) or not all(map(_holds, sums)):
        yield from sums
        return
    for found in sums:
        if found is failing[0]:
            yield replace(found, cap=Severity.NOTE, detail=_SAID)
        elif found in failing:
            yield replace(found, tie=None, reason=_SAID)
        else:
            yield found


def _usual(sums: Sequence[Relation]) -> bool:
    """Whether most sums that could lose something did: figures that add up exactly were not cut off."""
    long = [found for found in sums if len(found.operands) > _FEWEST]
    return 2 * sum(found.tie is not None and found.tie.gap > 0 for found in long) > len(long)


def _holds(found: Relation) -> bool:
    """Whether a sum holds for figures that were cut off."""
    if found.subject is None:
        return False
    summed = Interval.point(Fraction(0))
    for operand in found.operands:
        summed = summed + _truncated(operand.fact).scaled(operand.weight)
    return summed.meets(_truncated(found.subject))


def _truncated(fact: Fact) -> Interval:
    amount = fact.figure.amount
    return amount.numeral.interval(Rounding.TRUNCATED).scaled(amount.unit.factor)
