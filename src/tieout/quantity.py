"""Exact quantities: a printed number stands for every value that could have been printed so.

The only module that knows exact arithmetic. Values are integers times powers of ten as printed, and
fractions once they meet in a relation; no float ever decides. The method is that of XBRL
Calculations 1.1 (REC 2023-02-22): an interval per printing, sums of intervals, and a relation that
holds when both sides share a value.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

HALF = Fraction(1, 2)
_ONE = Fraction(1)


class Rounding(StrEnum):
    """How the writer shortened values: to the nearest, or by cutting digits off."""

    NEAREST = "nearest"
    TRUNCATED = "truncated"


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


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as powers of base dimensions times a factor into them.

    `day` is ({hour: 1}, 24), `%` is ({}, 1/100), `bp` is ({point: 1}, 1/10000), US dollars per GPU hour
    are ({USD: 1, gpu: -1, hour: -1}, 1). `symbol` is how the unit is printed in messages.
    """

    symbol: str = ""
    powers: tuple[tuple[str, int], ...] = ()
    factor: Fraction = Fraction(1)

    def same_dimension(self, other: Unit) -> bool:
        """Whether quantities of both units may be added or compared."""
        return self.powers == other.powers

    def __mul__(self, other: Unit) -> Unit:
        powers = dict(self.powers)
        for base, power in other.powers:
            powers[base] = powers.get(base, 0) + power
        kept = tuple(sorted((base, power) for base, power in powers.items() if power))
        return Unit("", kept, self.factor * other.factor)

    def inverse(self) -> Unit:
        """One over this unit."""
        return Unit("", tuple((base, -power) for base, power in self.powers), 1 / self.factor)


PLAIN = Unit()
PERCENT = Unit("%", (), Fraction(1, 100))


class Hedge(StrEnum):
    """Words that widen or open the interval of a printed number."""

    ABOUT = "about"  # 约, 左右, about, ~
    OVER = "over"  # 超, 逾, more than
    UNDER = "under"  # 近, 不足, nearly, less than
    AT_LEAST = "at least"  # 以上, at least
    AT_MOST = "at most"  # 以下, up to
    ODD = "odd"  # 余, 多: some more, within the last printed place
    SEVERAL = "several"  # 数十: from two to ten of the place


