"""What a sum that holds would be weighed by if one of its figures were another."""

from __future__ import annotations

from dataclasses import replace

from tieout.model.claims import Signs
from tieout.relate.tables.axis import Axis
from tieout.relate.tables.claims import Reading
from tieout.relate.tables.natural import CARRIED
from tieout.relate.tables.pattern import Check, without
from tieout.relate.tables.signs import SOLID, claimed_signs, priced, standing_doubts


def if_missed(axis: Axis, reading: Reading, check: Check) -> Signs | None:
    """The signs of a miss in place of an entry that holds; None where the sum would not be believed then.

    What only the value shows, a known mistake or another figure that explains it, is left out.
    """
    if check.masked or check.solid < SOLID or not check.holds:
        return None
    support = reading.support
    less = without(axis, support, check.line)
    left = replace(reading, support=less)
    placed = reading.words or (reading.layout and (less.held or reading.layout != CARRIED))
    if not (left.believed or placed):
        return None
    return replace(
        claimed_signs(reading),
        spare=left.spare if less.held else 0,
        held=less.held,
        missed=max(support.failed - (support.averaged if priced(reading) else 0), 0),
        doubts=frozenset(standing_doubts(axis, left, check._replace(bits=0))),
    )
