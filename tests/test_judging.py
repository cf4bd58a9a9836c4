"""The verdict ends in time, and a report that takes too long loses its own relations only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tieout import judging
from tieout.judge import Judgement
from tieout.model import Problem, Relation, Results, Verdict
from tieout.read import Limits
from tieout.rulebook import load_rulebook
from tieout.run import run
from tieout.sources import Source, Sources

BOOK = load_rulebook()
RATE = "# Sales\n\nRevenue of {} rose 12.4% from $3,180 million to $3,512 million in 2024.\n"
LIMITS = Limits(seconds=3)


def results(*names: str) -> Results:
    sources = tuple(Source(Path(name), name, RATE.format(name).encode()) for name in names)
    return run(Sources(sources), BOOK, LIMITS)


def dawdle(monkeypatch: pytest.MonkeyPatch, over: str) -> None:
    """Judging one report never ends."""
    judge = vars(judging)["judge"]

    def slow(relations: Sequence[Relation], *others: object) -> Judgement:
        if any(relation.report == over and relation.tie is not None for relation in relations):
            while True:
                pass
        found: Judgement = judge(relations, *others)
        return found

    monkeypatch.setattr(judging, "judge", slow)


def test_a_report_that_cannot_be_judged_in_time_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    dawdle(monkeypatch, "b.md")
    found = results("a.md", "b.md", "c.md")
    assert {finding.outcome.relation.report for finding in found.findings} == {"a.md", "c.md"}
    said = [(path, one.code, one.fatal) for path, one in problems(found)]
    assert said == [("b.md", "read/time-limit", True)]
    late = [one for one in found.outcomes if one.relation.report == "b.md"]
    assert late
    assert {one.verdict for one in late} == {Verdict.NOT_EVALUATED}


def test_an_only_report_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    dawdle(monkeypatch, "b.md")
    found = results("b.md")
    assert [path for path, _ in problems(found)] == ["b.md"]
    assert not found.findings


def problems(found: Results) -> list[tuple[str, Problem]]:
    return [(path, one) for path, many in found.problems.items() for one in many]
