"""Word documents: everything that is printed, tracked changes accepted.

Walks the parts itself, because libraries pass over insertions, content controls, text boxes, nested tables
and footnotes. Places are paragraph numbers of the body, and row and column in a table.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from tieout.model import Block, BlockKind, Cell, Document, Place, Problem, Text, Unread
from tieout.read.captions import is_caption, is_source
from tieout.read.chart import chart_blocks
from tieout.read.continued import with_continued
from tieout.read.docx_style import ParagraphStyle, read_styles
from tieout.read.docx_table import Row, place_cells, read_rows
from tieout.read.docx_text import MC, Paragraph, W, goes_on, read_paragraph
from tieout.read.docx_unread import changes, count_comments, count_unread
from tieout.read.grid import Tables, table_block, with_tables
from tieout.read.limits import Limits
from tieout.read.package import Package
from tieout.read.pasted import without_marks
from tieout.read.runs import joined
from tieout.read.tally import Tally, count_furniture
from tieout.read.unopened import count_unopened
from tieout.read.whole import whole
from tieout.wording import say

_WRAPPERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
) | {f"{MC}AlternateContent", f"{MC}Choice"}
_LONGEST_HEADING = 80
_NO_LEVEL = 9  # of an outline: running text
_STOPS = "。.；;!！?？，,)）"


def read_docx(data: bytes, name: str, limits: Limits) -> Document:
    """Read a Word document. Raises `ReadError` if it is damaged, protected or above a limit."""
    package = Package(data, name, limits)
    reader = _Reader(package, package.main("word"), Tables(name, limits))
    return Document(
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="docx",
        blocks=reader.document(),
        problems=tuple(reader.problems),
        title=package.title(),
    )


@dataclass(frozen=True, slots=True)
class Origins:
    """The paragraphs that the blocks and cells of a Word document were read from, in one tree of elements."""

    part: str
    blocks: tuple[Block, ...]
    texts: Mapping[int, tuple[Text, list[etree._Element]]]  # by the identity of the text
    paragraphs: Mapping[int, list[etree._Element]]  # by number, for texts that were read again

    def of(self, text: Text) -> list[etree._Element]:
        """The elements that a text of the blocks was read from."""
        if id(text) in self.texts:
            return self.texts[id(text)][1]
        return self.paragraphs.get(text.place(0, 0).paragraph or 0, [])


def docx_origins(package: Package) -> Origins:
    """Read a Word document once more, for those who write into it. Raises as `read_docx`."""
    reader = _Reader(package, package.main("word"), Tables(package.name, package.limits))
    return Origins(reader.part, reader.document(), reader.texts, reader.paragraphs)


class _Reader:
    """Reads the parts of one document; `number` counts the paragraphs of the body.

    `texts` and `paragraphs` keep what was read from where, as `Origins` has it.
    """

    def __init__(self, package: Package, part: str, tables: Tables) -> None:
        self.package = package
        self.part = part
        self.tables = tables
        self.relations = package.relations(part)
        styles = next((path for kind, path in self.relations.values() if kind == "styles"), "")
        self.styles = read_styles(package.xml(styles))
        self.number = 0
        self.depth = 0
        self.problems: list[Problem] = []
        self.tally = Tally()
        self.texts: dict[int, tuple[Text, list[etree._Element]]] = {}
        self.paragraphs: dict[int, list[etree._Element]] = {}

    def document(self) -> tuple[Block, ...]:
        """The blocks of the document, tables with their captions and numbers."""
        return with_tables(with_continued(without_marks(self.blocks(), self.tables)))

    def blocks(self) -> list[Block]:
        """Headers, body, notes and footers."""
        root = self.package.xml(self.part)
        bodies = root.findall(f"{W}body") if root is not None else []
        found = list(self._furniture("header"))
        if not bodies:
            self.tally.add(Unread.DAMAGED, say("body that the package does not hold"))
        for body in bodies:
            found += self._container(body, True)
            self.problems += changes(body)
            count_unread(body, self.package, self.relations, self.tally)
        count_comments(self.package, self.relations, f"{W}t", self.tally)
        for kind in ("footnotes", "endnotes"):
            found += self._notes(kind)
        found += self._furniture("footer")
        count_furniture(found, self.tally)
        count_unopened(self.package, self.tally)
        self.problems += self.tally.problems()
        return found

    def _container(self, element: etree._Element, body: bool) -> Iterator[Block]:
        """The blocks of a body, a text box or a table cell; only the body's paragraphs are counted."""
        begun: list[etree._Element] = []  # paragraphs whose end a tracked change took away
        for child in element:
            if child.tag == f"{W}p":
                self.number += body
                begun.append(child)
                if not goes_on(child):
                    yield from self._paragraph(begun)
                    begun = []
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag in _WRAPPERS:
                yield from self._container(child, body)
        if begun:
            yield from self._paragraph(begun)

    def _paragraph(self, elements: list[etree._Element]) -> Iterator[Block]:
        style = self._style(elements[-1])
        paragraph = read_paragraph(elements, Place(paragraph=self.number or None), style.bold)
        if paragraph.text.content:
            self.texts[id(paragraph.text)] = paragraph.text, elements
            self.paragraphs.setdefault(self.number, []).extend(elements)
            yield self._block(paragraph, style, elements[-1])
        for box in paragraph.boxes:
            yield from self._container(box, False)
        for chart in paragraph.charts:
            root = self.package.xml(self.relations.get(chart, ("", ""))[1])
            yield from chart_blocks(root, Place(paragraph=self.number or None), self.tables, self.tally)

    def _style(self, element: etree._Element) -> ParagraphStyle:
        named = element.find(f"{W}pPr/{W}pStyle")
        return self.styles.get(named.get(f"{W}val", "") if named is not None else "", ParagraphStyle())

    def _block(self, paragraph: Paragraph, style: ParagraphStyle, element: etree._Element) -> Block:
        text = paragraph.text
        content = text.content
        if is_caption(content) or style.caption:
            return Block(BlockKind.CAPTION, text)
        outline = element.find(f"{W}pPr/{W}outlineLvl")
        level = style.level
        outlined = whole(outline.get(f"{W}val") if outline is not None else None, _NO_LEVEL)
        if outlined < _NO_LEVEL:
            level = outlined + 1
        if level:
            self.depth = level
            return Block(BlockKind.HEADING, text, level=level)
        if is_source(content):
            return Block(BlockKind.FOOTNOTE, text)
        if style.listed or element.find(f"{W}pPr/{W}numPr") is not None:
            return Block(BlockKind.ITEM, text)
        if paragraph.bold and len(content) <= _LONGEST_HEADING and content[-1] not in _STOPS:
            return Block(BlockKind.HEADING, text, level=self.depth + 1)
        return Block(BlockKind.PARAGRAPH, text)

    def _table(self, element: etree._Element) -> Iterator[Block]:
        """A table, then the tables and charts inside its cells; a single column is its paragraphs."""
        rows = list(read_rows(element))
        contents = [[list(self._container(cell.element, False)) for cell in row.cells] for row in rows]
        if all(len(row.cells) <= 1 for row in rows):
            for line in contents:
                for blocks in line:
                    yield from blocks
            return
        yield from self._grid(rows, contents)
        for line in contents:
            for blocks in line:
                yield from (block for block in blocks if block.table is not None)

    def _grid(self, rows: list[Row], contents: list[list[list[Block]]]) -> Iterator[Block]:
        cells: list[Cell] = []
        for position, blocks in place_cells(rows, contents):
            texts = [block.text for block in blocks if block.table is None]
            cell = position.cell(joined(texts, "\n") if texts else Text(""))
            elements = [element for text in texts for element in self.texts[id(text)][1]]
            self.texts[id(cell.text)] = cell.text, elements
            cells.append(cell)
        if any(cell.text.content for cell in cells):
            cols = max(cell.col + cell.colspan - 1 for cell in cells)
            yield table_block(self.tables.cells(cells, len(rows), cols))

    def _furniture(self, kind: str) -> Iterator[Block]:
        """The texts of all headers or footers, each once."""
        seen = set()
        for relation, path in sorted(self.relations.values()):
            root = self.package.xml(path) if relation == kind else None
            for element in root.iter(f"{W}p") if root is not None else ():
                text = read_paragraph([element], Place()).text
                if text.content and text.content not in seen:
                    seen.add(text.content)
                    yield Block(BlockKind.FURNITURE, text)

    def _notes(self, kind: str) -> Iterator[Block]:
        for relation, path in self.relations.values():
            root = self.package.xml(path) if relation == kind else None
            if root is None:
                continue
            count_unread(root, self.package, self.package.relations(path), self.tally)
            for note in root:
                if note.get(f"{W}type") is None:
                    for block in self._container(note, False):
                        yield block if block.table is not None else Block(BlockKind.FOOTNOTE, block.text)
