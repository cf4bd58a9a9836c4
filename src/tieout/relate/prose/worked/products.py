"""Products: money that so many things come to at a price for each; and hours that so many things run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from tieout.equation import Number, product, read, term
from tieout.lexicon import WordList
from tieout.model import Fact
from tieout.quantity import Quantity, Unit
from tieout.relate.prose.measure import Reading, akin, bare, relation
from tieout.relate.prose.told import counts_things, money, number_of
from tieout.relate.prose.worked.choosing import Way
from tieout.relate.prose.worked.passage import Passage, Told, said_in
from tieout.relate.prose.worked.spelled import spelled

_UNTOLD = 3  # bits: no word says that a figure is the result, or the price
_OTHER = 2  # bits: another figure could be meant instead
_ROUNDED = 2  # bits: the figures miss as they are printed, but final zeros may be rounding
_ELSEWHERE = 1
_PAIR = 2
_SMALL = 100  # a price below it, in whole numbers
_RESULTS = (
    "comes_out", "is_worth", "proceeds", "costs", "restated_as", "yields", WordList.IN_ALL,
    WordList.PROSE_TOTAL, "revenue_word", "contract_word", "raises_word",
)  # fmt: skip
_ALTOGETHER = (WordList.IN_ALL, WordList.PROSE_TOTAL)  # 8 cards a server, 150 servers: 1,200 in all
_RAISED = ("raises_word",)  # no rise: money
_PRICES = ("unit_price", "sold_at", "sold_for", "price_now")


def products(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read an amount of money as what things come to at a price."""
    if claim.letter != "A" or not money(claim.fact) or passage.is_base(claim):
        return
    if passage.is_step(claim) and not claim.said(*_RAISED):
        return
    if (
        said_in((*claim.far, *claim.own), ("net_of",))
        or _per(claim)
        or (claim.said(*_PRICES) and not claim.said(*_RESULTS))
    ):
        return
    amounts = [each for each in passage.around(claim, "A") if not passage.is_step(each)]
    prices = [each for each in amounts if money(each.fact) == money(claim.fact) and _is_price(each)]
    counts = [each for each in amounts if not money(each.fact) and each.fact.figure.amount.value > 0]
    untold = _UNTOLD * (not (claim.said(*_RESULTS) or claim.followed(*_RESULTS)))
    others = [
        each for each in (claim, *amounts) if money(each.fact) == money(claim.fact) and each not in prices
    ]
    for price in prices:
        for count in counts:
            if not _sold_by(price, count):
                continue
            rivals = sum(_sold_by(price, each) for each in counts) - 1 + len(prices) - 1
            told = 0 if _per(price) and len(prices) == 1 and len(others) == 1 else untold
            bits = (
                told
                + _OTHER * rivals
                + _ELSEWHERE * ((price.sentence != claim.sentence) + (count.sentence != claim.sentence))
            )
            ways = _ways(claim, price, count, bits)
            further = _timed(passage, price, claim)
            # 40 seats at $1,200 a year for 1.5 years: unless the two alone will do, the years are a factor
            yield from (way for way in ways if not further or way.relation.holds)


def _timed(passage: Passage, price: Told, claim: Told) -> bool:
    """Whether a number of years stands between a price and what it comes to."""
    return any(mark.letter == "Z" for mark in passage.line.marks[price.place + 1 : claim.place])


