"""What stands beside digits and tells what they are: signs of dates and documents, hedges, glued units."""

from __future__ import annotations

from tieout.extract.numerals import APART
from tieout.lexicon import Lexicon, Phrase, WordList

_GLUED = Phrase(r"\d[\d,]*(?:\.\d+)?(?:%|{=glued_unit})")  # YoY37.5%, PE15倍
_SURROUND = Phrase(
    r"(?:\([a-z\d]{1,2}\)|\[[a-z\d]{1,2}\]|[\s*†‡§+()\[\]]|{hedge_about}|{hedge_over}|{hedge_under}|{hedge_at_least}"
    r"|{hedge_at_most}|{hedge_after_about}|{hedge_after_at_least}|{hedge_after_at_most}|{=reach_sign})*+"
)
_NO_DATE = Phrase(rf"\d{{1,3}}(?:[,.{APART}]\d|\s?(?:%|{{=large_sign}}))|\d{{5}}")
_DATING = Phrase(r"\b{=year_follows} \Z")  # a year follows: from 7,596 in 2024 to 7,798
_DOCUMENT = Phrase(r"[〕\])]\s?{=ordinal_word}?\s?\d+\s?{=number_sign}")  # 〔2018〕32号
_NAMED = Phrase(r"[一-鿿]-\Z")  # 青松-3: a hyphen, and no sign
_SIGNED = Phrase(r"(?:{level_at}|{level_about}|{prose_rise}|{prose_fall}|{moves})-\Z")
_LONGEST_VERSION = 2  # digits
_REACH = 8  # characters before the digits


class Beside:
    """The forms, with the words in force."""

    def __init__(self, lexicon: Lexicon) -> None:
        forms = (_GLUED, _SURROUND, _NO_DATE, _DATING, _DOCUMENT)
        self.glued, self.surround, self.no_date, self.dating, self.document = map(lexicon.pattern, forms)
        self._named, self._signed = map(lexicon.pattern, (_NAMED, _SIGNED))
        self._dated = lexicon.words(WordList.DATED_SIGN)

    def may_be_date(self, text: str) -> bool:
        """Whether a sign of a date stands in a text."""
        return any(sign in text for sign in self._dated)

    def is_version(self, text: str, start: int, end: int) -> bool:
        """Whether a bare number behind a hyphen ends a Chinese name, whose version it is."""
        before = text[max(start - _REACH, 0) : start]
        if end - start > _LONGEST_VERSION or self._named.search(before) is None:
            return False
        return self._signed.search(before) is None
