"""Findings -> findings of which some are known: what was there when the gate was adopted, and what is waived.

Nothing is hidden: a known finding stays in the results with the reason why it does not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from tieout.gate import UNUSED
from tieout.judge.identity import Anchors
from tieout.model import Finding, Known, KnownBy, Problem, Results, Severity
from tieout.settle.baseline import Entry, matched
from tieout.settle.waivers import Waiver, applied

EXPIRED = "waivers/expired"
OVERDUE = "baseline/overdue"


@dataclass(frozen=True, slots=True)
class Settled:
    """What is known before a run.

    `days` and `severity` limit the baseline: what has been in it for longer, or is worse, counts again.
    `problems` are mistakes in the files, by file; `gone` says that a report is there no more.
    """

    as_of: date
    baseline: tuple[Entry, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    days: int | None = None
    severity: Severity = Severity.ERROR
    baseline_name: str = ""
    waivers_name: str = ""
    problems: tuple[tuple[str, Problem], ...] = ()
    gone: Callable[[str], bool] = lambda report: False


def settle(results: Results, known: Settled) -> Results:
    """Say of every finding whether it is known; expired and unused waivers are problems that are no error."""
    entries = matched(known.baseline, results.findings, known.gone)
    waived = applied(known.waivers, results.findings, Anchors.of(results.reports))
    findings = tuple(_settled(finding, entries, waived, known) for finding in results.findings)
    problems = dict(results.problems)
    for path, problem in (*known.problems, *_said(results, known, entries, waived)):
        problems[path] = (*problems.get(path, ()), problem)
    return replace(results, findings=findings, problems=problems)


def _settled(
    finding: Finding, entries: dict[str, Entry], waived: dict[str, Waiver], known: Settled
) -> Finding:
    waiver = waived.get(finding.fingerprint)
    if waiver is not None and not waiver.expired(known.as_of):
        return replace(finding, known=Known(KnownBy.WAIVER, waiver.told))
    entry = entries.get(finding.fingerprint)
    if entry is not None and not _overdue(entry, finding, known):
        days = (known.as_of - entry.since).days
        return replace(finding, known=Known(KnownBy.BASELINE, f"since {entry.since}", days))
    return finding


def _overdue(entry: Entry, finding: Finding, known: Settled) -> bool:
    late = known.days is not None and (known.as_of - entry.since).days > known.days
    return late or finding.severity > known.severity


def _said(
    results: Results, known: Settled, entries: dict[str, Entry], waived: dict[str, Waiver]
) -> Iterator[tuple[str, Problem]]:
    """What is to be said of waivers that lapsed or match nothing, and of overdue entries."""
    used = {id(waiver) for waiver in waived.values()}
    checked = {report.path for report in results.reports}
    for waiver in known.waivers:
        if id(waiver) in used and waiver.expired(known.as_of):
            said = f"{waiver.name} expired on {waiver.expires}: its finding counts again"
            yield known.waivers_name, Problem(EXPIRED, said, waiver.place)
        elif id(waiver) not in used and waiver.concerns(checked):
            said = f"{waiver.name} matches no finding: take it out"
            yield known.waivers_name, Problem(UNUSED, said, waiver.place)
    overdue = sum(
        finding.fingerprint in entries and _overdue(entries[finding.fingerprint], finding, known)
        for finding in results.findings
    )
    if overdue:
        said = f"{overdue} of its findings are overdue or worse than it may hold: they count again"
        yield known.baseline_name, Problem(OVERDUE, said)


__all__ = ["EXPIRED", "OVERDUE", "UNUSED", "Settled", "settle"]
