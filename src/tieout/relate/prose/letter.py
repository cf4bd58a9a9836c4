"""Which sort of figure a quantity is, as one letter: forms, lists and links ask for nothing finer.

A amount, P percentage, O percentage points, X multiple or fraction, Z years, D date or period.
"""

from __future__ import annotations

import re
from datetime import date

from tieout.model import Dates, Fact, Grain
from tieout.quantity import Quantity, Unit

_SHORT_YEAR = re.compile(r"(\d\d)\s?[\u4e00-\u9fff]")  # 18年
_PIVOT = 60
_YEARS = (("month", 1),)


def letter(fact: Fact) -> str:
    """The letter of a fact."""
    quantity = fact.figure.quantity
    return "D" if quantity is None else kind(quantity)


def kind(quantity: Quantity) -> str:
    """The letter of a quantity, by its unit."""
    unit = quantity.unit
    if unit.powers:
        return "O" if is_points(unit) else "Z" if unit.powers == _YEARS else "A"
    if is_multiple(unit):
        return "X"
    return "P" if unit.factor.denominator > 1 else "A"


def is_points(unit: Unit) -> bool:
    """Whether a unit counts percentage points (百分点, bp)."""
    return unit.powers == (("point", 1),)


def is_multiple(unit: Unit) -> bool:
    """Whether a unit says how many times (倍, x, -fold), or which fraction (1/3)."""
    return not unit.powers and (unit.symbol == "x" or unit.symbol.startswith("/"))


def dates_of(fact: Fact) -> Dates | None:
    """The date of a fact; two digits before 年 are a year of this century or the last."""
    short = _SHORT_YEAR.fullmatch(fact.figure.text)
    if short is None:
        return fact.figure.dates
    year = int(short.group(1)) + (1900 if int(short.group(1)) > _PIVOT else 2000)
    return Dates(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal(), Grain.YEAR)
