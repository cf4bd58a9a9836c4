"""`tieout.check`, `tieout.audit` and `tieout.schema`: reports by their paths, rulebooks by their folders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tieout.api.checked import Checked
from tieout.cache import Cache
from tieout.commands.limits import limits_of
from tieout.commands.named import named_sources
from tieout.commands.rulebook import chosen_rulebook
from tieout.commands.verdict import reached
from tieout.configured import NEVER, SEVERITIES
from tieout.errors import UsageError
from tieout.rulebook import Rulebook
from tieout.settings import Settings, load_settings
from tieout.wording import say

if TYPE_CHECKING:
    import pandera.pandas as pa

Paths = str | Path | Iterable[str | Path]
Globs = str | Iterable[str]
FailOn = Literal["error", "warning", "note", "never"]


def check(
    paths: Paths = (),
    *,
    rulebook: Paths = (),
    select: Globs = (),
    ignore: Globs = (),
    fail_on: FailOn | None = None,
    against: Paths = (),
    as_of: date | None = None,
    jobs: int = 1,
    lang: str | None = None,
) -> Checked:
    """Check reports, as `tieout check` in the same folder would.

    The configuration of the working folder is in force; what is given here goes before it.

    Args:
        paths: files, folders and globs; those of the configuration by default.
        rulebook: folders of rulebooks that extend the built-in one.
        select: rules to run (globs); all by default.
        ignore: rules to leave out.
        fail_on: the severity from which on findings fail the gate.
        against: reports that these are held against and that are not judged themselves.
        as_of: the day that waivers are held against; today by default.
        jobs: how many processes read reports at the same time.
        lang: in which language everything is said (`en`, `zh`); by default each report in its own.

    Raises:
        UsageError: nothing is named, or something that does not exist.
        RulebookError: a rulebook is not well formed.
    """
    named = _paths(paths)
    settings = settings_with(rulebook, select, ignore, fail_on, lang)
    settings = replace(settings, paths=named or settings.paths, whole=not named)
    if not settings.paths:
        raise UsageError(
            say("no reports named"), hint=say("give files or folders, or set paths in the configuration")
        )
    sources = named_sources(settings.paths, _paths(against), settings)
    day = as_of or date.today()
    view = reached(sources, settings, limits_of(settings), jobs, Cache(), day, verbose=False)
    return Checked(view, settings.terms)


def audit(
    paths: Paths,
    folder: str | Path,
    *,
    rulebook: Paths = (),
    select: Globs = (),
    ignore: Globs = (),
    fail_on: FailOn | None = None,
    against: Paths = (),
    as_of: date | None = None,
    jobs: int = 1,
    lang: str | None = None,
    data_docs: bool = True,
) -> Checked:
    """Check reports and write a dossier of them, as `tieout audit` does (needs `tieout[audit]`).

    Args:
        paths: files, folders and globs.
        folder: where the dossier goes; it replaces a dossier and nothing else.
        rulebook: as in `check`, and so are all the others.
        select: rules to run.
        ignore: rules to leave out.
        fail_on: the severity from which on findings fail the gate.
        against: reports that these are held against.
        as_of: the day of the audit.
        jobs: how many processes work at the same time.
        lang: in which language everything is said.
        data_docs: whether Great Expectations runs as well and its Data Docs are built (some ten seconds).

    Raises:
        UsageError: as in `check`; or the folder is no dossier, or what writes it is not installed.
        RulebookError: a rulebook is not well formed.
    """
    from tieout.commands.audit import Audit, audited

    settings = settings_with(rulebook, select, ignore, fail_on, lang)
    day = as_of or date.today()
    named, others = _paths(paths), _paths(against)
    _, view = audited(Audit(named, Path(folder), jobs, day, others, data_docs=data_docs), settings)
    return Checked(view, settings.terms)


def schema(
    rulebook: Rulebook | Paths = (), *, frame: Literal["relations", "facts"] = "relations"
) -> pa.DataFrameSchema:
    """The rulebook as a pandera schema, to validate a frame of `Checked` with or to extend.

    Args:
        rulebook: one that is loaded (`Checked.rulebook`), or folders that extend the built-in one.
        frame: the schema of the relations has a check for every rule, named by its id; that of the facts one
            for every range of a concept, for percentages and for dates in order.

    Raises:
        RulebookError: a rulebook is not well formed.
        UsageError: there is no schema for such a frame.
    """
    from tieout.frames import facts_schema, relations_schema

    made = {"relations": relations_schema, "facts": facts_schema}.get(frame)
    if made is None:
        raise UsageError(say("frame must be relations or facts, not {frame}", frame=repr(frame)))
    return made(rulebook if isinstance(rulebook, Rulebook) else chosen_rulebook(settings_with(rulebook)))


def settings_with(
    rulebook: Paths = (),
    select: Globs = (),
    ignore: Globs = (),
    fail_on: FailOn | None = None,
    lang: str | None = None,
) -> Settings:
    """The configuration of the working folder with what is given before it."""
    settings = load_settings(Path.cwd())
    if fail_on is not None:
        if fail_on not in (*SEVERITIES, NEVER):
            raise UsageError(
                say(
                    "fail_on must be one of {names}, not {fail_on}",
                    names=(*SEVERITIES, NEVER),
                    fail_on=repr(fail_on),
                )
            )
        settings = replace(settings, fail_on=SEVERITIES.get(fail_on))
    return replace(
        settings,
        rulebook=(*settings.rulebook, *_paths(rulebook)),
        select=_globs(select) or settings.select,
        ignore=(*settings.ignore, *_globs(ignore)),
        language=lang or settings.language,
    )


def _paths(given: Paths) -> tuple[Path, ...]:
    """Paths, of which there may be one."""
    return (Path(given),) if isinstance(given, str | Path) else tuple(map(Path, given))


def _globs(given: Globs) -> tuple[str, ...]:
    """Globs of rules, of which there may be one."""
    return (given,) if isinstance(given, str) else tuple(given)
