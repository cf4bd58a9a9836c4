"""What of a Word document is not read, or read in one of several ways: counted and said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from tieout.model import Problem, Unread
from tieout.read.docx_text import MC, A, M, W, built_up, concealed
from tieout.read.package import Package
from tieout.read.tally import Tally
from tieout.read.whole import whole
from tieout.wording import say

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_PICTURES = (f"{{{_DRAWING}/picture}}pic", "{urn:schemas-microsoft-com:vml}imagedata")
_EXTENT = f"{{{_DRAWING}/wordprocessingDrawing}}extent"
_DIAGRAM = f"{{{_DRAWING}/diagram}}relIds"
_DIAGRAM_DATA = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
_CANVAS = f"{{{_DRAWING}/lockedCanvas}}lockedCanvas"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
_HELD = {
    f"{W}altChunk": "embedded document", f"{W}subDoc": "embedded document", _OLE: "embedded object",
}  # fmt: skip
_NEW_CHART = "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart"
_SIGN = 32 * 9_525  # the largest side, in EMU, of a picture that is a mere sign
_CHANGES = tuple(
    f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
)


def changes(body: etree._Element) -> Iterator[Problem]:
    """Tracked changes, which were read as accepted."""
    count = len(list(_shown(body, *_CHANGES)))
    if count:
        yield Problem("tracked-changes", say("{count} tracked changes were read as accepted", count=count))


def count_unread(
    body: etree._Element, package: Package, relations: Mapping[str, tuple[str, str]], tally: Tally
) -> None:
    """Count what of a part is passed over; of some the text is known, of pictures and objects it is not."""
    for picture in _shown(body, *_PICTURES):
        if not _is_sign(picture):
            tally.add(Unread.IMAGES, say("picture"))
    for diagram in _shown(body, _DIAGRAM):
        tally.add(Unread.DRAWINGS, say("diagram"), text=diagram_text(diagram, package, relations))
    for _ in _shown(body, _NEW_CHART):
        tally.add(Unread.DRAWINGS, say("chart of a newer kind"))
    for canvas in _shown(body, _CANVAS):
        tally.add(Unread.DRAWINGS, say("canvas"), text=joined_text(canvas, f"{A}t"))
    for art in _shown(body, _WORD_ART):
        tally.add(Unread.DRAWINGS, say("text as a drawing"), text=art.get("string", ""))
    for formula in _shown(body, f"{M}oMath"):
        if built_up(formula):
            text = joined_text(formula, f"{M}t")
            tally.add(Unread.TEXT, say("formula with fractions, roots or powers"), text=text)
    for held in _shown(body, *_HELD):
        tally.add(Unread.OBJECTS, _HELD[str(held.tag)])
    for choice in _shown(body, f"{W}ddList"):
        tally.add(Unread.CONTROLS, say("drop-down field"), text=_chosen(choice))
    _count_runs(body, tally)
    _count_cells(body, tally)


def _chosen(choice: etree._Element) -> str:
    """The entry that a drop-down field shows."""
    entries = [entry.get(f"{W}val", "") for entry in choice.iterfind(f"{W}listEntry")]
    for name in ("result", "default"):
        chosen = choice.find(f"{W}{name}")
        index = whole(chosen.get(f"{W}val") if chosen is not None else None, len(entries))
        if index < len(entries):
            return entries[index]
    return entries[0] if entries else ""


def _count_runs(body: etree._Element, tally: Tally) -> None:
    """Count the texts of runs that are hidden, struck out or deleted."""
    for node in _shown(body, f"{W}t"):
        how = concealed(node)
        if how is not None and (node.text or "").strip():
            kind = Unread.HIDDEN if how == "vanish" else Unread.NOTES
            what = "hidden text" if how == "vanish" else "struck text"
            tally.add(kind, what, text=node.text or "")
    deleted = [node.text or "" for node in _shown(body, f"{W}delText")]
    if any(text.strip() for text in deleted):
        tally.add(Unread.NOTES, say("deleted text"), text=" ".join(deleted), count=len(deleted))


def _count_cells(body: etree._Element, tally: Tally) -> None:
    """Count the texts of rows and cells that a tracked change takes away."""
    for gone in (*body.iterfind(f".//{W}trPr/{W}del/../.."), *body.iterfind(f".//{W}tcPr/{W}cellDel/../..")):
        text = joined_text(gone, f"{W}t")
        if text.strip():
            tally.add(Unread.NOTES, say("deleted row or cell"), text=text)


def count_comments(
    package: Package, relations: Mapping[str, tuple[str, str]], tag: str, tally: Tally
) -> None:
    """Count the comments of a part by their texts."""
    for kind, path in sorted(relations.values()):
        root = package.xml(path) if kind == "comments" else None
        for comment in root if root is not None else ():
            tally.add(Unread.NOTES, say("comment"), text=joined_text(comment, tag))


def diagram_text(
    diagram: etree._Element, package: Package, relations: Mapping[str, tuple[str, str]]
) -> str | None:
    """The texts of a diagram; None if they cannot be found."""
    root = package.xml(relations.get(diagram.get(_DIAGRAM_DATA, ""), ("", ""))[1])
    return None if root is None else joined_text(root, f"{A}t")


def joined_text(element: etree._Element, tag: str) -> str:
    """The texts of the elements of a tag, a blank between."""
    return " ".join(node.text or "" for node in element.iter(tag))


def _is_sign(picture: etree._Element) -> bool:
    """Whether a picture is too small for a figure that anybody could read."""
    parent = next(picture.iterancestors(f"{{{_DRAWING}/wordprocessingDrawing}}inline"), None)
    extent = parent.find(_EXTENT) if parent is not None else None
    sides = [extent.get(side, "") for side in ("cx", "cy")] if extent is not None else []
    return bool(sides) and all(whole(side, _SIGN + 1) <= _SIGN for side in sides)


def _shown(body: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """The elements of these tags, without those that stand in for others in older programs."""
    return (found for found in body.iter(*tags) if next(found.iterancestors(f"{MC}Fallback"), None) is None)
