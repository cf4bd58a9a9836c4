"""Lists, shares, products and valuations of sentences."""

from __future__ import annotations

import pytest
from asking import ask, failing, holding

from tieout.model import Evidence
from tieout.relate import formula

LISTED = "2021-2023年收入分别为13.68、19.70和24.92亿元，增速分别为42.19%、{}和26.50%。"


def test_rates_pair_with_neighbouring_values() -> None:
    assert len(holding(ask(formula.find, LISTED.format("44.01%"), "growth"))) == 2


def test_a_wrong_rate_of_a_list_fails_alone() -> None:
    (found,) = failing(ask(formula.find, LISTED.format("48.01%"), "growth"))
    assert found.subject is not None
    assert found.subject.figure.text == "48.01%"


def test_years_that_run_backwards_turn_the_list_round() -> None:
    text = "2023年、2022年和2021年收入分别为24.92、19.70和13.68亿元，增速分别为26.50%、44.01%和42.19%。"
    found = ask(formula.find, text, "growth")
    assert len(holding(found)) == 2
    assert not failing(found)


def test_changes_are_no_levels() -> None:
    text = "2013年及2014年余额较上年末分别减少2,197万元和746万元，降幅分别为28.06%和13.24%。"
    assert not failing(ask(formula.find, text, "growth"))


def test_averages_of_two_lists_are_supported_by_each_other() -> None:
    text = "薪酬分别为200、300和420万元，员工分别为8人、10人和12人，人均薪酬分别为25.0、30.0和{}万元。"
    assert len(holding(ask(formula.find, text.format("35.0"), "average"))) == 3
    (found,) = failing(ask(formula.find, text.format("53.0"), "average"))
    assert found.evidence is Evidence.SUPPORTED


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("全年签发431.0万瓶，其中进口261.5万瓶，占60.7%。", "share"),
        ("Police completed 64,058 of the 151,619 requests (42.2%).", "share"),
        ("公司发行3.43亿股新股，发行价0.40元/股，募资总额1.37亿元。", "product"),
        ("训练用2,048卡 × 54天 × 24小时 = 265.4万卡时。", "product"),
        ("预计EPS分别为1.24元、1.50元、1.97元，对应PE分别为124倍、102倍和78倍。", "multiple"),
        ("Our fair value of $550 implies 10.0% upside from the close of $500.1.", "growth"),
        ("给予目标价60.0元，较现价45.0元有33.3%的上涨空间。", "growth"),
        ("At $2 per GPU hour, 2.788 million GPU hours cost $5.576 million.", "product"),
    ],
)
def test_a_true_statement_holds(text: str, shape: str) -> None:
    found = ask(formula.find, text, shape)
    assert holding(found)
    assert not failing(found)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("全年签发431.0万瓶，其中进口261.5万瓶，占66.7%。", "share"),
        ("Police completed 64,058 of the 151,619 requests (47.2%).", "share"),
        ("公司发行3.43亿股新股，发行价0.40元/股，募资总额1.73亿元。", "product"),
        ("Our fair value of $551 implies 16.0% upside from the close of $500.1.", "growth"),
        ("给予目标价60.0元，较现价45.0元有38.3%的上涨空间。", "growth"),
        ("At $2 per GPU hour, 2.788 million GPU hours cost $5.756 million.", "product"),
    ],
)
def test_a_wrong_statement_fails(text: str, shape: str) -> None:
    assert failing(ask(formula.find, text, shape))


def test_a_product_inside_a_longer_expression_is_left_alone() -> None:
    assert not ask(formula.find, "全年约为 56 件 ÷ 49 天 × 365 天 = 417 件。", "product")


def test_a_face_value_is_no_price() -> None:
    text = "净资产7,856.1万元折为6,500万股普通股，每股面值1.00元/股。"
    assert not failing(ask(formula.find, text, "product"))


@pytest.mark.parametrize(("step", "holds"), [("0.6", True), ("0.8", False)])
def test_of_two_rates_one_is_held_against_the_other_by_name(step: str, holds: bool) -> None:
    text = f"一季度、二季度产量分别同比增长5.3%和4.7%，二季度较一季度回落{step}个百分点。"
    (found,) = ask(formula.find, text, "points")
    assert found.holds is holds


@pytest.mark.parametrize("base", ["上年", "2023年", "三季度"])
def test_a_step_from_what_is_not_among_them_is_left_alone(base: str) -> None:
    text = f"毛利率、净利率分别为45.2%和12.1%，较{base}提升0.6个百分点。"
    assert not ask(formula.find, text, "points")
