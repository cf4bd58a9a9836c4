"""What an equation computes with: printed values, each an interval and the point that its digits give."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Protocol, TypeAlias

from tieout.quantity import Interval, Quantity

Key: TypeAlias = tuple[str, int]  # a fact: path of its report, id in it

_PLACES = 12  # of a root that is shown
_FINE = 10**24  # parts of one to which roots are enclosed: far finer than any figure is printed


class PrintedFigure(Protocol):
    """A printed number or date."""

    @property
    def text(self) -> str:
        """As it is printed."""

    @property
    def quantity(self) -> Quantity | None:
        """What it says; None for a date."""


class Printed(Protocol):
    """What an equation has to know of a fact."""

    @property
    def id(self) -> int:
        """Its number in its report."""

    @property
    def report(self) -> str:
        """The path of its report."""

    @property
    def figure(self) -> PrintedFigure:
        """The figure that it is the meaning of."""


def key_of(fact: Printed) -> Key:
    """What identifies a fact across reports."""
    return fact.report, fact.id


@dataclass(frozen=True, slots=True)
class Value:
    """A value on its way through an equation: what it may be, and what the printed digits give."""

    interval: Interval
    point: Fraction

    @staticmethod
    def exact(value: Fraction | int) -> Value:
        """A value that is what it is."""
        return Value(Interval.point(value), Fraction(value))

    def __add__(self, other: Value) -> Value:
        return Value(self.interval + other.interval, self.point + other.point)

    def __sub__(self, other: Value) -> Value:
        return Value(self.interval - other.interval, self.point - other.point)

    def __mul__(self, other: Value) -> Value:
        return Value(self.interval * other.interval, self.point * other.point)

    def __truediv__(self, other: Value) -> Value:
        if other.point == 0:
            raise ZeroDivisionError("the divisor is zero")
        return Value(self.interval / other.interval, self.point / other.point)

    def scaled(self, factor: Fraction | int) -> Value:
        """Multiply by an exact factor."""
        return self if factor == 1 else Value(self.interval.scaled(factor), self.point * factor)

    def power(self, exponent: int) -> Value:
        """Raise to a whole power of one or more; what lies below zero is left out."""
        return Value(_from_zero(self.interval).power(exponent), self.point**exponent)

    def root(self, degree: int) -> Value:
        """The root of what is not below zero: exact where a fraction is, else enclosed."""
        interval = _from_zero(self.interval)
        low, high = interval.low, interval.high
        return Value(
            Interval(
                None if low is None else _root(low, degree)[0],
                None if high is None else _root(high, degree)[1],
                interval.low_closed,
                interval.high_closed,
            ),
            _shown(max(self.point, Fraction(0)), degree),
        )


def _from_zero(interval: Interval) -> Interval:
    """The part of an interval that is not below zero.

    Raises:
        ZeroDivisionError: there is none, so nothing can be said.
    """
    if interval.high is not None and interval.high < 0:
        raise ZeroDivisionError("there is no such root")
    below = interval.low is None or interval.low < 0
    return replace(interval, low=Fraction(0), low_closed=True) if below else interval


def _shown(value: Fraction, degree: int) -> Fraction:
    """The root itself where it is a fraction, else to as many places as anybody reads."""
    low, high = _root(value, degree)
    return low if low == high else round(low, _PLACES)


def _root(value: Fraction, degree: int) -> tuple[Fraction, Fraction]:
    """Two fractions between which a root lies, equal where it is a fraction itself."""
    above, below = _whole_root(value.numerator, degree), _whole_root(value.denominator, degree)
    if above**degree == value.numerator and below**degree == value.denominator:
        return Fraction(above, below), Fraction(above, below)
    fine = _whole_root(value.numerator * _FINE**degree // value.denominator, degree)
    return Fraction(fine, _FINE), Fraction(fine + 1, _FINE)


def _whole_root(value: int, degree: int) -> int:
    """The largest whole number whose power is not above a value (Newton's method on integers)."""
    if value < 2:
        return value
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better
