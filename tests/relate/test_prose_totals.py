"""Totals and parts in sentences."""

from __future__ import annotations

import pytest
from asking import report, schemas

from tieout.model import Relation, Severity
from tieout.relate import total


def totals(text: str, shape: str) -> list[bool]:
    found: list[Relation] = list(total.find(report(text), schemas(), ()))
    return [r.tie.holds for r in found if r.shape == shape and r.tie is not None]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("新签合同额2,697.7亿元，其中国内合同额2,201.2亿元，境外合同额496.5亿元。", True),
        ("没收违法所得2,774万元，并处罚款2.97亿元，合计罚没3.25亿元。", True),
        ("华东、华南和华北收入分别为3.2亿元、2.1亿元和1.4亿元，合计6.7亿元。", True),
        ("华东、华南和华北收入分别为3.2亿元、2.1亿元和1.4亿元，合计7.6亿元。", False),
        ("Exports were $22.82b, made up of $19.77b goods and $3.05b services.", True),
        ("Exports were $22.82b, made up of $17.97b goods and $3.05b services.", False),
    ],
)
def test_a_complete_list_adds_up(text: str, holds: bool) -> None:
    assert totals(text, "prose") == [holds]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("公司总投资9.5亿元，其中设备投资5.2亿元。", True),
        ("公司总投资9.5亿元，其中设备投资52.1亿元。", False),
    ],
)
def test_a_part_is_not_above_its_whole(text: str, holds: bool) -> None:
    assert totals(text, "part-of-whole") == [holds]


@pytest.mark.parametrize(
    "text",
    [
        "全年共5种制品获批，其中甲制品获批8万瓶。",  # kinds against bottles
        "行业复合增速为3.1%，其中新能源增速较快，达到5.9%。",  # rates are no parts
        "该线收入占总额11.7%，其中68.8%销往国外。",  # a share of a share
        "现金流入净额11.1亿元，其中现金流入16.1亿元。",  # a net amount
        "Sales were $55.8 and $31.4 million, including $22.3 and $15.8 million, respectively.",
        "Warm Homes completed 24,868 retrofits in 2024/25, made up of 17,755 and 7,113.",
    ],
)
def test_what_is_no_part_is_left_alone(text: str) -> None:
    assert False not in totals(text, "part-of-whole") + totals(text, "prose")


def test_parts_above_their_whole_are_a_warning() -> None:
    text = "新签合同额2,697.7亿元，其中国内2,201.2亿元，境外596.5亿元。"
    found = [r for r in total.find(report(text), schemas(), ()) if r.tie is not None and not r.tie.holds]
    assert [r.cap for r in found] == [Severity.WARNING]


def test_another_measure_is_no_part() -> None:
    assert False not in totals("营业收入10.0亿元，其中主营收入9.0亿元，净利润2.0亿元。", "part-of-whole")


def test_parts_that_others_offset_may_be_larger_than_what_is_left() -> None:
    text = "It lost $382 million comprised of a charge of $783 million, offset by gains of $401 million."
    assert not totals(text, "part-of-whole")
