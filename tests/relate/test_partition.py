from __future__ import annotations

from fractions import Fraction

import pytest
from asking import ask, failing, holding
from hypothesis import given
from hypothesis import strategies as st

from tieout.model import Evidence, Severity
from tieout.relate.bands import read_band
from tieout.relate.partition import find
from tieout.rulebook import load_rulebook

WORDS = load_rulebook().schemas.lexicon

SCALE = """# 点评

## 投资评级说明

### 公司评级体系

- 买入—未来 6-12 个月的收益率领先基准指数 {buy}%以上；
- 增持—未来 6-12 个月的收益率领先基准指数 {low}%至 {high}%；
- 中性—未来 6-12 个月的收益率与基准指数的变动幅度相差-5%至 5%；
- 减持—未来 6-12 个月的收益率落后基准指数 5%至 15%；
- 卖出—未来 6-12 个月的收益率落后基准指数 15%以上；
- 无评级—没有足够的资料。
"""


@pytest.mark.parametrize(
    ("definition", "band"),
    [
        ("未来 6 个月的收益率领先市场基准指数 5%以上:", ">= 5%"),
        ("未来 6-12 个月的收益率落后市场基准指数 5%至 15%;", "-15% to -5%"),
        ("表现介于市场代表性指数±10%之间", "-10% to 10%"),
        ("表现弱于市场代表性指数10%以上", "<= -10%"),
        ("相对弱于市场表现5%以下", "<= -5%"),
        ("相对市场表现在－5%～＋5%之间波动", "-5% to 5%"),
        ("涨幅大于5%且小于15%", "5% to 15%"),
        ("低于-10%", "<= -10%"),
        ("低于基准10%以上", "<= -10%"),
        ("跌幅在5%以内", "-5% to 0%"),
        ("相对沪深300指数涨幅20％以上", ">= 20%"),
        ("涨幅在 12.5%～20% 之间", "12.5% to 20%"),
        ("expected to outperform the index by more than 15%", ">= 15%"),
        ("total return between 5% and 15% over the next 12 months", "5% to 15%"),
        ("underperform the market by 5-15%", "-15% to -5%"),
        ("below -10%", "<= -10%"),
        ("within 5% of the index", "-5% to 5%"),
        ("+/-5%", "-5% to 5%"),
        ("5% < 涨幅 ≤ 15%", "5% to 15%"),
        ("涨幅 > 15%", ">= 15%"),
        ("15% < 涨幅", ">= 15%"),
        ("涨幅 < -5%", "<= -5%"),
        ("expected total return of 15% or more", ">= 15%"),
    ],
)
def test_what_a_definition_claims(definition: str, band: str) -> None:
    assert str(read_band(definition, WORDS)) == band


@pytest.mark.parametrize("definition", ["与大盘持平", "", "10%、20% 或 30%", "约 6 个月"])
def test_what_claims_nothing(definition: str) -> None:
    assert read_band(definition, WORDS) is None


def test_a_scale_that_tiles() -> None:
    found = ask(find, SCALE.format(buy=15, low=5, high=15), "bands")
    assert len(holding(found)) == 4
    assert len(found) == 4


@pytest.mark.parametrize(
    ("buy", "low", "high", "said"),
    [
        (20, 5, 15, "no grade covers 15% to 20%, between 增持 and 买入"),
        (10, 5, 15, "two grades claim 10% to 15%, between 增持 and 买入"),
        (15, 6, 15, "no grade covers 5% to 6%, between 中性 and 增持"),
        (15, 5, 12, "no grade covers 12% to 15%, between 增持 and 买入"),
    ],
)
def test_the_boundary_of_a_gap_or_overlap_is_named(buy: int, low: int, high: int, said: str) -> None:
    (wrong,) = failing(ask(find, SCALE.format(buy=buy, low=low, high=high), "bands"))
    assert wrong.detail == said
    assert wrong.cap is Severity.ERROR
    assert wrong.subject is not None


def test_the_side_without_a_mirror_image_is_the_wrong_one() -> None:
    (wrong,) = failing(ask(find, SCALE.format(buy=20, low=5, high=15), "bands"))
    assert wrong.subject is not None
    assert "20" in wrong.subject.figure.text
    assert wrong.suggestion == "15%"
    (other,) = failing(ask(find, SCALE.format(buy=15, low=5, high=12), "bands"))
    assert other.subject is not None
    assert "12" in other.subject.figure.text
    assert other.suggestion == "15%"


@given(st.integers(6, 60), st.integers(6, 60))
def test_a_scale_fails_exactly_if_its_bands_do_not_meet(buy: int, high: int) -> None:
    assert bool(failing(ask(find, SCALE.format(buy=buy, low=5, high=high), "bands"))) == (buy != high)


