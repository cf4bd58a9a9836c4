"""Lines that nothing calls a sum, and that add the lines beside them with one counted twice, in every entry.

No label claims them, so nothing but the mistake that fits every entry can: that a line is by chance the sum
of others beside it and of one of them again is as improbable as its digits are many.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tieout.relate.tables.axis import Axis, Pattern
from tieout.relate.tables.claims import SPARE, Reading
from tieout.relate.tables.pattern import Check, measure
from tieout.relate.tables.whole_line import FEWEST, explains
from tieout.wording import say

LONGEST = 12  # lines of a run that are tried
UNCLAIMED = 2 * SPARE  # bits: twice what siblings alone must have, for here nothing else holds
BESIDE = say("the lines beside it, one of them counted twice")


def counted_twice(axis: Axis, amounts: Sequence[int], target: int) -> Reading | None:
    """The sum of a run beside a line that misses it by one and the same part in every entry.

    Args:
        axis: the table.
        amounts: its lines that add up.
        target: the line, which no reading explains.
    """
    patterns = list(_runs(amounts, target))
    best: Reading | None = None
    for pattern in patterns:
        owed = (len(patterns) * len(pattern.parts)).bit_length()
        found = _doubled(axis, pattern, owed)
        if found is not None and (best is None or found.miscounted > best.miscounted):
            best = found
    return best


def _runs(amounts: Sequence[int], target: int) -> Iterator[Pattern]:
    """The runs that end before a line or begin behind it, and the first of those behind less the others.

    Before it, that would be the same as the first of them by the sum of the others.
    """
    place = bisect_left(amounts, target)
    behind = place + (target in amounts[place : place + 1])
    for length in range(2, LONGEST + 1):
        if place >= length:
            yield Pattern(target, tuple(amounts[place - length : place]), (1,) * length)
        after = tuple(amounts[behind : behind + length])
        if len(after) == length:
            yield Pattern(target, after, (1,) * length)
            yield Pattern(target, after, (1, *(-1,) * (length - 1)))


def _doubled(axis: Axis, pattern: Pattern, owed: int) -> Reading | None:
    """The sum, if one part counted twice explains all of its entries with bits to spare."""
    first = [one for one in measure(axis, pattern).checks if not one.masked]
    if any(one.holds or one.solid < FEWEST for one in first):
        return None
    for place, (part, weight) in enumerate(zip(pattern.parts, pattern.weights, strict=True)):
        averaged = weight > 0 > pattern.weights[-1]  # twice one line less another: it lies between them
        if not averaged and explains(axis, first, part, -weight):
            weights = (*pattern.weights[:place], 2 * weight, *pattern.weights[place + 1 :])
            made = measure(axis, Pattern(pattern.target, pattern.parts, weights), patient=True)
            sure = made.held >= FEWEST and not made.failed and made.bits - owed >= UNCLAIMED
            if sure and not _stands_again(axis, pattern, part, made.checks):
                support = measure(axis, pattern, patient=True)
                return Reading(support, owed, (), BESIDE, axis.down, miscounted=made.bits - owed)
    return None


def _stands_again(axis: Axis, pattern: Pattern, part: int, missed: Sequence[Check]) -> bool:
    """Whether another line has the figures of a part: then that one may be added beside it."""
    own = axis.values(part)
    others = (line for line in axis.active if line not in pattern.lines)
    return any(all(axis.values(line)[one.line] == own[one.line] for one in missed) for line in others)
