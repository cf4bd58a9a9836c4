"""What stands on the cover of a marked copy: how the report came out, every finding and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tieout.coverage import facts_of
from tieout.model import Fact, Finding, Report
from tieout.render.standing import Standing, standings
from tieout.render.text import suspicion
from tieout.render.view import View, severity_word
from tieout.wording import say, translated


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding on the cover: how bad, what, what is suspected, and the figure to look at (None: the top)."""

    severity: str
    message: str
    suspicion: tuple[str, ...]
    fact: Fact | None


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover of a report, in its language."""

    title: str
    told: str
    entries: tuple[Entry, ...]


def cover(view: View, report: Report) -> Cover:
    """The cover of a report."""
    language, covered = view.language(report.path), view.marks.coverage(report)
    entries = tuple(
        Entry(
            severity_word(finding.severity, language),
            finding.message,
            tuple(" ".join(line.split()) for line in suspicion(finding, language)),
            _place(finding, report),
        )
        for finding in view.in_words().results.findings
        if finding.outcome.relation.report == report.path or _place(finding, report) is not None
    )
    told = say(
        "Findings: {count}. Checked: {checked:,} of {figures:,} figures.",
        count=len(entries), checked=covered.checked, figures=covered.figures,
    )  # fmt: skip
    title = say("{path}: what ties out and what does not", path=report.path)
    return Cover(translated(title, language), translated(told, language), entries)


def _place(finding: Finding, report: Report) -> Fact | None:
    """The suspect, or else the first figure, that stands in this report."""
    suspected = [] if finding.suspect is None else [finding.suspect.fact]
    facts = (*suspected, *facts_of(finding.outcome.relation))
    return next((fact for fact in facts if fact.report == report.path), None)


def standing_of(view: View, report: Report) -> Mapping[int, Standing]:
    """How every figure of a report stands, by fact id."""
    found = standings(view)
    return {fact.id: found.get((report.path, fact.id), Standing.UNCOVERED) for fact in report.facts}
