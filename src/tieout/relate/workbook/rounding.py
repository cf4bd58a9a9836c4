"""Functions that round. All of them rise with their number, so that its ends give the ends of the result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from math import ceil, floor

from tieout.quantity import power_of_ten
from tieout.relate.workbook.evaluate import Evaluator, Functions
from tieout.relate.workbook.syntax import Node, UnreadError
from tieout.relate.workbook.values import Num, Value
from tieout.wording import say

MOST_PLACES = 30
Rounding = Callable[[Fraction], int]


def half_away(value: Fraction) -> int:
    """To the nearest whole number, halves away from zero."""
    return floor(value + Fraction(1, 2)) if value >= 0 else -half_away(-value)


def away(value: Fraction) -> int:
    """To the next whole number away from zero."""
    return ceil(value) if value >= 0 else floor(value)


def _rounded(number: Num, rounding: Rounding, unit: Fraction) -> Num:
    value, low, high = (rounding(end / unit) * unit for end in (number.value, number.low, number.high))
    return Num(value, low, high)


def _places(evaluator: Evaluator, arguments: Sequence[Node], *, rounding: Rounding) -> Value:
    """Round to so many places after the point, none by default."""
    places = evaluator.whole(arguments[1]) if len(arguments) > 1 else 0
    if abs(places) > MOST_PLACES:
        raise UnreadError(say("a number is rounded to places beyond measure"))
    return _rounded(evaluator.number(arguments[0]), rounding, power_of_ten(-places))


def _multiple(evaluator: Evaluator, arguments: Sequence[Node], *, rounding: Rounding) -> Value:
    """Round to a multiple of a number, of one by default."""
    unit = evaluator.number(arguments[1]).value if len(arguments) > 1 else Fraction(1)
    if unit <= 0:
        raise UnreadError(say("a number is rounded to multiples of zero or less"))
    return _rounded(evaluator.number(arguments[0]), rounding, unit)


def _absolute(evaluator: Evaluator, arguments: Sequence[Node]) -> Value:
    number = evaluator.number(arguments[0])
    if number.low >= 0:
        return number
    if number.high <= 0:
        return -number
    return Num(abs(number.value), Fraction(0), max(-number.low, number.high))


def _sign(evaluator: Evaluator, arguments: Sequence[Node]) -> Value:
    return _rounded(evaluator.number(arguments[0]), lambda value: (value > 0) - (value < 0), Fraction(1))


def _remainder(evaluator: Evaluator, arguments: Sequence[Node]) -> Value:
    """MOD: what whole multiples of the divisor leave, with the divisor's sign."""
    number, divisor = evaluator.number(arguments[0]), evaluator.number(arguments[1])
    quotient = number / divisor
    if floor(quotient.low) != floor(quotient.high):
        raise UnreadError(say("a remainder is too near to the next multiple to tell"))
    return number - Num.point(floor(quotient.value)) * divisor


ROUNDINGS: Functions = {
    "ROUND": (2, 2, partial(_places, rounding=half_away)),
    "ROUNDUP": (2, 2, partial(_places, rounding=away)),
    "ROUNDDOWN": (2, 2, partial(_places, rounding=int)),
    "TRUNC": (1, 2, partial(_places, rounding=int)),
    "INT": (1, 1, partial(_places, rounding=floor)),
    "MROUND": (2, 2, partial(_multiple, rounding=half_away)),
    "CEILING": (2, 2, partial(_multiple, rounding=ceil)),
    "FLOOR": (2, 2, partial(_multiple, rounding=floor)),
    "ABS": (1, 1, _absolute),
    "SIGN": (1, 1, _sign),
    "MOD": (2, 2, _remainder),
}
