"""What each figure means: concept, entity, period, status, basis, source and whatever narrows it.

Sentences are read by `prose`; the cells of a table by their header paths, here. What a sentence leaves
unsaid comes from the paragraph's first subject, the caption, then the nearest heading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tieout.extract.adoption import adopt
from tieout.extract.clauses import Reading, boundaries
from tieout.extract.entities import Name, Names
from tieout.extract.figures import Scanner
from tieout.extract.labels import LabelReader
from tieout.extract.outline import Outline, outline
from tieout.extract.prose import Meant, ProseReader
from tieout.extract.subjects import is_compared
from tieout.extract.titles import subject
from tieout.extract.vocabulary import Vocabulary
from tieout.model import Block, Dates, Document, Fact, Grain, Grid, Sentence
from tieout.rulebook.book import Schemas


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a text: headings, caption, and in a table the labels of its row and column."""

    headings: tuple[str, ...] = ()
    caption: str = ""
    row: tuple[str, ...] = ()
    col: tuple[str, ...] = ()

    def of_cell(self, grid: Grid, row: int, col: int) -> Context:
        """The context of a cell of a table in this context."""
        caption = self.caption or grid.caption
        cols = grid.col_labels[col - 1] if grid.facts else grid.col_labels[col - 1][:1]
        return Context(self.headings, caption, grid.row_labels[row - 1], cols)

    @property
    def path(self) -> tuple[str, ...]:
        """The labels around a figure, outermost first."""
        caption = (self.caption,) if self.caption else ()
        return (*self.headings, *caption, *self.row, *self.col)


class Meaning:
    """Reads the meaning of one document's figures."""

    def __init__(self, document: Document, schemas: Schemas, scanner: Scanner) -> None:
        self._document = document
        self._vocabulary = Vocabulary(schemas)
        texts = [text for block in document.blocks for text in _texts(block)]
        company = subject(document.blocks, texts, schemas.words.get("line_of_business"))
        self._names = Names(texts, schemas, self._vocabulary, company)
        self._prose = ProseReader(schemas)
        self._labels = LabelReader(schemas, self._vocabulary, self._names, scanner)
        self._outline: list[Outline] = outline(document.blocks, scanner)
        self._topics: dict[tuple[int, int | None, int | None], str] = {}
        self._unnamed: set[int] = set()
        self._timeless = (
            frozenset(timeless.words) if (timeless := schemas.words.get("timeless")) else frozenset()
        )
        self._periods: dict[tuple[int, int | None, int | None], Dates | None] = {}

    def context(self, index: int) -> Context:
        """The headings over a block, and the caption of a table or of items under a caption."""
        place = self._outline[index]
        return Context(place.headings, place.caption)

    def of_sentence(self, sentence: Sentence, context: Context) -> tuple[Fact, ...]:
        """The facts of a sentence with their meaning."""
        spans = [
            (fact.figure.start - sentence.start, fact.figure.end - sentence.start) for fact in sentence.facts
        ]
        names = [name for name in self._names.find(sentence.text) if not _inside(name, spans)]
        tags = self._vocabulary.tags(sentence.text)
        reading = Reading(sentence.text, sentence.facts, spans, tags, names, boundaries(sentence.text, spans))
        around, certain = self._around(sentence, names, context)
        at = (sentence.block, sentence.row, sentence.col)
        meanings = self._prose.read(reading)
        spoken = self._periods.get(at)
        facts = tuple(
            self._fact(fact, meant, around, spoken, context)
            for fact, meant in zip(sentence.facts, meanings, strict=True)
        )
        if not certain:
            self._unnamed.update(
                fact.id for fact, meant in zip(facts, meanings, strict=True) if meant.entity is None
            )
        self._periods[at] = _last_period(sentence.facts, meanings) or spoken
        return facts

    def of_grid(self, grid: Grid, context: Context) -> tuple[Grid, dict[tuple[int, int], Fact]]:
        """The facts of a table's cells with their meaning, by position."""
        facts = {}
        for at, fact in grid.facts.items():
            meant = self._labels.of_cell(grid, at, fact, context.headings)
            facts[at] = _with(fact, meant, fact.label)
        return grid, facts

    def named(self, facts: Sequence[Fact]) -> dict[int, str]:
        """The products that passages without a name are about, by fact."""
        return adopt(self._document.blocks, facts, frozenset(self._unnamed), self._timeless)

    def _around(self, sentence: Sentence, names: Sequence[Name], context: Context) -> tuple[str | None, bool]:
        """What a sentence is about if it does not say, and whether more than a heading tells so."""
        at = (sentence.block, sentence.row, sentence.col)
        subject = names[0] if names and names[0].start <= _SUBJECT else None
        if at not in self._topics and subject is not None and not is_compared(sentence.text, subject):
            self._topics[at] = subject.entity
        cell = self._labels.entity("", context.row, context.col, ())
        near = cell or self._topics.get(at) or self._labels.entity(context.caption, (), (), ())
        return near or self._labels.entity("", (), (), context.headings), near is not None

    def _fact(
        self, fact: Fact, meant: Meant, entity: str | None, spoken: Dates | None, context: Context
    ) -> Fact:
        if meant.entity is None and (fact.figure.quantity is not None or context.col):
            meant = replace(meant, entity=entity)
        if meant.period is None and fact.figure.dates is None:
            meant = replace(meant, period=self._labels.period(context.row, context.col) or spoken)
        if meant.concept is None:
            meant = self._labels.completed(meant, fact, context.row)
        words = (meant.words,) if meant.words else ()
        return _with(fact, meant, (*context.path, *words))


_SUBJECT = 24  # a name that far into a sentence is not its subject


def _inside(name: Name, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a name is part of a figure's unit: 2,048 NVIDIA H800 GPUs."""
    return any(start <= name.start < end for start, end in spans)


def _last_period(facts: Sequence[Fact], meanings: Sequence[Meant]) -> Dates | None:
    """The period a paragraph goes on speaking of after a sentence."""
    for fact, meant in zip(reversed(facts), reversed(meanings), strict=True):
        dates = fact.figure.dates if fact.figure.dates is not None else meant.period
        if dates is not None and dates.grain is not Grain.DAY and "prior" not in meant.scope:
            return dates
    return None


def _with(fact: Fact, meant: Meant, label: tuple[str, ...]) -> Fact:
    return replace(
        fact,
        label=label,
        concept=meant.concept,
        entity=meant.entity,
        period=meant.period,
        status=meant.status,
        basis=meant.basis,
        source=meant.source,
        scope=meant.scope,
    )


def _texts(block: Block) -> Sequence[str]:
    if block.table is None:
        return (block.text.content,)
    return [block.table.caption or "", *(cell.text.content for cell in block.table.cells)]
