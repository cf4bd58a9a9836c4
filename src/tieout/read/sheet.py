"""One worksheet: its cells with what they show, what they hold and where they reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tieout.model import Anchor, Held, HeldKind, Place, Text
from tieout.read.number_format import displayed
from tieout.read.package import Package
from tieout.read.sheet_parts import Parts, S, rich_text
from tieout.read.whole import whole

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_IN_FORMULA = re.compile(
    r"\"[^\"]*\"|'[^']*'!|(?<![A-Za-z0-9_.$])"
    r"(?:(\$?)([A-Z]{1,3})(\$?)(\d{1,7})|(\$?)([A-Z]{1,3}):(\$?)([A-Z]{1,3}))(?![A-Za-z0-9_(.!])"
)
_TRUTHS = {"1": "TRUE", "0": "FALSE"}
_KINDS = {"n": HeldKind.NUMBER, "b": HeldKind.TRUTH, "e": HeldKind.ERROR}


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell that shows something, at its row and column in the sheet, from 1."""

    text: Text
    row: int
    col: int
    held: Held
    bold: bool
    rowspan: int = 1
    colspan: int = 1

    @property
    def numeric(self) -> bool:
        """Whether it holds a number."""
        return self.held.kind is HeldKind.NUMBER


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a sheet that show something, all that it holds, and how much of it is hidden.

    `concealed` are the values of cells that show nothing, by their format or under a merged cell.
    """

    name: str
    cells: tuple[SheetCell, ...]
    held: dict[tuple[int, int], Held]
    hidden_rows: int
    hidden_cols: int
    concealed: tuple[str, ...] = ()


def read_sheet(package: Package, part: str, name: str, parts: Parts, most: int) -> Sheet:
    """Read a worksheet.

    Args:
        package: the workbook.
        part: the path of the sheet's part.
        name: the sheet's name.
        parts: what the sheets share.
        most: how many cells may be read.

    Raises:
        ReadError: the part is damaged or has more cells.
    """
    root = package.xml(part)
    if root is None:
        return Sheet(name, (), {}, 0, 0)
    merges = dict(_merges(root))
    shared: dict[str, tuple[int, int, str]] = {}
    cells = []
    held: dict[tuple[int, int], Held] = {}
    concealed = []
    hidden_rows = 0
    row = 0
    for element in root.iter(f"{S}row"):
        row = whole(element.get("r"), row + 1)
        hidden_rows += element.get("hidden") in ("1", "true")
        col = 0
        for node in element.findall(f"{S}c"):
            match = _REFERENCE.fullmatch(node.get("r", ""))
            col = column_number(match[1]) if match is not None else col + 1
            if not len(node):
                continue  # nothing but a style
            one = _held(node, _formula(node.find(f"{S}f"), row, col, shared), parts)
            if one.kind is HeldKind.NOTHING and not one.formula:
                continue
            held[row, col] = one
            shown = " ".join(_shown(one, node.get("s"), parts).split())
            if not shown and one.value.strip():
                concealed.append(one.value)
            elif shown:  # formats may hide what sums count
                place = Place(sheet=name, cell=f"{column_letters(col)}{row}", row=row, col=col)
                text = Text(shown, (Anchor(0, place),))
                bold = parts.is_bold(node.get("s"))
                cells.append(SheetCell(text, row, col, one, bold, *merges.get((row, col), (1, 1))))
        if len(held) > most:
            package.limits.check("cells", package.limits.cells - most + len(held), package.name)
    return Sheet(name, tuple(cells), held, hidden_rows, _hidden_columns(root), tuple(concealed))


def _held(node: etree._Element, formula: str, parts: Parts) -> Held:
    """What a cell holds."""
    kind = node.get("t", "n")
    raw = node.findtext(f"{S}v") or ""
    if kind == "s":
        index = whole(raw, len(parts.texts))
        text = parts.texts[index] if index < len(parts.texts) else ""
        return Held(text, HeldKind.TEXT, formula)
    if kind == "inlineStr":
        inline = node.find(f"{S}is")
        return Held(rich_text(inline) if inline is not None else "", HeldKind.TEXT, formula)
    if not raw and kind != "str":
        return Held("", HeldKind.NOTHING, formula)
    return Held(raw, _KINDS.get(kind, HeldKind.TEXT), formula)


def _shown(held: Held, style: str | None, parts: Parts) -> str:
    """What a cell shows."""
    if held.kind is HeldKind.TRUTH:
        return _TRUTHS.get(held.value, held.value)
    if held.kind is not HeldKind.NUMBER:
        return held.value
    code = parts.format(style)
    return displayed(_moved(held.value, parts.offset, code) if parts.offset else held.value, code)


def _moved(raw: str, offset: int, code: str) -> str:
    """A whole day of a workbook that counts from 1904, as a day counted from 1900."""
    from tieout.read.serial_date import is_date_format

    day = whole(raw, -1)
    return str(day + offset) if day >= 0 and is_date_format(code) else raw


def _formula(node: etree._Element | None, row: int, col: int, shared: dict[str, tuple[int, int, str]]) -> str:
    """The formula of a cell, if any; one shared with others is moved to where the cell stands."""
    if node is None:
        return ""
    text = node.text or ""
    index = node.get("si")
    if node.get("t") != "shared" or index is None:
        return f"={text}" if text else ""
    if text:
        shared[index] = row, col, text
        return f"={text}"
    if index not in shared:
        return ""
    first_row, first_col, text = shared[index]
    return f"={_shifted(text, row - first_row, col - first_col)}"


def _shifted(formula: str, down: int, right: int) -> str:
    """A formula with its relative references moved."""

    def col(fixed: str, letters: str) -> str:
        return fixed + (letters if fixed else column_letters(max(column_number(letters) + right, 1)))

    def move(match: re.Match[str]) -> str:
        if match[2] is not None:
            row = match[4] if match[3] else str(max(int(match[4]) + down, 1))
            return f"{col(match[1], match[2])}{match[3]}{row}"
        if match[6] is not None:
            return f"{col(match[5], match[6])}:{col(match[7], match[8])}"
        return match.group()

    return _IN_FORMULA.sub(move, formula)


def _merges(root: etree._Element) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The first position of every merged range, and how many rows and columns it takes."""
    for element in root.iter(f"{S}mergeCell"):
        corners = [_REFERENCE.fullmatch(corner) for corner in element.get("ref", "").split(":")]
        if len(corners) == 2 and corners[0] is not None and corners[1] is not None:
            top, left = int(corners[0][2]), column_number(corners[0][1])
            bottom, right = int(corners[1][2]), column_number(corners[1][1])
            if bottom >= top and right >= left:
                yield (top, left), (min(bottom - top + 1, 10_000), min(right - left + 1, 1_000))


def _hidden_columns(root: etree._Element) -> int:
    hidden = 0
    for element in root.iter(f"{S}col"):
        if element.get("hidden") in ("1", "true"):
            hidden += whole(element.get("max"), 1) - whole(element.get("min"), 1) + 1
    return hidden


def column_number(letters: str) -> int:
    """The number of a column: A is 1, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
