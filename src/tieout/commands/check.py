"""`tieout check`: find the reports, walk them down the street, render the results, decide the exit code.

The answer of an earlier run is given again if nothing that it depends on has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tieout.cache import Cache
from tieout.commands import Answer, Verdict
from tieout.commands.known import known_files
from tieout.commands.limits import limits_of
from tieout.commands.outputs import COPIES, TICKS_ALL, Output, refuse_harm, wanted_outputs, write_file
from tieout.commands.ticks import Copy, Written, planned_copies, write_ticks
from tieout.errors import UsageError
from tieout.gate import UNTRUSTED
from tieout.read import SUFFIXES, Limits
from tieout.reading import loaded
from tieout.reference import SUFFIXES as REFERENCE_SUFFIXES
from tieout.rulebook.files import content_hash, rulebook_files
from tieout.settings import NEVER, SEVERITIES, Settings
from tieout.sources import Source, Sources, find_sources, report_name
from tieout.wording import say

if TYPE_CHECKING:
    from tieout.commands.since import Base

STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class Options:
    """The command line of `check`; None and empty mean not given. `verbose` also says what nobody sees.

    Reports under `against` are compared with and not judged. `default_format` is what goes to stdout when no
    output is named; `stdin` reads so many bytes of standard input at most; `cpus` is how many processors this
    process may use, `as_of` the day that waivers are held against, `since` the commit from which on findings
    count.
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
    key = "" if copies else _key(cache, options, outputs, settings, sources, limits, base)
    verdict = cache.recall("verdict", key) if key else None
    ticked = Written()
    if not isinstance(verdict, Verdict):
        from tieout.commands.verdict import reached, rendered

        jobs = options.jobs or options.cpus
        shown = reached(
            sources, settings, limits, jobs, cache, options.as_of, verbose=options.verbose, base=base
        )
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
    errors = (*ticked.errors, *_write(outputs, verdict.texts, settings.languages.rest))
    said = (text for output, text in zip(outputs, verdict.texts, strict=True) if output.path is None)
    out = "".join(text for text in said if text is not None)
    notes = () if options.quiet else ticked.notes
    remarks = (*notes, *errors, *verdict.remarks)
    return Answer(UNTRUSTED if errors else verdict.code, out, remarks)


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
    contents: list[str | bytes] = [*known.content(), str(options.as_of) if known.paths else ""]
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
    )


def _refuse_harm(
    outputs: Sequence[Output], copies: Sequence[Copy], sources: Sequence[Source], settings: Settings
) -> None:
    targets = [output.path for output in outputs if output.format not in COPIES]
    protected = [source.path for source in sources if source.data is None]
    if settings.origin:
        protected.append(Path(settings.origin))
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
    found = find_sources(
        named, SUFFIXES, settings.exclude, allow_empty=options.allow_empty, root=settings.root
    )
    found = with_beside(found, options.against, settings)
    if STDIN not in settings.paths:
        return found
    name = report_name(Path(options.stdin_filename or "stdin.md"), settings.root)
    if any(source.name == name for source in found.sources):
        raise UsageError(say("--stdin-filename names a report that is checked as well"), name)
    sources = (*found.sources, Source(STDIN, name, options.stdin(limits.bytes + 1)))
    return replace(found, sources=tuple(sorted(sources, key=lambda source: source.name)))


def with_beside(found: Sources, against: Sequence[Path], settings: Settings) -> Sources:
    """The sources with those that they are held against; one that is checked itself is not beside."""
    if not against:
        return found
    suffixes = (*SUFFIXES, *REFERENCE_SUFFIXES)
    others = find_sources(against, suffixes, settings.exclude, root=settings.root)
    named = {source.name for source in found.sources}
    beside = tuple(source for source in others.sources if source.name not in named)
    return replace(
        found,
        problems=(*found.problems, *others.problems),
        notes=(*found.notes, *others.notes),
        beside=beside,
    )
