"""Movements in sentences: what binds, what holds, what fails, and what must stay silent."""

from __future__ import annotations

import pytest
from asking import ask, failing, holding
from hypothesis import given
from hypothesis import strategies as st

from tieout.model import Severity
from tieout.relate import formula

TIES = [
    ("本期收入从4.00亿元增长至5.00亿元，增长25.0%。", "growth"),
    ("海悦股份本年实现收入6,600万元，较上年同期6,000万元增长10.0%。", "growth"),
    ("公司实现净利润1.32亿元，同比增长10.0%，上年同期为1.20亿元。", "growth"),
    ("门店数量由480家减少至432家，下降10.0%。", "growth"),
    ("毛利率由31.2%提升1.3个百分点至32.5%。", "points"),
    ("产能从20万吨增加至60万吨，增长2倍。", "multiple"),
    ("Revenue rose 12.5% from $40.0 million to $45.0 million.", "growth"),
    ("Sales decreased by $300 or 20.0% to $1,200 in 2024 from $1,500 in 2023.", "growth"),
    ("Subscription revenue was $45.0 million in 2024, up 12.5% from $40.0 million in 2023.", "growth"),
    (
        "Costs were $1,656 million in 2024, compared to $1,527 million in 2023, an increase of $129 million.",
        "change",
    ),
    (
        "Cash was $880 million and $800 million in 2024 and 2023, respectively, an increase of 10%.",
        "growth",
    ),
    ("Net earnings increased $609 million, or 5%, to $12.4 billion.", "growth"),
    ("Revenue grew 23% year-over-year to $5.42 billion, compared to $4.41 billion in Q2 2024.", "growth"),
    ("销量同比增长2.5倍，由40万台增至140万台。", "multiple"),
    ("We raise our target to $120 from $110, implying 20% upside from the price of $100.", "growth"),
    ("Net debt fell 18% to $4.1 billion from $5.0 billion a year earlier.", "growth"),
    ("目标价220元，较当前价约153元上涨44%；下跌空间有限。", "growth"),
    ("目标价220元，较当前价约153元上涨44%\n下跌空间：约一成。", "growth"),
    ("The margin went up 130 bp from 31.2% to 32.5%.", "points"),
    (
        "The intake raised the workforce by 2,018 people, or 2.7%, from 75,968 in 2024 to 77,986 in 2025.",
        "growth",
    ),
    (
        "Other income decreased $33 million to $120 million in 2024 compared to $153 million in 2023.",
        "change",
    ),
    ("Cash flow increased by $850 million to $4.70 billion in 2025 from $3.85 billion in 2024.", "change"),
    ("Margins increased to 75.0% in 2025 from 72.7% in 2024, an increase of 230 basis points.", "points"),
    (
        "Revenue was $1,250 million, a $110 million or 9.6% increase from 2023 revenue of $1,140 million.",
        "growth",
    ),
    ("Cash increased from $1.2 billion in 2023 to $1.5 billion in 2024, or 25%.", "growth"),
    ("注册资本由5,100.00万元增至5,441.70万元，新增341.70万元注册资本由股东认缴。", "change"),
    ("指数收盘上涨25.58点，涨幅0.59%，报4331.65点。", "growth"),
    ("销量增长2倍至120万台，上年为40万台。", "multiple"),
    ("Our target of $34.5 is 15x 2024 EPS of $2.30.", "multiple"),
]
BREAKS = [
    ("本期收入从4.00亿元增长至5.00亿元，增长35.0%。", "growth", "35.0%"),
    ("海悦股份本年实现收入6,612万元，较上年同期6,018万元增长19.9%。", "growth", "19.9%"),
    ("门店数量由480家减少至432家，下降15.0%。", "growth", "15.0%"),
    ("毛利率由31.2%提升1.7个百分点至32.5%。", "points", "1.7个百分点"),
    ("产能从20万吨增加至61万吨，增长5倍。", "multiple", "5倍"),
    ("We raise our target to $121 from $111, implying 11% upside from the price of $101.", "growth", "11%"),
    ("Revenue rose 21.5% from $40.1 million to $45.1 million.", "growth", "21.5%"),
    ("Sales decreased by $311 or 26.0% to $1,201 in 2024.", "growth", "26.0%"),
    ("指数收盘上涨25.58点，涨幅0.95%，报4331.65点。", "growth", "0.95%"),
    ("注册资本由5,100.00万元增至5,441.70万元，新增314.70万元注册资本。", "change", "314.70万元"),
    ("Cash increased from $1.2 billion in 2023 to $1.5 billion in 2024, or 52%.", "growth", "52%"),
    (
        "Costs were $1,656 million, compared to $1,527 million in 2023, up $192 million.",
        "change",
        "$192 million",
    ),
]
SILENT = [
    "收入从2015年的3.1亿元增长至2020年的6.4亿元，同比增长9.5%。",  # on the year before, not on 2015
    "收入从4.1亿元增长至5.2亿元，净利润增长35.3%。",  # another subject
    "2019年门店总数为52.4万家，同比上升7.1%，相比2013年的43.2万家明显增加。",
    "乙公司市场份额由提升7.3%至8.1%，丙公司由7.8%下滑至6.1%。",
    "The herd counted 5.75 million, down 1 percent from 2024 and below the 2014 peak of 6.698 million.",
    "Cash of $15.5 billion increased $0.7 billion from December 31, 2024 and debt of $64.2 billion rose too.",
    "1月销售收入为2,035.9万元，同比下降43.9%，比上年7月的4,647.6万元下降了56.2%。",
    "较18年的规模增长68%，预计23年将达到43.8万台。",
]


