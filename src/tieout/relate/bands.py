"""Bands of a rating scale: the stretch of returns that each grade's definition claims, and whether they tile.

A definition claims a stretch ("5% to 15%", ±10%之间) or one side of a boundary (15%以上, below -10%); words
such as 落后 or underperform mirror it below zero. Boundaries are exact: where one grade ends, the next
begins. Which of the two owns the boundary itself is left to the house.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from tieout.quantity import decimal_text

_NUMBER = r"(?P<{0}sign>[-−－+＋–])?\s?(?P<{0}>\d{{1,3}}(?:\.\d+)?)"
_PERCENT = r"\s?(?:[%％]|percent|per cent|个百分点|pct)[)）]?"
_TO = r"\s?(?:至|到|与|和|及|~|～|—|－|–|-|to|and|through)\s?"
_MINUS = ("-", "−", "－", "–")
_TIMES = re.compile(r"\d+\s?(?:[-–~～—至到]\s?\d+\s?)?(?:-|\s)?(?:个月|months?|个交易日|周|日内|天)")
_RANGE = re.compile(
    rf"[(（]?{_NUMBER.format('low')}(?:{_PERCENT})?{_TO}[(（]?{_NUMBER.format('high')}{_PERCENT}",
    re.IGNORECASE,
)
_BELOW = r"\s?(?:<=?|＜|≤|≦)\s?"
_CHAIN = re.compile(
    rf"{_NUMBER.format('low')}{_PERCENT}{_BELOW}[^%％<≤＜]{{1,30}}{_BELOW}{_NUMBER.format('high')}{_PERCENT}",
    re.IGNORECASE,
)
_EITHER = re.compile(
    rf"(?:±|\+\s?/\s?[-−–]|正负|上下)\s?(?P<high>\d{{1,3}}(?:\.\d+)?){_PERCENT}", re.IGNORECASE
)
_SINGLE = re.compile(rf"{_NUMBER.format('high')}{_PERCENT}", re.IGNORECASE)
_NEUTRAL = re.compile(r"涨跌幅?|升跌幅?|涨幅或跌幅|变动幅度|波动幅度")
_WORSE = re.compile(
    r"落后|弱于|跑输|劣于|逊于|低于|低過|跌幅|下跌|下降|跌|underperform|\blags?\b|below|worse|lower|decline"
    r"|downside|loss|negative return",
    re.IGNORECASE,
)
_BETTER = re.compile(
    r"领先|超越|超过|超出|优于|强于|高于|跑赢|涨幅|上涨|outperform|exceed|above|upside|higher|better",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"(?:超过|大于|高于|超出|多于|不低于|不小于|至少|大於|>=?|＞|≥|more than|above|over|greater than|at least"
    r"|exceed(?:s|ing)?|in excess of|higher than|better than)\s?\Z",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"(?:低于|小于|不超过|不高于|不足|少于|小於|<=?|＜|≤|less than|below|under|at most|up to|no more than"
    r"|lower than|worse than|fewer than)\s?\Z",
    re.IGNORECASE,
)
_OR_MORE = re.compile(
    r"\s?(?:\(含\)|（含）)?(?:及|或|和|\(含\)|（含）)?\s?(?:以上|\+)|\s?or (?:more|above|better|higher)",
    re.IGNORECASE,
)
_OR_LESS = re.compile(
    r"\s?(?:\(含\)|（含）)?(?:及|或)?\s?(?:以下|以外)|\s?or (?:less|below|worse|lower)", re.IGNORECASE
)
_BELOW_AFTER, _ABOVE_AFTER = re.compile(r"\s?[<＜≤]"), re.compile(r"\s?[>＞≥]")
_WITHIN = re.compile(r"\s?(?:以内|之内|范围内|区间内)")
_WITHIN_BEFORE = re.compile(r"(?:within|in line with[^%]{0,40})\s?(?:a range of )?\s?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Boundary:
    """An end of a band: its value as a share, and where in the definition it is printed."""

    value: Fraction
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Band:
    """The returns that one grade claims; an end of None is open."""

    low: Boundary | None
    high: Boundary | None

    def __str__(self) -> str:
        """The band as a condition, for messages."""
        if self.low is None or self.high is None:
            end = self.low or self.high
            return "any" if end is None else f"{'>=' if self.low else '<='} {percent(end.value)}"
        return f"{percent(self.low.value)} to {percent(self.high.value)}"


def percent(value: Fraction) -> str:
    """A share as a percentage, for messages."""
    return f"{decimal_text(value * 100)}%"


def read_band(definition: str) -> Band | None:
    """What a grade's definition claims, or None if it gives no figures or more than one reading."""
    text = _TIMES.sub(lambda found: " " * len(found.group()), definition)
    either = _EITHER.search(text)
    if either is not None:
        width = _boundary(either)
        return Band(Boundary(-width.value, width.start, width.end), width)
    stretch = _CHAIN.search(text) or _RANGE.search(text)
    singles = list(_SINGLE.finditer(text))
    if stretch is not None:
        inside = [found for found in singles if stretch.start() <= found.start("high") < stretch.end()]
        return _stretch(text, stretch) if len(inside) == len(singles) else None
    starts = [0, *(found.end() for found in singles)]
    halves = [_half(text, found, start) for start, found in zip(starts, singles, strict=False)]
    if len(halves) == 1:
        return halves[0]
    if len(halves) == 2 and halves[0] is not None and halves[1] is not None:
        low, high = halves[0].low or halves[1].low, halves[0].high or halves[1].high
        one_each = (halves[0].low is None) != (halves[1].low is None)
        return Band(low, high) if one_each and low and high and low.value < high.value else None
    return None


