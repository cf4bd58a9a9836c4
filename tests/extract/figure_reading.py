"""The scanner with the built-in schemas, and its finds written so that a table of cases can state them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache

from tieout.extract.figures import Found, Scanner
from tieout.model import Dates
from tieout.quantity import Quantity, decimal_text
from tieout.rulebook import load_rulebook


@cache
def scanner() -> Scanner:
    """One scanner for all tests."""
    return Scanner(load_rulebook().schemas)


def amount(quantity: Quantity) -> str:
    """Digits and exponent as printed, the upper end of a range, the unit, the hedge."""
    text = f"{quantity.numeral.digits}e{quantity.numeral.exponent}"
    if quantity.upper is not None:
        text += f"..{quantity.upper.digits}e{quantity.upper.exponent}"
    if quantity.unit.symbol:
        text += f" {quantity.unit.symbol}"
    return text if quantity.hedge is None else f"{text} ({quantity.hedge.value})"


def period(dates: Dates) -> str:
    """First and last day, grain, fiscal or not."""
    first, last = date.fromordinal(dates.first).isoformat(), date.fromordinal(dates.last).isoformat()
    days = first if first == last else f"{first}/{last}"
    return f"{days} {dates.grain.value}{' fiscal' if dates.fiscal else ''}"


def said(found: Found) -> str:
    """What a find says: its quantity or its dates."""
    if found.quantity is not None:
        return amount(found.quantity)
    assert found.dates is not None
    return period(found.dates)


def read(text: str) -> list[str]:
    """What every find of a text says, in order."""
    return [said(found) for found in scanner().scan(text)]


def read_texts(text: str) -> list[str]:
    """The characters of every find, in order."""
    return [text[found.start : found.end] for found in scanner().scan(text)]


def value(found: Found | None) -> str:
    """The printed value in base units as decimal digits."""
    assert found is not None
    assert found.quantity is not None
    return decimal_text(Fraction(found.quantity.value))
