"""`tieout check`: find the reports, walk them down the street, render the results, decide the exit code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tieout.commands import Answer
from tieout.commands.files import replace_file
from tieout.commands.rulebook import chosen_rulebook
from tieout.commands.ticks import TICKS, Written, write_ticks
from tieout.errors import UsageError
from tieout.gate import UNTRUSTED, exit_code, untrusted, weighed
from tieout.judge.verdict import Validate, validate
from tieout.model import Results, Unread
from tieout.read import SUFFIXES, Limits
from tieout.render import FORMATS, View, view
from tieout.render.text import problem_line, summary
from tieout.run import run
from tieout.settings import NEVER, SEVERITIES, Settings, did_you_mean
from tieout.sources import Source, Sources, find_sources

STDIN = Path("-")
MANY = 8  # reports from which several processes pay


@dataclass(frozen=True, slots=True)
class Options:
    """The command line of `check`; None and empty mean not given. `verbose` also says what nobody sees.

    `default_format` is what goes to stdout when no output is named; `stdin` reads standard input; `cpus`
    is how many processors this process may use.
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
    stdin: bytes | None
    default_format: str
    cpus: int
    verbose: bool = False


@dataclass(frozen=True, slots=True)
class Output:
    """A format and where it goes; None is stdout."""

    format: str
    path: Path | None


def check_reports(options: Options, configured: Settings, validate: Validate = validate) -> Answer:
    """Check reports and say what the run means; `validate` is the verdict, perhaps in another process."""
    settings = _merged(options, configured)
    outputs = _outputs(options)
    book = chosen_rulebook(settings)
    sources = _sources(options, settings)
    jobs = options.jobs or (options.cpus if len(sources.sources) >= MANY else 1)
    results = _weighed(run(sources, book, _limits(settings), jobs, validate), settings, options.verbose)
    shown = view(results, book, settings.show, settings.fail_on)
    written = _write(shown, outputs, sources.sources)
    code = exit_code(results, shown.coverage, settings.fail_on, settings.min_coverage)
    remarks = (*written.notes, *written.errors, *_remarks(shown, settings, sources, outputs))
    return Answer(UNTRUSTED if written.errors else code, written.out, remarks)


def _weighed(results: Results, settings: Settings, verbose: bool) -> Results:
    """The results with their problems as the gate takes them; passed-over code is said on request only."""
    problems = {
        path: tuple(
            problem
            for problem in weighed(problems, settings.allow_unread)
            if verbose or problem.unread is not Unread.CODE
        )
        for path, problems in results.problems.items()
    }
    return replace(results, problems=problems)


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
        select=options.select or settings.select,
        ignore=(*settings.ignore, *options.ignore),
    )


def _outputs(options: Options) -> tuple[Output, ...]:
    outputs = tuple(_output(text) for text in options.outputs) or (Output(options.default_format, None),)
    targets = [output.path for output in outputs]
    if len(targets) != len(set(targets)):
        raise UsageError(
            "two outputs go to the same place", hint="give each but one a path: --output FORMAT:PATH"
        )
    return outputs


def _output(text: str) -> Output:
    name, _, path = text.partition(":")
    known = (*FORMATS, TICKS)
    if name not in known:
        raise UsageError(f"unknown output format {name!r}", "--output", did_you_mean(name, known))
    if name == TICKS and not path:
        raise UsageError("ticks are copies of the reports and need a path", "--output", "ticks:OUT.pdf")
    return Output(name, Path(path) if path else None)


def _sources(options: Options, settings: Settings) -> Sources:
    named = [path for path in settings.paths if path != STDIN]
    if not settings.paths:
        raise UsageError("no reports named", hint="give files or folders, or set paths in the configuration")
    found = find_sources(named, SUFFIXES, settings.exclude, allow_empty=options.allow_empty)
    if STDIN not in settings.paths:
        return found
    name = options.stdin_filename or "stdin.md"
    sources = (*found.sources, Source(STDIN, Path(name).as_posix(), options.stdin or b""))
    return replace(found, sources=tuple(sorted(sources, key=lambda source: source.name)))


def _limits(settings: Settings) -> Limits:
    known = tuple(Limits.__dataclass_fields__)
    for name, _ in settings.limits:
        if name.replace("-", "_") not in known:
            names = tuple(field.replace("_", "-") for field in known)
            raise UsageError(f"unknown limit {name!r}", settings.origin, did_you_mean(name, names))
    return replace(Limits(), **{name.replace("-", "_"): value for name, value in settings.limits})


def _write(shown: View, outputs: Sequence[Output], sources: Sequence[Source]) -> Written:
    """Write the files, each whole or not at all; what is for stdout is returned."""
    out = ""
    said = Written()
    for output in outputs:
        if output.format == TICKS:
            said = write_ticks(shown, sources, output.path)
            continue
        rendered = FORMATS[output.format](shown)
        if output.path is None:
            out = rendered
        else:
            replace_file(output.path, rendered.encode("utf-8", "backslashreplace"))
    return replace(said, out=out)


def _remarks(shown: View, settings: Settings, sources: Sources, outputs: Sequence[Output]) -> Iterator[str]:
    """What stderr says: notes, problems, the summary where stdout has none, and why the exit is 2."""
    yield from (f"note: {note}" for note in sources.notes)
    page = any(output.format == "text" and output.path is None for output in outputs)
    for path, problem in shown.problems():
        if problem.fatal or not page:
            yield f"{'error' if problem.fatal else 'note'}: {problem_line(path, problem)}"
    if not page:
        yield from summary(shown)
    reasons = untrusted(shown.results, shown.coverage, settings.min_coverage)
    yield from (f"error: {reason}" for reason in reasons)
