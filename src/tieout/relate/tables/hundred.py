"""Columns of shares under a total: they make a hundred, whatever the total itself says."""

from __future__ import annotations

from tieout.extract.table.matrix import SHARE_KIND
from tieout.model.lines import Role
from tieout.relate.shares import PARTS, WHOLE
from tieout.relate.tables.axis import Axis
from tieout.relate.tables.claims import Reading
from tieout.relate.tables.pattern import Check

HUNDRED = 100 * WHOLE  # of shares whose unit stands in their header


def of_a_hundred(axis: Axis, reading: Reading, check: Check) -> bool:
    """Whether the shares of a total make a hundred, which it does not say, nor anything between them.

    Args:
        axis: the table.
        reading: a sum of it that is called a total.
        check: how it comes out in a column of shares.
    """
    stated = axis.values(reading.pattern.target)[check.line]
    if axis.across[check.line].role is not Role.SHARE or "total" not in reading.words or stated is None:
        return False
    values = [axis.values(part)[check.line] or 0 for part in reading.pattern.parts]
    share = axis.matrix.kinds[reading.pattern.target][check.line] == SHARE_KIND
    missing = abs(stated + check.gap - (WHOLE if share else HUNDRED) / axis.matrix.step)
    apart = not check.holds and check.solid >= PARTS and min(values) >= 0
    return apart and not check.averaged and missing <= check.slack
