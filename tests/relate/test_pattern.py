from __future__ import annotations

from dataclasses import replace

import pytest
from asking import ask, failing, holding
from hypothesis import given
from hypothesis import strategies as st

from tieout.model import Severity
from tieout.relate.identifiers import safe
from tieout.relate.pattern import find
from tieout.rulebook import Rule

SIGNED = "# 点评\n\n分析师：陈一鸣 执业证书编号：{}\n\n正文。\n\n"
RULE = Rule("house/contract", "pattern", ("identifier",), Severity.ERROR, "", "", "", "", (), ())


@pytest.mark.parametrize("number", ["S0123520080002", "A0123520120002", "S01235200800020755-12345678"])
def test_well_formed(number: str) -> None:
    found = ask(find, SIGNED.format(number), "certificate")
    assert holding(found)
    assert not failing(found)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("$0123520080002", "where S is due"),
        ("\\$0123520080002", "where S is due"),
        ("S012352008000", "has 12 figures"),
        ("S01235200800021", "has 14 figures"),
        ("0123520080002", "lacks its letter S"),
        ("S0123520180002", "year and month"),
        ("SO123520080002", "has 12 figures"),
    ],
)
def test_malformed(number: str, said: str) -> None:
    (wrong,) = failing(ask(find, SIGNED.format(number), "certificate"))
    assert said in wrong.detail


def test_another_printing_gives_the_suggestion() -> None:
    text = SIGNED.format("S0123520080002") + "分析师：陈一鸣，经济学硕士。执业证书编号：\\$0123520080002\n"
    (wrong,) = failing(ask(find, text, "certificate"))
    assert wrong.mention is not None
    assert wrong.mention.text.endswith("$0123520080002")
    assert wrong.suggestion == "S0123520080002"


@pytest.mark.parametrize(
    ("number", "meant"),
    [("SO123520080002", "S0123520080002"), ("$0123520080002", "S0123520080002"), ("S0123520180002", "")],
)
def test_a_slip_that_can_be_undone_is(number: str, meant: str) -> None:
    (wrong,) = failing(ask(find, SIGNED.format(number), "certificate"))
    assert wrong.suggestion == meant


def test_one_person_has_one_number() -> None:
    text = SIGNED.format("S0123520080002") + "分析师：陈一鸣 执业证书编号：S0123520080020\n"
    (wrong,) = failing(ask(find, text, "certificate"))
    assert wrong.detail == "陈一鸣 has S0123520080002 elsewhere in the report"


def test_two_people_have_two_numbers() -> None:
    text = "# 点评\n\n分析师：陈一鸣、李白 执业证书编号：S0123520080002、S0123521090003\n"
    text += "\n分析师：李白 执业证书编号：S0123521090003\n"
    assert not failing(ask(find, text, "certificate"))


def test_the_odd_house_out_is_worth_a_look() -> None:
    text = (
        "# 点评\n\n分析师：陈一鸣、李白、王二 执业证书编号：S0123520080002、S0123521090003、S0132519050001\n"
    )
    (wrong,) = failing(ask(find, text, "certificate"))
    assert wrong.cap is Severity.WARNING
    assert wrong.mention is not None
    assert wrong.mention.text == "S0132519050001"


@pytest.mark.parametrize(
    "text",
    [
        "电话：0755-82345678，邮编：518001，总机：01012345678。",
        "注册会计师证书编号：110001640025。",
        "股票代码 600519，账号 6222021234567890123。",
        "订单号 S20240101000012345。",
        "以沪深300指数（000300.SH）、三板成指（899001.GSI）和 SPX.GI 为基准。",
        "甲公司（600000.SH）、乙公司（000001.SZ）、丙公司（300001.SZ）、丁公司（700.HK）、戊（09988.HK）。",
        "基金 510300.SH，转债 113001.SH，北交所 920001.BJ，上证指数 000001.SH。",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not failing([*ask(find, text, "identifier"), *ask(find, text, "certificate")])


@pytest.mark.parametrize(
    "text",
    [
        "The bond trades under ISIN US0378331050.",
        "统一社会信用代码：91110000100000000A",
        "乙公司（600000.SZ）",
        "乙公司（300001.SH）",
        "乙公司（60000.SH）",
        "丁公司（109988.HK）",
        "青岚科技（300308）大涨 20%。建议关注青岚科技（300380）。",
    ],
)
def test_codes_that_cannot_be(text: str) -> None:
    assert len(failing(ask(find, f"# 点评\n\n{text}\n", "identifier"))) == 1


def test_codes_that_tie() -> None:
    text = "ISIN: US0378331005. 统一社会信用代码：91350100M000100Y43。"
    assert len(holding(ask(find, text, "identifier"))) == 2


@given(st.integers(0, 11), st.integers(1, 9))
def test_an_isin_with_one_wrong_figure_does_not_tie(place: int, step: int) -> None:
    isin = "US0378331005"
    if isin[place].isdigit():
        wrong = isin[:place] + str((int(isin[place]) + step) % 10) + isin[place + 1 :]
        assert failing(ask(find, f"ISIN {wrong}", "identifier"))


def test_a_rule_with_a_pattern_of_its_own() -> None:
    rule = replace(RULE, params=(("regex", r"HT-\d{4}"), ("label", "合同编号")))
    found = ask(find, "合同编号：HT-2024，另见合同编号：HT-20245。", "identifier", [rule])
    assert [relation.rule for relation in found] == ["house/contract"] * 2
    (wrong,) = failing(found)
    assert wrong.expression == "HT-20245"


@pytest.mark.parametrize(
    "regex",
    [r"(a+)+", r"(a|aa)*", r"((a))+", "(", "a" * 300, r"(?:x*)*", "a*" * 20 + "b", "a?" * 40 + "a" * 40],
)
def test_patterns_that_may_run_for_ever_are_refused(regex: str) -> None:
    pattern, reason = safe(regex)
    assert pattern is None
    assert reason
    rule = replace(RULE, params=(("regex", regex), ("label", "合同编号")))
    (only,) = ask(find, "合同编号：HT-2024。", "identifier", [rule])
    assert only.tie is None


@pytest.mark.parametrize("regex", [r"HT-\d{4}", r"[A-Z]+\d*", r"(?:AB|CD)\d+", r"[A-Z]{2,4}-?\d+[a-z]*"])
def test_plain_patterns_are_taken(regex: str) -> None:
    assert safe(regex)[0] is not None