def test_two_scales_one_after_the_other() -> None:
    text = (
        "# 点评\n\n## 投资评级说明\n\n行业评级体系\n\n增持：领先指数 5%以上\n\n中性：与指数相差-5%至 5%\n\n"
        "减持：落后指数 5%以上\n\n公司评级体系\n\n买入：领先指数 15%以上\n\n增持：领先指数 5%至 15%\n\n"
        "中性：与指数相差-5%至 5%\n\n减持：落后指数 5%以上\n"
    )
    found = ask(find, text, "bands")
    assert len(holding(found)) == 5
    assert not failing(found)


TABLE = """# 点评

## 投资评级

| 类别 | 级别 | 说明 |
|---|---|---|
| 股票评级 | 优于大市 | 表现优于代表性指数{top}%以上 |
| | 中性 | 表现介于代表性指数±10%之间 |
| | 弱于大市 | 表现弱于代表性指数10%以上 |
| 行业评级 | 优于大市 | 表现优于代表性指数10%以上 |
| | 中性 | 表现介于代表性指数±10%之间 |
| | 弱于大市 | 表现弱于代表性指数10%以上 |
"""


def test_scales_in_a_table() -> None:
    assert len(holding(ask(find, TABLE.format(top=10), "bands"))) == 4
    (wrong,) = failing(ask(find, TABLE.format(top=15), "bands"))
    assert "no grade covers 10% to 15%" in wrong.detail


def test_an_english_scale() -> None:
    text = (
        "# Note\n\n## Rating definitions\n\n- Buy: expected total return above {}%\n"
        "- Hold: expected total return between -10% and 10%\n- Sell: expected total return below -10%\n"
    )
    assert len(holding(ask(find, text.format(10), "bands"))) == 2
    assert len(failing(ask(find, text.format(15), "bands"))) == 1


@pytest.mark.parametrize(
    ("text", "boundaries"),
    [
        (
            "股票投资评级：买入：相对大盘涨幅在15%以上；增持：相对大盘涨幅在5%-15%之间；"
            "中性：相对大盘涨幅在-5%-5%之间；减持：相对大盘涨幅低于-5%。",
            3,
        ),
        (
            "投资评级标准\n\n推荐 预期股价优于指数20%以上\n\n谨慎推荐 预期股价优于指数10%至20%\n\n"
            "中性 预期股价介于指数±10%之间\n\n回避 预期股价弱于指数10%以上",
            3,
        ),
        (
            "投资评级说明\n\n“买入”：预期涨幅高于指数 15%以上；"
            "“中性”：预期介于-5%与 15%之间；“减持”：预期弱于指数 5%以上。",
            2,
        ),
        (
            "## Explanation of ratings\n\nOutperform: expected to outperform the index by more than 10%.\n"
            "Market perform: expected to perform within 10% of the benchmark.\n"
            "Underperform: expected to underperform the benchmark by more than 10%.",
            2,
        ),
        (
            "## 评级说明\n\n股票评级 买入 相对指数涨幅大于10%\n中性 相对指数涨幅在-5%～10%之间\n"
            "减持 相对指数跌幅大于5%\n行业评级 推荐 预期行业指数超越指数\n回避 预期行业弱于指数",
            2,
        ),
    ],
)
def test_scales_as_houses_print_them(text: str, boundaries: int) -> None:
    found = ask(find, f"# 点评\n\n{text}\n", "bands")
    assert len(holding(found)) == boundaries
    assert len(found) == boundaries


def test_a_definition_that_was_not_understood_is_said() -> None:
    text = (
        "# 点评\n\n## 投资评级说明\n\n买入：领先指数 15%以上\n\n增持：领先指数 5%至 15%\n\n"
        "中性：与大盘持平\n\n卖出：落后指数 5%以上\n"
    )
    (only,) = ask(find, text, "bands")
    assert only.tie is None
    assert "中性" in only.reason


def test_advice_is_no_scale() -> None:
    text = "# 点评\n\n- 买入：第一批仓位 20%\n- 持有：第二批仓位 30%\n- 卖出：余下 10%\n"
    assert not ask(find, text, "bands")


def shares(*parts: str, total: str = "") -> str:
    rows = "".join(f"| 业务{place} | {part} |\n" for place, part in enumerate(parts))
    return f"# 点评\n\n| 业务 | 占比 |\n|---|---|\n{rows}" + (f"| 合计 | {total} |\n" if total else "")


@pytest.mark.parametrize("last", ["25.0%", "24.9%", "25.1%"])
def test_shares_that_make_100_with_rounding(last: str) -> None:
    (only,) = ask(find, shares("40.0%", "35.0%", last, total="100%"), "shares")
    assert only.tie is not None
    assert only.tie.holds


