"""The forms in which dates and periods are printed, each a pattern with its reading.

A reading is given the match, the year mentioned last and the words in force; it says None where the calendar
has no such date.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from tieout.extract.periods import day, full_year, months, part_of_year, whole_year, years_between
from tieout.lexicon import Lexicon, Phrase, Role, WordList
from tieout.model import Dates, Grain

_LONGEST_SPAN = 120  # months
Match = re.Match[str]
Reading = Callable[[Match, int | None, Lexicon], Dates | None]
Form = tuple[Phrase, Reading]

MONTH = r"(?P<name>{=month/})"
_MONTH2 = MONTH.replace("<name>", "<name2>")
_DASH = r"\s?(?:-|–|—|~|{=range_han})\s?"
_TO = r"(?:\s?[-–—]\s?|\s{=through}\s)"
_Y = r"(?P<y>(?:19|20)\d\d|\d\d)"
_Y4 = r"(?P<y>(?:19|20)\d\d)"
_TO_YEAR = r"(?P<y2>(?:19|20)\d\d)(?!\d)"
_M = r"(?P<m>1[0-2]|0?[1-9])"
_MARK = r"[AEFP]?(?![A-Za-z\d])"
_M2 = r"(?P<m2>1[0-2]|0?[1-9])"
_MONTH_SIGN = r"{=month_word}{=month_tail}?"
_NO_DAY = r"(?!\s?\d{1,2}\s?{=day_sign})"
HAN_PART = (
    r"{=year-part/}|{=ordinal_word}?\s?(?:[1-4]|{=quarter-number/})\s?{=quarter_word}"
    r"|(?:[1-4]|{=quarter-number/}){=quarter_short}"
)
_PART = rf"(?P<part>{HAN_PART}|[1-4]Q(?!\d)|Q[1-4](?!\d)|H[12](?!\d)|[12]H(?!\d))"
_DAY_OR_END = r"(?:\s?(?P<d>\d{1,2})\s?{=day_sign}|(?P<end>{=year_end}))?"
_END_OF_YEAR = r"(?:{=year_sign}?(?P<end>{=year_end}|{=year_start})|{=year_tail})?"
_NO_AMOUNT = r"(?![\d%./]|\s?=\s?1|,\d|\s?{=counts_on})"
_LATER_YEAR = rf"(?P<y2>(?:19|20)\d\d|\d\d){_NO_AMOUNT}"
_ORDINAL = r"(?P<d>\d{1,2}){=ordinal_end}?"


def _zh_day(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    year = full_year(m["y"])
    if m["d"]:
        return day(year, int(m["m"]), int(m["d"]))
    return _month_or_its_end(year, m)


def _month_or_its_end(year: int, m: Match) -> Dates | None:
    whole = months(year, int(m["m"]))
    return Dates(whole.last, whole.last, Grain.DAY) if whole and m["end"] else whole


def _zh_months(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    return months(full_year(m["y"]), int(m["m"]), int(m["m2"]) - int(m["m"]) + 1)


def _zh_years(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    first, last = full_year(m["y"]), full_year(m["y2"])
    return years_between(first, last) if len(m["y"]) == 4 or first >= 2020 else None


def _years_said(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    return years_between(full_year(m["y"]), full_year(m["y2"]))


def _zh_year(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    year = full_year(m["y"])
    if m["end"]:
        return day(year, 1, 1) if m["end"] in words.words(WordList.YEAR_START) else day(year, 12, 31)
    return whole_year(year)


def _zh_month_alone(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    if known is None:
        return None
    return day(known, int(m["m"]), int(m["d"])) if m["d"] else _month_or_its_end(known, m)


def _zh_months_alone(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    return None if known is None else months(known, int(m["m"]), int(m["m2"]) - int(m["m"]) + 1)


def _numeric_day(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    return day(full_year(m["y"]), int(m["m"]), int(m["d"]))


def _numeric_month(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    return months(int(m["y"]), int(m["m"]))


def _years(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    first, last = int(m["y"]), int(m["y2"])
    return years_between(first, last if last > 99 else first - first % 100 + last)


def _season(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    """A year across the new year, 2023/24; other pairs are a month or something else."""
    first = int(m["y"])
    return years_between(first, first + 1) if (first + 1) % 100 == int(m["y2"]) else None


def _listed_years(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    """Years that follow one another: 2024/25/26 or 2024/2025/2026."""
    first, *others = m.group().rstrip("AEFP").split("/")
    century = int(first) // 100 * 100
    years = [int(first), *(int(year) + (century if len(year) == 2 else 0) for year in others)]
    listed = years == list(range(years[0], years[0] + len(years)))
    return years_between(years[0], years[-1]) if listed else None


def _marked_year(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    return whole_year(int(m["y"]))


def _part(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    year = full_year(m["y"]) if m["y"] else known
    return (
        None
        if year is None
        else part_of_year(year, m["part"], words, fiscal=bool(m.groupdict().get("fiscal")))
    )


def _first_months(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    return months(full_year(m["y"]), 1, int(m["count"]))


def _fiscal(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    year = full_year(m["y"])
    return part_of_year(year, m["part"], words, fiscal=True) if m["part"] else whole_year(year, fiscal=True)


def _half_year(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    return part_of_year(full_year(m["y"]), "H1", words, fiscal=True)


def _of_the_calendar(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    year = full_year(m["y"])
    return part_of_year(year, m["part"], words) if m["part"] else whole_year(year)


def _fiscal_years(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    years = years_between(full_year(m["y"]), full_year(m["y2"]))
    return years and replace(years, fiscal=True)


def month_number(name: str, words: Lexicon) -> int:
    """The number of a month by its name, whole or short, in any case."""
    numbers = words.valued(f"{Role.MONTH}/")
    return int(numbers.get(name) or numbers[name.upper()])


def _day_of_month(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    year = int(m["y"]) if m["y"] else known
    return None if year is None else day(year, month_number(m["name"], words), int(m["d"]))


def _month_of_year(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    return months(int(m["y"]), month_number(m["name"], words))


def _month_to_month(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    """From a month to a later one; one whose year is not said is of the other's year, or of that before."""
    first, last, until = month_number(m["name"], words), month_number(m["name2"], words), int(m["y2"])
    since = int(m["y"]) if m["y"] else until - (first > last)
    count = 12 * (until - since) + last - first + 1
    return months(since, first, count) if 1 < count <= _LONGEST_SPAN else None


