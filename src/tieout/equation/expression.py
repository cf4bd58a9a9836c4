"""The side of an equation that is computed: figures and constants joined by arithmetic.

Every figure occurs once (growth is y/x - 1, not (y - x)/x), so that the interval of a whole is exactly what
its figures allow, and so that it can be solved for any of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import Generic, TypeVar

from tieout.equation.value import Key, Printed, Value, key_of
from tieout.quantity import Interval, decimal_text

F = TypeVar("F", bound=Printed, covariant=True)

SHOWN = 12  # parts of a sum that its text shows in full
_ADDED, _TIMES, RAISED, _LEAF = 1, 2, 3, 4  # how tightly a text binds


class Expression(ABC, Generic[F]):
    """Something that has a value; `strict` counts every printed digit."""

    __slots__ = ()
    binds: int = _LEAF

    @abstractmethod
    def value(self, *, strict: bool = False) -> Value:
        """What its figures as printed give.

        Raises:
            ZeroDivisionError: a divisor may be zero, so nothing can be said.
        """

    @abstractmethod
    def terms(self) -> Iterator[Term[F]]:
        """Its figures, in the order of its text."""

    @abstractmethod
    def text(self) -> str:
        """Itself with the figures as printed."""

    @abstractmethod
    def solve(self, key: Key, wanted: Value) -> Value:
        """What one of its figures has to be for the whole to be what is wanted, all others as printed.

        Raises:
            ZeroDivisionError: a divisor may be zero, so nothing can be said.
            KeyError: the figure does not occur.
        """

    def within(self, outer: int) -> str:
        """Its text, in brackets where what is around it binds as tightly."""
        return f"({self.text()})" if self.binds <= outer else self.text()


@dataclass(frozen=True, slots=True)
class Term(Expression[F]):
    """A figure as it is read: its own value times an exact factor (a borrowed scale, -1 for its size).

    `interval` and `point` are of the figure itself. `strict` is the interval in which every final zero counts
    as printed on purpose, where that is another one.
    """

    fact: F
    interval: Interval
    point: Fraction
    role: str = "part"
    factor: Fraction = Fraction(1)
    strict: Interval | None = None

    @property
    def key(self) -> Key:
        """What identifies its fact."""
        return key_of(self.fact)

    def value(self, *, strict: bool = False) -> Value:
        """As printed."""
        interval = self.strict if strict and self.strict is not None else self.interval
        return Value(interval, self.point).scaled(self.factor)

    def terms(self) -> Iterator[Term[F]]:
        """Itself."""
        yield self

    def text(self) -> str:
        """As printed."""
        return self.fact.figure.text

    def solve(self, key: Key, wanted: Value) -> Value:
        """What is wanted, in its own unit."""
        if key != self.key:
            raise KeyError(key)
        return wanted.scaled(1 / self.factor)


@dataclass(frozen=True, slots=True)
class Number(Expression[F]):
    """A constant, or a value from elsewhere than a printed figure, which may be an interval."""

    point: Fraction
    interval: Interval | None = None
    said: str = ""

    def value(self, *, strict: bool = False) -> Value:
        """Itself."""
        return Value(self.interval or Interval.point(self.point), self.point)

    def terms(self) -> Iterator[Term[F]]:
        """None."""
        yield from ()

    def text(self) -> str:
        """Its digits, unless it has words of its own."""
        return self.said or decimal_text(self.point)

    def solve(self, key: Key, wanted: Value) -> Value:
        """It has no figures."""
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Sum(Expression[F]):
    """Weighted parts added up; the weights are exact."""

    parts: tuple[Expression[F], ...]
    weights: tuple[Fraction | int, ...]
    binds = _ADDED
    _places: dict[Key, int] = field(default_factory=dict, init=False, repr=False, compare=False)
    _total: list[Value] = field(default_factory=list, init=False, repr=False, compare=False)

    def value(self, *, strict: bool = False) -> Value:
        """All parts together."""
        weighted = zip(self.parts, self.weights, strict=True)
        values = [part.value(strict=strict).scaled(weight) for part, weight in weighted]
        ends = [value.interval for value in values]
        lows = [end.low for end in ends if end.low is not None]
        highs = [end.high for end in ends if end.high is not None]
        interval = Interval(
            _total(lows) if len(lows) == len(ends) else None,
            _total(highs) if len(highs) == len(ends) else None,
            all(end.low_closed for end in ends),
            all(end.high_closed for end in ends),
        )
        return Value(interval, _total([value.point for value in values]))

    def terms(self) -> Iterator[Term[F]]:
        """Those of all parts."""
        for part in self.parts:
            yield from part.terms()

    def text(self) -> str:
        """The parts with their signs; the middle of a long sum is left out."""
        return _signed(self.parts, self.weights)

    def negated(self) -> str:
        """The text with all signs turned round."""
        return _signed(self.parts, [-weight for weight in self.weights])

    def solve(self, key: Key, wanted: Value) -> Value:
        """What the other parts leave."""
        if not self._places:  # long sums are asked for every one of their figures
            found = ((term.key, n) for n, part in enumerate(self.parts) for term in part.terms())
            self._places.update(found)
        place = self._places[key]
        left = (wanted - self._without(place)).scaled(1 / Fraction(self.weights[place]))
        return self.parts[place].solve(key, left)

    def _without(self, place: int) -> Value:
        """All parts but one: taken out of the total where no end of it is open, else added up."""
        if not self._total:
            self._total.append(self.value())
        whole, own = self._total[0], self.parts[place].value().scaled(self.weights[place])
        if _closed(whole.interval) and _closed(own.interval):
            low, high = whole.interval.low, whole.interval.high
            assert low is not None
            assert high is not None
            rest = Interval(low - (own.interval.low or 0), high - (own.interval.high or 0))
            return Value(rest, whole.point - own.point)
        parts = (*self.parts[:place], *self.parts[place + 1 :])
        return Sum(parts, (*self.weights[:place], *self.weights[place + 1 :])).value()


@dataclass(frozen=True, slots=True)
class Product(Expression[F]):
    """Factors multiplied."""

    factors: tuple[Expression[F], ...]
    binds = _TIMES

    def value(self, *, strict: bool = False) -> Value:
        """All factors together."""
        product = Value.exact(1)
        for factor in self.factors:
            product = product * factor.value(strict=strict)
        return product

    def terms(self) -> Iterator[Term[F]]:
        """Those of all factors."""
        for factor in self.factors:
            yield from factor.terms()

    def text(self) -> str:
        """The factors with signs between them."""
        return " × ".join(factor.within(_TIMES) for factor in self.factors)

    def solve(self, key: Key, wanted: Value) -> Value:
        """Divide by the other factors."""
        place = _place(self.factors, key)
        others = Product((*self.factors[:place], *self.factors[place + 1 :])).value()
        return self.factors[place].solve(key, wanted / others)


@dataclass(frozen=True, slots=True)
class Quotient(Expression[F]):
    """One thing over another."""

    above: Expression[F]
    below: Expression[F]
    binds = _TIMES

    def value(self, *, strict: bool = False) -> Value:
        """The one over the other."""
        return self.above.value(strict=strict) / self.below.value(strict=strict)

    def terms(self) -> Iterator[Term[F]]:
        """Those above, then those below."""
        yield from self.above.terms()
        yield from self.below.terms()

    def text(self) -> str:
        """With a stroke between them."""
        above = self.above.within(_ADDED)
        return f"{above} / {self.below.within(_TIMES)}"

    def solve(self, key: Key, wanted: Value) -> Value:
        """Multiply, or divide the other way round."""
        if _holds(self.above, key):
            return self.above.solve(key, wanted * self.below.value())
        return self.below.solve(key, self.above.value() / wanted)


def _total(values: Sequence[Fraction]) -> Fraction:
    """Fractions added up over one denominator, which is far faster than one by one."""
    over = lcm(*(value.denominator for value in values))
    return Fraction(sum(value.numerator * (over // value.denominator) for value in values), over)


def _signed(parts: Sequence[Expression[F]], weights: Sequence[Fraction | int]) -> str:
    """Parts with their signs, one that is added first if there is any; the middle of a long sum left out."""
    signed = list(zip(parts, weights, strict=True))
    if signed and signed[0][1] < 0:
        signed.sort(key=lambda each: each[1] < 0)
    shown = [f"{'-' if weight < 0 else '+'} {_times(weight)}{part.within(_ADDED)}" for part, weight in signed]
    if len(shown) > SHOWN:
        left = f"+ … ({len(shown) - SHOWN} more)"
        shown = [*shown[: SHOWN // 2], left, *shown[-SHOWN // 2 :]]
    return " ".join(shown).removeprefix("+ ")


def _times(weight: Fraction | int) -> str:
    """A weight before its part; nothing for one."""
    return "" if weight in (1, -1) else f"{decimal_text(abs(Fraction(weight)))} × "


def _closed(interval: Interval) -> bool:
    return None not in (interval.low, interval.high) and interval.low_closed and interval.high_closed


def _holds(expression: Expression[F], key: Key) -> bool:
    return any(term.key == key for term in expression.terms())


def _place(parts: Sequence[Expression[F]], key: Key) -> int:
    """Which part a figure is in.

    Raises:
        KeyError: in none.
    """
    for place, part in enumerate(parts):
        if _holds(part, key):
            return place
    raise KeyError(key)
