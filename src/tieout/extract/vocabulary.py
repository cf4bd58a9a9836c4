"""All words of the schemas that give a figure meaning, found in one pass over a sentence.

Concept labels, and the word lists whose names begin with a role (`status/forecast`, `scope/overseas`),
are joined into one matcher, so that cost does not grow with the number of words. The longest
word wins. English words match whole, with an optional plural s; Chinese ones match anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tieout.extract.remembered import remembering
from tieout.lexicon import BESIDE_LABELS, Matcher, Role, WordList
from tieout.rulebook.book import Schemas

_Senses = tuple[tuple[Role | None, tuple[str, ...]], ...]


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
        words: dict[str, dict[Role | None, list[str]]] = {}
        idle: list[str] = []
        for word, role, value in _entries(schemas):
            if role is Role.NOISE:
                idle.append(word)
                continue
            values = words.setdefault(word, {}).setdefault(role, [])
            if value not in values:
                values.append(value)
        self._senses: dict[str, _Senses] = {
            word: tuple((role, tuple(values)) for role, values in roles.items())
            for word, roles in words.items()
        }
        kept = schemas.lexicon.words(WordList.NOT_NOISE)
        self._words, self._idle, self._kept = Matcher(words), Matcher((*idle, *kept)), frozenset(kept)

    def tags(self, text: str) -> Tags:
        """Every word with meaning in a text, none overlapping another."""
        found: dict[Role | None, list[Tag]] = {role: [] for role in (*Role, None)}
        for start, end, words in self._words.find(text):
            said: dict[Role | None, tuple[str, ...]] = {}
            for word in words:
                for role, values in self._senses[word]:
                    said[role] = tuple(dict.fromkeys((*said.get(role, ()), *values)))
            for role, values in said.items():
                found[role].append(Tag(start, end, values))
        roles = (None, Role.STATUS, Role.BASIS, Role.SCOPE, Role.CHANGE)
        return Tags(*(found[role] for role in roles))

    def noise(self, text: str) -> list[tuple[int, int]]:
        """Where words stand that narrow nothing beside a label: 公司, 实现, the, total; but no 其 of 其他."""
        return [(spot.start, spot.end) for spot in self._idle.find(text) if self._kept.isdisjoint(spot.words)]

    def is_concept(self, word: str) -> bool:
        """Whether a whole word is the label of a concept."""
        return any((tag.start, tag.end) == (0, len(word)) for tag in self.tags(word).concepts)


@remembering
def vocabulary(schemas: Schemas) -> Vocabulary:
    """The vocabulary of these schemas, built once for many documents."""
    return Vocabulary(schemas)


def _entries(schemas: Schemas) -> Iterator[tuple[str, Role | None, str]]:
    """Every word with what it says in a role; None is the role of a concept's label."""
    for concept in schemas.concepts.values():
        for word in concept.labels.words:
            yield word, None, concept.name
    for name, words in schemas.words.items():
        role, slash, value = name.partition("/")
        if slash and role in BESIDE_LABELS:
            for word in words.words:
                yield word, Role(role), value
