"""Findings: message, worked calculation, severity, order."""

from __future__ import annotations

from dataclasses import replace

import pytest
from judge_build import fact, growth, same, total

from tieout.judge import judge, severity_of
from tieout.judge.messages import calculation, message
from tieout.model import Evidence, Finding, Mention, Outcome, Relation, Severity, Verdict
from tieout.quantity import Tie
from tieout.rulebook import load_rulebook

BOOK = load_rulebook()
STATED, PARTS = fact(0, "1,231", label=("Assets", "Total")), [fact(1, "402"), fact(2, "811")]
TOTAL = total(STATED, PARTS)


def findings(*relations: Relation) -> tuple[Finding, ...]:
    return judge(relations, [], BOOK).findings


def failed(relation: Relation) -> Outcome:
    return Outcome(relation, Verdict.FAILS, "unexplained")


@pytest.mark.parametrize(
    ("relation", "says"),
    [
        (TOTAL, "1,231 is stated, the parts give 1,213: 18 too high, rounding explains at most 1.5"),
        (
            same(fact(0, "5.567M"), fact(1, "5.576M")),
            "5.567M is stated, elsewhere the report says 5.576M: 0.009M too low, "
            "rounding explains at most 0.001M",
        ),
    ],
)
def test_a_message_says_stated_computed_gap_and_slack(relation: Relation, says: str) -> None:
    assert message(failed(relation)) == says


def test_a_short_formula_stands_in_the_message() -> None:
    relation = growth(fact(2, "12.4%"), fact(0, "318.1"), fact(1, "351.2"))
    relation = replace(relation, expression="351.2 / 318.1 - 1 = 12.4%")
    assert message(failed(relation)) == (
        "12.4% is stated, but 351.2 / 318.1 - 1 is 10.406%: 1.994 percentage points too high, "
        "rounding explains at most 0.083 percentage points"
    )


def test_a_figure_of_a_table_is_named_by_its_labels() -> None:
    subject = TOTAL.subject
    assert subject is not None
    cell = replace(subject, figure=replace(subject.figure, row=4, col=2))
    assert message(failed(replace(TOTAL, subject=cell))).startswith("Assets / Total: 1,231 is stated, ")


def test_what_is_missing_is_said_in_the_words_of_its_kind() -> None:
    missing = Relation("presence", "date", Evidence.STATED, "a date", tie=Tie(1, 0), detail="no date")  # type: ignore[arg-type]
    assert message(failed(missing)) == "no date"


def test_words_that_disagree_with_values_are_said_first() -> None:
    words = replace(
        TOTAL, kind="comparison", shape="words", expression="4.1% > 4.6%", detail="the text says higher"
    )
    assert message(failed(words)) == "the text says higher: 4.1% > 4.6%"


def test_the_sum_is_worked_through() -> None:
    assert calculation(total(STATED, PARTS, (1, -1))) == (
        "    402  row 1\n"
        "-   811  row 2\n"
        "=  -409  computed\n"
        "  1,231  Assets / Total (stated)"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("relation", "severity"),
    [
        (TOTAL, Severity.ERROR),
        (replace(TOTAL, evidence=Evidence.GUESSED), Severity.WARNING),
        (replace(TOTAL, cap=Severity.NOTE), Severity.NOTE),
        (replace(TOTAL, rule="disclosure/source"), Severity.NOTE),
    ],
)
def test_severity_is_the_rules_capped_by_the_relation_and_its_evidence(
    relation: Relation, severity: Severity
) -> None:
    rules = {rule.id: rule for rule in BOOK.rules}
    assert severity_of(failed(relation), rules) is severity
    assert [finding.severity for finding in findings(relation)] == [severity]


def test_the_worst_outcome_stands_for_its_root_and_the_others_follow_from_it() -> None:
    parts = [operand.fact for operand in TOTAL.operands]
    subject = TOTAL.subject
    assert subject is not None
    guess = replace(same(subject, fact(5, "1,213")), evidence=Evidence.GUESSED)
    (finding,) = findings(guess, TOTAL)
    assert finding.outcome.relation == TOTAL
    assert [outcome.relation for outcome in finding.consequences] == [guess]
    assert finding.suspect is not None
    assert finding.suspect.suggestion == "1,213"
    assert len(parts) == 2


def test_a_sum_that_only_drifts_is_a_note_and_holds() -> None:
    parts = [fact(n, "11") for n in range(9)] + [fact(9, "1")]
    (finding,) = findings(total(fact(10, "103"), parts))
    assert finding.severity is Severity.NOTE
    assert finding.outcome.verdict is Verdict.HOLDS
    assert finding.message.endswith("3 apart, which rounding explains only if it always went one way")


def test_findings_come_in_the_order_of_the_report() -> None:
    def missing(rule: str, report: str, block: int) -> Relation:
        mention = Mention("x", block, 0, 1)
        tie = Tie(1, 0)  # type: ignore[arg-type]
        return Relation(
            "presence", "date", Evidence.STATED, "x", tie=tie, mention=mention, rule=rule, report=report
        )

    relations = [missing(rule, report, block) for rule in "cd" for report in "ba" for block in (10, 9)]
    found = [(f.outcome.relation.report, f.outcome.relation.rule) for f in findings(*relations)]
    assert found == [("a", "c"), ("a", "d")] * 2 + [("b", "c"), ("b", "d")] * 2
    assert judge(relations[::-1], [], BOOK) == judge(relations, [], BOOK)


def test_findings_survive_a_diagnosis_that_crashes(monkeypatch: pytest.MonkeyPatch) -> None:
    def crashes(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("tieout.judge.diagnose", crashes)
    judgement = judge([TOTAL], [], BOOK)
    assert [finding.outcome.relation for finding in judgement.findings] == [TOTAL]
    assert [(problem.code, problem.fatal) for problem in judgement.problems] == [
        ("engine/check-crashed", True)
    ]
