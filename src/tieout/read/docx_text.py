"""Text of a Word paragraph: as it reads with all tracked changes accepted and hidden text left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from tieout.model import Anchor, Place, Text
from tieout.read.inline import superscript

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_GONE = frozenset((f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{MC}Fallback"))
_SIGNS = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}


@dataclass(slots=True)
class Paragraph:
    """What a paragraph holds: its text, whether it is all bold, and boxes and charts anchored in it."""

    text: Text
    bold: bool
    boxes: list[etree._Element] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)


def read_paragraph(element: etree._Element, place: Place, bold: bool = False) -> Paragraph:
    """Read a `w:p`; every character is at `place`. `bold` says whether its style is."""
    pieces: list[str] = []
    heavy = []
    paragraph = Paragraph(Text(""), False)
    for node in _nodes(element, paragraph):
        piece = _piece(node)
        if not piece:
            continue
        properties = _properties(node)
        if _on(properties, "vanish"):
            continue
        if _raised(properties):
            piece = superscript("".join(pieces[-4:]), piece)
        pieces.append(piece)
        if not piece.isspace():
            heavy.append(_on(properties, "b", bold))
    content = "".join(pieces).replace("\xa0", " ").strip()
    paragraph.text = Text(content, (Anchor(0, place),)) if content else Text("")
    paragraph.bold = bool(heavy) and all(heavy)
    return paragraph


def text_nodes(element: etree._Element) -> Iterator[etree._Element]:
    """The `w:t` of a paragraph whose texts are read, in order."""
    for node in _nodes(element, Paragraph(Text(""), False)):
        if node.tag == f"{W}t" and not _on(_properties(node), "vanish"):
            yield node


def _nodes(element: etree._Element, paragraph: Paragraph) -> Iterator[etree._Element]:
    """The nodes of a paragraph in order, without what is gone; text boxes and charts are set aside."""
    stack = list(reversed(element))
    while stack:
        node = stack.pop()
        if node.tag in _GONE or not isinstance(node.tag, str):
            continue
        if node.tag == f"{W}txbxContent":
            paragraph.boxes.append(node)
        elif node.tag == f"{C}chart":
            paragraph.charts.append(node.get(f"{R}id", ""))
        else:
            yield node
            stack.extend(reversed(node))


def _piece(node: etree._Element) -> str:
    if node.tag == f"{W}t":
        return node.text or ""
    if node.tag == f"{W}br":
        return "" if node.get(f"{W}type") in ("page", "column") else "\n"
    return _SIGNS.get(str(node.tag), "")


def _properties(node: etree._Element) -> etree._Element | None:
    run = node.getparent()
    return run.find(f"{W}rPr") if run is not None else None


def _on(properties: etree._Element | None, name: str, default: bool = False) -> bool:
    """Whether a switch of the run is on."""
    switch = properties.find(f"{W}{name}") if properties is not None else None
    if switch is None:
        return default
    return switch.get(f"{W}val", "1") not in ("0", "false", "off")


def _raised(properties: etree._Element | None) -> bool:
    switch = properties.find(f"{W}vertAlign") if properties is not None else None
    return switch is not None and switch.get(f"{W}val") == "superscript"
