"""Spreadsheet formulas as trees: operators by their precedence, references, calls (ECMA-376 part 1, 18.17).

Nothing is executed. References to other workbooks, to several sheets at once and to the columns of a named
table are not read, nor are unions and intersections of ranges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from tieout.wording import say

LONGEST = 2_000  # characters of a formula
DEEPEST = 50  # brackets and signs within each other
LARGEST_ROW = 1_048_576
LARGEST_COL = 16_384
_CELL = r"\$?[A-Z]{1,3}\$?[1-9]\d{0,6}"
_COLS = r"\$?[A-Z]{1,3}:\$?[A-Z]{1,3}"
_ROWS = r"\$?[1-9]\d{0,6}:\$?[1-9]\d{0,6}"
_TOKEN = re.compile(
    r"(?P<blank>\s+)|(?P<text>\"(?:[^\"]|\"\")*\")|(?P<fault>#[A-Z0-9/]+[!?]?)"
    r"|(?:(?P<sheet>'(?:[^']|'')+'|[^\W\d][\w.]*)!)?"
    rf"(?P<area>{_CELL}:{_CELL}|{_COLS}|{_ROWS}|{_CELL})(?![\w.(!:])"
    r"|(?P<number>(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:E[-+]?\d{1,2})?)(?![\w.])"
    r"|(?P<call>[^\W\d][\w.]*)\(|(?P<name>[^\W\d][\w.]*)(?![\w.!\[(])"
    r"|(?P<sign><>|<=|>=|[-+*/^&=<>%(),])",
    re.IGNORECASE,
)
_CORNER = re.compile(r"(\$?)([A-Z]*)(\$?)(\d*)", re.IGNORECASE)
_LEVELS = (("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/"), ("^",))
_RANKS = {sign: rank for rank, signs in enumerate(_LEVELS) for sign in signs}
_TRUTHS = {"TRUE": True, "FALSE": False}


class UnreadError(Exception):
    """A formula that cannot be evaluated exactly, and why."""

    @property
    def said(self) -> str:
        """Why, in words that can be said in other languages."""
        return str(self) if not self.args else self.args[0]


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

    @property
    def single(self) -> bool:
        """Whether it is one cell."""
        return (self.left, self.top) == (self.right, self.bottom)

    @property
    def shape(self) -> tuple[int, int]:
        """Its rows and columns."""
        return self.bottom - self.top + 1, self.right - self.left + 1


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, a text, a truth, or nothing where an argument is left out."""

    value: Fraction | str | bool | None


@dataclass(frozen=True, slots=True)
class Fault:
    """An error written into the formula, such as #REF!."""

    code: str


@dataclass(frozen=True, slots=True)
class Reference:
    """Cells of a sheet."""

    sheet: str
    area: Area


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the workbook defines."""

    name: str


@dataclass(frozen=True, slots=True)
class Signed:
    """An operand behind a sign, or before a per cent sign."""

    sign: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands with an operator between them."""

    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A function and its arguments."""

    name: str
    arguments: tuple[Node, ...]


Node: TypeAlias = Constant | Fault | Reference | Name | Signed | Binary | Call


def parsed(formula: str, sheet: str) -> Node:
    """The tree of a formula.

    Args:
        formula: as stored, with or without `=` first.
        sheet: the sheet it stands in, which references without a sheet mean.

    Raises:
        UnreadError: it is too long or too deep, or not well formed.
    """
    text = formula.removeprefix("=").strip()
    if len(text) > LONGEST:
        raise UnreadError(say("the formula is too long"))
    reader = _Reader(list(_tokens(text)), sheet)
    node = reader.level(0)
    reader.end()
    return node


def relative(formula: str, row: int, col: int) -> str:
    """A formula with its references told from where it stands, so that copies of one formula are alike.

    Raises:
        UnreadError: it is not well formed.
    """
    pieces = []
    for match in _tokens(formula.removeprefix("=").strip()):
        if match["area"]:
            corners = (_CORNER.fullmatch(corner) for corner in match["area"].upper().split(":"))
            told = ":".join(_told(corner, row, col) for corner in corners if corner is not None)
            pieces.append(f"{match['sheet'] or ''}!{told}")
        else:
            pieces.append(match.group().upper())
    return " ".join(pieces)


def _told(corner: re.Match[str], row: int, col: int) -> str:
    fixed_col, letters, fixed_row, digits = corner.groups()
    if not letters:  # of whole rows: the first dollar sign belongs to the row
        return f"R{digits}" if fixed_col else f"R[{int(digits) - row}]"
    across = f"C{letters}" if fixed_col else f"C[{column_number(letters) - col}]"
    if not digits:
        return across
    return across + (f"R{digits}" if fixed_row else f"R[{int(digits) - row}]")


def column_number(letters: str) -> int:
    """The number of a column: A is 1, AA 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _tokens(text: str) -> Iterator[re.Match[str]]:
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise UnreadError(
                say("the formula takes what is not read: another workbook, a named table, an array")
            )
        position = match.end()
        if not match["blank"]:
            yield match


