"""Words looked up at a position of a text, forwards or backwards, the longest first.

A dictionary by first (or last) letter: nothing is compiled, and a position that starts no word costs one
look-up. English words stand whole; those longer than three letters match in lower, Title and UPPER case.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Lexicon(Generic[T]):
    """Words and what they mean."""

    __slots__ = ("_by_first", "_by_last")

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        spellings: dict[str, T] = {}
        for word, meaning in entries:
            for spelling in _spellings(word):
                spellings.setdefault(spelling, meaning)
        self._by_first: dict[str, list[tuple[str, T]]] = {}
        self._by_last: dict[str, list[tuple[str, T]]] = {}
        for spelling in sorted(spellings, key=lambda word: (-len(word), word)):
            self._by_first.setdefault(spelling[0], []).append((spelling, spellings[spelling]))
            self._by_last.setdefault(spelling[-1], []).append((spelling, spellings[spelling]))

    def after(self, text: str, start: int) -> tuple[int, T] | None:
        """The longest word that begins at `start`: where it ends, and its meaning."""
        if start >= len(text):
            return None
        for word, meaning in self._by_first.get(text[start], ()):
            if text.startswith(word, start):
                end = start + len(word)
                if not (is_latin(word[-1]) and end < len(text) and is_latin(text[end])):
                    return end, meaning
        return None

    def before(self, text: str, end: int) -> tuple[int, T] | None:
        """The longest word that ends at `end`: where it begins, and its meaning."""
        if end <= 0:
            return None
        for word, meaning in self._by_last.get(text[end - 1], ()):
            if text.endswith(word, 0, end):
                start = end - len(word)
                if not (is_latin(word[0]) and start > 0 and is_latin(text[start - 1])):
                    return start, meaning
        return None


def is_latin(char: str) -> bool:
    """Whether it is a Latin letter or a western digit, which run on into words and numbers."""
    return char.isascii() and char.isalnum()


def _spellings(word: str) -> tuple[str, ...]:
    if len(word) <= 3 or not word.isascii():
        return (word,)
    initials = " ".join(part[:1].upper() + part[1:] for part in word.split(" "))
    return word, initials, word.lower(), word.capitalize(), word.title(), word.upper()
