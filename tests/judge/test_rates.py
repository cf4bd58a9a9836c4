"""Rates of change turned around: each figure follows from the others."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tieout.judge.inverse import Key, key_of
from tieout.judge.rates import rate_form
from tieout.model import Evidence, Fact, Figure, Operand, Relation
from tieout.quantity import PERCENT, Numeral, Quantity, Tie

TIE = Tie(Fraction(1, 10), Fraction(1, 1000))


def fact(number: int, digits: int, exponent: int = 0, *, percent: bool = False) -> Fact:
    numeral = Numeral(digits, exponent)
    quantity = Quantity(numeral, PERCENT) if percent else Quantity(numeral)
    return Fact(number, Figure(str(digits), 0, number, number + 1, quantity))


def relation(shape: str, rate: Fact, operands: dict[str, Fact], computed: Fraction) -> Relation:
    named = tuple(Operand(fact, role) for role, fact in operands.items())
    return Relation("formula", shape, Evidence.STATED, "", rate, named, TIE, computed)


def points(found: Relation) -> dict[Key, Fraction]:
    form = rate_form(found)
    assert form is not None
    assert found.subject is not None
    facts = (found.subject, *(operand.fact for operand in found.operands))
    needs = {key_of(fact): form.need(key_of(fact)) for fact in facts}
    return {key: need.point for key, need in needs.items() if need is not None}


def test_a_compound_rate_gives_either_end_back() -> None:
    rate, base, result = fact(0, 263, -1, percent=True), fact(1, 10000), fact(2, 17280)
    found = points(relation("cagr", rate, {"base": base, "result": result}, Fraction("0.2")))
    assert found[key_of(rate)] == Fraction("0.2")
    assert found[key_of(result)] == 10000 * Fraction("1.263") ** 3
    assert found[key_of(base)] == 17280 / Fraction("1.263") ** 3


def test_a_fall_is_printed_as_its_size() -> None:
    rate, base, result = fact(0, 15, percent=True), fact(1, 480), fact(2, 432)
    found = points(relation("growth", rate, {"base": base, "result": result}, Fraction("0.1")))
    assert found == {key_of(rate): Fraction("0.1"), key_of(base): 432 / Fraction("0.85"), key_of(result): 408}


@pytest.mark.parametrize("sign", [1, -1])
def test_a_change_beside_its_result(sign: int) -> None:
    rate, change, result = fact(0, 25, percent=True), fact(1, 200), fact(2, 1200)
    computed = Fraction(200, 1200 - sign * 200)
    found = points(relation("growth", rate, {"change": change, "result": result}, computed))
    assert found[key_of(rate)] == computed
    assert found[key_of(change)] == 1200 * Fraction(1, 4) / (1 + sign * Fraction(1, 4))


@given(st.integers(100, 9_999), st.integers(1, 200), st.integers(2, 30))
def test_the_true_figures_meet_what_a_true_rate_needs(base: int, percent: int, years: int) -> None:
    growth = Fraction(percent, 100)
    low, high = fact(1, base * 100**years, 0), fact(2, base * (100 + percent) ** years, 0)
    rate = fact(0, percent, percent=True)
    form = rate_form(relation("cagr", rate, {"base": low, "result": high}, growth))
    assert form is not None
    for one in (low, high):
        need = form.need(key_of(one))
        assert need is not None
        assert need.interval.contains(one.figure.amount.value)


def test_other_relations_are_left_to_their_own_forms() -> None:
    rate, base, result = fact(0, 15, percent=True), fact(1, 480), fact(2, 532)
    assert rate_form(relation("share", rate, {"part": base, "whole": result}, Fraction(1))) is None
    assert rate_form(relation("growth", rate, {"base": base, "result": result}, Fraction(1))) is None
