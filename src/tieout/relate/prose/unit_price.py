"""Prices and averages whose units do not cancel: N shares at P for proceeds of T; n projects, T, each v.

The words name price and total; the number of things is whatever amount stands before them. Held against the
product only where it holds, or misses by what a typing mistake can explain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tieout.equation import product, quotient, term
from tieout.model import Fact, Relation, Severity
from tieout.quantity import Unit
from tieout.relate.prose.measure import Reading, relation
from tieout.relate.prose.product import nearby
from tieout.relate.prose.skeleton import Skeleton

_PRICED = re.compile(
    r"(?P<n>A)(?:[^APX;]{0,30}(?:面值|parvalue)[^APX;]{0,12}A)?[^APX;]{0,90}?(?:price|每股|每份|发行价|认购价|增发价|价格|单价|均价)"
    r"(?:[ET]|[^A-Z;,]){0,10}(?P<p>A)[^APX;]{0,60}?"
    r"(?:proceeds|consideration|总价款|总价|总额|金额|价款|募集资金|对价|U)[^APX;]{0,14}(?P<t>A)"
)
_MEAN = re.compile(
    r"(?P<n>A)[^APX;,]{0,24},[^APX;]{0,30}?(?P<t>A)[^APX;,]{0,8},[^APX;]{0,12}(?:平均|人均|户均|average)[^APX;]{0,16}(?P<v>A)"
)
_NOMINAL = re.compile("(?:面值|parvalue)[^A]*$")


def unit_prices(skeleton: Skeleton, known: set[int]) -> Iterator[Relation]:
    """The prices and averages of a sentence, with their number and a total that is not known as a product."""
    for match in _PRICED.finditer(skeleton.text):
        count, price, total = (skeleton.named(match, name) for name in "npt")
        if count is None or price is None or total is None or total.id in known:
            continue
        if _NOMINAL.search(skeleton.text[match.start("n") : match.start("p")]) is None:
            yield from _priced(count, price, total)
    for match in _MEAN.finditer(skeleton.text):
        count, mean, total = (skeleton.named(match, name) for name in "nvt")
        if count is not None and mean is not None and total is not None:
            yield from _averaged(count, mean, total)


def _priced(count: Fact, price: Fact, total: Fact) -> Iterator[Relation]:
    if not _counts(count) or not _money(price) or _money(price) != _money(total):
        return
    reading = Reading(product(term(total, "result"), (term(count, "factor"), term(price, "factor"))))
    if nearby(reading):
        yield relation("product", reading, cap=Severity.WARNING)


def _averaged(count: Fact, mean: Fact, total: Fact) -> Iterator[Relation]:
    if not _counts(count) or not _money(mean) or _money(mean) != _money(total):
        return
    many = term(count, "number", strict=True)
    if many.interval.low is None or many.interval.low <= 0:
        return
    reading = Reading(quotient(term(mean, "average"), term(total, "total"), many))
    if nearby(reading):
        yield relation("average", reading, cap=Severity.WARNING)


def _counts(fact: Fact) -> bool:
    """Whether a figure may be a number of things: no money, no rate, no range."""
    quantity = fact.figure.amount
    return quantity.upper is None and not _money(fact) and all(power > 0 for _, power in quantity.unit.powers)


def _money(fact: Fact) -> str:
    """The currency of an amount or a price, whatever the price is per."""
    unit: Unit = fact.figure.amount.unit
    return "+".join(base for base, power in unit.powers if power > 0 and base.isupper())
