"""Shares told by the name of their part hold or fail; of what else a share may be is left alone."""

from __future__ import annotations

import pytest
from asking import ask, failing, holding

from tieout.relate import formula

TOLD = [
    ("线上渠道实现销售额36.4亿元，线下渠道54.6亿元，线上占比40%。", "60%"),
    ("模型总参数量为236B，每个词激活21B，激活比例仅为8.9%。", "9.8%"),
    ("公司员工总数1,290人，研发人员412人，本科以上900人，研发人员占比31.9%。", "39.1%"),
    ("Online sales came to $36.4 million, shop sales to $54.6 million, and online sales made up 40%.", "44%"),
]


@pytest.mark.parametrize(("text", "wrong"), TOLD)
def test_a_share_named_again_is_held_against_its_part(text: str, wrong: str) -> None:
    assert holding(ask(formula.find, text, "share"))
    assert failing(ask(formula.find, text.replace(_last_rate(text), wrong), "share"))


@pytest.mark.parametrize(
    "text",
    [
        "线上渠道实现销售额36.4亿元，线下渠道54.6亿元，占比60%。",  # of which is not said
        "线上渠道实现销售额36.4亿元，线下渠道54.6亿元，线上订单占比75%。",  # of something else
        "苹果、梨的销量分别为36.4万吨、54.6万吨，苹果分别占比30%。",
    ],
)
def test_a_share_of_what_is_not_named_is_left_alone(text: str) -> None:
    assert not failing(ask(formula.find, text, "share"))


def _last_rate(text: str) -> str:
    """The last percentage of a text."""
    end = text.rindex("%") + 1
    start = end - 1
    while text[start - 1].isdigit() or text[start - 1] == ".":
        start -= 1
    return text[start:end]
