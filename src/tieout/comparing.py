"""Relations between reports, found and judged together in a process of their own, from the shards of all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tieout.contain import LostError, OutOfTimeError, contained
from tieout.coverage import with_tallied
from tieout.deadline import TimeUpError, deadline
from tieout.excerpt import completed, excerpt, facts_shown, together, wordless
from tieout.gathering import NOTHING, Asked, Gathered, by_kind, shard_in
from tieout.judge import Judgement
from tieout.judging import judge_in_time
from tieout.model import Finding, Problem, Report, Tally
from tieout.read import Limits
from tieout.reading import lost, out_of_time
from tieout.relate import relate_across
from tieout.wording import say

SEARCH = "the search for relations between reports"


@dataclass(frozen=True, slots=True)
class Compared:
    """What reports gave together; `excerpts` are of those reports not kept whole that findings show.

    Where no report is kept whole, `tallies` have taken the place of outcomes.
    """

    judgement: Judgement = NOTHING
    problems: tuple[Problem, ...] = ()
    excerpts: tuple[Report, ...] = ()
    tallies: Mapping[str, Tally] = field(default_factory=dict)


def compare(gathered: Sequence[Gathered], asked: Asked) -> Compared:
    """Find and judge the relations between reports; they have the time that the reports left."""
    members = [one for one in gathered if one.report is not None]
    if len(members) < 2:
        return Compared()
    limits = asked.limits
    seconds = sum(max(limits.seconds - one.seconds, 0) for one in gathered)
    memory = limits.memory * len(members)
    work = "", lambda: _compared(members, asked, seconds)
    ((_, found),) = contained([work], 1, int(seconds) + 1, memory)
    if isinstance(found, OutOfTimeError):
        return Compared(problems=(out_of_time(limits, SEARCH),))
    if isinstance(found, LostError):
        said = say("the search for relations between reports ended early: {error}", error=found)
        return Compared(problems=(Problem("read/reader-died", said, fatal=True),))
    return found


def _compared(members: Sequence[Gathered], asked: Asked, seconds: float) -> Compared:
    begin = time.process_time()
    try:
        with deadline(seconds):
            shards = map(shard_in, members)
            reports = [shard for shard in shards if shard is not None]
            relations, problems = by_kind(asked.book, lambda part: relate_across(reports, part))
    except TimeUpError:
        return Compared(problems=(out_of_time(asked.limits, SEARCH),))
    graded = [one for found in relations if (one := asked.graded(found)) is not None]
    left = max(seconds - (time.process_time() - begin), 0)
    judgement, late = judge_in_time(graded, reports, asked.book, left)
    problems = (*problems, *judgement.problems, *([out_of_time(asked.limits, "judging")] if late else []))
    shown = {fact.report for finding in judgement.findings for fact in facts_shown(finding)}
    parts = {member.path for member in members if member.shard} & shown
    excerpts = tuple(excerpt(wordless(one), judgement.findings) for one in reports if one.path in parts)
    tallies = {member.path: member.tally for member in members if member.tally is not None}
    if asked.stored or len(tallies) < sum(not one.beside for one in reports):
        return Compared(judgement, problems, excerpts)
    found = with_tallied(tallies, judgement.outcomes)
    return Compared(judgement._replace(outcomes=()), problems, excerpts, found)


def shown(
    gathered: Sequence[Gathered],
    compared: Compared,
    loaded: Callable[[str], bytes | Problem],
    limits: Limits,
    jobs: int,
) -> tuple[Gathered, ...]:
    """The reports with what findings between them show of them; its words are read again.

    Args:
        gathered: all reports.
        compared: what they gave together.
        loaded: the bytes of a report.
        limits: what a report may cost.
        jobs: how many processes read at the same time.
    """
    found = {one.path: one for one in gathered}
    parts = {part.path: part for part in compared.excerpts}

    def works() -> Iterator[tuple[str, Callable[[], Report | Problem]]]:
        for path, part in parts.items():
            whole, data = found[path].report, loaded(path)
            assert whole is not None
            found[path] = replace(found[path], report=together(whole, part))
            if isinstance(data, Problem):
                found[path] = _with(found[path], data)
            else:
                yield path, _completing(together(whole, part), data, limits, compared.judgement.findings)

    for path, answer in contained(works(), jobs, limits.seconds, limits.memory):
        told = lost(answer, limits) if isinstance(answer, LostError) else answer
        found[path] = _with(found[path], told)
    return tuple(found[one.path] for one in gathered)


def _completing(
    report: Report, data: bytes, limits: Limits, findings: Sequence[Finding]
) -> Callable[[], Report | Problem]:
    return lambda: completed(report, data, limits, findings)


def _with(gathered: Gathered, found: Report | Problem) -> Gathered:
    if isinstance(found, Problem):
        return replace(gathered, problems=(*gathered.problems, found))
    return replace(gathered, report=found)
