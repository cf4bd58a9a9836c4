"""How many years a movement spans, and which of two figures is the newer: read from the dates beside them."""

from __future__ import annotations

import re
from fractions import Fraction

from tieout.model import Dates, Grain
from tieout.relate.prose.skeleton import Skeleton

DAYS_PER_YEAR = Fraction(1461, 4)
REACH = 120  # letters before a figure in which its dates are looked for
_LONGEST = 60  # years; anything longer is a misread date
_AWRY = 20  # days by which a date may miss its anniversary
_BETWEEN = re.compile("(?:between|M)D(?:and|T)D")
_PAIR = re.compile("D(?:and|,)D")


def years_of(skeleton: Skeleton, match: re.Match[str]) -> int | None:
    """Whole years from the base to the result of a matched movement, None if they are not dated.

    Dates stand before both figures (2014年的x, 2018年的y) or after both ($x in 2014, $y in 2018); failing
    that, a span of years anywhere in the match or just before it (2014-2018年，…).
    """
    if "x" not in match.re.groupindex or match.start("x") < 0:
        return None
    first, last = sorted((match.start("x"), match.start("y")))
    before = skeleton.dates(_clause(skeleton, match.start()), first)
    between = skeleton.dates(first, last)
    after = skeleton.dates(last, match.end() + _trailing(skeleton, match))
    if before and between:
        return years_between(before[-1], between[-1])
    if between and after:
        return years_between(between[0], after[0])
    return _span(skeleton, match)


def _clause(skeleton: Skeleton, place: int) -> int:
    """Where the clause of an offset begins: the date of a figure stands in it."""
    floor = max(place - REACH, 0)
    return max(max(skeleton.text.rfind(stop, floor, place) for stop in ",;:(") + 1, floor)


def _trailing(skeleton: Skeleton, match: re.Match[str]) -> int:
    """A date right behind the match belongs to it: 'to $5m in 2020'."""
    found = re.compile("[^A-DF-Z,;:()]{0,12}[DZ]").match(skeleton.text, match.end())
    return 0 if found is None else found.end() - found.start()


def _span(skeleton: Skeleton, match: re.Match[str]) -> int | None:
    spans = [
        dates for dates in skeleton.dates(match.start() - REACH, match.end()) if dates.grain is Grain.SPAN
    ]
    if not spans:
        return _between(skeleton, match)
    if len(spans) != 1:
        return None
    years = round((spans[0].last - spans[0].first + 1) / DAYS_PER_YEAR) - 1
    return years if 0 < years <= _LONGEST else None


def _between(skeleton: Skeleton, match: re.Match[str]) -> int | None:
    """The years of `between fiscal 2021 and fiscal 2025` just before a match or in it."""
    pairs = list(_BETWEEN.finditer(skeleton.text, max(match.start() - REACH, 0), match.end()))
    if len(pairs) != 1:
        return None
    dates = skeleton.dates(*pairs[0].span())
    return years_between(*dates) if len(dates) == 2 else None


def years_between(first: Dates, last: Dates) -> int | None:
    """Whole years from one date or period to another, None unless both are of one grain."""
    if first.grain is not last.grain or first.grain is Grain.SPAN:
        return None
    days = abs(last.last - first.last)
    years = round(days / DAYS_PER_YEAR)
    if not 0 < years <= _LONGEST or abs(days - years * DAYS_PER_YEAR) > _AWRY:
        return None
    return years


def newest_first(skeleton: Skeleton, match: re.Match[str]) -> bool | None:
    """Whether of two figures given "respectively" the first is the newer, by the pair of dates nearest."""
    pairs = list(_PAIR.finditer(skeleton.text, max(match.start() - REACH, 0), match.end()))
    inside = [pair for pair in pairs if match.start() <= pair.start() < match.end()]
    ahead = [pair for pair in pairs if pair.end() <= match.start()]
    chosen = inside[0] if inside else ahead[-1] if ahead else None
    if chosen is None:
        return None
    one, other = skeleton.dates(chosen.start(), chosen.end())
    return None if one.last == other.last else one.last > other.last
