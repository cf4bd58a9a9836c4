"""The whole street in one place: read -> extract -> relate -> judge.

Reports are walked one by one or in processes; relations between reports and the verdict follow once all
are in, so the result is the same for any number of workers and any order of the input. What crashes in one
report or one kind of relation is contained there and becomes a fatal problem, never a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from tieout.crash import crashed
from tieout.deadline import TimeUpError, deadline
from tieout.extract import extract
from tieout.judge import Judgement, judge
from tieout.judge.verdict import Validate, validate
from tieout.model import Problem, Relation, Report, Results
from tieout.read import Limits
from tieout.reading import document_of, out_of_time
from tieout.relate import KINDS, relate, relate_across
from tieout.rulebook.book import Rulebook
from tieout.sources import Source, Sources

if TYPE_CHECKING:
    from concurrent.futures import Future


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one report gave: itself unless it could not be read, the relations inside it, its problems."""

    path: str
    report: Report | None = None
    relations: tuple[Relation, ...] = ()
    problems: tuple[Problem, ...] = ()


def run(
    sources: Sources, book: Rulebook, limits: Limits, jobs: int = 1, validate: Validate = validate
) -> Results:
    """Check reports against a rulebook.

    Args:
        sources: the reports and what went wrong in finding them.
        book: rules and schemas in force.
        limits: what a report may cost to read.
        jobs: how many processes read at the same time; 1 stays in this one.
        validate: finds the relations that fail; it may do so in another process.
    """
    gathered = tuple(_gather_all(sources.sources, book, limits, jobs))
    reports = tuple(one.report for one in gathered if one.report is not None)
    across = _relations("", book, lambda part: relate_across(reports, part))
    relations = tuple(chain.from_iterable(one.relations for one in (*gathered, across)))
    outcomes, findings, crashed = _judged(relations, reports, book, validate)
    problems = (*sources.problems, *_named((*gathered, across, Gathered("", problems=crashed))))
    return Results(reports, outcomes, findings, _by_path(problems))


def _named(gathered: Iterable[Gathered]) -> Iterator[tuple[str, Problem]]:
    return ((one.path, problem) for one in gathered for problem in one.problems)


def _by_path(problems: Iterable[tuple[str, Problem]]) -> dict[str, tuple[Problem, ...]]:
    grouped: dict[str, tuple[Problem, ...]] = {}
    for path, problem in problems:
        grouped[path] = (*grouped.get(path, ()), problem)
    return grouped


def gather(source: Source, book: Rulebook, limits: Limits) -> Gathered:
    """Read, extract and relate one report; whatever goes wrong in it stays in it, and it ends in time."""
    try:
        with deadline(limits.seconds):
            return _gathered(source, book, limits)
    except TimeUpError:
        return Gathered(source.name, problems=(out_of_time(limits),))


def _gathered(source: Source, book: Rulebook, limits: Limits) -> Gathered:
    document = document_of(source, limits)
    if isinstance(document, Problem):
        return Gathered(source.name, problems=(document,))
    if not any(block.text.content.strip() or block.table for block in document.blocks):
        empty = Problem("read/empty", "holds no text that could be checked", fatal=True)
        return Gathered(source.name, problems=(*document.problems, empty))
    try:
        report = extract(document, book.schemas)
    except Exception as error:
        return Gathered(source.name, problems=(*document.problems, crashed("extraction", error)))
    related = _relations(source.name, book, lambda part: relate(report, part))
    problems = (*document.problems, *report.problems, *related.problems)
    return replace(related, report=report, problems=problems)


def _relations(path: str, book: Rulebook, find: Callable[[Rulebook], Iterable[Relation]]) -> Gathered:
    """Ask kind by kind, so that a kind that crashes does not silence the others."""
    found: list[Relation] = []
    problems: list[Problem] = []
    for kind in KINDS:
        rules = tuple(rule for rule in book.rules if rule.kind == kind)
        if rules:
            try:
                found.extend(find(replace(book, rules=rules)))
            except Exception as error:
                concerned = ", ".join(rule.id for rule in rules)
                problems.append(crashed(f"kind {kind} (rules {concerned})", error))
    return Gathered(path, relations=tuple(found), problems=tuple(problems))


def _judged(
    relations: Sequence[Relation], reports: Sequence[Report], book: Rulebook, validate: Validate
) -> Judgement:
    try:
        return judge(relations, reports, book, validate)
    except Exception as error:
        return Judgement((), (), (crashed("judging", error),))


# --- processes ----------------------------------------------------------------------------------------

_BOOK: list[tuple[Rulebook, Limits]] = []  # of a worker process, set once when it starts


def _gather_all(sources: Sequence[Source], book: Rulebook, limits: Limits, jobs: int) -> Iterator[Gathered]:
    if jobs <= 1 or len(sources) <= 1:
        yield from (gather(source, book, limits) for source in sources)
        return
    from concurrent.futures import ProcessPoolExecutor

    workers = min(jobs, len(sources))
    with ProcessPoolExecutor(workers, initializer=_start_worker, initargs=(book, limits)) as pool:
        waiting = [(source, pool.submit(_gather_here, source)) for source in sources]
        yield from (_collected(source, future) for source, future in waiting)


def _start_worker(book: Rulebook, limits: Limits) -> None:
    _BOOK[:] = [(book, limits)]


def _gather_here(source: Source) -> Gathered:
    return gather(source, *_BOOK[0])


def _collected(source: Source, future: Future[Gathered]) -> Gathered:
    """A worker that dies takes its report with it, not the run."""
    try:
        return future.result()
    except Exception as error:
        return Gathered(source.name, problems=(crashed("the worker process", error),))
