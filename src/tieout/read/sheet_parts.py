"""What the sheets of a workbook share: their names, the texts, the number formats."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from tieout.read.number_format import BUILT_IN
from tieout.read.package import Package
from tieout.read.whole import whole

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Parts:
    """Sheets as (name, part, hidden) in order, those that are one chart apart; texts by index.

    Number format and weight are found by style; `names` are the definitions of the names that hold for the
    whole workbook, without case.
    """

    def __init__(self, package: Package, part: str) -> None:
        relations = package.relations(part)
        by_kind = dict(relations.values())
        root = package.xml(part)
        properties = root.find(f"{S}workbookPr") if root is not None else None
        self.sheets: list[tuple[str, str, bool]] = []
        self.charts: list[tuple[str, str]] = []
        for sheet in root.iter(f"{S}sheet") if root is not None else ():
            kind, path = relations.get(sheet.get(f"{_R}id", ""), ("", ""))
            if kind == "chartsheet":
                self.charts.append((sheet.get("name", ""), path))
            if kind in ("worksheet", ""):  # or none that can be found
                self.sheets.append((sheet.get("name", ""), path, sheet.get("state", "visible") != "visible"))
        defined = root.iter(f"{S}definedName") if root is not None else ()
        self.names = {
            name.get("name", "").casefold(): name.text or ""
            for name in defined
            if name.get("localSheetId") is None
        }
        # days count from 1904 in workbooks of old Macs
        self.offset = 1_462 if properties is not None and properties.get("date1904") in ("1", "true") else 0
        folder = posixpath.dirname(part)
        self.texts = list(_texts(package.xml(by_kind.get("sharedStrings", f"{folder}/sharedStrings.xml"))))
        self._styles(package.xml(by_kind.get("styles", f"{folder}/styles.xml")))

    def _styles(self, root: etree._Element | None) -> None:
        self.formats: list[str] = []
        self.bold: list[bool] = []
        if root is None:
            return
        codes = dict(BUILT_IN)
        for element in root.iter(f"{S}numFmt"):
            codes[whole(element.get("numFmtId"), -1)] = element.get("formatCode", "General")
        fonts = root.find(f"{S}fonts")
        heavy = [_bold(font) for font in fonts] if fonts is not None else []
        formats = root.find(f"{S}cellXfs")
        for style in formats if formats is not None else ():
            number, font = whole(style.get("numFmtId"), 0), whole(style.get("fontId"), 0)
            self.formats.append(codes.get(number, "General"))
            self.bold.append(font < len(heavy) and heavy[font])

    def format(self, style: str | None) -> str:
        """The number format of a cell's style."""
        index = whole(style, 0)
        return self.formats[index] if index < len(self.formats) else "General"

    def is_bold(self, style: str | None) -> bool:
        """Whether a cell's style is bold."""
        index = whole(style, 0)
        return index < len(self.bold) and self.bold[index]


def rich_text(element: etree._Element) -> str:
    """The text of a string with or without runs; phonetic hints are left out."""
    pieces = [node.text or "" for node in element.findall(f"{S}t")]
    pieces += [node.text or "" for node in element.findall(f"{S}r/{S}t")]
    return "".join(pieces)


def _texts(root: etree._Element | None) -> Iterator[str]:
    for element in root if root is not None else ():
        yield rich_text(element)


def _bold(font: etree._Element) -> bool:
    switch = font.find(f"{S}b")
    return switch is not None and switch.get("val", "1") not in ("0", "false")
