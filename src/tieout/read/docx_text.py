"""Text of a Word paragraph: as it reads with all tracked changes accepted and hidden text left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from lxml import etree

from tieout.model import Anchor, Place, Text
from tieout.read.inline import squeezed, superscript

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_GONE = frozenset((f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{MC}Fallback"))
# Signs of the font Symbol that stand beside figures.
_SYMBOLS = {"2D": "-", "B1": "±", "B4": "×", "B8": "÷", "A3": "≤", "B3": "≥", "BB": "≈", "3C": "<", "3E": ">"}
_IN_SYMBOL = "0123456789.,%+()"  # signs that are the same in it
_SIGN_FONTS = ("wingdings", "webdings", "zapfdingbats")
_CONCEALING = ("vanish", "strike", "dstrike")
_SIGNS = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}


@dataclass(slots=True)
class Paragraph:
    """What a paragraph holds: its text, whether it is all bold, and boxes and charts anchored in it."""

    text: Text
    bold: bool
    boxes: list[etree._Element] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)


def goes_on(element: etree._Element) -> bool:
    """Whether a tracked change takes away the end of a paragraph, so that the next one belongs to it."""
    return element.find(f"{W}pPr/{W}rPr/{W}del") is not None


def read_paragraph(elements: Sequence[etree._Element], place: Place, bold: bool = False) -> Paragraph:
    """Read one or more `w:p` as one paragraph; every character is at `place`. `bold` is that of its style."""
    pieces: list[str] = []
    heavy = []
    paragraph = Paragraph(Text(""), False)
    for node in chain.from_iterable(_nodes(element, paragraph) for element in elements):
        piece = _piece(node)
        if not piece:
            continue
        properties = _properties(node)
        if _unseen(properties):
            continue
        if _raised(properties):
            piece = superscript("".join(pieces[-4:]), piece)
        pieces.append(piece)
        if not piece.isspace():
            heavy.append(_on(properties, "b", bold))
    content = squeezed("".join(pieces).replace("\xa0", " ").strip())
    paragraph.text = Text(content, (Anchor(0, place),)) if content else Text("")
    paragraph.bold = bool(heavy) and all(heavy)
    return paragraph


def text_nodes(element: etree._Element) -> Iterator[etree._Element]:
    """The `w:t` of a paragraph whose texts are read, in order."""
    for node in _nodes(element, Paragraph(Text(""), False)):
        if node.tag == f"{W}t" and not _unseen(_properties(node)):
            yield node


def _nodes(element: etree._Element, paragraph: Paragraph) -> Iterator[etree._Element]:
    """The nodes of a paragraph in order, without what is gone; text boxes and charts are set aside."""
    stack = list(reversed(element))
    while stack:
        node = stack.pop()
        if node.tag in _GONE or not isinstance(node.tag, str) or built_up(node):
            continue
        if node.tag == f"{W}txbxContent":
            paragraph.boxes.append(node)
        elif node.tag == f"{C}chart":
            paragraph.charts.append(node.get(f"{R}id", ""))
        else:
            yield node
            stack.extend(reversed(node))


def _piece(node: etree._Element) -> str:
    if node.tag in (f"{W}t", f"{M}t"):
        return node.text or ""
    if node.tag == f"{W}sym":
        return _symbol(node)
    if node.tag == f"{W}br":
        return "" if node.get(f"{W}type") in ("page", "column") else "\n"
    return _SIGNS.get(str(node.tag), "")


def _symbol(node: etree._Element) -> str:
    """The character of a `w:sym`; fonts of signs have signs where others have letters, and Symbol figures."""
    char, font = node.get(f"{W}char", ""), node.get(f"{W}font", "").lower()
    if font == "symbol" and char.upper()[-2:] in _SYMBOLS:
        return _SYMBOLS[char.upper()[-2:]]
    try:
        plain = chr(int(char, 16) & 0xFF if char.upper().startswith("F0") else int(char, 16))
    except (ValueError, OverflowError):
        return ""
    signs = font.startswith(_SIGN_FONTS) or (font == "symbol" and plain not in _IN_SYMBOL)
    return plain if plain.isprintable() and not signs else ""


def built_up(node: etree._Element) -> bool:
    """Whether a node is a formula with fractions, roots or raised parts, which no line of text shows."""
    if node.tag != f"{M}oMath":
        return False
    return any(isinstance(child.tag, str) and child.tag != f"{M}r" for child in node)


def _unseen(properties: etree._Element | None) -> bool:
    """Whether a run is hidden, or struck out as what no longer holds."""
    return any(_on(properties, name) for name in _CONCEALING)


def concealed(node: etree._Element) -> str | None:
    """What hides the text of a `w:t`, or strikes it out."""
    properties = _properties(node)
    return next((name for name in _CONCEALING if _on(properties, name)), None)


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
