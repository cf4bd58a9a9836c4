"""Figures named with all that they are made of: the true ones hold, wrong ones fail, others stay quiet."""

from __future__ import annotations

import pytest
from asking import failing, holding, report, schemas

from tieout.model import Relation
from tieout.relate import formula

NAMED = [
    ("Net income was $61.2 billion on equity of $85.0 billion, an ROE of {}.", "72.0%", "70.2%"),
    ("净利润61.2亿元，净资产85.0亿元，净资产收益率为{}。", "72.0%", "27.0%"),
    ("Net income was $6.12 billion on assets of $85.0 billion, an ROA of {}.", "7.2%", "7.5%"),
    ("净利润6.12亿元，总资产85.0亿元，总资产收益率为{}。", "7.2%", "7.5%"),
    ("Revenue was $85.0 million and net income $6.8 million, a net margin of {}.", "8.0%", "8.5%"),
    (
        "With capacity of 8.0 million tonnes, output of 6.6 million tonnes, utilisation was {}.",
        "82.5%",
        "85.2%",
    ),
    ("产能利用率为{}：年产能8.0万吨，实际产量6.6万吨。", "82.5%", "85.2%"),
    ("A unit sells for $40,000, a gross profit of $9,400, a margin of {}.", "23.5%", "25.3%"),
    ("单台售价40,000元，毛利9,400元，毛利率{}。", "23.5%", "25.3%"),
    ("Net profit was $1,475 million and dividends came to $590 million, a payout ratio of {}.", "40%", "45%"),
    (
        "The book-to-bill ratio was {}, on bookings of $690 million and billings of $600 million.",
        "1.15",
        "1.25",
    ),
    ("Net debt was $2.4 billion and EBITDA $1.2 billion, a leverage of {}.", "2.0x", "2.5x"),
    ("不良贷款余额66.6亿元，贷款余额5,120亿元，不良贷款率{}。", "1.30%", "1.50%"),
    ("存贷比为{}，贷款余额5,120亿元，存款余额6,400亿元。", "80%", "90%"),
    ("常住人口14.0亿人，城镇人口9.1亿人，城镇化率为{}。", "65%", "56%"),
    ("以当前股价24元计算，公司股息率为{}，每股分红0.60元。", "2.5%", "2.8%"),
]
OTHERS = [
    "Net income was $61.2 billion, an ROE of 72.0%.",
    "With equity of $42.0 million, net income of $6.3 million means a net margin of 52.0%.",
    "公司净资产60.0亿元，净利润9.0亿元，毛利率为25.0%。",
    "Revenue and net income were $85.0 million and $6.8 million, a net margin of 9.0%.",
    "2024年总资产85.0亿元，2025年净利润6.12亿元，总资产收益率为7.5%。",
    "Net debt was $2.4 billion and deposits $1.2 billion, a leverage of 2.5x.",
    "净利润61.2亿元，净资产85.0亿元，净资产收益率提升2.0个百分点至12.0%。",
]


@pytest.mark.parametrize(("text", "right", "wrong"), NAMED)
def test_a_named_ratio_is_held_against_its_terms(text: str, right: str, wrong: str) -> None:
    assert holding(_of_the_ratio(text, right))
    assert failing(_of_the_ratio(text, wrong))


def test_each_ratio_is_of_the_terms_nearest_to_it() -> None:
    text = "甲院收入3.64亿元，净利润7025万元，净利率19.92%；乙院收入1.80亿元，净利润2138万元，净利率11.88%。"
    (wrong,) = failing(list(formula.find(report(text), schemas(), ())))
    assert wrong.subject is not None
    assert wrong.subject.figure.text == "19.92%"


@pytest.mark.parametrize("text", OTHERS)
def test_a_ratio_of_what_is_not_named_is_left_alone(text: str) -> None:
    assert not failing(list(formula.find(report(text), schemas(), ())))


def _of_the_ratio(text: str, ratio: str) -> list[Relation]:
    """The relations that are of the ratio put into a text."""
    found = formula.find(report(text.format(ratio)), schemas(), ())
    return [each for each in found if each.subject is not None and ratio in each.subject.figure.text]
