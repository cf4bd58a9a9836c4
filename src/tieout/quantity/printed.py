"""A printed quantity: numeral or range, unit and hedge, in base units."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from tieout.quantity.interval import Interval
from tieout.quantity.numeral import Numeral, _halves
from tieout.quantity.unit import PERCENT, PLAIN, Unit

ABOUT_QUANTA = 5
ABOUT_SHARE = Fraction(1, 20)
ABOUT_DIGITS = (
    4  # so many digits before "about" gives no more than its quanta: 约45.27 was rounded, not guessed
)
ABOUT_LIMIT = Fraction(1, 2)  # "about 1亿" has one digit: five of its last place would allow anything


class Hedge(StrEnum):
    """Words that widen or open the interval of a printed number."""

    ABOUT = "about"  # 约, 左右, about, ~
    OVER = "over"  # 超, 逾, more than
    UNDER = "under"  # 近, 不足, nearly, less than
    AT_LEAST = "at least"  # 以上, at least
    AT_MOST = "at most"  # 以下, up to
    ODD = "odd"  # 余, 多: some more, within the last printed place
    SEVERAL = "several"  # 数十: from two to ten of the place


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed quantity: numeral (both of them for a range), unit, hedge.

    `value`, `quantum` and all intervals are in base units (5% is 0.05, 57 days are 1368 hours).
    `exact` marks constants and what is stipulated. What is asked of a quantity again and again is worked out
    once.
    """

    numeral: Numeral
    unit: Unit = PLAIN
    upper: Numeral | None = None
    hedge: Hedge | None = None
    exact: bool = False
    _value: Fraction | None = field(default=None, init=False, repr=False, compare=False)
    _quantum: Fraction | None = field(default=None, init=False, repr=False, compare=False)
    _interval: Interval | None = field(default=None, init=False, repr=False, compare=False)
    _exactly: Interval | None = field(default=None, init=False, repr=False, compare=False)

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
    def counts(self) -> bool:
        """Whether it counts things one by one, which nobody rounds: 67 patients, but not 1.2 million."""
        whole = self.numeral.exponent == 0 and self.numeral.decimals == 0
        return self.unit.counts and whole and self.upper is None and self.hedge is None

    @property
    def strict(self) -> Interval:
        """As printed: every digit counts and no word widens it."""
        return self._read(lenient=False)

    @property
    def interval(self) -> Interval:
        """What decides errors: final zeros of whole amounts may be rounding, hedges at their hard bound."""
        interval = self._interval
        if interval is None:
            interval = self._hedged(self._read(lenient=True)) if self._may_be_rounded else self.hedged_strict
            object.__setattr__(self, "_interval", interval)
        return interval

    @property
    def _may_be_rounded(self) -> bool:
        """Whether final zeros may stand for rounding. Nobody rounds a rate to tens: 20% is not 16%."""
        zeros = self.numeral.trailing_zeros or (self.upper is not None and self.upper.trailing_zeros)
        return bool(zeros) and self.unit.symbol != PERCENT.symbol

    @property
    def hedged_strict(self) -> Interval:
        """Every printed digit counts, hedges at their hard bound."""
        interval = self._exactly
        if interval is None:
            interval = self._hedged(self._read(lenient=False))
            object.__setattr__(self, "_exactly", interval)
        return interval

    def _read(self, *, lenient: bool) -> Interval:
        if self.exact or (self.counts and not (lenient and self.numeral.trailing_zeros)):
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
                telling = len(str(abs(self.numeral.digits))) - self.numeral.trailing_zeros
                share = ABOUT_SHARE * abs(value) if telling < ABOUT_DIGITS else 0
                width = max(quanta, share, quantum / 2)
                return Interval(value - width, value + width)
            case Hedge.OVER | Hedge.AT_LEAST:
                return Interval(base.low if self.hedge is Hedge.AT_LEAST else value, None)
            case Hedge.UNDER | Hedge.AT_MOST:
                return Interval(None, base.high if self.hedge is Hedge.AT_MOST else value)
            case Hedge.ODD:
                return Interval(value, value + quantum, True, False)
            case Hedge.SEVERAL:
                return Interval(2 * value, 10 * value, True, False)
