"""Exact values as decimal digits."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction


def decimal_text(value: Fraction, places: int = 12) -> str:
    """An exact value as plain decimal digits, rounded to `places` significant ones only if it never ends."""
    if value.denominator == 1:
        return str(value.numerator)
    reduced = value.denominator
    for prime in (2, 5):
        while reduced % prime == 0:
            reduced //= prime
    with localcontext(prec=max(len(str(value.numerator)) + value.denominator.bit_length(), places)):
        quotient = Decimal(value.numerator) / Decimal(value.denominator)
        if reduced != 1:
            quotient = round(quotient, max(places - quotient.adjusted() - 1, 0))
        return format(quotient, "f")


def grouped(digits: str) -> str:
    """Decimal digits with commas between thousands."""
    whole, point, rest = digits.partition(".")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    head = len(whole) % 3 or 3
    groups = [whole[:head], *(whole[at : at + 3] for at in range(head, len(whole), 3))]
    return sign + ",".join(groups) + point + rest
