"""The whole street in one place: read -> extract -> relate -> judge.

Each report is walked in a process of its own; relations between reports and the verdict follow once all are
in, so the result is the same for any number of workers and any order of the input. What crashes or takes too
long in one report or one kind of relation is contained there and becomes a fatal problem, never a finding.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from tieout.cache import Cache
from tieout.contain import LostError, contained
from tieout.crash import crashed
from tieout.deadline import TimeUpError, deadline
from tieout.extract import extract
from tieout.judging import Part, judge_in_time
from tieout.model import Problem, Relation, Report, Results
from tieout.read import Limits
from tieout.reading import document_of, loaded, lost, out_of_time, reference_of
from tieout.relate import KINDS, relate, relate_across
from tieout.rulebook.book import Rulebook
from tieout.sources import Source, Sources
from tieout.wording import say

NOTHING_KEPT = Cache()
Progress = Callable[[str, int, int], None]  # what is being done, how much of it is done, of how much
Grading = Callable[[Relation], Relation | None]
# Read before the first process is started, so that words are compiled once and not in every process.
WARMING = "Revenue rose 20% to $60 million from $50 million.\n\n2024年收入为60亿元，同比增长20%。\n".encode()


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one report gave: itself unless it could not be read, the relations inside it, its problems.

    `seconds` is the processor time that it took.
    """

    path: str
    report: Report | None = None
    relations: tuple[Relation, ...] = ()
    problems: tuple[Problem, ...] = ()
    seconds: float = 0


def unchanged(relation: Relation) -> Relation | None:
    """A relation as its rule takes it."""
    return relation


def run(
    sources: Sources,
    book: Rulebook,
    limits: Limits,
    jobs: int = 1,
    cache: Cache = NOTHING_KEPT,
    graded: Grading = unchanged,
    progress: Progress | None = None,
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
    """
    gathered = _gather_all(sources.sources, book, limits, jobs, cache, progress=progress)
    aside = _gather_all(sources.beside, book, limits, jobs, cache, judged=False)
    reports = tuple(one.report for one in gathered if one.report is not None)
    beside = tuple(replace(one.report, beside=True) for one in aside if one.report is not None)
    parts = [Part(one.path, one.relations, max(limits.seconds - one.seconds, 0)) for one in gathered]
    left = sum(max(limits.seconds - one.seconds, 0) for one in (*gathered, *aside))
    every = (*reports, *beside)
    across = _across(every, book, limits, left)
    asked = [_asked(part, graded) for part in (*parts, Part("", across.relations))]
    judgement, late = judge_in_time(asked, every, book)
    problems = (
        *sources.problems,
        *_named((*gathered, *aside, across, Gathered("", problems=judgement.problems))),
        *((path, out_of_time(limits, "judging")) for path in late),
    )
    return Results(reports, judgement.outcomes, judgement.findings, _by_path(problems), beside)


def _asked(part: Part, graded: Grading) -> Part:
    """A part with the relations that the project asks for, as it takes them."""
    found = (graded(relation) for relation in part.relations)
    return replace(part, relations=tuple(one for one in found if one is not None))


def _named(gathered: Iterable[Gathered]) -> Iterator[tuple[str, Problem]]:
    return ((one.path, problem) for one in gathered for problem in one.problems)


def _by_path(problems: Iterable[tuple[str, Problem]]) -> dict[str, tuple[Problem, ...]]:
    grouped: dict[str, tuple[Problem, ...]] = {}
    for path, problem in problems:
        grouped[path] = (*grouped.get(path, ()), problem)
    return grouped


def _gather_all(
    sources: Sequence[Source],
    book: Rulebook,
    limits: Limits,
    jobs: int,
    cache: Cache,
    *,
    judged: bool = True,
    progress: Progress | None = None,
) -> tuple[Gathered, ...]:
    """What all reports gave, in their order; what is kept from an earlier run is not done again."""
    done: dict[str, Gathered] = {}
    keys: dict[str, str] = {}
    asked = cache.key((book.sha256, *(rule.id for rule in book.rules), repr(limits), str(judged)))

    warm = len(sources) < 2

    def missing() -> Iterator[tuple[str, Callable[[], Gathered]]]:
        nonlocal warm
        for source in sources:
            data = loaded(source, limits)
            if isinstance(data, Problem):
                done[source.name] = Gathered(source.name, problems=(data,))
                continue
            keys[source.name] = cache.key((asked, source.name, data))
            kept = cache.recall("report", keys[source.name])
            if isinstance(kept, Gathered):
                done[source.name] = replace(kept, seconds=0)
            else:
                if not warm:
                    gather("warming.txt", WARMING, book, limits)
                    warm = True
                yield source.name, partial(gather, source.name, data, book, limits, judged=judged)

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


def gather(name: str, data: bytes, book: Rulebook, limits: Limits, *, judged: bool = True) -> Gathered:
    """Read, extract and relate one report; whatever goes wrong in it stays in it, and it ends in time.

    One that is not `judged` is read to hold others against it: nothing is related inside it.
    """
    begin = time.process_time()
    try:
        with deadline(limits.seconds):
            gathered = _gathered(name, data, book, limits, judged=judged)
    except TimeUpError:
        gathered = Gathered(name, problems=(out_of_time(limits),))
    return replace(gathered, seconds=time.process_time() - begin)


def _gathered(name: str, data: bytes, book: Rulebook, limits: Limits, *, judged: bool) -> Gathered:
    document = document_of(data, name, limits) if judged else reference_of(data, name, limits)
    if isinstance(document, Problem):
        return Gathered(name, problems=(document,))
    if not any(block.text.content.strip() or block.table for block in document.blocks):
        empty = Problem("read/empty", say("holds no text that could be checked"), fatal=True)
        return Gathered(name, problems=(*document.problems, empty))
    try:
        report = extract(document, book.schemas)
    except Exception as error:
        return Gathered(name, problems=(*document.problems, crashed("extraction", error)))
    related = _relations(name, book, lambda part: relate(report, part)) if judged else Gathered(name)
    problems = (*document.problems, *report.problems, *related.problems)
    return replace(related, report=report, problems=problems)


def _across(reports: Sequence[Report], book: Rulebook, limits: Limits, seconds: float) -> Gathered:
    """The relations between reports; they have the time that the reports left."""
    if len(reports) < 2:
        return Gathered("")
    try:
        with deadline(seconds):
            return _relations("", book, lambda part: relate_across(reports, part))
    except TimeUpError:
        return Gathered("", problems=(out_of_time(limits, "the search for relations between reports"),))


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
