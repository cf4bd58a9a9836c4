"""Findings -> findings of which some are known: what was there when the gate was adopted, and what is waived.

Nothing is hidden: a known finding stays in the results with the reason why it does not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tieout.gate import UNUSED
from tieout.judge.identity import Anchors
from tieout.model import Finding, Known, KnownBy, Problem, Results, Severity
from tieout.settle.baseline import Entry, matched
from tieout.settle.inline import Directive, directed
from tieout.settle.signed import Signature, signed
from tieout.settle.waivers import EXPIRED, Waiver, applied
from tieout.wording import say

OVERDUE = "baseline/overdue"
LAPSED = "signed/lapsed"


@dataclass(frozen=True, slots=True)
class Settled:
    """What is known before a run.

    `days` and `severity` limit the baseline: what has been in it for longer, or is worse, counts again.
    `base` are the findings where the change began, `base_told` says where that is.
    `former` are the names that rules had before, by rule. `problems` are mistakes in the files, by file;
    `gone` says that a report is there no more, `whole` that all reports were checked.
    """

    as_of: date
    baseline: tuple[Entry, ...] = ()
    base: tuple[Entry, ...] = ()
    base_told: str = ""
    waivers: tuple[Waiver, ...] = ()
    signatures: tuple[Signature, ...] = ()
    directives: tuple[Directive, ...] = ()
    days: int | None = None
    severity: Severity = Severity.ERROR
    former: Mapping[str, Sequence[str]] = field(default_factory=dict)
    baseline_name: str = ""
    waivers_name: str = ""
    problems: tuple[tuple[str, Problem], ...] = ()
    whole: bool = True
    gone: Callable[[str], bool] = lambda report: False


def settle(results: Results, known: Settled) -> Results:
    """Say of every finding whether it is known; what lapsed or is of no use is a problem that is no error.

    Waivers that give a reading are no part of it: their claims were read so before (`rereading.py`).
    """
    known = replace(
        known,
        waivers=tuple(one for one in known.waivers if one.reading is None),
        directives=tuple(one for one in known.directives if one.reading is None),
    )
    entries = matched(known.baseline, results.findings, known.gone)
    waived = applied(known.waivers, results.findings, Anchors.of(results.reports))
    inside = directed(known.directives, results.findings, results.reports)
    findings = tuple(_settled(finding, entries, waived, inside, known) for finding in results.findings)
    findings = tuple(_of_base(findings, results, known))
    problems = dict(results.problems)
    told = (
        *_told_of_waivers(results, known, waived, inside),
        *_told_of_baseline(findings, known, entries),
        *_told_of_signatures(results, known),
    )
    for path, problem in (*known.problems, *told):
        problems[path] = (*problems.get(path, ()), problem)
    return replace(results, findings=findings, problems=problems)


def _settled(
    finding: Finding,
    entries: Mapping[str, Entry],
    waived: Mapping[str, Waiver],
    inside: Mapping[str, Directive],
    known: Settled,
) -> Finding:
    directive = inside.get(finding.fingerprint)
    if directive is not None and not directive.expired(known.as_of):
        return replace(finding, known=Known(KnownBy.INLINE, directive.told, left=_left(directive, known)))
    waiver = waived.get(finding.fingerprint)
    if waiver is not None and not waiver.expired(known.as_of):
        return replace(finding, known=Known(KnownBy.WAIVER, waiver.told, left=_left(waiver, known)))
    entry = entries.get(finding.fingerprint)
    if entry is not None and not _overdue(entry, finding, known):
        days = (known.as_of - entry.since).days
        return replace(finding, known=Known(KnownBy.BASELINE, say("since {day}", day=entry.since), days))
    return finding


def _left(waiver: Waiver | Directive, known: Settled) -> int | None:
    """For how many days a waiver still holds."""
    return None if waiver.expires is None else (waiver.expires - known.as_of).days


def _of_base(findings: Sequence[Finding], results: Results, known: Settled) -> Iterator[Finding]:
    """Findings that stood where the change began are not of its making."""
    now = {report.path for report in results.reports}
    before = matched(known.base, findings, lambda report: report not in now)
    for finding in findings:
        if finding.known is None and finding.fingerprint in before:
            yield replace(finding, known=Known(KnownBy.BASE, known.base_told))
        else:
            yield finding


def _overdue(entry: Entry, finding: Finding, known: Settled) -> bool:
    late = known.days is not None and (known.as_of - entry.since).days > known.days
    return late or finding.severity > known.severity


def _told_of_waivers(
    results: Results, known: Settled, waived: Mapping[str, Waiver], inside: Mapping[str, Directive]
) -> Iterator[tuple[str, Problem]]:
    """What is to be said of waivers that lapsed, or that match nothing though their report was checked."""
    used = {id(one) for one in (*waived.values(), *inside.values())}
    checked = {report.path for report in results.reports}
    every: list[tuple[str, Waiver | Directive, bool]] = [
        *((known.waivers_name, waiver, waiver.concerns(checked, known.whole)) for waiver in known.waivers),
        *((one.report, one, one.report in checked) for one in known.directives),
    ]
    for path, one, concerned in every:
        if id(one) not in used and concerned:
            yield (
                path,
                Problem(UNUSED, say("{name} matches no finding: take it out", name=one.name), one.place),
            )
        elif id(one) in used and one.expired(known.as_of):
            said = say("{name} expired on {day}: its finding counts again", name=one.name, day=one.expires)
            yield path, Problem(EXPIRED, said, one.place)


def _told_of_baseline(
    findings: Iterable[Finding], known: Settled, entries: Mapping[str, Entry]
) -> Iterator[tuple[str, Problem]]:
    """What is to be said of entries that lapsed."""
    overdue = sum(
        finding.fingerprint in entries and _overdue(entries[finding.fingerprint], finding, known)
        for finding in findings
    )
    if overdue:
        said = say(
            "{count} of its findings are overdue or worse than it may hold: they count again", count=overdue
        )
        yield known.baseline_name, Problem(OVERDUE, said)


def _told_of_signatures(results: Results, known: Settled) -> Iterator[tuple[str, Problem]]:
    """What is to be said of sign-offs that do not stand any more."""
    if not known.signatures:
        return
    for lapsed in signed(known.signatures, results, known.gone, known.former).lapsed:
        one = lapsed.signature
        said = say(
            "the sign-off by {by} on {day} lapsed ({said}): {why}",
            by=one.by, day=one.on, said=one.said, why=lapsed.why,
        )  # fmt: skip
        yield one.report, Problem(LAPSED, said)


__all__ = ["EXPIRED", "LAPSED", "OVERDUE", "UNUSED", "Settled", "settle"]
