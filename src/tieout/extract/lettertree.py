"""Many words looked for in one pass over a text, by a tree that shares their common beginnings.

Words are given in lower case. The longest word wins. A word that ends in a letter must not run on into
another one; where Latin and Chinese letters meet in a word, a space may stand. A tree is walked rather than
compiled to a pattern: compiling thousands of words takes longer than reading a report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_RUNS_ON = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


class Spot(NamedTuple):
    """A word where it stands in a text; `word` is as it was given to the tree."""

    start: int
    end: int
    word: str


class LetterTree:
    """Words to look for; with `plural`, English ones may carry an s."""

    def __init__(self, words: Iterable[str], *, plural: bool = False) -> None:
        self._root = _Node("")
        self._plural = plural
        for word in words:
            node = self._root
            for char in word:
                node = node.add(char)
            node.word = word
        self._first = _any_of(self._root.following)
        self._first_of_word = re.compile(f"(?<![a-z]){self._first.pattern}")

    def find(self, text: str, *, inside: bool = True) -> list[Spot]:
        """All words in a text in lower case, none overlapping another.

        Args:
            text: in lower case.
            inside: whether words may begin inside others (Chinese ones do).
        """
        found: list[Spot] = []
        following, passed = self._root.following, 0
        for match in (self._first if inside else self._first_of_word).finditer(text):
            start = match.start()
            if start >= passed:
                spot = self._longest(text, start, start + 1, following[text[start]])
                if spot is not None:
                    found.append(spot)
                    passed = spot.end
        return found

    def _longest(self, text: str, start: int, at: int, node: _Node) -> Spot | None:
        """The longest word that begins at `start`; `node` is the letter before `at`."""
        found: Spot | None = None
        while True:
            if node.word is not None:
                end = self._end(text, at, node.char)
                if end:
                    found = Spot(start, end, node.word)
            following = node.following
            if not following or at >= len(text):
                return found
            char = text[at]
            at += 1
            if char.isspace() and (char == " " or char not in following):
                joined = node.joined(text[at : at + 1])
                if joined is not None:
                    found = self._longest(text, start, at + 1, joined) or found
                char, at = " ", _behind_spaces(text, at)
            if char not in following:
                return found
            node = following[char]

    def _end(self, text: str, at: int, last: str) -> int:
        """Where a word ends whose last letter is before `at`; 0 if it runs on."""
        if not last.isascii() or not last.isalnum():
            return at
        following = text[at : at + 1]
        if following not in _RUNS_ON:
            return at
        plural = self._plural and following == "s" and last.isalpha()
        return at + 1 if plural and text[at + 1 : at + 2] not in _RUNS_ON else 0


class _Node:
    """A letter, the letters that may follow it, and the word that ends here."""

    __slots__ = ("char", "following", "word")

    def __init__(self, char: str) -> None:
        self.char = char
        self.following: dict[str, _Node] = {}
        self.word: str | None = None

    def add(self, char: str) -> _Node:
        """The node that a letter leads to."""
        node = self.following.get(char)
        if node is None:
            node = self.following[char] = _Node(char)
        return node

    def joined(self, char: str) -> _Node | None:
        """What follows after a space that is not written in the word: between Latin and Chinese letters."""
        if self.char == " " or not char or self.char.isascii() == char.isascii():
            return None
        return self.following.get(char)


def _behind_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _any_of(chars: Iterable[str]) -> re.Pattern[str]:
    """A pattern for one of these letters."""
    either = "".join(map(re.escape, chars))
    return re.compile(f"[{either}]" if either else "(?!)")