class _Reader:
    """Reads the tokens of one formula by recursive descent."""

    def __init__(self, tokens: Sequence[re.Match[str]], sheet: str) -> None:
        self.tokens = tokens
        self.sheet = sheet
        self.position = 0
        self.depth = 0

    def level(self, least: int) -> Node:
        """An expression of operators that bind at least so tightly; equals from left to right."""
        node = self._signed()
        while (rank := _RANKS.get(self._sign(), -1)) >= least:
            sign = self._sign()
            self.position += 1
            node = Binary(sign, node, self.level(rank + 1))
        return node

    def end(self) -> None:
        """Raise unless all tokens are read."""
        if self.position < len(self.tokens):
            raise UnreadError(say("the formula is not well formed"))

    def _sign(self) -> str:
        return self.tokens[self.position]["sign"] or "" if self.position < len(self.tokens) else ""

    def _take(self, sign: str) -> bool:
        found = self._sign() == sign
        self.position += found
        return found

    def _signed(self) -> Node:
        """An operand with its signs, which bind tighter than powers: -2^2 is 4."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnreadError(say("the formula is nested too deeply"))
        sign = self._sign()
        if sign in ("+", "-"):
            self.position += 1
            node: Node = Signed(sign, self._signed())
        else:
            node = self._operand()
            while self._take("%"):
                node = Signed("%", node)
        self.depth -= 1
        return node

    def _operand(self) -> Node:
        if self._take("("):
            node = self.level(0)
            if not self._take(")"):
                raise UnreadError(say("the formula is not well formed"))
            return node
        if self.position >= len(self.tokens) or self.tokens[self.position]["sign"]:
            raise UnreadError(say("the formula is not well formed"))
        token = self.tokens[self.position]
        self.position += 1
        if token["call"]:
            name = token["call"].upper().removeprefix("_XLFN.").removeprefix("_XLWS.")
            arguments = tuple(self._arguments())
            return Constant(_TRUTHS[name]) if name in _TRUTHS and not arguments else Call(name, arguments)
        return self._leaf(token)

    def _leaf(self, token: re.Match[str]) -> Node:
        if token["area"]:
            sheet = token["sheet"]
            named = sheet.strip("'").replace("''", "'") if sheet else self.sheet
            return Reference(named, _area(token["area"]))
        if token["number"]:
            return Constant(Fraction(token["number"]))
        if token["text"]:
            return Constant(token["text"][1:-1].replace('""', '"'))
        if token["fault"]:
            return Fault(token["fault"].upper())
        truth = _TRUTHS.get(token["name"].upper())
        return Name(token["name"]) if truth is None else Constant(truth)

    def _arguments(self) -> Iterator[Node]:
        """The arguments of a call up to its closing bracket."""
        if self._take(")"):
            return
        while True:
            yield Constant(None) if self._sign() in (",", ")") else self.level(0)
            if self._take(")"):
                return
            if not self._take(","):
                raise UnreadError(say("the formula is not well formed"))


def _area(text: str) -> Area:
    corners = [match for corner in text.split(":") if (match := _CORNER.fullmatch(corner)) is not None]
    cols = sorted(column_number(match[2]) for match in corners if match[2])
    rows = sorted(int(match[4]) for match in corners if match[4])
    left, right = (cols[0], cols[-1]) if cols else (1, LARGEST_COL)
    top, bottom = (rows[0], rows[-1]) if rows else (1, LARGEST_ROW)
    return Area(left, top, right, bottom)
