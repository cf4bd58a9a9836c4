"""Numbers written in Chinese numerals: 二十万亿元, 三成, 百分之十二点五, 三分之二, 数十亿, 两个月.

Chinese numerals are ordinary words too (一定, 三大, 十分), so one counts as a figure only with a unit or a
large scale behind it.
"""

from __future__ import annotations

import re

from tieout.extract.han_numerals import HanNumerals
from tieout.extract.joined import alone, over
from tieout.extract.numerals import WESTERN, western
from tieout.extract.periods import day, months, whole_year
from tieout.extract.readings import Reader
from tieout.lexicon import Lexicon, Phrase, Role, WordList
from tieout.model import Dates
from tieout.quantity import PERCENT, Hedge, Numeral, Quantity, Unit

_PART = Phrase(
    r"(?P<of>{=part-whole/}|(?:{=digit/}|{=tens/}){1,8}){=part_of}"
    r"(?:(?P<western>\d[\d.]{0,20})|(?P<part>(?:{=digit/}|{=tens/}|{=decimal_point}){1,20}))"
)
_TENTHS = Phrase(
    r"(?P<tenths>{=digit/}){=tenth_word}(?:(?P<half>{=half_word})|(?P<more>{=digit/})(?=[，,。；;、（()）]|$))?(?!{=no_tenth})"
)
_SEVERAL = Phrase(r"{=several_han}(?P<scale>{=tens/}?{=myriad/}{0,2})")
_YEAR = Phrase(
    r"(?P<y>{=digit/}(?:{=digit/}|○){3}){=year_sign}"
    r"(?:(?P<m>{=tens/}?(?:{=digit/}|{=tens/})){=month_word}"
    r"(?:(?P<d>{=digit/}?{=tens/}?(?:{=digit/}|{=tens/})){=day_sign})?)?"
)
_CENTURIES = (19, 20)
_CIRCLE, _ZERO = "○", "〇"  # a sign often typed for the other
_PER = {"2": PERCENT, "3": Unit("‰", (), PERCENT.factor / 10)}  # by the power of ten

Found = tuple[int, int, Quantity | None, Dates | None]


def read_chinese(reader: Reader, text: str, start: int) -> Found | None:
    """The figure or date in Chinese numerals that begins at `start`."""
    words, numerals = reader.words, reader.numerals
    year = words.pattern(_YEAR).match(text, start)
    if year is not None and _of_now(year, numerals):
        dates = _dates(year, numerals)
        return None if dates is None else (start, year.end(), None, dates)
    if text[start] in words.words(WordList.SEVERAL_HAN):
        return _several(reader, text, start)
    part = words.pattern(_PART).match(text, start)
    if part is not None:
        return _part(reader, text, part)
    tenths = words.pattern(_TENTHS).match(text, start)
    if tenths is not None:
        value = numerals.value(tenths["tenths"])
        assert value is not None
        numeral = _percent(value.digits, tenths["half"] is not None, numerals.value(tenths["more"] or ""))
        hedge = reader.hedges.before(text, start) or reader.hedges.after(text, tenths.end())
        return start, tenths.end(), Quantity(numeral, PERCENT, None, hedge), None
    return _counted(reader, text, start)


def _percent(tenths: int, half: bool, more: Numeral | None) -> Numeral:
    """So many tenths (六成) and perhaps a half (六成半) or hundredths (六成五) as a percentage."""
    if half or more is not None:
        return Numeral(tenths * 10 + (5 if more is None else more.digits), 0)
    return Numeral(tenths, 1)


def _counted(reader: Reader, text: str, start: int) -> Found | None:
    numerals = reader.numerals
    match = numerals.pattern.match(text, start)
    if match is None or _runs_on(text[max(start - 1, 0) : start], reader):
        return None
    numeral = numerals.value(match[0])
    if numeral is None:
        return None
    reading = reader.with_words(text, start, match.end(), numeral, None)
    large = match[0][-1] in numerals.myriads and len(match[0]) > 1
    if reading.unit is None or not reading.unit.symbol:
        if not large:
            return None
    elif not large and not _counts(text[match.end() : reading.end], reading.unit, reader.words):
        return None
    return start, reading.end, alone(reading), None


def _runs_on(before: str, reader: Reader) -> bool:
    """Whether what stands before a numeral makes it an ordinal or a part of one: 第三家, 两三年."""
    numerals = reader.numerals
    ten = numerals.tens.get(before) == 1
    return before in numerals.digits or ten or before in reader.words.words(WordList.RUNS_ON_HAN)


def _counts(word: str, unit: Unit, words: Lexicon) -> bool:
    """Whether a unit word behind a small Chinese numeral counts: 两个月 does, 三季度 and 十分 do not."""
    bare = word.strip()
    counted = len(bare) > 1 or bare in words.words(WordList.ONE_LETTER_UNIT)
    return bool(unit.symbol) and counted and not bare.startswith(words.words(WordList.QUARTER_SHORT))


def _several(reader: Reader, text: str, start: int) -> Found | None:
    words, numerals = reader.words, reader.numerals
    match = words.pattern(_SEVERAL).match(text, start)
    part = start and text[start - 1] in words.words(WordList.ENDS_IN_SEVERAL)
    if match is None or not match["scale"] or part:
        return None
    powers = {**numerals.tens, **numerals.myriads}
    exponent = sum(powers[char] for char in match["scale"])
    reading = reader.with_words(text, start, match.end(), Numeral(1, exponent), None)
    return start, reading.end, alone(reading._replace(hedge=Hedge.SEVERAL)), None


def _part(reader: Reader, text: str, match: re.Match[str]) -> Found | None:
    whole = match["western"]
    if whole is not None:
        digits = WESTERN.match(whole)
        numeral = None if digits is None else western(digits[0])
    else:
        numeral = reader.numerals.value(match["part"])
    power = reader.words.valued(f"{Role.PART_WHOLE}/").get(match["of"])
    if power is not None:
        divisor = _PER[power]
    else:
        below = reader.numerals.value(match["of"])
        if below is None or numeral is None or below.digits < 2:
            return None
        numeral, divisor = Numeral(numeral.digits * 10, numeral.exponent - 1), over(below.digits)
    if numeral is None:
        return None
    start = match.start()
    hedge = reader.hedges.before(text, start) or reader.hedges.after(text, match.end())
    return start, match.end(), Quantity(numeral, divisor, None, hedge), None


def _of_now(match: re.Match[str], numerals: HanNumerals) -> bool:
    year = numerals.value(match["y"].replace(_CIRCLE, _ZERO))
    return year is not None and year.digits // 100 in _CENTURIES


def _dates(match: re.Match[str], numerals: HanNumerals) -> Dates | None:
    year = numerals.value(match["y"].replace(_CIRCLE, _ZERO))
    if year is None:
        return None
    month = numerals.value(match["m"]) if match["m"] else None
    of_month = numerals.value(match["d"]) if match["d"] else None
    if month is None:
        return whole_year(year.digits)
    if of_month is None:
        return months(year.digits, month.digits)
    return day(year.digits, month.digits, of_month.digits)
