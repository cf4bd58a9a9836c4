"""The verdict is that of the ties."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judge_build import fact, total

from tieout.judge.verdict import decide
from tieout.model import Evidence, Relation, Verdict
from tieout.quantity import Tie

fractions = st.fractions(0, 5, max_denominator=7)
ties = st.one_of(st.none(), st.builds(Tie, fractions, fractions, st.booleans()))


def relation(tie: Tie | None, rule: str = "a/b") -> Relation:
    return Relation("total", "footing", Evidence.STATED, "x", tie=tie, rule=rule, report="r.md")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ties, st.sampled_from(["a/b", "a/c", "d/e"])), max_size=12))
def test_the_verdict_is_that_of_the_ties(measured: list[tuple[Tie | None, str]]) -> None:
    relations = [relation(tie, rule) for tie, rule in measured]
    outcomes = decide(relations)
    assert [outcome.relation.rule for outcome in outcomes] == [rule for _, rule in measured]
    for outcome, (tie, _) in zip(outcomes, measured, strict=True):
        if tie is None:
            assert outcome.verdict is Verdict.NOT_EVALUATED
        else:
            assert outcome.verdict is (Verdict.HOLDS if tie.holds else Verdict.FAILS)
            assert outcome.grade == (tie.grade if tie.holds else "unexplained")


def test_a_gap_that_no_float_could_tell_from_the_slack_is_told() -> None:
    third, more = Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**40)
    outcomes = decide([relation(Tie(third, third)), relation(Tie(more, third))])
    assert [outcome.verdict for outcome in outcomes] == [Verdict.HOLDS, Verdict.FAILS]


@pytest.mark.parametrize(
    ("stated", "grade"), [("100", "exact"), ("103", "drift"), ("102", "rounding"), ("106", "unexplained")]
)
def test_a_sum_that_many_roundings_have_to_explain_drifts(stated: str, grade: str) -> None:
    parts = [fact(n, "11") for n in range(9)] + [fact(9, "1")]
    outcomes = decide([total(fact(10, stated), parts)])
    assert outcomes[0].grade == grade


HEAVY = ("pandas", "pandera", "numpy", "great_expectations", "pyarrow", "tieout.frames", "tieout.api")


def test_the_gate_imports_nothing_heavy() -> None:
    report = "# Sales, 3 March 2025\n\nRevenue rose 12% from $50 million to $60 million.\n"
    code = (
        "import sys; from tieout.run import run; from tieout.read import Limits;"
        "from tieout.rulebook import load_rulebook; from tieout.sources import Source, Sources;"
        "from pathlib import Path;"
        f"source = Source(Path('a.md'), 'a.md', {report.encode()!r});"
        "found = run(Sources((source,)), load_rulebook(), Limits());"
        "assert found.findings;"
        f"sys.exit(any(m in sys.modules for m in {HEAVY!r}))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
