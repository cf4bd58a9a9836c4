"""Small numbers as words: three, 三; and how many of the largest are meant: top five, 前五大, CR5."""

from __future__ import annotations

import re

from tieout.extract.han_numerals import han_numerals
from tieout.lexicon import Lexicon, Phrase, WordList

_LEAST = 2  # English ones stand in their order from two on
_RANKED = Phrase(
    r"(?P<one>{small_number}|(?<!\d)\d{1,2})[\s-]*{ranked}|{ranked}[\s-]*(?P<other>{small_number}|\d{1,2}(?!\d))"
    r"|{concentration}"
)
_DIGITS = re.compile(r"\d{1,2}")


def spelled(text: str, words: Lexicon) -> int:
    """The value of a small number in digits or words; 0 if it is none."""
    if text.isascii() and text.isdigit():
        return int(text)
    numerals = han_numerals(words)
    if numerals.pattern.fullmatch(text[-1]):  # what stands before it says "the first"
        read = numerals.value(text[-1])
        return 0 if read is None else int(read.value)
    known = words.words(WordList.SMALL_NUMBER)
    return _LEAST + known.index(text.casefold()) if text.casefold() in known else 0


def ranked(text: str, words: Lexicon) -> tuple[int, tuple[int, int]] | None:
    """How many of the largest a text speaks of, and where: five largest, top 10, 前五大, CR5."""
    found = words.pattern(_RANKED).search(text)
    if found is None:
        return None
    number = found["one"] or found["other"]
    digits = _DIGITS.search(found.group()) if number is None else None
    return spelled(number, words) if number else int(digits.group()) if digits else 0, found.span()
