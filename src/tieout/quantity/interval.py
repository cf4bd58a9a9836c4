"""Intervals of exact values with open or closed ends, and their arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """A range of exact values; an end of None is unbounded."""

    low: Fraction | None
    high: Fraction | None
    low_closed: bool = True
    high_closed: bool = True

    @staticmethod
    def point(value: Fraction | int) -> Interval:
        """The interval that holds one value only."""
        exact = Fraction(value)
        return Interval(exact, exact)

    def __neg__(self) -> Interval:
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, high, self.high_closed, self.low_closed)

    def __add__(self, other: Interval) -> Interval:
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(
            low, high, self.low_closed and other.low_closed, self.high_closed and other.high_closed
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        """The hull of all products; unbounded unless every end is known."""
        ends = [(a, b) for a in self._ends() for b in other._ends()]
        if any(a[0] is None or b[0] is None for a, b in ends):
            return self._unbounded_product(other)
        products = [(a[0] * b[0], _closes(a, b)) for a, b in ends]  # type: ignore[operator]
        low, high = min(p[0] for p in products), max(p[0] for p in products)
        return Interval(
            low,
            high,
            any(closed for value, closed in products if value == low),
            any(closed for value, closed in products if value == high),
        )

    def __truediv__(self, other: Interval) -> Interval:
        """The hull of all quotients.

        Raises:
            ZeroDivisionError: the divisor may be zero, so nothing can be said.
        """
        if other.holds_zero():
            raise ZeroDivisionError("the divisor may be zero")
        return self * other._reciprocal()

    def scaled(self, factor: Fraction | int) -> Interval:
        """Multiply by an exact factor, which may be negative."""
        if factor == 1:
            return self
        if factor < 0:
            return -self.scaled(-factor)
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        return Interval(low, high, self.low_closed, self.high_closed)

    def power(self, exponent: int) -> Interval:
        """Raise to a whole power of one or more; the interval must not be below zero."""
        low = None if self.low is None else self.low**exponent
        high = None if self.high is None else self.high**exponent
        return Interval(low, high, self.low_closed, self.high_closed)

    def intersect(self, other: Interval) -> Interval | None:
        """What both allow, or None when they share no value."""
        if not self.meets(other):
            return None
        low, low_closed = _tighter(self._low(), other._low(), upper=False)
        high, high_closed = _tighter(self._high(), other._high(), upper=True)
        return Interval(low, high, low_closed, high_closed)

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return not (self.below(other) or other.below(self))

    def below(self, other: Interval) -> bool:
        """Whether every value here is less than every value there."""
        high, low = self.high, other.low
        if high is None or low is None:
            return False
        left, right = high.numerator * low.denominator, low.numerator * high.denominator
        return left < right or (left == right and not (self.high_closed and other.low_closed))

    def contains(self, value: Fraction | int) -> bool:
        """Whether this value is one of those allowed."""
        return self.meets(Interval.point(value))

    def holds_zero(self) -> bool:
        """Whether zero is allowed, a touching open end included (nothing may be divided by it)."""
        return (self.low is None or self.low <= 0) and (self.high is None or self.high >= 0)

    def is_positive(self) -> bool:
        """Whether nothing but values above zero is allowed."""
        return self.low is not None and self.low > 0

    def _low(self) -> tuple[Fraction | None, bool]:
        return self.low, self.low_closed

    def _high(self) -> tuple[Fraction | None, bool]:
        return self.high, self.high_closed

    def _ends(self) -> tuple[tuple[Fraction | None, bool], tuple[Fraction | None, bool]]:
        return self._low(), self._high()

    def _reciprocal(self) -> Interval:
        low = Fraction(0) if self.high is None else 1 / self.high
        high = Fraction(0) if self.low is None else 1 / self.low
        return Interval(
            low, high, self.high_closed and self.high is not None, self.low_closed and self.low is not None
        )

    def _unbounded_product(self, other: Interval) -> Interval:
        if self.low is None or other.low is None or self.low < 0 or other.low < 0:
            return Interval(None, None)
        return Interval(self.low * other.low, None, _closes(self._low(), other._low()))


def _closes(a: tuple[Fraction | None, bool], b: tuple[Fraction | None, bool]) -> bool:
    """Whether the product of two ends is reached: both are, or one is a zero that is."""
    return (a[1] and b[1]) or (a[0] == 0 and a[1]) or (b[0] == 0 and b[1])


def _tighter(
    a: tuple[Fraction | None, bool], b: tuple[Fraction | None, bool], *, upper: bool
) -> tuple[Fraction | None, bool]:
    if a[0] is None:
        return b
    if b[0] is None:
        return a
    if a[0] == b[0]:
        return a[0], a[1] and b[1]
    return min(a, b, key=lambda end: end[0] or 0) if upper else max(a, b, key=lambda end: end[0] or 0)
