"""Compound growth between two dated values: 2015年x，2021年y，复合增速g; $x in 2020, $y by 2025, a CAGR of g.

A rate with its own period (2018-2023年复合增速g) ties to the values that the sentence gives for its first and
last year, if there is exactly one for each. Movements from x to y stand in `change.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tieout.model import Dates, Fact, Grain
from tieout.relate.prose.measure import alike
from tieout.relate.prose.movement import Movement
from tieout.relate.prose.skeleton import Skeleton
from tieout.relate.prose.years import years_between

_WORDS = r"[^APOXDMFKJWISC;()]{0,40}"
_PERIOD = r"[^A-Z;]{0,6}"
# The value of a year: before it in Chinese (2015年规模为x), behind it in English ($x in 2015).
_CHINESE = re.compile(rf"(?P<d>D)(?P<words>{_WORDS})(?P<x>A)")
_ENGLISH = re.compile(r"(?P<x>A)(?:[^A-DF-Z,;:()]{0,30})E(?P<d>D)")
_ASIDE = re.compile(r"\([^()]*\)|,?Q[RF]E?[PO]")  # brackets, and growth on the year before
_RATE = re.compile(
    rf"(?:(?P<d>D){_PERIOD}[E]{{0,3}}[^APOXDC;,]{{0,16}})?C(?:\(C\))?[ETUG]{{0,4}}(?:at)?(?P<p>[PO])"
    rf"|(?P<q>P)[EY]{{0,2}}C(?:{_PERIOD}[EM]{{0,2}}(?P<e>D))?"
)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A value with its year, and where it stands in the skeleton."""

    place: int
    fact: Fact
    dates: Dates


def dated(skeleton: Skeleton, claimed: set[int]) -> Iterator[Movement]:
    """Movements between two dated values with one compound rate, as far as nothing else claimed the rate."""
    rates = list(_RATE.finditer(skeleton.text)) if "C" in skeleton.text else []
    if not rates:
        return
    values = _values(skeleton)
    for rate in rates:
        delta = skeleton.named(rate, "p") or skeleton.named(rate, "q")
        if delta is None or delta.id in claimed:
            continue
        period = next((skeleton.named(rate, name) for name in ("d", "e") if rate.group(name)), None)
        span = period.figure.dates if period is not None else None
        if span is not None and span.grain is Grain.SPAN:
            found = _spanning(values, span)
        else:  # a single year before the rate is that of the last value
            found = _nearest(skeleton, values, rate.start("p" if rate["p"] else "q"))
        if found is not None:
            first, last, years = found
            claimed.add(delta.id)
            yield Movement(first.fact, last.fact, (delta,), 1, (years,))


def _values(skeleton: Skeleton) -> list[_Dated]:
    pattern = _ENGLISH if skeleton.english else _CHINESE
    values = []
    for match in pattern.finditer(skeleton.text):
        fact, date = skeleton.named(match, "x"), skeleton.named(match, "d")
        if fact is not None and date is not None and date.figure.dates is not None:
            values.append(_Dated(match.start("x"), fact, date.figure.dates))
    return values


def _spanning(values: list[_Dated], period: Dates) -> tuple[_Dated, _Dated, int] | None:
    """The values of the first and the last year of a period, if each is given once and they compare."""
    opening = [v for v in values if v.dates.first == period.first]
    closing = [v for v in values if v.dates.last == period.last]
    return _pair(opening[0], closing[0]) if len(opening) == len(closing) == 1 else None


def _nearest(skeleton: Skeleton, values: list[_Dated], end: int) -> tuple[_Dated, _Dated, int] | None:
    """The two last dated values before a rate, with no other amount and no new subject between."""
    before = [value for value in values if value.place < end]
    if len(before) < 2:
        return None
    first, last = before[-2:]
    between = _ASIDE.sub("", skeleton.text[first.place : end])
    stops = re.search("[;IPX]|据|accordingto", between)
    return _pair(first, last) if between.count("A") == 2 and stops is None else None


def _pair(first: _Dated, last: _Dated) -> tuple[_Dated, _Dated, int] | None:
    if not alike(first.fact.figure.amount, last.fact.figure.amount):
        return None
    years = years_between(first.dates, last.dates)
    return None if years is None else (first, last, years)