def _day_to_day(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    until = int(m["y2"])
    first = day(until, month_number(m["name"], words), int(m["d"]))
    last = day(until, month_number(m["name2"], words), int(m["d2"]))
    return Dates(first.first, last.last, Grain.SPAN) if first and last and first.first < last.first else None


def _first_quarters(m: Match, known: int | None, words: Lexicon) -> Dates | None:
    return months(full_year(m["y"]), 1, 3 * int(m["last"]))


ZH_YEARS: tuple[Form, ...] = (
    (
        Phrase(
            rf"{_Y}\s?{{=year_sign}}?{{=year_tail}}?{_DASH}(?P<y2>(?:19|20)\d\d|\d\d)\s?{{=year_sign}}"
            r"(?!\s?\d{1,2}\s?{=month_word}){=year_tail}?"
        ),
        _zh_years,
    ),
    (
        Phrase(
            rf"(?P<y>1\d|2\d){_DASH}(?P<y2>1\d|2\d|3[0-5]){{=year_sign}}"
            r"(?={=of_a_year}|[^，。]{0,20}{=compound_rate})"
        ),
        _years_said,
    ),
)
ZH_FISCAL: Form = (Phrase(rf"{_Y}\s?{{=fiscal_year_word}}(?:{{=possessive}}?\s?{_PART})?"), _fiscal)
ZH_FORMS: tuple[Form, ...] = (
    (
        Phrase(rf"{_Y}\s?{{=year_sign}}\s?{_M}\s?(?:{_MONTH_SIGN})?{_DASH}{_M2}\s?{_MONTH_SIGN}{_NO_DAY}"),
        _zh_months,
    ),
    (Phrase(rf"{_Y}\s?{{=year_sign}}\s?{_M}\s?{_MONTH_SIGN}{_DAY_OR_END}"), _zh_day),
    *ZH_YEARS,
    (Phrase(rf"{_Y}\s?{{=year_sign}}?{{=year_tail}}?\s?{_PART}"), _part),
    (Phrase(rf"{_Y4}\s?{{=year_sign}}{_END_OF_YEAR}"), _zh_year),
    (Phrase(rf"(?P<y>1[5-9]|2\d|3[0-5]){{=year_sign}}{_END_OF_YEAR}(?={{=of_a_year}})"), _zh_year),
)
ZH_MONTHS: Form = (
    Phrase(rf"{_M}\s?(?:{_MONTH_SIGN})?{_DASH}{_M2}\s?{_MONTH_SIGN}{_NO_DAY}"),
    _zh_months_alone,
)
ZH_MONTH: Form = (Phrase(rf"{_M}\s?{_MONTH_SIGN}{_DAY_OR_END}(?!{{=year_tail}})"), _zh_month_alone)
SEPARATED_FORMS: tuple[Form, ...] = (
    (Phrase(rf"{_Y4}(?P<sep>[-/.]){_M}(?P=sep)(?P<d>\d{{1,2}})(?!\d)"), _numeric_day),
    (Phrase(rf"{_Y4}{_DASH}{_LATER_YEAR}{_MARK}"), _years),
    (Phrase(rf"(?P<y>18\d\d)\s?[-–—]\s?{_TO_YEAR}{_NO_AMOUNT}{_MARK}"), _years),
    (
        Phrase(
            rf"{_Y4}(?:(?:/(?:19|20)?\d\d){{2,9}}|/(?:19|20)\d\d){_NO_AMOUNT}{_MARK}(?!\s?{{=year_sign}})"
        ),
        _listed_years,
    ),
    (Phrase(rf"{_Y4}/{_LATER_YEAR}{_MARK}"), _season),
    (Phrase(rf"{_Y4}[-/](?P<m>0[1-9]|1[0-2])(?![\d/.-]|\s?=\s?1)"), _numeric_month),
)
US_FORMS: tuple[Form, ...] = ((Phrase(rf"{_M}/(?P<d>\d{{1,2}})/{_Y}(?![\d/])"), _numeric_day),)
FIRST_MONTHS: Form = (Phrase(rf"(?:1-)?(?P<count>1[0-2]|[2-9])M\s?['’]?{_Y}{_MARK}"), _first_months)
SUFFIXED_FORMS: tuple[Form, ...] = (
    (Phrase(rf"{_Y}\s?(?P<part>Q[1-4]|H[12]|[1-4]Q|[12]H|9M){_MARK}"), _part),
    (Phrase(rf"{_Y4}\s?[AEFP]{_DASH}(?P<y2>(?:19|20)\d\d|\d\d)\s?[AEFP](?![A-Za-z\d])"), _years),
    (Phrase(rf"{_Y4}\s?[AEFP](?![A-Za-z\d])"), _marked_year),
    FIRST_MONTHS,
    (Phrase(rf"(?P<part>[1-4]Q|[12]H|9M)\s?(?P<fiscal>FY)?\s?['’]?{_Y}{_MARK}"), _part),
)
DAY_MONTH: Form = (
    Phrase(rf"{_ORDINAL}[\s-](?:{{=of_month}}\s)?{MONTH}\.?(?:[\s,-]+{_Y4}(?!\d))?(?![A-Za-z])"),
    _day_of_month,
)
MONTH_DAY: Form = (
    Phrase(rf"{MONTH}(?:\.\s?|\s){_ORDINAL}(?![\d%])(?:\s?,?\s?{_Y4}(?!\d))?"),
    _day_of_month,
)
LETTER_FORMS: tuple[Form, ...] = (  # H100 and H200 are chips, not halves of 2000
    (Phrase(rf"{MONTH}\.?(?:,?\s{_Y4})?{_TO}{_MONTH2}\.?,?\s{_TO_YEAR}"), _month_to_month),
    (
        Phrase(rf"{MONTH}\.?\s(?P<d>\d{{1,2}}){_TO}{_MONTH2}\.?\s(?P<d2>\d{{1,2}}),?\s{_TO_YEAR}"),
        _day_to_day,
    ),
    MONTH_DAY,
    (Phrase(rf"{MONTH}\.?(?:,?\s(?:{{=of_month}}\s)?|-|'){_Y4}(?!\d)"), _month_of_year),
    (Phrase(rf"Q1{_DASH}Q(?P<last>[2-4])\s?['’]?{_Y}(?![%\d]){_MARK}"), _first_quarters),
    (
        Phrase(
            r"(?P<part>Q[1-4]|H[12](?!00(?!\d)))(?:\s?(?:{=of_month}\s)?"
            r"(?P<fiscal>FY|{=fiscal_word}\s(?:{=year_named}\s)?)?\s?['’]?"
            rf"{_Y}(?![%\d]){_MARK})?(?![A-Za-z\d-])"
        ),
        _part,
    ),
    (Phrase(rf"FY\s?{_Y}{_DASH}(?:FY\s?)?{_LATER_YEAR}{_MARK}"), _fiscal_years),
    (
        Phrase(
            rf"(?:FY\s?['’]?|{{=fiscal_word}}\s(?:{{=fiscal_named}}\s)?){_Y}\s?(?P<part>Q[1-4]|H[12])?{_MARK}"
        ),
        _fiscal,
    ),
    (Phrase(rf"CY\s?['’]?{_Y}\s?(?P<part>Q[1-4]|H[12])?{_MARK}"), _of_the_calendar),
    (Phrase(rf"HY\s?['’]?{_Y}(?![%\d]){_MARK}"), _half_year),
)
WHOLE_DAYS = (  # year, month and day in full, whether the calendar has them or not
    Phrase(
        rf"(?<![\dA-Za-z_./-]){_Y4}\s?{{=year_sign}}\s?(?P<m>\d{{1,2}})\s?{{=month_word}}"
        r"\s?(?P<d>\d{1,2})\s?{=day_sign}"
    ),
    Phrase(
        rf"(?<![\dA-Za-z_./-]){_Y4}(?P<sep>[-./])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}})"
        r"(?![\dA-Za-z_-]|[./]\w)"
    ),
    Phrase(rf"(?<![\w.,]){_ORDINAL}\s(?:{{=of_month}}\s)?{MONTH}\.?,?\s{_Y4}(?!\d)"),
    Phrase(rf"(?<![A-Za-z]){MONTH}\.?\s{_ORDINAL},?\s{_Y4}(?!\d)"),
)
