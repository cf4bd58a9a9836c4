"""Tick marks on a copy of a workbook: cells coloured by how they stand, a comment on those that fail.

The worked calculation stands in the comment; a sheet before all others lists the findings, each with a link
to its cell. The colours are conditional formats, so that no cell loses its own. Only the sheets, their
comments and the styles are written anew; stored results stay as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from tieout.model import Place, Report
from tieout.read import Limits
from tieout.read.package import Package
from tieout.read.sheet_parts import Parts, S
from tieout.render.package_copy import CONTENT_TYPES, OFFICE, copied, override, written
from tieout.render.standing import NAMES, Standing
from tieout.render.ticks import NOTED, SIGNS, notes, pale
from tieout.render.ticks_cover import cover, standing_of
from tieout.render.ticks_cover_xlsx import cover_sheet
from tieout.render.view import View
from tieout.render.xlsx_comments import Comments
from tieout.wording import translated

MOST_COMMENTS = 5_000  # of tied cells, where they are asked for
_ORDER = tuple(Standing)  # the first of a cell's figures decides
_R = f"{{{OFFICE}}}"
_AFTER_DRAWING = (
    "legacyDrawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
_AFTER_FORMATS = (
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
    "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing",
    *_AFTER_DRAWING,
)  # fmt: skip
_AFTER_DXFS = ("tableStyles", "colors", "extLst")


@dataclass(slots=True)
class _Cell:
    """A marked cell: where it stands, its tick, and what is said of its figures."""

    place: Place
    standing: Standing = Standing.UNCOVERED
    lines: list[str] = field(default_factory=list)


def tick_xlsx(view: View, report: Report, source: bytes, *, everything: bool = False) -> bytes:
    """Mark every figure of a workbook.

    Args:
        view: the results of the run.
        report: the report to mark, read from an XLSX.
        source: the bytes it was read from.
        everything: a comment on every cell that was checked, not only on those that fail.

    Returns:
        The same workbook with a cover, coloured cells and comments.

    Raises:
        ReadError: the workbook cannot be read again.
    """
    package = Package(source, report.path, Limits())
    main = package.main("xl")
    styles = next((path for kind, path in package.relations(main).values() if kind == "styles"), "")
    changed, first = _with_colours(package, styles)
    types: dict[str, str] = {}
    marked, language = _cells(view, report), view.language(report.path)
    left = MOST_COMMENTS
    for name, path, _ in Parts(package, main).sheets:
        root = package.xml(path)
        cells = marked.get(name, [])
        if root is None or not cells:
            continue
        shown = root.find(f"{S}legacyDrawing")
        comments = Comments(package, path, shown.get(f"{_R}id", "") if shown is not None else "")
        for cell in cells:
            tied = everything and cell.standing is Standing.TIED
            left -= tied
            if cell.standing in NOTED or (tied and left >= 0):
                head = f"{SIGNS[cell.standing]} {translated(NAMES[cell.standing], language)}"
                comments.add(cell.place, [head, *cell.lines])
        if first is not None:
            _colour(root, cells, first)
        if comments.shapes:
            _show(root, comments.drawing)
            changed |= comments.parts()
            types |= comments.types()
        changed[path] = written(root)
    places = {fact.id: view.place(report, fact.figure) for fact in report.facts}
    sheet = cover_sheet(package, main, cover(view, report), places)
    types |= sheet.types
    changed |= sheet.parts
    changed[CONTENT_TYPES] = override(package, types)
    return copied(source, changed)


def _cells(view: View, report: Report) -> Mapping[str, list[_Cell]]:
    """The cells that print figures, by sheet."""
    said, standing = notes(view, report), standing_of(view, report)
    found: dict[tuple[str, str], _Cell] = {}
    for fact in report.facts:
        place = view.place(report, fact.figure)
        if place.sheet is None or place.cell is None:
            continue
        cell = found.setdefault((place.sheet, place.cell), _Cell(view.text(report, fact.figure).place(0, 1)))
        cell.standing = min(cell.standing, standing[fact.id], key=_ORDER.index)
        cell.lines += [line for line in said.get(fact.id, ()) if line not in cell.lines]
    by_sheet: dict[str, list[_Cell]] = defaultdict(list)
    for (sheet, _), cell in found.items():
        by_sheet[sheet].append(cell)
    return by_sheet


def _with_colours(package: Package, styles: str) -> tuple[dict[str, bytes], int | None]:
    """The styles with a format for each standing, and the number of the first; None without styles."""
    root = package.xml(styles)
    if root is None:
        return {}, None
    formats = root.find(f"{S}dxfs")
    if formats is None:
        formats = etree.Element(f"{S}dxfs")
        _insert(root, formats, _AFTER_DXFS)
    first = len(formats)
    for standing in _ORDER:
        fill = etree.SubElement(etree.SubElement(formats, f"{S}dxf"), f"{S}fill")
        pattern = etree.SubElement(fill, f"{S}patternFill", {"patternType": "solid"})
        etree.SubElement(pattern, f"{S}bgColor", {"rgb": f"FF{pale(standing)}"})
    formats.set("count", str(len(formats)))
    return {styles: written(root)}, first


def _colour(root: etree._Element, cells: Sequence[_Cell], first: int) -> None:
    """Colour the cells of a sheet by conditional formats that always apply."""
    for offset, standing in enumerate(_ORDER):
        areas = " ".join(_areas([cell.place for cell in cells if cell.standing is standing]))
        if not areas:
            continue
        group = etree.Element(f"{S}conditionalFormatting", {"sqref": areas})
        attributes = {"type": "expression", "dxfId": str(first + offset), "priority": str(offset + 1)}
        etree.SubElement(etree.SubElement(group, f"{S}cfRule", attributes), f"{S}formula").text = "TRUE"
        _insert(root, group, _AFTER_FORMATS)


def _areas(places: Sequence[Place]) -> Iterator[str]:
    """Cells as ranges, each down one column."""
    run: list[Place] = []
    for place in sorted(places, key=lambda place: (place.col or 0, place.row or 0)):
        if run and (place.col, place.row) != (run[-1].col, (run[-1].row or 0) + 1):
            yield f"{run[0].cell}:{run[-1].cell}"
            run = []
        run.append(place)
    if run:
        yield f"{run[0].cell}:{run[-1].cell}"


def _show(root: etree._Element, drawing: str) -> None:
    """Have a sheet show the boxes of its comments."""
    if root.find(f"{S}legacyDrawing") is None:
        shown = etree.Element(f"{S}legacyDrawing")
        shown.set(f"{_R}id", drawing)
        _insert(root, shown, _AFTER_DRAWING)


def _insert(root: etree._Element, element: etree._Element, after: Sequence[str]) -> None:
    """Put an element before the first of those that must come after it."""
    later = next((child for child in root if etree.QName(child).localname in after), None)
    if later is None:
        root.append(element)
    else:
        later.addprevious(element)
