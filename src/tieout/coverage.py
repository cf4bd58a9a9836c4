"""How much of a report was checked: every figure is tied, failing or uncovered, and uncovered ones say why.

A figure is checked when at least one relation it stands in was evaluated; coverage is checked / figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tieout.model import Fact, Relation, Report, Results, Verdict

NO_RELATION = "no relation found"


class Tick(StrEnum):
    """The tick mark of a figure."""

    TIED = "tied"
    FAILING = "failing"
    UNCOVERED = "uncovered"


@dataclass(frozen=True, slots=True)
class Marks:
    """The tick marks of all figures of a run, by report and fact id, and why some are uncovered."""

    ticks: Mapping[tuple[str, int], Tick]
    reasons: Mapping[tuple[str, int], str]

    def tick(self, report: Report, fact: Fact) -> Tick:
        """The mark of a figure."""
        return self.ticks.get((report.path, fact.id), Tick.UNCOVERED)

    def reason(self, report: Report, fact: Fact) -> str:
        """Why a figure is uncovered."""
        return self.reasons.get((report.path, fact.id), NO_RELATION)

    def checked(self, report: Report) -> int:
        """How many figures of a report are tied or failing."""
        return sum(self.tick(report, fact) is not Tick.UNCOVERED for fact in report.facts)


def mark(results: Results) -> Marks:
    """Put a tick mark on every figure that stands in a relation."""
    ticks: dict[tuple[str, int], Tick] = {}
    reasons: dict[tuple[str, int], str] = {}
    for outcome in results.outcomes:
        for fact in facts_of(outcome.relation):
            key = fact.report, fact.id
            if outcome.verdict is Verdict.NOT_EVALUATED:
                reasons.setdefault(key, outcome.relation.reason)
            elif outcome.verdict is Verdict.FAILS:
                ticks[key] = Tick.FAILING
            else:
                ticks.setdefault(key, Tick.TIED)
    return Marks(ticks, reasons)


def facts_of(relation: Relation) -> Iterator[Fact]:
    """All facts that stand in a relation, the stated side first."""
    if relation.subject is not None:
        yield relation.subject
    yield from (operand.fact for operand in relation.operands)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Figures found and checked over all reports."""

    figures: int
    checked: int

    @property
    def uncovered(self) -> int:
        """Figures that stand in no evaluated relation."""
        return self.figures - self.checked

    @property
    def percent(self) -> int:
        """Checked figures of a hundred, cut down, so that 100 means all; 0 when there are no figures."""
        return self.checked * 100 // self.figures if self.figures else 0


def coverage(results: Results, marks: Marks) -> Coverage:
    """Count the figures of a run."""
    figures = sum(len(report.facts) for report in results.reports)
    return Coverage(figures, sum(marks.checked(report) for report in results.reports))
