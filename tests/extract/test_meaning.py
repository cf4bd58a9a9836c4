from __future__ import annotations

from datetime import date

import pytest
from meanings import fact, report

from tieout.model import Dates, Grain, Status


def year(number: int) -> Dates:
    return Dates(date(number, 1, 1).toordinal(), date(number, 12, 31).toordinal(), Grain.YEAR)


@pytest.mark.parametrize(
    ("text", "figure", "concept"),
    [
        ("全年实现营业收入 83.27 亿元。", "83.27 亿元", "revenue"),
        ("Gross margin was 35.2% in 2024.", "35.2%", "gross_margin"),
        ("The firm spent $3.8 million on training.", "$3.8 million", None),
        ("完整训练消耗 190 万 GPU 小时。", "190 万 GPU 小时", "training_gpu_hours"),
        ("该模型使用 9.6 万亿（9,600B）token 训练。", "9.6 万亿", "training_tokens"),
        ("假设 GPU 租金为每小时 2 美元。", "2 美元", "gpu_hour_price"),
        ("研发费用率为 8.1%。", "8.1%", "research_expense_ratio"),
        ("营业收入增加 3.2 亿元。", "3.2 亿元", None),
        ("Net income increased by $3.2 million.", "$3.2 million", None),
        ("一季度净利润 2.1 亿元，营业收入 9.8 亿元。", "9.8 亿元", "revenue"),
        ("Revenue rose by $118.4 million, or 9.6%, to $1,351.7 million.", "$1,351.7 million", "revenue"),
        ("营业收入增加 1.2 亿元，增长 9.6%，达到 13.5 亿元。", "13.5 亿元", "revenue"),
    ],
)
def test_concept_is_the_nearest_label_that_the_unit_allows(text: str, figure: str, concept: str) -> None:
    assert fact(text, figure).concept == concept


def test_rate_of_change_is_no_value_of_the_concept() -> None:
    text = "2024 年营业收入 83.27 亿元，同比增长 23.7%。"
    growth = fact(text, "23.7%")
    assert (growth.concept, growth.scope) == ("revenue growth", ("yoy",))


def test_from_and_to_are_two_facts() -> None:
    text = "Revenue rose from $632.0 million to $742.8 million in 2024."
    assert "compared from" in fact(text, "$632.0 million").scope
    assert fact(text, "$742.8 million").scope == ()


def test_words_before_a_label_narrow_it() -> None:
    assert fact("储能系统收入 53.56 亿元。", "53.56 亿元").scope == ("储能系统",)
    assert fact("Usage revenue was $197.9 million.", "$197.9 million").scope == ("usage",)
    assert fact("Gross margin for energy storage was 24.6%.", "24.6%").scope == ("energy storage",)


@pytest.mark.parametrize(
    ("text", "figure", "entity"),
    [
        ("Aurora-2 得分 78.4%，高于 Borealis-7 的 71.9%。", "78.4%", "aurora 2"),
        ("Aurora-2 得分 78.4%，高于 Borealis-7 的 71.9%。", "71.9%", "borealis 7"),
        ("Orion-4o costs $5 million. Orion-4 costs $7 million.", "$5 million", "orion 4 o"),
        ("Orion-4o costs $5 million. Orion-4 costs $7 million.", "$7 million", "orion 4"),
        ("Aurora-2（相当于 Borealis-7 的 1/3）得分 78.4%。", "78.4%", "aurora 2"),
    ],
)
def test_entity(text: str, figure: str, entity: str) -> None:
    assert fact(text, figure).entity == entity


def test_bare_version_is_the_product_that_ends_in_it() -> None:
    text = "Aurora-V3 was trained on 9.6 trillion tokens.\n\nThe cost of training V3 was $5.1 million."
    assert fact(text, "$5.1 million").entity == "aurora v 3"


def test_periods_of_a_list_are_given_respectively() -> None:
    text = "预计 2025—2027 年归母净利润分别为 11.2/13.6/16.1 亿元。"
    found = [f for f in report(text).facts if f.concept == "net_profit_attributable"]
    assert [f.period for f in found] == [year(2025), year(2026), year(2027)]
    assert {f.status for f in found} == {Status.FORECAST}


def test_day_of_an_event_is_no_period() -> None:
    text = "2024年12月26日，公司宣布训练成本为 557 万美元。"
    assert fact(text, "557 万美元").period is None


