"""Dates and periods as printed: the forms, each a pattern with its reading.

A form is tried where a digit or a month name stands. A month or quarter without a year takes the year
mentioned before it in the text, and is no date if there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from tieout.extract.periods import day, full_year, months, part_of_year, whole_year, years_between
from tieout.model import Dates, Grain

Match = re.Match[str]
Reading = Callable[[Match, int | None], Dates | None]
Form = tuple[re.Pattern[str], Reading]

_NAMES = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    "|Nov(?:ember)?|Dec(?:ember)?"
)
_MONTH = rf"(?P<name>{_NAMES}|{_NAMES.upper()})"
_NUMBER = {name: index for index, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_DASH = r"\s?(?:-|–|—|~|至|到)\s?"
_Y = r"(?P<y>(?:19|20)\d\d|\d\d)"
_Y4 = r"(?P<y>(?:19|20)\d\d)"
_M = r"(?P<m>1[0-2]|0?[1-9])"
_MARK = r"[AEFP]?(?![A-Za-z\d])"
_PART = (
    r"(?P<part>上半年度?|下半年度?|半年度|中期|中报|前三个?季度?|第?[一二三四1-4]季度|[一二三四1-4]季[报末]?|年报|全年"
    r"|[1-4]Q(?!\d)|Q[1-4](?!\d)|H[12](?!\d)|[12]H(?!\d))"
)


def _zh_day(m: Match, known: int | None) -> Dates | None:
    year = full_year(m["y"])
    if m["d"]:
        return day(year, int(m["m"]), int(m["d"]))
    return _month_or_its_end(year, m)


def _month_or_its_end(year: int, m: Match) -> Dates | None:
    whole = months(year, int(m["m"]))
    return Dates(whole.last, whole.last, Grain.DAY) if whole and m["end"] else whole


def _zh_months(m: Match, known: int | None) -> Dates | None:
    return months(full_year(m["y"]), int(m["m"]), int(m["m2"]) - int(m["m"]) + 1)


def _zh_years(m: Match, known: int | None) -> Dates | None:
    first, last = full_year(m["y"]), full_year(m["y2"])
    return years_between(first, last) if len(m["y"]) == 4 or first >= 2020 else None


def _zh_part(m: Match, known: int | None) -> Dates | None:
    return part_of_year(full_year(m["y"]), m["part"])


def _zh_year(m: Match, known: int | None) -> Dates | None:
    year = int(m["y"])
    if m["end"]:
        return day(year, 1, 1) if m["end"] == "初" else day(year, 12, 31)
    return whole_year(year)


def _zh_month_alone(m: Match, known: int | None) -> Dates | None:
    if known is None:
        return None
    return day(known, int(m["m"]), int(m["d"])) if m["d"] else _month_or_its_end(known, m)


def _zh_months_alone(m: Match, known: int | None) -> Dates | None:
    return None if known is None else months(known, int(m["m"]), int(m["m2"]) - int(m["m"]) + 1)


def _numeric_day(m: Match, known: int | None) -> Dates | None:
    return day(full_year(m["y"]), int(m["m"]), int(m["d"]))


def _numeric_month(m: Match, known: int | None) -> Dates | None:
    return months(int(m["y"]), int(m["m"]))


def _years(m: Match, known: int | None) -> Dates | None:
    first, last = int(m["y"]), int(m["y2"])
    return years_between(first, last if last > 99 else first - first % 100 + last)


def _marked_year(m: Match, known: int | None) -> Dates | None:
    return whole_year(int(m["y"]))


def _part(m: Match, known: int | None) -> Dates | None:
    year = full_year(m["y"]) if m["y"] else known
    return None if year is None else part_of_year(year, m["part"], fiscal=bool(m.groupdict().get("fiscal")))


def _fiscal(m: Match, known: int | None) -> Dates | None:
    year = full_year(m["y"])
    return part_of_year(year, m["part"], fiscal=True) if m["part"] else whole_year(year, fiscal=True)


def _day_of_month(m: Match, known: int | None) -> Dates | None:
    year = int(m["y"]) if m["y"] else known
    return None if year is None else day(year, _NUMBER[m["name"][:3].lower()], int(m["d"]))


def _month_of_year(m: Match, known: int | None) -> Dates | None:
    return months(int(m["y"]), _NUMBER[m["name"][:3].lower()])


ZH_FORMS: tuple[Form, ...] = (
    (re.compile(rf"{_Y}\s?年\s?{_M}\s?(?:月份?)?{_DASH}(?P<m2>1[0-2]|0?[1-9])\s?月份?(?!\s?\d{{1,2}}\s?[日号])"), _zh_months),
    (re.compile(rf"{_Y}\s?年\s?{_M}\s?月份?(?:\s?(?P<d>\d{{1,2}})\s?[日号]|(?P<end>末|底))?"), _zh_day),
    (re.compile(rf"{_Y}\s?年?度?{_DASH}(?P<y2>(?:19|20)\d\d|(?<!\d)\d\d)\s?年(?!\s?\d{{1,2}}\s?月)度?"), _zh_years),
    (re.compile(rf"{_Y}\s?年?度?\s?{_PART}"), _zh_part),
    (re.compile(rf"{_Y4}\s?年(?P<end>末|底|初|度)?"), _zh_year),
)  # fmt: skip
ZH_FORMS_ALONE: tuple[Form, ...] = (
    (re.compile(rf"{_M}\s?(?:月份?)?{_DASH}(?P<m2>1[0-2]|0?[1-9])\s?月份?(?!\s?\d{{1,2}}\s?[日号])"), _zh_months_alone),
    (re.compile(rf"{_M}\s?月份?(?:\s?(?P<d>\d{{1,2}})\s?[日号]|(?P<end>末|底))?(?!度)"), _zh_month_alone),
)  # fmt: skip
SEPARATED_FORMS: tuple[Form, ...] = (
    (re.compile(rf"{_Y4}(?P<sep>[-/.]){_M}(?P=sep)(?P<d>\d{{1,2}})(?!\d)"), _numeric_day),
    (re.compile(rf"{_Y4}{_DASH}(?P<y2>(?:19|20)\d\d|\d\d)(?![\d%./]|,\d){_MARK}"), _years),
    (re.compile(rf"{_Y4}[-/](?P<m>0[1-9]|1[0-2])(?![\d/.-])"), _numeric_month),
)
US_FORMS: tuple[Form, ...] = ((re.compile(rf"{_M}/(?P<d>\d{{1,2}})/{_Y}(?![\d/])"), _numeric_day),)
SUFFIXED_FORMS: tuple[Form, ...] = (
    (re.compile(rf"{_Y}\s?(?P<part>Q[1-4]|H[12]|[1-4]Q|[12]H|9M){_MARK}"), _part),
    (re.compile(rf"{_Y4}\s?[AEFP](?![A-Za-z\d])"), _marked_year),
    (re.compile(rf"(?P<part>[1-4]Q|[12]H|9M)\s?(?P<fiscal>FY)?\s?['’]?{_Y}{_MARK}"), _part),
)
DAY_MONTH_FORMS: tuple[Form, ...] = (
    (re.compile(rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?:of\s)?{_MONTH}\.?(?:[\s,-]+{_Y4}(?!\d))?(?![A-Za-z])"), _day_of_month),
)  # fmt: skip
LETTER_FORMS: tuple[Form, ...] = (
    (re.compile(rf"{_MONTH}\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d%])(?:\s?,?\s?{_Y4}(?!\d))?"), _day_of_month),
    (re.compile(rf"{_MONTH}\.?(?:,?\s(?:of\s)?|-|'){_Y4}(?!\d)"), _month_of_year),
    (re.compile(rf"(?P<part>Q[1-4]|H[12])(?:\s?(?:of\s)?(?P<fiscal>FY|fiscal\s(?:year\s)?)?\s?['’]?{_Y}(?![%\d]){_MARK})?(?![A-Za-z\d-])"), _part),
    (re.compile(rf"(?:FY\s?['’]?|[Ff]iscal\s(?:[Yy]ears?\s)?){_Y}\s?(?P<part>Q[1-4]|H[12])?{_MARK}"), _fiscal),
)  # fmt: skip

_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_COUNT = {"three": 3, "six": 6, "nine": 9, "twelve": 12, "3": 3, "6": 6, "9": 9, "12": 12}
_PART_BEFORE = re.compile(
    r"(?P<nth>first|second|third|fourth|final|1st|2nd|3rd|4th)[\s-](?P<what>quarter|half|nine\smonths|six\smonths)"
    r"(?:\s(?:of|in))?(?:\sthe)?(?:\s(?P<fiscal>fiscal)(?:\syear)?)?\s$",
    re.IGNORECASE,
)
_ENDED_BEFORE = re.compile(
    r"(?:(?<!and\s)\b(?P<count>three|six|nine|twelve|3|6|9|12)[\s-]months?\s(?:periods?\s)?|(?P<what>years?|quarters?)\s)"
    r"(?:ended|ending)\s$",
    re.IGNORECASE,
)
_REACH = 40


def read_forms(forms: tuple[Form, ...], text: str, start: int, known: int | None) -> tuple[int, Dates] | None:
    """The first form that reads at `start`: where it ends, and what it says."""
    for pattern, reading in forms:
        match = pattern.match(text, start)
        if match is not None:
            found = reading(match, known)
            if found is not None:
                return match.end(), found
    return None


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
            count = _COUNT[match["count"].lower()] if match["count"] else 3 if match["what"][0] in "qQ" else 12
            return start - len(before) + match.start(), run_up(dates.last, count)
    return start, dates


def _named_part(year: Dates, match: Match) -> Dates | None:
    number, what = _ORDER[match["nth"].lower()], match["what"].lower()
    calendar = date.fromordinal(year.last).year
    fiscal = year.fiscal or match["fiscal"] is not None
    if what == "quarter":
        return months(calendar, 3 * number - 2, 3, fiscal=fiscal)
    if what == "half":
        return months(calendar, 6 * number - 5, 6, fiscal=fiscal) if number < 3 else None
    return months(calendar, 1, 9 if what.startswith("nine") else 6, fiscal=fiscal) if number == 1 else None


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
    shift = year - date.fromordinal(dates.last).year
    first, last = (_shifted(ordinal, shift) for ordinal in (dates.first, dates.last))
    return replace(dates, first=first, last=last)


def _shifted(ordinal: int, years: int) -> int:
    moment = date.fromordinal(ordinal)
    try:
        return moment.replace(year=moment.year + years).toordinal()
    except ValueError:  # 29 February
        return moment.replace(year=moment.year + years, day=28).toordinal()


def like(before: Dates, dates: Dates) -> Dates:
    """A bare year after a day or run of days means the same one of that year: "June 30, 2025 and 2024"."""
    if dates.grain is not Grain.YEAR or before.grain in (Grain.YEAR, Grain.MONTH) or dates.fiscal:
        return dates
    return another_year(before, date.fromordinal(dates.last).year)
