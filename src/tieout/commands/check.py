"""`tieout check`: find the reports, walk them down the street, render the results, decide the exit code.

The answer of an earlier run is given again if nothing that it depends on has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import tieout
from tieout.cache import Cache
from tieout.commands import Answer, Verdict
from tieout.commands.known import known_files
from tieout.commands.limits import limits_of
from tieout.commands.named import named_sources
from tieout.commands.outputs import COPIES, TICKS_ALL, Output, refuse_harm, wanted_outputs, write_file
from tieout.commands.ticks import Copy, Written, planned_copies, write_ticks
from tieout.configured import NEVER, SEVERITIES
from tieout.errors import UsageError
from tieout.gate import UNTRUSTED
from tieout.read import Limits
from tieout.reading import loaded
from tieout.render import WHOLE
from tieout.rulebook.files import content_hash, rulebook_files
from tieout.settings import Settings
from tieout.sources import Source, Sources, report_name
from tieout.wording import say

if TYPE_CHECKING:
    from tieout.commands.since import Base
    from tieout.engines.cluster import Cluster
    from tieout.ledger import Ledger
    from tieout.render import View
    from tieout.run import Progress

STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class Options:
    """The command line of `check`; None and empty mean not given. `verbose` also says what nobody sees.

    Reports under `against` are compared with and not judged. `default_format` is what goes to stdout when no
    output is named; `stdin` reads so many bytes of standard input at most; `cpus` is how many processors this
    process may use, `as_of` the day that waivers are held against, `since` the commit from which on findings
    count, `progress` is told how far a run is. The run is taken down in a `store`,
    as run `by` somebody `now`. Reports are read by the Dask cluster of a `scheduler`.
    """

    paths: tuple[Path, ...]
    outputs: tuple[str, ...]
    fail_on: str | None
    show: str | None
    min_coverage: int | None
    allow_empty: bool
    roots: tuple[Path, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    jobs: int | None
    stdin_filename: str | None
    stdin: Callable[[int], bytes]
    default_format: str
    cpus: int
    as_of: date = date.min
    strict: bool = False
    quiet: bool = False
    statistics: bool = False
    verbose: bool = False
    against: tuple[Path, ...] = ()
    since: str | None = None
    progress: Progress | None = None
    store: Path | None = None
    by: str = ""
    now: datetime = datetime.min
    scheduler: str = ""


def check_reports(options: Options, configured: Settings) -> Answer:
    """Check reports and say what the run means."""
    settings = _merged(options, configured)
    outputs = wanted_outputs(options.outputs, options.default_format)
    limits = limits_of(settings)
    sources = _sources(options, settings, limits)
    copies = [
        copy
        for out in outputs
        if out.format in COPIES and out.path
        for copy in planned_copies(sources.sources, out.path, everything=out.format == TICKS_ALL)
    ]
    _refuse_harm(outputs, copies, (*sources.sources, *sources.beside), settings)
    cache = Cache(settings.cache)
    base = None if options.since is None else _base(options.since, sources, settings)
    ledger = None if options.store is None else _ledger(options.store)
    key = (
        "" if copies or ledger is not None else _key(cache, options, outputs, settings, sources, limits, base)
    )
    verdict = cache.recall("verdict", key) if key else None
    ticked = Written()
    if not isinstance(verdict, Verdict):
        from tieout.commands.verdict import reached, rendered

        jobs = options.jobs or options.cpus
        whole = any(output.format in (*WHOLE, *COPIES) for output in outputs)
        shown = reached(
            sources, settings, limits, jobs, cache, options.as_of, verbose=options.verbose, base=base,
            progress=options.progress, whole=whole, ledger=ledger,
            cluster=cluster_of(options.scheduler),
        )  # fmt: skip
        verdict = rendered(
            shown,
            outputs,
            settings,
            sources,
            limits,
            quiet=options.quiet,
            statistics=options.statistics,
            verbose=options.verbose,
        )
        ticked = write_ticks(shown, sources.sources, copies) if copies else ticked
        if key and verdict.lasting and key == _key(cache, options, outputs, settings, sources, limits, base):
            cache.remember("verdict", key, verdict)
        if ledger is not None:
            faults = _taken_down(ledger, options, settings, sources, shown, verdict)
            ticked = replace(ticked, errors=(*ticked.errors, *faults))
    errors = (*ticked.errors, *_write(outputs, verdict.texts, settings.languages.rest))
    said = (text for output, text in zip(outputs, verdict.texts, strict=True) if output.path is None)
    out = "".join(text for text in said if text is not None)
    notes = () if options.quiet else ticked.notes
    remarks = (*notes, *errors, *verdict.remarks)
    return Answer(UNTRUSTED if errors else verdict.code, out, remarks)


def cluster_of(scheduler: str) -> Cluster | None:
    """The cluster of a scheduler, or none.

    Raises:
        UsageError: Dask is not installed.
    """
    if not scheduler:
        return None
    if find_spec("distributed") is None:
        raise UsageError(say("a cluster needs dask and distributed"), hint="pip install 'tieout[cluster]'")
    from tieout.engines.cluster import Cluster

    return Cluster(scheduler)


def _ledger(folder: Path) -> Ledger:
    from tieout.ledger import Ledger

    return Ledger(folder)


def _taken_down(
    ledger: Ledger, options: Options, settings: Settings, sources: Sources, shown: View, verdict: Verdict
) -> Iterator[str]:
    """Put the run into its store; what keeps it from that is said, and the results all the same."""
    from tieout.commands.known import known_of
    from tieout.commands.rulebook import whole_rulebook
    from tieout.store.write import Run

    results, book = shown.results, whole_rulebook(settings)
    asked = " ".join(path.as_posix() for path in settings.paths)
    run = Run(
        Run.named(options.now), f"{options.now:%Y-%m-%dT%H:%M:%SZ}", options.by, tieout.__version__,
        book.edition, book.sha256, asked, verdict.code, len(results.reports),
        len(results.findings),
    )  # fmt: skip
    known = known_of(settings, book, options.as_of, sources.sources, limits_of(settings))
    try:
        ledger.put(run, shown, known)
    except UsageError as error:
        yield f"error: {error}"


def _base(ref: str, sources: Sources, settings: Settings) -> Base:
    from tieout.commands.since import base_of

    return base_of(ref, sources, settings)


def _key(
    cache: Cache,
    options: Options,
    outputs: Sequence[Output],
    settings: Settings,
    sources: Sources,
    limits: Limits,
    base: Base | None,
) -> str:
    """A name for all that the answer depends on: what is asked, the rulebook, every report's content."""
    files, known = tuple(rulebook_files(settings.rulebook)), known_files(settings)
    asked = (
        [(output.format, output.path is None) for output in outputs], limits,
        (options.verbose, options.quiet, options.statistics),
        settings.fail_on, settings.show, settings.min_coverage, sorted(settings.allow_unread),
        settings.allow_unchecked, settings.edition, settings.select, settings.ignore, settings.severities,
        settings.per_file, sources.problems, sources.notes, sources.ignored, settings.strict,
        [file.name for file in files], settings.whole,
        () if base is None else (base.told, [one.name for one in base.sources.sources]),
        settings.languages, settings.baseline_days, settings.baseline_severity,
        [path.name for path in known.paths],
        [source.name for source in sources.beside],
    )  # fmt: skip
    contents: list[str | bytes] = [*known.content(), str(options.as_of)]  # waivers may stand in any report
    for source in (*sources.sources, *sources.beside):
        data = loaded(source, limits)
        contents += [source.name, cache.key((data if isinstance(data, bytes) else data.message,))]
    return cache.key((repr(asked), content_hash(files), *contents))


