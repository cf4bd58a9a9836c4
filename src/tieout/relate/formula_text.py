"""Spreadsheet formulas that are plain arithmetic, rewritten with names for what they take from the sheet.

`=SUM(B2:B5)/B7-1` becomes `a / b - 1` with the areas of a and b. Names are given in order, so that the
formulas of a whole column are one expression. References to other sheets and functions other than SUM are
not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 400  # characters of a formula
DEEPEST = 50  # brackets
LARGEST_ROW = 1_048_576
_REFERENCE = r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})"
_AREA = re.compile(rf"{_REFERENCE}(?::{_REFERENCE})?", re.IGNORECASE)
_WHOLE = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})", re.IGNORECASE)
_TOKEN = re.compile(
    r"(?P<blank>\s+)|(?P<sum>SUM\s*\((?P<list>[^()]*)\))"
    rf"|(?P<cell>{_REFERENCE})(?![\w(:!.])|(?P<number>\d{{1,15}}(?:\.\d{{1,15}})?)(?![\w%.])"
    r"|(?P<sign>[-+*/()])",
    re.IGNORECASE,
)


class UnreadError(Exception):
    """A formula that is more than plain arithmetic."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, ends included."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, row: int, col: int) -> bool:
        """Whether a cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= col <= self.right


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as an expression over names; `negative` are names that stand behind a minus."""

    expression: str
    names: tuple[tuple[str, tuple[Area, ...]], ...]
    negative: frozenset[str]


def parsed(formula: str, sheet: str) -> Formula:
    """Rewrite a formula.

    Args:
        formula: as stored, `=` first.
        sheet: the sheet it stands in, which references may name.

    Raises:
        UnreadError: it is too long, or not plain arithmetic over cells of its own sheet.
    """
    text = formula.removeprefix("=").strip()
    if len(text) > LONGEST or text.count("(") > DEEPEST:
        raise UnreadError("the formula is too long")
    text = text.replace(f"'{sheet}'!", "").replace(f"{sheet}!", "")
    pieces: list[str] = []
    names: list[tuple[str, tuple[Area, ...]]] = []
    negative: set[str] = set()
    for match in _tokens(text):
        if match["sign"] or match["number"]:
            pieces.append(match["sign"] or _number(match["number"]))
            continue
        name = f"x{len(names)}"
        negative.update((name,) if pieces[-1:] == ["-"] else ())
        areas = match["list"].split(",") if match["sum"] else [match["cell"]]
        names.append((name, tuple(_area(area.strip()) for area in areas)))
        pieces.append(name)
    expression = " ".join(pieces)
    _check(expression, bool(names))
    return Formula(expression, tuple(names), frozenset(negative))


def _tokens(text: str) -> Iterator[re.Match[str]]:
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise UnreadError("the formula is more than sums and arithmetic of its own sheet")
        position = match.end()
        if not match["blank"]:
            yield match


def _number(text: str) -> str:
    """A number as an expression may hold it: without zeros in front."""
    return text.lstrip("0") if text.lstrip("0")[:1].isdigit() else f"0{text.lstrip('0')}"


def _check(expression: str, named: bool) -> None:
    """Raise unless this is one well-formed expression over cells."""
    operand = r"(?:[-+] )*(?:x\d+|[\d.]+)"
    flat = expression
    inner = re.compile(rf"\( {operand}(?: [-+*/] {operand})* \)")
    while True:
        flat, count = inner.subn("x0", flat)
        if not count:
            break
    if not named or re.fullmatch(rf"{operand}(?: [-+*/] {operand})*", flat) is None:
        raise UnreadError("the formula is more than sums and arithmetic of its own sheet")


def _area(text: str) -> Area:
    match = _AREA.fullmatch(text)
    if match is not None:
        left, top, right, bottom = match.groups()
        cols = sorted((_column(left), _column(right or left)))
        rows = sorted((int(top), int(bottom or top)))
        return Area(cols[0], rows[0], cols[1], rows[1])
    whole = _WHOLE.fullmatch(text)
    if whole is not None:
        cols = sorted((_column(whole[1]), _column(whole[2])))
        return Area(cols[0], 1, cols[1], LARGEST_ROW)
    raise UnreadError("the sum takes more than ranges of its own sheet")


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
