"""Numbers of shares: what dilutes one stands between it and the diluted one, which is their sum.

Notes on earnings per share are printed so everywhere, and nothing in them is called a total.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from tieout.model.lines import Role
from tieout.relate.tables.axis import Axis, Pattern
from tieout.relate.tables.search import Proposal
from tieout.wording import say

DILUTED = say("from a number of shares to the diluted one")
MOST = 10  # lines between them
DILUTED_COUNT = frozenset({"share_count", "diluted"})
_DILUTING = frozenset({Role.AMOUNT, Role.AVERAGE, Role.RATE})  # "weighted average effect of options"


def diluted(axis: Axis, target: int) -> Iterator[Proposal]:
    """The sum that a diluted number of shares is, from the nearest number of shares above it.

    Args:
        axis: the table.
        target: the line.
    """
    place = bisect_left(axis.active, target)
    counts = axis.roles[target].tags >= DILUTED_COUNT
    for start in range(place - 1, max(place - 1 - MOST, -1), -1) if counts else ():
        line = axis.roles[axis.active[start]]
        if "share_count" in line.tags and "diluted" not in line.tags:
            parts = axis.active[start:place]
            if len(parts) > 1:
                yield Proposal(Pattern(target, parts, (1,) * len(parts)), 0, layout=DILUTED)
            return
        if line.role not in _DILUTING:
            return
