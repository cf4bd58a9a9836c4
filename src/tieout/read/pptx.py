"""Presentations: the texts, tables and charts of every slide, in the order of its shapes.

Places are slides, as pages. What stands in the placeholders for date, footer and slide number is furniture;
masters and layouts, which repeat on every slide, are not read; amounts on them are counted, and speaker's
notes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from tieout.model import Anchor, Block, BlockKind, Cell, Document, Place, Problem, Text, Unread
from tieout.read.captions import is_caption, is_source
from tieout.read.chart import chart_blocks
from tieout.read.continued import with_continued
from tieout.read.docx_text import MC, A, C, R
from tieout.read.docx_unread import diagram_text
from tieout.read.grid import Tables, table_block, with_tables
from tieout.read.inline import squeezed, superscript
from tieout.read.limits import Limits
from tieout.read.package import Package
from tieout.read.tally import Tally, count_furniture
from tieout.read.unopened import count_unopened
from tieout.read.whole import whole
from tieout.wording import say

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_PICTURE = f"{P}pic"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_NEW_CHART = "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart"
_NOTES = {"notesSlide": "page of notes", "comments": "page of comments"}
_BEHIND = re.compile(r"ppt/(?:slideLayouts|slideMasters)/[^/]+\.xml")
_SIGN = 32 * 9_525  # the largest side, in EMU, of a picture that is a mere sign
_TITLES = frozenset(("title", "ctrTitle"))
_FURNITURE = frozenset(("sldNum", "dt", "ftr", "hdr"))


def read_pptx(data: bytes, name: str, limits: Limits) -> Document:
    """Read a presentation. Raises `ReadError` if it is damaged, protected or above a limit."""
    package = Package(data, name, limits)
    main = package.main("ppt")
    relations = package.relations(main)
    root = package.xml(main)
    slides = list(root.iter(f"{P}sldId")) if root is not None else []
    limits.check("pages", len(slides), name)
    blocks: list[Block] = []
    problems: list[Problem] = []
    tables = Tables(name, limits)
    for number, slide in enumerate(slides, start=1):
        path = relations.get(slide.get(f"{R}id", ""), ("", ""))[1]
        found = package.xml(path)
        if found is None:
            tally = Tally()
            tally.add(Unread.DAMAGED, say("slide that the package does not hold"), Place(page=number))
            problems += tally.problems()
        else:
            reader = _Slide(package, path, Place(page=number), tables)
            read = list(reader.blocks(found))
            if all(block.kind is not BlockKind.HEADING for block in read):  # not under the title before it
                blocks.append(Block(BlockKind.HEADING, Text(f"Slide {number}"), level=1))
            blocks += read
            problems += _hidden(found, Place(page=number))
            problems += reader.unread(found, read)
    listed = {relations.get(slide.get(f"{R}id", ""), ("", ""))[1] for slide in slides}
    problems += _unlisted(package, {path for kind, path in relations.values() if kind == "slide"} - listed)
    rest = Tally()
    count_furniture(_behind(package), rest)
    count_unopened(package, rest)
    problems += rest.problems()
    return Document(
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format="pptx",
        blocks=with_tables(with_continued(blocks)),
        problems=tuple(problems),
        title=package.title(),
    )


def _unlisted(package: Package, paths: Iterable[str]) -> Iterator[Problem]:
    """Slides that the package holds and the presentation does not show."""
    tally = Tally()
    for path in sorted(paths):
        root = package.xml(path)
        if root is not None:
            text = "\n".join(node.text or "" for node in root.iter(f"{A}t"))
            tally.add(Unread.HIDDEN, say("slide that is not shown"), text=text)
    return tally.problems()


def _behind(package: Package) -> Iterator[Block]:
    """The texts of layouts and masters that no slide fills in: they are seen behind its own."""
    for part in sorted(part for part in package.parts if _BEHIND.fullmatch(part)):
        root = package.xml(part)
        for shape in root.iter(f"{P}sp") if root is not None else ():
            if next(shape.iter(f"{P}ph"), None) is None:
                text = " ".join(node.text or "" for node in shape.iter(f"{A}t"))
                yield Block(BlockKind.FURNITURE, Text(text))


def _hidden(slide: etree._Element, place: Place) -> Iterator[Problem]:
    if slide.get("show") in ("0", "false"):
        yield Problem(
            "hidden-slide", say("the hidden slide {page} was read with the others", page=place.page), place
        )


class _Slide:
    """Reads the shapes of one slide."""

    def __init__(self, package: Package, part: str, place: Place, tables: Tables) -> None:
        self.package = package
        self.relations = package.relations(part)
        self.place = place
        self.tables = tables
        self.tally = Tally()

    def unread(self, slide: etree._Element, read: Sequence[Block]) -> Iterator[Problem]:
        """What of the slide was not read."""
        for picture in _shown(slide, _PICTURE):
            if not _is_sign(picture):
                self.tally.add(Unread.IMAGES, say("picture"), self.place)
        for diagram in _shown(slide, _DIAGRAM):
            text = diagram_text(diagram, self.package, self.relations)
            self.tally.add(Unread.DRAWINGS, say("diagram"), self.place, text=text)
        for _ in _shown(slide, _NEW_CHART):
            self.tally.add(Unread.DRAWINGS, say("chart of a newer kind"), self.place)
        for _ in _shown(slide, f"{P}oleObj"):
            self.tally.add(Unread.OBJECTS, say("embedded object"), self.place)
        for kind, path in sorted(self.relations.values()):
            root = self.package.xml(path) if kind in _NOTES else None
            if root is not None:
                text = "\n".join(_noted(root))
                self.tally.add(Unread.NOTES, _NOTES[kind], self.place, text=text)
        count_furniture(read, self.tally)
        return self.tally.problems(f" of slide {self.place.page}")

    def blocks(self, element: etree._Element) -> Iterator[Block]:
        """The blocks of a slide or of a group of shapes."""
        for shape in _shown(element, f"{P}sp", f"{P}graphicFrame"):
            if shape.tag == f"{P}sp":
                yield from self._texts(shape)
            else:
                yield from self._frame(shape)

    def _texts(self, shape: etree._Element) -> Iterator[Block]:
        holder = next(shape.iter(f"{P}ph"), None)
        kind = holder.get("type", "body") if holder is not None else ""
        for paragraph in shape.iter(f"{A}p"):
            text = self._text([paragraph])
            if text.content:
                yield _block(text, kind, paragraph)

    def _frame(self, frame: etree._Element) -> Iterator[Block]:
        """A table or a chart."""
        for table in frame.iter(f"{A}tbl"):
            yield from self._table(table)
        for chart in frame.iter(f"{C}chart"):
            root = self.package.xml(self.relations.get(chart.get(f"{R}id", ""), ("", ""))[1])
            yield from chart_blocks(root, self.place, self.tables, self.tally)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        cells = []
        rows = table.findall(f"{A}tr")
        for row, line in enumerate(rows, start=1):
            for col, cell in enumerate(line.findall(f"{A}tc"), start=1):
                text = self._text(list(cell.iter(f"{A}p")))
                if cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true"):
                    if text.content:
                        self.tally.add(Unread.HIDDEN, say("cell under a merged one"), text=text.content)
                    continue
                cells.append(Cell(text, row, col, _span(cell, "rowSpan"), _span(cell, "gridSpan")))
        if any(cell.text.content for cell in cells):
            cols = max(cell.col + cell.colspan - 1 for cell in cells)
            yield table_block(self.tables.cells(cells, len(rows), cols))

    def _text(self, paragraphs: list[etree._Element]) -> Text:
        lines = []
        for paragraph in paragraphs:
            pieces: list[str] = []
            for node in paragraph.iter(f"{A}t", f"{A}br"):
                pieces.append("\n" if node.tag == f"{A}br" else _piece(node, pieces))
            lines.append(squeezed("".join(pieces).replace("\xa0", " ").strip()))
        content = "\n".join(line for line in lines if line)
        return Text(content, (Anchor(0, self.place),)) if content else Text("")


def _shown(element: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """The elements of these tags, without those that stand in for others in older programs."""
    return (
        found for found in element.iter(*tags) if next(found.iterancestors(f"{MC}Fallback"), None) is None
    )


def _is_sign(picture: etree._Element) -> bool:
    """Whether a picture is too small for a figure that anybody could read."""
    extent = picture.find(f"{P}spPr/{A}xfrm/{A}ext")
    sides = [extent.get(side, "") for side in ("cx", "cy")] if extent is not None else []
    return bool(sides) and all(whole(side, _SIGN + 1) <= _SIGN for side in sides)


def _noted(root: etree._Element) -> Iterator[str]:
    """The texts of speaker's notes or comments, without the number of the slide."""
    for node in root.iter(f"{A}t", f"{P}text"):
        if next(node.iterancestors(f"{A}fld"), None) is None:
            yield node.text or ""


def _piece(node: etree._Element, before: list[str]) -> str:
    """The text of a run; a raised one is a power, or the mark of a note, which goes."""
    text = node.text or ""
    run = node.getparent()
    properties = run.find(f"{A}rPr") if run is not None else None
    if properties is None:
        return text
    if properties.get("strike", "noStrike") != "noStrike":
        return ""
    raised = properties.get("baseline", "0")
    return superscript("".join(before[-4:]), text) if whole(raised, 0) else text


def _block(text: Text, kind: str, paragraph: etree._Element) -> Block:
    if kind in _TITLES:
        return Block(BlockKind.HEADING, text, level=1)
    if kind in _FURNITURE:
        return Block(BlockKind.FURNITURE, text)
    if is_caption(text.content):
        return Block(BlockKind.CAPTION, text)
    if is_source(text.content):
        return Block(BlockKind.FOOTNOTE, text)
    listed = kind == "body" or paragraph.find(f"{A}pPr/{A}buChar") is not None
    return Block(BlockKind.ITEM if listed else BlockKind.PARAGRAPH, text)


def _span(cell: etree._Element, name: str) -> int:
    return min(max(whole(cell.get(name), 1), 1), 1_000)
