"""A relation turned around: which values of one of its figures would make it hold, the others as printed.

The form is found from the relation itself: the one whose value at the printed figures is exactly the value
that the kind computed. A relation of no known form can still be turned around for its stated side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol, TypeAlias

from tieout.model import Fact, Relation
from tieout.quantity import Interval

Key: TypeAlias = tuple[str, int]  # a fact: path of its report, id in it

MEASURED = frozenset({"total", "formula", "restatement", "agree", "contradict"})  # stated = computed
_ORDERS = frozenset({"comparison", "range"})
_CONSTANT_LIMIT = 10_000  # hours of a year and the like
_ZERO, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Need:
    """The values of a figure that make a relation hold, and the one that fits the others as printed."""

    interval: Interval
    point: Fraction
    is_sum: bool = False

    @property
    def equates(self) -> bool:
        """Whether it asks for a value, not for a side to be on."""
        return self.interval.low is not None and self.interval.high is not None


class Form(Protocol):
    """A relation that can be solved for any of its figures."""

    def need(self, key: Key) -> Need | None:
        """What the relation asks of this figure; None if it cannot be solved for it."""


def key_of(fact: Fact) -> Key:
    """What identifies a fact across reports."""
    return fact.report, fact.id


def invert(relation: Relation) -> Form | None:
    """Find the form of a relation.

    Returns:
        None if the relation was not evaluated or has no figure to be solved for.
    """
    subject = relation.subject
    if relation.tie is None or subject is None or subject.figure.quantity is None:
        return None
    figures = [operand.fact for operand in relation.operands]
    keys = [key_of(subject), *map(key_of, figures)]
    if any(fact.figure.quantity is None for fact in figures) or len(set(keys)) < len(keys):
        return None
    if relation.kind in _ORDERS or relation.shape == "part-of-whole":
        return _order(subject, figures[0], relation.tie.holds) if len(figures) == 1 else None
    if relation.kind not in MEASURED and relation.shape != "shares":
        return None
    if relation.computed is not None and figures:
        for form in _forms(relation, keys):
            if form is not None:
                return form
    return _stated_only(relation, subject)


def _forms(relation: Relation, keys: Sequence[Key]) -> Iterator[Form | None]:
    """The forms that a relation may have, the plainest first."""
    values = [operand.fact.figure.amount.value for operand in relation.operands]
    weights = [Fraction(operand.weight) for operand in relation.operands]
    yield _linear(relation, keys, values, weights)
    if len(values) == 2:
        yield _linear(relation, keys, values, [_ONE, -_ONE])
        yield _linear(relation, keys, values, [-_ONE, _ONE])
        for powers in ((1, -1), (-1, 1)):
            yield _monomial(relation, keys, values, powers, _ZERO)
            yield _monomial(relation, keys, values, powers, -_ONE)
    yield _linear(relation, keys, values, [_ONE / len(values)] * len(values))
    constant = _constant(relation, values)
    if constant is not None:
        yield _monomial(relation, keys, values, (1,) * len(values), _ZERO, constant)


def _constant(relation: Relation, values: Sequence[Fraction]) -> Fraction | None:
    """The factor that a product has besides its figures: 24 hours, 12 months; None if there is none."""
    product = _ONE
    for value in values:
        product *= value
    if product == 0 or not relation.computed:
        return None
    factor = relation.computed / product
    whole = factor.denominator == 1 or factor.numerator == 1
    return factor if whole and _ONE / _CONSTANT_LIMIT <= factor <= _CONSTANT_LIMIT else None


# --- sums and differences -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Linear:
    """subject = sum of weighted figures; the subject has weight -1, and all of it adds up to zero.

    `low` and `high` are the sums of the finite ends, `open_low` and `open_high` count the others, so that
    any one figure can be taken out again without adding up the rest.
    """

    terms: Mapping[Key, tuple[Fraction, Interval, Fraction]]  # weight, weighted interval, value
    low: Fraction
    high: Fraction
    open_low: int
    open_high: int
    total: Fraction

    def need(self, key: Key) -> Need | None:
        """What the other terms leave for this one."""
        weight, own, value = self.terms[key]
        low = None if self.open_low - (own.low is None) else self.low - (own.low or 0)
        high = None if self.open_high - (own.high is None) else self.high - (own.high or 0)
        rest = Interval(low, high)
        return Need(rest.scaled(-1 / weight), value - self.total / weight, len(self.terms) > 2)


def _linear(
    relation: Relation, keys: Sequence[Key], values: Sequence[Fraction], weights: Sequence[Fraction]
) -> Linear | None:
    if relation.subject is None or 0 in weights:
        return None
    if sum((w * v for w, v in zip(weights, values, strict=True)), _ZERO) != relation.computed:
        return None
    facts = (relation.subject, *(operand.fact for operand in relation.operands))
    terms = {
        key: (weight, fact.figure.amount.interval.scaled(weight), fact.figure.amount.value)
        for key, weight, fact in zip(keys, (-_ONE, *weights), facts, strict=True)
    }
    ends = [interval for _, interval, _ in terms.values()]
    return Linear(
        terms,
        sum((end.low for end in ends if end.low is not None), _ZERO),
        sum((end.high for end in ends if end.high is not None), _ZERO),
        sum(end.low is None for end in ends),
        sum(end.high is None for end in ends),
        sum((weight * value for weight, _, value in terms.values()), _ZERO),
    )


# --- products, quotients and growth -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Monomial:
    """subject = constant * product of figures to the power of 1 or -1, + offset (-1 for growth)."""

    subject: Key
    stated: tuple[Interval, Fraction]
    factors: Mapping[Key, tuple[int, Interval, Fraction]]
    constant: Fraction
    offset: Fraction

    def need(self, key: Key) -> Need | None:
        """Divide by the other factors."""
        interval, point = Interval.point(self.constant), self.constant
        try:
            for other, (power, factor, value) in self.factors.items():
                if other != key:
                    interval = interval * factor if power > 0 else interval / factor
                    point = point * value if power > 0 else point / value
            if key == self.subject:
                return Need(interval + Interval.point(self.offset), point + self.offset)
            left = self.stated[0] - Interval.point(self.offset)
            if self.factors[key][0] > 0:
                return Need(left / interval, (self.stated[1] - self.offset) / point)
            return Need(interval / left, point / (self.stated[1] - self.offset))
        except ZeroDivisionError:
            return None


def _monomial(
    relation: Relation,
    keys: Sequence[Key],
    values: Sequence[Fraction],
    powers: Sequence[int],
    offset: Fraction,
    constant: Fraction = _ONE,
) -> Monomial | None:
    subject, result = relation.subject, constant
    for power, value in zip(powers, values, strict=True):
        if power < 0 and value == 0:
            return None
        result = result * value if power > 0 else result / value
    if subject is None or result + offset != relation.computed:
        return None
    factors = {
        key: (power, operand.fact.figure.amount.interval, value)
        for key, power, operand, value in zip(keys[1:], powers, relation.operands, values, strict=True)
    }
    amount = subject.figure.amount
    return Monomial(keys[0], (amount.interval, amount.value), factors, constant, offset)


# --- the rest -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Order:
    """One of two figures is not above the other; which one shows from whether it holds."""

    subject: Key
    other: Key
    stated: Interval
    compared: Interval
    holds: bool

    def need(self, key: Key) -> Need | None:
        """The half-line on the right side of the other figure."""
        mine, there = (self.stated, self.compared) if key == self.subject else (self.compared, self.stated)
        if None in (mine.low, mine.high, there.low, there.high):
            return None
        above = (mine.low or 0) + (mine.high or 0) > (there.low or 0) + (there.high or 0)
        if above == self.holds:
            return Need(Interval(there.low, None), there.low or _ZERO)
        return Need(Interval(None, there.high), there.high or _ZERO)


def _order(subject: Fact, other: Fact, holds: bool) -> Order:
    stated, compared = subject.figure.amount.interval, other.figure.amount.interval
    return Order(key_of(subject), key_of(other), stated, compared, holds)


@dataclass(frozen=True, slots=True)
class StatedOnly:
    """A relation of unknown form: only what it asks of its stated side is known."""

    subject: Key
    wanted: Need

    def need(self, key: Key) -> Need | None:
        """The computed value with what rounding adds to it."""
        return self.wanted if key == self.subject else None


def _stated_only(relation: Relation, subject: Fact) -> StatedOnly | None:
    tie, computed = relation.tie, relation.computed
    if tie is None or computed is None or tie.gap != abs(subject.figure.amount.value - computed):
        return None
    own = subject.figure.amount.quantum / 2
    width = max(tie.slack - own, _ZERO)
    return StatedOnly(key_of(subject), Need(Interval(computed - width, computed + width), computed))
