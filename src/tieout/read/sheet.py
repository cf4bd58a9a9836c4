"""One worksheet: its cells with what they show, what they hold and where they reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tieout.model import Anchor, Place, Text
from tieout.read.number_format import displayed
from tieout.read.package import Package
from tieout.read.sheet_parts import Parts, S, rich_text

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_IN_FORMULA = re.compile(
    r"\"[^\"]*\"|'[^']*'!|(?<![A-Za-z0-9_.$])(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?![A-Za-z0-9_(.])"
)
_KINDS = {"b": {"1": "TRUE", "0": "FALSE"}}


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell at its row and column in the sheet, from 1; `value` is a number's exact decimal text."""

    text: Text
    row: int
    col: int
    value: str | None
    formula: str | None
    bold: bool
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a sheet that hold something, by row, and how much of it is hidden."""

    name: str
    cells: tuple[SheetCell, ...]
    hidden_rows: int
    hidden_cols: int


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
        return Sheet(name, (), 0, 0)
    merges = dict(_merges(root))
    shared: dict[str, tuple[int, int, str]] = {}
    cells = []
    hidden_rows = 0
    row = 0
    for element in root.iter(f"{S}row"):
        number = element.get("r", "")
        row = int(number) if number.isdigit() else row + 1
        hidden_rows += element.get("hidden") in ("1", "true")
        col = 0
        for node in element.findall(f"{S}c"):
            match = _REFERENCE.fullmatch(node.get("r", ""))
            col = column_number(match[1]) if match is not None else col + 1
            if not len(node):
                continue  # nothing but a style
            cell = _cell(node, row, col, name, parts, merges, shared)
            if cell is not None:
                cells.append(cell)
        if len(cells) > most:
            package.limits.check("cells", package.limits.cells - most + len(cells), package.name)
    return Sheet(name, tuple(cells), hidden_rows, _hidden_columns(root))


def _cell(
    node: etree._Element, row: int, col: int, sheet: str, parts: Parts,
    merges: dict[tuple[int, int], tuple[int, int]], shared: dict[str, tuple[int, int, str]],
) -> SheetCell | None:  # fmt: skip
    kind, style = node.get("t", "n"), node.get("s")
    formula = _formula(node.find(f"{S}f"), row, col, shared)
    raw = node.findtext(f"{S}v") or ""
    value = None
    if kind == "s":
        shown = parts.texts[int(raw)] if raw.isdigit() and int(raw) < len(parts.texts) else ""
    elif kind == "inlineStr":
        inline = node.find(f"{S}is")
        shown = rich_text(inline) if inline is not None else ""
    elif kind == "n" and raw:
        value = raw
        code = parts.format(style)
        shown = displayed(raw, code) if not parts.offset else displayed(_moved(raw, parts.offset, code), code)
    else:
        shown = _KINDS.get(kind, {}).get(raw, raw)
    if not shown.strip() and formula is None and value in (None, "0"):
        return None
    place = Place(sheet=sheet, cell=f"{column_letters(col)}{row}", row=row, col=col)
    rowspan, colspan = merges.get((row, col), (1, 1))
    text = Text(" ".join(shown.split()), (Anchor(0, place),))
    return SheetCell(text, row, col, value, formula, parts.is_bold(style), rowspan, colspan)


def _moved(raw: str, offset: int, code: str) -> str:
    """A whole day of a workbook that counts from 1904, as a day counted from 1900."""
    from tieout.read.serial_date import is_date_format

    return str(int(raw) + offset) if raw.isdigit() and is_date_format(code) else raw


def _formula(
    node: etree._Element | None, row: int, col: int, shared: dict[str, tuple[int, int, str]]
) -> str | None:
    """The formula of a cell; one shared with others is moved to where the cell stands."""
    if node is None:
        return None
    text = node.text or ""
    index = node.get("si")
    if node.get("t") != "shared" or index is None:
        return f"={text}" if text else None
    if text:
        shared[index] = row, col, text
        return f"={text}"
    if index not in shared:
        return None
    first_row, first_col, text = shared[index]
    return f"={_shifted(text, row - first_row, col - first_col)}"


def _shifted(formula: str, down: int, right: int) -> str:
    """A formula with its relative references moved."""

    def move(match: re.Match[str]) -> str:
        if match[2] is None:
            return match.group()
        col = match[2] if match[1] else column_letters(max(column_number(match[2]) + right, 1))
        row = match[4] if match[3] else str(max(int(match[4]) + down, 1))
        return f"{match[1]}{col}{match[3]}{row}"

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
            first, last = element.get("min", "1"), element.get("max", "1")
            hidden += int(last) - int(first) + 1 if first.isdigit() and last.isdigit() else 0
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
