"""The period that a rate in sequence is from: the month, quarter or half-year before."""

from __future__ import annotations

from datetime import date

from tieout.extract.periods import months
from tieout.model import Dates, Grain

_MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF: 6}


def right_before(period: Dates) -> Dates | None:
    """The period of the same length that ends where this one begins, by the calendar."""
    count = _MONTHS.get(period.grain)
    if count is None or period.fiscal:
        return None
    first = date.fromordinal(period.first)
    index = first.year * 12 + first.month - 1 - count
    return months(index // 12, index % 12 + 1, count)