def test_shares_that_do_not() -> None:
    (wrong,) = failing(ask(find, shares("40.0%", "35.0%", "23.0%", total="100%"), "shares"))
    assert wrong.evidence is Evidence.LABELLED
    assert wrong.detail == "the shares sum to 98%"


@pytest.mark.parametrize(
    "text",
    [
        shares("40.0%", "35.0%", "23.0%"),  # no total: not said to be complete
        shares("40.0%", "35.0%", "13.0%", total="100%"),  # far off, and nothing else supports the list
        "# 点评\n\n| 业务 | 增速 |\n|---|---|\n| 甲 | 40% |\n| 乙 | 35% |\n| 合计 | 100% |\n",
        "# 点评\n\n| 名称 | 占比 |\n|-|-|\n| 甲 | 60% |\n| 其中：乙 | 5% |\n| 丙 | 38% |\n| 合计 | 100% |\n",
    ],
)
def test_what_is_not_said_to_be_a_whole_does_not_fail(text: str) -> None:
    assert not failing(ask(find, text, "shares"))


def test_a_share_that_the_amounts_beside_it_refute_is_left_to_its_formula() -> None:
    text = (
        "# 点评\n\n| 业务 | 收入（亿元） | 占比 |\n|---|---|---|\n| 甲 | 40.0 | 40.0% |\n"
        "| 乙 | 35.0 | 35.0% |\n| 丙 | 25.0 | 52.0% |\n| 合计 | 100.0 | 100% |\n"
    )
    (left,) = ask(find, text, "shares")
    assert left.tie is None
    assert left.reason


def test_a_remainder_closes_a_list() -> None:
    text = "# 点评\n\n收入中硬件、软件和其他占比分别为{}。\n"
    assert holding(ask(find, text.format("40%、35%和25%"), "shares"))
    (wrong,) = failing(ask(find, text.format("40%、35%和28%"), "shares"))
    assert wrong.cap is Severity.ERROR


@pytest.mark.parametrize(
    "sentence",
    [
        "报告期内，该业务毛利占比分别为31.2%、34.3%和32.1%。",
        "2021年、2022年和2023年占比分别为31.2%、34.3%和32.1%。",
        "前三名占比分别为22%、19%和17%。",
        "甲、乙两家占比分别为51%和54%。",
    ],
)
def test_lists_that_are_no_whole(sentence: str) -> None:
    assert not failing(ask(find, f"# 点评\n\n{sentence}\n", "shares"))


def test_a_list_close_to_100_is_a_guess() -> None:
    (wrong,) = failing(ask(find, "# 点评\n\n甲、乙、丙占比分别为40.0%、35.0%和24.0%。\n", "shares"))
    assert wrong.cap is Severity.NOTE
    assert wrong.evidence is Evidence.GUESSED


PROSE = "# 点评\n\n- 乐观情景（概率 {}%）：涨价\n- 中性情景（概率 50%）：持平\n- 悲观情景（概率 20%）：降价\n"


def test_probabilities_of_all_scenarios() -> None:
    assert holding(ask(find, PROSE.format(30), "shares"))
    (wrong,) = failing(ask(find, PROSE.format(40), "shares"))
    assert wrong.computed == Fraction(10, 100)  # what the last one would have to be


def test_probabilities_in_a_table() -> None:
    text = (
        "# Note\n\n| Scenario | Probability | Value |\n|---|---|---|\n| Bull | {}% | 210 |\n"
        "| Base | 55% | 165 |\n| Bear | 20% | 90 |\n"
    )
    assert holding(ask(find, text.format(25), "shares"))
    assert failing(ask(find, text.format(35), "shares"))


def test_scenarios_that_are_not_all_there() -> None:
    assert not ask(find, "# 点评\n\n乐观情景（概率 30%）：涨价。中性情景（概率 50%）：持平。\n", "shares")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("The fee is due in three instalments: 50% at once, 30% in May and 20% in June.", True),
        ("The fee is due in three instalments: 50% at once, 30% in May and 30% in June.", False),
        ("货款分三期支付：签约付50%，到货付30%，验收付30%。", False),
        ("货款分两次付清：签约付60%，到货付40%。", True),
    ],
)
def test_instalments_pay_all(text: str, holds: bool) -> None:
    (found,) = ask(find, text, "shares")
    assert found.holds is holds


def test_shares_that_are_no_instalments_are_left_alone() -> None:
    text = "The fee is due in three instalments; 50% of the tenants and 30% of the owners agreed."
    assert not [found for found in ask(find, text, "shares") if found.fails]
