"""Multiples that a house aims at: at 0.85 times PB, and those of its target price.

A target price is at a multiple of its own, whatever the price of today is at: the last price that a sentence
names before a multiple is the one that it is of.
"""

from __future__ import annotations

import re

from tieout.extract.chosen import Label
from tieout.extract.clauses import Reading, before
from tieout.lexicon import Phrase, WordList
from tieout.rulebook.book import Schemas

AIM = "target_"  # begins the name of a concept that an analyst aims at for another one
_RIGHT_BEHIND = Phrase(r"\s?{possessive}?\s?")
_OTHER_MULTIPLE = re.compile(r"\s?[A-Z][A-Z/]+(?![a-z])")  # 0.55 times PEV, which no schema knows


class Aims:
    """Tells multiples that are aimed at from those of today."""

    def __init__(self, schemas: Schemas) -> None:
        self._concepts = schemas.concepts
        now = schemas.words[WordList.OF_NOW].words
        self._prices = frozenset(
            name for name in now if name in self._concepts and self._concepts[name].powers
        )

    def aimed(self, reading: Reading, index: int, label: Label | None) -> Label | None:
        """The label of a multiple that a target is put at, or that a target price is at.

        Args:
            reading: the sentence.
            index: the place of the figure.
            label: the one chosen for it.
        """
        if label is None or self._concepts[label.concept].powers != ():
            return label
        if not label.concept.startswith(AIM):
            at_target = label.change is None and self._is_at_target(reading, index, label)
            return Label(label.tag, AIM + label.concept) if at_target else label
        end, concepts = reading.spans[index][1], reading.tags.concepts
        first = before(concepts, end)
        between = reading.text[end : concepts[first].start] if first < len(concepts) else "-"
        if reading.pattern(_RIGHT_BEHIND).fullmatch(between) is None:
            return None if _OTHER_MULTIPLE.match(reading.text, end) else label
        aims = [AIM + name for name in concepts[first].values if AIM + name in self._concepts]
        return Label(label.tag, aims[0]) if aims else None

    def _is_at_target(self, reading: Reading, index: int, label: Label) -> bool:
        """Whether the last price named before a multiple is the target."""
        if AIM + label.concept not in self._concepts:
            return False
        concepts = reading.tags.concepts
        start = min(label.tag.start, reading.spans[index][0])
        named = (tag.values for tag in reversed(concepts[: before(concepts, start)]))
        priced = next((values for values in named if not self._prices.isdisjoint(values)), ())
        return any(name.startswith(AIM) for name in priced)
