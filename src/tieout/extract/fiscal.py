"""When the fiscal years of a report end, as it says itself: fiscal 2024 may be July 2023 to June 2024.

Years that end from April to November bear the number of the year they end in. Those that end early in a year
may bear that of the year before; how, the report has to show: "fiscal 2022 ... ended January 28, 2023".
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from tieout.extract.date_forms import MONTH, month_number
from tieout.lexicon import Lexicon, Phrase, WordList
from tieout.model import Dates

_DECEMBER = 12
_EARLY = 3  # months of the year that may end a fiscal year with the number of the year before
_DAY_FIRST = rf"\d{{1,2}}{{=ordinal_end}}?\s{MONTH}"
_MONTH_FIRST = rf"{MONTH.replace('<name>', '<first>')}\.?\s\d{{1,2}}{{=ordinal_end}}?"
_ENDS = Phrase(
    r"(?i:(?:\b{=fiscal_word}\s+(?:{=fiscal_named}|20\d\d)[^.;\n]{0,40}?|\b(?:{=whole_of_year}\s)?{=fiscal_named}\s)"
    rf"\(?{{=ends_word}}\s(?:{{=ends_on}}\s)?(?:{{=article}}\s)?(?:{_DAY_FIRST}|{_MONTH_FIRST}))"
)
_ENDS_ZH = Phrase(
    r"{=closes_at}(?:\d{4}\s?{=year_sign}\s?)?(?P<month>1[0-2]|[1-9])\s?{=month_word}\s?(?P<day>\d{1,2})\s?{=day_sign}"
    r"{=closes_behind}{=fiscal_han}?{=annual_han}"
)
_RUNS = Phrase(
    r"(?i:\b{=financial_year}\s+{=fiscal_named}\s{=runs_word}\s(?:{=from_word}\s)?(?P<from>{=month/})(?:\s\d{1,2})?"
    r"\s{=runs_until}\s(?P<name>{=month/})\b)"
)
_RUNS_ZH = Phrase(
    r"{=fiscal_han}?{=year_han}[^。；\n]{0,8}?{=starts_han}{=each_year_han}?\s?(?:1[0-2]|[1-9])\s?{=month_word}"
    r"(?:\s?1\s?{=day_sign})?{=starting_han}?{=range_han}{=next_year_han}?{=possessive}?\s?"
    r"(?P<month>1[0-2]|[1-9])\s?{=month_word}"
)
_NAMED = Phrase(
    r"(?i:\b{=fiscal_word}\s+(?:{=year_named}\s+)?(?P<year>20\d\d)\b[^.;\n]{0,60}?\b{=ended_alone}\s"
    rf"(?:{_DAY_FIRST}|{_MONTH_FIRST}),?\s(?P<ended>20\d\d)\b)"
)
_PART_OF = Phrase(r"(?i:{=part_of_fiscal}\s{=of_or_in}\s(?:{=article}\s)?$)")
_REACH = 24
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """The month in which fiscal years end, and how much later than its number the year of that month is."""

    month: int
    later: int = 0

    def of(self, dates: Dates) -> Dates:
        """A fiscal period given in the months of the calendar year of its number, as it really is."""
        shift = self.month - _DECEMBER + 12 * self.later
        first, last = date.fromordinal(dates.first), date.fromordinal(dates.last)
        years, month = divmod(last.year * 12 + last.month - 1 + shift, 12)
        end = date(years, month + 1, monthrange(years, month + 1)[1])
        years, month = divmod(first.year * 12 + first.month - 1 + shift, 12)
        return replace(dates, first=date(years, month + 1, 1).toordinal(), last=end.toordinal())


def fiscal_year(texts: Iterable[str], words: Lexicon) -> FiscalYear | None:
    """When fiscal years end, by the texts of a report; None if with the calendar's, or not all alike.

    Args:
        texts: of a report, in order.
        words: those in force.
    """
    signs = _signs(words)
    months: set[int] = set()
    later: set[int] = set()
    for text in texts:
        months.update(_months(text, words, signs))
        if any(word in text for word in signs.fiscal):
            named = words.pattern(_NAMED).finditer(text)
            later.update(int(found["ended"]) - int(found["year"]) for found in named)
    if len(months) != 1 or len(later) > 1 or not later <= {0, 1}:
        return None
    month = months.pop()
    if month == _DECEMBER or (month <= _EARLY and not later):
        return None
    return FiscalYear(month, later.pop() if later else 0)


class _Signs(NamedTuple):
    """Words without which a text says nothing of fiscal years: a quick look before the patterns."""

    fiscal: tuple[str, ...]
    annual: tuple[str, ...]
    year: tuple[str, ...]
    ends: tuple[str, ...]


def _signs(words: Lexicon) -> _Signs:
    named, year = words.words(WordList.FISCAL_WORD), words.words(WordList.YEAR_HAN)
    return _Signs(named, year, words.words(WordList.YEAR_NAMED), words.words(WordList.ENDS_WORD))


def _months(text: str, words: Lexicon, signs: _Signs) -> Iterator[int]:
    if any(word in text for word in signs.annual):
        closed = words.pattern(_ENDS_ZH).finditer(text)
        yield from (_rounded(int(found["month"]), int(found["day"])) for found in closed)
        yield from (int(found["month"]) for found in words.pattern(_RUNS_ZH).finditer(text))
    if any(word in text for word in signs.year):
        runs = words.pattern(_RUNS).finditer(text)
        yield from (month_number(found["name"], words) for found in runs)
    lowered = text.lower()
    if any(word in lowered for word in signs.ends):
        for found in words.pattern(_ENDS).finditer(text):
            if words.pattern(_PART_OF).search(text, max(0, found.start() - _REACH), found.start()):
                continue  # the second quarter of fiscal 2025, which ended on December 31
            day = _DAY.findall(found[0])[-1]
            yield _rounded(month_number(found["name"] or found["first"], words), int(day))


def _rounded(month: int, day: int) -> int:
    """The month that a year of whole weeks ends with: September, if it ends on October 1."""
    return month if day > 7 else (month - 2) % 12 + 1
