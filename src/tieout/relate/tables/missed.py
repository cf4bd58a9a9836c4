"""What a sum that holds would be weighed by if one of its figures were another."""

from __future__ import annotations

from dataclasses import replace

from tieout.model.claims import Doubt, Signs
from tieout.relate.tables.axis import Axis
from tieout.relate.tables.claims import Reading
from tieout.relate.tables.natural import CARRIED
from tieout.relate.tables.pattern import Check, without
from tieout.relate.tables.signs import signs

_STANDING = frozenset({Doubt.MIXED, Doubt.INCOMPLETE, Doubt.BROKEN, Doubt.RIVAL})  # whatever it misses by


def if_missed(axis: Axis, reading: Reading, check: Check) -> Signs | None:
    """The signs of a miss in place of an entry that holds; None where the sum would not be believed then.

    What only the value shows, a known mistake or another figure that explains it, is left out.
    """
    if check.masked or check.solid < 2 or not check.holds:
        return None
    left = replace(reading, support=without(axis, reading.support, check.line))
    placed = reading.words or (reading.layout and (left.support.held or reading.layout != CARRIED))
    if not (left.believed or placed):
        return None
    told = signs(axis, left, check._replace(gap=2 * check.slack + 1, bits=0))
    return replace(told, mistake=False, near=False, doubts=told.doubts & _STANDING)