def _merged(options: Options, configured: Settings) -> Settings:
    settings = configured
    if options.fail_on is not None:
        fail_on = None if options.fail_on == NEVER else SEVERITIES[options.fail_on]
        settings = replace(settings, fail_on=fail_on)
    if options.show is not None:
        settings = replace(settings, show=SEVERITIES[options.show])
    if options.min_coverage is not None:
        settings = replace(settings, min_coverage=options.min_coverage)
    return replace(
        settings,
        paths=options.paths or settings.paths,
        rulebook=(*settings.rulebook, *options.roots),
        strict=options.strict,
        whole=not options.paths,
        select=options.select or settings.select,
        ignore=(*settings.ignore, *options.ignore),
        typed={**dict.fromkeys(options.ignore, "--ignore"), **dict.fromkeys(options.select, "--select")},
    )


def _refuse_harm(
    outputs: Sequence[Output], copies: Sequence[Copy], sources: Sequence[Source], settings: Settings
) -> None:
    targets = [output.path for output in outputs if output.format not in COPIES]
    protected = [source.path for source in sources if source.data is None and not source.url]
    protected += [Path(name) for name in {settings.origin, *settings.given.values()} if name]
    protected += known_files(settings).paths
    refuse_harm([*targets, *(copy.target for copy in copies)], protected)


def _write(outputs: Sequence[Output], texts: Sequence[str | None], language: str) -> Iterator[str]:
    """Write the files, each whole or not at all; what cannot be written is said."""
    for output, text in zip(outputs, texts, strict=True):
        if output.path is not None and text is not None:
            try:
                write_file(output.path, text.encode("utf-8", "backslashreplace"))
            except UsageError as error:
                yield f"error: {error.told(language)}"


def _sources(options: Options, settings: Settings, limits: Limits) -> Sources:
    named = [path for path in settings.paths if path != STDIN]
    if not settings.paths:
        raise UsageError(
            say("no reports named"), hint=say("give files or folders, or set paths in the configuration")
        )
    found = named_sources(named, options.against, settings, allow_empty=options.allow_empty)
    if STDIN not in settings.paths:
        return found
    name = report_name(Path(options.stdin_filename or "stdin.md"), settings.root)
    if any(source.name == name for source in found.sources):
        raise UsageError(say("--stdin-filename names a report that is checked as well"), name)
    sources = (*found.sources, Source(STDIN, name, options.stdin(limits.bytes + 1)))
    return replace(found, sources=tuple(sorted(sources, key=lambda source: source.name)))
