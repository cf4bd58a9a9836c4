"""Amounts in Chinese capitals are those in digits beside them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from asking import ask, failing, holding, schemas

from tieout.extract.capitals import amounts_in_capitals
from tieout.relate import restatement


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("壹拾万元整", Fraction(100_000)),
        ("拾万元整", Fraction(100_000)),
        ("壹亿贰仟叁佰万零伍佰元叁角贰分", Fraction(12_300_050_032, 100)),
        ("壹仟零伍拾圆整", Fraction(1_050)),
        ("伍角", None),
        ("一百元", None),
    ],
)
def test_capitals_are_read(text: str, value: Fraction | None) -> None:
    assert [found.value for found in amounts_in_capitals(text, schemas().lexicon)] == (
        [] if value is None else [value]
    )


@pytest.mark.parametrize(
    "text",
    [
        "租金为人民币壹拾万元整（¥100,000.00）。",
        "租金为人民币10万元（大写：壹拾万元整）。",
        "押金叁仟贰佰元整（小写：3,200元）。",
    ],
)
def test_the_same_amount_holds(text: str) -> None:
    assert holding(ask(restatement.find, text, "capitals"))


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("租金为人民币壹拾万元整（¥80,000.00）。", "¥80,000.00"),
        ("租金为人民币10万元（大写：壹佰万元整）。", "人民币10万元"),
    ],
)
def test_another_amount_fails(text: str, stated: str) -> None:
    (found,) = failing(ask(restatement.find, text, "capitals"))
    assert found.subject is not None
    assert found.subject.figure.text == stated


def test_an_amount_of_something_else_is_left_alone() -> None:
    assert not ask(restatement.find, "租金为壹拾万元整，押金为8,000元。", "capitals")
