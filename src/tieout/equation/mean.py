"""The mean of figures by the weights of others: prices by their amounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tieout.equation.expression import Expression, F, Term
from tieout.equation.value import Key, Value
from tieout.quantity import Interval


@dataclass(frozen=True, slots=True)
class WeightedMean(Expression[F]):
    """The mean of values by weights, none of which may be below zero.

    Each weight stands above and below the stroke, so its interval is not that of interval arithmetic: the
    mean is largest where the values above it weigh as much, and those below as little, as they may.
    """

    values: tuple[Expression[F], ...]
    weights: tuple[Expression[F], ...]

    def value(self, *, strict: bool = False) -> Value:
        """The mean."""
        values = [part.value(strict=strict) for part in self.values]
        weights = [part.value(strict=strict) for part in self.weights]
        point = _mean([value.point for value in values], [weight.point for weight in weights])
        low = _extreme([(v.interval.low, *_ends(w)) for v, w in zip(values, weights, strict=True)], -1)
        high = _extreme([(v.interval.high, *_ends(w)) for v, w in zip(values, weights, strict=True)], 1)
        return Value(Interval(low, high), point)

    def terms(self) -> Iterator[Term[F]]:
        """Values, then weights."""
        for part in (*self.values, *self.weights):
            yield from part.terms()

    def text(self) -> str:
        """As a mean of these by those."""
        values = ", ".join(value.text() for value in self.values)
        return f"mean({values}; by {', '.join(weight.text() for weight in self.weights)})"

    def solve(self, key: Key, wanted: Value) -> Value:
        """From `weight * (value - mean)`, which adds up to nothing."""
        places = range(len(self.values))
        place = next(n for n in places if any(t.key == key for t in self._pair(n)))
        others = Value.exact(0)
        for n in places:
            if n != place:
                others = others + self.weights[n].value() * (self.values[n].value() - wanted)
        weight, value = self.weights[place], self.values[place]
        if any(term.key == key for term in value.terms()):
            return value.solve(key, wanted - others / weight.value())
        return weight.solve(key, others / (wanted - value.value()))

    def _pair(self, place: int) -> Iterator[Term[F]]:
        yield from self.values[place].terms()
        yield from self.weights[place].terms()


def _ends(weight: Value) -> tuple[Fraction, Fraction]:
    low, high = weight.interval.low, weight.interval.high
    if low is None or high is None or high <= 0:
        raise ZeroDivisionError("the weights may be zero")
    return max(low, Fraction(0)), high


def _mean(values: list[Fraction], weights: list[Fraction]) -> Fraction:
    return sum((v * w for v, w in zip(values, weights, strict=True)), Fraction(0)) / sum(weights)


def _extreme(entries: list[tuple[Fraction | None, Fraction, Fraction]], side: int) -> Fraction | None:
    """The largest mean (the smallest for a side of -1): heavy from some value on, light before it."""
    known = [(value, light, heavy) for value, light, heavy in entries if value is not None]
    if len(known) < len(entries):
        return None
    known.sort(key=lambda entry: side * entry[0], reverse=True)
    values = [value for value, _, _ in known]
    means = []
    for cut in range(1, len(known) + 1):
        weights = [heavy if n < cut else light for n, (_, light, heavy) in enumerate(known)]
        means.append(_mean(values, weights))
    return max(means) if side > 0 else min(means)
