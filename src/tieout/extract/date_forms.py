"""The forms in which dates and periods are printed, each a pattern with its reading.

A reading is given the match and the year mentioned last; it says None where the calendar has no such date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from tieout.extract.periods import day, full_year, months, part_of_year, whole_year, years_between
from tieout.model import Dates, Grain

_LONGEST_SPAN = 120  # months
Match = re.Match[str]
Reading = Callable[[Match, int | None], Dates | None]
Form = tuple[re.Pattern[str], Reading]

MONTH_NAMES = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    "|Nov(?:ember)?|Dec(?:ember)?"
)
MONTH = rf"(?P<name>{MONTH_NAMES}|{MONTH_NAMES.upper()})"
_MONTH2 = MONTH.replace("<name>", "<name2>")
_NUMBER = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
_DASH = r"\s?(?:-|–|—|~|至|到)\s?"
_TO = r"(?:\s?[-–—]\s?|\s(?:to|through)\s)"
_Y = r"(?P<y>(?:19|20)\d\d|\d\d)"
_Y4 = r"(?P<y>(?:19|20)\d\d)"
_TO_YEAR = r"(?P<y2>(?:19|20)\d\d)(?!\d)"
_M = r"(?P<m>1[0-2]|0?[1-9])"
_MARK = r"[AEFP]?(?![A-Za-z\d])"
_M2 = r"(?P<m2>1[0-2]|0?[1-9])"
_NO_DAY = r"(?!\s?\d{1,2}\s?[日号])"
_OF_A_YEAR = (
    "净利|营收|收入|营业|业绩|归母|扣非|EPS|PE|P/E|ROE|实现|预计|全年|年报|毛利|资本开支|Capex|利润|股价"
    "|出货|销量|产量"
)
_PART = (
    r"(?P<part>上半年度?|下半年度?|半年度|中期|中报|前三个?季度?|第?\s?[一二三四1-4]\s?季度|[一二三四1-4]季[报末]?|年报|全年"
    r"|[1-4]Q(?!\d)|Q[1-4](?!\d)|H[12](?!\d)|[12]H(?!\d))"
)
_DAY_OR_END = r"(?:\s?(?P<d>\d{1,2})\s?[日号]|(?P<end>末|底))?"
_NO_AMOUNT = r"(?![\d%./]|\s?=\s?1|,\d|\s?[万亿千百元美港欧倍个家人吨块张])"
_LATER_YEAR = rf"(?P<y2>(?:19|20)\d\d|\d\d){_NO_AMOUNT}"


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


def _years_said(m: Match, known: int | None) -> Dates | None:
    return years_between(full_year(m["y"]), full_year(m["y2"]))


def _zh_part(m: Match, known: int | None) -> Dates | None:
    return part_of_year(full_year(m["y"]), m["part"])


def _zh_fiscal(m: Match, known: int | None) -> Dates | None:
    year = full_year(m["y"])
    return part_of_year(year, m["part"], fiscal=True) if m["part"] else whole_year(year, fiscal=True)


def _zh_year(m: Match, known: int | None) -> Dates | None:
    year = full_year(m["y"])
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


def _season(m: Match, known: int | None) -> Dates | None:
    """A year across the new year, 2023/24; other pairs are a month or something else."""
    first = int(m["y"])
    return years_between(first, first + 1) if (first + 1) % 100 == int(m["y2"]) else None


def _listed_years(m: Match, known: int | None) -> Dates | None:
    """Years that follow one another: 2024/25/26 or 2024/2025/2026."""
    first, *others = m.group().rstrip("AEFP").split("/")
    century = int(first) // 100 * 100
    years = [int(first), *(int(year) + (century if len(year) == 2 else 0) for year in others)]
    listed = years == list(range(years[0], years[0] + len(years)))
    return years_between(years[0], years[-1]) if listed else None


def _marked_year(m: Match, known: int | None) -> Dates | None:
    return whole_year(int(m["y"]))


def _part(m: Match, known: int | None) -> Dates | None:
    year = full_year(m["y"]) if m["y"] else known
    return None if year is None else part_of_year(year, m["part"], fiscal=bool(m.groupdict().get("fiscal")))


def _first_months(m: Match, known: int | None) -> Dates | None:
    return months(full_year(m["y"]), 1, int(m["count"]))


def _fiscal(m: Match, known: int | None) -> Dates | None:
    year = full_year(m["y"])
    return part_of_year(year, m["part"], fiscal=True) if m["part"] else whole_year(year, fiscal=True)


def _of_the_calendar(m: Match, known: int | None) -> Dates | None:
    year = full_year(m["y"])
    return part_of_year(year, m["part"]) if m["part"] else whole_year(year)


def _fiscal_years(m: Match, known: int | None) -> Dates | None:
    years = years_between(full_year(m["y"]), full_year(m["y2"]))
    return years and replace(years, fiscal=True)


def month_number(name: str) -> int:
    """The number of a month by its English name, whole or short."""
    return _NUMBER[name[:3].lower()]


def _day_of_month(m: Match, known: int | None) -> Dates | None:
    year = int(m["y"]) if m["y"] else known
    return None if year is None else day(year, month_number(m["name"]), int(m["d"]))


def _month_of_year(m: Match, known: int | None) -> Dates | None:
    return months(int(m["y"]), month_number(m["name"]))


def _month_to_month(m: Match, known: int | None) -> Dates | None:
    """From a month to a later one; one whose year is not said is of the other's year, or of that before."""
    first, last, until = month_number(m["name"]), month_number(m["name2"]), int(m["y2"])
    since = int(m["y"]) if m["y"] else until - (first > last)
    count = 12 * (until - since) + last - first + 1
    return months(since, first, count) if 1 < count <= _LONGEST_SPAN else None


