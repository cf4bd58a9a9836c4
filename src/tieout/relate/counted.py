"""Small numbers as words: three, 三."""

from __future__ import annotations

from tieout.extract.han_numerals import han_numerals
from tieout.lexicon import Lexicon, WordList

_LEAST = 2  # English ones stand in their order from two on


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
