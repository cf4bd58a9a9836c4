"""The commands of a review as they are called: how figures are guarded, who signed them, is a dossier true.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from tieout.cli.help import Page
from tieout.cli.options import SEVERITY, lang_option, named_path, rulebook_option
from tieout.cli.surroundings import cpus, day, deliver, settings_in_force, tell


@click.command(cls=Page)
@click.argument("reports", nargs=-1, type=named_path)
@click.option("--output", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--fail-on", type=SEVERITY, help="What counts as noticed.  [default: what fails the gate]")
@click.option("--all", "everything", is_flag=True, help="List every figure that is not fully guarded.")
@lang_option
@rulebook_option
def guard(
    reports: tuple[Path, ...], form: str, fail_on: str | None, everything: bool, lang: str | None,
    roots: tuple[Path, ...],
) -> int:  # fmt: skip
    """Say of every figure how much of what goes wrong with figures would be noticed, the least first.

    Each is changed by every usual slip (a digit, two exchanged, the sign, the point, another scale), and the
    relations it stands in say whether they would fail. 0 whatever comes out; 2 if a report could not be read.
    """
    from tieout.commands.guard import Request, show_guard

    asked = Request(reports, form, day(None), cpus(), fail_on, everything)
    return deliver(show_guard(asked, settings_in_force(roots, lang)))


@click.command(cls=Page)
@click.argument("targets", nargs=-1)
@click.option("--by", default="", metavar="NAME", help="Who signs.")
@click.option("--evidence", default="", metavar="TEXT", help="What it was held against: a source, a page.")
@click.option("--in", "reports", multiple=True, type=named_path, metavar="REPORT",
              help="Where to look for findings, or what to list; repeatable.")  # fmt: skip
@click.option("--prune", is_flag=True, help="In a list: take out what lapsed.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="The day.  [default: today]")
@lang_option
@rulebook_option
def sign(
    targets: tuple[str, ...], by: str, evidence: str, reports: tuple[Path, ...], prune: bool,
    as_of: datetime | None, lang: str | None, roots: tuple[Path, ...],
) -> int:  # fmt: skip
    """Sign off figures and findings; without TARGETS, list what stands, and what lapsed and why.

    TARGETS are reports (all figures), places in them (a.md:38, a.md:972.9) or fingerprints of findings. A
    sign-off is bound to the value and to all that it was held against, and lapses when one of them changes.
    A list exits with 1 if one lapsed.
    """
    from tieout.commands.sign import Request
    from tieout.commands.sign import sign as sign_off

    asked = Request(targets, by, evidence, day(as_of), cpus(), reports, prune)
    return deliver(sign_off(asked, settings_in_force(roots, lang)))


@click.command(cls=Page)
@click.argument("dossier", type=named_path)
@click.option("--inputs", type=named_path, metavar="FOLDER", help="Where the inputs are.  [default: here]")
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="Processes that read reports.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY",
              help="The day that waivers are held against.  [default: today]")  # fmt: skip
@lang_option
@rulebook_option
def verify(
    dossier: Path, inputs: Path | None, jobs: int | None, as_of: datetime | None, lang: str | None,
    roots: tuple[Path, ...],
) -> int:  # fmt: skip
    """Hold a dossier against its digests: its files, its inputs, the rules; and work its results out again.

    0 if all is the same, 1 if something differs (a file, an input, a result), 2 if it could not be worked out
    (an input is missing, another rulebook is in force).
    """
    from tieout.commands.verify import verify_dossier

    settings = settings_in_force(roots, lang)
    return deliver(verify_dossier(dossier, inputs, jobs or cpus(), settings, day(as_of)))


@click.command(cls=Page)
@click.option("--port", type=click.IntRange(0, 65535), default=8486, show_default=True,
              help="Where to listen; 0 for any that is free.")  # fmt: skip
@click.option("--keep", type=named_path, metavar="FOLDER", help="Keep reports and dossiers there.")
@lang_option
@rulebook_option
def serve(port: int, keep: Path | None, lang: str | None, roots: tuple[Path, ...]) -> int:
    """Serve a page to drop a report on, which shows its dossier (needs tieout[serve]).

    It listens on this machine alone (127.0.0.1) and keeps nothing, unless asked to. The built-in rules are in
    force, and those of --rulebook.
    """
    from tieout.commands.serve import Request, serve_reports

    serve_reports(Request(port, keep, roots, lang), settings_in_force(roots, lang), tell)
    return 0


@click.command(cls=Page)
@click.argument("store", type=named_path)
@click.argument("fingerprint", default="")
@click.option("--output", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@lang_option
def history(store: Path, fingerprint: str, form: str, lang: str | None) -> int:
    """List the runs kept in a store (see check --store), or what became of a finding from run to run.

    Needs tieout[store].
    """
    from tieout.commands.history import Request, show_history

    return deliver(show_history(Request(store, fingerprint, form), settings_in_force(language=lang)))


REVIEWING = (guard, sign, verify, serve, history)