def _day_to_day(m: Match, known: int | None) -> Dates | None:
    until = int(m["y2"])
    first = day(until, month_number(m["name"]), int(m["d"]))
    last = day(until, month_number(m["name2"]), int(m["d2"]))
    return Dates(first.first, last.last, Grain.SPAN) if first and last and first.first < last.first else None


def _first_quarters(m: Match, known: int | None) -> Dates | None:
    return months(full_year(m["y"]), 1, 3 * int(m["last"]))


ZH_YEARS: tuple[Form, ...] = (
    (re.compile(rf"{_Y}\s?年?度?{_DASH}(?P<y2>(?:19|20)\d\d|\d\d)\s?年(?!\s?\d{{1,2}}\s?月)度?"), _zh_years),
    (
        re.compile(
            rf"(?P<y>1\d|2\d){_DASH}(?P<y2>1\d|2\d|3[0-5])年(?={_OF_A_YEAR}|[^，。]{{0,20}}(?:复合|CAGR))"
        ),
        _years_said,
    ),
)
ZH_FISCAL: Form = (re.compile(rf"{_Y}\s?财(?:年|政年度)(?:的?\s?{_PART})?"), _zh_fiscal)
ZH_FORMS: tuple[Form, ...] = (
    (re.compile(rf"{_Y}\s?年\s?{_M}\s?(?:月份?)?{_DASH}{_M2}\s?月份?{_NO_DAY}"), _zh_months),
    (re.compile(rf"{_Y}\s?年\s?{_M}\s?月份?{_DAY_OR_END}"), _zh_day),
    *ZH_YEARS,
    (re.compile(rf"{_Y}\s?年?度?\s?{_PART}"), _zh_part),
    (re.compile(rf"{_Y4}\s?年(?:年?(?P<end>末|底|初)|度)?"), _zh_year),
    (re.compile(rf"(?P<y>1[5-9]|2\d|3[0-5])年(?:年?(?P<end>末|底|初)|度)?(?={_OF_A_YEAR})"), _zh_year),
)
ZH_MONTHS: Form = (re.compile(rf"{_M}\s?(?:月份?)?{_DASH}{_M2}\s?月份?{_NO_DAY}"), _zh_months_alone)
ZH_MONTH: Form = (re.compile(rf"{_M}\s?月份?{_DAY_OR_END}(?!度)"), _zh_month_alone)
SEPARATED_FORMS: tuple[Form, ...] = (
    (re.compile(rf"{_Y4}(?P<sep>[-/.]){_M}(?P=sep)(?P<d>\d{{1,2}})(?!\d)"), _numeric_day),
    (re.compile(rf"{_Y4}{_DASH}{_LATER_YEAR}{_MARK}"), _years),
    (re.compile(rf"(?P<y>18\d\d)\s?[-–—]\s?{_TO_YEAR}{_NO_AMOUNT}{_MARK}"), _years),
    (
        re.compile(rf"{_Y4}(?:(?:/(?:19|20)?\d\d){{2,9}}|/(?:19|20)\d\d){_NO_AMOUNT}{_MARK}(?!\s?年)"),
        _listed_years,
    ),
    (re.compile(rf"{_Y4}/{_LATER_YEAR}{_MARK}"), _season),
    (re.compile(rf"{_Y4}[-/](?P<m>0[1-9]|1[0-2])(?![\d/.-]|\s?=\s?1)"), _numeric_month),
)
US_FORMS: tuple[Form, ...] = ((re.compile(rf"{_M}/(?P<d>\d{{1,2}})/{_Y}(?![\d/])"), _numeric_day),)
FIRST_MONTHS: Form = (re.compile(rf"(?:1-)?(?P<count>1[0-2]|[2-9])M\s?['’]?{_Y}{_MARK}"), _first_months)
SUFFIXED_FORMS: tuple[Form, ...] = (
    (re.compile(rf"{_Y}\s?(?P<part>Q[1-4]|H[12]|[1-4]Q|[12]H|9M){_MARK}"), _part),
    (re.compile(rf"{_Y4}\s?[AEFP]{_DASH}(?P<y2>(?:19|20)\d\d|\d\d)\s?[AEFP](?![A-Za-z\d])"), _years),
    (re.compile(rf"{_Y4}\s?[AEFP](?![A-Za-z\d])"), _marked_year),
    FIRST_MONTHS,
    (re.compile(rf"(?P<part>[1-4]Q|[12]H|9M)\s?(?P<fiscal>FY)?\s?['’]?{_Y}{_MARK}"), _part),
)
DAY_MONTH: Form = (
    re.compile(
        rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?:of\s)?{MONTH}\.?(?:[\s,-]+{_Y4}(?!\d))?(?![A-Za-z])"
    ),
    _day_of_month,
)
MONTH_DAY: Form = (
    re.compile(rf"{MONTH}(?:\.\s?|\s)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?![\d%])(?:\s?,?\s?{_Y4}(?!\d))?"),
    _day_of_month,
)
LETTER_FORMS: tuple[Form, ...] = (  # H100 and H200 are chips, not halves of 2000
    (re.compile(rf"{MONTH}\.?(?:,?\s{_Y4})?{_TO}{_MONTH2}\.?,?\s{_TO_YEAR}"), _month_to_month),
    (
        re.compile(rf"{MONTH}\.?\s(?P<d>\d{{1,2}}){_TO}{_MONTH2}\.?\s(?P<d2>\d{{1,2}}),?\s{_TO_YEAR}"),
        _day_to_day,
    ),
    MONTH_DAY,
    (re.compile(rf"{MONTH}\.?(?:,?\s(?:of\s)?|-|'){_Y4}(?!\d)"), _month_of_year),
    (re.compile(rf"Q1{_DASH}Q(?P<last>[2-4])\s?['’]?{_Y}(?![%\d]){_MARK}"), _first_quarters),
    (
        re.compile(
            r"(?P<part>Q[1-4]|H[12](?!00(?!\d)))(?:\s?(?:of\s)?(?P<fiscal>FY|fiscal\s(?:year\s)?)?\s?['’]?"
            rf"{_Y}(?![%\d]){_MARK})?(?![A-Za-z\d-])"
        ),
        _part,
    ),
    (re.compile(rf"FY\s?{_Y}{_DASH}(?:FY\s?)?{_LATER_YEAR}{_MARK}"), _fiscal_years),
    (
        re.compile(rf"(?:FY\s?['’]?|[Ff]iscal\s(?:[Yy]ears?\s)?){_Y}\s?(?P<part>Q[1-4]|H[12])?{_MARK}"),
        _fiscal,
    ),
    (re.compile(rf"CY\s?['’]?{_Y}\s?(?P<part>Q[1-4]|H[12])?{_MARK}"), _of_the_calendar),
)
WHOLE_DAYS = (  # year, month and day in full, whether the calendar has them or not
    re.compile(rf"(?<![\dA-Za-z_./-]){_Y4}\s?年\s?(?P<m>\d{{1,2}})\s?月\s?(?P<d>\d{{1,2}})\s?[日号]"),
    re.compile(
        rf"(?<![\dA-Za-z_./-]){_Y4}(?P<sep>[-./])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}})(?![\dA-Za-z_-]|[./]\w)"
    ),
    re.compile(rf"(?<![\w.,])(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}\.?,?\s{_Y4}(?!\d)"),
    re.compile(rf"(?<![A-Za-z]){MONTH}\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s{_Y4}(?!\d)"),
)