@pytest.mark.parametrize(("text", "shape"), TIES)
def test_a_true_movement_is_found_and_holds(text: str, shape: str) -> None:
    found = ask(formula.find, text, shape)
    assert holding(found)
    assert not failing(found)


@pytest.mark.parametrize(("text", "shape", "stated"), BREAKS)
def test_a_wrong_movement_fails_at_the_stated_figure(text: str, shape: str, stated: str) -> None:
    (found,) = failing(ask(formula.find, text, shape))
    assert found.subject is not None
    assert found.subject.figure.text == stated


@pytest.mark.parametrize("text", SILENT)
def test_an_unbound_movement_is_left_alone(text: str) -> None:
    for shape in ("growth", "change", "points", "cagr"):
        assert not failing(ask(formula.find, text, shape))


@given(base=st.integers(1_000, 99_999), growth=st.integers(-60, 400))
def test_a_computed_growth_rate_always_ties(base: int, growth: int) -> None:
    result = round(base * (100 + growth) / 100)
    word, rate = ("增长", growth) if growth >= 0 else ("下降", -growth)
    verb = "增至" if growth >= 0 else "降至"
    found = ask(formula.find, f"收入由{base}万元{verb}{result}万元，{word}{rate}%。", "growth")
    assert not failing(found)


@given(tens=st.integers(1_000, 9_999), growth=st.integers(11, 300), slip=st.integers(2, 60))
def test_a_growth_rate_off_by_two_points_or_more_fails(tens: int, growth: int, slip: int) -> None:
    base = 10 * tens + 1  # final zeros may be rounding
    result = base * (100 + growth) // 100
    text = f"收入由{base}万元增至{result}万元，增长{growth + slip}.0%。"
    assert failing(ask(formula.find, text, "growth"))


def test_one_lacking_unit_is_read_from_the_other_figure() -> None:
    assert holding(ask(formula.find, "Revenue rose from 4.0 to 5.0 million, an increase of 25.0%.", "growth"))


def test_final_zeros_that_may_be_rounding_are_no_error() -> None:
    (found,) = failing(ask(formula.find, "市场规模由230亿元增至514亿元，增长120.9%。", "growth"))
    assert found.cap is Severity.WARNING


def test_a_fold_word_is_read_both_ways() -> None:
    assert holding(ask(formula.find, "产量从20万吨增加至60万吨，增长3倍。", "multiple"))
    assert holding(ask(formula.find, "产量从20万吨增加至60万吨，增长2倍。", "multiple"))


def test_the_final_zero_of_a_percentage_counts() -> None:
    (found,) = failing(ask(formula.find, "收入由4,012万元增至4,993万元，增长20%。", "growth"))
    assert found.cap is Severity.ERROR
    assert not failing(ask(formula.find, "收入由4,012万元增至4,813万元，增长20%。", "growth"))