ABOUT_QUANTA = 5
ABOUT_SHARE = Fraction(1, 20)
ABOUT_LIMIT = Fraction(1, 2)  # "about 1亿" has one digit: five of its last place would allow anything


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


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed quantity: numeral (both of them for a range), unit, hedge.

    `value`, `quantum` and all intervals are in base units (5% is 0.05, 57 days are 1368 hours).
    `precision` replaces the quantum where the context declares one; `exact` marks constants. What is asked
    of a quantity again and again is worked out once.
    """

    numeral: Numeral
    unit: Unit = PLAIN
    upper: Numeral | None = None
    hedge: Hedge | None = None
    exact: bool = False
    _value: Fraction | None = field(default=None, init=False, repr=False, compare=False)
    _quantum: Fraction | None = field(default=None, init=False, repr=False, compare=False)
    _interval: Interval | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def value(self) -> Fraction:
        """The printed value; of a range, its middle (for messages and ranking only)."""
        value = self._value
        if value is None:
            value = _halves(2 * self.numeral.digits, self.numeral.exponent, self.unit.factor)
            if self.upper is not None:
                value = (value + self.upper.value * self.unit.factor) / 2
            object.__setattr__(self, "_value", value)
        return value

    @property
    def quantum(self) -> Fraction:
        """The value of one in the last printed place."""
        quantum = self._quantum
        if quantum is None:
            quantum = _halves(2, self.numeral.exponent, self.unit.factor)
            object.__setattr__(self, "_quantum", quantum)
        return quantum

    @property
    def strict(self) -> Interval:
        """As printed: every digit counts and no word widens it."""
        return self._read(lenient=False)

    @property
    def interval(self) -> Interval:
        """What decides errors: final zeros of whole numbers may be rounding, hedges at their hard bound."""
        interval = self._interval
        if interval is None:
            interval = self._hedged(self._read(lenient=True))
            object.__setattr__(self, "_interval", interval)
        return interval

    @property
    def hedged_strict(self) -> Interval:
        """Every printed digit counts, hedges at their hard bound."""
        return self._hedged(self._read(lenient=False))

    def _read(self, *, lenient: bool) -> Interval:
        if self.exact:
            return Interval.point(self.value)
        interval = self.numeral._nearest(self.unit.factor, lenient=lenient)
        if self.upper is not None:
            interval = Interval(interval.low, self.upper._nearest(self.unit.factor, lenient=lenient).high)
        return interval

    def _hedged(self, base: Interval) -> Interval:
        if self.hedge is None or self.upper is not None:
            return base
        value, quantum = self.value, self.numeral.lenient_quantum * self.unit.factor
        match self.hedge:
            case Hedge.ABOUT:
                quanta = min(ABOUT_QUANTA * self.quantum, ABOUT_LIMIT * abs(value))
                width = max(quanta, ABOUT_SHARE * abs(value), quantum / 2)
                return Interval(value - width, value + width)
            case Hedge.OVER | Hedge.AT_LEAST:
                return Interval(base.low if self.hedge is Hedge.AT_LEAST else value, None)
            case Hedge.UNDER | Hedge.AT_MOST:
                return Interval(None, base.high if self.hedge is Hedge.AT_MOST else value)
            case Hedge.ODD:
                return Interval(value, value + quantum, True, False)
            case Hedge.SEVERAL:
                return Interval(2 * value, 10 * value, True, False)


@dataclass(frozen=True, slots=True)
class Tie:
    """How two sides compare: the relation holds when the gap is inside the slack.

    `gap` is the distance of the printed values, `slack` what rounding allows on the facing sides;
    `closed` says whether a gap equal to the slack still holds.
    """

    gap: Fraction
    slack: Fraction
    closed: bool = True

    @property
    def holds(self) -> bool:
        """Whether rounding explains the gap."""
        gap = self.gap.numerator * self.slack.denominator
        slack = self.slack.numerator * self.gap.denominator
        return gap < slack or (gap == slack and self.closed)

    @property
    def grade(self) -> str:
        """`exact`, `rounding` or `unexplained`."""
        if not self.holds:
            return "unexplained"
        return "exact" if self.gap == 0 else "rounding"


def compare(stated: Interval, stated_value: Fraction, computed: Interval, computed_value: Fraction) -> Tie:
    """Measure a stated quantity against a computed one.

    Args:
        stated: values the statement allows.
        stated_value: the value as printed.
        computed: the image of the operands' intervals.
        computed_value: the result from the values as printed.

    Returns:
        A tie that holds exactly when the two intervals meet. The slack is the sum of the two half-widths
        that face each other; where a facing side is unbounded it equals the gap.
    """
    gap = abs(stated_value - computed_value)
    tie = _facing(gap, stated, stated_value, computed, computed_value)
    if tie.holds == stated.meets(computed):
        return tie
    # a printed value outside its own interval ("dozens" is printed as ten) says nothing of the facing sides
    return Tie(gap, gap, closed=not tie.holds)


def _facing(
    gap: Fraction, stated: Interval, stated_value: Fraction, computed: Interval, computed_value: Fraction
) -> Tie:
    """The tie by the sides that face each other, for values inside their intervals."""
    if stated_value <= computed_value:
        above, below, closed = stated.high, computed.low, stated.high_closed and computed.low_closed
        slack = None if above is None or below is None else above - stated_value + computed_value - below
    else:
        above, below, closed = computed.high, stated.low, computed.high_closed and stated.low_closed
        slack = None if above is None or below is None else above - computed_value + stated_value - below
    if slack is None:
        return Tie(gap, gap)
    return Tie(gap, max(slack, Fraction(0)), closed)


def at_most(low: Quantity, high: Quantity, *, strictly: bool = False) -> Tie:
    """Measure `low <= high`: fails only if no values inside the intervals obey it.

    With `strictly`, equal point values do not hold; printed values that are equal may still differ
    behind the last digit, so they do.
    """
    a, b = low.interval, high.interval
    gap = max(low.value - high.value, Fraction(0))
    if a.low is None or b.high is None:
        return Tie(gap, gap)
    slack = max(low.value - a.low + b.high - high.value, Fraction(0))
    return Tie(gap, slack, not strictly or slack > 0 or gap > 0)


def drift(gap: Fraction, quanta: Iterable[Fraction]) -> bool:
    """Whether a gap inside the worst case lies beyond three standard deviations of rounding.

    Args:
        gap: distance between stated and computed.
        quanta: the weighted quantum of every printed figure of the relation, the total included. A
            rounding error is uniform over one quantum, so its variance is the quantum squared over 12.
    """
    return gap * gap * 12 > 9 * sum((q * q for q in quanta), Fraction(0))


def decimal_text(value: Fraction, places: int = 12) -> str:
    """An exact value as plain decimal digits, rounded to `places` significant ones only if it never ends."""
    if value.denominator == 1:
        return str(value.numerator)
    reduced = value.denominator
    for prime in (2, 5):
        while reduced % prime == 0:
            reduced //= prime
    with localcontext(prec=max(len(str(value.numerator)) + value.denominator.bit_length(), places)):
        quotient = Decimal(value.numerator) / Decimal(value.denominator)
        if reduced != 1:
            quotient = round(quotient, max(places - quotient.adjusted() - 1, 0))
        return format(quotient, "f")
