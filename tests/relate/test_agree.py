from __future__ import annotations

import pytest
from stating import agreements, failing, stated

from tieout.model import Severity

TABLE = """# 星海科技年报点评

表1：利润表摘要（百万元）

| 项目 | 2023年 | 2024年 |
|---|---|---|
| 营业收入 | 812.4 | 903.7 |
| 净利润 | 96.1 | 118.5 |

"""


def test_same_fact_in_other_units_agrees() -> None:
    text = """Aurora-2 的训练成本为 412.6 万美元。

Training Aurora-2 cost $4.126 million.

Aurora-2 的训练成本约 413 万美元。
"""
    found = agreements(text, "text")
    assert len(found) == 2
    assert not failing(found)


def test_other_digits_at_the_same_precision_disagree() -> None:
    text = "# 摘要\n\nAurora-2 的训练成本为 412.6 万美元。\n\n# 正文\n\nAurora-2 的训练成本为 421.6 万美元。"
    found = failing(agreements(text, "text"))
    assert stated(found) == ["421.6 万美元"]
    assert found[0].cap is Severity.ERROR


def test_the_best_supported_printing_is_the_reference() -> None:
    text = """Aurora-2 的训练成本为 421.6 万美元。

Aurora-2 的训练成本为 412.6 万美元。

Aurora-2 的训练成本为 412.6 万美元。
"""
    assert stated(failing(agreements(text, "text"))) == ["421.6 万美元"]


@pytest.mark.parametrize(
    "other",
    [
        "Aurora-2 预训练的成本为 380.0 万美元。",  # another stage
        "Aurora-2.5 的训练成本为 421.6 万美元。",  # another version
        "Aurora-2-Turbo 的训练成本为 421.6 万美元。",
        "Aurora-2 的训练成本从 421.6 万美元降至 412.6 万美元。",  # what it came from
        "Aurora-2 的训练成本：421.6 万美元 → 412.6 万美元。",
        "Aurora-2 的训练成本超过 400 万美元。",  # a bound that holds
    ],
)
def test_other_facts_are_left_alone(other: str) -> None:
    assert not failing(agreements(f"Aurora-2 的训练成本为 412.6 万美元。\n\n{other}", "text"))


def test_missing_period_is_no_wildcard() -> None:
    text = "# 星海科技\n\n星海科技 2024 年毛利率为 31.2%。\n\n星海科技毛利率为 32.1%。"
    assert not failing(agreements(text, "text"))


def test_list_of_things_is_no_repetition() -> None:
    text = "# 星海科技\n\n2024 年毛利率：甲产品毛利率 31.2%，乙产品毛利率 32.1%，丙产品毛利率 33.4%。"
    assert not failing(agreements(text, "text"))


def test_text_agrees_with_its_table() -> None:
    found = agreements(TABLE + "2024 年星海科技营业收入 9.037 亿元，净利润 1.185 亿元。", "text-table")
    assert len(found) == 2
    assert not failing(found)


def test_text_disagrees_with_a_table_that_another_figure_ties() -> None:
    found = failing(
        agreements(TABLE + "2024 年星海科技营业收入 9.307 亿元，净利润 1.185 亿元。", "text-table")
    )
    assert len(found) == 1
    assert found[0].cap is Severity.ERROR


def test_table_that_nothing_ties_gives_a_warning_at_most() -> None:
    found = failing(agreements(TABLE + "2024 年星海科技营业收入 9.307 亿元。", "text-table"))
    assert [relation.cap for relation in found] == [Severity.WARNING]


def test_figure_far_from_the_table_is_left_alone() -> None:
    text = TABLE + "2024 年星海科技营业收入 2.4 亿元，净利润 1.185 亿元。"
    assert not failing(agreements(text, "text-table"))


def test_two_tables_agree_but_for_signs() -> None:
    head = "| 项目 | 2023年 | 2024年 |\n|---|---|---|\n"
    revenue = "| 营业收入 | 812.4 | 903.7 |\n"
    second = f"表2：利润表（百万元）\n\n{head}{revenue}| 营业成本 | (514.0) | (561.2) |\n\n"
    third = f"表3：成本（百万元）\n\n{head}| 营业成本 | 514.0 | 561.2 |\n"
    found = agreements(TABLE + second + third, "table-table")
    assert len(found) == 2
    assert not failing(found)


def test_release_date_said_twice() -> None:
    text = "2025年1月20日，公司发布模型 Aurora-2。\n\nAurora-2：2025年1月{}日发布，性能领先。"
    assert not failing(agreements(text.format(20), "text"))
    assert stated(failing(agreements(text.format(21), "text"))) == ["2025年1月21日"]


def test_sentence_repeated_with_one_figure_changed() -> None:
    first = "# 要点\n\n截至目前平台已在 12 个省份落地并累计服务超过三百家制造业客户，覆盖 4,820 个车间。"
    second = "\n\n# 正文\n\n截至目前平台已在 12 个省份落地并累计服务超过三百家制造业客户，覆盖 {} 个车间。"
    assert not failing(agreements(first + second.format("4,820"), "text"))
    found = failing(agreements(first + second.format("4,280"), "text"))
    assert [relation.cap for relation in found] == [Severity.ERROR]


def test_rating_stands_in_the_scale() -> None:
    bands = "增持：未来 6 个月跑赢基准 5% 以上；\n中性：介于 -5% 至 5% 之间；\n减持：跑输基准 5% 以上。"
    scale = f"\n\n## 投资评级说明\n\n{bands}"
    assert not failing(agreements("# 点评\n\n行业评级：增持" + scale, "rating"))
    assert failing(agreements("# 点评\n\n行业评级：强于大市" + scale, "rating"))


SEGMENTS = """# 星海科技年报点评

表1：分业务收入（百万元）

| 业务 | 2023年 | 2024年 |
|---|---|---|
| 精密仪器 | 412.0 | 506.8 |
| 运维服务 | 208.0 | 233.0 |
| 合计 | 620.0 | 739.8 |

"""


def test_row_named_in_the_text() -> None:
    text = SEGMENTS + "2024 年精密仪器实现 {} 亿元，运维服务 2.33 亿元。"
    assert not failing(agreements(text.format("5.068"), "text-table"))
    assert len(agreements(text.format("5.068"), "text-table")) == 2
    found = failing(agreements(text.format("5.608"), "text-table"))
    assert stated(found) == ["5.608 亿元"]


def test_growth_in_the_text_follows_from_the_cells() -> None:
    text = SEGMENTS + "2024 年营业收入 7.398 亿元，同比增长 {}。"
    assert not failing(agreements(text.format("19.3%"), "text-table"))
    assert stated(failing(agreements(text.format("19.9%"), "text-table"))) == ["19.9%"]
