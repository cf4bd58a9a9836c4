"""Values that formulas work on: numbers that know how far floating point may have moved them, texts, truths.

Stored numbers come from binary floating point and have some fifteen digits: each stands for what differs in
the last of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from tieout.quantity import decimal_text, enclosed
from tieout.relate.workbook.syntax import UnreadError
from tieout.wording import say

DOUBT = Fraction(1, 10**13)  # of a number: what floating point may have lost in a sum or product
_NUMBER = re.compile(r"-?\d{1,40}(?:\.\d{1,60})?(?:[eE][-+]?\d{1,3})?")
_LARGEST = 60  # of powers of ten
_MOST_POWER = 100
_SIZES = Fraction(10) ** -_LARGEST, Fraction(10) ** _LARGEST  # of what is raised to a power
_LONGEST_WRITTEN = 15  # digits of a number that are all shown where it becomes a text
_MOST_BITS = 20_000  # of a numerator or denominator; exact products grow with every factor


class FaultError(Exception):
    """A formula that gives an error value, such as #DIV/0!."""


@dataclass(frozen=True, slots=True)
class Num:
    """A number: its value by the stored digits, and the ends between which a spreadsheet may have it."""

    value: Fraction
    low: Fraction
    high: Fraction

    @staticmethod
    def point(value: Fraction | int) -> Num:
        """A number that is known exactly."""
        exactly = Fraction(value)
        return Num(exactly, exactly, exactly)

    @staticmethod
    def near(value: Fraction, size: Fraction | None = None) -> Num:
        """A stored number, or a sum of numbers whose sizes add up to `size`."""
        doubt = (abs(value) if size is None else size) * DOUBT
        return Num(value, value - doubt, value + doubt)

    def __neg__(self) -> Num:
        return Num(-self.value, -self.high, -self.low)

    def __add__(self, other: Num) -> Num:
        return Num(self.value + other.value, self.low + other.low, self.high + other.high)

    def __sub__(self, other: Num) -> Num:
        return Num(self.value - other.value, self.low - other.high, self.high - other.low)

    def __mul__(self, other: Num) -> Num:
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Num(_bounded(self.value * other.value), min(corners), max(corners))

    def __truediv__(self, other: Num) -> Num:
        if other.value == other.low == other.high == 0:
            raise FaultError("#DIV/0!")
        if other.low <= 0 <= other.high:
            raise UnreadError(say("the divisor may be zero"))
        corners = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Num(_bounded(self.value / other.value), min(corners), max(corners))

    def power(self, other: Num) -> Num:
        """This number to the power of another one."""
        exponent = other.value
        if any(end and not _SIZES[0] < abs(end) < _SIZES[1] for end in (self.low, self.value, self.high)):
            raise UnreadError(say("a power of numbers beyond measure"))
        if exponent.denominator == 1 and other.low == other.high and abs(exponent) <= _MOST_POWER:
            return self._whole_power(int(exponent))
        if self.low <= 0:
            raise UnreadError(say("a root of what may be negative or zero"))
        if abs(exponent) > _MOST_POWER:
            raise UnreadError(say("a power of numbers beyond measure"))
        corners = [enclosed("power", a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        middle = enclosed("power", self.value, exponent)
        low, high = min(corner[0] for corner in corners), max(corner[1] for corner in corners)
        return Num((middle[0] + middle[1]) / 2, low, high)

    def _whole_power(self, exponent: int) -> Num:
        if exponent == 0 and self.low <= 0 <= self.high:
            raise UnreadError(say("a power of zero to zero"))
        if exponent < 0:
            return Num.point(1) / self._whole_power(-exponent)
        ends = [self.low**exponent, self.high**exponent]
        if exponent % 2 == 0 and self.low < 0 < self.high:
            ends.append(Fraction(0))
        return Num(self.value**exponent, min(ends), max(ends))


Value: TypeAlias = Num | str | bool | None  # None is an empty cell


def _bounded(value: Fraction) -> Fraction:
    """A value whose digits can be handled."""
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > _MOST_BITS:
        raise UnreadError(say("a result has too many digits"))
    return value


def transformed(number: Num, name: str) -> Num:
    """The exponential function (`exp`) or a logarithm (`ln`, `log10`) of a number; all of them rise."""
    if name != "exp" and number.low <= 0:
        raise UnreadError(say("a logarithm of what may be negative or zero"))
    if name == "exp" and max(abs(number.low), abs(number.high)) > _MOST_POWER:
        raise UnreadError(say("a power of numbers beyond measure"))
    value, low, high = (enclosed(name, end) for end in (number.value, number.low, number.high))
    return Num((value[0] + value[1]) / 2, low[0], high[1])


def readable(value: str) -> bool:
    """Whether a stored value is a number of reasonable size."""
    return _NUMBER.fullmatch(value) is not None and abs(int(value.lower().partition("e")[2] or 0)) <= _LARGEST


def number(value: Value) -> Num:
    """A value where a number is wanted: nothing is zero, true is one."""
    if isinstance(value, Num):
        return value
    if isinstance(value, str):
        raise UnreadError(say("the formula reckons with a text"))
    return Num.point(int(value or 0))


def truth(value: Value) -> bool:
    """A value where a condition is wanted."""
    if isinstance(value, str):
        raise UnreadError(say("the formula asks whether a text is true"))
    if isinstance(value, Num):
        if value.low <= 0 <= value.high and value.value != 0:
            raise UnreadError(say("a condition is too near to its limit to tell"))
        return value.value != 0
    return bool(value)


def written(value: Value) -> str:
    """A value where a text is wanted."""
    if isinstance(value, Num):
        text = decimal_text(value.value)
        if len(text) > _LONGEST_WRITTEN or Fraction(text) != value.value:
            raise UnreadError(say("a number of many digits is made a text"))
        return text
    return str(value).upper() if isinstance(value, bool) else value or ""


def compared(left: Value, right: Value, sign: str) -> bool:
    """Whether `left sign right` holds: numbers stand before texts, texts before truths."""
    a, b = _alike(left, right), _alike(right, left)
    order = _rank(a) - _rank(b)
    if not order and isinstance(a, Num) and isinstance(b, Num):
        order = _order(a, b)
    elif not order and a != b:
        order = 1 if str(a) > str(b) else -1
    match sign:
        case "=":
            return order == 0
        case "<>":
            return order != 0
        case "<":
            return order < 0
        case ">":
            return order > 0
        case "<=":
            return order <= 0
    return order >= 0


def _alike(value: Value, other: Value) -> Value:
    """A value for a comparison: texts without case, nothing as what the other side is."""
    if value is None:
        return "" if isinstance(other, str) else False if isinstance(other, bool) else Num.point(0)
    return value.casefold() if isinstance(value, str) else value


def _rank(value: Value) -> int:
    return 0 if isinstance(value, Num) else 1 if isinstance(value, str) else 2


def _order(a: Num, b: Num) -> int:
    if a.value == b.value:
        return 0
    if a.low <= b.high and b.low <= a.high:
        raise UnreadError(say("a condition is too near to its limit to tell"))
    return 1 if a.value > b.value else -1


def total(numbers: Iterable[Num]) -> Num:
    """The sum of numbers."""
    value = low = high = Fraction(0)
    for one in numbers:
        value, low, high = _bounded(value + one.value), low + one.low, high + one.high
    return Num(value, low, high)
