"""What stands around a date and changes it: nine months ended ..., third quarter of ..., ... and 2023.

Also the question whether a bare number is a year at all.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from tieout.extract.date_forms import month_number
from tieout.extract.periods import full_year, months, whole_year
from tieout.lexicon import Lexicon, Phrase, Role, WordList
from tieout.model import Dates, Grain
from tieout.quantity import Numeral

_PART_BEFORE = Phrase(
    r"(?i:(?:(?P<nth>{=nth/})[\s-](?:(?P<within>{=fiscal_word})\s)?(?P<what>{=named-part/})"
    r"|(?P<alone>{=fiscal_word})\s(?P<run>{=run-months/})\s{=months_word}"
    r"|(?P<closing>{=month/})[\s-](?P<closed>{=named-part/}))"
    r"(?:\s{=of_or_in})?(?:\s{=article})?(?:\s(?P<fiscal>{=fiscal_word})(?:\s{=year_named})?)?\s$)"
)
_ENDED_BEFORE = Phrase(
    r"(?i:(?:(?P<joined>{=and_latin}\s)?\b(?P<count>{=run-months/}|3|6|9|12)[\s-]{=months_word}\s(?:{=periods_word}\s)?"
    r"|(?P<weeks>\d\d?|{=run-weeks/})[\s-]{=weeks_word}\s(?:{=periods_word}\s)?"
    r"|(?P<what>{=ended-span/})\s)"
    r"(?:[(（][^()（）]{1,24}[)）]\s)?(?:{=period_ended}|{=runs_until})\s$)"
)
_REACH, _MONTHS, _QUARTER = 72, 12, 3
_LONGEST_QUARTER, _HALF, _LONGEST_HALF, _YEAR_OF_WEEKS = 17, 24, 28, 50  # weeks
_SLIPS = 8  # days by which the ends of years of whole weeks differ
_PROGRAMME = Phrase(  # 2019 Equity Incentive Plan: a name with a year in it
    r"(?:19|20)\d\d(?:\s(?:[A-Z][\w&-]*\s(?:{=plan_small}\s)?){0,5}?{=plan_latin}\b"
    r"|\s?{=year_sign}{=year_tail}?[一-鿿]{0,12}?{=plan_han})"
)
_LISTED = r"(?:(?:19|20)\d\d|\d\d)"
_YEARS_LISTED = Phrase(
    rf"{_LISTED}(?:[/、]{_LISTED}){{1,20}}\s?{{=year_sign}}"
    rf"|{_LISTED}[AEF]?(?:/{_LISTED}[AEF]?){{0,4}}/{_LISTED}[AEF](?![A-Za-z\d])"
)
_YEAR_SAID = Phrase(r"(?i:\b{=year_said})[\s-]$")
_DIGITS = re.compile(r"\d+")


def widen(text: str, start: int, dates: Dates, words: Lexicon) -> tuple[int, Dates]:
    """Join the words before a date that make it a period: nine months ended ..., third quarter of ..."""
    before = text[max(0, start - _REACH) : start]
    if not before.endswith(" "):
        return start, dates
    if dates.grain is Grain.YEAR:
        match = words.pattern(_PART_BEFORE).search(before)
        part = None if match is None else _named_part(dates, match, words)
        if match is not None and part is not None:
            return start - len(before) + match.start(), part
    if dates.grain is Grain.DAY and before[:-1].lower().endswith(_ends(words)):
        match = words.pattern(_ENDED_BEFORE).search(before)
        if match is not None and match["joined"] is None:  # the three and nine months are two
            started = start - len(before) + match.start()
            if match["weeks"]:
                return started, weeks_up(dates.last, _said(match["weeks"], Role.RUN_WEEKS, words))
            if match["count"]:
                return started, run_up(dates.last, _said(match["count"], Role.RUN_MONTHS, words))
            return started, run_up(dates.last, _said(match["what"], Role.ENDED_SPAN, words))
    return start, dates


def _ends(words: Lexicon) -> tuple[str, ...]:
    """What stands between a run of time and the day that it ends on."""
    return (*words.words(WordList.PERIOD_ENDED), *words.words(WordList.RUNS_UNTIL))


def _named_part(year: Dates, match: re.Match[str], words: Lexicon) -> Dates | None:
    calendar = date.fromordinal(year.last).year
    if match["alone"]:
        return months(calendar, 1, _said(match["run"], Role.RUN_MONTHS, words), fiscal=True)
    if match["closing"]:  # the June quarter is that which ends in June
        month = months(calendar, month_number(match["closing"].title(), words))
        is_quarter = _said(match["closed"], Role.NAMED_PART, words) == _QUARTER
        return run_up(month.last, _QUARTER) if month is not None and is_quarter else None
    number, length = _said(match["nth"], Role.NTH, words), _said(match["what"], Role.NAMED_PART, words)
    fiscal = year.fiscal or match["fiscal"] is not None or match["within"] is not None
    if number * length > _MONTHS:
        return None
    return months(calendar, length * (number - 1) + 1, length, fiscal=fiscal)


def _said(text: str, role: Role, words: Lexicon) -> int:
    """The number that digits or a word of a role stand for."""
    return int(text) if text.isdigit() else int(words.valued(f"{role}/")[" ".join(text.lower().split())])


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


def programme_end(text: str, start: int, words: Lexicon) -> int | None:
    """Where a year ends that is part of the name of a programme: 2019 Plan, 2020 Notes, 2019年激励计划."""
    if text[start : start + 2] not in ("19", "20"):
        return None
    return start + 4 if words.pattern(_PROGRAMME).match(text, start) is not None else None


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


def listed_years(text: str, start: int, words: Lexicon) -> list[tuple[int, int, Dates]]:
    """Years of one list at `start`, each with its place: 24/25/26年, 2025E/26E; empty if there is none."""
    match = words.pattern(_YEARS_LISTED).match(text, start)
    if match is None:
        return []
    parts = [(match.start() + part.start(), part[0]) for part in _DIGITS.finditer(match[0])]
    years = [full_year(digits) for _, digits in parts]
    if any(late - early != 1 for early, late in pairwise(years)):
        return []
    wholes = [(begin, digits, whole_year(year)) for (begin, digits), year in zip(parts, years, strict=True)]
    return [(begin, begin + len(digits), year) for begin, digits, year in wholes if year is not None]


def likely_year(number: int) -> bool:
    """Whether a number of four digits is rather a year than an amount."""
    return 1990 <= number < 2040 and number != 2000


def is_year(text: str, start: int, end: int, numeral: Numeral, words: Lexicon) -> bool:
    """Whether a bare number is a year: four digits that likely are one, or that a word before says to be."""
    if end - start != 4 or numeral.exponent or not 1900 <= numeral.digits < 2100:
        return False
    if likely_year(numeral.digits):
        return True
    return words.pattern(_YEAR_SAID).search(text, max(0, start - 12), start) is not None
