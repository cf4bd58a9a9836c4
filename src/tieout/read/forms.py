"""Forms of words and signs by which readers tell the lines of print, with words of `schemas/reading.yaml`.

What a report is read as does not depend on the rulebook in force: readers go by these lists as they ship.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from tieout.lexicon import Lexicon, Phrase
from tieout.rulebook.load import reading_words

_Matching = Callable[[str], "re.Match[str] | None"]
_made: list[Form] = []


class Form:
    """A form with slots for words, made once: compiled at first use, it matches as a pattern does."""

    __slots__ = ("_phrase", "fullmatch", "match", "search")
    fullmatch: _Matching
    match: _Matching
    search: _Matching

    def __init__(self, form: str) -> None:
        self._phrase = Phrase(form)
        _made.append(self)

    def __getattr__(self, name: str) -> _Matching:
        """What is not there yet, since nothing was matched: readers ask for every word of a page."""
        if name not in self.__slots__[1:]:
            raise AttributeError(name)
        pattern = _lexicon().pattern(self._phrase)
        self.fullmatch, self.match, self.search = pattern.fullmatch, pattern.match, pattern.search
        found: _Matching = getattr(pattern, name)
        return found


def compile_forms() -> None:
    """Compile all forms of the readers that are there: before processes are forked, not in each of them."""
    for form in _made:
        form.match("")


@cache
def _lexicon() -> Lexicon:
    return Lexicon(reading_words())
