"""The command line: the only place that prints, exits, and reads the clock and the environment.

Results go to stdout, everything said about them to stderr. Whatever happens, the exit code is 0, 1, 2 or
130 and there is no traceback. Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click

import tieout
from tieout.commands import Answer
from tieout.contain import STOPPING
from tieout.errors import TieoutError
from tieout.gate import INTERRUPTED, UNTRUSTED
from tieout.process import drop_stdout, fill_closed_streams, interrupter
from tieout.settings import Settings, load_settings

SEVERITY = click.Choice(["error", "warning", "note"])
FAIL_ON = click.Choice(["error", "warning", "note", "never"])


def main() -> None:
    """Run the command line and exit."""
    sys.exit(_guarded(sys.argv[1:]))


def spare_the_collector() -> None:
    """Look for cyclic garbage rarely: the records of a run are many, live to its end and form no cycles."""
    gc.set_threshold(100_000, 20, 20)


def _guarded(arguments: list[str]) -> int:
    """Turn every way of going wrong into a line on stderr and an exit code."""
    fill_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    spare_the_collector()
    before = {number: signal.getsignal(number) for number in STOPPING}
    interrupt = interrupter()
    for number, handler in before.items():
        if handler != signal.SIG_IGN:
            signal.signal(number, interrupt)
    try:
        code = app.main(arguments, prog_name="tieout", standalone_mode=False)
    except click.ClickException as error:
        _say(f"error: {error.format_message()}")
        return UNTRUSTED
    except TieoutError as error:
        _say(f"error: {error}")
        return UNTRUSTED
    except (KeyboardInterrupt, click.Abort):
        _say("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        drop_stdout()
        return UNTRUSTED
    except UndeliveredError as error:
        drop_stdout()
        _say(f"error: the results could not be written to stdout: {error}")
        return UNTRUSTED
    except Exception as error:
        _say(f"error: internal error, please report it: {type(error).__name__}: {error}")
        return UNTRUSTED
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return code if isinstance(code, int) else 0


class UndeliveredError(Exception):
    """Results that were asked for on stdout did not get there."""


def _say(message: str) -> None:
    with suppress(OSError):  # stderr may be closed or full; the exit code says the rest
        click.echo(f"tieout: {message}", err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(tieout.__version__, message="%(prog)s %(version)s")
def app() -> None:
    """Tie out the figures of research reports: find those that cannot all be right."""


def named_path(text: str) -> Path:
    """A path of the command line; an empty one would be the working folder, which nobody means by it."""
    if not text:
        raise click.BadParameter("a path is empty (a variable that is not set?)")
    return Path(text)


rulebook_option = click.option(
    "--rulebook", "roots", multiple=True, type=named_path, metavar="DIR",
    help="A folder with checks/ and schemas/ that extends the built-in rulebook; repeatable.",
)  # fmt: skip


@app.command()
@click.argument("paths", nargs=-1, type=named_path)
@click.option("-o", "--output", "outputs", multiple=True, metavar="FORMAT[:PATH]",
              help="text, concise, json, jsonl, sarif, junit, github, gitlab, rdjsonl, markdown, html, "
              "ticks; repeatable.")  # fmt: skip
@click.option("--fail-on", type=FAIL_ON, help="Exit with 1 at this severity or worse.  [default: error]")
@click.option("--show", type=SEVERITY, help="Show findings of this severity or worse.  [default: note]")
@click.option("--min-coverage", type=click.IntRange(0, 100), metavar="PERCENT",
              help="Exit with 2 if less of the figures is checked.")  # fmt: skip
@click.option("--allow-empty", is_flag=True, help="A folder with nothing to check is fine.")
@rulebook_option
@click.option("--select", multiple=True, metavar="RULE", help="Only these rules (globs allowed); repeatable.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Not these rules (globs allowed); repeatable.")
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="Processes that read reports.")
@click.option("--stdin-filename", metavar="NAME", help="What to call the report read from - (stdin).")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY",
              help="The day that waivers are held against.  [default: today]")  # fmt: skip
@click.option(
    "--since", metavar="REF", help="Only findings that the reports do not have at this commit of git."
)
@click.option("--strict", is_flag=True, help="Waivers that match nothing fail.")
@click.option("-q", "--quiet", is_flag=True, help="Nothing on stderr but errors.")
@click.option("--statistics", is_flag=True, help="Count findings by rule and by report, on stderr.")
@click.option("--verbose", is_flag=True, help="Log to stderr, with the tracebacks of crashed checks.")
def check(
    paths: tuple[Path, ...], outputs: tuple[str, ...], fail_on: str | None, show: str | None,
    min_coverage: int | None, allow_empty: bool, roots: tuple[Path, ...], select: tuple[str, ...],
    ignore: tuple[str, ...], jobs: int | None, stdin_filename: str | None, as_of: datetime | None,
    since: str | None, strict: bool, quiet: bool, statistics: bool, verbose: bool,
) -> int:  # fmt: skip
    """Check reports: 0 if all ties out, 1 on findings, 2 if the verdict cannot be trusted."""
    if verbose:
        _log_to_stderr()
    from tieout.commands.check import Options, check_reports

    options = Options(
        paths, outputs, fail_on, show, min_coverage, allow_empty, roots, select, ignore, jobs,
        stdin_filename, _read_stdin, default_format="text" if _is_terminal() else "concise", cpus=_cpus(),
        as_of=_day(as_of), strict=strict, quiet=quiet,
        statistics=statistics, verbose=verbose, since=since,
    )  # fmt: skip
    return _deliver(check_reports(options, _settings()))


@app.command()
@click.argument("report", type=named_path)
@click.option("--output", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@rulebook_option
def facts(report: Path, form: str, roots: tuple[Path, ...]) -> int:
    """List the figures read from a report: value, interval, unit, period, label and place."""
    from tieout.commands.facts import show_facts

    return _deliver(show_facts(report, form, _settings(roots)))


@app.command()
@click.option("--output", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@rulebook_option
def rules(form: str, roots: tuple[Path, ...]) -> int:
    """List the rules in force."""
    from tieout.commands.rulebook import list_rules

    return _deliver(list_rules(form, _settings(roots)))


@app.command()
@click.argument("target")
@click.argument("reports", nargs=-1, type=named_path)
@click.option("--verdict", type=named_path, metavar="FILE", help="A JSON verdict that has the finding.")
@rulebook_option
def explain(target: str, reports: tuple[Path, ...], verdict: Path | None, roots: tuple[Path, ...]) -> int:
    """Explain a figure, a finding or a rule.

    TARGET is a place in a report (a.md:38, b.xlsx:Results!C6, "a.pdf:page 3"), the text of a figure there
    (a.md:972.9), the fingerprint of a finding in REPORTS, or a rule (the beginning of its name is enough).
    REPORTS are checked together with the one named.
    """
    from tieout.commands.explain import Question, explain

    return _deliver(explain(Question(target, reports, verdict, _cpus(), _day(None)), _settings(roots)))


@app.command()
@click.option("-k", "globs", multiple=True, metavar="RULE", help="Only rules that match; repeatable.")
@rulebook_option
def test(globs: tuple[str, ...], roots: tuple[Path, ...]) -> int:
    """Run the examples that the rules carry: 1 if one does not come out as it should."""
    from tieout.commands.test import run_rule_examples

    return _deliver(run_rule_examples(globs, _settings(roots)))


@app.command()
@click.option("--dry-run", is_flag=True, help="Show what would be written.")
def init(dry_run: bool) -> int:
    """Write a configuration and a pack of rules into this folder; nothing is overwritten."""
    from tieout.commands.init import initialise
    from tieout.rulebook import load_rulebook

    settings = _settings()
    return _deliver(initialise(Path.cwd(), settings, load_rulebook(cache=settings.cache), dry_run=dry_run))


@app.command()
@click.option("--show-origin", is_flag=True, help="Say which file sets a value.")
def config(show_origin: bool) -> int:
    """Show the configuration in force in this folder."""
    from tieout.commands.config import show_config

    return _deliver(show_config(_settings(), show_origin=show_origin))


@app.command()
@click.argument("action", type=click.Choice(["create", "accept", "prune"]))
@click.argument("paths", nargs=-1, type=named_path)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="The day.  [default: today]")
@rulebook_option
def baseline(action: str, paths: tuple[Path, ...], as_of: datetime | None, roots: tuple[Path, ...]) -> int:
    """Adopt the gate with the findings there are: create the baseline, accept new ones, prune mended ones."""
    from tieout.commands.baseline import Action, Asked, change_baseline

    asked = Asked(Action(action), paths, _day(as_of), _cpus())
    return _deliver(change_baseline(asked, _settings(roots)))


def _day(given: datetime | None) -> date:
    return date.today() if given is None else given.date()


def _settings(roots: tuple[Path, ...] = ()) -> Settings:
    """The configuration of the working folder, with more rulebooks if named."""
    settings = load_settings(Path.cwd())
    return replace(settings, rulebook=(*settings.rulebook, *roots), cache=_cache())


def _cache() -> Path | None:
    """Where built rulebooks are kept: $TIEOUT_CACHE (empty: nowhere), or the user's own cache."""
    chosen = os.environ.get("TIEOUT_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen else None
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tieout"
    except RuntimeError:  # nobody's home
        return None


def _log_to_stderr() -> None:
    import logging

    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="tieout: %(levelname)s: %(message)s")


def _cpus() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _deliver(answer: Answer) -> int:
    for remark in answer.remarks:
        _say(remark)
    if answer.out and sys.stdout is None:
        raise UndeliveredError("it is closed")
    try:
        click.echo(answer.out, nl=False)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UndeliveredError(error.strerror or str(error)) from error
    return answer.code


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _read_stdin(most: int) -> bytes:
    return b"" if sys.stdin is None else sys.stdin.buffer.read(most)
