"""Amounts with their shares of one unnamed whole, and other bases that sentences name late or early."""

from __future__ import annotations

import pytest
from asking import ask, failing, holding

from tieout.relate import comparison, formula, range, total  # noqa: A004 - the kind is called range

SALES = (
    "Chips brought in $2.11 billion (55% of revenue), cars $1.06 billion (28%) and tools $0.67 billion ({})."
)


def test_shares_of_one_whole_tie() -> None:
    assert len(holding(ask(formula.find, SALES.format("17%"), "share"))) == 2


def test_one_stray_share_fails() -> None:
    (found,) = failing(ask(formula.find, SALES.format("19%"), "share"))
    assert found.subject is not None
    assert found.subject.figure.text == "19%"


@pytest.mark.parametrize(
    "text",
    [
        "Chips rose to $2.11 billion (9%), cars to $1.06 billion (28%) and tools to $0.67 billion (3%).",
        "报告期各期末，应收款分别为470.1、462.1和336.6万元，占总资产的比例分别为0.84%、0.83%和0.58%。",
        "批签发量分别为60、48和45万支，占市场份额分别为33%、26%和25%。",
    ],
)
def test_growth_and_several_years_are_left_alone(text: str) -> None:
    assert not ask(formula.find, text, "share")


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("Net income slipped to $187 million from $201 million, a decline of 9.0%.", "growth"),
        ("Frozen sales fell 2.8% to $668 million (prior year: $680 million).", "growth"),
        ("净利润5.18亿元，去年同期为4.46亿元，同比提升18.1%。", "growth"),
        ("收入11.06亿元，环比二季度的10.24亿元增长9.5%。", "growth"),
        ("A margin of 33.1%, some 140 basis points better than last year's 31.9%.", "points"),
        (
            "Between 2021 and 2025 revenue compounded at 27.5% a year, from $1.69 billion to $3.84 billion.",
            "cagr",
        ),
        ("训练使用3,072张H800，历时41天，共消耗332.3万GPU小时。", "product"),
    ],
)
def test_bases_in_other_places(text: str, shape: str) -> None:
    assert len(failing(ask(formula.find, text, shape))) == 1


def test_what_is_taken_away_is_subtracted() -> None:
    text = "Free cash flow was $431 million: cash of $655 million less spending of $214 million."
    assert len(failing(ask(total.find, text, "prose"))) == 1


def test_doubled_against_a_base() -> None:
    assert failing(ask(comparison.find, "订单9.2亿元，较上年的2.6亿元增加一倍。", "fold"))
    assert holding(ask(comparison.find, "Sales doubled to $5.2 million from $2.6 million.", "fold"))


def test_losses_run_downwards() -> None:
    assert failing(ask(range.find, "预计净利润3.8亿元至3.2亿元。", "bounds"))
    assert not failing(ask(range.find, "预计亏损3.8亿元至3.2亿元。", "bounds"))


def test_every_year_has_a_whole_of_its_own() -> None:
    text = (
        "Research cost $1.4 billion (16 percent of net sales) in 2014, $1.3 billion (18 percent of net "
        "sales) in 2013, and $1.2 billion (14 percent of net sales) in 2012."
    )
    assert not failing(ask(formula.find, text, "share"))


def test_a_sentence_with_a_subject_of_its_own_tells_no_change_of_the_one_before() -> None:
    text = "Capital spending was $1,885.1 in 2014 against $1,996.7 in 2013. "
    text += "Lease expenditures of $202.4 decreased by $32.5."
    assert not failing(ask(formula.find, text, "change"))
