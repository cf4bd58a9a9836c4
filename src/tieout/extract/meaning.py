"""What each figure means: concept, entity, period, status, basis, source and whatever narrows it.

Sentences are read by `prose`; the cells of a table by their header paths, here. What a sentence leaves
unsaid comes from the paragraph's first subject, the caption, then the nearest heading.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tieout.extract.belonging import is_aside, is_based
from tieout.extract.clauses import Reading, boundaries, dated
from tieout.extract.entities import Name, Names
from tieout.extract.figures import Found, Scanner
from tieout.extract.labels import LabelReader
from tieout.extract.outline import Outline, outline
from tieout.extract.parts import Parts
from tieout.extract.prose import Meant, ProseReader
from tieout.extract.shared_figures import by_shared_figures
from tieout.extract.subjects import is_compared
from tieout.extract.titles import subject
from tieout.extract.vocabulary import vocabulary
from tieout.extract.wording import bases, listed_periods
from tieout.lexicon import WordList
from tieout.model import Block, Dates, Document, Fact, Figure, Grain, Grid
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


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence and the figures in it: its block and, inside a table, its cell; offsets as in `Figure`."""

    text: str
    block: int
    start: int
    figures: Sequence[Figure]
    row: int | None = None
    col: int | None = None

    @property
    def at(self) -> tuple[int, int | None, int | None]:
        """The block or cell the sentence stands in."""
        return self.block, self.row, self.col


class Meaning:
    """Reads the meaning of one document's figures."""

    def __init__(
        self, document: Document, schemas: Schemas, scanner: Scanner, today: int | None = None
    ) -> None:
        self._document = document
        self._vocabulary, self._lexicon = vocabulary(schemas), schemas.lexicon
        texts = [text for block in document.blocks for text in _texts(block)]
        company = subject(document.blocks, texts, schemas.lexicon)
        self._names = Names(texts, schemas, self._vocabulary, company)
        self._prose = ProseReader(schemas)
        self._labels = LabelReader(schemas, self._vocabulary, self._names, scanner)
        self._parts = Parts(schemas.lexicon, today)
        self._scanner = scanner
        self._times: dict[str, tuple[Dates, ...]] = {}  # that headings name
        self._outline: list[Outline] = outline(document.blocks, scanner)
        self._topics: dict[tuple[int, int | None, int | None], str] = {}
        self._unnamed: set[int] = set()
        timeless = schemas.words.get(WordList.TIMELESS)
        self._timeless = frozenset(timeless.words if timeless is not None else ())
        now = schemas.words[WordList.OF_NOW].words if WordList.OF_NOW in schemas.words else ()
        self._yearly = frozenset(schemas.concepts) - self._timeless - frozenset(now)
        self._periods: dict[tuple[int, int | None, int | None], Dates | None] = {}
        self._lists: dict[tuple[int, int | None, int | None], tuple[Dates, ...]] = {}

    def context(self, index: int) -> Context:
        """The headings over a block, and the caption of a table or of items under a caption."""
        place = self._outline[index]
        return Context(place.headings, place.caption)

    def counted(self, text: str, start: int, found: Sequence[Found]) -> Sequence[Found]:
        """What was found in a sentence without the sizes of models that are part of a name: Qwen2.5 72B."""
        if not any(text[item.end - start - 1] in _SIZES for item in found):
            return found
        names = [(start + name.start, start + name.end) for name in self._names.find(text)]
        return [item for item in found if not any(a < item.start and item.end == b for a, b in names)]

    def of_sentence(self, passage: Passage, first: int, context: Context) -> tuple[Fact, ...]:
        """The facts of a sentence with their meaning, numbered from `first`."""
        text, figures = passage.text, passage.figures
        spans = [(figure.start - passage.start, figure.end - passage.start) for figure in figures]
        names = _outside(self._names.find(text), spans)
        reading = Reading(
            text, figures, spans, self._vocabulary.tags(text), self._vocabulary, names,
            boundaries(text, spans), bases(text, figures, spans, self._lexicon), dated(figures),
        )  # fmt: skip
        lists = listed_periods(reading, self._lists.get(passage.at, ()))
        meanings = self._prose.read(reading, lists)
        spoken, over = self._periods.get(passage.at), self._over(context)
        meanings = self._parts.read(reading, meanings, lists, spoken or over)
        around, certain = self._around(passage, names, context)
        if not certain:
            self._unnamed.update(first + i for i, meant in enumerate(meanings) if meant.entity is None)
        self._remember(passage.at, lists, _last_period(reading, meanings, spoken or over))
        path, own = context.path, self._labels.period(context.row, context.col)
        facts = []
        for offset, (figure, meant) in enumerate(zip(figures, meanings, strict=True)):
            dated_figure = figure.quantity is None
            entity = meant.entity
            if entity is None and (not dated_figure or context.col):
                entity = around
            concept = meant.concept or self._labels.of_row(figure, context.row)
            period = meant.period
            if period is None and not dated_figure:
                period = own or spoken or (self._headed(context) if concept in self._yearly else None)
            label = (*path, meant.words) if meant.words else path
            facts.append(
                Fact(
                    first + offset,
                    figure,
                    self._document.path,
                    label,
                    concept,
                    entity,
                    period,
                    meant.status,
                    meant.basis,
                    meant.source,
                    None,
                    _scope(meant.scope, period),
                )
            )
        return tuple(facts)

    def of_cell(self, grid: Grid, at: tuple[int, int], number: int) -> Fact:
        """The fact of a table's cell with its meaning, and with this number."""
        return self._labels.of_cell(grid, at, number)

    def named(self, facts: Sequence[Fact]) -> dict[int, str]:
        """The products that passages without a name are about, by fact."""
        return by_shared_figures(self._document.blocks, facts, frozenset(self._unnamed), self._timeless)

    def hear(self, text: str, at: tuple[int, int | None, int | None]) -> None:
        """Remember whom a sentence without figures opens a paragraph with."""
        self._open(text, at, self._names.find(text))

    def _over(self, context: Context) -> Dates | None:
        """The time that the nearest heading with any names last; None if it names several years."""
        for heading in reversed(context.headings):
            if told_there := self._named_in(heading):
                years = {date.fromordinal(day).year for one in told_there for day in (one.first, one.last)}
                return told_there[-1] if len(years) == 1 else None
        return None

    def _headed(self, context: Context) -> Dates | None:
        """The one period that the heading right over a paragraph names; a title speaks of more than that."""
        told = self._named_in(context.headings[-1]) if len(context.headings) > 1 else ()
        return told[0] if len(told) == 1 and told[0].grain is not Grain.DAY else None

    def _named_in(self, heading: str) -> tuple[Dates, ...]:
        """The times that a heading names."""
        if heading not in self._times:
            told = (item.dates for item in self._scanner.scan(heading))
            self._times[heading] = tuple(dates for dates in told if dates is not None)
        return self._times[heading]

    def _open(self, text: str, at: tuple[int, int | None, int | None], names: Sequence[Name]) -> None:
        subject = names[0] if names and names[0].start <= _SUBJECT else None
        if at not in self._topics and subject is not None and not is_compared(text, subject, self._lexicon):
            self._topics[at] = subject.entity

    def _remember(
        self, at: tuple[int, int | None, int | None], lists: Mapping[int, Dates], last: Dates | None
    ) -> None:
        """Keep what a paragraph goes on speaking of: a period, or those of a list it ended with."""
        if last is None:
            return
        ended = tuple(dict.fromkeys(lists.values()))
        self._lists[at] = ended if last in ended else ()
        self._periods[at] = None if last in ended and len(ended) > 1 else last

    def _around(self, passage: Passage, names: Sequence[Name], context: Context) -> tuple[str | None, bool]:
        """What a sentence is about if it does not say, and whether more than a heading tells so."""
        self._open(passage.text, passage.at, names)
        cell = self._labels.entity("", context.row, context.col, ())
        near = cell or self._topics.get(passage.at) or self._labels.entity(context.caption, (), (), ())
        return near or self._labels.entity("", (), (), context.headings), near is not None


