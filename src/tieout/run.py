"""The whole street in one place: read -> extract -> relate -> judge.

Each report is walked in a process of its own and hands back what is kept of it; relations between reports
follow from the shards of all of them. The result is the same for any number of workers and any order of the
input, and for any report kept whole or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from tieout.cache import Cache
from tieout.comparing import Compared, compare, shown
from tieout.contain import LostError, contained
from tieout.engines.cluster import Cluster
from tieout.engines.tasks import Task
from tieout.gathering import Asked, Gathered, gather, warm
from tieout.grading import UNCHANGED, Grading
from tieout.judge import position
from tieout.ledger import Ledger
from tieout.model import Problem, Results
from tieout.read import Limits
from tieout.reading import loaded, lost
from tieout.rulebook.book import Rulebook
from tieout.sources import Source, Sources
from tieout.wording import say

NOTHING_KEPT = Cache()
Progress = Callable[[str, int, int], None]  # what is being done, how much of it is done, of how much
Keeping = Callable[[str], bool]  # whether a report of this name is kept whole


def all_of_it(name: str) -> bool:
    """Keep every report whole."""
    return True


def run(
    sources: Sources,
    book: Rulebook,
    limits: Limits,
    jobs: int = 1,
    cache: Cache = NOTHING_KEPT,
    graded: Grading = UNCHANGED,
    progress: Progress | None = None,
    whole: Keeping = all_of_it,
    ledger: Ledger | None = None,
    cluster: Cluster | None = None,
) -> Results:
    """Check reports against a rulebook.

    Args:
        sources: the reports and what went wrong in finding them.
        book: rules and schemas in force.
        limits: what a report may cost.
        jobs: how many processes read at the same time.
        cache: what earlier runs gathered.
        graded: what the project makes of a relation; None leaves it out.
        progress: told how many reports are read.
        whole: which reports are kept with all their facts and outcomes. Of the others what findings show is
            kept, so that a run over many takes little memory; what is said of them is the same.
        ledger: the store that the run goes into; reports are held against those that are there.
        cluster: where reports are read instead of here; nothing of earlier runs is used there.
    """
    asked = Asked(book, limits, graded, stored=ledger is not None)
    if cluster is not None:
        gathered = _on_cluster(cluster, sources.sources, asked, whole)
        aside = _on_cluster(cluster, sources.beside, asked, whole, judged=False)
    else:
        gathered = _gather_all(sources.sources, asked, jobs, cache, whole, progress=progress)
        aside = _gather_all(sources.beside, asked, jobs, cache, whole, judged=False)
    aside = (*aside, *(ledger.recalled(gathered, aside) if ledger is not None else ()))
    every = (*gathered, *aside)
    compared = compare(every, asked)
    by_name = {source.name: source for source in (*sources.sources, *sources.beside)}
    every = shown(every, compared, lambda name: loaded(by_name[name], limits), limits, jobs)
    return _together(every[: len(gathered)], every[len(gathered) :], compared, sources)


def _together(
    gathered: Sequence[Gathered], aside: Sequence[Gathered], compared: Compared, sources: Sources
) -> Results:
    """The results of all reports as one, in the order of their places."""
    judged = [one.judgement for one in gathered] + [compared.judgement]
    outcomes = sorted(
        (outcome for one in judged for outcome in one.outcomes), key=lambda one: position(one.relation)
    )
    findings = sorted(
        (finding for one in judged for finding in one.findings),
        key=lambda one: position(one.outcome.relation),
    )
    problems = (
        *sources.problems,
        *((one.path, problem) for one in (*gathered, *aside) for problem in one.problems),
        *(("", problem) for problem in compared.problems),
    )
    reports, beside = ([one.report for one in part if one.report is not None] for part in (gathered, aside))
    tallies = {one.path: one.tally for one in gathered if one.tally is not None} | dict(compared.tallies)
    return Results(
        tuple(reports), tuple(outcomes), tuple(findings), _by_path(problems), tuple(beside), tallies
    )


def _by_path(problems: Iterable[tuple[str, Problem]]) -> dict[str, tuple[Problem, ...]]:
    grouped: dict[str, tuple[Problem, ...]] = {}
    for path, problem in problems:
        grouped[path] = (*grouped.get(path, ()), problem)
    return grouped


def _on_cluster(
    cluster: Cluster, sources: Sequence[Source], asked: Asked, whole: Keeping, *, judged: bool = True
) -> tuple[Gathered, ...]:
    """What all reports gave, in their order; workers read them where they are, by their whole paths."""
    placed = (one if one.url else replace(one, path=Path.cwd() / one.path) for one in sources)
    tasks = [Task(one, judged, whole(one.name)) for one in placed]
    found = {one.path: one for one in cluster.gathered(tasks, asked)}
    return tuple(found[source.name] for source in sources)


def _gather_all(
    sources: Sequence[Source],
    asked: Asked,
    jobs: int,
    cache: Cache,
    whole: Keeping,
    *,
    judged: bool = True,
    progress: Progress | None = None,
) -> tuple[Gathered, ...]:
    """What all reports gave, in their order; what is kept from an earlier run is not done again."""
    done: dict[str, Gathered] = {}
    keys: dict[str, str] = {}
    key = cache.key((*asked.key, str(judged)))
    limits = asked.limits
    warmed = len(sources) < 2

    def missing() -> Iterator[tuple[str, Callable[[], Gathered]]]:
        nonlocal warmed
        for source in sources:
            data = loaded(source, limits)
            if isinstance(data, Problem):
                done[source.name] = Gathered(source.name, problems=(data,))
                continue
            kept_whole = whole(source.name)
            keys[source.name] = cache.key((key, str(kept_whole), source.name, data))
            kept = cache.recall("report", keys[source.name])
            if isinstance(kept, Gathered):
                done[source.name] = replace(kept, seconds=0)
            else:
                if not warmed:
                    warm(asked)
                    warmed = True
                yield source.name, partial(gather, source.name, data, asked, judged=judged, whole=kept_whole)

    told = progress or (lambda *_: None)
    for name, answer in contained(missing(), jobs, limits.seconds, limits.memory):
        told(say("reports read"), len(done) + 1, len(sources))
        if isinstance(answer, LostError):
            done[name] = Gathered(name, problems=(lost(answer, limits),))
            continue
        done[name] = answer
        if not any(problem.fatal for problem in answer.problems):  # some are this machine's, or this moment's
            cache.remember("report", keys[name], answer)
    return tuple(done[source.name] for source in sources)
