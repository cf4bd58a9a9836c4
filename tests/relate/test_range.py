"""Where values can lie."""

from __future__ import annotations

import pytest
from asking import ask, failing, holding

from tieout.relate import range as kind


@pytest.mark.parametrize(
    ("text", "fails"),
    [
        ("公司市占率为32.5%。", False),
        ("公司市占率为132.5%。", True),
        ("甲产品收入占比达到100%。", False),
        ("The market share of 104% surprised nobody.", True),
    ],
)
def test_a_share_lies_inside_the_whole(text: str, fails: bool) -> None:
    found = ask(kind.find, text, "percentage")
    assert len(found) == 1
    assert bool(failing(found)) is fails


@pytest.mark.parametrize(
    "text",
    [
        "产能利用率达到117.5%。",
        "收入占比同比增长120%。",
        "净利润同比增长368%。",
        "超额完成率为130%。",
        "现金流量净额占净利润的比重为178.8%。",
    ],
)
def test_what_may_exceed_the_whole_is_left_alone(text: str) -> None:
    assert not failing(ask(kind.find, text, "percentage"))


@pytest.mark.parametrize(
    ("text", "fails"),
    [
        ("Guidance is for growth of between 5% and 8%.", False),
        ("Guidance is for growth of between 18% and 8%.", True),
        ("价格区间介于12.5元和9.8元之间。", True),
    ],
)
def test_the_low_bound_is_below_the_high_one(text: str, fails: bool) -> None:
    found = ask(kind.find, text, "bounds")
    assert found
    assert bool(failing(found)) is fails


def test_tokens_are_no_parameters() -> None:
    (found,) = failing(ask(kind.find, "该模型训练参数量高达 6.4 万亿个 token。", "dimension"))
    assert found.detail == "named a count of parameters, printed as tokens"
    assert holding(ask(kind.find, "该模型参数量为 320 亿参数。", "dimension"))


def test_a_bare_number_beside_the_name_of_a_ratio_is_no_ratio() -> None:
    assert not failing(ask(kind.find, "市场份额前三家分别签发1,137万支、660万支和566万支。", "concept"))


def test_a_small_bare_number_is_no_parameter_count() -> None:
    assert not failing(ask(kind.find, "All learnable parameters are initialised with 0.006.", "concept"))
