"""When two values look like one gone wrong: close, a slip of digits apart, or a power of ten."""

from __future__ import annotations

from fractions import Fraction

from tieout.quantity import Quantity, power_of_ten
from tieout.slip.digits import one_slip

TELLING = 3  # digits of which an equal or similar figure is hardly another
CLOSE = Fraction(1, 10)  # values further apart than this part are not merely close
TWICE = 2  # a score and what it gained are further apart than two statements of one score
SCALES = (1000, 10**4, 10**6, 10**8)  # powers of ten that words and headers stand for
_POWERS = (10, 100, *SCALES)
_DIGIT_SLIPS = 18  # a digit more or less, one to nine, in every place
CHANCE = Fraction(1, 250)  # of a gap that is a digit times a power of ten, below which it is no coincidence


def near(a: Quantity, b: Quantity) -> bool:
    """Whether two unequal values look like one value gone wrong: close, a slip of digits, a power of ten."""
    if a.value == 0 or b.value == 0:
        return False
    return close(a.value, b.value, CLOSE) or a.value == -b.value or slipped(a, b) or tenfold(a.value, b.value)


def close(value: Fraction, other: Fraction, part: Fraction) -> bool:
    """Whether two values are apart by no more than a part of the other one; signs do not count."""
    return abs(abs(value) - abs(other)) <= part * abs(other)


def tenfold(value: Fraction, other: Fraction, give: Fraction = Fraction(0)) -> bool:
    """Whether one value is a power of ten of the other, as nearly as may be given away of the ratio."""
    if not value or not other:
        return False
    ratio = abs(value / other)
    ratio = ratio if ratio > 1 else 1 / ratio
    return any(abs(ratio / power - 1) <= give for power in _POWERS)


def of_one_size(a: Quantity, b: Quantity) -> bool:
    """Whether two values can be one thing told twice: near, or less than twice one another."""
    low, high = sorted((abs(a.value), abs(b.value)))
    return near(a, b) or high < TWICE * low


def slipped(a: Quantity, b: Quantity) -> bool:
    """Whether the digits differ in one place, or in two that are swapped, and there are enough of them."""
    first, second = str(abs(a.numeral.digits)), str(abs(b.numeral.digits))
    if len(first) < TELLING or a.numeral.exponent != b.numeral.exponent:
        return False
    return one_slip(first, second)


def exchanged(a: Quantity, b: Quantity) -> bool:
    """Whether the same digits stand in another order, and there are enough of them."""
    first, second = str(abs(a.numeral.digits)), str(abs(b.numeral.digits))
    if len(first) <= TELLING or a.numeral.exponent != b.numeral.exponent:
        return False
    return first != second and sorted(first) == sorted(second)


def misprinted(quantity: Quantity, value: Fraction) -> bool:
    """Whether a figure is a value with one digit wrong, two exchanged, or a power of ten astray."""
    if not value or not quantity.value:
        return False
    own, other = _digits(quantity, value)
    if len(own) >= TELLING and one_slip(own, other):
        return True
    return significant(quantity) >= TELLING - 1 and any(scaled(quantity, value, power) for power in _POWERS)


def mistyped(quantity: Quantity, value: Fraction) -> bool:
    """Whether a figure is a value with one digit wrong of enough, or with two that changed places.

    Of two digits one may be wrong by chance; that both changed places is as rare as one wrong of three.
    """
    own, other = _digits(quantity, value)
    return one_slip(own, other) and (len(own) >= TELLING or sorted(own) == sorted(other))


def turned_round(quantity: Quantity, value: Fraction) -> bool:
    """Whether a figure is a value of which two digits of enough changed places."""
    own, other = _digits(quantity, value)
    return len(own) >= TELLING and sorted(own) == sorted(other) and one_slip(own, other)


def _digits(quantity: Quantity, value: Fraction) -> tuple[str, str]:
    """The digits of a figure and of a value, to its last place."""
    return str(abs(quantity.numeral.digits)), str(abs(round(value / quantity.quantum)))


def scaled(quantity: Quantity, value: Fraction, power: int) -> bool:
    """Whether a figure is a value times this, or over this, as far as its digits tell."""
    ratio = abs(quantity.value / value)
    ratio = ratio if ratio > 1 else 1 / ratio
    return abs(ratio / power - 1) <= Fraction(1, 2 * max(abs(quantity.numeral.digits), 1))


def significant(quantity: Quantity) -> int:
    """How many digits a figure has, zeros at the end of whole numbers apart."""
    numeral = quantity.numeral
    digits = str(abs(numeral.digits)).lstrip("0")
    return len(digits if numeral.exponent < 0 or numeral.decimals else digits.rstrip("0"))


def distinctive(quantity: Quantity) -> bool:
    """Whether a figure has so many digits that an equal one is hardly another."""
    return significant(quantity) >= TELLING


def digit_apart(gap: Fraction, slack: Fraction, size: Fraction, quantum: Fraction) -> bool:
    """Whether a gap is a digit times a power of ten, where chance makes few such gaps.

    Args:
        gap: how far a sum of printed figures misses.
        slack: what rounding explains of it.
        size: the largest of the figures.
        quantum: one in the last place of the coarsest of them.
    """
    count = size / quantum
    places = len(str(int(count)))
    gap, slack = gap / quantum, slack / quantum
    if _DIGIT_SLIPS * places * (2 * slack + 1) > 2 * count * CHANCE:
        return False
    digits = (digit * power_of_ten(power) for power in range(places) for digit in range(1, 10))
    return any(abs(gap - digit) <= min(slack, Fraction(1)) for digit in digits)
