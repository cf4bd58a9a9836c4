"""The baseline: findings that were there when the gate was adopted, one a line, written by the tool only.

It is a loan: every entry has the day it entered. Only `accept` lets it grow, only `prune` lets it shrink.
A finding keeps its entry when its rule or its report is renamed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from tieout.errors import UsageError
from tieout.model import Finding
from tieout.settle.journal import Row, read_journal, written_journal
from tieout.wording import say

FORMAT = {"format": "tieout-baseline", "format_version": 1}


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding of the baseline; `since` is the day it entered, the rest is for people who read the file."""

    fingerprint: str
    content: str
    rule: str
    report: str
    severity: str
    message: str
    since: date

    @staticmethod
    def of(finding: Finding, since: date) -> Entry:
        """The entry of a finding."""
        relation = finding.outcome.relation
        return Entry(
            finding.fingerprint, finding.content, relation.rule, relation.report, finding.severity.label,
            finding.message, since,
        )  # fmt: skip


def read_baseline(text: str, where: str) -> tuple[Entry, ...]:
    """The entries of a baseline.

    Raises:
        UsageError: it is none, or a line is damaged.
    """
    hint = say("tieout baseline create writes one")
    return tuple(_entry(row, at) for row, at in read_journal(text, FORMAT, where, say("baseline"), hint))


def written(entries: Iterable[Entry]) -> str:
    """A baseline as text; the same entries give the same bytes."""
    ordered = sorted(entries, key=lambda entry: (entry.report, entry.rule, entry.fingerprint))
    return written_journal(FORMAT, ({**asdict(entry), "since": str(entry.since)} for entry in ordered))


def matched(
    entries: Sequence[Entry], findings: Sequence[Finding], gone: Callable[[str], bool]
) -> dict[str, Entry]:
    """The entries of findings, by fingerprint of the finding; each entry stands for one.

    Args:
        entries: the baseline.
        findings: what was found now.
        gone: whether a report is there no more; its findings may be those of a report of another name.
    """
    index = {entry.fingerprint: entry for entry in entries}
    found: dict[str, Entry] = {}
    for finding in findings:
        known = [name for name in (finding.fingerprint, *finding.former) if name in index]
        if known:
            found[finding.fingerprint] = index.pop(known[0])
    moved = {entry.content: entry for entry in index.values() if gone(entry.report)}
    for finding in findings:
        if finding.fingerprint not in found and finding.content in moved:
            found[finding.fingerprint] = moved.pop(finding.content)
    return found


def _entry(found: Row, where: str) -> Entry:
    try:
        return Entry(
            str(found["fingerprint"]), str(found["content"]), str(found["rule"]), str(found["report"]),
            str(found["severity"]), str(found["message"]), date.fromisoformat(str(found["since"])),
        )  # fmt: skip
    except (KeyError, ValueError):
        raise UsageError(say("is no entry of a baseline"), where, say("write the baseline anew")) from None
