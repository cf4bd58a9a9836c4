"""Amounts printed again in another currency, held against the rate that the report declares for the two.

"HK$1 = RMB0.92" anywhere in a report is the rate of all that it prints in both: HK$18.60, or RMB17.11.
Without a declared rate the pairs of a report must have one rate in common; where several do, another one is
misprinted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from tieout.equation import Equation, product, quotient, term
from tieout.extract.concepts import is_currency
from tieout.lexicon import Phrase
from tieout.model import Evidence, Fact, Relation, Report, Severity
from tieout.relate.misprint import is_misprint_in
from tieout.rulebook.book import Schemas
from tieout.wording import say

_AGAIN = Phrase(r"\s?[,，]?\s?[（(]?\s?(?:{restated_as}|{hedge_about})\s?(?:{hedge_about}\s?)?")
_EQUALS = Phrase(r"\s?(?:[=＝≈]|{exchanged_for})\s?(?:{hedge_about}\s?)?")
_DIGITS = 2  # of a printing that says enough of a rate
_AGREE = 2  # pairs that must have one rate for another one to be wrong
OTHER_DAY = say("it may be converted at the rate of another day")
Currencies = tuple[str, str]


class Pair(NamedTuple):
    """One amount in two currencies, in the order of their printing."""

    first: Fact
    second: Fact


def converted(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """Hold amounts in two currencies against the rate between them.

    Args:
        report: with its sentences.
        schemas: the words in force.
    """
    again, equals = schemas.lexicon.pattern(_AGAIN), schemas.lexicon.pattern(_EQUALS)
    pairs: dict[Currencies, list[Pair]] = {}
    rates: dict[Currencies, list[Pair]] = {}
    for sentence in report.sentences:
        for first, second in pairwise(sentence.facts):
            named = _currencies(first, second)
            if named is None:
                continue
            between = sentence.between(first, second)
            if first.figure.amount.value == 1 and equals.fullmatch(between) is not None:
                rates.setdefault(named, []).append(Pair(first, second))
            elif again.fullmatch(between) is not None:
                pairs.setdefault(named, []).append(Pair(first, second))
    for named, told in pairs.items():
        yield from _held(told, _rate(rates, named))


def _currencies(first: Fact, second: Fact) -> Currencies | None:
    """The currencies of two amounts, if each is in one of its own; per share or not."""
    found = [_currency(fact) for fact in (first, second)]
    return (found[0], found[1]) if found[0] and found[1] and found[0] != found[1] else None


def _currency(fact: Fact) -> str:
    quantity = fact.figure.quantity
    if quantity is None or quantity.upper is not None:
        return ""
    money = [base for base, power in quantity.unit.powers if is_currency(base) and power == 1]
    return money[0] if len(money) == 1 else ""


def _rate(rates: Mapping[Currencies, Sequence[Pair]], named: Currencies) -> tuple[Fact, bool] | None:
    """The one declared rate of two currencies, and whether it is what one of the first is in the second."""
    own, turned = rates.get(named, ()), rates.get((named[1], named[0]), ())
    declared = [(pair.second, True) for pair in own] + [(pair.second, False) for pair in turned]
    values = {fact.figure.amount.value for fact, _ in declared}
    return declared[0] if len(values) == 1 else None


def _held(told: Sequence[Pair], rate: tuple[Fact, bool] | None) -> Iterator[Relation]:
    """Every pair against the declared rate, or the first that others agree with."""
    if rate is not None:
        found = [_at_rate(pair, *rate) for pair in told]
    else:
        pivot = max(told, key=lambda pair: sum(_holds(_alike(other, pair)) for other in told))
        found = [_alike(pair, pivot) for pair in told if pair is not pivot]
    holding = sum(map(_holds, found)) + (rate is None)
    for equation in found:
        tie, computed = equation.tie(), equation.computed()
        if tie is None or computed is None:
            continue
        slip = any(_slipped(equation, fact) for fact in equation.facts[:_AGREE])
        speaks = tie.holds or (rate is not None and slip) or holding >= _AGREE
        yield Relation.of(
            equation, kind="formula", shape="product", evidence=Evidence.STATED,
            reason="" if speaks else OTHER_DAY,
            cap=Severity.ERROR if slip or holding >= _AGREE else Severity.WARNING,
        )  # fmt: skip


def _at_rate(pair: Pair, rate: Fact, plainly: bool) -> Equation[Fact]:
    stated, amount = term(pair.second, "result", strict=True), term(pair.first, "amount", strict=True)
    each = term(rate, "rate", strict=True)
    return product(stated, (amount, each)) if plainly else quotient(stated, amount, each)


def _alike(pair: Pair, other: Pair) -> Equation[Fact]:
    """A pair at the rate of another one: the second is the first times the other's second over its first."""
    stated, amount = term(pair.second, "result", strict=True), term(pair.first, "amount", strict=True)
    whole, part = term(other.second, "result", strict=True), term(other.first, "amount", strict=True)
    return product(stated, (amount, quotient(stated, whole, part).side))


def _holds(equation: Equation[Fact]) -> bool:
    tie = equation.tie()
    return tie is not None and tie.holds


def _slipped(equation: Equation[Fact], fact: Fact) -> bool:
    telling = len(str(abs(fact.figure.amount.numeral.digits))) >= _DIGITS
    return telling and is_misprint_in(equation, fact)
