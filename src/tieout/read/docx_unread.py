"""What of a Word document is not read, or read in one of several ways: counted and said."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tieout.model import Problem
from tieout.read.docx_text import MC, M, W, built_up

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_PICTURES = (f"{{{_DRAWING}/picture}}pic", "{urn:schemas-microsoft-com:vml}imagedata")
_DIAGRAM = f"{{{_DRAWING}/diagram}}relIds"
_NEW_CHART = "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart"
_CHANGES = tuple(
    f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
)


def unread(body: etree._Element) -> Iterator[Problem]:
    """The problems of a body, without places: they are counted over all of it."""
    formulas = sum(1 for formula in body.iter(f"{M}oMath") if built_up(formula))
    for code, count, said in (
        ("tracked-changes", _count(body, *_CHANGES), "tracked changes were read as accepted"),
        ("pictures", _count(body, *_PICTURES), "pictures: figures inside them were not read"),
        ("diagrams", _count(body, _DIAGRAM), "diagrams: figures inside them were not read"),
        ("charts", _count(body, _NEW_CHART), "charts of a newer kind were not read"),
        ("formulas", formulas, "formulas with fractions, roots or powers were not read"),
        ("embedded", _count(body, f"{W}altChunk"), "embedded documents were not read"),
    ):
        if count:
            yield Problem(code, f"{count} {said}")


def _count(body: etree._Element, *tags: str) -> int:
    """How many there are, without those that stand in for others in older programs."""
    return sum(next(found.iterancestors(f"{MC}Fallback"), None) is None for found in body.iter(*tags))
