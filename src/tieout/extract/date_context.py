"""What stands around a date and changes it: nine months ended ..., third quarter of ..., ... and 2023.

Also the question whether a bare number is a year at all.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from tieout.extract.periods import full_year, months, whole_year
from tieout.model import Dates, Grain
from tieout.quantity import Numeral

_ORDER = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
_COUNT = {"three": 3, "six": 6, "nine": 9, "twelve": 12, "3": 3, "6": 6, "9": 9, "12": 12}
_WEEKS = {
    "four": 4, "five": 5, "twelve": 12, "thirteen": 13, "fourteen": 14, "sixteen": 16, "seventeen": 17,
    "twenty-four": 24, "twenty-six": 26, "twenty-seven": 27, "thirty-six": 36, "thirty-nine": 39, "forty": 40,
    "fifty-two": 52, "fifty-three": 53,
}  # fmt: skip
_PART_BEFORE = re.compile(
    r"(?:(?P<nth>first|second|third|fourth|final|1st|2nd|3rd|4th)[\s-](?:(?P<within>fiscal)\s)?(?P<what>quarter|half|nine\smonths|six\smonths)"
    r"|(?P<alone>fiscal)\s(?P<run>six|nine)\smonths)"
    r"(?:\s(?:of|in))?(?:\sthe)?(?:\s(?P<fiscal>fiscal)(?:\syear)?)?\s$",
    re.IGNORECASE,
)
_ENDED_BEFORE = re.compile(
    r"(?:(?<!and\s)\b(?P<count>three|six|nine|twelve|3|6|9|12)[\s-]months?\s(?:periods?\s)?"
    rf"|(?P<weeks>\d\d?|{'|'.join(_WEEKS)})[\s-]weeks?\s(?:periods?\s)?"
    r"|(?P<what>years?|quarters?)\s)"
    r"(?:[(（][^()（）]{1,24}[)）]\s)?(?:ended|ending)\s$",
    re.IGNORECASE,
)
_REACH = 72
_LONGEST_QUARTER, _HALF, _LONGEST_HALF, _YEAR_OF_WEEKS = 17, 24, 28, 50  # weeks
_SLIPS = 8  # days by which the ends of years of whole weeks differ
_PROGRAMME = re.compile(  # 2019 Equity Incentive Plan: a name with a year in it
    r"(?:19|20)\d\d(?:\s(?:[A-Z][\w&-]*\s(?:and\s|of\s|for\s)?){0,5}?(?:Plans?|Programs?|Programmes?|Notes|Debentures|Act)\b"
    r"|\s?年度?[一-鿿]{0,12}?(?:激励计划|持股计划|期权计划))"
)
_LISTED = r"(?:(?:19|20)\d\d|\d\d)"
_YEARS_LISTED = re.compile(
    rf"{_LISTED}(?:[/、]{_LISTED}){{1,20}}\s?年|{_LISTED}[AEF]?(?:/{_LISTED}[AEF]?){{0,4}}/{_LISTED}[AEF](?![A-Za-z\d])"
)
_YEAR_SAID = re.compile(
    r"(?i:\b(?:in|since|by|from|until|till|during|through|years?|fiscal|calendar|late|early|mid|before|after|ended))"
    r"[\s-]$"
)
_DIGITS = re.compile(r"\d+")


def widen(text: str, start: int, dates: Dates) -> tuple[int, Dates]:
    """Join the words before a date that make it a period: nine months ended ..., third quarter of ..."""
    before = text[max(0, start - _REACH) : start]
    if dates.grain is Grain.YEAR and before.endswith(" "):
        match = _PART_BEFORE.search(before)
        part = None if match is None else _named_part(dates, match)
        if match is not None and part is not None:
            return start - len(before) + match.start(), part
    if dates.grain is Grain.DAY and before[-6:-1].lower() in ("ended", "nding"):
        match = _ENDED_BEFORE.search(before)
        if match is not None:
            started = start - len(before) + match.start()
            if match["weeks"]:
                return started, weeks_up(dates.last, _weeks_said(match["weeks"]))
            return started, run_up(dates.last, _months_said(match))
    return start, dates


def _named_part(year: Dates, match: re.Match[str]) -> Dates | None:
    calendar = date.fromordinal(year.last).year
    if match["alone"]:
        return months(calendar, 1, _COUNT[match["run"].lower()], fiscal=True)
    number, what = _ORDER[match["nth"].lower()], match["what"].lower()
    fiscal = year.fiscal or match["fiscal"] is not None or match["within"] is not None
    if what == "quarter":
        return months(calendar, 3 * number - 2, 3, fiscal=fiscal)
    if what == "half":
        return months(calendar, 6 * number - 5, 6, fiscal=fiscal) if number < 3 else None
    return months(calendar, 1, 9 if what.startswith("nine") else 6, fiscal=fiscal) if number == 1 else None


def _months_said(match: re.Match[str]) -> int:
    if match["count"]:
        return _COUNT[match["count"].lower()]
    return 3 if match["what"].lower().startswith("quarter") else 12


def _weeks_said(count: str) -> int:
    return int(count) if count.isdigit() else _WEEKS[count.lower()]


def weeks_up(last: int, count: int) -> Dates:
    """The run of whole weeks that ends on a day: a quarter has 12 to 17, a half about 26, a year 52 or 53."""
    grain = Grain.SPAN
    if _LONGEST_QUARTER - 5 <= count <= _LONGEST_QUARTER:
        grain = Grain.QUARTER
    elif _HALF <= count <= _LONGEST_HALF:
        grain = Grain.HALF
    elif count >= _YEAR_OF_WEEKS:
        grain = Grain.YEAR
    return Dates(last - 7 * count + 1, last, grain, fiscal=True)


def programme_end(text: str, start: int) -> int | None:
    """Where a year ends that is part of the name of a programme: 2019 Plan, 2020 Notes, 2019年激励计划."""
    if text[start : start + 2] not in ("19", "20"):
        return None
    return start + 4 if _PROGRAMME.match(text, start) is not None else None


def run_up(last: int, count: int) -> Dates:
    """The run of months that ends on a day; grains go by length, whenever the writer's year ends."""
    end = date.fromordinal(last)
    year, month = divmod(end.year * 12 + end.month - count, 12)
    first = date(year, month + 1, 1).toordinal()
    if not _ends_month(end):  # a year of whole weeks: begins the day after the same day, months before
        first = date(year if month else year - 1, month or 12, min(end.day, 28)).toordinal() + 1
    grain = {3: Grain.QUARTER, 6: Grain.HALF, 12: Grain.YEAR}.get(count, Grain.SPAN)
    return Dates(first, last, grain, fiscal=not _ends_month(end) or end.month % 3 > 0)


