"""Rates of change turned around: compound growth, falls, and changes given beside their result.

Which of these a relation is shows from its operands' roles and from the value that the kind computed.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tieout.judge.inverse import Form, Key, Monomial, Need, key_of
from tieout.model import Fact, Relation
from tieout.quantity import Interval
from tieout.relate.prose.measure import root

_LONGEST = 60  # years that a compound rate may run
_ONE = Fraction(1)
_UNIT = Interval.point(1)


def rate_form(relation: Relation) -> Form | None:
    """The form of a rate of change with two operands, None if it is of another kind."""
    subject, computed = relation.subject, relation.computed
    if relation.shape not in ("cagr", "growth") or subject is None or computed is None:
        return None
    by_role = {operand.role: operand.fact for operand in relation.operands}
    if len(by_role) != 2 or any(fact.figure.quantity is None for fact in (subject, *by_role.values())):
        return None
    if by_role.keys() == {"change", "result"}:
        return _of_result(subject, by_role["change"], by_role["result"], computed)
    if by_role.keys() != {"base", "result"}:
        return None
    if relation.shape == "cagr":
        return _compound(relation, subject, by_role["base"], by_role["result"])
    return _fall(subject, by_role["base"], by_role["result"], computed)


@dataclass(frozen=True, slots=True)
class Compound:
    """(1 + rate)^years = result / base; `sign` is -1 where the rate is printed as the size of a fall."""

    rate: Fact
    base: Fact
    result: Fact
    years: int
    sign: int
    wanted: Need  # of the rate

    def need(self, key: Key) -> Need | None:
        """Multiply or divide by the compound factor."""
        if key == key_of(self.rate):
            return self.wanted
        amount = self.rate.figure.amount
        factor = _UNIT + amount.interval.scaled(self.sign)
        if factor.low is None or factor.low <= 0:
            return None
        over, point = factor.power(self.years), (1 + self.sign * amount.value) ** self.years
        if key == key_of(self.result):
            base = self.base.figure.amount
            return Need(base.interval * over, base.value * point)
        result = self.result.figure.amount
        return Need(result.interval / over, result.value / point) if point else None


def _compound(relation: Relation, rate: Fact, base: Fact, result: Fact) -> Compound | None:
    tie, computed, quantum = relation.tie, relation.computed, rate.figure.amount.quantum
    if tie is None or computed is None or base.figure.amount.value <= 0:
        return None
    ratio = result.figure.amount.value / base.figure.amount.value
    for years in range(1, _LONGEST + 1):
        drawn = root(ratio, years, quantum)
        if abs(drawn) == abs(computed):
            width = max(tie.slack - quantum / 2, Fraction(0))
            wanted = Need(Interval(computed - width, computed + width), computed)
            return Compound(rate, base, result, years, 1 if drawn == computed else -1, wanted)
    return None


def _fall(subject: Fact, base: Fact, result: Fact, computed: Fraction) -> Monomial | None:
    """A fall printed as a size: 1 - result / base."""
    low, high = base.figure.amount, result.figure.amount
    if low.value == 0 or 1 - high.value / low.value != computed:
        return None
    factors = {key_of(base): (-1, low.interval, low.value), key_of(result): (1, high.interval, high.value)}
    amount = subject.figure.amount
    return Monomial(key_of(subject), (amount.interval, amount.value), factors, -_ONE, _ONE)


@dataclass(frozen=True, slots=True)
class OfResult:
    """rate = change / (result - sign * change): the base is not printed."""

    rate: Fact
    change: Fact
    result: Fact
    sign: int

    def need(self, key: Key) -> Need | None:
        """Each figure from the two others, every one of them used once."""
        rate, change, result = (fact.figure.amount for fact in (self.rate, self.change, self.result))
        side = Interval.point(self.sign)
        try:
            if key == key_of(self.rate):
                inverse = result.interval / change.interval - side
                return Need(_UNIT / inverse, 1 / (result.value / change.value - self.sign))
            over, point = _UNIT / rate.interval + side, 1 / rate.value + self.sign
            if key == key_of(self.change):
                return Need(result.interval / over, result.value / point)
            return Need(change.interval * over, change.value * point)
        except ZeroDivisionError:
            return None


def _of_result(rate: Fact, change: Fact, result: Fact, computed: Fraction) -> OfResult | None:
    step, whole = change.figure.amount.value, result.figure.amount.value
    for sign in (1, -1):
        if whole != sign * step and step / (whole - sign * step) == computed:
            return OfResult(rate, change, result, sign)
    return None