def of_units(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read a figure as the product of two whose units make its own: so much a day, and days."""
    if claim.letter != "A" or passage.is_step(claim) or passage.is_base(claim):
        return
    unit = claim.fact.figure.amount.unit
    own = [
        each for each in passage.around(claim, "A")
        if each.sentence == claim.sentence and each.fact.figure.amount.unit.powers
        and not each.said("face_value")
    ]  # fmt: skip
    pairs = [pair for pair in combinations(own, _PAIR) if _make(pair, unit)]
    for one, other in pairs:
        price, count = (one, other) if _per(one) else (other, one)
        yield from _ways(claim, price, count, _OTHER * (len(pairs) - 1))


def _make(pair: Sequence[Told], unit: Unit) -> bool:
    """Whether the units of two figures make one that neither of them has."""
    one, other = (told.fact.figure.amount.unit for told in pair)
    return bool(unit.powers) and (one * other).same_dimension(unit) and unit not in (one, other)


def _ways(claim: Told, price: Told, count: Told, bits: int) -> Iterator[Way]:
    each = _assumed(price.fact.figure.amount)
    exactly = [read(price.fact, each, "price", strict=True), number_of(count.fact)]
    rounded = [read(price.fact, each, "price"), term(count.fact, "factor")]
    reading = Reading(product(term(claim.fact, "result"), exactly))
    loose = not reading.tie.holds and Reading(product(term(claim.fact, "result"), rounded)).tie.holds
    yield Way(relation("product", reading), bits + _ROUNDED * loose)


def _assumed(quantity: Quantity) -> Quantity:
    """A small whole number in a rate ($2 per GPU hour) is an assumption and exact."""
    numeral = quantity.numeral
    small = numeral.exponent == 0 and numeral.decimals == 0 and 0 < numeral.digits < _SMALL
    return replace(quantity, exact=True) if small and quantity.hedge is None else quantity


def manifold(passage: Passage, claim: Told) -> Iterator[Way]:
    """The way to read a figure as so many things with so much, or so many of another, in each."""
    if claim.letter != "A" or money(claim.fact) or passage.is_step(claim) or passage.is_base(claim):
        return
    own = [each for each in passage.around(claim, "APXO") if each.sentence == claim.sentence]
    each_of = any(
        "each_of" in mark.names for told in (*own, claim) for mark in (*told.far, *told.own, *told.behind)
    )
    dealt = WordList.PROSE_RESPECTIVELY in passage.line.names
    if dealt or any(told.place > claim.place for told in own):
        return
    words = spelled(passage, claim.sentence)
    things = all(counts_things(told.fact.figure.amount) for told in (*own, claim))
    if each_of and len(own) == 1 and 0 < len(words) <= _PAIR and things:
        said: list[Number[Fact]] = [Number(Fraction(word.value), said=word.text) for word in words]
        result = product(term(claim.fact, "result"), (*said, number_of(own[0].fact)))
        yield Way(relation("product", Reading(result)), _OTHER)
    if len(own) != _PAIR or not (each_of or claim.said(*_ALTOGETHER)):
        return
    if _is_counted(own[0], own[1], claim) or _is_counted(own[1], own[0], claim):
        factors = [number_of(told.fact) for told in own]
        reading = Reading(product(term(claim.fact, "result"), factors))
        measured = each_of and not bare(claim.fact.figure.amount)
        yield Way(relation("product", reading), _UNTOLD if each_of and not measured else _OTHER)


def _is_counted(number: Told, each: Told, result: Told) -> bool:
    """Whether so many things with so much in each may come to a result."""
    if not counts_things(number.fact.figure.amount):
        return False
    share, whole = each.fact.figure.amount, result.fact.figure.amount
    if bare(share):
        return counts_things(share) and counts_things(whole)
    return each.letter == "A" and bare(number.fact.figure.amount) and akin(each.fact, result.fact)


def _per(told: Told) -> dict[str, Fraction | int]:
    """What a price is per, by its unit."""
    return {base: -power for base, power in told.fact.figure.amount.unit.powers if power < 0}


def _is_price(told: Told) -> bool:
    if told.said("face_value"):
        return False
    return bool(_per(told)) or told.said(*_PRICES) or told.followed("each_of")


def _sold_by(price: Told, count: Told) -> bool:
    """Whether a price may be that of each of so many."""
    measured = dict(count.fact.figure.amount.unit.powers)
    per, number = _per(price), count.fact.figure.amount
    return measured == per if per else bool(measured) or bare(number)
