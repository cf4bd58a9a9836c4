"""What a plant yields: its power, for the hours of a year or a month, at the share of them that it runs."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tieout.equation import product, term
from tieout.model import Relation
from tieout.relate.prose.match import Match
from tieout.relate.prose.measure import Reading, best
from tieout.relate.prose.told import told

_YEARS = (Fraction(8760), Fraction(8784))  # hours, in a leap year as well
_MONTHS = 12
_POWER = (("kilowatt", 1),)
_ENERGY = {("kilowatt", 1), ("hour", 1)}
_PER_MONTH = {("month", -1)}


def generated(match: Match) -> Iterator[Relation]:
    """`energy` is what `power` gives in a year at `rate`, its capacity factor."""
    power, rate, stated = match.one("power"), match.one("rate"), match.one("energy")
    unit = set(stated.figure.amount.unit.powers)
    if power.figure.amount.unit.powers != _POWER or unit - _PER_MONTH != _ENERGY:
        return
    hours = [year / _MONTHS for year in _YEARS] if unit & _PER_MONTH else _YEARS
    factors = (term(power, "power"), term(rate, "rate"))
    chosen = best(Reading(product(term(stated, "energy"), factors, each)) for each in hours)
    if chosen is not None:
        yield told(match, "product", chosen)
