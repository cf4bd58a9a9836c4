"""The words that multiply a number (万, 亿, million), and the letters that do (K, bn)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tieout.extract.remembered import remembering
from tieout.lexicon import Lexicon, Phrase, Role

# Abbreviations of powers of ten: notation, the same in every language.
_LETTERS = {
    "k": 3, "m": 6, "mn": 6, "mm": 6, "mil": 6, "mln": 6, "b": 9, "bn": 9, "bln": 9, "t": 12, "tn": 12,
    "trn": 12,
}  # fmt: skip
_ONE, _ONE_OF_MONEY = "[KkMmBbT]", "[KkMmBbTt]"
_SHORT = ("bn", "mn", "mln", "bln", "trn", "tn", "Bn", "Mn", "BN", "MN", "TN")
_SHORT_OF_MONEY = (*_SHORT, "mm", "MM", "mil")
_ENDS = "(?![A-Za-z0-9])"
_WRITTEN = r"\s?(?!{=no_scale}){=han-scale/}|[\s-]?(?i:{=latin-scale/})(?![A-Za-z])"
_SCALE = Phrase(rf"{_WRITTEN}|(?:\s?(?:{'|'.join(_SHORT)})|{_ONE}){_ENDS}")
# after a currency sign the short ones may stand apart, and t and mm are amounts too
_MONEY_SCALE = Phrase(rf"{_WRITTEN}|\s?(?:{'|'.join(_SHORT_OF_MONEY)}|{_ONE_OF_MONEY}){_ENDS}")


@dataclass(frozen=True, slots=True)
class ScaleWords:
    """What multiplies a number that stands before it, and an amount behind a sign of money."""

    plain: re.Pattern[str]
    of_money: re.Pattern[str]
    words: Lexicon

    def exponent(self, word: str) -> int:
        """The power of ten of a scale, spaces and hyphens around it allowed.

        Raises:
            KeyError: it is none.
        """
        bare = word.strip().strip("-").strip()  # white space of any kind, as the patterns allow it
        power = self.words.valued(f"{Role.HAN_SCALE}/").get(bare)
        if power is None:
            power = self.words.valued(f"{Role.LATIN_SCALE}/").get(bare.lower())
        return letters_exponent(bare) if power is None else int(power)


@remembering
def scale_words(words: Lexicon) -> ScaleWords:
    """The scales of the words in force."""
    return ScaleWords(words.pattern(_SCALE), words.pattern(_MONEY_SCALE), words)


def letters_exponent(letters: str) -> int:
    """The power of ten of an abbreviation.

    Raises:
        KeyError: it is none.
    """
    return _LETTERS[letters.lower()]