_ANY = 1 << 60
_QUARTER = "quarter"  # the scope of a figure of one quarter
_SIZES = frozenset("BM")  # 72B, 300M: letters that end a size in a name
_SUBJECT = 24  # a name that far into a sentence is not its subject


def _outside(names: Sequence[Name], spans: Sequence[tuple[int, int]]) -> list[Name]:
    """The names that are no part of a figure's unit: 2,048 NVIDIA H800 GPUs."""
    kept = []
    for name in names:
        index = bisect_right(spans, (name.start, _ANY)) - 1
        if index < 0 or name.start >= spans[index][1]:
            kept.append(name)
    return kept


def _scope(said: tuple[str, ...], period: Dates | None) -> tuple[str, ...]:
    """What narrows a figure, but for the word quarter where its period is one or counts them."""
    if period is None or period.grain is Grain.YEAR:
        return said
    return tuple(word for word in said if word != _QUARTER)


def _last_period(reading: Reading, meanings: Sequence[Meant], known: Dates | None) -> Dates | None:
    """The period a paragraph goes on speaking of after a sentence: the latest one of the sort told last.

    A sentence that opens with no time, or goes on about that `known` before it, and adds an earlier one, does
    not change it.
    """
    told: list[Dates] = []
    for index, figure in enumerate(reading.figures):
        meant = meanings[index]
        dates = figure.dates if figure.dates is not None else meant.period
        based = "prior" in meant.scope or "compared from" in meant.scope or is_based(reading, index)
        if dates is not None and dates.grain is not Grain.DAY and not based and not is_aside(reading, index):
            told.append(dates)
    earlier = known is None or all(dates.last < known.last for dates in told)
    if earlier and _opens_undated(reading, meanings):
        return None
    return max((dates for dates in told if dates.grain is told[-1].grain), key=_last, default=None)


def _opens_undated(reading: Reading, meanings: Sequence[Meant]) -> bool:
    """Whether the first figure of a sentence is an amount of which it says no time."""
    first = next(iter(zip(reading.figures, meanings, strict=True)), None)
    return first is not None and first[0].quantity is not None and first[1].period is None


def _last(dates: Dates) -> int:
    return dates.last


def _texts(block: Block) -> Sequence[str]:
    if block.table is None:
        return (block.text.content,)
    return [block.table.caption or "", *(cell.text.content for cell in block.table.cells)]
