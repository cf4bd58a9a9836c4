"""Compound growth: the number of years comes from the dates beside the figures."""

from __future__ import annotations

from fractions import Fraction

import pytest
from asking import ask, failing, holding

from tieout.relate import formula

TIES = [
    "市场规模从2016年的10.0亿元增长至2020年的20.7亿元，年均复合增长率为20.0%。",
    "2018年出货量为1,000万台，2021年达到1,728万台，复合增速为20.0%。",
    "出货量由18年的1,000万台增至21年的1,728万台，CAGR为20.0%。",
    "2018-2021年，出货量由1,000万台增至1,728万台，CAGR为20.0%。",
    "根据DataInsightResearch的统计，2016年全球TWS耳机出货量仅为918万副，2018年则达到4,600万副，年均复合增长率为124%。",
    "The market was $100 billion in 2020 and will reach $146.4 billion by 2024, a CAGR of 10.0%.",
    "The market grew from $10.0 billion in 2020 to $17.3 billion in 2023, a CAGR of 20.0%.",
]


@pytest.mark.parametrize("text", TIES)
def test_a_true_compound_rate_holds(text: str) -> None:
    found = ask(formula.find, text, "cagr")
    assert holding(found)
    assert not failing(found)


def test_one_year_too_many_is_named_and_the_true_rate_given() -> None:
    text = "市场规模从2016年的10.0亿元增长至2020年的20.7亿元，年均复合增长率为15.7%。"
    (found,) = failing(ask(formula.find, text, "cagr"))
    assert found.cause == "computed over 5 years; the span is 4"
    assert found.computed is not None
    assert round(found.computed, 3) == Fraction("0.199")


def test_without_years_it_is_not_evaluated() -> None:
    (found,) = ask(formula.find, "市场规模从10.0亿元增长至20.7亿元，复合增长率为20.0%。", "cagr")
    assert found.tie is None
    assert found.reason == "the years are not stated"


@pytest.mark.parametrize(
    "text",
    [
        # the rate is of another thing, or of values from two sources
        "2019-2024年整体市场复合增速为17.3%，2024年规模可达3,185亿元，其中轻医疗复合增速为19.2%。",
        "据甲机构数据，2018年市场规模55亿美元，据乙机构预测，2026年将达到87.2亿美元，复合增长率为7.6%。",
        "1975-1985年，人均收入从8,023美元上升至21,694美元，期间牙科消费CAGR达到10.4%。",
    ],
)
def test_a_rate_of_something_else_is_left_alone(text: str) -> None:
    assert not failing(ask(formula.find, text, "cagr"))


def test_a_rate_said_to_be_less_binds_from_above() -> None:
    text = "市场规模从2011年的231亿元增长到2019年的{}亿元，复合增速不到10.0%。"
    assert holding(ask(formula.find, text.format("433"), "cagr"))
    assert failing(ask(formula.find, text.format("633"), "cagr"))