def _ends_month(end: date) -> bool:
    return date.fromordinal(end.toordinal() + 1).month != end.month


def another_year(dates: Dates, year: int) -> Dates:
    """The same day or run of days in another year: "September 30, 2024 and 2023"."""
    shift = year - _year_of(dates)
    first, last = (_shifted(ordinal, shift) for ordinal in (dates.first, dates.last))
    return replace(dates, first=first, last=last)


def _shifted(ordinal: int, years: int) -> int:
    moment = date.fromordinal(ordinal)
    try:
        return moment.replace(year=moment.year + years).toordinal()
    except ValueError:  # 29 February
        return moment.replace(year=moment.year + years, day=28).toordinal()


def like(before: Dates, dates: Dates, *, ended: bool = False) -> Dates:
    """A bare year after a day or run of days means the same one of that year: "June 30, 2025 and 2024".

    After a run that `ended` on a day, another day in another year ends as long a run.
    """
    year = date.fromordinal(dates.last).year
    if dates.grain is Grain.YEAR and before.grain is not Grain.MONTH and not dates.fiscal:
        return another_year(before, year)
    if not ended or dates.grain is not Grain.DAY or before.grain in (Grain.DAY, Grain.MONTH):
        return dates
    other = another_year(before, year)
    if other.last == dates.last or abs(other.last - dates.last) > _SLIPS or year == _year_of(before):
        return other if other.last == dates.last else dates
    return replace(before, first=dates.last - before.last + before.first, last=dates.last)


def _year_of(dates: Dates) -> int:
    return date.fromordinal(dates.last).year


def listed_years(text: str, start: int) -> list[tuple[int, int, Dates]]:
    """Years of one list at `start`, each with its place: 24/25/26年, 2025E/26E; empty if there is none."""
    match = _YEARS_LISTED.match(text, start)
    if match is None:
        return []
    parts = [(match.start() + part.start(), part[0]) for part in _DIGITS.finditer(match[0])]
    years = [full_year(digits) for _, digits in parts]
    if any(late - early != 1 for early, late in pairwise(years)):
        return []
    wholes = [(begin, digits, whole_year(year)) for (begin, digits), year in zip(parts, years, strict=True)]
    return [(begin, begin + len(digits), year) for begin, digits, year in wholes if year is not None]


def is_year(text: str, start: int, end: int, numeral: Numeral) -> bool:
    """Whether a bare number is a year: four digits that likely are one, or that a word before says to be."""
    if end - start != 4 or numeral.exponent or not 1900 <= numeral.digits < 2100:
        return False
    if 1990 <= numeral.digits < 2040 and numeral.digits != 2000:
        return True
    return _YEAR_SAID.search(text, max(0, start - 12), start) is not None
