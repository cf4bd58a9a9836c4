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
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from tieout.cache import Cache
from tieout.commands import Answer
from tieout.commands.check import cluster_of
from tieout.commands.limits import limits_of
from tieout.commands.named import named_sources
from tieout.errors import UsageError
from tieout.gate import CLEAN, UNTRUSTED
from tieout.run import Progress
from tieout.settings import Settings
from tieout.signoff import DIGESTS, write_digests
from tieout.sources import DOSSIER, Sources, report_name
from tieout.wording import say, translated
from tieout.wording.libraries import said_by_system

if TYPE_CHECKING:
    from tieout.dossier import Companion
    from tieout.render import View

NEEDED = {
    "jinja2": "Jinja2", "vl_convert": "vl-convert-python", "PIL": "pillow", "pyarrow": "pyarrow",
    "xlsxwriter": "XlsxWriter",
}  # fmt: skip
GX = {"great_expectations": "great-expectations"}
DATA, DATA_DOCS, COPIES = "data", "data-docs", "copies"
PARTS = frozenset({"index.html", "reports", "pages", DATA, DATA_DOCS, COPIES, DIGESTS})  # what is at its top
NOTES = {
    "findings.xlsx": say("findings and reports as a workbook"),
    "findings.csv": say("findings as a table"),
    "findings.json": say("findings with all that is known of them"),
    "findings.parquet": say("the same for programs"),
    "figures.parquet": say("every figure as it was read"),
    "facts.parquet": say("what the figures mean"),
    "outcomes.parquet": say("what became of every relation"),
}
MARK = b'<meta name="generator" content="tieout">'


@dataclass(frozen=True, slots=True)
class Audit:
    """The command line of `audit`: the reports, where the dossier goes, what they are held against.

    `cpus` is how many processors this process may use, `as_of` the day that waivers are held against,
    `data_docs` asks for those of Great Expectations, `copies` for copies of the reports with tick marks,
    `progress` is told how far a run is. Reports are read by the Dask cluster of a `scheduler`.
    """

    paths: tuple[Path, ...]
    folder: Path
    cpus: int
    as_of: date
    against: tuple[Path, ...] = ()
    jobs: int | None = None
    data_docs: bool = True
    copies: bool = True
    progress: Progress | None = None
    scheduler: str = ""


def audit_reports(asked: Audit, configured: Settings) -> Answer:
    """Check reports and write their dossier; findings do not change the exit code.

    Raises:
        UsageError: nothing is named, the folder is no dossier, or what writes it is not installed.
    """
    sources, shown = audited(asked, configured)
    code = CLEAN if shown.results.reports else UNTRUSTED
    return Answer(code, f"{(asked.folder / 'index.html').as_posix()}\n", tuple(_remarks(sources, shown)))


def audited(asked: Audit, configured: Settings) -> tuple[Sources, View]:
    """Write the dossier, and hand out what it is about. Raises as `audit_reports`."""
    needed = {**NEEDED, **(GX if asked.data_docs else {})}
    missing = [package for module, package in needed.items() if find_spec(module) is None]
    if missing:
        raise UsageError(
            say("an audit needs {names}", names=tuple(missing)), hint="pip install 'tieout[audit]'"
        )
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
        cluster=cluster_of(asked.scheduler),
    )
    making = place.parent / f".tieout-{secrets.token_hex(8)}"
    try:
        _write(asked, settings, sources, shown, making)
        _put(making, place)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return sources, shown


def _write(asked: Audit, settings: Settings, sources: Sources, shown: View, folder: Path) -> None:
    """All that a dossier is made of."""
    from tieout.commands.known import known_of
    from tieout.commands.rulebook import whole_rulebook
    from tieout.dossier import Companion, write_dossier

    limits = limits_of(settings)
    companions = (
        *_companions(asked, settings, shown, folder),
        *(_copies(sources, shown, folder) if asked.copies else ()),
        Companion(DIGESTS, DIGESTS, say("what `tieout verify` holds the dossier against"), later=True),
    )
    write_dossier(
        shown.results,
        shown.book,
        folder,
        languages=settings.languages,
        sources=sources.sources,
        known=known_of(settings, whole_rulebook(settings), asked.as_of, sources.sources, limits),
        companions=companions,
        limits=limits,
        jobs=asked.jobs or asked.cpus,
        progress=asked.progress,
    )
    write_digests(folder, shown.results, shown.book, sources.sources)


