"""One walk over a document: figures are found, put into sentences and tables, and given their meaning.

Running headers, page numbers and code are left alone. Facts are numbered as they are read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from tieout.extract.figures import Found, scanner
from tieout.extract.fiscal import fiscal_year
from tieout.extract.grids import read_grid
from tieout.extract.meaning import Context, Meaning, Passage
from tieout.extract.metadata import read_metadata
from tieout.extract.not_figures import numbers_heading
from tieout.extract.parts import names_parts
from tieout.extract.passed import passed, told
from tieout.extract.sentences import split
from tieout.extract.table import read_lines
from tieout.model import BlockKind, Cell, Document, Fact, Figure, Grid, Report, Sentence, Table
from tieout.rulebook.book import Schemas

_LABEL_LENGTH = 60
_HEADERS = 4  # rows of a table that may say what its years are
_FRONT = 60  # blocks in which a report says of which day it is
_SKIPPED = frozenset({BlockKind.CODE, BlockKind.FURNITURE})


def walk(document: Document, schemas: Schemas) -> Report:
    """Find the facts of a document, numbered in reading order."""
    over = passed(document, schemas.lexicon)
    yearless = over.yearless or names_parts(document, schemas.lexicon)
    report = _walked(document, schemas, _dated(document, schemas) if yearless else None)
    return replace(report, problems=tuple(told(over, report)))


def _walked(document: Document, schemas: Schemas, today: int | None = None) -> Report:
    reader = _Walk(document, schemas, today)
    sentences, grids = reader.read()
    metadata = read_metadata(document, sentences, reader.facts, schemas)
    return Report(document, metadata, tuple(reader.facts), tuple(sentences), tuple(grids))


def _dated(document: Document, schemas: Schemas) -> int | None:
    """The last day of the report's own date, by its front pages."""
    front = _walked(replace(document, blocks=document.blocks[:_FRONT]), schemas).metadata.date
    return None if front is None or front.figure.dates is None else front.figure.dates.last


@dataclass(frozen=True, slots=True)
class _Prose:
    """A text to read: the block it stands in and, inside a table, its cell."""

    text: str
    block: int
    row: int | None = None
    col: int | None = None


class _Walk:
    """One pass over a document; collects facts in reading order."""

    def __init__(self, document: Document, schemas: Schemas, today: int | None) -> None:
        self.facts: list[Fact] = []
        self._document = document
        self._schemas = schemas
        self._scanner = scanner(schemas).of(fiscal_year(_texts(document), schemas.lexicon), today)
        self._meaning = Meaning(document, schemas, self._scanner, today)

    def read(self) -> tuple[list[Sentence], list[Grid]]:
        sentences: list[Sentence] = []
        grids: list[Grid] = []
        for index, block in enumerate(self._document.blocks):
            if block.kind in _SKIPPED:
                continue
            context = self._meaning.context(index)
            if block.table is None:
                sentences += self._sentences(_Prose(block.text.content, index), context)
                continue
            grid, cells = self._table(block.table, index, context)
            grids.append(grid)
            sentences += cells
        return self._name(sentences), grids

    def _sentences(self, prose: _Prose, context: Context) -> Iterator[Sentence]:
        found = self._scanner.scan(prose.text)
        heading = prose.row is None and self._document.blocks[prose.block].kind is BlockKind.HEADING
        if heading and found and numbers_heading(prose.text, found[0].end):
            found = found[1:]
        if not found:
            return
        starts = [item.start for item in found]
        for start, end in split(prose.text, self._schemas.lexicon):
            inside: Sequence[Found] = found[bisect_left(starts, start) : bisect_left(starts, end)]
            if inside:
                inside = self._meaning.counted(prose.text[start : max(end, inside[-1].end)], start, inside)
            if inside:
                yield self._sentence(prose, start, end, inside, context)
            else:
                self._meaning.hear(prose.text[start:end], (prose.block, prose.row, prose.col))

    def _sentence(
        self, prose: _Prose, start: int, end: int, found: Sequence[Found], context: Context
    ) -> Sentence:
        end = max(end, found[-1].end)
        text = prose.text[start:end]
        figures = [
            Figure(
                prose.text[item.start : item.end], prose.block, item.start, item.end,
                item.quantity, item.dates, prose.row, prose.col,
            )
            for item in found
        ]  # fmt: skip
        passage = Passage(text, prose.block, start, figures, prose.row, prose.col)
        facts = self._meaning.of_sentence(passage, len(self.facts), context)
        self.facts += facts
        return Sentence(text, prose.block, start, facts, context.headings, prose.row, prose.col)

    def _table(self, table: Table, index: int, context: Context) -> tuple[Grid, list[Sentence]]:
        """Read a table: cells that are one figure, then the prose in the others, in reading order."""
        grid = read_grid(
            table, index, context.caption, context.headings, self._scanner, count(),
            self._document.path, self._schemas, self._document.tags,
        )  # fmt: skip
        facts: dict[tuple[int, int], Fact] = {}
        sentences: list[Sentence] = []
        for cell in table.cells:
            at = (cell.row, cell.col)
            if at in grid.facts:
                facts[at] = self._meaning.of_cell(grid, at, len(self.facts))
                self.facts.append(facts[at])
            elif cell.text.content and _is_prose(grid, cell):
                prose = _Prose(cell.text.content, index, cell.row, cell.col)
                sentences += self._sentences(prose, context.of_cell(grid, *at))
        grid = replace(grid, facts=facts)
        before = self._document.blocks[index - 1] if index else None
        lead = before.text.content.strip() if before is not None and before.table is None else ""
        return replace(grid, lines=read_lines(grid, self._schemas, lead)), sentences

    def _name(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        """Name what unnamed passages are about, now that all facts are known."""
        named = self._meaning.named(self.facts)
        if not named:
            return list(sentences)
        for number, entity in named.items():
            self.facts[number] = replace(self.facts[number], entity=entity)
        return [
            replace(sentence, facts=tuple(self.facts[fact.id] for fact in sentence.facts))
            if any(fact.id in named for fact in sentence.facts)
            else sentence
            for sentence in sentences
        ]


def _texts(document: Document) -> Iterator[str]:
    """Every text of a document, captions and cells included."""
    for block in document.blocks:
        if block.table is None:
            yield block.text.content
            continue
        yield block.table.caption or ""
        yield " ".join(cell.text.content for cell in block.table.cells if cell.row <= _HEADERS)


def _is_prose(grid: Grid, cell: Cell) -> bool:
    """Whether a cell that is no figure has sentences to read; the words of headers are labels."""
    text = cell.text.content
    header_rows = grid.header_rows if grid.facts else 1
    if cell.row <= header_rows or (cell.col <= grid.label_cols and len(text) < _LABEL_LENGTH):
        return False
    return any(char.isdigit() for char in text)
