"""Digits as printed, and the values that print so (XBRL Calculations 1.1, REC 2023-02-22)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from tieout.quantity.interval import Interval

HALF = Fraction(1, 2)
_ONE = Fraction(1)


class Rounding(StrEnum):
    """How the writer shortened values: to the nearest, or by cutting digits off."""

    NEAREST = "nearest"
    TRUNCATED = "truncated"


@dataclass(frozen=True, slots=True)
class Numeral:
    """Digits as printed: 5.576M is digits 5576 and exponent 3, the power of ten of the last digit.

    `decimals` counts the digits printed after the point, which a scale word hides (5.00亿 is 500 and 6).
    """

    digits: int
    exponent: int
    decimals: int = field(default=0, compare=False)

    @property
    def value(self) -> Fraction:
        """The exact value printed."""
        return _halves(2 * self.digits, self.exponent)

    @property
    def bare(self) -> Fraction:
        """The number as printed, whatever scale word stands behind it: 5.576 of 5.576M."""
        return _halves(2 * self.digits, -self.decimals)

    @property
    def quantum(self) -> Fraction:
        """The value of one in the last printed place."""
        return power_of_ten(self.exponent)

    @property
    def lenient_quantum(self) -> Fraction:
        """The place of the last digit that is not zero: 1,200 may have been rounded to hundreds."""
        return power_of_ten(self.exponent + self.trailing_zeros)

    @property
    def trailing_zeros(self) -> int:
        """Zeros that end a whole number; zeros after the point were printed on purpose."""
        if self.exponent < 0 or self.decimals > 0 or self.digits == 0:
            return 0
        digits = str(abs(self.digits))
        return len(digits) - len(digits.rstrip("0"))

    def interval(self, rounding: Rounding = Rounding.NEAREST, *, lenient: bool = False) -> Interval:
        """Every value that prints as this one, per XBRL Calculations 1.1."""
        if rounding is Rounding.NEAREST:
            return self._nearest(_ONE, lenient=lenient)
        value, quantum = self.value, self.lenient_quantum if lenient else self.quantum
        if value > 0:
            return Interval(value, value + quantum, True, False)
        if value < 0:
            return Interval(value - quantum, value, False, True)
        return Interval(-quantum, quantum, False, False)

    def _nearest(self, factor: Fraction, *, lenient: bool) -> Interval:
        """Half a unit of the last place to either side, times a factor."""
        zeros = self.trailing_zeros if lenient else 0
        place, halves = self.exponent + zeros, 2 * self.digits // 10**zeros
        return Interval(_halves(halves - 1, place, factor), _halves(halves + 1, place, factor))


@lru_cache(maxsize=256)
def power_of_ten(exponent: int) -> Fraction:
    """Ten to a whole power, exactly."""
    return Fraction(10**exponent) if exponent >= 0 else Fraction(1, 10**-exponent)


def _halves(count: int, exponent: int, factor: Fraction = _ONE) -> Fraction:
    """So many halves of a place, times a factor, reduced once: fractions are slow to multiply."""
    above, below = count * factor.numerator, 2 * factor.denominator
    return Fraction(above * 10**exponent, below) if exponent >= 0 else Fraction(above, below * 10**-exponent)
