"""Tick marks on a copy of a Word document: figures shaded by how they stand, a comment on those that fail.

The worked calculation stands in the comment. A cover lists the findings, each with a link to its figure. Only
the main part, its comments and what names them are written anew. Comments cannot stand in notes, headers,
text boxes and charts; their figures are left without a mark.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tieout.model import Fact, Report, Text
from tieout.read import Limits
from tieout.read.docx import Origins, docx_origins
from tieout.read.docx_text import W, text_nodes
from tieout.read.package import Package
from tieout.render.docx_comments import Comments, text_element
from tieout.render.package_copy import copied, written
from tieout.render.standing import NAMES, Standing
from tieout.render.ticks import NOTED, SIGNS, notes, pale
from tieout.render.ticks_cover import cover, standing_of
from tieout.render.ticks_cover_docx import bookmarked, put_cover
from tieout.render.view import View
from tieout.wording import translated

_SILENT = (Standing.PLAUSIBLE, Standing.UNCOVERED)  # nothing was worked out for them
_AFTER_SHADING = (
    "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Mark:
    """A figure in a paragraph: where its characters begin and end among those of the text nodes."""

    fact: Fact
    start: int
    end: int


def tick_docx(view: View, report: Report, source: bytes, *, everything: bool = False) -> bytes:
    """Mark every figure of a Word report.

    Args:
        view: the results of the run.
        report: the report to mark, read from a DOCX.
        source: the bytes it was read from.
        everything: a comment on every figure that was checked, not only on those that fail.

    Returns:
        The same document with a cover and comments.

    Raises:
        ReadError: the document cannot be read again.
    """
    package = Package(source, report.path, Limits())
    origins = docx_origins(package)
    comments = Comments(package, origins.part)
    said = notes(view, report)
    marks: dict[etree._Element, list[_Mark]] = {}
    texts = _texts(origins)
    for fact in report.facts:
        found = _paragraph_of(origins, texts[fact.figure.block, fact.figure.row, fact.figure.col], fact)
        if found is not None:
            marks.setdefault(found[0], []).append(found[1])
    standing, language = standing_of(view, report), view.language(report.path)
    shown = cover(view, report)
    aims = {entry.fact.id for entry in shown.entries if entry.fact is not None}
    root, linked = None, set()
    for paragraph, inside in marks.items():
        root = paragraph.getroottree().getroot()
        for mark in sorted(inside, key=lambda mark: -mark.start):
            stands, identifier = standing[mark.fact.id], None
            if stands in NOTED or (everything and stands not in _SILENT):
                head = f"{SIGNS[stands]} {translated(NAMES[stands], language)}"
                identifier = comments.add([head, *said.get(mark.fact.id, ())])
            runs = _put(paragraph, mark, stands, identifier)
            if mark.fact.id in aims and runs:
                bookmarked(runs[0], mark.fact)
                linked.add(mark.fact.id)
    if root is None:
        return copied(source, {})
    put_cover(root, shown, linked)
    return copied(source, {origins.part: written(root), **(comments.parts() if len(comments.root) else {})})


def _paragraph_of(origins: Origins, text: Text, fact: Fact) -> tuple[etree._Element, _Mark] | None:
    """The paragraph that prints a figure, and where in it; None where no comment can stand.

    The reader may have dropped markup and marks of notes, so that figures are found by which
    occurrence of their text they are.
    """
    rank = text.content.count(fact.figure.text, 0, fact.figure.start)
    for paragraph in origins.of(text):
        content = "".join(_content(node) for node in text_nodes(paragraph))
        at = -1
        while (at := content.find(fact.figure.text, at + 1)) >= 0:
            if not rank:
                mark = _Mark(fact, at, at + len(fact.figure.text))
                return (paragraph, mark) if _commentable(paragraph) else None
            rank -= 1
            at += len(fact.figure.text) - 1
    return None


def _texts(origins: Origins) -> dict[tuple[int, int | None, int | None], Text]:
    """The texts of blocks and cells, by block, row and column."""
    found: dict[tuple[int, int | None, int | None], Text] = {}
    for number, block in enumerate(origins.blocks):
        found[number, None, None] = block.text
        for cell in block.table.cells if block.table is not None else ():
            found[number, cell.row, cell.col] = cell.text
    return found


def _commentable(paragraph: etree._Element) -> bool:
    root = paragraph.getroottree().getroot()
    boxed = any(parent.tag == f"{W}txbxContent" for parent in paragraph.iterancestors())
    return root.tag == f"{W}document" and not boxed


def _content(node: etree._Element) -> str:
    return (node.text or "").replace("\xa0", " ")


def _put(
    paragraph: etree._Element, mark: _Mark, standing: Standing, comment: str | None
) -> list[etree._Element]:
    """Shade the runs of a figure, and span them with a comment; gives the runs."""
    runs = list(_runs(paragraph, mark))
    for run in runs:
        _shade(run, standing)
    if comment is None or not runs:
        return runs
    runs[0].addprevious(_element("commentRangeStart", comment))
    last = runs[-1]
    reference = etree.Element(f"{W}r")
    reference.append(_element("commentReference", comment))
    last.addnext(reference)
    last.addnext(_element("commentRangeEnd", comment))
    return runs


def _element(name: str, identifier: str) -> etree._Element:
    element = etree.Element(f"{W}{name}")
    element.set(f"{W}id", identifier)
    return element


def _runs(paragraph: etree._Element, mark: _Mark) -> Iterator[etree._Element]:
    """The runs that hold the characters of a figure and nothing else; others are cut."""
    offset = 0
    for node in list(text_nodes(paragraph)):
        length = len(_content(node))
        first, last = max(mark.start - offset, 0), min(mark.end - offset, length)
        offset += length
        if first < last:
            yield _alone(node, first, last)


def _alone(node: etree._Element, first: int, last: int) -> etree._Element:
    """Cut the run of a text node before and after some characters; the run between is returned."""
    run = node.getparent()
    assert run is not None  # a text node stands in a run
    properties = run.find(f"{W}rPr")
    children = [child for child in run if child.tag != f"{W}rPr"]
    position = children.index(node)
    content = node.text or ""
    middle = _run(run, properties, _piece(content[first:last]))
    before = [*children[:position], *_piece(content[:first])]
    after = [*_piece(content[last:]), *children[position + 1 :]]
    for part in (_run(run, properties, before), middle, _run(run, properties, after)):
        if any(child.tag != f"{W}rPr" for child in part):
            run.addprevious(part)
    parent = run.getparent()
    assert parent is not None  # and a run in a paragraph
    parent.remove(run)
    return middle


def _run(
    like: etree._Element, properties: etree._Element | None, children: list[etree._Element]
) -> etree._Element:
    """A run with the attributes of another one."""
    run = etree.Element(f"{W}r")
    run.attrib.update(like.attrib)
    if properties is not None:
        run.append(copy.deepcopy(properties))
    run.extend(children)
    return run


def _piece(content: str) -> list[etree._Element]:
    return [text_element(content)] if content else []


def _shade(run: etree._Element, standing: Standing) -> None:
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        run.insert(0, properties)
    for earlier in properties.findall(f"{W}shd"):
        properties.remove(earlier)
    shading = etree.Element(f"{W}shd")
    shading.set(f"{W}val", "clear")
    shading.set(f"{W}color", "auto")
    shading.set(f"{W}fill", pale(standing))
    later = [child for child in properties if etree.QName(child).localname in _AFTER_SHADING]
    if later:
        later[0].addprevious(shading)
    else:
        properties.append(shading)
