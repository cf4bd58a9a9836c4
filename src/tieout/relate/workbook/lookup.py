"""Functions that look for cells: by criteria (SUMIFS and the like), by a key (VLOOKUP, INDEX, MATCH)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from itertools import pairwise

from tieout.relate.workbook.evaluate import MOST_ARGUMENTS, Evaluator, Functions, Grid
from tieout.relate.workbook.syntax import Area, Node, Reference, UnreadError
from tieout.relate.workbook.values import FaultError, Num, Value, compared, readable, total
from tieout.wording import say

_CRITERION = re.compile(r"(<>|<=|>=|=|<|>)?(.*)", re.DOTALL)
_PIECE = re.compile(r"~[*?~]|[*?]|[^*?~]+|~")
_MOST_STARS = 3  # more of them may take a pattern too long
Test = Callable[[Value], bool]
Position = tuple[int, int]


def _test(criterion: Value) -> Test:
    """What a criterion such as `">=5"`, `"North*"` or 3 asks of a cell."""
    if not isinstance(criterion, str):
        wanted = Num.point(0) if criterion is None else criterion
        return lambda value: type(value) is type(wanted) and compared(value, wanted, "=")
    match = _CRITERION.fullmatch(criterion)
    assert match is not None  # it matches any text
    sign, operand = match[1] or "=", match[2]
    if readable(operand):
        return _number_test(Num.point(Fraction(operand)), sign)
    if sign not in ("=", "<>"):
        raise UnreadError(say("a criterion orders texts"))
    equal = sign == "="
    if not operand:  # "=" asks for empty cells, "<>" for all others, nothing at all for empty texts as well
        return lambda value: (value is None or (not match[1] and value == "")) == equal
    pattern = _pattern(operand)
    return lambda value: (isinstance(value, str) and pattern.fullmatch(value) is not None) == equal


def _number_test(limit: Num, sign: str) -> Test:
    def test(value: Value) -> bool:
        if not isinstance(value, Num):
            return sign == "<>"
        return compared(value, limit, sign)

    return test


def _pattern(text: str) -> re.Pattern[str]:
    """A text with * and ? as a pattern; ~ takes their meaning away."""
    if text.count("*") > _MOST_STARS:
        raise UnreadError(say("a criterion has too many wild cards"))
    wild = {"*": ".*", "?": "."}
    pieces = (
        wild.get(piece) or re.escape(piece[-1] if piece[0] == "~" else piece)
        for piece in _PIECE.findall(text)
    )
    return re.compile("".join(pieces), re.IGNORECASE | re.DOTALL)


def _selected(
    evaluator: Evaluator, criteria: Sequence[Node]
) -> tuple[list[tuple[int, int]], tuple[int, int]]:
    """The positions, from 0, at which all ranges meet their criteria, and the shape of the ranges."""
    chosen: list[tuple[int, int]] = []
    shape = (0, 0)
    for index in range(0, len(criteria), 2):
        reference = evaluator.range(criteria[index])
        test = _test(evaluator.value(criteria[index + 1]))
        if index and reference.area.shape != shape:
            raise UnreadError(say("the formula compares ranges of different shapes"))
        shape = reference.area.shape
        grid = evaluator.grid(reference)
        if test(None) and (len(grid), len(grid[0])) != shape:
            raise UnreadError(say("a criterion asks for empty cells without end"))
        positions = chosen if index else [(r, c) for r, row in enumerate(grid) for c in range(len(row))]
        chosen = [(r, c) for r, c in positions if test(_at(grid, r, c))]
    return chosen, shape


def _at(grid: Grid, row: int, col: int) -> Value:
    return grid[row][col] if row < len(grid) and col < len(grid[row]) else None


def _count_if(evaluator: Evaluator, arguments: Sequence[Node]) -> Value:
    """COUNTIF and COUNTIFS."""
    return Num.point(len(_selected(evaluator, arguments)[0]))


def _if(evaluator: Evaluator, arguments: Sequence[Node], *, average: bool) -> Value:
    """SUMIF and AVERAGEIF: range, criterion, what is added."""
    return _added(evaluator, arguments[2:] or arguments[:1], arguments[:2], average=average)


def _ifs(evaluator: Evaluator, arguments: Sequence[Node], *, average: bool) -> Value:
    """SUMIFS and AVERAGEIFS: what is added, then ranges and criteria."""
    return _added(evaluator, arguments[:1], arguments[1:], average=average)


def _added(evaluator: Evaluator, values: Sequence[Node], criteria: Sequence[Node], *, average: bool) -> Value:
    if len(criteria) % 2:
        raise UnreadError(say("a range has no criterion"))
    chosen, shape = _selected(evaluator, criteria)
    reference = evaluator.range(values[0])
    if reference.area.shape != shape:
        raise UnreadError(say("the formula adds up a range of another shape than that of the criteria"))
    evaluator.take(reference)
    grid = evaluator.grid(reference)
    numbers = [value for r, c in chosen if isinstance(value := _at(grid, r, c), Num)]
    result = total(numbers)
    return result / Num.point(len(numbers)) if average else result


def _found(key: Value, line: Sequence[Value], order: int) -> int:
    """The position, from 0, of a key in a line.

    Args:
        key: what is looked for.
        line: where.
        order: 0 for the first cell that equals it, 1 for the last that is not above it in a rising line, -1
            for the last that is not below it in a falling one.
    """
    if order == 0:
        test = _equal(key)
        position = next((at for at, value in enumerate(line) if value is not None and test(value)), None)
    else:
        inside, falls = ("<=", "<") if order > 0 else (">=", ">")
        alike = [(at, value) for at, value in enumerate(line) if type(value) is type(key)]
        if any(compared(b, a, falls) for (_, a), (_, b) in pairwise(alike)):
            raise UnreadError(say("a key is looked for in a line that is out of order"))
        position = max((at for at, value in alike if compared(value, key, inside)), default=None)
    if position is None:
        raise FaultError("#N/A")
    return position


def _equal(key: Value) -> Test:
    """Whether a cell equals a key; texts may have wild cards."""
    if not isinstance(key, str):
        return lambda value: compared(value, key, "=")
    pattern = _pattern(key)
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _match(evaluator: Evaluator, arguments: Sequence[Node]) -> Value:
    order = evaluator.whole(arguments[2]) if len(arguments) > 2 else 1
    line = _line(evaluator, evaluator.range(arguments[1]))
    return Num.point(_found(evaluator.value(arguments[0]), line, order) + 1)


def _line(evaluator: Evaluator, reference: Reference) -> list[Value]:
    """The values of a single row or column."""
    if 1 not in reference.area.shape:
        raise UnreadError(say("a key is looked for in more than one line"))
    return [value for row in evaluator.grid(reference) for value in row]


def _table(evaluator: Evaluator, arguments: Sequence[Node], *, down: bool) -> Value | Reference:
    """VLOOKUP (down the first column) and HLOOKUP (along the first row)."""
    table = evaluator.range(arguments[1])
    index = evaluator.whole(arguments[2])
    near = bool(evaluator.number(arguments[3]).value) if len(arguments) > 3 else True
    area = table.area
    if not 1 <= index <= area.shape[1 if down else 0]:
        raise FaultError("#REF!")
    first = Area(area.left, area.top, *((area.left, area.bottom) if down else (area.right, area.top)))
    keys = _line(evaluator, Reference(table.sheet, first))
    at = _found(evaluator.value(arguments[0]), keys, int(near))
    row, col = (area.top + at, area.left + index - 1) if down else (area.top + index - 1, area.left + at)
    return Reference(table.sheet, Area(col, row, col, row))


def _index(evaluator: Evaluator, arguments: Sequence[Node]) -> Value | Reference:
    """A cell of a range, or where a number is zero or left out, a whole line of it."""
    reference = evaluator.range(arguments[0])
    area = reference.area
    row = evaluator.whole(arguments[1])
    col = evaluator.whole(arguments[2]) if len(arguments) > 2 else 0
    if len(arguments) == 2 and area.shape[0] == 1:
        row, col = 0, row
    if not (0 <= row <= area.shape[0] and 0 <= col <= area.shape[1]):
        raise FaultError("#REF!")
    top, bottom = (area.top + row - 1,) * 2 if row else (area.top, area.bottom)
    left, right = (area.left + col - 1,) * 2 if col else (area.left, area.right)
    return Reference(reference.sheet, Area(left, top, right, bottom))


def _xlookup(evaluator: Evaluator, arguments: Sequence[Node]) -> Value | Reference:
    """XLOOKUP for equal keys, from the first on."""
    modes = [evaluator.whole(argument) for argument in arguments[4:]]
    if modes not in ([], [0], [0, 1]):
        raise UnreadError(say("the formula looks up what only comes near"))
    keys, results = evaluator.range(arguments[1]), evaluator.range(arguments[2])
    if keys.area.shape != results.area.shape:
        raise UnreadError(say("the formula looks up in ranges of different shapes"))
    try:
        at = _found(evaluator.value(arguments[0]), _line(evaluator, keys), 0)
    except FaultError:
        if len(arguments) > 3:
            return evaluator.found(arguments[3])
        raise
    area = results.area
    row, col = (area.top + at, area.left) if area.shape[1] == 1 else (area.top, area.left + at)
    return Reference(results.sheet, Area(col, row, col, row))


LOOKUPS: Functions = {
    "COUNTIF": (2, 2, _count_if),
    "COUNTIFS": (2, MOST_ARGUMENTS, _count_if),
    "SUMIF": (2, 3, partial(_if, average=False)),
    "AVERAGEIF": (2, 3, partial(_if, average=True)),
    "SUMIFS": (3, MOST_ARGUMENTS, partial(_ifs, average=False)),
    "AVERAGEIFS": (3, MOST_ARGUMENTS, partial(_ifs, average=True)),
    "MATCH": (2, 3, _match),
    "VLOOKUP": (3, 4, partial(_table, down=True)),
    "HLOOKUP": (3, 4, partial(_table, down=False)),
    "INDEX": (2, 3, _index),
    "XLOOKUP": (3, 6, _xlookup),
}
