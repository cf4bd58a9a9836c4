"""One report walked down the street: read, extracted, related and judged, in a process of its own.

What is handed back is small unless the whole report is asked for: findings with what they show, how the
figures stand, and the shard that takes part in relations between reports. What crashes or takes too long in
one report or one kind of relation is contained there and becomes a fatal problem, never a finding.
"""

from __future__ import annotations

import pickle
import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from tieout.coverage import tally_of
from tieout.crash import crashed
from tieout.deadline import TimeUpError, deadline
from tieout.excerpt import excerpt
from tieout.extract import extract
from tieout.grading import UNCHANGED, Grading
from tieout.judge import Judgement
from tieout.judging import judge_in_time
from tieout.model import Problem, Relation, Report, Tally
from tieout.read import Limits
from tieout.read.forms import compile_forms
from tieout.reading import document_of, out_of_time, reference_of
from tieout.relate import KINDS, relate
from tieout.relate.across.shard import shard_of
from tieout.rulebook.book import Rulebook
from tieout.store.rows import Rows, rows_of
from tieout.wording import say

NOTHING = Judgement((), ())
WARMING = 4  # examples of the rulebook that are read, and one that has a table
_QUICKLY = 1  # zlib level: pickled records shrink to a fifth at once


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of every report of a run; `stored` asks for the rows that it adds to a store."""

    book: Rulebook
    limits: Limits
    graded: Grading = UNCHANGED
    stored: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """What a result depends on beside the report."""
        rules = tuple(f"{rule.id} {rule.severity.label}" for rule in self.book.rules)
        return (self.book.sha256, *rules, repr(self.limits), repr(self.graded), str(self.stored))


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one report gave: itself unless it could not be read, its judged relations, its problems.

    A report that is not kept whole is an excerpt and has a `tally` in place of outcomes, and a `shard` (see
    `shard_in`) if it can be compared with others. `rows` are those that it adds to a store (see `rows_in`).
    `seconds` is the processor time that it took.
    """

    path: str
    report: Report | None = None
    judgement: Judgement = NOTHING
    tally: Tally | None = None
    shard: bytes = b""
    rows: bytes = b""
    problems: tuple[Problem, ...] = ()
    seconds: float = 0


@dataclass(frozen=True, slots=True)
class _Related:
    """A report with the relations inside it, before they are judged."""

    report: Report | None
    relations: tuple[Relation, ...] = ()
    problems: tuple[Problem, ...] = ()


def gather(name: str, data: bytes, asked: Asked, *, judged: bool = True, whole: bool = True) -> Gathered:
    """Walk one report down the street; whatever goes wrong in it stays in it, and it ends in time.

    Args:
        name: what the report is called.
        data: its bytes.
        asked: what is asked of all reports.
        judged: else it is read to hold others against it, and nothing is related inside it.
        whole: hand back all of it; else what its findings show.
    """
    begin = time.process_time()
    limits = asked.limits
    try:
        with deadline(limits.seconds):
            related = _related(name, data, asked, judged=judged)
    except TimeUpError:
        return Gathered(name, problems=(out_of_time(limits),), seconds=time.process_time() - begin)
    report, problems = related.report, related.problems
    if report is None:
        return Gathered(name, problems=problems, seconds=time.process_time() - begin)
    graded = [one for found in related.relations if (one := asked.graded(found)) is not None]
    left = max(limits.seconds - (time.process_time() - begin), 0)
    judgement, late = judge_in_time(graded, (report,), asked.book, left)
    problems = (*problems, *judgement.problems, *([out_of_time(limits, "judging")] if late else []))
    rows = _packed(rows_of(report, judgement, asked.book)) if asked.stored and judged else b""
    found = Gathered(name, report, judgement, rows=rows, problems=problems)
    found = found if whole else slim(found, judged=judged)
    return replace(found, seconds=time.process_time() - begin)


def warm(asked: Asked) -> None:
    """Compile words once, before the first process is forked, and not in every one of them."""
    compile_forms()
    texts = [text for rule in asked.book.rules for example in rule.passes for text in example.reports]
    tables = [text for text in texts if "\n|" in text]
    gather("warming.txt", "\n\n".join((*tables[:1], *texts[:WARMING])).encode(), asked)


def slim(whole: Gathered, *, judged: bool) -> Gathered:
    """What is kept of a report that is not kept whole."""
    report, judgement = whole.report, whole.judgement
    assert report is not None
    tally = tally_of(report, judgement.outcomes) if judged else None
    shard = _packed(shard_of(report))
    kept = excerpt(report, judgement.findings)
    return replace(whole, report=kept, judgement=judgement._replace(outcomes=()), tally=tally, shard=shard)


def shard_in(gathered: Gathered) -> Report | None:
    """What of a report takes part in relations between reports."""
    if not gathered.shard:
        return gathered.report
    found: Report = pickle.loads(zlib.decompress(gathered.shard))  # of our own process
    return found


def rows_in(gathered: Gathered) -> Rows:
    """The rows that a report adds to a store."""
    found: Rows = pickle.loads(zlib.decompress(gathered.rows))  # of our own process
    return found


def _packed(value: object) -> bytes:
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), _QUICKLY)


def _related(name: str, data: bytes, asked: Asked, *, judged: bool) -> _Related:
    limits, book = asked.limits, asked.book
    document = document_of(data, name, limits) if judged else reference_of(data, name, limits)
    if isinstance(document, Problem):
        return _Related(None, problems=(document,))
    if not any(block.text.content.strip() or block.table for block in document.blocks):
        empty = Problem("read/empty", say("holds no text that could be checked"), fatal=True)
        return _Related(None, problems=(*document.problems, empty))
    try:
        report = extract(document, book.schemas)
    except Exception as error:
        return _Related(None, problems=(*document.problems, crashed("extraction", error)))
    report = report if judged else replace(report, beside=True)
    problems = (*document.problems, *report.problems)
    if not judged:
        return _Related(report, problems=problems)
    relations, faults = by_kind(book, lambda part: relate(report, part))
    return _Related(report, relations, (*problems, *faults))


def by_kind(
    book: Rulebook, find: Callable[[Rulebook], Iterable[Relation]]
) -> tuple[tuple[Relation, ...], tuple[Problem, ...]]:
    """Relations asked for kind by kind, so that a kind that crashes does not silence the others."""
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
    return tuple(found), tuple(problems)