def _companions(asked: Audit, settings: Settings, shown: View, folder: Path) -> Iterator[Companion]:
    """What lies beside the pages: the data, and the Data Docs of Great Expectations."""
    from tieout.data import write_data
    from tieout.dossier import Companion
    from tieout.frames import frames_of

    told = asked.progress or (lambda *_: None)
    parts = 1 + asked.data_docs
    told(say("data written"), 0, parts)
    frames = frames_of(shown)
    files = write_data(shown.results, shown.book, folder / DATA, languages=settings.languages, frames=frames)
    for file in files:
        yield Companion(f"{DATA}/{file.name}", file.name, NOTES.get(file.name, ""))
    told(say("data written"), 1, parts)
    if asked.data_docs:
        from tieout.gx import write_data_docs

        docs = write_data_docs(shown.results, shown.book, folder / DATA_DOCS, frames=frames)
        if docs.index is not None:
            note = say("the rulebook as expectations, and what came of each")
            yield Companion(f"{DATA_DOCS}/index.html", "Great Expectations Data Docs", note)
        told(say("data written"), 2, parts)


def _copies(sources: Sources, shown: View, folder: Path) -> Iterator[Companion]:
    """Copies of the reports with a tick mark on every figure; what cannot be marked has none."""
    from tieout.commands.ticks import TICKED, planned_copies, write_ticks
    from tieout.dossier import Companion

    here = [one for one in sources.sources if not one.url]
    marked = [one for one in here if PurePath(one.name).suffix.lower() in TICKED]
    if not marked:
        return
    planned = planned_copies(marked, folder / COPIES)
    write_ticks(shown, marked, planned)
    for copy in planned:
        if copy.target.is_file():
            href = f"{COPIES}/{copy.target.name}"
            yield Companion(href, say("Copy with tick marks"), copy.target.name, copy.source.name)


def _sources(asked: Audit, settings: Settings, place: Path) -> Sources:
    if not settings.paths:
        raise UsageError(
            say("no reports named"), hint=say("give files or folders, or set paths in the configuration")
        )
    found = named_sources(settings.paths, asked.against, settings)
    own = report_name(place, settings.root)  # that it will be replaced need not be said in it
    found = replace(
        found,
        sources=tuple(one for one in found.sources if not _inside(one.path, place)),
        problems=tuple(
            (name, told) for name, told in found.problems if (name, told.message) != (own, DOSSIER)
        ),
    )
    if not found.sources:  # a dossier of nothing would take the place of the one that stands there
        named = ", ".join(path.as_posix() for path in settings.paths)
        raise UsageError(
            say("no report was found"), named, hint=say("give files or folders that hold reports")
        )
    return found


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
        raise UsageError(say("cannot be written: its folder does not exist"), said)
    if not place.exists():
        return place
    if not place.is_dir():
        raise UsageError(say("is a file, and a dossier is a folder"), said, say("name another folder"))
    held = sorted(one.name for one in place.iterdir())
    foreign = [name for name in held if name not in PARTS]
    if foreign:
        raise UsageError(
            say("holds {foreign}, which is no part of a dossier", foreign=repr(foreign[0])),
            said,
            say("name another folder"),
        )
    if held and MARK not in _beginning(place / "index.html"):
        raise UsageError(
            say("is not empty, and holds no dossier that tieout wrote"), said, say("name another folder")
        )
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
        raise UsageError(
            say("cannot be written: {reason}", reason=said_by_system(error)), place.as_posix()
        ) from error
    shutil.rmtree(before, ignore_errors=True)


def _remarks(sources: Sources, shown: View) -> Iterator[str]:
    """What stderr says: what was not read, and the whole in two lines."""
    from tieout.render.text import problem_line
    from tieout.render.totals import summary

    yield from (f"note: {translated(note, shown.rest)}" for note in sources.notes)
    for path, problem in shown.problems():
        yield f"{'error' if problem.fatal else 'note'}: {problem_line(path, problem, shown.rest)}"
    yield from summary(shown)
    if not shown.results.reports:
        nothing = say("no report could be read")
        yield f"error: {translated(nothing, shown.rest)}"
