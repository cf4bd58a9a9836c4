"""How figures go wrong: named, ranked, and printed as the author would have printed them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed_facts import fact

from tieout.quantity import Interval
from tieout.slip import (
    SHARES,
    Sort,
    Wanted,
    common_slip,
    digit_apart,
    is_slip,
    likelihood,
    mends,
    misprinted,
    near,
    slips,
    sort_of,
    tenfold,
)


@pytest.mark.parametrize(
    ("printed", "meant", "sort"),
    [
        (313, 213, Sort.DIGIT),
        (231, 213, Sort.NEIGHBOURS),
        (312, 213, Sort.EXCHANGED),
        (324, 213, None),
        (944, 213, None),
        (293, 314, None),
        (256, 213, Sort.TWO_DIGITS),
        (23, 213, Sort.DROPPED),
        (2113, 213, Sort.ADDED),
        (-213, 213, Sort.SIGN),
        (2130, 213, Sort.TENFOLD),
        (213, 2130, Sort.TENFOLD),
        (426, 213, Sort.DOUBLED),
        (213, 13, Sort.ADDED),
        (213, 213, None),
    ],
)
def test_what_happened_to_a_number(printed: int, meant: int, sort: Sort | None) -> None:
    assert sort_of(printed, meant) is sort


@given(st.integers(-(10**7), 10**7), st.integers(-(10**7), 10**7))
def test_a_plain_slip_goes_both_ways(one: int, other: int) -> None:
    assert is_slip(one, other) == is_slip(other, one)


@given(st.integers(100, 10**6), st.integers(0, 5), st.integers(1, 9))
def test_one_wrong_digit_mends_the_sum_it_broke(meant: int, place: int, by: int) -> None:
    text = str(meant)
    place %= len(text)
    digit = (int(text[place]) + by) % 10
    printed = int(text[:place] + str(digit) + text[place + 1 :])
    assert len(str(printed)) < len(text) or mends(printed, 2, 2 * meant, 1)


def test_a_slip_is_the_likelier_the_fewer_ways_there_are() -> None:
    assert likelihood(231, 213, Sort.NEIGHBOURS) > likelihood(313, 213, Sort.DIGIT)
    assert likelihood(313, 213, Sort.DIGIT) > likelihood(256, 213, Sort.TWO_DIGITS)
    assert all(share > 0 for share in SHARES.values())


def wanted(low: str, high: str, point: str) -> Wanted:
    return Wanted(Interval(Fraction(low), Fraction(high)), Fraction(point), is_sum=True, otherwise=Sort.STALE)


@pytest.mark.parametrize(
    ("printed", "value", "text", "cause"),
    [
        ("2,310", "2130", "2,130", "two digits are transposed"),
        ("$1,974", "1874", "$1,874", "one digit is wrong"),
        ("(213)", "213", "213", "the sign is reversed"),
        ("21.3", "213", "213.0", "10 times too small"),
        ("1.2 billion", "1200000", "1.2 million", "1,000 times too large: billion for million"),
        ("426", "213", "213", "it is doubled"),
    ],
)
def test_repairs_print_as_the_figure_does(printed: str, value: str, text: str, cause: str) -> None:
    best = slips(fact(0, printed).figure, wanted(value, value, value))[0]
    assert (best.text, best.cause) == (text, cause)
    assert best.interval.contains(Fraction(value))


def test_an_arbitrary_value_is_last_and_has_no_cause() -> None:
    found = slips(fact(0, "17.5").figure, wanted("4.45", "4.55", "4.5"))
    assert [(slip.text, slip.cause) for slip in found] == [("4.5", "")]


def test_what_is_no_value_has_no_slips() -> None:
    assert slips(fact(0, "17.5").figure, Wanted(Interval(None, Fraction(4)), Fraction(4))) == ()


def test_near() -> None:
    one = fact(0, "923.1").figure.amount
    assert near(one, fact(1, "932.1").figure.amount)
    assert near(one, fact(1, "-923.1").figure.amount)
    assert not near(one, fact(1, "411.7").figure.amount)
    assert misprinted(one, Fraction("93.21")) is False
    assert misprinted(one, Fraction("9231"))
    assert tenfold(Fraction(1000), Fraction(1))
    assert not tenfold(Fraction(1050), Fraction(1))


def test_a_gap_of_one_digit_in_long_figures_is_no_chance() -> None:
    assert digit_apart(Fraction(30_000), Fraction(1), Fraction(1_284_771), Fraction(1))
    assert not digit_apart(Fraction(30), Fraction(1), Fraction(771), Fraction(1))
    assert not digit_apart(Fraction(31_400), Fraction(1), Fraction(1_284_771), Fraction(1))


def test_a_line_goes_wrong_as_one() -> None:
    printed = [fact(n, text).figure.amount for n, text in enumerate(("121", "4,340", "77"))]
    tenth = [(amount, Interval.point(amount.value / 10)) for amount in printed]
    assert common_slip(tenth) == "all of them are 10 times too large"
    assert common_slip([(amount, Interval.point(-amount.value)) for amount in printed]).startswith("the sign")
    assert common_slip([*tenth[:2], (printed[2], Interval.point(70))]) == ""
    assert common_slip(tenth[:1]) == ""


def test_what_comes_out_round_is_likelier_than_a_slip_beside_it() -> None:
    wanted = Wanted(Interval(Fraction("29.94"), Fraction("30.06")), Fraction(30))
    assert next(slip.text for slip in slips(fact(0, "36.00").figure, wanted)) == "30.00"
