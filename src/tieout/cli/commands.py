"""The commands as they are called: arguments, options, help. What they do stands in `tieout.commands`.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import click

import tieout
from tieout.cli.colour import WHEN, colouring
from tieout.cli.help import Pages
from tieout.cli.options import (
    SEVERITY,
    cluster_options,
    lang_option,
    named_path,
    rulebook_option,
    scheduler_of,
)
from tieout.cli.reviewing import REVIEWING
from tieout.cli.surroundings import (
    cache_folder,
    cpus,
    day,
    deliver,
    is_terminal,
    log_to_stderr,
    now,
    read_stdin,
    settings_in_force,
    spoken_around,
    user,
)

FAIL_ON = click.Choice(["error", "warning", "note", "never"])


@click.group(cls=Pages, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(tieout.__version__, message="%(prog)s %(version)s")
def app() -> None:
    """Tie out the figures of research reports: find those that cannot all be right."""


@app.command()
@click.argument("paths", nargs=-1, type=named_path)
@click.option("-o", "--output", "outputs", multiple=True, metavar="FORMAT[:PATH]",
              help="text, concise, json, jsonl, sarif, junit, github, gitlab, rdjsonl, markdown, html, "
              "ticks; repeatable.  [default: text at a terminal, concise in a pipe]")  # fmt: skip
@click.option("--fail-on", type=FAIL_ON, help="Exit with 1 at this severity or worse.  [default: error]")
@click.option("--show", type=SEVERITY, help="Show findings of this severity or worse.  [default: note]")
@click.option("--min-coverage", type=click.IntRange(0, 100), metavar="PERCENT",
              help="Exit with 2 if less of the figures is checked.")  # fmt: skip
@click.option("--allow-empty", is_flag=True, help="A folder with nothing to check is fine.")
@rulebook_option
@click.option(
    "--against",
    multiple=True,
    type=named_path,
    metavar="PATH",
    help="Reports or reference figures (CSV, XLSX, facts.yaml) to hold them against; repeatable.",
)
@click.option("--select", multiple=True, metavar="RULE", help="Only these rules (globs allowed); repeatable.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Not these rules (globs allowed); repeatable.")
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="Processes that read reports.")
@click.option("--stdin-filename", metavar="NAME", help="What to call the report read from - (stdin).")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY",
              help="The day that waivers are held against.  [default: today]")  # fmt: skip
@click.option(
    "--since", metavar="REF", help="Only findings that the reports do not have at this commit of git."
)
@click.option("--store", type=named_path, metavar="FOLDER",
              help="Keep the run there; hold reports against those kept (tieout[store]).")  # fmt: skip
@click.option("--strict", is_flag=True, help="Waivers that match nothing fail.")
@click.option("--no-cache", is_flag=True, help="Look nothing up, and keep nothing.")
@click.option("-q", "--quiet", is_flag=True, help="Nothing on stderr but errors.")
@click.option("--statistics", is_flag=True, help="Count findings by rule and by report, on stderr.")
@cluster_options
@click.option("--color", type=click.Choice(WHEN), default="auto", show_default=True,
              help="Colours on stdout: auto is at a terminal, unless NO_COLOR is set.")  # fmt: skip
@lang_option
@click.option("--verbose", is_flag=True, help="Log to stderr, with the tracebacks of crashed checks.")
def check(
    paths: tuple[Path, ...], outputs: tuple[str, ...], fail_on: str | None, show: str | None,
    min_coverage: int | None, allow_empty: bool, roots: tuple[Path, ...], select: tuple[str, ...],
    ignore: tuple[str, ...], jobs: int | None, stdin_filename: str | None, as_of: datetime | None,
    since: str | None, strict: bool, quiet: bool, statistics: bool, verbose: bool,
    against: tuple[Path, ...], color: str, lang: str | None, store: Path | None,
    engine: str, scheduler: str, no_cache: bool,
) -> int:  # fmt: skip
    """Check reports: 0 if all ties out, 1 on findings, 2 if the verdict cannot be trusted."""
    if verbose:
        log_to_stderr()
    from tieout.cli.progress import progress
    from tieout.commands.check import Options, check_reports

    settings = settings_in_force(language=lang)
    settings = replace(settings, cache=None) if no_cache else settings
    options = Options(
        paths, outputs, fail_on, show, min_coverage, allow_empty, roots, select, ignore, jobs,
        stdin_filename, read_stdin, default_format="text" if is_terminal() else "concise", cpus=cpus(),
        as_of=day(as_of), strict=strict, quiet=quiet,
        statistics=statistics, verbose=verbose, against=against, since=since,
        store=store, by=user(), now=now(), scheduler=scheduler_of(engine, scheduler),
    )  # fmt: skip
    with progress(settings.languages.rest) as told:
        answer = check_reports(replace(options, progress=None if quiet else told), settings)
    return deliver(answer, colouring(color, outputs))


@app.command()
@click.argument("paths", nargs=-1, type=named_path)
@click.option("-o", "--output", "folder", type=named_path, metavar="FOLDER", default="dossier",
              show_default=True, help="Where the dossier goes; one that is there is replaced.")  # fmt: skip
@click.option(
    "--against",
    multiple=True,
    type=named_path,
    metavar="PATH",
    help="Reports or reference figures to hold them against; repeatable.",
)
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="Processes that read reports.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY",
              help="The day that waivers are held against.  [default: today]")  # fmt: skip
@click.option("--data-docs/--no-data-docs", default=True, help="With the Data Docs of Great Expectations.")
@click.option("--copies/--no-copies", default=True, help="With tick-marked copies of PDF, DOCX and XLSX.")
@cluster_options
@lang_option
@rulebook_option
def audit(
    paths: tuple[Path, ...], folder: Path, against: tuple[Path, ...], jobs: int | None,
    as_of: datetime | None, data_docs: bool, copies: bool, lang: str | None, roots: tuple[Path, ...],
    engine: str, scheduler: str,
) -> int:  # fmt: skip
    """Check reports and write a dossier: pages to open, read and sign off (needs tieout[audit]).

    0 whatever was found; 2 if it could not run or nothing could be read.
    """
    from tieout.cli.progress import progress
    from tieout.commands.audit import Audit, audit_reports

    settings = settings_in_force(roots, lang)
    with progress(settings.languages.rest) as told:
        asked = Audit(
            paths,
            folder,
            cpus(),
            day(as_of),
            against,
            jobs,
            data_docs,
            copies,
            told,
            scheduler_of(engine, scheduler),
        )
        answer = audit_reports(asked, settings)
    return deliver(answer)


@app.command()
@click.argument("report", type=named_path)
@click.option("--output", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@lang_option
@rulebook_option
def facts(report: Path, form: str, lang: str | None, roots: tuple[Path, ...]) -> int:
    """List the figures read from a report: value, interval, unit, period, label and place."""
    from tieout.commands.facts import show_facts

    return deliver(show_facts(report, form, settings_in_force(roots, lang)))


@app.command()
@click.option("--output", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--pages", type=named_path, metavar="FOLDER", help="Write a page of Markdown for every rule.")
@click.option("--diff", "other", metavar="EDITION|FILE",
              help="What changed since an edition, or since a list of rules (--output json).")  # fmt: skip
@lang_option
@rulebook_option
def rules(form: str, pages: Path | None, other: str | None, roots: tuple[Path, ...], lang: str | None) -> int:
    """List the rules in force."""
    from tieout.commands.editions import show_changes
    from tieout.commands.rulebook import list_rules, write_pages

    settings = settings_in_force(roots, lang)
    if other is not None:
        return deliver(show_changes(other, settings))
    return deliver(list_rules(form, settings) if pages is None else write_pages(pages, settings))


@app.command()
@click.argument("target")
@click.argument("reports", nargs=-1, type=named_path)
@click.option("--verdict", type=named_path, metavar="FILE", help="A JSON verdict that has the finding.")
@lang_option
@rulebook_option
def explain(
    target: str, reports: tuple[Path, ...], verdict: Path | None, roots: tuple[Path, ...], lang: str | None
) -> int:
    """Explain a figure, a finding or a rule.

    TARGET is a place in a report (a.md:38, b.xlsx:Results!C6, "a.pdf:page 3"), the text of a figure there
    (a.md:972.9), the fingerprint of a finding in REPORTS, or a rule (the beginning of its name is enough).
    REPORTS are checked together with the one named.
    """
    from tieout.commands.explain import Question, explain

    question = Question(target, reports, verdict, cpus(), day(None))
    return deliver(explain(question, settings_in_force(roots, lang)))


@app.command()
@click.option("-k", "globs", multiple=True, metavar="RULE", help="Only rules that match; repeatable.")
@lang_option
@rulebook_option
def test(globs: tuple[str, ...], lang: str | None, roots: tuple[Path, ...]) -> int:
    """Run the examples that the rules carry: 1 if one does not come out as it should."""
    from tieout.commands.test import run_rule_examples

    return deliver(run_rule_examples(globs, settings_in_force(roots, lang)))


@app.command()
@click.option("--ci", "server", type=click.Choice(["github", "gitlab"]), help="With the job of this server.")
@click.option("--dry-run", is_flag=True, help="Show what would be written.")
@lang_option
def init(server: str | None, dry_run: bool, lang: str | None) -> int:
    """Write a configuration, a pack of rules and a hook into this folder; nothing is overwritten."""
    from tieout.commands.init import initialise
    from tieout.rulebook import load_rulebook

    settings = settings_in_force(language=lang)
    book = load_rulebook(cache=settings.cache)
    return deliver(initialise(Path.cwd(), settings, book, dry_run=dry_run, server=server))


@app.command()
@click.option("--show-origin", is_flag=True, help="Say which file sets a value.")
@lang_option
def config(show_origin: bool, lang: str | None) -> int:
    """Show the configuration in force in this folder."""
    from tieout.commands.config import show_config

    return deliver(show_config(settings_in_force(language=lang), show_origin=show_origin))


@app.command()
def lsp() -> int:
    """Serve an editor: findings as a report is written, the calculation on hover (needs tieout[lsp])."""
    from tieout.commands.language_server import serve

    serve(partial(day, None), cache_folder(), spoken_around())
    return 0


@app.command()
@click.argument("which", type=click.Choice(["config", "checks", "schemas"]))
def schema(which: str) -> int:
    """Print a JSON Schema, for editors: of tieout.toml, of packs of rules, or of files of words and units."""
    from tieout.commands.schema import show_schema

    return deliver(show_schema(which))


@app.command()
@click.argument("action", type=click.Choice(["create", "accept", "prune"]))
@click.argument("paths", nargs=-1, type=named_path)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="The day.  [default: today]")
@lang_option
@rulebook_option
def baseline(
    action: str, paths: tuple[Path, ...], as_of: datetime | None, roots: tuple[Path, ...], lang: str | None
) -> int:
    """Adopt the gate with the findings there are: create the baseline, accept new ones, prune mended ones."""
    from tieout.commands.baseline import Action, Request, change_baseline

    asked = Request(Action(action), paths, day(as_of), cpus())
    return deliver(change_baseline(asked, settings_in_force(roots, lang)))


@app.command()
@click.argument("old", type=named_path)
@click.argument("new", type=named_path)
@click.option("--output", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@lang_option
@rulebook_option
def diff(old: Path, new: Path, form: str, lang: str | None, roots: tuple[Path, ...]) -> int:
    """Compare two versions of a report: 1 if a figure should have changed as well, or a relation broke."""
    from tieout.commands.diff import show_difference

    return deliver(show_difference(old, new, form, settings_in_force(roots, lang)))


for command in REVIEWING:
    app.add_command(command)
