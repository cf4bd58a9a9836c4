"""Sums that sentences list too freely for a pattern: bridges, lists that add up, what one amount leaves."""

from __future__ import annotations

import pytest
from asking import ask, failing, holding

from tieout.model import Evidence, Severity
from tieout.relate import partition, total


@pytest.mark.parametrize(
    "text",
    [
        "Losses totaled $4,172 million, including Alpha ($2,002 million), Beta ($1,631 million) and Gamma "
        "($539 million).",
        "The fund granted $664 million over five years, including $455 million in the first four and "
        "$209 million in the last.",
        "本月批签发22.25万瓶，包括甲品5.61万、乙品5.84万、丙品4.53万、丁品6.27万。",
        "年末存款5,285万元（+11%），其中活期为2,120万元（+13%），占比40%，定期为3,165万元（+11%），占比60%。",
        "新增门店18家（甲市10家，乙市7家，丙市1家），含3家加盟店。",
        "The fund granted $664 million. Of this, $455 million went to schools and $209 million to clinics.",
        "一季度批签发80.25万瓶，已完成去年的23.77%；其中甲品33.98万、乙品23.86万、丙品6.54万、丁品15.87万。",
        "It may issue up to 150 million shares, of which up to 110 million shares as options and 40 million "
        "shares as grants.",
        "项目预算为9,500万元，截至2018年12月31日已投入3,228.82万元，尚需投资6,271.18万元。",
        "资产34,855.49万元，承接债务32,574.55万元，差额为2,280.94万元。",
    ],
)
def test_a_list_that_adds_up_is_a_sum(text: str) -> None:
    (found,) = holding(ask(total.find, text, "prose"))
    assert found.evidence is Evidence.SUPPORTED
    assert not failing(ask(total.find, text, "prose"))


@pytest.mark.parametrize(
    "text",
    [
        "全年批签发4,495.43万瓶，包括甲品1,864.87万瓶、乙品830.55万瓶。",  # a selection
        "Revenue was $5,128.4 million, including $2,310.7 million of chips and $1,207.9 million of tools.",
        "年末存款285万元，包括活期120万元，定期175万元。",  # too short to tell a slip from a selection
        "收入由5,285万元增至6,285万元，其中甲品2,120万元，乙品3,165万元。",
        "投资款3,500.00万元，包括甲方500.00万元、乙方500.00万元、丙方2,400.00万元。",  # one digit, not six
        "去年装机5,000台左右。其中国内超过1,600台，国际650台。",
    ],
)
def test_a_list_that_does_not_is_left_alone(text: str) -> None:
    assert not failing(ask(total.find, text, "prose"))


def test_one_slip_in_long_figures_is_told_from_a_selection() -> None:
    text = "存款4,495,432.19万元，包括活期2,864,871.64万元、定期1,930,560.55万元。"
    (found,) = failing(ask(total.find, text, "prose"))
    assert found.cap is Severity.WARNING


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        (
            "EPS bridge: 2023 base $6.50, plus $1.00 from growth, minus $0.20 from costs, yielding $7.30.",
            True,
        ),
        (
            "EPS bridge: 2023 base $6.50, plus $1.00 from growth, minus $0.20 from costs, yielding $8.30.",
            False,
        ),
        (
            "The bridge starts from $8.10, adding $0.90 from sales, $0.40 from mix, reaching $9.40 in 2026.",
            True,
        ),
        ("Bridge from $18.50: +$4.00 from growth, -$1.00 from dilution, yielding $21.50.", True),
        ("期初余额为6.50亿元，加上本期计提1.00亿元，减去核销0.20亿元，期末余额7.30亿元。", True),
        ("期初余额为6.50亿元，加上本期计提1.00亿元，减去核销0.20亿元，期末余额7.70亿元。", False),
        ("The chain began the year with 1,301 shops, opened 42, closed 17 and ended it with 1,326.", True),
        ("The chain began the year with 1,301 shops, opened 42, closed 17 and ended it with 1,362.", False),
        ("年初门店2,201家，新开318家、关闭102家，年末门店2,417家。", True),
        ("年初门店2,201家，新开318家、关闭102家，年末门店2,471家。", False),
    ],
)
def test_a_bridge_arrives_where_its_steps_lead(text: str, holds: bool) -> None:
    (found,) = ask(total.find, text, "prose")
    assert found.tie is not None
    assert found.tie.holds is holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("甲方持股40%，乙方持股35%，丙方持股25%。", True),
        ("About 65% of revenue comes from Asia, 25% from Europe and 10% from America.", True),
        ("国外品牌占61%，其余由国内企业占据41%。", False),
    ],
)
def test_shares_told_one_by_one_fill_their_whole(text: str, holds: bool) -> None:
    (found,) = ask(partition.find, text, "shares")
    assert found.tie is not None
    assert found.tie.holds is holds


@pytest.mark.parametrize(
    "text",
    [
        "A市占27%，B市占23%，两市合计占50%。",  # half the whole, and the sum of the others
        "甲产品收入占30%，同比下降70%。",
        "国外品牌占60%，国内企业占31%。",  # not all are told
    ],
)
def test_other_percentages_fill_nothing(text: str) -> None:
    assert not ask(partition.find, text, "shares")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("The bank opened 12 branches and closed 31, a net decrease of 19.", True),
        ("The bank opened 12 branches and closed 31, a net decrease of 29.", False),
        ("上半年新签客户1,204户，流失客户318户，净增客户886户。", True),
        ("上半年新签客户1,204户，流失客户318户，净增客户868户。", False),
    ],
)
def test_what_came_less_what_went_is_the_net_change(text: str, holds: bool) -> None:
    (found,) = ask(total.find, text, "prose")
    assert found.holds is holds


def test_a_net_change_of_more_than_these_is_left_alone() -> None:
    assert not ask(total.find, "新开门店318家、关闭102家、改造20家，净增216家。", "prose")
