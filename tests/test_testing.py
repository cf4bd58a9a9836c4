"""Examples of rules: each way an example can be wrong is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tieout.rulebook import Example, Rule, load_rulebook
from tieout.rulebook.book import Expected
from tieout.testing import ExampleCase, cases, run_example, run_examples

BOOK = load_rulebook()
RULE = next(rule for rule in BOOK.rules if rule.id == "percentages/growth")
GOOD = "营业收入由 21.3 亿元增长至 24.6 亿元，增幅为 15.5%。"
BAD = "营业收入由 21.3 亿元增长至 24.6 亿元，增幅为 32.1%。"


def message(name: str, text: str, expect: Expected | None = None, rule: Rule = RULE) -> str:
    return run_example(ExampleCase(rule, name, Example((text,), expect)), BOOK).message


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("pass-1", GOOD, ""),
        ("pass-1", BAD, "should pass, found: 32.1% is stated"),
        ("pass-1", "没有数字。", "passes without having been looked at"),
        ("fail-1", BAD, ""),
        ("fail-1", GOOD, "should fail, nothing found (it holds)"),
        ("fail-1", "没有数字。", "should fail, nothing found (no relation was evaluated)"),
        ("known-miss-1", GOOD, ""),
        ("known-miss-1", BAD, "found now, make it a failing example"),
        ("known-false-alarm-1", BAD, ""),
        ("known-false-alarm-1", GOOD, "no longer reported, make it a passing example"),
    ],
)
def test_what_an_example_has_to_do(name: str, text: str, says: str) -> None:
    assert message(name, text).startswith(says)
    assert bool(message(name, text)) == bool(says)


@pytest.mark.parametrize(
    ("expect", "says"),
    [
        (Expected(stated="32.1%", computed="15.5", at="增幅"), ""),
        (Expected(stated="3.21%"), "expected '3.21%' as the stated figure, found '32.1%'"),
        (Expected(computed="15.6%"), "expected '15.6%' as the computed value"),
        (Expected(at="净利润"), "expected at '净利润'"),
    ],
)
def test_what_a_failing_example_expects(expect: Expected, says: str) -> None:
    assert message("fail-1", BAD, expect).startswith(says)
    assert bool(message("fail-1", BAD, expect)) == bool(says)


def test_only_the_rules_own_findings_count() -> None:
    share = next(rule for rule in BOOK.rules if rule.id == "percentages/share")
    assert "nothing found" in message("fail-1", BAD, rule=share)


def test_cases_are_named_by_group_and_number() -> None:
    rule = replace(RULE, misses=RULE.passes[:1], false_alarms=RULE.fails[:1])
    names = [case.name for case in cases([rule])]
    assert names[0] == "pass-1"
    assert names[-2:] == ["known-miss-1", "known-false-alarm-1"]
    results = list(run_examples(BOOK, lambda rule_id: rule_id == RULE.id))
    assert results[0].id == "checks/percentages.yaml::growth::pass-1"
