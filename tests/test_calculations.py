"""Sums under XBRL Calculations 1.1: what each clause of it means, in both ways of rounding."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.calculations import Part, Printing, SumVerdict, agreed, judge_sum
from tieout.quantity import Rounding

HOLDS, FAILS, TWICE = SumVerdict.CONSISTENT, SumVerdict.INCONSISTENT, SumVerdict.DUPLICATES
Print = tuple[str | None, int | None]


def printings(*prints: Print) -> tuple[Printing, ...]:
    return tuple(Printing(None if value is None else Fraction(value), decimals) for value, decimals in prints)


def both(total: list[Print], *parts: tuple[int, list[Print]]) -> tuple[SumVerdict, SumVerdict]:
    """The verdicts when rounded and when truncated."""
    terms = [Part(printings(*prints), Fraction(weight)) for weight, prints in parts]
    rounded, cut = (judge_sum(printings(*total), terms, rounding) for rounding in Rounding)
    return rounded, cut


def units(*values: int) -> list[tuple[int, list[Print]]]:
    return [(1, [(str(value), 0)]) for value in values]


@pytest.mark.parametrize(
    ("total", "parts", "expected"),
    [
        (14, (4, 4, 4), (HOLDS, HOLDS)),  # touching ends count
        (15, (4, 4, 4), (FAILS, FAILS)),
        (11, (4, 4, 4), (HOLDS, FAILS)),  # cut parts are never below their print
        (1, (0, 0), (HOLDS, HOLDS)),  # a printed nought may be a half
        (25, (10, 14), (HOLDS, HOLDS)),
        (107, (50, 54), (FAILS, FAILS)),
    ],
)
def test_sums_of_units(total: int, parts: tuple[int, ...], expected: tuple[SumVerdict, SumVerdict]) -> None:
    assert both([(str(total), 0)], *units(*parts)) == expected


def test_the_coarsest_term_dominates() -> None:
    assert both([("2290", -1)], (1, [("1500", -2)]), (1, [("730", -1)])) == (HOLDS, HOLDS)
    assert both([("2300", -1)], (1, [("1500", -2)]), (1, [("730", -1)])) == (FAILS, HOLDS)
    assert both([("2350", -1)], (1, [("1500", -2)]), (1, [("730", -1)])) == (FAILS, FAILS)


def test_a_negative_weight_swaps_ends_and_their_flags() -> None:
    assert both([("19000", -3)], (1, [("21000", -3)]), (-1, [("3000", -3)])) == (HOLDS, FAILS)
    assert both([("7", None)], (1, [("13", 0)]), (-1, [("5", 0)])) == (HOLDS, FAILS)
    assert both([("18", 0)], (1, [("13", 0)]), (-1, [("5", 0)])) == (FAILS, FAILS)


def test_a_second_printing_tightens() -> None:
    assert both([("18", 0)], *units(8, 9)) == (HOLDS, HOLDS)
    assert both([("18", 0), ("18.1", 1)], *units(8, 9)) == (FAILS, HOLDS)


def test_printings_of_equal_precision_must_be_equal_though_their_intervals_touch() -> None:
    assert both([("10", 0)], (1, [("4", 0), ("5", 0)]), (1, [("6", 0)])) == (TWICE, TWICE)
    assert agreed(printings(("160", -1), ("150", -1))) is None
    assert agreed(printings(("160", -1), ("200", -2))) is not None


def test_each_printing_is_compared_with_all_others() -> None:
    part: list[Print] = [("7", 0), ("7.3", 1), ("7.38", 2)]
    assert both([("10", 0)], (1, part), (1, [("3", 0)])) == (TWICE, HOLDS)


def test_nil_and_unreported_parts_are_left_out() -> None:
    assert both([("9", 0)], *units(4, 5), (1, [(None, None)]), (1, [])) == (HOLDS, HOLDS)
    assert both([("9", 0)], (1, [(None, None)])) == (SumVerdict.NOT_BOUND,) * 2
    assert both([(None, None)], *units(4, 5)) == (SumVerdict.NOT_BOUND,) * 2
    assert both([("9", 0)], (1, [("9", 0), (None, None)])) == (TWICE, TWICE)


def test_digits_below_the_declared_precision_are_not_judged() -> None:
    assert both([("1234", -2)], *units(1200)) == (SumVerdict.EXCESS_DIGITS,) * 2
    assert both([("10.0", 0)], *units(10)) == (HOLDS, HOLDS)
    large = "1" + "0" * 40
    assert both([(large, -3)], (1, [(large, -3)])) == (HOLDS, HOLDS)


def test_a_cause_suppresses_what_follows_from_it() -> None:
    assert both([("99", 0)], (1, [("4", 0), ("5", 0)])) == (TWICE, TWICE)
    assert both([("1234", -2)], (1, [("4", 0), ("5", 0)])) == (SumVerdict.EXCESS_DIGITS,) * 2


places = st.integers(-3, 3)
values = st.fractions(-10_000, 10_000, max_denominator=10_000)


def rounded(value: Fraction, decimals: int) -> Printing:
    unit = Fraction(10) ** -decimals
    return Printing(round(value / unit) * unit, decimals)


def cut(value: Fraction, decimals: int) -> Printing:
    unit = Fraction(10) ** -decimals
    return Printing(int(value / unit) * unit, decimals)


@given(st.lists(st.tuples(values, places, st.sampled_from([1, -1, 2])), min_size=1, max_size=8), places)
def test_what_was_printed_from_true_values_always_holds(
    terms: list[tuple[Fraction, int, int]], decimals: int
) -> None:
    total = sum((value * weight for value, _, weight in terms), Fraction(0))
    for shorten, rounding in ((rounded, Rounding.NEAREST), (cut, Rounding.TRUNCATED)):
        parts = [Part((shorten(value, place),), Fraction(weight)) for value, place, weight in terms]
        assert judge_sum([shorten(total, decimals)], parts, rounding) is HOLDS


@given(values, st.lists(places, min_size=1, max_size=4))
def test_printings_of_one_value_always_agree(value: Fraction, decimals: list[int]) -> None:
    for shorten, rounding in ((rounded, Rounding.NEAREST), (cut, Rounding.TRUNCATED)):
        shared = agreed([shorten(value, place) for place in decimals], rounding)
        assert shared is not None
        assert shared.contains(value)
