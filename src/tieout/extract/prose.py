"""The meaning of the figures of a sentence, read from the words around each of them.

A label belongs to the first figure after it that its unit allows, or to a list joined by `respectively`.
Where the words leave doubt an attribute stays empty: an empty one is never a wildcard.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tieout.extract.belonging import period_of
from tieout.extract.choosing import LabelChooser
from tieout.extract.chosen import Label
from tieout.extract.clauses import Reading, within
from tieout.extract.subjects import entity_of, nearest, released, source_of, status_of
from tieout.model import Dates, Status
from tieout.rulebook.book import Schemas

_LONGEST = 200  # characters of a label; without an end, a list of figures would keep its text for each


class Meant(NamedTuple):
    """What the words of a sentence say about one of its figures."""

    words: str = ""
    concept: str | None = None
    entity: str | None = None
    period: Dates | None = None
    status: Status = Status.ACTUAL
    basis: str | None = None
    source: str | None = None
    scope: tuple[str, ...] = ()


class ProseReader:
    """Reads the meaning of sentences."""

    def __init__(self, schemas: Schemas) -> None:
        self._chooser = LabelChooser(schemas)

    def read(self, reading: Reading, lists: Mapping[int, Dates]) -> list[Meant]:
        """The meaning of every figure of a sentence, in order; `lists` has the periods of those of a list."""
        labels = self._chooser.labels(reading)
        source = source_of(reading.text, reading.vocabulary.lexicon)
        return [
            self._meant(reading, index, labels[index], lists.get(index), source)
            for index in range(len(reading.figures))
        ]

    def _meant(
        self,
        reading: Reading,
        index: int,
        label: Label | None,
        period: Dates | None,
        source: str | None,
    ) -> Meant:
        start = reading.spans[index][0]
        quantity = reading.figures[index].quantity
        clause = reading.clause(label.tag.start if label else start)
        said, foreseen = period_of(reading, index)
        scope = self._scope(reading, index, label)
        concept = None
        if label is not None:
            concept = label.concept if label.change is None else f"{label.concept} growth"
            if label.change:
                scope.add(label.change)
        return Meant(
            words=reading.text[max(clause, start - _LONGEST) : start].strip(" 　:：*"),
            concept=concept,
            entity=entity_of(reading, index) if quantity else released(reading, index),
            period=period or said,
            status=Status.FORECAST if foreseen else status_of(reading, index),
            basis=nearest(reading.tags.bases, clause, start),
            source=source,
            scope=tuple(sorted(scope)),
        )

    def _scope(self, reading: Reading, index: int, label: Label | None) -> set[str]:
        start, end = reading.spans[index]
        clause = reading.clause(start if label is None else min(label.tag.start, start))
        scope = {value for tag in within(reading.tags.scopes, clause, end) for value in tag.values}
        if label is not None and label.tag.start < start:
            narrowed = reading.narrowed(label.tag.start, clause)
            qualified = reading.qualified(label.tag.end, start)
            scope.update(words for words in (narrowed, qualified) if words)
        if reading.based[index]:
            scope.add("compared from")
        return scope
