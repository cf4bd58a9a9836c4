"""Parts with their share of a whole before them; prices and averages; points said of amounts."""

from __future__ import annotations

import pytest
from asking import ask, failing, holding

from tieout.model import Severity
from tieout.relate import formula


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            "公司注册资本150万元，甲以现金出资76.5万元，占出资额的51%，乙以现金出资73.5万元，占出资额的49%。",
            2,
        ),
        ("全年发货4,884万瓶(+18%)，其中国产发货1,810万瓶(+4%)，占比为37%；进口发货3,074万瓶，占比63%。", 2),
        ("注册资本1,500万元。其中甲出资765万元，占51%，乙出资735万元，占49%。", 2),
        ("113批次样品中，有22批次不合格，不合格率为19.5%。", 1),
        (
            "股东共计出资58,727.80万元，甲、乙分别投入41,350万元、1,280万元，分别占注册资本的70.41%和2.18%。",
            2,
        ),
        ("Four sectors accounted for $5.540b of $8.611b exports in 2015, or 64.3% of the total.", 1),
        ("Those eight people account for 45,531 of the 105,407 total hours (43%).", 1),
        ("Founders received 2.9% of all funding — $4,590,144 of a total $159,949,403.", 1),
    ],
)
def test_a_share_of_a_whole_named_before_ties(text: str, count: int) -> None:
    found = ask(formula.find, text, "share")
    assert len(holding(found)) == count
    assert not failing(found)


def test_one_stray_among_shares_of_one_whole_fails() -> None:
    text = "注册资本1,500万元，甲出资765万元，占51%，乙出资435万元，占29%，丙出资300万元，占26%。"
    (found,) = failing(ask(formula.find, text, "share"))
    assert found.subject is not None
    assert found.subject.figure.text == "26%"


def test_one_of_two_shares_is_only_doubted() -> None:
    text = "注册资本1,500万元，甲出资765万元，占51%，乙出资735万元，占94%。"
    (found,) = failing(ask(formula.find, text, "share"))
    assert found.cap is Severity.WARNING


@pytest.mark.parametrize(
    "text",
    [
        "收入10.2亿元，其中甲业务6.1亿元，占60%，甲业务中出口2.0亿元，占33%。",  # a share of the part
        "总资产83.1亿元，应收款7.3亿元，占营业收入的31%。",  # of something not printed
        "甲品批签发65万件，占比60%，乙品40万件，占比38%。",
    ],
)
def test_shares_of_something_else_are_left_alone(text: str) -> None:
    assert not failing(ask(formula.find, text, "share"))


@pytest.mark.parametrize(
    ("text", "shape", "holds"),
    [
        ("It sold 9,245,000 common shares at a price of $1.05 for proceeds of $9,707,250.", "product", True),
        ("It sold 9,245,000 common shares at a price of $1.05 for proceeds of $9,770,250.", "product", False),
        ("公司增发129.00万股，每股面值1.00元，增发价格为每股2.2元，总价款为283.80万元。", "product", True),
        ("项目有37个，合同金额合计39,927.88万元，平均单个合同金额为1,079.13万元。", "average", True),
        ("项目有37个，合同金额合计39,927.88万元，平均单个合同金额为1,097.13万元。", "average", False),
    ],
)  # fmt: skip
def test_prices_and_averages(text: str, shape: str, holds: bool) -> None:
    (found,) = ask(formula.find, text, shape)
    assert found.tie is not None
    assert found.tie.holds is holds


def test_a_face_value_is_no_price() -> None:
    assert not ask(formula.find, "公司有股份4,300万股，每股面值1.00元，总价款为283.80万元。", "product")


@pytest.mark.parametrize(
    "text",
    [
        "收入由4.00亿元增长至5.00亿元，增长25.0个百分点。",
        "市场规模从2015年的12.1亿元增长至2019年的20.0亿元，年复合增长率为13.4个百分点。",
        "Earnings increased $240 million, or 25.0 percentage points, to $1,200 million.",
    ],
)
def test_an_amount_does_not_grow_by_points(text: str) -> None:
    (found,) = failing(ask(formula.find, text, "points"))
    assert found.suggestion.endswith("%")
    assert found.cause == "percentage points for per cent"


def test_points_of_another_measure_are_left_alone() -> None:
    assert not ask(formula.find, "收入由4.00亿元增长至5.00亿元，提升1.3个百分点。", "points")
