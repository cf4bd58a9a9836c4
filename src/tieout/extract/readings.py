"""One number of a text with everything that belongs to it: sign, money, scale, unit, hedge.

A reading is what stands there; what it shares with its neighbours (the unit of 15/13/11倍, the other end of
600-650亿) is settled by `joined.py`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from tieout.extract.han_numerals import han_numerals
from tieout.extract.hedges import Hedges
from tieout.extract.not_figures import Names, cites
from tieout.extract.numerals import LONGEST, WESTERN, western
from tieout.extract.units import UnitReader
from tieout.lexicon import Phrase, WordList
from tieout.lexicon.lookup import Lookup, is_latin
from tieout.quantity import PERCENT, Hedge, Numeral, Unit
from tieout.rulebook.book import Schemas

_CLOSED_AMOUNT = Phrase(r"[\d,.]*\d\)\s{=amount_scale}")
_MORE = re.compile(r"\+(?!\s?[\d(])")  # 200+ customers
_LATELY = Phrase(r"{lately}\s?$")
_TIMES = re.compile(
    r"\s?[×✕╳]\s?[\d(¥$€£]|\s[xX]\s(?!(?:19|20)\d\d\b)[\d(¥$€£]"
)  # a sign of a product, no unit
_UNIT_REACH = 24  # letters of a unit before the sign of a product
DURATIONS = ((("hour", 1),), (("month", 1),))
_EACH_NEAR = 16
_PER_NEAR = 5
_IDENTIFIER = 9  # so many digits without separators or unit are no figure
_SIGNS = "+-±–"


class Reading(NamedTuple):
    """A number as it stands: `scale` is the power of ten of its scale word, `unit` its own unit."""

    start: int
    end: int
    numeral: Numeral
    unit: Unit | None = None
    scale: int | None = None
    hedge: Hedge | None = None
    money: bool = False  # a sign of money stands before it
    spread: bool = False  # ± stands before it

    @property
    def bare(self) -> bool:
        """Whether nothing says what it counts."""
        return self.unit is None and self.scale is None

    @property
    def scaled(self) -> Numeral:
        """The numeral with its scale word."""
        decimals = max(-self.numeral.exponent, self.numeral.decimals)
        return Numeral(self.numeral.digits, self.numeral.exponent + (self.scale or 0), decimals)


class Reader:
    """Reads numbers with the words of the schemas."""

    def __init__(self, schemas: Schemas) -> None:
        self.units = UnitReader(schemas)
        self.hedges = Hedges(schemas)
        self.names = Names(schemas)
        self.words = lexicon = schemas.lexicon
        self.numerals, self.scales = han_numerals(lexicon), self.units.scales
        self._closed_amount, self._lately = lexicon.pattern(_CLOSED_AMOUNT), lexicon.pattern(_LATELY)
        self._per, self._each = lexicon.words(WordList.PER_BEFORE), lexicon.words(WordList.EACH_WORD)
        odd = ((word, True) for word in lexicon.words(WordList.ODD))  # 20余家, 3000多万; not 余额, 多元
        self._odd = Lookup([*odd, *((word, False) for word in lexicon.words(WordList.NOT_ODD))])

    def western(self, text: str, start: int, floor: int = 0) -> Reading | None:
        """The number whose digits begin at `start`, or None where it is part of a name.

        Sign and money are looked for from `floor` on: what stands before belongs to another number.
        """
        match = WESTERN.match(text, start)
        if match is None or len(match[0]) > LONGEST:
            return None
        left, sign, money, bracket = self._left(text, start, floor)
        reading = self.with_words(
            text, left, match.end(), western(match[0]), money, bracket=bracket, floor=floor
        )
        end = reading.end
        if money is None and self.units.line_speed(text, match.end()):
            return None
        if (
            end == match.end()
            and end < len(text)
            and (is_latin(text[end]) or text[end] == "_" or _hyphenated(text, end))
        ):
            return None
        if self._named(text, start, reading):
            return None
        if sign == "±":
            return reading._replace(spread=True)
        if sign in ("-", "–") or bracket:
            negative = Numeral(-reading.numeral.digits, reading.numeral.exponent, reading.numeral.decimals)
            return reading._replace(numeral=negative)
        return reading

    def with_words(
        self,
        text: str,
        left: int,
        end: int,
        numeral: Numeral,
        money: Unit | None,
        *,
        bracket: bool = False,
        floor: int = 0,
    ) -> Reading:
        """Add scale, unit and hedge to digits that end at `end`; `left` is where the figure begins."""
        if bracket and text[end] == ")":
            end += 1
        odd, end = self._remainder(text, end)
        tonnes = self.units.tonnes(text, end) if money is None else None
        form = self.scales.plain if money is None else self.scales.of_money
        found = form.match(text, end) if tonnes is None else None
        scale = None
        if found is not None:
            scale, end = self.scales.exponent(found[0]), found.end()
            if not odd:
                odd, end = self._remainder(text, end)
        plus = _MORE.match(text, end) is not None and text[left - 1 : left] != "("
        end, unit = self._unit(text, end + plus, money) if tonnes is None else tonnes
        hedge = self.hedges.before(text, left) if left > floor else None
        if hedge is Hedge.UNDER and unit is not None and self._lately.search(text, max(0, left - 2), left):
            hedge = None if unit.powers in DURATIONS else hedge
        if unit is not None and left and self._is_each(text[max(0, left - _EACH_NEAR) : left]):
            begin, unit = self.units.each(text, left, unit)
            hedge = hedge or self.hedges.before(text, begin)
        if hedge is None:
            more = plus or (unit is not None and _MORE.match(text, end) is not None)
            hedge = Hedge.ODD if odd else Hedge.AT_LEAST if more else self.hedges.after(text, end)
        return Reading(left, end, numeral, unit, scale, hedge, money is not None)

    def _unit(self, text: str, end: int, money: Unit | None) -> tuple[int, Unit | None]:
        """The unit after digits and scale; a sign of money before them outweighs a 元 behind."""
        if money is None:
            sign = _TIMES.search(text, end, end + _UNIT_REACH)
            cut = text if sign is None else text[: sign.start()]
            return self.units.after(cut, end) or (end, None)
        word = self.units.one(text, end + 1 if text[end : end + 1] == " " else end)
        if word is not None and self.units.is_money(word[1]):
            end = word[0]
        return self.units.rate(text, end, money)

    def _left(self, text: str, start: int, floor: int) -> tuple[int, str, Unit | None, bool]:
        """Where the figure begins, its sign, its money, and whether a bracket makes it negative."""
        left, sign = start, ""
        if left > floor and text[left - 1] in _SIGNS and _is_sign(text, left - 1):
            left, sign = left - 1, text[left - 1]
        if left > floor and text[left - 1] == "(":
            match = WESTERN.match(text, start)
            closed = match is not None and text[match.end() : match.end() + 1] == ")"
            amount = self.units.money_before(text, left - 1) if closed else None
            if amount is not None:  # $(25)
                return amount[0], sign, amount[1], True
            if closed and match is not None and text[match.end() + 1 : match.end() + 2] == "%":  # (5.2)%
                return left - 1, sign, None, True
            return left, sign, None, False
        amount = self.units.money_before(text, left)
        if amount is None or amount[0] < floor:
            return left, sign, None, False
        left = amount[0]
        if left > floor and text[left - 1] == "(" and self._closed_amount.match(text, start):  # ($92) million
            return left - 1, sign, amount[1], True
        if not sign and left > floor and text[left - 1] in _SIGNS and _is_sign(text, left - 1):
            left, sign = left - 1, text[left - 1]
        return left, sign, amount[1], False

    def _named(self, text: str, start: int, reading: Reading) -> bool:
        """Whether a word before or after it makes it part of a name, a reference or an ordinal."""
        if self._is_divisor(text, start, reading.numeral):
            return True
        if _lettered(text, start, reading.end) and self.names.named(text, start):
            return True
        if reading.scale is not None or reading.money or reading.unit is PERCENT:
            return False
        if reading.unit is not None and reading.unit.factor == PERCENT.factor:
            return False
        if self.units.is_money(reading.unit):
            return False  # HBM 9,600 元
        if self.names.named(text, start):
            return True
        if not reading.bare:
            return False
        if reading.end - start == 6 and text[start - 1 : start] == "(" and text.startswith(")", reading.end):
            return True  # a ticker
        if reading.end - start >= _IDENTIFIER and text[start : reading.end].isdigit():
            return True
        return (
            cites(text, start, reading.end)
            or self.names.marked(text, start)
            or self.names.ordinal(text, reading.end)
            or self.names.in_product(text, start, reading.end)
        )

    def _is_each(self, before: str) -> bool:
        return any(word in before for word in self._each)

    def _is_divisor(self, text: str, start: int, numeral: Numeral) -> bool:
        """Whether a number belongs to a rate: per 1,000 people, 每 10 股, ¥/1M tokens."""
        if text[start - 1 : start] == "/" and self.units.prices(text, start - 1):
            return numeral.exponent == 0 and numeral.digits in (1, 10, 100, 1000, 10_000)
        before = text[max(0, start - _PER_NEAR) : start]
        if before[-1:] == " ":
            return before[:-1].endswith(self._per)
        return before.endswith(self._each)

    def _remainder(self, text: str, end: int) -> tuple[bool, int]:
        """Whether 余 or 多 stands at `end`, and where it ends."""
        found = self._odd.after(text, end)
        return (True, found[0]) if found is not None and found[1] else (False, end)


def _lettered(text: str, start: int, end: int) -> bool:
    """Whether digits and one letter are glued to a Chinese word: 昇腾910B is a chip, no billions."""
    glued = start > 0 and text[start - 1] > "⺀"
    return glued and text[start : end - 1].isdigit() and text[end - 1].isupper()


def _is_sign(text: str, at: int) -> bool:
    """Whether a dash or plus before a number is its sign: not between two numbers, nor inside a word."""
    if text[at] == "±" or at == 0:
        return True
    before = text[at - 1]
    if text[at] == "–":
        return before in " (/"
    return not (is_latin(before) or before in ")%-")


def _hyphenated(text: str, end: int) -> bool:
    """Whether letters are hyphenated to a number without being its unit: 5-star, 10-K."""
    following = text[end + 1 : end + 2]
    return text[end] == "-" and following.isascii() and following.isalpha()
