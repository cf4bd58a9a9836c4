"""The verdict: pandera decides, exactly as the ties say, and fails closed."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judge_build import fact, total

from tieout.judge import verdict
from tieout.judge.frames import COLUMNS, relations_frame, relations_schema
from tieout.judge.verdict import CRASHED, decide
from tieout.model import Evidence, Relation, Verdict
from tieout.quantity import Tie

fractions = st.fractions(0, 5, max_denominator=7)
ties = st.one_of(st.none(), st.builds(Tie, fractions, fractions, st.booleans()))


def relation(tie: Tie | None, rule: str = "a/b") -> Relation:
    return Relation("total", "footing", Evidence.STATED, "x", tie=tie, rule=rule, report="r.md")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ties, st.sampled_from(["a/b", "a/c", "d/e"])), max_size=12))
def test_the_verdict_is_that_of_the_ties(measured: list[tuple[Tie | None, str]]) -> None:
    outcomes, problems = decide([relation(tie, rule) for tie, rule in measured])
    assert problems == ()
    assert [outcome.relation.rule for outcome in outcomes] == [rule for _, rule in measured]
    for outcome, (tie, _) in zip(outcomes, measured, strict=True):
        if tie is None:
            assert outcome.verdict is Verdict.NOT_EVALUATED
        else:
            assert outcome.verdict is (Verdict.HOLDS if tie.holds else Verdict.FAILS)
            assert outcome.grade == (tie.grade if tie.holds else "unexplained")


def test_a_gap_that_no_float_could_tell_from_the_slack_is_told() -> None:
    third, more = Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**40)
    outcomes, _ = decide([relation(Tie(third, third)), relation(Tie(more, third))])
    assert [outcome.verdict for outcome in outcomes] == [Verdict.HOLDS, Verdict.FAILS]


def test_a_check_that_raises_is_no_pass_and_spares_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = verdict._check

    def check(rule: str):  # type: ignore[no-untyped-def]
        def stops(frame: pd.DataFrame) -> pd.Series:
            raise KeyError("gone")

        return stops if rule == "a/b" else honest(rule)

    monkeypatch.setattr(verdict, "_check", check)
    holding, failing = Tie(Fraction(0), Fraction(1)), Tie(Fraction(2), Fraction(1))
    outcomes, problems = decide([relation(holding), relation(failing, "a/c"), relation(holding, "a/c")])
    assert [o.verdict for o in outcomes] == [Verdict.NOT_EVALUATED, Verdict.FAILS, Verdict.HOLDS]
    assert [(p.code, p.fatal) for p in problems] == [(CRASHED, True)]
    assert "a/b" in problems[0].message
    assert outcomes[0].relation.reason


def test_a_frame_that_is_not_as_declared_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        verdict, "relations_frame", lambda found: relations_frame(found).drop(columns="slack")
    )
    outcomes, problems = decide([relation(Tie(Fraction(0), Fraction(1)))])
    assert outcomes[0].verdict is Verdict.NOT_EVALUATED
    assert problems
    assert all(problem.fatal for problem in problems)


def test_the_frame_is_documented_and_exact() -> None:
    frame = relations_frame([relation(Tie(Fraction(1, 3), Fraction(1, 7))), relation(None)])
    relations_schema().validate(frame)
    assert tuple(frame.columns) == tuple(COLUMNS)
    assert frame["gap"][0] == Fraction(1, 3)
    assert frame["slack"][1] is None


@pytest.mark.parametrize(
    ("stated", "grade"), [("100", "exact"), ("103", "drift"), ("102", "rounding"), ("106", "unexplained")]
)
def test_a_sum_that_many_roundings_have_to_explain_drifts(stated: str, grade: str) -> None:
    parts = [fact(n, "11") for n in range(9)] + [fact(9, "1")]
    outcomes, _ = decide([total(fact(10, stated), parts)])
    assert outcomes[0].grade == grade


def test_without_relations_nothing_heavy_is_imported() -> None:
    code = (
        "import sys; from tieout.judge import judge; from tieout.rulebook import load_rulebook;"
        "judge([], [], load_rulebook()); sys.exit(any(m in sys.modules for m in ('pandas', 'pandera')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
