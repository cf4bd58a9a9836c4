"""The period right before another: the month, quarter or half-year that a rate in sequence is from."""

from __future__ import annotations

from datetime import date

from tieout.extract.periods import months
from tieout.model import Dates, Grain

WEEK = 7  # days by which the ends of quarters of weeks and of months may differ
_QUARTER = range(80, 101)  # days between the ends of one and the next
_MONTH = range(27, 33)
_MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF: 6}


def right_before(period: Dates) -> Dates | None:
    """The period of the same length that ends where this one begins, by the calendar."""
    count = _MONTHS.get(period.grain)
    if count is None or period.fiscal:
        return None
    first = date.fromordinal(period.first)
    index = first.year * 12 + first.month - 1 - count
    return months(index // 12, index % 12 + 1, count)


def is_right_before(then: Dates, now: Dates) -> bool:
    """Whether a period is the one before another of its length; of days, a quarter or a month before."""
    if then.grain is not now.grain or then.last >= now.last:
        return False
    apart = now.last - then.last
    return (
        apart in _QUARTER or apart in _MONTH if now.grain is Grain.DAY else abs(now.first - then.last) <= WEEK
    )
