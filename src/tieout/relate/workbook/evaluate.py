"""The value of a formula over what a workbook has stored: exact, or refused with the reason.

Only what decides is evaluated: of IF one branch. The cells taken are noted, with a sign where they
are only added and subtracted. A function that is not in the table is not guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from tieout.relate.workbook.cells import Cells
from tieout.relate.workbook.syntax import (
    DEEPEST,
    Binary,
    Call,
    Constant,
    Fault,
    Name,
    Node,
    Reference,
    Signed,
    UnreadError,
    parsed,
)
from tieout.relate.workbook.values import FaultError, Num, Value, compared, number, written
from tieout.wording import say

MOST_ARGUMENTS = 255
MOST_ARRAY = 20_000  # elements of what is computed cell by cell
_HUNDRED = Num.point(100)
Grid: TypeAlias = list[list[Value]]
Function: TypeAlias = Callable[["Evaluator", Sequence[Node]], "Value | Reference"]
Functions: TypeAlias = Mapping[str, tuple[int, int, Function]]  # with the fewest and the most arguments


@dataclass(slots=True)
class Evaluator:
    """Evaluates the formula of one cell; `taken` are the cells whose values went into the result."""

    cells: Cells
    functions: Functions
    sheet: str
    row: int
    col: int
    taken: dict[Reference, None] = field(default_factory=dict)
    names: dict[str, Value | Reference] = field(default_factory=dict)  # that were looked up
    depth: int = 0

    def value(self, node: Node) -> Value:
        """The value of a node; a reference must be to one cell."""
        found = self.found(node)
        if not isinstance(found, Reference):
            return found
        if not found.area.single:
            raise UnreadError(say("the formula takes a range where one value is wanted"))
        self.take(found)
        return self.cells.at(found.sheet, found.area.top, found.area.left)

    def number(self, node: Node) -> Num:
        """The value of a node where a number is wanted."""
        return number(self.value(node))

    def whole(self, node: Node) -> int:
        """The value of a node where a whole number is wanted; what follows the point is cut off."""
        amount = self.number(node)
        if int(amount.low) != int(amount.high) and amount.value.denominator != 1:
            raise UnreadError(say("a position is too near to the next to tell"))
        return int(amount.value)

    def found(self, node: Node) -> Value | Reference:
        """What a node stands for: a value, or cells."""
        match node:
            case Constant(value=value):
                return Num.point(value) if isinstance(value, Fraction) else value
            case Reference():
                return self._apart(node)
            case Call(name=name, arguments=arguments):
                return self._called(name, arguments)
            case Signed(sign=sign, operand=operand):
                return signed(sign, self.value(operand))
            case Binary(sign=sign, left=left, right=right):
                return combined(sign, self.value(left), self.value(right))
            case Name(name=name):
                return self._named(name)
            case Fault(code=code):
                raise FaultError(code)

    def range(self, node: Node) -> Reference:
        """The cells that a node stands for, where a function needs cells."""
        found = self.found(node)
        if not isinstance(found, Reference):
            raise UnreadError(say("the formula computes what should be a range"))
        return found

    def array(self, node: Node) -> Grid:
        """The values of a node computed cell by cell."""
        match node:
            case Binary(sign=sign, left=left, right=right):
                return _broadcast(sign, self.array(left), self.array(right))
            case Signed(sign=sign, operand=operand):
                return [[signed(sign, value) for value in row] for row in self.array(operand)]
        found = self.found(node)
        if not isinstance(found, Reference):
            return [[found]]
        self.take(found)
        return self.grid(found)

    def grid(self, reference: Reference) -> Grid:
        """The values of cells; what lies beyond the sheet's last row and column is left out."""
        area = reference.area
        last_row, last_col = self.cells.extent(reference.sheet)
        bottom = max(min(area.bottom, last_row), area.top)
        right = max(min(area.right, last_col), area.left)
        size = (bottom - area.top + 1) * (right - area.left + 1)
        if size > MOST_ARRAY:
            raise UnreadError(say("the formula computes with too many cells"))
        self.cells.visit(size)
        return [
            [self.cells.at(reference.sheet, row, col) for col in range(area.left, right + 1)]
            for row in range(area.top, bottom + 1)
        ]

    def _called(self, name: str, arguments: Sequence[Node]) -> Value | Reference:
        least, most, function = self.functions.get(name, (0, 0, None))
        if function is None:
            raise UnreadError(say("the function {name} is not evaluated", name=name[:40]))
        if not least <= len(arguments) <= most:
            raise UnreadError(
                say("the function {name} is given {count} arguments", name=name[:40], count=len(arguments))
            )
        return function(self, arguments)

    def take(self, reference: Reference) -> None:
        """Note cells whose values go into the result."""
        self.taken[reference] = None

    def _apart(self, reference: Reference) -> Reference:
        """A reference, unless it goes in a circle."""
        if reference.sheet == self.sheet and reference.area.holds(self.row, self.col):
            raise UnreadError(say("the formula takes its own cell"))
        return reference

    def _named(self, name: str) -> Value | Reference:
        key = name.casefold()
        if key not in self.names:
            self.names[key] = self._defined(name, self.cells.workbook.names.get(key))
        return self.names[key]

    def _defined(self, name: str, definition: str | None) -> Value | Reference:
        if definition is None:
            raise UnreadError(say("the name {name} is not defined in this workbook", name=name[:40]))
        self.depth += 1
        if self.depth > DEEPEST:
            raise UnreadError(say("names are defined by each other"))
        found = self.found(parsed(definition, ""))
        self.depth -= 1
        return found


def signed(sign: str, value: Value) -> Value:
    """A value behind a sign, or before a per cent sign."""
    if sign == "+":
        return value
    return -number(value) if sign == "-" else number(value) / _HUNDRED


def combined(sign: str, left: Value, right: Value) -> Value:
    """Two values with an operator between them."""
    match sign:
        case "+":
            return number(left) + number(right)
        case "-":
            return number(left) - number(right)
        case "*":
            return number(left) * number(right)
        case "/":
            return number(left) / number(right)
        case "^":
            return number(left).power(number(right))
        case "&":
            return written(left) + written(right)
    return compared(left, right, sign)


def _broadcast(sign: str, left: Grid, right: Grid) -> Grid:
    """An operator cell by cell; a single row, column or value meets every one of the other side."""
    rows, cols = max(len(left), len(right)), max(len(left[0]), len(right[0]))
    for grid in (left, right):
        if len(grid) not in (1, rows) or len(grid[0]) not in (1, cols):
            raise UnreadError(say("the formula computes with ranges of different shapes"))
    if rows * cols > MOST_ARRAY:
        raise UnreadError(say("the formula computes with too many cells"))

    def pick(grid: Grid, row: int, col: int) -> Value:
        line = grid[row if len(grid) > 1 else 0]
        return line[col if len(line) > 1 else 0]

    return [
        [combined(sign, pick(left, row, col), pick(right, row, col)) for col in range(cols)]
        for row in range(rows)
    ]


def added(node: Node, *, minus: bool = False) -> Iterator[tuple[Reference, bool]]:
    """The references that a formula only adds and subtracts, and whether they are subtracted."""
    match node:
        case Reference():
            yield node, minus
        case Signed(sign=sign, operand=operand) if sign in "+-":
            yield from added(operand, minus=minus != (sign == "-"))
        case Binary(sign=sign, left=left, right=right) if sign in "+-":
            yield from added(left, minus=minus)
            yield from added(right, minus=minus != (sign == "-"))
        case Call(name="SUM", arguments=arguments):
            for argument in arguments:
                yield from added(argument, minus=minus)
