"""The cover of a marked workbook: a sheet before all others with every finding, linked to its cell."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from tieout.model import Place
from tieout.read.package import Package
from tieout.read.sheet_parts import S
from tieout.render.package_copy import OFFICE, listed, relations_of, written
from tieout.render.ticks_cover import Cover

NAME = "tieout"
_PART, _ID = "xl/tieout/cover.xml", "tieoutCover"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_R = f"{{{OFFICE}}}"
_WIDTHS = ("12", "16", "110")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The parts that a cover changes or adds, and the content types of those that are new."""

    parts: Mapping[str, bytes]
    types: Mapping[str, str]


def cover_sheet(package: Package, main: str, cover: Cover, places: Mapping[int, Place]) -> Sheet:
    """The cover as a sheet.

    Args:
        package: the workbook.
        main: its main part.
        cover: what it says.
        places: where figures stand, by fact id.
    """
    root, relations = package.xml(main), package.xml(relations_of(main))
    sheets = None if root is None else root.find(f"{S}sheets")
    if root is None or relations is None or sheets is None:
        return Sheet({}, {})
    taken = {sheet.get("name") for sheet in sheets}
    name = next(name for name in (NAME, *(f"{NAME} {n}" for n in range(2, 1000))) if name not in taken)
    number = max((int(sheet.get("sheetId", "0")) for sheet in sheets), default=0) + 1
    entry = etree.Element(f"{S}sheet", {"name": name, "sheetId": str(number)})
    entry.set(f"{_R}id", _ID)
    sheets.insert(0, entry)
    _shift(root)
    target = posixpath.relpath(_PART, posixpath.dirname(main))
    listed(relations, "Relationship", {"Id": _ID, "Type": f"{OFFICE}/worksheet", "Target": target})
    parts = {
        main: written(root),
        relations_of(main): written(relations),
        _PART: written(_sheet(cover, places)),
    }
    return Sheet(parts, {_PART: _TYPE})


def _shift(root: etree._Element) -> None:
    """What counts sheets counts one more; the cover is what is seen first."""
    for name in root.iter(f"{S}definedName"):
        local = name.get("localSheetId")
        if local is not None and local.isdigit():
            name.set("localSheetId", str(int(local) + 1))
    for view in root.iter(f"{S}workbookView"):
        view.set("activeTab", "0")
        view.attrib.pop("firstSheet", "")


def _sheet(cover: Cover, places: Mapping[int, Place]) -> etree._Element:
    root = etree.Element(f"{S}worksheet")
    columns = etree.SubElement(root, f"{S}cols")
    for number, width in enumerate(_WIDTHS, 1):
        attributes = {"min": str(number), "max": str(number), "width": width, "customWidth": "1"}
        etree.SubElement(columns, f"{S}col", attributes)
    data, links = etree.SubElement(root, f"{S}sheetData"), etree.Element(f"{S}hyperlinks")
    for number, (texts, place) in enumerate(_rows(cover, places), 1):
        row = etree.SubElement(data, f"{S}row", {"r": str(number)})
        for column, text in zip("ABC", texts, strict=False):
            if text:
                _cell(row, f"{column}{number}", text)
        if place is not None and place.sheet is not None:
            sheet = place.sheet.replace("'", "''")
            attributes = {"ref": f"B{number}", "location": f"'{sheet}'!{place.cell}", "display": texts[1]}
            etree.SubElement(links, f"{S}hyperlink", attributes)
    if len(links):
        root.append(links)
    return root


def _rows(cover: Cover, places: Mapping[int, Place]) -> Iterator[tuple[tuple[str, ...], Place | None]]:
    yield (cover.title,), None
    yield (cover.told,), None
    for entry in cover.entries:
        place = None if entry.fact is None else places.get(entry.fact.id)
        where = f"{place.sheet}!{place.cell}" if place is not None and place.cell is not None else ""
        yield (entry.severity, where, entry.message), place if where else None
        yield from ((("", "", told), None) for told in entry.suspicion)


def _cell(row: etree._Element, place: str, text: str) -> None:
    """A text as a text: nothing in it is a formula."""
    cell = etree.SubElement(row, f"{S}c", {"r": place, "t": "inlineStr"})
    shown = etree.SubElement(etree.SubElement(cell, f"{S}is"), f"{S}t")
    shown.text = "".join(char if char.isprintable() else " " for char in text)
    shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
