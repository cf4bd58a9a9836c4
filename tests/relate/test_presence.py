from __future__ import annotations

from dataclasses import replace

import pytest
from asking import ask, failing, holding, report, schemas

from tieout.model import Severity
from tieout.relate.presence import find
from tieout.rulebook import Rule

BROKER = "# 证券研究报告：面板行业点评\n\n"
NOTE = "# 面板价格笔记\n\n价格上涨 2%。\n\n"
FULL = (
    BROKER
    + "青岚证券股份有限公司\n\n报告日期：2025-02-05\n\n行业评级：增持\n\n"
    + "分析师：陈一鸣 执业证书编号：S0123520080002\n\n价格上涨 2%。\n\n## 风险提示\n\n需求不及预期。\n\n"
    + "## 投资评级说明\n\n增持：领先指数 5%以上\n\n中性：与指数相差-5%至 5%\n\n减持：落后指数 5%以上\n"
)
SHAPES = ("date", "issuer", "analyst", "certificate", "rating-definition", "risk-warning")
RULE = Rule("house/words", "presence", (), Severity.ERROR, "", "", "", "", (), ())


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_there_is_found(shape: str) -> None:
    (only,) = ask(find, FULL, shape)
    assert only.tie is not None
    assert only.tie.holds
    assert only.mention is not None
    assert only.subject is None  # what is present is not thereby checked


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape != "rating-definition"])
def test_what_a_broker_leaves_out_is_missed(shape: str) -> None:
    (only,) = failing(ask(find, BROKER + "价格上涨 2%。\n", shape))
    assert only.detail


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape != "date"])
def test_a_note_is_not_nagged(shape: str) -> None:
    (only,) = ask(find, NOTE, shape)
    assert only.tie is None
    assert only.reason


def test_whatever_calls_itself_a_report_has_a_date() -> None:
    assert failing(ask(find, "# 面板行业深度报告\n\n价格上涨 2%。\n", "date"))
    assert not failing(ask(find, NOTE, "date"))
    assert not failing(ask(find, "# 青岚科技 2024 年年度报告\n\n收入增长 2%。\n", "date"))


def test_two_hints_make_a_broker_and_one_does_not() -> None:
    one = "# Panels\n\nOur price target is $20.\n"
    assert not failing(ask(find, one, "analyst"))
    assert failing(ask(find, one + "\nRating: Buy\n", "analyst"))


OTHERS = (
    "# 青岚科技股份有限公司招股说明书\n\n保荐代表人 陈一鸣 执业证书编号：S0123520080002\n\n首次覆盖三省。\n",
    "# 青岚科技 2024 年年度报告\n\n签字会计师 执业证书编号：110001230045\n\n收入增长 2%。\n",
    "# Panel-7B model card\n\nRating: 7.1. The price target of a run is $20.\n",
    "# README\n\nAnalyst: a tool. Rating: a field. It is 2% faster.\n",
    "# Panel-V2 Technical Report\n\nAbstract\n\nAn analyst: rated 2% better. Target price: none.\n",
    "# Tidewater: Form 10-Q\n\nRating: A. Target price of the options: $20.\n",
)


@pytest.mark.parametrize("text", OTHERS)
def test_other_documents_are_no_research_of_a_broker(text: str) -> None:
    assert not failing(list(find(report(text), schemas(), ())))


def test_a_note_about_a_filing_is_one() -> None:
    text = "# 青岚科技 2024 年年度报告点评\n\n分析师：陈一鸣 执业证书编号：S0123520080002\n\n收入增长 2%。\n"
    assert failing(ask(find, text, "risk-warning"))
    assert failing(ask(find, BROKER + "# 2024 年年度报告\n\n收入增长 2%。\n", "analyst"))


def test_certificates_are_asked_under_chinese_rules_only() -> None:
    text = "# Equity Research\n\nAnalyst: Jane Doe\n\nPrices rose 2%.\n"
    (only,) = ask(find, text, "certificate")
    assert only.tie is None


def test_a_rating_asks_for_its_definition_and_a_scale_for_a_rating() -> None:
    assert failing(ask(find, BROKER + "行业评级：增持\n", "rating-definition"))
    scale = "## 投资评级说明\n\n增持：领先指数 5%以上\n\n减持：落后指数 5%以上\n"
    assert failing(ask(find, BROKER + scale, "rating"))


def figure(number: int, source: bool = True) -> str:
    line = "资料来源：协会，青岚证券研究所\n\n" if source else ""
    return f"图{number}：第{number}种价格\n\n![](chart.png)\n\n正文。\n\n{line}"


def test_every_figure_names_its_source() -> None:
    text = BROKER + figure(1) + figure(2, source=False) + figure(3)
    (wrong,) = failing(ask(find, text, "source"))
    assert wrong.detail == "图2 has no source line"
    assert len(holding(ask(find, text, "source"))) == 2


def test_captions_side_by_side_are_followed_by_as_many_sources() -> None:
    two = "图1：价格\n\n图2：库存\n\n正文。\n\n资料来源：协会\n\n"
    assert not failing(ask(find, BROKER + two + "资料来源：协会\n\n", "source"))
    assert not failing(ask(find, BROKER + two, "source"))


def test_notes_without_any_source_are_left_alone() -> None:
    (only,) = ask(find, NOTE + figure(1, source=False), "source")
    assert only.tie is None


def test_a_source_inside_the_table_counts() -> None:
    table = "表1：价格\n\n| 尺寸 | 价格 |\n|---|---|\n| 32 | 35 |\n| 资料来源：协会 | |\n\n"
    assert not failing(ask(find, BROKER + table, "source"))


@pytest.mark.parametrize(
    "amount", ["计划投资高达 5000 亿建设基地", "公司收入为 1.2 亿，", "Capex 800-900 亿 vs 1000 亿盈利"]
)
def test_money_without_a_currency(amount: str) -> None:
    (wrong, *_) = failing(ask(find, f"# 点评\n\n{amount}\n", "currency"))
    assert wrong.cap is Severity.NOTE


@pytest.mark.parametrize(
    "amount",
    [
        "公司收入为 1.2 亿元，",
        "市值约 6000 亿美元。",
        "总参数 2360 亿，激活参数 210 亿，",
        "投资者超过 2 亿人。",
        "表1：收入（亿元）\n\n| 年 | 收入 |\n|---|---|\n| 甲 | 1.2 |\n",
        "使用了 13 万亿 token，",
    ],
)
def test_what_has_a_currency_or_is_no_money(amount: str) -> None:
    assert not failing(ask(find, f"# 点评\n\n{amount}\n", "currency"))


def test_a_rule_with_words_of_its_own() -> None:
    rule = replace(RULE, params=(("words", ("适当性管理", "suitability")),))
    (missing,) = failing(ask(find, NOTE, "words", [rule]))
    assert missing.rule == "house/words"
    (there,) = holding(ask(find, NOTE + "本报告按适当性管理办法分发。\n", "words", [rule]))
    assert there.rule == "house/words"
