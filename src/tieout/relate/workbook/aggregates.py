"""Sums and other functions of many cells.

In ranges, texts, truths and empty cells are passed over; written as arguments, truths count and texts are
refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial

from tieout.model import HeldKind
from tieout.relate.workbook.cells import valued
from tieout.relate.workbook.evaluate import MOST_ARGUMENTS, Evaluator, Function, Functions
from tieout.relate.workbook.syntax import Node, Reference, UnreadError
from tieout.relate.workbook.values import FaultError, Num, Value, number, total
from tieout.wording import say

_SKIPPING = ("SUBTOTAL(", "AGGREGATE(")  # results that a subtotal passes over


def _numbers(evaluator: Evaluator, arguments: Sequence[Node]) -> Iterator[Num]:
    """Every number in the arguments of an aggregate."""
    for argument in arguments:
        found = evaluator.found(argument)
        if not isinstance(found, Reference):
            if found is not None:
                yield number(found)
            continue
        evaluator.take(found)
        for held in evaluator.cells.held(found.sheet, found.area):
            if held.kind not in (HeldKind.TEXT, HeldKind.TRUTH):
                yield number(valued(held))


def _summed(evaluator: Evaluator, arguments: Sequence[Node]) -> tuple[Num, int]:
    """Sum and count of the numbers in the arguments."""
    parts, count = [], 0
    for argument in arguments:
        found = evaluator.found(argument)
        if isinstance(found, Reference):
            evaluator.take(found)
            part, some = evaluator.cells.total(found.sheet, found.area)
            parts.append(part)
            count += some
        elif found is not None:
            parts.append(number(found))
            count += 1
    return total(parts), count


def _sum(evaluator: Evaluator, arguments: Sequence[Node]) -> Value:
    return _summed(evaluator, arguments)[0]


def _average(evaluator: Evaluator, arguments: Sequence[Node]) -> Value:
    sum_, count = _summed(evaluator, arguments)
    return sum_ / Num.point(count)


def _count(evaluator: Evaluator, arguments: Sequence[Node]) -> Value:
    return Num.point(_held(evaluator, arguments, lambda kind: kind is HeldKind.NUMBER))


def _count_all(evaluator: Evaluator, arguments: Sequence[Node]) -> Value:
    return Num.point(_held(evaluator, arguments, lambda kind: True))


def _held(evaluator: Evaluator, arguments: Sequence[Node], wanted: Callable[[HeldKind], bool]) -> int:
    """How many cells in the arguments hold something of the kind that is wanted."""
    count = 0
    for argument in arguments:
        reference = evaluator.range(argument)
        evaluator.take(reference)
        count += sum(wanted(held.kind) for held in evaluator.cells.held(reference.sheet, reference.area))
    return count


def _ranked(pick: Callable[[Sequence[Fraction]], Fraction]) -> Function:
    """An aggregate that rises with each of its numbers, so that its ends are those of its numbers' ends."""

    def function(evaluator: Evaluator, arguments: Sequence[Node]) -> Value:
        return _picked(list(_numbers(evaluator, arguments)), pick)

    return function


def _picked(numbers: Sequence[Num], pick: Callable[[Sequence[Fraction]], Fraction]) -> Num:
    if not numbers:
        return Num.point(0)
    ends = (sorted(values) for values in zip(*((n.value, n.low, n.high) for n in numbers), strict=True))
    value, low, high = (pick(values) for values in ends)
    return Num(value, low, high)


def _median(values: Sequence[Fraction]) -> Fraction:
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def _nth(evaluator: Evaluator, arguments: Sequence[Node], *, smallest: bool) -> Value:
    """SMALL and LARGE."""
    numbers = list(_numbers(evaluator, arguments[:1]))
    rank = evaluator.whole(arguments[1])
    if not 1 <= rank <= len(numbers):
        raise FaultError("#NUM!")
    return _picked(numbers, lambda values: values[rank - 1 if smallest else -rank])


def _product(evaluator: Evaluator, arguments: Sequence[Node]) -> Value:
    numbers = list(_numbers(evaluator, arguments))
    result = Num.point(1 if numbers else 0)
    for one in numbers:
        result = result * one
    return result


def _sum_of_products(evaluator: Evaluator, arguments: Sequence[Node]) -> Value:
    """SUMPRODUCT: ranges of one shape, multiplied cell by cell; what is no number counts as zero."""
    grids = [evaluator.array(argument) for argument in arguments]
    if len({(len(grid), len(grid[0])) for grid in grids}) > 1:
        raise UnreadError(say("the formula computes with ranges of different shapes"))
    terms = []
    for rows in zip(*grids, strict=True):
        for values in zip(*rows, strict=True):
            term = Num.point(1)
            for value in values:
                term = term * (value if isinstance(value, Num) else Num.point(0))
            terms.append(term)
    return total(terms)


def _subtotal(evaluator: Evaluator, arguments: Sequence[Node]) -> Value:
    """SUBTOTAL: sums and the like that pass over other subtotals; refused where rows are hidden."""
    kind = evaluator.whole(arguments[0]) % 100
    numbers, filled = [], 0
    for argument in arguments[1:]:
        reference = evaluator.range(argument)
        if evaluator.cells.hides_rows(reference.sheet):
            raise UnreadError(say("a subtotal over rows that may be hidden"))
        evaluator.take(reference)
        for held in evaluator.cells.held(reference.sheet, reference.area):
            if any(word in held.formula.upper() for word in _SKIPPING):
                continue
            filled += 1
            if held.kind not in (HeldKind.TEXT, HeldKind.TRUTH):
                numbers.append(number(valued(held)))
    match kind:
        case 1:
            return total(numbers) / Num.point(len(numbers))
        case 2:
            return Num.point(len(numbers))
        case 3:
            return Num.point(filled)
        case 4:
            return _picked(numbers, max)
        case 5:
            return _picked(numbers, min)
        case 9:
            return total(numbers)
    raise UnreadError(say("the function SUBTOTAL({kind}) is not evaluated", kind=kind))


def _net_present_value(evaluator: Evaluator, arguments: Sequence[Node]) -> Value:
    """NPV: payments at the end of every period, discounted at a rate."""
    factor = Num.point(1) / (Num.point(1) + evaluator.number(arguments[0]))
    weight, terms = Num.point(1), []
    for payment in _numbers(evaluator, arguments[1:]):
        weight = weight * factor
        terms.append(payment * weight)
    return total(terms)


AGGREGATES: Functions = {
    "SUM": (1, MOST_ARGUMENTS, _sum),
    "AVERAGE": (1, MOST_ARGUMENTS, _average),
    "COUNT": (1, MOST_ARGUMENTS, _count),
    "COUNTA": (1, MOST_ARGUMENTS, _count_all),
    "MIN": (1, MOST_ARGUMENTS, _ranked(min)),
    "MAX": (1, MOST_ARGUMENTS, _ranked(max)),
    "MEDIAN": (1, MOST_ARGUMENTS, _ranked(_median)),
    "LARGE": (2, 2, partial(_nth, smallest=False)),
    "SMALL": (2, 2, partial(_nth, smallest=True)),
    "PRODUCT": (1, MOST_ARGUMENTS, _product),
    "SUMPRODUCT": (1, MOST_ARGUMENTS, _sum_of_products),
    "SUBTOTAL": (2, MOST_ARGUMENTS, _subtotal),
    "NPV": (2, MOST_ARGUMENTS, _net_present_value),
}
