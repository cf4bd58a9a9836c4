"""The cover of a marked Word document: every finding before the first paragraph, linked to its figure."""

from __future__ import annotations

from collections.abc import Collection

from lxml import etree

from tieout.model import Fact
from tieout.read.docx_text import W
from tieout.render.docx_comments import text_element
from tieout.render.ticks_cover import Cover

_FIRST = 900_000  # numbers of bookmarks that no document has reached
_TITLE, _TEXT, _SMALL = 32, 20, 18  # sizes, in half points


def bookmarked(run: etree._Element, fact: Fact) -> None:
    """Put a bookmark around a run, for the cover to lead to."""
    start, end = (etree.Element(f"{W}{name}") for name in ("bookmarkStart", "bookmarkEnd"))
    for mark in (start, end):
        mark.set(f"{W}id", str(_FIRST + fact.id))
    start.set(f"{W}name", _name(fact))
    run.addprevious(start)
    run.addnext(end)


def put_cover(root: etree._Element, cover: Cover, linked: Collection[int]) -> None:
    """Put the cover before everything else in a document.

    Args:
        root: its main part.
        cover: what it says.
        linked: the facts whose figures have a bookmark.
    """
    body = root.find(f"{W}body")
    if body is None:
        return
    paragraphs = [
        _paragraph(_run(_printable(cover.title), _TITLE, bold=True)),
        _paragraph(_run(cover.told, _TEXT)),
    ]
    for entry in cover.entries:
        run = _run(_printable(f"{entry.severity}: {entry.message}"), _TEXT)
        if entry.fact is not None and entry.fact.id in linked:
            link = etree.Element(f"{W}hyperlink")
            link.set(f"{W}anchor", _name(entry.fact))
            link.append(run)
            run = link
        paragraphs.append(_paragraph(run))
        paragraphs += [_paragraph(_run(f"    {_printable(told)}", _SMALL)) for told in entry.suspicion]
    paragraphs.append(_paragraph(_break()))
    for number, paragraph in enumerate(paragraphs):
        body.insert(number, paragraph)


def _name(fact: Fact) -> str:
    return f"tieout_{fact.id}"


def _paragraph(content: etree._Element) -> etree._Element:
    paragraph = etree.Element(f"{W}p")
    paragraph.append(content)
    return paragraph


def _run(text: str, size: int, *, bold: bool = False) -> etree._Element:
    run = etree.Element(f"{W}r")
    properties = etree.SubElement(run, f"{W}rPr")
    if bold:
        etree.SubElement(properties, f"{W}b")
    etree.SubElement(properties, f"{W}sz").set(f"{W}val", str(size))
    run.append(text_element(text))
    return run


def _break() -> etree._Element:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}br").set(f"{W}type", "page")
    return run


def _printable(text: str) -> str:
    """What XML can hold."""
    return "".join(char if char.isprintable() else " " for char in text)
