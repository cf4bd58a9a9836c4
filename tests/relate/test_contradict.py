from __future__ import annotations

from stating import contradictions, failing

from tieout.model import Severity

SCORE = "# {} 点评\n\n在 MATH-500 测试中，Aurora-2 得分为 {}。"


def test_equal_facts_of_two_reports_hold() -> None:
    found = contradictions(SCORE.format("甲", "91.3%"), SCORE.format("乙", "91.3%"))
    assert len(found) == 1
    assert not failing(found)


def test_no_source_is_a_warning() -> None:
    found = failing(contradictions(SCORE.format("甲", "91.3%"), SCORE.format("乙", "93.1%")))
    assert [relation.cap for relation in found] == [Severity.WARNING]


def test_one_source_is_an_error_and_two_are_a_note() -> None:
    text = "# 点评\n\n据{}统计，Aurora-2 的训练成本为 {} 万美元。"
    same = failing(contradictions(text.format("星图", "412.6"), text.format("星图", "421.6")))
    other = failing(contradictions(text.format("星图", "412.6"), text.format("月图", "421.6")))
    assert [relation.cap for relation in same] == [Severity.ERROR]
    assert [relation.cap for relation in other] == [Severity.NOTE]


def test_forecasts_are_opinions() -> None:
    text = "# 星海科技\n\n预计星海科技 2026 年营业收入 {} 亿元。"
    found = contradictions(text.format("12.3"), text.format("13.2"))
    assert {relation.reason for relation in found} == {"forecasts and targets are opinions of their houses"}


def test_other_versions_are_other_models() -> None:
    other = "# 点评\n\n在 MATH-500 测试中，Aurora-2o 得分为 93.1%。"
    assert not contradictions(SCORE.format("甲", "91.3%"), other)


def test_facts_without_a_period_do_not_contradict() -> None:
    text = "# 星海科技\n\n星海科技毛利率为 {}。"
    found = contradictions(text.format("31.2%"), text.format("32.1%"))
    assert {relation.reason for relation in found} == {"nothing says that both are of one time"}


def test_facts_without_a_period_tie_if_they_agree() -> None:
    text = "# 星海科技\n\n星海科技毛利率为 31.2%。"
    found = contradictions(text, text)
    assert found
    assert all(relation.holds for relation in found)


def test_a_report_at_odds_with_itself_is_no_witness() -> None:
    torn = SCORE.format("甲", "91.3%") + "\n\n在 MATH-500 测试中，Aurora-2 得分为 93.1%。"
    found = contradictions(torn, SCORE.format("乙", "93.1%"))
    assert [relation.reason for relation in found] == ["one of the reports is at odds with itself"]
