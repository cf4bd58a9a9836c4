"""Plants changes in a report, checks it, and holds what was noticed against what the guard rate says."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.guard.rewriting import rewritten
from tieout.coverage import facts_of
from tieout.extract import extract
from tieout.guard import Guard, Trial, guarded
from tieout.judge import judge
from tieout.model import Document, Fact, Finding, Report, Results, Severity
from tieout.read import Limits, read_bytes
from tieout.relate import relate
from tieout.rulebook.book import Rulebook


@dataclass(frozen=True)
class Planted:
    """A change that was planted, what the guard rate said of it, and what was found (None: not written)."""

    guard: Guard
    trial: Trial
    found: tuple[Finding, ...] | None

    @property
    def said(self) -> bool:
        """Whether the guard rate says that it would be noticed."""
        return self.guard.noticed(self.trial)

    @property
    def was(self) -> bool:
        """Whether it was noticed: an error that the report does not have as it stands."""
        return any(finding.severity >= Severity.ERROR for finding in self.found or ())

    @property
    def relation(self) -> str:
        """The kind and shape of the relation that noticed it, or should have."""
        if self.trial.witness is not None:
            relation = self.trial.witness.stake.outcome.relation
        elif self.found:
            relation = max(self.found, key=lambda finding: finding.severity).outcome.relation
        else:
            return "none"
        return f"{relation.kind} {relation.shape}"


def checked(document: Document, book: Rulebook) -> Results:
    """A report walked down the street alone."""
    report = extract(document, book.schemas)
    judged = judge(list(relate(report, book)), [report], book)
    return Results((report,), judged.outcomes, judged.findings, {})


def planted(path: Path, book: Rulebook, every: int = 1) -> Iterator[Planted]:
    """Plant one change of each sort in every figure (in one of so many) that does not fail already."""
    data = path.read_bytes()
    before = checked(read_bytes(data, path.name, Limits()), book)
    (report,) = before.reports
    guards, dice = guarded(before, book), random.Random(path.name)
    for number, fact in enumerate(report.facts):
        guard = guards.of(fact)
        if number % every or guard.rate is None:
            continue
        for trial in _one_of_each(guard, dice):
            document = rewritten(data, report, fact.figure, trial.change.text)
            found = None if document is None else tuple(_new(before, checked(document, book), fact))
            yield Planted(guard, trial, found)


def _one_of_each(guard: Guard, dice: random.Random) -> Iterator[Trial]:
    sorts: dict[str, list[Trial]] = defaultdict(list)
    for trial in guard.trials:
        sorts[trial.change.sort].append(trial)
    yield from (dice.choice(sorts[sort]) for sort in sorted(sorts))


def _new(before: Results, after: Results, fact: Fact) -> Iterator[Finding]:
    """The findings that were not there, in whose relations the changed figure stands."""
    known = {finding.content for finding in before.findings}
    for finding in after.findings:
        if finding.content not in known and any(_place(one) == _place(fact) for one in _facts(finding)):
            yield finding


def _facts(finding: Finding) -> Iterator[Fact]:
    for outcome in (finding.outcome, *finding.consequences):
        yield from facts_of(outcome.relation)
    if finding.suspect is not None:
        yield finding.suspect.fact


def _place(fact: Fact) -> tuple[int, int | None, int | None, int]:
    figure = fact.figure
    return figure.block, figure.row, figure.col, figure.start


__all__ = ["Planted", "Report", "checked", "planted"]
