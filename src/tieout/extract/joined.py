"""Numbers that stand together: ranges, slash lists that share a unit, fractions, plus-minus.

A range is one figure with two ends, never a midpoint. From-to pairs (从 5% 至 8%, from 3 to 5) are two
figures, and so are an amount of change and where it led (increased by $3 million to $5 million).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from tieout.extract.readings import Reading
from tieout.lexicon import Lexicon, Phrase, WordList
from tieout.quantity import PLAIN, Numeral, Quantity, Unit

_LINK = Phrase(
    r"(?:(?P<range>\s?[~–—―]\s?|-|\s-\s)|\s?(?P<until>{=range_han})\s?)"
    r"(?=[\d.$¥€£+(\\-]|[A-Z]{2,3}[$¥ ]?\s?\d|{=yuan_sign})"
    r"|(?P<list>\s?[/、]\s?)(?=[\d.$¥€£+(\\-]|[A-Z]{2,3}[$¥])"
    r"|(?:\s(?:(?P<to>{=to_word})|(?P<and>{=and_latin}))\s|\s?(?P<both>{=and_han})\s?)"
    r"(?=[\d.$¥€£+\\-]|[A-Z]{2,3}[$¥ ]\s?\d)"
)
_DIGIT = Phrase(r"(?:[A-Z]{0,3}\\?[$¥€£]|[A-Z]{3}\s?|{=yuan_sign})?[-+(]*(?:[A-Z]{0,2}\\?[$¥€£])?(?=\d|\.\d)")
_FROM_ZH = Phrase(r"{=led_from}\s?{=led_by}?\s?$")
_FROM_EN = Phrase(r"(?i:\b{=from_latin})\s(?:{=about_latin}\s)?$")
_CHANGED_EN = Phrase(r"(?i:\b{=changed_latin})(?P<by> {=by_word})? (?P<about>{=about_latin} )?$")
_MONEY = re.compile(r"[A-Z]{0,3}\\?[$¥€£]")
_BETWEEN = Phrase(r"(?i:\b{=between_latin})\s(?:{=about_latin}\s)?$")
_BETWEEN_ZH = Phrase(r"{=between_han}\s?$")
_REACH = 24
_COMPUTED = re.compile(r"[\d.,]*\d%?\s?[=＝/×*÷]\s?[-\d(¥$€£]")  # 1 - 24,810/40,920 is a difference, no range
_IN_BRACKETS = re.compile(r"\([\d.,]+%?\s?[-+−–]")  # 24/(9.65%-3.5%) is a quotient, no list
_TERMS = (("month", 1),)
_STEP = 10  # times that a level is larger than the change that led to it, where both ends of a range are not
_LIKE_SIZE = 20  # the ends of a from-to pair that share a scale differ by less than this factor

Joined = tuple[int, int, Quantity]


class Links:
    """Reads what links a number with the next one, with the words in force."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.link, self.digit = lexicon.pattern(_LINK), lexicon.pattern(_DIGIT)
        self._from_zh, self._from_en = lexicon.pattern(_FROM_ZH), lexicon.pattern(_FROM_EN)
        self._between, self._between_zh = lexicon.pattern(_BETWEEN), lexicon.pattern(_BETWEEN_ZH)
        self._changed = lexicon.pattern(_CHANGED_EN)
        self._behind = lexicon.words(WordList.BETWEEN_BEHIND)

    def joins(self, text: str, first: Reading, link: re.Match[str]) -> str:
        """How a connector links a number with the next: `range`, `list`, `pair` (from-to), or nothing.

        A `step` is a range, or a change and the level that it led to, as the sizes say: grew by 38 to 1,138.
        """
        if link["list"]:
            return "" if _IN_BRACKETS.match(text, link.end()) else "list"
        if (link["range"] or link["until"]) and _COMPUTED.match(text, link.end()):
            return ""
        before = text[max(0, first.start - _REACH) : first.start]
        if link["and"]:
            return "range" if self._between.search(before) else ""
        if link["both"]:
            behind = text[link.end() : link.end() + _REACH]
            between = self._between_zh.search(before) or any(word in behind for word in self._behind)
            return "range" if between else ""
        if link["to"]:
            changed = self._changed.search(before)
            if self._from_en.search(before) or (first.money and _MONEY.match(text, link.end()) and changed):
                return "pair"
            return "step" if changed and changed["by"] and not changed["about"] else "range"
        return "pair" if link["until"] and self._from_zh.search(before) else "range"


