"""`tieout audit`: check reports and write a dossier of them, a folder that people open and sign off.

The folder is written beside its place and put there when it is whole, so that a run that is cut short leaves
the dossier of before. It replaces a dossier and nothing else.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from tieout.cache import Cache
from tieout.commands import Answer
from tieout.commands.check import with_beside
from tieout.commands.limits import limits_of
from tieout.errors import UsageError
from tieout.gate import CLEAN, UNTRUSTED
from tieout.read import SUFFIXES
from tieout.run import Progress
from tieout.settings import Settings
from tieout.sources import Sources, find_sources
from tieout.wording import say, translated

if TYPE_CHECKING:
    from tieout.render import View

NEEDED = {"jinja2": "Jinja2", "vl_convert": "vl-convert-python", "PIL": "pillow"}
PARTS = frozenset({"index.html", "reports", "pages"})  # all that a dossier has at its top
MARK = b'<meta name="generator" content="tieout">'


@dataclass(frozen=True, slots=True)
class Audit:
    """The command line of `audit`: the reports, where the dossier goes, what they are held against.

    `cpus` is how many processors this process may use, `as_of` the day that waivers are held against,
    `progress` is told how far a run is.
    """

    paths: tuple[Path, ...]
    folder: Path
    cpus: int
    as_of: date
    against: tuple[Path, ...] = ()
    jobs: int | None = None
    progress: Progress | None = None


def audit_reports(asked: Audit, configured: Settings) -> Answer:
    """Check reports and write their dossier; findings do not change the exit code.

    Raises:
        UsageError: nothing is named, the folder is no dossier, or what writes it is not installed.
    """
    missing = [package for module, package in NEEDED.items() if find_spec(module) is None]
    if missing:
        raise UsageError(f"an audit needs {', '.join(missing)}", hint="pip install 'tieout[audit]'")
    from tieout.commands.verdict import reached

    settings = replace(configured, paths=asked.paths or configured.paths, whole=not asked.paths)
    place = _place(asked.folder)
    limits, jobs = limits_of(settings), asked.jobs or asked.cpus
    sources = _sources(asked, settings, place)
    shown = reached(
        sources,
        settings,
        limits,
        jobs,
        Cache(settings.cache),
        asked.as_of,
        verbose=False,
        progress=asked.progress,
    )
    making = place.parent / f".tieout-{secrets.token_hex(8)}"
    try:
        _write(asked, settings, sources, shown, making)
        _put(making, place)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    code = CLEAN if shown.results.reports else UNTRUSTED
    return Answer(code, f"{(asked.folder / 'index.html').as_posix()}\n", tuple(_remarks(sources, shown)))


def _write(asked: Audit, settings: Settings, sources: Sources, shown: View, folder: Path) -> None:
    """All that a dossier is made of."""
    from tieout.commands.known import known_of
    from tieout.commands.rulebook import whole_rulebook
    from tieout.dossier import write_dossier

    limits = limits_of(settings)
    write_dossier(
        shown.results,
        shown.book,
        folder,
        languages=settings.languages,
        sources=sources.sources,
        known=known_of(settings, whole_rulebook(settings), asked.as_of, sources.sources, limits),
        limits=limits,
        jobs=asked.jobs or asked.cpus,
        progress=asked.progress,
    )


def _sources(asked: Audit, settings: Settings, place: Path) -> Sources:
    if not settings.paths:
        raise UsageError("no reports named", hint="give files or folders, or set paths in the configuration")
    found = find_sources(settings.paths, SUFFIXES, settings.exclude, root=settings.root)
    found = replace(found, sources=tuple(one for one in found.sources if not _inside(one.path, place)))
    return with_beside(found, asked.against, settings)


def _inside(path: Path, folder: Path) -> bool:
    """Whether a file lies in the dossier: its pages are no reports."""
    return path.resolve().is_relative_to(folder)


def _place(folder: Path) -> Path:
    """Where the dossier goes.

    Raises:
        UsageError: something is there that is no dossier, or the folder cannot be made.
    """
    place, said = folder.resolve(), folder.as_posix()
    if not place.parent.is_dir():
        raise UsageError("cannot be written: its folder does not exist", said)
    if not place.exists():
        return place
    if not place.is_dir():
        raise UsageError("is a file, and a dossier is a folder", said, "name another folder")
    held = sorted(one.name for one in place.iterdir())
    foreign = [name for name in held if name not in PARTS]
    if foreign:
        raise UsageError(f"holds {foreign[0]!r}, which is no part of a dossier", said, "name another folder")
    if held and MARK not in _beginning(place / "index.html"):
        raise UsageError("is not empty, and holds no dossier that tieout wrote", said, "name another folder")
    return place


def _beginning(page: Path) -> bytes:
    try:
        with page.open("rb") as file:
            return file.read(4096)
    except OSError:
        return b""


def _put(made: Path, place: Path) -> None:
    """Put a dossier in its place, and that of before away."""
    before = made.with_name(f"{made.name}-before")
    try:
        if place.exists():
            place.rename(before)
        made.rename(place)
    except OSError as error:
        if before.exists() and not place.exists():
            before.rename(place)
        raise UsageError(f"cannot be written: {error.strerror}", place.as_posix()) from error
    shutil.rmtree(before, ignore_errors=True)


def _remarks(sources: Sources, shown: View) -> Iterator[str]:
    """What stderr says: what was not read, and the whole in two lines."""
    from tieout.render.text import problem_line
    from tieout.render.totals import summary

    yield from (f"note: {note}" for note in sources.notes)
    for path, problem in shown.problems():
        yield f"{'error' if problem.fatal else 'note'}: {problem_line(path, problem, shown.rest)}"
    yield from summary(shown)
    if not shown.results.reports:
        nothing = say("no report could be read")
        yield f"error: {translated(nothing, shown.rest)}"
