"""What the styles of a Word document say of its paragraphs: headings and their levels, captions, bold."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from tieout.read.docx_text import W
from tieout.read.forms import Form
from tieout.read.whole import whole

_HEADING = Form(r"(?i:{=style_heading})\s*([1-9])")
_TITLE, _CAPTION = Form(r"(?i:{=style_title})"), Form(r"(?i:{=style_caption})")
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """`level` is a heading's depth, 0 for other paragraphs."""

    level: int = 0
    caption: bool = False
    listed: bool = False
    bold: bool = False


_PLAIN = ParagraphStyle()


def read_styles(root: etree._Element | None) -> dict[str, ParagraphStyle]:
    """The paragraph styles by id; what a style does not say, the one it is based on does."""
    elements = {s.get(f"{W}styleId", ""): s for s in root.iter(f"{W}style")} if root is not None else {}
    styles: dict[str, ParagraphStyle] = {}
    for identifier in elements:
        chain: list[str] = []
        current = identifier
        while current in elements and current not in styles and current not in chain:
            chain.append(current)
            current = _value(elements[current], "basedOn")
        style = styles.get(current, _PLAIN)
        for name in reversed(chain):
            style = styles[name] = _style(elements[name], style)
    return styles


def _style(element: etree._Element, parent: ParagraphStyle) -> ParagraphStyle:
    name = _value(element, "name")
    match = _HEADING.fullmatch(name)
    outline = element.find(f"{W}pPr/{W}outlineLvl")
    level = parent.level
    if match is not None:
        level = int(match[1])
    elif _TITLE.fullmatch(name) is not None:
        level = 1
    elif outline is not None:
        level = whole(outline.get(f"{W}val"), level - 1) + 1
    if level > _DEEPEST:
        level = 0
    bold = element.find(f"{W}rPr/{W}b")
    return ParagraphStyle(
        level,
        parent.caption or _CAPTION.fullmatch(name) is not None,
        parent.listed or element.find(f"{W}pPr/{W}numPr") is not None,
        parent.bold if bold is None else bold.get(f"{W}val", "1") not in ("0", "false"),
    )


def _value(element: etree._Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return found.get(f"{W}val", "") if found is not None else ""
