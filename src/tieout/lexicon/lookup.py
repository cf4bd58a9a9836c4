"""Words looked up at a position of a text, forwards or backwards, the longest first.

Dictionaries by the first (or last) two letters: nothing is compiled, and a position that starts no word costs
two look-ups. English words stand whole; those longer than three letters match in lower, Title and UPPER case.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Lookup(Generic[T]):
    """Words and what they mean."""

    __slots__ = ("_beginning", "_ending", "_single")

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        spellings: dict[str, T] = {}
        for word, meaning in entries:
            for spelling in _spellings(word):
                spellings.setdefault(spelling, meaning)
        self._single = {word: (meaning,) for word, meaning in spellings.items() if len(word) == 1}
        self._beginning: dict[str, list[tuple[str, T]]] = {}
        self._ending: dict[str, list[tuple[str, T]]] = {}
        for spelling in sorted(spellings, key=lambda word: (-len(word), word)):
            if len(spelling) > 1:
                entry = spelling, spellings[spelling]
                self._beginning.setdefault(spelling[:2], []).append(entry)
                self._ending.setdefault(spelling[-2:], []).append(entry)

    def after(self, text: str, start: int) -> tuple[int, T] | None:
        """The longest word that begins at `start`: where it ends, and its meaning."""
        if start >= len(text):
            return None
        for word, meaning in self._beginning.get(text[start : start + 2], ()):
            if text.startswith(word, start):
                end = start + len(word)
                if not (is_latin(word[-1]) and end < len(text) and is_latin(text[end])):
                    return end, meaning
        single = self._single.get(text[start])
        if single is None or (is_latin(text[start]) and is_latin(text[start + 1 : start + 2])):
            return None
        return start + 1, single[0]

    def before(self, text: str, end: int) -> tuple[int, T] | None:
        """The longest word that ends at `end`: where it begins, and its meaning."""
        if not 0 < end <= len(text):
            return None
        for word, meaning in self._ending.get(text[max(end - 2, 0) : end], ()):
            if text.endswith(word, 0, end):
                start = end - len(word)
                if not (is_latin(word[0]) and start > 0 and is_latin(text[start - 1])):
                    return start, meaning
        single = self._single.get(text[end - 1])
        if single is None or (end > 1 and is_latin(text[end - 1]) and is_latin(text[end - 2])):
            return None
        return end - 1, single[0]


def is_latin(char: str) -> bool:
    """Whether it is a Latin letter or a western digit, which run on into words and numbers."""
    return char.isascii() and char.isalnum()


def _spellings(word: str) -> tuple[str, ...]:
    if len(word) <= 3 or not word.isascii():
        return (word,)
    initials = " ".join(part[:1].upper() + part[1:] for part in word.split(" "))
    return word, initials, word.lower(), word.capitalize(), word.title(), word.upper()
