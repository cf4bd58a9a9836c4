"""All words of the schemas that give a figure meaning, found in one pass over a sentence.

Concept labels, and the word lists whose names begin with a role (`status/forecast`, `scope/overseas`),
are joined into one pattern: a letter tree, so that cost does not grow with the number of words. The longest
word wins. English words match whole, with an optional plural s; Chinese ones match anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tieout.extract.lettertree import letter_tree
from tieout.rulebook.book import Schemas


class Role(StrEnum):
    """What a word tells about a figure; the word lists of schemas are named `role/value`."""

    CONCEPT = "concept"
    STATUS = "status"
    BASIS = "basis"
    SCOPE = "scope"
    CHANGE = "change"  # turns a concept into its rate of change: 同比, year over year
    NOISE = "noise"  # words beside a label that narrow nothing: 公司, 实现, the, total


@dataclass(frozen=True, slots=True)
class Tag:
    """A word with meaning, and where it stands."""

    start: int
    end: int
    meanings: tuple[tuple[Role, str], ...]

    def values(self, role: Role) -> list[str]:
        """What it says in one role."""
        return [value for known, value in self.meanings if known is role]


class Vocabulary:
    """The joined words of the schemas."""

    def __init__(self, schemas: Schemas) -> None:
        words: dict[str, list[tuple[Role, str]]] = {}
        for word, meaning in _entries(schemas):
            known = words.setdefault(_key(word), [])
            if meaning not in known:
                known.append(meaning)
        self._meanings = {word: tuple(meanings) for word, meanings in words.items()}
        self._pattern = letter_tree(words, plural=True)

    def tags(self, text: str) -> list[Tag]:
        """Every word with meaning in a text, in order, none overlapping another."""
        lowered = text.lower()
        if len(lowered) != len(text):
            lowered = text
        found: list[Tag] = []
        for match in self._pattern.finditer(lowered):
            start, end = match.span()
            if start and _letter(lowered[start]) and _letter(lowered[start - 1]):
                continue
            meanings = self.meanings(match.group())
            if meanings:
                found.append(Tag(start, end, meanings))
        return found

    def meanings(self, label: str) -> tuple[tuple[Role, str], ...]:
        """What a whole label says, in any case and singular or plural."""
        key = _key(label)
        known = self._meanings.get(key)
        if known is None and key.endswith("s"):
            known = self._meanings.get(key[:-1])
        return known or ()


def _entries(schemas: Schemas) -> Iterator[tuple[str, tuple[Role, str]]]:
    for concept in schemas.concepts.values():
        for word in concept.labels.words:
            yield word, (Role.CONCEPT, concept.name)
    roles = {role.value: role for role in Role}
    for name, words in schemas.words.items():
        role, slash, value = name.partition("/")
        if slash and role in roles:
            for word in words.words:
                yield word, (roles[role], value)


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
