"""`tieout baseline`: adopt the gate with the findings there are; let new ones in, take old ones out.

Each says what it changed. Only `accept` lets the baseline grow, and only `prune` lets it shrink.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from tieout.cache import Cache
from tieout.commands import Answer
from tieout.commands.known import baseline_path, known_of
from tieout.commands.limits import limits_of
from tieout.commands.outputs import write_file
from tieout.configured import SEVERITIES
from tieout.errors import UsageError
from tieout.gate import UNTRUSTED, untrusted
from tieout.model import KnownBy, Results
from tieout.read import SUFFIXES
from tieout.settings import Settings
from tieout.settle.baseline import Entry, matched, written
from tieout.sources import find_sources
from tieout.wording import ENGLISH, listed, say, translated


class Action(StrEnum):
    """What is done to the baseline."""

    CREATE = "create"
    ACCEPT = "accept"
    PRUNE = "prune"


@dataclass(frozen=True, slots=True)
class Request:
    """The command line: what to do, for which reports, on which day, with how many processors."""

    action: Action
    paths: tuple[Path, ...]
    as_of: date
    cpus: int


def change_baseline(asked: Request, settings: Settings) -> Answer:
    """Change the baseline and say how.

    Raises:
        UsageError: there is one already, or none yet.
    """
    path = baseline_path(settings)
    if asked.action is Action.CREATE and path.exists():
        hint = say("tieout baseline accept lets new findings in")
        raise UsageError(say("there is a baseline already"), path.as_posix(), hint)
    if asked.action is not Action.CREATE and not path.exists():
        raise UsageError(
            say("there is no baseline"), path.as_posix(), say("tieout baseline create writes one")
        )
    results, before = _found(asked, settings)
    new = [finding for finding in results.findings if finding.known is None]
    added = [Entry.of(one, asked.as_of) for one in new if one.severity <= settings.baseline_severity]
    if asked.action is Action.PRUNE:
        changed, sign = _stale(before, results, settings), "-"
        kept = [entry for entry in before if entry not in changed]
    else:
        changed, sign = added, "+"
        again = {entry.fingerprint for entry in added}  # overdue, and let in once more
        kept = [*(entry for entry in before if entry.fingerprint not in again), *added]
    write_file(path, written(kept).encode())
    languages = settings.languages
    spoken = {report.path: languages.of(report.metadata.language) for report in results.reports}
    code = UNTRUSTED if any(untrusted(results)) else 0
    remarks = (
        *_remarks(results, settings.languages.rest),
        *_left_out(len(new) - len(added), asked, settings),
    )
    return Answer(code, "".join(_told(changed, sign, path, len(kept), spoken, languages.rest)), remarks)


def _found(asked: Request, settings: Settings) -> tuple[Results, tuple[Entry, ...]]:
    from tieout.commands.verdict import reached

    paths = asked.paths or settings.paths
    if not paths:
        raise UsageError(
            say("no reports named"), hint=say("give files or folders, or set paths in the configuration")
        )
    sources = find_sources(paths, SUFFIXES, settings.exclude, root=settings.root)
    settings = replace(settings, whole=not asked.paths)
    if asked.action is Action.CREATE:  # what is named in the configuration does not have to be there yet
        settings = replace(settings, baseline=None)
    limits, cache = limits_of(settings), Cache(settings.cache)
    shown = reached(sources, settings, limits, asked.cpus, cache, asked.as_of, verbose=False)
    return shown.results, known_of(settings, shown.book, asked.as_of).baseline


def _stale(before: Sequence[Entry], results: Results, settings: Settings) -> list[Entry]:
    """Entries whose finding is gone from a report that was read, or whose report is gone."""
    gone = {entry.report for entry in before if not (settings.home / entry.report).is_file()}
    used = {entry.fingerprint for entry in matched(before, results.findings, gone.__contains__).values()}
    looked_at = gone | {report.path for report in results.reports}
    return [entry for entry in before if entry.fingerprint not in used and entry.report in looked_at]


def _told(
    changed: Sequence[Entry], sign: str, path: Path, size: int, spoken: Mapping[str, str], language: str
) -> Iterator[str]:
    """Each entry that came or went, in the language of its report, and the sum."""
    for one in changed:
        said = translated(one.message, spoken.get(one.report, ENGLISH))
        yield f"{sign} {one.report}: {one.severity} {one.rule} {said}\n"
    told = say(
        "{file}: {sign}{count}, {size} in all", file=path.name, sign=sign, count=len(changed), size=size
    )
    yield f"{translated(told, language)}{_severities(changed, language)}\n"


def _severities(changed: Iterable[Entry], language: str) -> str:
    from tieout.render.view import severity_word

    counts = Counter(entry.severity for entry in changed)
    told = (f"{count} {severity_word(SEVERITIES[name], language)}" for name, count in sorted(counts.items()))
    return translated(say(" ({told})", told=listed(told, language)), language) if counts else ""


def _left_out(count: int, asked: Request, settings: Settings) -> Iterator[str]:
    """That findings are too bad for the baseline."""
    if count and asked.action is not Action.PRUNE:
        most = settings.baseline_severity.label
        said = say(
            "{count} left out, for they are worse than {most} (baseline-severity)", count=count, most=most
        )
        yield f"note: {translated(said, settings.languages.rest)}"


def _remarks(results: Results, language: str) -> Iterator[str]:
    from tieout.render.text import problem_line

    for path, problems in sorted(results.problems.items()):
        yield from (
            f"{'error' if one.fatal else 'note'}: {problem_line(path, one, language)}" for one in problems
        )
    known = [finding.known.by for finding in results.findings if finding.known is not None]
    waived = len(known) - known.count(KnownBy.BASELINE)
    if waived:
        said = say("{count} waived, and not part of the baseline", count=waived)
        yield f"note: {translated(said, language)}"
