"""Intervals of printed numbers: exact, and wide exactly as far as the print allows."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import numerals

from tieout.quantity import (
    PERCENT,
    Hedge,
    Interval,
    Numeral,
    Quantity,
    Rounding,
    Tie,
    Unit,
    at_most,
    compare,
    decimal_text,
    drift,
)  # fmt: skip

fractions = st.fractions(-1000, 1000, max_denominator=60)


@st.composite
def intervals(draw: st.DrawFn, *, bounded: bool = False) -> Interval:
    """Any interval that is not empty; ends open, closed or, unless `bounded`, missing."""
    low, high = sorted((draw(fractions), draw(fractions)))
    if low == high:
        return Interval.point(low)
    interval = Interval(low, high, draw(st.booleans()), draw(st.booleans()))
    if bounded:
        return interval
    missing = draw(st.sampled_from(["neither", "low", "high"]))
    if missing == "low":
        return Interval(None, interval.high, True, interval.high_closed)
    return Interval(interval.low, None, interval.low_closed) if missing == "high" else interval


def inside(interval: Interval, share: Fraction) -> Fraction:
    """A value strictly between the ends, a given share of the way."""
    low = interval.low if interval.low is not None else (interval.high or Fraction(0)) - 10
    high = interval.high if interval.high is not None else low + 10
    return low + (high - low) * share


shares = st.fractions(Fraction(1, 10), Fraction(9, 10))


@given(intervals(), intervals(), shares, shares)
def test_arithmetic_holds_every_result(a: Interval, b: Interval, s: Fraction, t: Fraction) -> None:
    x, y = inside(a, s), inside(b, t)
    assert (a + b).contains(x + y)
    assert (a - b).contains(x - y)
    assert (a * b).contains(x * y)
    assert (-a).contains(-x)
    assert a.scaled(-3).contains(-3 * x)
    if b.holds_zero():
        with pytest.raises(ZeroDivisionError):
            a / b
    else:
        assert (a / b).contains(x / y)


@given(intervals(bounded=True), intervals(bounded=True))
def test_products_reach_their_ends_only_where_the_factors_do(a: Interval, b: Interval) -> None:
    ends = [(x, y) for x in (a.low, a.high) for y in (b.low, b.high) if x is not None and y is not None]
    product = a * b
    for x, y in ends:
        if a.contains(x) and b.contains(y):
            assert product.contains(x * y)
    assert product.low == min(x * y for x, y in ends)
    assert product.high == max(x * y for x, y in ends)


@given(intervals(), intervals())
def test_intersection_is_what_both_hold(a: Interval, b: Interval) -> None:
    both = a.intersect(b)
    assert (both is not None) == a.meets(b) == b.meets(a)
    if both is None:
        assert a.below(b) or b.below(a)
        return
    for value in (both.low, both.high):
        if value is not None:
            assert both.contains(value) == (a.contains(value) and b.contains(value))


@given(intervals(), intervals(), shares, shares)
def test_a_tie_holds_exactly_where_the_intervals_meet(
    a: Interval, b: Interval, s: Fraction, t: Fraction
) -> None:
    tie = compare(a, inside(a, s), b, inside(b, t))
    assert tie.holds == a.meets(b)
    assert (tie.grade == "unexplained") == (not tie.holds)


def test_gap_and_slack_of_a_sum_are_those_of_the_standard() -> None:
    parts = [Numeral(digits, 0).interval() for digits in (3, 3, 3)]
    total = Numeral(11, 0).interval()
    tie = compare(total, Fraction(11), parts[0] + parts[1] + parts[2], Fraction(9))
    assert (tie.gap, tie.slack, tie.holds) == (2, 2, True)
    assert Tie(Fraction(2), Fraction(2), closed=False).holds is False


@given(numerals)
def test_rounding_and_cutting_both_give_back_the_print(numeral: Numeral) -> None:
    for rounding in Rounding:
        interval = numeral.interval(rounding)
        assert interval.contains(numeral.value)
        assert interval.high is not None
        assert interval.low is not None
        assert interval.high - interval.low <= numeral.quantum * (2 if numeral.digits == 0 else 1)
    lenient, strict = numeral.interval(lenient=True), numeral.interval()
    assert lenient.intersect(strict) == strict


def test_final_zeros_of_whole_numbers_may_be_rounding_those_of_decimals_are_print() -> None:
    assert Numeral(1200, 0).lenient_quantum == 100
    assert Numeral(1200, -2).lenient_quantum == Fraction(1, 100)
    assert Numeral(500, 6, decimals=2).lenient_quantum == 10**6  # 5.00亿
    assert Numeral(557600, 0).interval(lenient=True) == Interval(Fraction(557550), Fraction(557650))


@pytest.mark.parametrize(
    ("hedge", "low", "high"),
    [
        (None, 305, 315),
        (Hedge.ABOUT, 260, 360),
        (Hedge.OVER, 310, None),
        (Hedge.UNDER, None, 310),
        (Hedge.AT_LEAST, 305, None),
        (Hedge.AT_MOST, None, 315),
        (Hedge.ODD, 310, 320),
        (Hedge.SEVERAL, 620, 3100),
    ],
)
def test_words_open_the_interval(hedge: Hedge | None, low: int | None, high: int | None) -> None:
    interval = Quantity(Numeral(31, 1), hedge=hedge).interval
    assert (interval.low, interval.high) == (low, high)
    assert interval.high_closed == (hedge not in (Hedge.ODD, Hedge.SEVERAL))


def test_about_before_many_digits_is_rounding() -> None:
    about = Quantity(Numeral(4527, -2), hedge=Hedge.ABOUT).interval
    assert (about.low, about.high) == (Fraction("45.22"), Fraction("45.32"))


def test_about_never_allows_more_than_half_as_much_again() -> None:
    about = Quantity(Numeral(1, 8), hedge=Hedge.ABOUT).interval
    assert (about.low, about.high) == (5 * 10**7, 15 * 10**7)


def test_dozens_do_not_tie_with_ten() -> None:
    dozens = Quantity(Numeral(1, 1), hedge=Hedge.SEVERAL)
    fifteen = Quantity(Numeral(15, 0))
    assert not compare(dozens.interval, dozens.value, fifteen.interval, fifteen.value).holds
    fifty = Quantity(Numeral(50, 0))
    assert compare(dozens.interval, dozens.value, fifty.interval, fifty.value).holds


def test_units_multiply_and_cancel() -> None:
    gpu, day = Unit("GPU", (("gpu", 1),)), Unit("day", (("hour", 1),), Fraction(24))
    price = Unit("$/GPU hour", (("USD", 1), ("gpu", -1), ("hour", -1)))
    assert (gpu * day * price).powers == (("USD", 1),)
    assert (gpu * day).factor == 24
    assert (day * day.inverse()).powers == ()
    assert Quantity(Numeral(375, -1), PERCENT).value == Fraction(3, 8)


@given(numerals, numerals)
def test_at_most_fails_only_where_no_values_obey(a: Numeral, b: Numeral) -> None:
    low, high = Quantity(a), Quantity(b)
    least, most = low.interval.low, high.interval.high
    assert least is not None
    assert most is not None
    assert at_most(low.interval, low.value, high.interval, high.value).holds == (least <= most)


@given(st.integers(2, 40), st.integers(0, 60))
def test_drift_is_three_standard_deviations_of_rounding(count: int, gap: int) -> None:
    quanta = [Fraction(1)] * (count + 1)
    assert drift(Fraction(gap), quanta) == (gap * gap * 12 > 9 * (count + 1))


@given(fractions)
def test_decimal_text_is_exact_where_the_decimals_end(value: Fraction) -> None:
    text = decimal_text(value)
    assert "e" not in text.lower()
    if Fraction(text) != value:
        assert abs(Fraction(text) - value) <= abs(value) * Fraction(1, 10**11)
        assume(value.denominator % 3 == 0 or value.denominator % 7 == 0 or value.denominator > 9)
