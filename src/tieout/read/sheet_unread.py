"""What of a workbook is not read: pictures, charts of what no sheet shows, objects, hidden values, notes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lxml import etree

from tieout.model import Place, Unread
from tieout.read.chart import chart_texts
from tieout.read.docx_text import A, C
from tieout.read.docx_unread import joined_text
from tieout.read.package import Package
from tieout.read.sheet import Sheet
from tieout.read.sheet_parts import S
from tieout.read.tally import Tally
from tieout.read.whole import whole
from tieout.wording import say

_D = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_NEW_CHART = "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart"
_THREADED = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}text"
_OBJECTS = ("oleObject", "package", "control")
_SIGN = 32 * 9_525  # the largest side, in EMU, of a picture that is a mere sign
_SHEET_OF = re.compile(r"\(?(?:'((?:[^']|'')+)'|([^'!(\[\]]+))!")
_VALUES = tuple(f"{S}{tag}" for tag in "nsd")  # of the records of a pivot table


def count_sheet(package: Package, part: str, sheet: Sheet, visible: Collection[str], tally: Tally) -> None:
    """Count what of a sheet is passed over.

    Args:
        package: the workbook.
        part: the path of the sheet's part.
        sheet: the sheet as read.
        visible: the names of the sheets whose cells are read.
        tally: where it is counted.
    """
    place = Place(sheet=sheet.name)
    if sheet.concealed:
        text = "\n".join(sheet.concealed)
        tally.add(Unread.HIDDEN, say("cell that shows nothing"), place, text=text, count=len(sheet.concealed))
    for kind, path in sorted(package.relations(part).values()):
        if kind == "drawing":
            count_drawing(package, path, visible, place, tally)
        elif kind in _OBJECTS:
            tally.add(Unread.OBJECTS, say("embedded object"), place)
        elif kind in ("comments", "threadedComment"):
            root = package.xml(path)
            texts = [] if root is None else [joined_text(root, f"{S}t"), joined_text(root, _THREADED)]
            tally.add(Unread.NOTES, say("page of comments"), place, text="\n".join(texts))


def count_drawing(package: Package, part: str, visible: Collection[str], place: Place, tally: Tally) -> None:
    """Count the pictures, charts and shapes that lie over a sheet."""
    root = package.xml(part)
    if root is None:
        return
    relations = package.relations(part)
    for picture in root.iter(f"{_D}pic"):
        extent = picture.find(f"{_D}spPr/{A}xfrm/{A}ext")
        sides = [extent.get(side, "") for side in ("cx", "cy")] if extent is not None else ["?"]
        if not all(0 < whole(side, 0) <= _SIGN for side in sides):
            tally.add(Unread.IMAGES, say("picture"), place)
    texts = [joined_text(shape, f"{A}t") for shape in root.iter(f"{_D}sp")]
    if any(text.strip() for text in texts):
        tally.add(Unread.DRAWINGS, say("text box"), place, text="\n".join(texts), count=len(texts))
    for _ in root.iter(_NEW_CHART):
        tally.add(Unread.DRAWINGS, say("chart of a newer kind"), place)
    for kind, path in sorted(relations.values()):
        chart = package.xml(path) if kind == "chart" else None
        if chart is not None:
            text = "\n".join(_unseen(chart, visible))
            if text:
                tally.add(Unread.DRAWINGS, say("chart"), place, text=text)


def _unseen(chart: etree._Element, visible: Collection[str]) -> Iterator[str]:
    """What is written on a chart, and its numbers that stand in no cell which is read."""
    yield from chart_texts(chart)
    for values in (*chart.iter(f"{C}val"), *chart.iter(f"{C}yVal")):
        named = _SHEET_OF.match(values.findtext(f"{C}numRef/{C}f") or "")
        sheet = (named[1] or named[2]).replace("''", "'") if named is not None else None
        if sheet not in visible:
            yield from (value.text or "" for value in values.iter(f"{C}v"))


def count_pivots(package: Package, part: str, visible: Collection[str], tally: Tally) -> None:
    """Count the values that pivot tables keep of what no sheet shows."""
    for kind, path in sorted(package.relations(part).values()):
        root = package.xml(path) if kind == "pivotCacheDefinition" else None
        if root is None:
            continue
        source = root.find(f"{S}cacheSource/{S}worksheetSource")
        if source is not None and (source.get("sheet") in visible or source.get("name") is not None):
            continue
        records = [
            package.xml(target)
            for name, target in package.relations(path).values()
            if name == "pivotCacheRecords"
        ]
        values = [
            value.get("v", "") for one in (root, *records) if one is not None for value in one.iter(*_VALUES)
        ]
        if values:
            tally.add(Unread.HIDDEN, say("store of a pivot table"), text="\n".join(values))
