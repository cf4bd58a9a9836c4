"""The lexicon: the word lists of the schemas in force, asked for tags, labels and phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from tieout.lexicon.fold import fold
from tieout.lexicon.lists import Name, WordList
from tieout.lexicon.matcher import Matcher
from tieout.lexicon.phrase import Phrase
from tieout.lexicon.words import Words, exact_pattern

_LABELS = 8192  # remembered
_TOKEN = re.compile(r"[a-z0-9]+(?:[.'&][a-z0-9]+)*|[^\W\d_a-z]+|%|‰")
_BRACKETS = re.compile(r" ?[(\[]([^()\[\]]*)[)\]]")
_MARKS = re.compile(r"(?:[*†‡§¶#¹²³⁰⁴-⁹]+|[(\[](?:\d{1,2}|[a-z])[)\]])+(?=$|[ ,:;])")
_WORD = re.compile(r"\w")


class Tag(NamedTuple):
    """A word of a list where it stands; `name` is one of `WordList`, or role/value of a `Role`."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Label:
    """One normalised label: `text` in small half-width letters without footnote marks and units.

    Tags stand at offsets of `text`, in order.
    """

    text: str
    tokens: tuple[str, ...]
    tags: tuple[Tag, ...]

    def has(self, *names: str) -> bool:
        """Whether a word of any of these lists stands in it."""
        return any(tag.name in names for tag in self.tags)


class Lexicon:
    """The words of the schemas; built from them once."""

    def __init__(self, words: Mapping[str, Words], units: Iterable[str] = ()) -> None:
        self._words = words
        self._units = tuple(units)
        self._matchers: dict[tuple[str, ...], tuple[Matcher, dict[str, tuple[str, ...]]]] = {}
        self._patterns: dict[Phrase, re.Pattern[str]] = {}
        self._valued: dict[str, Mapping[str, str]] = {}
        self._noting: Matcher | None = None
        self.label = lru_cache(maxsize=_LABELS)(self._label)

    def __reduce__(self) -> tuple[type[Lexicon], tuple[Mapping[str, Words], tuple[str, ...]]]:
        return Lexicon, (self._words, self._units)  # what it has compiled stays behind

    def words(self, name: Name) -> tuple[str, ...]:
        """The words of a list as written; none if the schemas have no such list."""
        known = self._words.get(name)
        return known.words if known is not None else ()

    def valued(self, role: str) -> Mapping[str, str]:
        """The words of all lists of a role, each with the value that its list stands for.

        Args:
            role: with the slash behind it, as in the slot of a phrase.
        """
        known = self._valued.get(role)
        if known is None:
            lists = (
                (name.removeprefix(role), held) for name, held in self._words.items() if name.startswith(role)
            )
            known = self._valued[role] = {word: value for value, held in lists for word in held.words}
        return known

    def tags(self, text: str, *names: str) -> tuple[Tag, ...]:
        """The words of a text, none overlapping another: the longest wins over all lists together.

        Args:
            text: in any spelling.
            names: lists that compete with one another and no others; none: all lists.
        """
        matcher, listed = self._matcher(names)
        return tuple(
            Tag(name, spot.start, spot.end)
            for spot in matcher.find(text)
            for name in dict.fromkeys(name for word in spot.words for name in listed[word])
        )

    def pattern(self, phrase: Phrase) -> re.Pattern[str]:
        """A phrase with its slots filled, compiled once."""
        pattern = self._patterns.get(phrase)
        if pattern is None:
            pattern = self._patterns[phrase] = re.compile(self.source(phrase), re.DOTALL)
        return pattern

    def source(self, phrase: Phrase) -> str:
        """The text of a phrase's pattern, to be joined into others; it needs DOTALL."""
        return phrase.filled(self._source)

    def _source(self, name: Name, exact: bool) -> str:
        known = Words(name, tuple(self.valued(name))) if name.endswith("/") else self._words.get(name)
        if known is None:
            return r"(?!)"
        return exact_pattern(known.words) if exact else known.source

    def _matcher(self, names: tuple[str, ...]) -> tuple[Matcher, dict[str, tuple[str, ...]]]:
        """A matcher for some lists, and the names of every word."""
        known = self._matchers.get(names)
        if known is None:
            listed: dict[str, tuple[str, ...]] = {}
            for name in names or self._words:
                for word in self._words[name].words if name in self._words else ():
                    listed[word] = (*listed.get(word, ()), name)
            known = self._matchers[names] = Matcher(listed), listed
        return known

    def _label(self, text: str) -> Label:
        """Normalise a label."""
        bare = _MARKS.sub("", _BRACKETS.sub(self._without_units, fold(text).text))
        bare = bare.strip(" :.,;-*")
        return Label(bare, tuple(_TOKEN.findall(bare)), self.tags(bare))

    def _without_units(self, bracket: re.Match[str]) -> str:
        """A bracket, or nothing if all it says is a unit: (in millions), (亿元), (%)."""
        if self._noting is None:
            self._noting = Matcher((*self._units, *self.words(WordList.UNIT_NOTE)))
        left, last = "", 0
        for spot in self._noting.find(bracket[1]):
            left, last = left + bracket[1][last : spot.start], spot.end
        unit = last > 0 and _WORD.search(left + bracket[1][last:]) is None
        return "" if unit else bracket[0]
