"""Many words looked for in one pass over a text: the first that begins wins, of those the longest.

English words match whole, in any case, with any white space and with a plural s; Chinese ones match anywhere.
An Aho-Corasick automaton finds every word at once, so that cost does not grow with their number.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import ahocorasick

from tieout.lexicon.fold import fold

_RUNS_ON = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_PLURAL = 3  # letters of the shortest word that may carry an s


class Spot(NamedTuple):
    """A stretch of a text and the words that it is, as they were given; a plural can be two of them."""

    start: int
    end: int
    words: tuple[str, ...]


class Matcher:
    """Words to look for; with `plural`, English ones may carry an s."""

    __slots__ = ("_automaton",)

    def __init__(self, words: Iterable[str], *, plural: bool = True) -> None:
        spellings: dict[str, list[str]] = {}
        for word in words:
            key = fold(" ".join(word.split())).text
            if key:
                spellings.setdefault(key, []).append(word)
        self._automaton = ahocorasick.Automaton()
        for key, given in spellings.items():
            edges = key[0] in _RUNS_ON, key[-1] in _RUNS_ON, plural and _has_plural(key)
            self._automaton.add_word(key, (len(key), edges, tuple(given)))
        if spellings:
            self._automaton.make_automaton()

    def find(self, text: str) -> list[Spot]:
        """All words in a text, none overlapping another, in order."""
        if not self._automaton:
            return []
        folded = fold(text)
        found: list[Spot] = []
        passed = 0
        for start, back, words in sorted(self._hits(folded.text)):
            end = -back
            if start >= passed:
                found.append(Spot(start, end, words))
                passed = end
            elif found[-1][:2] == (start, end):
                found[-1] = Spot(start, end, found[-1].words + words)
        return [Spot(*folded.span(start, end), words) for start, end, words in found]

    def _hits(self, text: str) -> list[tuple[int, int, tuple[str, ...]]]:
        """Every word that stands whole: its start, minus its end, and its spellings."""
        hits = []
        for last, (length, (opens, closes, plural), words) in self._automaton.iter(text):
            start, end = last + 1 - length, last + 1
            if opens and start and text[start - 1] in _RUNS_ON:
                continue
            if closes and text[end : end + 1] in _RUNS_ON:
                if not plural or text[end] != "s" or text[end + 1 : end + 2] in _RUNS_ON:
                    continue
                end += 1
            hits.append((start, -end, words))
        return hits


def _has_plural(word: str) -> bool:
    """Whether an s makes a plural of it: as and is are no plurals."""
    end = word[-_PLURAL:]
    return len(end) == _PLURAL and end.isascii() and end.isalpha()
