"""Forms of words and signs by which readers tell the lines of print, with words of `schemas/reading.yaml`.

What a report is read as does not depend on the rulebook in force: readers go by these lists as they ship.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from tieout.lexicon import Lexicon, Phrase, Words
from tieout.rulebook.files import builtin_root

_Matching = Callable[[str], "re.Match[str] | None"]


class Form:
    """A form with slots for words, compiled when it is first used; then it matches as a pattern does."""

    __slots__ = ("_phrase", "fullmatch", "match", "search")
    fullmatch: _Matching
    match: _Matching
    search: _Matching

    def __init__(self, form: str) -> None:
        self._phrase = Phrase(form)

    def __getattr__(self, name: str) -> _Matching:
        """What is not there yet, since nothing was matched: readers ask for every word of a page."""
        if name not in self.__slots__[1:]:
            raise AttributeError(name)
        pattern = _lexicon().pattern(self._phrase)
        self.fullmatch, self.match, self.search = pattern.fullmatch, pattern.match, pattern.search
        found: _Matching = getattr(pattern, name)
        return found


@cache
def _lexicon() -> Lexicon:
    import yaml

    content = (builtin_root() / "schemas" / "reading.yaml").read_bytes()
    lists = yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))["words"]
    return Lexicon(
        {name: Words(name, (*said.get("en", ()), *said.get("zh", ()))) for name, said in lists.items()}
    )
