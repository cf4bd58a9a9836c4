"""Numbers written in Chinese numerals: 二十万亿元, 三成, 百分之十二点五, 三分之二, 数十亿, 两个月.

Chinese numerals are ordinary words too (一定, 三大, 十分), so one counts as a figure only with a unit or a
large scale behind it.
"""

from __future__ import annotations

import re

from tieout.extract.joined import alone, over
from tieout.extract.numerals import CHINESE, CHINESE_MYRIADS, WESTERN, chinese, western
from tieout.extract.periods import day, months, whole_year
from tieout.extract.readings import Reader
from tieout.model import Dates
from tieout.quantity import PERCENT, Hedge, Numeral, Quantity, Unit

_PART = re.compile(
    r"(?P<of>[百千]|[二三四五六七八九十]{1,8})分之(?:(?P<western>\d[\d.]{0,20})|(?P<part>[零一二两三四五六七八九十百点]{1,20}))"
)
_TENTHS = re.compile(r"(?P<tenths>[一二两三四五六七八九])成(?P<half>半)?(?![立为本功长员交果熟都型分就])")
_SEVERAL = re.compile(r"[数几](?P<scale>[十百千]?[万亿]{0,2})(?<![数几])")
_SEVERAL_IS_PART_OF = frozenset("指函参系倍分人次点总个整复奇偶常变少多计")
_YEAR = re.compile(
    r"(?P<y>[一二][〇零○九][〇零○一二三四五六七八九]{2})年"
    r"(?:(?P<m>十?[一二三四五六七八九十])月(?:(?P<d>[一二三]?十?[一二三四五六七八九十])日)?)?"
)
_ONE_LETTER_UNITS = frozenset("倍年天周家人元吨%")
_SCALE_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_RUNS_ON = tuple("第零一二两三四五六七八九十")  # 第三家, 两三年
_THOUSANDTH = Unit("‰", (), PERCENT.factor / 10)

Found = tuple[int, int, Quantity | None, Dates | None]


def read_chinese(reader: Reader, text: str, start: int) -> Found | None:
    """The figure or date in Chinese numerals that begins at `start`."""
    year = _YEAR.match(text, start)
    if year is not None:
        dates = _dates(year)
        return None if dates is None else (start, year.end(), None, dates)
    if text[start] in "数几":
        return _several(reader, text, start)
    part = _PART.match(text, start)
    if part is not None:
        return _part(reader, text, part)
    tenths = _TENTHS.match(text, start)
    if tenths is not None:
        value = chinese(tenths["tenths"])
        assert value is not None
        numeral = Numeral(value.digits * 10 + 5, 0) if tenths["half"] else Numeral(value.digits, 1)
        hedge = reader.hedges.before(text, start) or reader.hedges.after(text, tenths.end())
        return start, tenths.end(), Quantity(numeral, PERCENT, None, hedge), None
    return _counted(reader, text, start)


def _counted(reader: Reader, text: str, start: int) -> Found | None:
    match = CHINESE.match(text, start)
    if match is None or text[start - 1 : start] in _RUNS_ON:
        return None
    numeral = chinese(match[0])
    if numeral is None:
        return None
    reading = reader.with_words(text, start, match.end(), numeral, None)
    large = match[0][-1] in CHINESE_MYRIADS and len(match[0]) > 1
    if reading.unit is None or not reading.unit.symbol:
        if not large:
            return None
    elif not large and not _counts(text[match.end() : reading.end], reading.unit):
        return None
    return start, reading.end, alone(reading), None


def _counts(word: str, unit: Unit) -> bool:
    """Whether a unit word behind a small Chinese numeral counts: 两个月 does, 三季度 and 十分 do not."""
    bare = word.strip()
    return bool(unit.symbol) and (len(bare) > 1 or bare in _ONE_LETTER_UNITS) and not bare.startswith("季")


def _several(reader: Reader, text: str, start: int) -> Found | None:
    match = _SEVERAL.match(text, start)
    if match is None or (start and text[start - 1] in _SEVERAL_IS_PART_OF):
        return None
    exponent = sum(_SCALE_POWERS[char] for char in match["scale"])
    reading = reader.with_words(text, start, match.end(), Numeral(1, exponent), None)
    return start, reading.end, alone(reading._replace(hedge=Hedge.SEVERAL)), None


def _part(reader: Reader, text: str, match: re.Match[str]) -> Found | None:
    whole = match["western"]
    if whole is not None:
        digits = WESTERN.match(whole)
        numeral = None if digits is None else western(digits[0])
    else:
        numeral = chinese(match["part"])
    divisor = {"百": PERCENT, "千": _THOUSANDTH}.get(match["of"])
    if divisor is None:
        below = chinese(match["of"])
        if below is None or numeral is None or below.digits < 2:
            return None
        numeral, divisor = Numeral(numeral.digits * 10, numeral.exponent - 1), over(below.digits)
    if numeral is None:
        return None
    start = match.start()
    hedge = reader.hedges.before(text, start) or reader.hedges.after(text, match.end())
    return start, match.end(), Quantity(numeral, divisor, None, hedge), None


def _dates(match: re.Match[str]) -> Dates | None:
    year = chinese(match["y"].replace("○", "〇"))
    if year is None:
        return None
    month = chinese(match["m"]) if match["m"] else None
    of_month = chinese(match["d"]) if match["d"] else None
    if month is None:
        return whole_year(year.digits)
    if of_month is None:
        return months(year.digits, month.digits)
    return day(year.digits, month.digits, of_month.digits)
