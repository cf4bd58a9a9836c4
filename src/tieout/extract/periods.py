"""Days, months and years to records: what a date or period is, once it is read.

Years are calendar years; a fiscal one is given as the calendar year of its name and marked, for a report
need not say when its year ends.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from tieout.lexicon import Lexicon, Role
from tieout.model import Dates, Grain

_LONGEST = 250  # years of a series
_NINE_MONTHS = "1-9"


def day(year: int, month: int, of_month: int) -> Dates | None:
    """One day, or None if the calendar has no such day."""
    try:
        ordinal = date(year, month, of_month).toordinal()
    except ValueError:
        return None
    return Dates(ordinal, ordinal, Grain.DAY)


def months(year: int, first: int, count: int = 1, *, fiscal: bool = False) -> Dates | None:
    """A run of whole months."""
    if not (1 <= first <= 12 and count >= 1):
        return None
    years, last = divmod(first + count - 2, 12)
    start = date(year, first, 1).toordinal()
    end = date(year + years, last + 1, monthrange(year + years, last + 1)[1]).toordinal()
    grain = {1: Grain.MONTH, 3: Grain.QUARTER, 6: Grain.HALF, 12: Grain.YEAR}.get(count, Grain.SPAN)
    if grain in (Grain.QUARTER, Grain.HALF, Grain.YEAR) and (first - 1) % count:
        grain = Grain.SPAN
    return Dates(start, end, grain, fiscal)


def whole_year(year: int, *, fiscal: bool = False) -> Dates | None:
    """A calendar year; fiscal years are given as the calendar year of their name."""
    return months(year, 1, 12, fiscal=fiscal)


def full_year(text: str) -> int:
    """A year of four digits, or of two in this century's reading."""
    number = int(text)
    return number if len(text) == 4 else number + (2000 if number < 70 else 1900)


def years_between(first: int, last: int) -> Dates | None:
    """From the first day of one year to the last day of a later one."""
    if not first < last <= first + _LONGEST:
        return None
    return Dates(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal(), Grain.SPAN)


def part_of_year(year: int, part: str, words: Lexicon, *, fiscal: bool = False) -> Dates | None:
    """A quarter, a half, nine months or all of a year, by the word or sign (Q3, 1H, 9M) that says so."""
    named = words.valued(f"{Role.YEAR_PART}/").get(part, _NINE_MONTHS if part == "9M" else "")
    if named:
        first, last = map(int, named.split("-"))
        return months(year, first, last - first + 1, fiscal=fiscal)
    numbers = words.valued(f"{Role.QUARTER_NUMBER}/")
    number = next(int(numbers.get(char, char)) for char in part if char in "1234" or char in numbers)
    length = 6 if "H" in part else 3
    return months(year, length * (number - 1) + 1, length, fiscal=fiscal)
