"""What stands behind the years of a valuation, and what keeps silent about it."""

from __future__ import annotations

import pytest
from stating import report, schemas

from tieout.model import Relation, Severity
from tieout.relate.valuation import valued
from tieout.relate.valuation.labels import ConceptLabels


def found(text: str) -> list[Relation]:
    return list(valued(report(text), schemas(), ()))


def table(*rows: tuple[str, ...]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]) + "\n"


YEARS = ("指标", "2024A", "2025E", "2026E", "2027E")
EPS = ("每股收益（元）", "1.04", "1.30", "1.63", "2.05")


def ruled(relations: list[Relation]) -> list[tuple[str, bool, bool]]:
    """Stated figure, whether it holds, whether it was evaluated."""
    return [
        (one.subject.figure.text, one.holds, not one.reason) for one in relations if one.subject is not None
    ]


def test_the_stated_price_stands_behind_every_year() -> None:
    text = "股价：52.00元\n\n" + table(YEARS, EPS, ("PE（倍）", "50.0", "40.0", "31.9", "25.4"))
    assert ruled(found(text)) == [(pe, True, True) for pe in ("50.0", "40.0", "31.9", "25.4")]


def test_a_forecast_year_that_says_another_price_fails() -> None:
    text = table(YEARS, EPS, ("PE（倍）", "50.0", "40.0", "37.9", "25.4"))
    assert [one.cap for one in found(text) if one.fails and not one.reason] == [Severity.ERROR]


def test_a_past_year_may_be_priced_as_it_was_then() -> None:
    text = table(YEARS, EPS, ("PE（倍）", "37.2", "40.0", "31.9", "25.4"))
    assert [pe for pe, holds, evaluated in ruled(found(text)) if not holds and not evaluated] == ["37.2"]


@pytest.mark.parametrize(
    "multiples", [("50.0", "30.0", "20.0", "10.0"), ("-", "-", "31.9", "20.4"), ("0.0",) * 4]
)
def test_years_that_agree_on_nothing_say_nothing(multiples: tuple[str, ...]) -> None:
    assert not [
        one for one in found(table(YEARS, EPS, ("PE（倍）", *multiples))) if one.fails and not one.reason
    ]


def test_prices_of_two_companies_are_no_price_of_the_report() -> None:
    text = "股价：52.00元\n\n股价：18.00元\n\n" + table(
        YEARS, EPS, ("PE（倍）", "17.3", "13.8", "11.0", "8.8")
    )
    assert not [one for one in found(text) if one.fails and not one.reason]


def test_a_label_of_something_else_names_nothing() -> None:
    text = "股价：52.00元\n\n" + table(
        YEARS, ("每股经营现金流（元）", *EPS[1:]), ("PE（倍）", "5.0", "4.0", "3.9", "2.4")
    )
    assert not found(text)


def test_each_company_of_a_table_has_its_own_price() -> None:
    head = ("公司", "股价（元）", "EPS 2025E", "EPS 2026E", "PE 2025E", "PE 2026E")
    rows = [("甲", "52.00", "1.30", "1.63", "40.0", "31.9"), ("乙", "18.00", "0.90", "1.20", "20.0", "15.0")]
    assert all(one.holds for one in found(table(head, *rows)))


def test_units_in_the_brackets_of_a_sidebar_count() -> None:
    text = "收盘价（元）：20.28\n\n总股本（百万股）：781.0\n\n总市值（亿元）：158.4\n"
    assert ruled(found(text)) == [("158.4", True, True)]


def test_a_market_value_that_no_slip_explains_may_be_of_other_shares() -> None:
    text = "收盘价（元）：20.28\n\n总股本（亿股）：7.81\n\n总市值（亿元）：211.3\n"
    assert [one.reason != "" for one in found(text)] == [True]


def test_scenarios_share_the_price_that_is_stated_elsewhere() -> None:
    text = table(("情景", "目标价（元）", "上涨空间"), ("保守", "7.5", "29%"), ("乐观", "10.8", "68%"))
    assert ruled(found(text + "\n当前股价5.80元。\n")) == [("29%", True, True), ("68%", False, True)]


def test_lists_of_a_sentence_are_years() -> None:
    text = "预计2025-2027年归母净利润分别为3.97/6.11/8.56亿元，对应PE分别为148/96/69倍。\n"
    assert [holds for _, holds, _ in ruled(found(text))] == [True, True]


@pytest.mark.parametrize(
    ("label", "concept"),
    [
        ("归母净利润（+/-%）", "net_profit_attributable_growth"),
        ("营业收入增长率", "revenue_growth"),
        ("净利润同比增长(%)", "net_profit_growth"),
        ("Net income growth (%)", "net_profit_growth"),
        ("Revenue (% YoY)", "revenue_growth"),
        ("净利润(百万元)", "net_profit"),
        ("change in revenue", ""),
        ("其他收入增长率", ""),
    ],
)
def test_a_word_of_growth_makes_a_label_that_of_the_growth(label: str, concept: str) -> None:
    assert ConceptLabels(schemas()).whole(label) == concept


def test_years_that_miss_by_one_value_of_theirs_are_one_mistake() -> None:
    years = ("指标", "2023A", *YEARS[1:])
    values = table(years, ("净利润（百万元）", "512.4", "655.9", "824.3", "1,033.7", "1,219.6"))
    rates = table(years, ("净利润增长率", "21.0%", "28.0%", "28.4%", "22.7%", "18.0%"))
    wrong = [one for one in found(f"{values}\n\n主要财务比率\n\n{rates}") if one.fails and not one.reason]
    assert [one.subject.figure.text for one in wrong if one.subject is not None] == ["28.4%", "22.7%"]


def test_a_long_text_is_no_label_and_costs_no_look_at_each_of_its_cuts() -> None:
    class Counted(dict[str, str]):
        looks = 0

        def get(self, key: str, default: str | None = None) -> str | None:  # type: ignore[override]
            self.looks += 1
            return super().get(key, default)

    labels = ConceptLabels(schemas())
    labels._concepts = Counted(labels._concepts)
    assert labels.whole("34" * 5_000) == ""
    assert labels._concepts.looks < 10
