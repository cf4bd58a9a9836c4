"""Products in sentences: a rate times its quantity: q at p per unit.

A rate binds by its unit: the denominator must cancel against exactly
one other figure of the sentence and leave the unit of exactly one third; anything else is left alone, and so
is a result so far off that it is the price of something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from tieout.equation import Term, product, read, term
from tieout.model import Fact, Relation
from tieout.quantity import Quantity
from tieout.relate.prose.letter import kind
from tieout.relate.prose.line import Line
from tieout.relate.prose.measure import Reading, best, relation
from tieout.relate.prose.written import chains
from tieout.slip import tenfold

FACE_VALUE = "face_value"  # is no price
_RELATED = Fraction(2)  # a result further off than this factor belongs to something else
_BOTH = [1, 1]  # the powers of a figure such as GPU hours
_GIVE = Fraction(1, 50)  # unless it is off by a power of ten, as nearly as rounding lets it be


def products(line: Line) -> Iterator[Relation]:
    """Every product that a sentence states as a rate and its quantity, unless it writes an equation."""
    if next(chains(line.sentence), None) is None:
        yield from _rates(line)
        yield from _counted(line)


def _factor(fact: Fact, quantity: Quantity) -> Term[Fact]:
    return read(fact, quantity, "factor")


def _rates(line: Line) -> Iterator[Relation]:
    facts = [fact for fact in line.sentence.facts if fact.figure.quantity is not None]
    amounts = [fact for fact in facts if kind(fact.figure.amount) == "A" and fact.figure.amount.unit.powers]
    rates = [fact for fact in amounts if any(power < 0 for _, power in fact.figure.amount.unit.powers)]
    if len(rates) != 1 or len(amounts) < 3 or FACE_VALUE in line.names:
        return
    price = rates[0]
    found = []
    for quantity in amounts:
        unit = quantity.figure.amount.unit * price.figure.amount.unit
        if quantity is price or not unit.powers or not _cancels(quantity, price):
            continue
        found += [
            (quantity, total)
            for total in amounts
            if total not in (quantity, price) and total.figure.amount.unit.same_dimension(unit)
        ]
    if len(found) == 1 and found[0][0].figure.amount.upper is None:
        quantity, total = found[0]
        factors = (term(quantity, "factor"), _factor(price, _assumed(price.figure.amount)))
        reading = Reading(product(term(total, "result"), factors))
        if nearby(reading):
            yield _product([reading])


def _counted(line: Line) -> Iterator[Relation]:
    """Cards and days that make card hours: one figure of each unit, and one of both units together."""
    facts = [fact for fact in line.sentence.facts if fact.figure.quantity is not None]
    amounts = [fact for fact in facts if fact.figure.amount.unit.powers and fact.figure.amount.upper is None]
    totals = [fact for fact in amounts if [power for _, power in fact.figure.amount.unit.powers] == _BOTH]
    if len(totals) != 1:
        return
    factors = []
    for base, _ in totals[0].figure.amount.unit.powers:
        counts = [fact for fact in amounts if fact.figure.amount.unit.powers == ((base, 1),)]
        if len(counts) != 1:
            return
        factors += counts
    ordered = sorted(factors, key=lambda fact: fact.id)
    reading = Reading(product(term(totals[0], "result"), [term(fact, "factor") for fact in ordered]))
    if nearby(reading):
        yield _product([reading])


def _cancels(quantity: Fact, price: Fact) -> bool:
    """Whether the quantity counts exactly what the rate is per."""
    below = {base: -power for base, power in price.figure.amount.unit.powers if power < 0}
    return dict(quantity.figure.amount.unit.powers) == below


def _assumed(quantity: Quantity) -> Quantity:
    """A bare whole number in a rate ($2 per GPU hour) is an assumption and exact."""
    numeral = quantity.numeral
    small = numeral.exponent == 0 and 0 < numeral.digits < 100
    return replace(quantity, exact=True) if small and quantity.hedge is None else quantity


def nearby(reading: Reading) -> bool:
    """Whether a product holds, or misses by so little, or by a scale word, that it is of these figures."""
    if reading.tie.holds:
        return True
    stated, computed = reading.points
    if stated == 0 or computed == 0:
        return False
    return 1 / _RELATED < stated / computed < _RELATED or tenfold(stated, computed, _GIVE)


def _product(readings: list[Reading]) -> Relation:
    return relation("product", best(readings) or readings[0])
