"""What a run says, from the reports to the text of every output; loads the whole street.

Outputs are rendered one by one: one that crashes or takes too long does not keep back the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tieout.cache import Cache
from tieout.commands import Verdict
from tieout.commands.known import known_of
from tieout.commands.outputs import COPIES, Output
from tieout.commands.rereading import read_as_given
from tieout.commands.rulebook import asked_anywhere, grading, whole_rulebook
from tieout.crash import CRASHED, crashed
from tieout.deadline import TimeUpError, deadline
from tieout.gate import UNTRUSTED, exit_code, held, untrusted
from tieout.model import Problem, Unread
from tieout.read import Limits
from tieout.reading import out_of_time
from tieout.render import FORMATS, View, view
from tieout.render.text import problem_line
from tieout.render.totals import counts, summary
from tieout.run import Keeping, Progress, all_of_it, run
from tieout.settings import Settings
from tieout.settle import Settled, settle
from tieout.settle.baseline import Entry
from tieout.sources import Sources
from tieout.wording import say, translated

if TYPE_CHECKING:
    from tieout.commands.since import Base
    from tieout.engines.cluster import Cluster
    from tieout.ledger import Ledger

PASSING = ("read/time-limit", "read/memory-limit", "read/reader-died", CRASHED)  # may not happen again


def reached(
    sources: Sources,
    settings: Settings,
    limits: Limits,
    jobs: int,
    cache: Cache,
    as_of: date,
    *,
    verbose: bool,
    base: Base | None = None,
    progress: Progress | None = None,
    whole: bool = True,
    ledger: Ledger | None = None,
    cluster: Cluster | None = None,
) -> View:
    """Run, and see the results as the gate takes them.

    `verbose` also says what code was passed over; what stood at the `base` of a change already is known;
    `progress` is told how many reports are read. Reports need not be `whole` to show findings and counts;
    they are held against those in the store of a `ledger`, and read on a `cluster` if there is one.
    """
    every = whole_rulebook(settings)
    book = asked_anywhere(every, settings)
    graded = grading(every, settings)
    known = known_of(settings, every, as_of, sources.sources, limits)
    kept = kept_whole(known) if not whole else all_of_it
    results = run(sources, book, limits, jobs, cache, graded, progress, kept, ledger, cluster)
    results = read_as_given(results, known, book, limits, graded)
    if base is not None and results.findings:
        before = run(base.sources, book, limits, jobs, cache, graded, whole=kept)
        before = read_as_given(before, known, book, limits, graded)
        entries = tuple(Entry.of(finding, as_of) for finding in before.findings)
        known = replace(known, base=entries, base_told=base.told)
    results = settle(results, known)
    if not verbose:
        results = replace(results, problems={
            path: tuple(problem for problem in problems if problem.unread is not Unread.CODE)
            for path, problems in results.problems.items()
        })  # fmt: skip
    shown = view(results, book, settings.show, settings.fail_on, settings.languages)
    return replace(shown, results=held(results, shown.marks, settings.terms))


def kept_whole(known: Settled) -> Keeping:
    """The reports of which all is needed to say which findings are known.

    A waiver inside a report is looked up by its lines; a sign-off is bound to all relations of a figure, and
    a reading that a waiver gives is held against all claims.
    """
    readings = (*(one.reading for one in known.waivers), *(one.reading for one in known.directives))
    if known.signatures or any(reading is not None for reading in readings):
        return all_of_it
    directed = {directive.report for directive in known.directives}
    return lambda name: name in directed


def rendered(
    shown: View,
    outputs: Sequence[Output],
    settings: Settings,
    sources: Sources,
    limits: Limits,
    *,
    quiet: bool = False,
    statistics: bool = False,
    verbose: bool = False,
) -> Verdict:
    """The text of every output, what stderr says, and the exit code.

    `quiet` leaves errors only on stderr, `statistics` adds counts by rule and by report, `verbose` what git
    ignores.
    """
    texts: list[str | None] = []
    failed: list[str] = []
    for output in outputs:
        text = None if output.format in COPIES else _rendered(FORMATS[output.format], shown, limits)
        if isinstance(text, Problem):
            failed.append(f"error: --output {output.format}: {_told(text, shown)}")
        texts.append(text if isinstance(text, str) else None)
    passed = sources.ignored if verbose else ()
    passed_over = (say("{name}: git ignores it, so it was not looked at", name=name) for name in passed)
    ignored = (f"note: {translated(said, shown.rest)}" for said in passed_over)
    remarks = (*failed, *ignored, *_remarks(shown, sources, outputs))
    if quiet:
        remarks = tuple(remark for remark in remarks if remark.startswith("error: "))
    if statistics:
        remarks = (*remarks, *counts(shown))
    code = UNTRUSTED if failed else exit_code(shown.results, settings.terms)
    passing = any(problem.code in PASSING for _, problem in shown.problems())
    return Verdict(code, tuple(texts), remarks, not (failed or passing))


def _told(problem: Problem, shown: View) -> str:
    return f"{translated(problem.message, shown.rest)} [{problem.code}]"


def _rendered(render: Callable[[View], str], shown: View, limits: Limits) -> str | Problem:
    try:
        with deadline(limits.seconds * max(len(shown.reports), 1)):
            return render(shown)
    except TimeUpError:
        return out_of_time(limits, say("to write it"))
    except Exception as error:
        return crashed("rendering", error)


def _remarks(shown: View, sources: Sources, outputs: Sequence[Output]) -> Iterator[str]:
    """What stderr says: notes, problems, the summary where stdout has none, and why the exit is 2."""
    yield from (f"note: {translated(note, shown.rest)}" for note in sources.notes)
    page = any(output.format == "text" and output.path is None for output in outputs)
    for path, problem in shown.problems():
        if problem.fatal or not page:
            yield f"{'error' if problem.fatal else 'note'}: {problem_line(path, problem, shown.rest)}"
    if not page:
        yield from summary(shown)
    yield from (f"error: {translated(reason, shown.rest)}" for reason in untrusted(shown.results))