def test_passage_without_a_name_is_known_by_the_figures_it_repeats() -> None:
    text = """# Aurora 点评

## Aurora 模型

Aurora-2 的训练成本为 412.6 万美元，训练消耗 206.3 万 GPU 小时。

Aurora-3 的训练成本为 900 万美元。

### 训练

训练成本为 412.6 万美元，完整训练消耗 206.3 万 GPU 小时。训练数据为 7.1 万亿个 token。
"""
    assert fact(text, "7.1 万亿个 token").entity == "aurora 2"


def test_source_is_kept() -> None:
    assert fact("据星图咨询统计，2024 年市场规模为 120 亿元。", "120 亿元").source == "星图咨询"


def test_table_labels_are_read_whole() -> None:
    text = """表1：主要财务数据（百万元）

| 项目 | 2023年 | 2024年 |
|---|---|---|
| 营业收入 | 812 | 903 |
| 其他业务收入 | 12 | 13 |
| 净利率 | 9.1% | 10.2% |
"""
    found = report(text).grids[0].facts
    assert found[2, 3].concept == "revenue"
    assert found[2, 3].period == year(2024)
    assert found[3, 3].concept is None or found[3, 3].scope
    assert found[4, 2].concept == "net_margin"


def test_facts_are_numbered_in_reading_order() -> None:
    table = "| 项目 | 2024年 |\n|---|---|\n| 收入 | 5 |\n| 说明 | 占比 3% 左右，去年 4% |"
    text = f"收入 5 亿元。\n\n{table}\n\n利润 1 亿元。"
    facts = report(text).facts
    assert [f.id for f in facts] == list(range(len(facts)))
    assert [f.figure.block for f in facts] == sorted(f.figure.block for f in facts)


def test_period_of_a_comparison_is_not_carried_on() -> None:
    text = "In the first half of 2025 margin was 83.7%, compared to 2024. Segment profit was $41 million."
    found = fact(text, "$41 million").period
    assert found is not None
    assert date.fromordinal(found.last) == date(2025, 6, 30)


@pytest.mark.parametrize(
    "text",
    [
        "Revenue was $13.5 million in 2024 (2023: $12.3 million). Net income was $1.4 million.",
        "2024年营业收入13.5亿元，较2023年的12.3亿元增长9.6%；净利润1.4亿元。",
    ],
)
def test_period_of_a_base_is_its_own_alone(text: str) -> None:
    facts = [found for found in report(text).facts if found.figure.quantity is not None]
    (base,) = (found for found in facts if "12.3" in found.figure.text)
    assert (base.period, facts[-1].period) == (year(2023), year(2024))


def test_a_word_that_opens_a_sentence_is_no_name() -> None:
    text = "Cash generated from operations was $20.1 million. Net cash rose to $4.8 million."
    assert fact(text, "$4.8 million").entity is None


def test_sentence_that_leads_to_a_table_declares_its_unit() -> None:
    lead = "The following table summarizes our revenue by region for the years shown (in thousands):"
    table = "| | 2024 |\n|---|---|\n| North | 48,215 |\n| South | 21,347 |\n"
    assert fact(f"{lead}\n\n{table}", "48,215").figure.amount.value == 48_215_000


def test_of_whom_a_figure_is_narrows_nothing() -> None:
    first = "Alder Ridge Foods's sales are local."
    text = f"{first}\n\nIn 2021, net profit of Alder Ridge Foods came to $25 million."
    found = fact(text, "$25 million")
    assert (found.concept, found.entity, found.scope) == ("net_profit", "alder ridge foods", ())


def test_company_before_the_kind_of_report() -> None:
    text = "# 濂溪长虹年报点评\n\n濂溪长虹2019年实现净利润3.34亿元。"
    assert fact(text, "3.34亿元").entity == "濂溪长虹"


@pytest.mark.parametrize("text", ["# 4 Assessing approaches\n\nIt was 5.5%.", "# 3 公司业务\n\n占比 5.5%。"])
def test_the_number_of_a_heading_is_no_figure(text: str) -> None:
    assert [one.figure.text for one in report(text).facts] == ["5.5%"]


def test_an_amount_that_opens_a_heading_is_a_figure() -> None:
    assert [one.figure.text for one in report("# 10 亿元订单落地").facts] == ["10 亿元"]


def test_time_of_a_bracket_is_not_carried_on() -> None:
    text = "In 2025 we sold 8.46 million seats (2024: 7.91 million). Capacity came to 15.3 billion."
    assert fact(text, "15.3 billion").period == year(2025)
