"""Relations -> outcomes and findings: the verdict, the suspect, the message, the identity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tieout.judge.verdict import decide
from tieout.model import Evidence, Finding, Outcome, Problem, Relation, Report, Severity, Verdict
from tieout.rulebook.book import Rulebook


class Judgement(NamedTuple):
    """What became of all relations; `problems` are checks that could not be run (never findings)."""

    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...] = ()


def judge(relations: Sequence[Relation], reports: Sequence[Report], book: Rulebook) -> Judgement:
    """Give relations their verdict, and failed ones their suspect, message and identity."""
    outcomes, problems = decide(relations)
    severities = {rule.id: rule.severity for rule in book.rules}
    findings = tuple(
        Finding(
            f"tieout1:{number}",
            min(
                severities.get(outcome.relation.rule, Severity.ERROR),
                outcome.relation.cap,
                Severity.WARNING if outcome.relation.evidence is Evidence.GUESSED else Severity.ERROR,
            ),
            outcome.relation.expression,
            outcome.relation.expression,
            outcome,
        )
        for number, outcome in enumerate(outcomes)
        if outcome.verdict is Verdict.FAILS
    )
    return Judgement(outcomes, findings, problems)
