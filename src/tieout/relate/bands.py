"""Bands of a rating scale: the stretch of returns that each grade's definition claims, and whether they tile.

A definition claims a stretch ("5% to 15%", ±10%之间) or one side of a boundary (15%以上, below -10%); words
such as 落后 or underperform mirror it below zero. Boundaries are exact: where one grade ends, the next
begins. Which of the two owns the boundary itself is left to the house.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from tieout.lexicon import Lexicon, Phrase
from tieout.quantity import decimal_text
from tieout.wording import say

_NUMBER = r"(?P<{0}sign>[-−－+＋–])?\s?(?P<{0}>\d{{1,3}}(?:\.\d{{1,9}})?)"
_PERCENT = r"\s?(?:[%％]|{=percent_word})[)）]?"
_TO = r"\s?(?:{=and_word}|{=through}|[~～—－–-])\s?"
_MINUS = ("-", "−", "－", "–")
_TIMES = Phrase(r"\d+\s?(?:(?:[-–~～—]|{=through})\s?\d+\s?)?(?:-|\s)?{=rating_horizon}")
_RANGE = Phrase(
    rf"(?i:[(（]?{_NUMBER.format('low')}(?:{_PERCENT})?{_TO}[(（]?{_NUMBER.format('high')}{_PERCENT})"
)
_BELOW = r"\s?(?:<=?|＜|≤|≦)\s?"
_CHAIN = Phrase(
    rf"(?i:{_NUMBER.format('low')}{_PERCENT}{_BELOW}[^%％<≤＜]{{1,30}}"
    rf"{_BELOW}{_NUMBER.format('high')}{_PERCENT})"
)
_EITHER = Phrase(
    rf"(?i:(?:±|\+\s?/\s?[-−–]|{{=either_way}})\s?(?P<high>\d{{1,3}}(?:\.\d{{1,9}})?){_PERCENT})"
)
_SINGLE = Phrase(rf"(?i:{_NUMBER.format('high')}{_PERCENT})")
_NEUTRAL = Phrase(r"{neutral_move}")
_WORSE = Phrase(r"{worse}")
_BETTER = Phrase(r"{better}")
_AT_LEAST = Phrase(r"(?:{band_above}|>=?|＞|≥)\s?\Z")
_AT_MOST = Phrase(r"(?:{band_below}|<=?|＜|≤)\s?\Z")
_INCLUDED = r"\s?(?:[(（]{=included}[)）])?"
_OR_MORE = Phrase(
    rf"{_INCLUDED}(?:{{=and_or}}|[(（]{{=included}}[)）])?\s?(?:{{=and_above}}|\+)|\s?{{or_more}}"
)
_OR_LESS = Phrase(rf"{_INCLUDED}{{=and_or}}?\s?{{=and_below}}|\s?{{or_less}}")
_BELOW_AFTER, _ABOVE_AFTER = re.compile(r"\s?[<＜≤]"), re.compile(r"\s?[>＞≥]")
_WITHIN = Phrase(r"\s?{within_behind}")
_WITHIN_BEFORE = Phrase(r"(?:{within}|{in_line_with}[^%]{0,40})\s?(?:{a_range_of} )?\s?\Z")


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
        return say("{first} to {last}", first=percent(self.low.value), last=percent(self.high.value))


def percent(value: Fraction) -> str:
    """A share as a percentage, for messages."""
    return f"{decimal_text(value * 100)}%"


def read_band(definition: str, words: Lexicon) -> Band | None:
    """What a grade's definition claims, or None if it gives no figures or more than one reading."""
    text = words.pattern(_TIMES).sub(lambda found: " " * len(found.group()), definition)
    either = words.pattern(_EITHER).search(text)
    if either is not None:
        width = _boundary(either)
        return Band(Boundary(-width.value, width.start, width.end), width)
    stretch = words.pattern(_CHAIN).search(text) or words.pattern(_RANGE).search(text)
    singles = list(words.pattern(_SINGLE).finditer(text))
    if stretch is not None:
        inside = [found for found in singles if stretch.start() <= found.start("high") < stretch.end()]
        return _stretch(text, stretch, words) if len(inside) == len(singles) else None
    starts = [0, *(found.end() for found in singles)]
    halves = [_half(text, found, start, words) for start, found in zip(starts, singles, strict=False)]
    if len(halves) == 1:
        return halves[0]
    if len(halves) == 2 and halves[0] is not None and halves[1] is not None:
        low, high = halves[0].low or halves[1].low, halves[0].high or halves[1].high
        one_each = (halves[0].low is None) != (halves[1].low is None)
        return Band(low, high) if one_each and low and high and low.value < high.value else None
    return None


def _stretch(text: str, found: re.Match[str], words: Lexicon) -> Band:
    ends = [_boundary(found, "low"), _boundary(found, "high")]
    signed = any(found[f"{name}sign"] in _MINUS for name in ("low", "high") if found[f"{name}sign"])
    if not signed and words.pattern(_WORSE).search(words.pattern(_NEUTRAL).sub("", text[: found.start()])):
        ends = [Boundary(-end.value, end.start, end.end) for end in ends]
    low, high = sorted(ends, key=lambda end: end.value)
    return Band(low, high)


def _half(text: str, found: re.Match[str], start: int, words: Lexicon) -> Band | None:
    """The side of a single boundary that the words around it claim."""
    before, after = words.pattern(_NEUTRAL).sub("", text[start : found.start()]), text[found.end() :]
    end = _boundary(found)
    more, less, within = (
        words.pattern(_OR_MORE).match(after),
        words.pattern(_OR_LESS).match(after),
        words.pattern(_WITHIN).match(after),
    )
    at_least = words.pattern(_AT_LEAST).search(before) or _BELOW_AFTER.match(after)
    adjacent = words.pattern(_AT_MOST).search(before)
    at_most = adjacent or _ABOVE_AFTER.match(after)
    lead = (
        before[: adjacent.start()] if adjacent else before
    )  # 低于 next to its figure compares, else it mirrors
    mirrored = Boundary(-abs(end.value), end.start, end.end)
    if words.pattern(_WITHIN_BEFORE).search(before):
        return Band(mirrored, Boundary(abs(end.value), end.start, end.end))
    if (at_most and more) or words.pattern(_WORSE).search(lead):
        inner = within or (at_most and not more)
        return Band(mirrored, Boundary(Fraction(0), end.start, end.end)) if inner else Band(None, mirrored)
    if at_least or more:
        return Band(end, None)
    if at_most or less:
        return Band(None, end)
    if within:
        rising = words.pattern(_BETTER).search(before) is not None
        return Band(Boundary(Fraction(0), end.start, end.end) if rising else mirrored, end)
    return Band(end, None) if words.pattern(_BETTER).search(before) and end.value > 0 else None


def _boundary(found: re.Match[str], name: str = "high") -> Boundary:
    sign = found.groupdict().get(f"{name}sign") or ""
    value = Fraction(found[name]) / 100
    start = found.start(f"{name}sign") if sign else found.start(name)
    return Boundary(-value if sign in _MINUS else value, start, found.end(name))
