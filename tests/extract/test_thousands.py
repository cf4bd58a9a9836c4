"""Spaces and commas that part thousands, and those that part numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from figure_reading import scanner


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It rose from 11 500 to 13 800 thousand.", [11_500_000, 13_800_000]),
        ("It rose from 11\u00a0520 to 13\u202f824, and to 1\u2009234\u2009567.", [11_520, 13_824, 1_234_567]),
        ("共有 12 500 人参加。", [12_500]),
        ("We had 12 500.5 tonnes.", [12_500.5]),
        ("other income 345 678", [345, 678]),
        ("a row of 12 345 678 91", [12, 345, 678, 91]),
        ("In 1,200 cases, day 3 400 people came.", [1_200, 3, 400]),
        ("It cost ₹2,41,000 and 1,23,45,678.", [241_000, 12_345_678]),
        ("It holds 4,3500 litres.", []),
        ("It is $101 000 000*0.000 060 = $6100.", [101_000_000, Fraction(60, 10**6), 6_100]),
        ("Values of 0.123 456 and more.", [Fraction("0.123"), 456]),
    ],
)
def test_thousands(text: str, values: list[float | Fraction]) -> None:
    found = [item.quantity for item in scanner().scan(text) if item.quantity is not None]
    assert [quantity.value for quantity in found] == [Fraction(value) for value in values]
