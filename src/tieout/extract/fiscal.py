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

from tieout.extract.date_forms import MONTH, MONTH_NAMES, month_number
from tieout.model import Dates

_DECEMBER = 12
_EARLY = 3  # months of the year that may end a fiscal year with the number of the year before
_DAY_FIRST = rf"\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}"
_MONTH_FIRST = rf"{MONTH.replace('name', 'first')}\.?\s\d{{1,2}}(?:st|nd|rd|th)?"
_ENDS = re.compile(
    rf"(?:\bfiscal\s+(?:years?|20\d\d)[^.;\n]{{0,40}}?|\b(?:financial\s|full\s)?years?\s)"
    rf"\(?(?:ends?|ended|ending)\s(?:on\s|in\s)?(?:the\s)?(?:{_DAY_FIRST}|{_MONTH_FIRST})",
    re.IGNORECASE,
)
_ENDS_ZH = re.compile(
    r"截至(?:\d{4}\s?年\s?)?(?P<month>1[0-2]|[1-9])\s?月\s?(?P<day>\d{1,2})\s?日止(?:财政|会计)?年度"
)
_RUNS = re.compile(
    rf"\b(?:fiscal|financial)\s+years?\s(?:runs?|goes|lasts?|is)\s(?:from\s)?(?P<from>{MONTH_NAMES})(?:\s\d{{1,2}})?"
    rf"\s(?:to|through|until)\s(?P<name>{MONTH_NAMES})\b",
    re.IGNORECASE,
)
_RUNS_ZH = re.compile(
    r"(?:财政|会计)?(?:年度|财年)[^。；\n]{0,8}?(?:自|从|由|为|是)(?:每年)?\s?(?:1[0-2]|[1-9])\s?月(?:\s?1\s?日)?起?[至到]"
    r"(?:次年|翌年|下一?年)?的?\s?(?P<month>1[0-2]|[1-9])\s?月"
)
_NAMED = re.compile(
    rf"\bfiscal\s+(?:year\s+)?(?P<year>20\d\d)\b[^.;\n]{{0,60}}?\bended\s(?:{_DAY_FIRST}|{_MONTH_FIRST}),?\s(?P<ended>20\d\d)\b",
    re.IGNORECASE,
)
_PART_OF = re.compile(r"(?:quarter|half|months|weeks)\s(?:of|in)\s(?:the\s|our\s)?$", re.IGNORECASE)
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


def fiscal_year(texts: Iterable[str]) -> FiscalYear | None:
    """When fiscal years end, by the texts of a report; None if with the calendar's, or not all alike."""
    months: set[int] = set()
    later: set[int] = set()
    for text in texts:
        months.update(_months(text))
        if "iscal" in text:
            later.update(int(found["ended"]) - int(found["year"]) for found in _NAMED.finditer(text))
    if len(months) != 1 or len(later) > 1 or not later <= {0, 1}:
        return None
    month = months.pop()
    if month == _DECEMBER or (month <= _EARLY and not later):
        return None
    return FiscalYear(month, later.pop() if later else 0)


def _months(text: str) -> Iterator[int]:
    if "年度" in text:
        yield from (_rounded(int(found["month"]), int(found["day"])) for found in _ENDS_ZH.finditer(text))
    if "财年" in text or "年度" in text:
        yield from (int(found["month"]) for found in _RUNS_ZH.finditer(text))
    if "year" in text:
        yield from (month_number(found["name"]) for found in _RUNS.finditer(text))
    if "end" in text.lower():
        for found in _ENDS.finditer(text):
            if _PART_OF.search(text, max(0, found.start() - _REACH), found.start()):
                continue  # the second quarter of fiscal 2025, which ended on December 31
            day = _DAY.findall(found[0])[-1]
            yield _rounded(month_number(found["name"] or found["first"]), int(day))


def _rounded(month: int, day: int) -> int:
    """The month that a year of whole weeks ends with: September, if it ends on October 1."""
    return month if day > 7 else (month - 2) % 12 + 1
