"""Amounts in two currencies and the rate between them: 50 million dollars at a rate of 7.2."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tieout.equation import product, quotient, term
from tieout.relate.prose.measure import Reading, bare, relation
from tieout.relate.prose.told import money
from tieout.relate.prose.worked.choosing import Way
from tieout.relate.prose.worked.passage import Passage, Told, said_in

_RATES = ("exchange_word",)
_ROUND = 4  # bits: the rate is the other way about


def exchanged(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read an amount of money as another one in its own currency."""
    if claim.letter != "A" or not money(claim.fact) or passage.is_step(claim):
        return
    own = [each for each in passage.around(claim, "AX") if each.sentence == claim.sentence]
    rates = [
        each for each in own
        if bare(each.fact.figure.amount) and (each.said(*_RATES) or said_in(each.behind, _RATES))
    ]  # fmt: skip
    others = [each for each in own if money(each.fact) and each.place < claim.place]
    if len(rates) != 1 or len(others) != 1 or money(others[0].fact) == money(claim.fact):
        return
    amount, rate = term(others[0].fact, "amount", strict=True), term(rates[0].fact, "rate", strict=True)
    if not rate.interval.is_positive():
        return
    readings = [
        Reading(product(term(claim.fact, "result"), (amount, rate))),
        Reading(quotient(term(claim.fact, "result"), amount, rate)),
    ]
    near = sorted(readings, key=_off)
    yield from (Way(relation("product", each), _ROUND * at) for at, each in enumerate(near))


def _off(reading: Reading) -> Fraction:
    """How far a reading misses, as a factor."""
    stated, computed = reading.points
    return max(stated / computed, computed / stated) if stated and computed else Fraction(0)