def settle(chain: Sequence[tuple[Reading, str]]) -> list[Joined]:
    """Readings with the connector after each (as `Links.joins` says) to quantities in order."""
    readings = [reading for reading, _ in chain]
    links = ["pair" if _is_step(*at) else "range" if at[0] == "step" else at[0] for at in _linked(chain)]
    spelt = [reading.unit is not None for reading in readings]
    if len(chain) == 2 and links[0] == "list":
        fraction = _fraction(*readings)
        if fraction is not None:
            return [fraction]
    for index in range(len(readings) - 2, -1, -1):
        readings[index] = _shared(readings[index], readings[index + 1], links[index])
    for index in range(1, len(readings)):
        left, right = readings[index - 1], readings[index]
        if right.unit is None and left.money:
            readings[index] = right._replace(unit=left.unit, money=True)
    return _pair_up(readings, links, spelt)


def _linked(chain: Sequence[tuple[Reading, str]]) -> list[tuple[str, Reading, Reading]]:
    """Every connector with the readings on both sides of it."""
    following = [*(reading for reading, _ in chain[1:]), chain[-1][0]]
    return [(link, reading, after) for (reading, link), after in zip(chain, following, strict=True)]


def _is_step(link: str, low: Reading, high: Reading) -> bool:
    """Whether two counts are so far apart that they are a change and its result, and no range."""
    if link != "step":
        return False
    alike = low.unit is not None and low.unit == high.unit  # fell by 15kt to 482kt
    if not alike and (not low.bare or (high.unit is not None and not high.unit.powers)):
        return False
    return high.scaled.value > _STEP * low.scaled.value > 0


def _pair_up(readings: Sequence[Reading], links: Sequence[str], spelt: Sequence[bool]) -> list[Joined]:
    found: list[Joined] = []
    index = 0
    while index < len(readings):
        reading = readings[index]
        following = readings[index + 1] if index + 1 < len(readings) else reading
        terms = links[index] == "range" and spelt[index] and _are_terms(reading, following)
        if terms or (links[index] == "range" and _is_range(reading, following)):
            upper = _in_unit_of(following, reading) if terms else following
            unit = upper.unit if upper.unit is not None else PLAIN
            both = Quantity(reading.scaled, unit, upper.scaled, upper.hedge)
            found.append((reading.start, upper.end, both))
            index += 2
            continue
        found.append((reading.start, reading.end, alone(reading)))
        index += 1
    return found


def alone(reading: Reading) -> Quantity:
    """A reading by itself; ± reaches to both sides."""
    unit = PLAIN if reading.unit is None else reading.unit
    numeral = reading.scaled
    if reading.spread:
        return Quantity(Numeral(-numeral.digits, numeral.exponent, numeral.decimals), unit, numeral)
    return Quantity(numeral, unit, None, reading.hedge)


def _shared(left: Reading, right: Reading, link: str) -> Reading:
    """A number takes the unit (and in a range the scale) that is printed once, after the last."""
    if left.bare and not right.bare and not right.money:
        return left._replace(unit=right.unit, scale=right.scale)
    if left.unit is None and left.scale is not None and right.unit is not None and not right.money:
        return left._replace(unit=right.unit)
    if link != "list" and left.money and left.scale is None and right.scale is not None:
        shared = left._replace(scale=right.scale)
        low, high = shared.scaled.value, right.scaled.value
        if low <= high if link == "range" else low < _LIKE_SIZE * high and high < _LIKE_SIZE * low:
            return shared
    return left


def _is_range(low: Reading, high: Reading) -> bool:
    units = (low.unit or PLAIN, high.unit or PLAIN)
    if units[0].powers != units[1].powers or (low.unit is None) != (high.unit is None) or low.spread:
        return False
    if (units[0].symbol == "x") != (units[1].symbol == "x"):
        return False  # 增长2倍至120万台
    return low.scaled.value * units[0].factor < high.scaled.value * units[1].factor


def _are_terms(low: Reading, high: Reading) -> bool:
    """Whether both ends are printed as months or years: a band of terms (3个月至1年), either way."""
    units = (low.unit, high.unit)
    return all(unit is not None and unit.powers == _TERMS for unit in units)


def _in_unit_of(reading: Reading, other: Reading) -> Reading:
    """The upper end in the unit of the lower one: 1年 of 3个月至1年 is twelve months."""
    assert reading.unit is not None
    assert other.unit is not None
    times = reading.unit.factor / other.unit.factor
    if times.denominator > 1:
        return reading
    digits = reading.numeral.digits * times.numerator
    return reading._replace(numeral=replace(reading.numeral, digits=digits), unit=other.unit)


def _fraction(above: Reading, below: Reading) -> Joined | None:
    """A proper fraction, 1/7: exact digits over a divisor, read to one part in twenty."""
    if not (above.bare and below.bare and above.numeral.exponent == below.numeral.exponent == 0):
        return None
    top, bottom = above.numeral.digits, below.numeral.digits
    if not 0 < top < bottom <= (100 if top == 1 else 20):
        return None
    hedge = above.hedge or below.hedge
    return above.start, below.end, Quantity(Numeral(top * 10, -1), over(bottom), None, hedge)


def over(divisor: int) -> Unit:
    """The unit of one part in so many."""
    return Unit(f"/{divisor}", (), Fraction(1, divisor))
