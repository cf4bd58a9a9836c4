"""All words of the schemas that give a figure meaning, found in one pass over a sentence.

Concept labels, and the word lists whose names begin with a role (`status/forecast`, `scope/overseas`),
are joined into one letter tree, so that cost does not grow with the number of words. The longest
word wins. English words match whole, with an optional plural s; Chinese ones match anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tieout.extract.lettertree import LetterTree
from tieout.extract.once import once
from tieout.rulebook.book import Schemas

CONCEPT, STATUS, BASIS, SCOPE, CHANGE, NOISE = range(6)
_ROLES = {"status": STATUS, "basis": BASIS, "scope": SCOPE, "change": CHANGE, "noise": NOISE}
_HAN = re.compile(r"[一-鿿]")
_Senses = tuple[tuple[int, tuple[str, ...]], ...]


class Tag(NamedTuple):
    """A word with meaning, where it stands, and what it says in one role."""

    start: int
    end: int
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tags:
    """The words with meaning of a text, by role, each list in order.

    `changes` turn a concept into its rate of change (同比, year over year).
    """

    concepts: Sequence[Tag]
    statuses: Sequence[Tag]
    bases: Sequence[Tag]
    scopes: Sequence[Tag]
    changes: Sequence[Tag]

    def spans(self) -> Iterator[tuple[int, int]]:
        """Where the words stand, in no order."""
        for tags in (self.concepts, self.statuses, self.bases, self.scopes, self.changes):
            for tag in tags:
                yield tag.start, tag.end


class Vocabulary:
    """The joined words of the schemas."""

    def __init__(self, schemas: Schemas) -> None:
        self.lexicon = schemas.lexicon
        words: dict[str, dict[int, list[str]]] = {}
        idle = {_key(word) for word, role, _ in _entries(schemas) if role == NOISE}
        for word, role, value in _entries(schemas):
            if role == NOISE:
                continue
            values = words.setdefault(_key(word), {}).setdefault(role, [])
            if value not in values:
                values.append(value)
        self._senses: dict[str, _Senses] = {
            word: tuple((role, tuple(values)) for role, values in roles.items())
            for word, roles in words.items()
        }
        self._tree, self._idle = LetterTree(words, plural=True), LetterTree(idle, plural=True)

    def tags(self, text: str) -> Tags:
        """Every word with meaning in a text, none overlapping another."""
        lowered = text.lower()
        if len(lowered) != len(text):
            lowered = text
        found: tuple[list[Tag], ...] = ([], [], [], [], [])
        chinese = not text.isascii() and _HAN.search(text) is not None
        for start, end, word in self._tree.find(lowered, inside=chinese):
            if start and _letter(lowered[start]) and _letter(lowered[start - 1]):
                continue
            for role, values in self._senses[word]:
                found[role].append(Tag(start, end, values))
        return Tags(*found)

    def noise(self, text: str) -> list[tuple[int, int]]:
        """Where words stand that narrow nothing beside a label: 公司, 实现, the, total."""
        lowered = text.lower()
        return [
            (start, end)
            for start, end, _ in self._idle.find(lowered)
            if not (start and _letter(lowered[start]) and _letter(lowered[start - 1]))
        ]

    def is_concept(self, word: str) -> bool:
        """Whether a whole word is the label of a concept."""
        return any(role == CONCEPT for role, _ in self._sense(word))

    def _sense(self, word: str) -> _Senses:
        """What a word says; remembered for the way it is written."""
        senses = self._senses.get(word)
        if senses is None:
            key = _key(word)
            senses = self._senses.get(key)
            if senses is None and key.endswith("s"):
                senses = self._senses.get(key[:-1])
            senses = senses or ()
            self._senses[word] = senses
        return senses


@once
def vocabulary(schemas: Schemas) -> Vocabulary:
    """The vocabulary of these schemas, built once for many documents."""
    return Vocabulary(schemas)


def _entries(schemas: Schemas) -> Iterator[tuple[str, int, str]]:
    for concept in schemas.concepts.values():
        for word in concept.labels.words:
            yield word, CONCEPT, concept.name
    for name, words in schemas.words.items():
        role, slash, value = name.partition("/")
        if slash and role in _ROLES:
            for word in words.words:
                yield word, _ROLES[role], value


def _letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _key(word: str) -> str:
    """A word in lower case, without the spaces that Chinese text may or may not carry."""
    words = word.lower().split()
    if len(words) == 1:
        return words[0]
    key = words[0] if words else ""
    for following in words[1:]:
        key += (" " if key[-1].isascii() and following[0].isascii() else "") + following
    return key
