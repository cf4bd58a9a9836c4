"""Chinese numerals and what they are worth: 二十万亿, 十二点五, 二〇二四, and 壹拾万 in capitals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tieout.extract.numerals import LONGEST
from tieout.extract.remembered import remembering
from tieout.lexicon import Lexicon, Phrase, Role, WordList
from tieout.quantity import Numeral

_WRITTEN = Phrase(
    r"(?:{=digit/}|{=tens/}|{=myriad/}){1,40}(?:{=decimal_point}{=digit/}{1,20}{=myriad/}{0,2})?"
)
_MONEY = Phrase(
    r"(?P<whole>{=capital/}{1,30}){=capital_yuan}(?:{=capital_zero}?(?P<tenths>{=capital/}){=capital_tenths})?"
    r"(?:{=capital_zero}?(?P<hundredths>{=capital/}){=capital_hundredths})?{=capital_ends}?"
)


@dataclass(frozen=True, slots=True)
class HanNumerals:
    """The characters of numerals with their values; `tens` and `myriads` are powers of ten."""

    digits: Mapping[str, int]
    tens: Mapping[str, int]
    myriads: Mapping[str, int]
    points: str
    plain: Mapping[int, str]  # of capitals
    pattern: re.Pattern[str]
    money: re.Pattern[str]

    def value(self, text: str) -> Numeral | None:
        """Read a numeral: 二十万亿 is 20 at exponent 12, 十二点五 is 125 at -1; None if it is none."""
        if len(text) > LONGEST:
            return None
        body, exponent = self._split_myriads(text)
        point = next((at for at, char in enumerate(body) if char in self.points), len(body))
        whole, decimals = body[:point], body[point + 1 :]
        value = self._section(whole)
        if value is None:
            return None
        for digit in decimals:
            value = value * 10 + self.digits[digit]
        return Numeral(value, exponent - len(decimals))

    def capitals(self, text: str) -> Numeral | None:
        """Read a numeral in capitals, 壹拾万; None if it is none, or none of its characters is a capital."""
        plain = text.translate(self.plain)
        return None if plain == text else self.value(plain)

    def _split_myriads(self, text: str) -> tuple[str, int]:
        """Take off the 万 and 亿 that end a numeral; they multiply all of it."""
        body, exponent = text, 0
        while len(body) > 1 and body[-1] in self.myriads:
            exponent += self.myriads[body[-1]]
            body = body[:-1]
        return body, exponent

    def _section(self, text: str) -> int | None:
        """The value of a whole numeral: digits one by one (二〇二四), or with tens, hundreds, 万 and 亿."""
        if not text:
            return None
        if len(text) > 1 and all(char in self.digits for char in text):
            return int("".join(str(self.digits[char]) for char in text))
        for myriad in sorted(self.myriads, key=self.myriads.__getitem__, reverse=True):
            if myriad in text:
                head, _, tail = text.partition(myriad)
                high, low = self._section(head), self._section(tail) if tail else 0
                return None if high is None or low is None else high * 10 ** self.myriads[myriad] + low
        total, digit = 0, None
        for char in text:
            if char in self.digits:
                if digit:
                    return None
                digit = self.digits[char]
            else:
                total += (1 if digit is None else digit) * 10 ** self.tens[char]
                digit = None
        return total + (digit or 0)


@remembering
def han_numerals(words: Lexicon) -> HanNumerals:
    """The numerals of the words in force."""
    digits, tens, myriads = (
        {word: int(value) for word, value in words.valued(f"{role}/").items()}
        for role in (Role.DIGIT, Role.TENS, Role.MYRIAD)
    )
    return HanNumerals(
        digits, tens, myriads, "".join(words.words(WordList.DECIMAL_POINT)),
        str.maketrans(dict(words.valued(f"{Role.CAPITAL}/"))),
        words.pattern(_WRITTEN), words.pattern(_MONEY),
    )  # fmt: skip
