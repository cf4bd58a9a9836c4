"""How much of a report was checked: every figure is tied, failing or uncovered, and uncovered ones say why.

A figure is checked when a relation it stands in ties it or fails; coverage is checked / figures. What only
lies where such values can lie, or holds because nearly anything would, is plausible and stays uncovered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tieout.model import Fact, Outcome, Relation, Report, Results, Verdict
from tieout.model.claims import Claim
from tieout.rulebook.kinds import KINDS
from tieout.wording import say

NO_RELATION = say("no relation found")
ONLY_PLAUSIBLE = say("only found plausible")


class Tick(StrEnum):
    """The tick mark of a figure."""

    TIED = "tied"
    FAILING = "failing"
    UNCOVERED = "uncovered"


@dataclass(frozen=True, slots=True)
class Marks:
    """The tick marks of all figures of a run, by report and fact id, and why some are uncovered.

    `plausible` are figures in a relation that holds without tying them.
    """

    ticks: Mapping[tuple[str, int], Tick]
    reasons: Mapping[tuple[str, int], str]
    plausible: frozenset[tuple[str, int]] = frozenset()

    def tick(self, report: Report, fact: Fact) -> Tick:
        """The mark of a figure."""
        return self.ticks.get((report.path, fact.id), Tick.UNCOVERED)

    def reason(self, report: Report, fact: Fact) -> str:
        """Why a figure is uncovered."""
        key = report.path, fact.id
        return self.reasons.get(key, ONLY_PLAUSIBLE if key in self.plausible else NO_RELATION)

    def coverage(self, report: Report) -> Coverage:
        """Count the figures of a report."""
        keys = [(report.path, fact.id) for fact in report.facts]
        checked = sum(key in self.ticks for key in keys)
        return Coverage(len(keys), checked, sum(key in self.plausible for key in keys))


def mark(results: Results) -> Marks:
    """Put a tick mark on every figure that stands in a relation that ties it or fails."""
    ticks: dict[tuple[str, int], Tick] = {}
    reasons: dict[tuple[str, int], str] = {}
    plausible: set[tuple[str, int]] = set()
    for outcome in results.outcomes:
        keys = [(fact.report, fact.id) for fact in facts_of(outcome.relation)]
        if outcome.verdict is Verdict.NOT_EVALUATED:
            for key in keys:
                reasons.setdefault(key, outcome.relation.reason)
        elif outcome.verdict is Verdict.FAILS:
            ticks.update(dict.fromkeys(keys, Tick.FAILING))
        elif ties(outcome):
            for key in keys:
                ticks.setdefault(key, Tick.TIED)
        else:
            plausible.update(keys)
    return Marks(ticks, reasons, frozenset(plausible - ticks.keys()))


def ties(outcome: Outcome) -> bool:
    """Whether a relation that holds ties its figures: as printed, or with slack of less than half of one.

    It must have been read with bits to spare; one that holds without is only consistent.
    """
    relation, tie = outcome.relation, outcome.relation.tie
    if tie is None or outcome.grade == "drift" or KINDS[relation.kind].plausible or _owing(relation.claim):
        return False
    stated = None if relation.subject is None else relation.subject.figure.quantity
    if stated is None or tie.gap == 0:
        return True
    one_sided = tie.gap == tie.slack and any(
        fact.figure.quantity is not None and fact.figure.quantity.hedge is not None
        for fact in facts_of(relation)
    )  # "over 30": all that lies above holds
    return not one_sided and 2 * tie.slack < abs(stated.value)


def _owing(claim: Claim | None) -> bool:
    """Whether a reading holds with no bits to spare, as one of so many may by chance."""
    return claim is not None and claim.spare_bits is not None and claim.spare_bits <= 0


def facts_of(relation: Relation) -> Iterator[Fact]:
    """All facts that stand in a relation, the stated side first."""
    if relation.subject is not None:
        yield relation.subject
    yield from (operand.fact for operand in relation.operands)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Figures found and checked; `plausible` of the uncovered ones were at least found plausible."""

    figures: int
    checked: int
    plausible: int = 0

    @property
    def uncovered(self) -> int:
        """Figures that are neither tied nor failing."""
        return self.figures - self.checked

    @property
    def percent(self) -> int:
        """Checked figures of a hundred, cut down, so that 100 means all; 0 when there are no figures."""
        return self.checked * 100 // self.figures if self.figures else 0


def coverage(results: Results, marks: Marks) -> Coverage:
    """Count the figures of a run."""
    counts = [marks.coverage(report) for report in results.reports]
    return Coverage(
        sum(one.figures for one in counts),
        sum(one.checked for one in counts),
        sum(one.plausible for one in counts),
    )