def _stretch(text: str, found: re.Match[str]) -> Band:
    ends = [_boundary(found, "low"), _boundary(found, "high")]
    signed = any(found[f"{name}sign"] in _MINUS for name in ("low", "high") if found[f"{name}sign"])
    if not signed and _WORSE.search(_NEUTRAL.sub("", text[: found.start()])):
        ends = [Boundary(-end.value, end.start, end.end) for end in ends]
    low, high = sorted(ends, key=lambda end: end.value)
    return Band(low, high)


def _half(text: str, found: re.Match[str], start: int) -> Band | None:
    """The side of a single boundary that the words around it claim."""
    before, after = _NEUTRAL.sub("", text[start : found.start()]), text[found.end() :]
    end = _boundary(found)
    more, less, within = _OR_MORE.match(after), _OR_LESS.match(after), _WITHIN.match(after)
    at_least = _AT_LEAST.search(before) or _BELOW_AFTER.match(after)
    adjacent = _AT_MOST.search(before)
    at_most = adjacent or _ABOVE_AFTER.match(after)
    lead = (
        before[: adjacent.start()] if adjacent else before
    )  # 低于 next to its figure compares, else it mirrors
    mirrored = Boundary(-abs(end.value), end.start, end.end)
    if _WITHIN_BEFORE.search(before):
        return Band(mirrored, Boundary(abs(end.value), end.start, end.end))
    if (at_most and more) or _WORSE.search(lead):
        inner = within or (at_most and not more)
        return Band(mirrored, Boundary(Fraction(0), end.start, end.end)) if inner else Band(None, mirrored)
    if at_least or more:
        return Band(end, None)
    if at_most or less:
        return Band(None, end)
    if within:
        rising = _BETTER.search(before) is not None
        return Band(Boundary(Fraction(0), end.start, end.end) if rising else mirrored, end)
    return Band(end, None) if _BETTER.search(before) and end.value > 0 else None


def _boundary(found: re.Match[str], name: str = "high") -> Boundary:
    sign = found.groupdict().get(f"{name}sign") or ""
    value = Fraction(found[name]) / 100
    start = found.start(f"{name}sign") if sign else found.start(name)
    return Boundary(-value if sign in _MINUS else value, start, found.end(name))
