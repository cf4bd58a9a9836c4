"""A figure's own way of printing, applied to other values."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed_facts import fact

from tieout.slip import Style


def style(text: str) -> Style:
    found = Style.of(fact(0, text).figure)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("printed", "value", "text"),
    [
        ("105", Fraction(104), "104"),
        ("1,234.50", Fraction(98765432, 100), "987,654.32"),
        ("1,234", Fraction(7), "7"),
        ("5.576M", Fraction(2788000), "2.788M"),
        ("$5.5 million", Fraction(12345678), "$12.3 million"),
        ("557.6万", Fraction(5567000), "556.7万"),
        ("12.5%", Fraction(1, 3), "33.3%"),
        ("12.5%", Fraction(-1, 3), "-33.3%"),
        ("(1,234)", Fraction(-99), "(99)"),
        ("(1,234)", Fraction(1243), "1,243"),
        ("-12.5", Fraction(0), "0.0"),
        ("0.05", Fraction(5, 1000), "0.01"),
    ],
)
def test_prints_as_the_figure_does(printed: str, value: Fraction, text: str) -> None:
    assert style(printed).value(value) == text


def test_a_finer_printing_shows_only_the_decimals_it_needs() -> None:
    assert style("12.4%").finer(Fraction(104, 1000)) == "10.4%"
    assert style("12.4%").finer(Fraction(1045, 10_000)) == "10.45%"
    assert style("12.4%").finer(Fraction(1, 3)) == "33.333%"
    assert style("1,234").finer(Fraction(12_345_001, 10_000)) == "1,234.5"


def test_digits_that_cannot_be_told_have_no_style() -> None:
    figure = replace(fact(0, "30").figure, text="三十")
    assert Style.of(figure) is None


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_a_figure_prints_itself(digits: int, decimals: int) -> None:
    whole, part = divmod(abs(digits), 10**decimals)
    text = f"{'-' if digits < 0 else ''}{whole:,}" + (f".{part:0{decimals}}" if decimals else "")
    printed = fact(0, text).figure
    found = Style.of(printed)
    assert found is not None
    assert found.value(printed.amount.value).lstrip("-").replace(",", "") == text.lstrip("-").replace(",", "")
