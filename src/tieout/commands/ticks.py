"""`--output ticks:OUT`: copies of the reports with a tick mark on every figure.

OUT is a file for one report (it has a suffix), else a folder, in which each copy has the report's own
name. Reports of other formats get a note, and a report is never written over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tieout.commands.files import replace_file
from tieout.errors import ReadError, UsageError
from tieout.model import Report
from tieout.render.view import View
from tieout.sources import Source

TICKS = "ticks"


@dataclass(frozen=True, slots=True)
class Written:
    """What is for stdout and what stderr says; `errors` make the exit code 2."""

    out: str = ""
    notes: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Copy:
    """A report to be marked: the bytes it was read from, and where the copy goes."""

    report: Report
    source: Source
    target: Path


def _pdf(view: View, report: Report, source: bytes) -> bytes:
    from tieout.render.ticks import tick_pdf

    return tick_pdf(view, report, source)


def _docx(view: View, report: Report, source: bytes) -> bytes:
    from tieout.render.ticks_docx import tick_docx

    return tick_docx(view, report, source)


def _xlsx(view: View, report: Report, source: bytes) -> bytes:
    from tieout.render.ticks_xlsx import tick_xlsx

    return tick_xlsx(view, report, source)


MARKERS: dict[str, Callable[[View, Report, bytes], bytes]] = {"pdf": _pdf, "docx": _docx, "xlsx": _xlsx}


def write_ticks(view: View, sources: Sequence[Source], out: Path | None) -> Written:
    """Write the marked copies.

    Args:
        view: the results of the run.
        sources: the files that were read.
        out: a file for one report, a folder for several.

    Raises:
        UsageError: the place is a report that was checked, or cannot be written to.
    """
    if out is None:
        raise UsageError("ticks are copies of the reports and need a path", "--output", "ticks:OUT.pdf")
    marked = [report for report in view.results.reports if report.document.format in MARKERS]
    left = [report for report in view.results.reports if report.document.format not in MARKERS]
    notes = [f"note: {report.path}: no tick marks on {report.document.format} reports" for report in left]
    errors = []
    for copy in _copies(marked, sources, out):
        try:
            content = MARKERS[copy.report.document.format](view, copy.report, _bytes(copy.source))
        except ReadError as error:
            errors.append(f"error: {copy.report.path}: {error.message}")
            continue
        replace_file(copy.target, content)
        notes.append(f"note: tick marks written to {copy.target.as_posix()}")
    return Written("", tuple(notes), tuple(errors))


def _copies(reports: Sequence[Report], sources: Sequence[Source], out: Path) -> Iterator[_Copy]:
    """Where each report's copy goes; no report is in danger of being written over."""
    by_name = {source.name: source for source in sources}
    folder = out.is_dir() or not out.suffix
    if len(reports) > 1 and not folder:
        raise UsageError("several reports are marked, name a folder", out.as_posix(), "ticks:FOLDER")
    if folder and reports:
        _make_folder(out)
    bases = Counter(PurePosixPath(report.path).name for report in reports)
    read = {source.path.resolve() for source in sources}
    for report in reports:
        target = out / _file_name(report.path, bases) if folder else out
        if target.resolve() in read:
            raise UsageError("tick marks would be written over a report", target.as_posix(), "name another")
        yield _Copy(report, by_name[report.path], target)


def _file_name(path: str, bases: Counter[str]) -> str:
    """The report's own name, with its folders where two reports share it."""
    name = PurePosixPath(path).name
    if bases[name] == 1:
        return name
    return "-".join(part for part in PurePosixPath(path).parts if part not in ("/", "..", "."))


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"no folder for several reports: {error.strerror}", path.as_posix()) from error


def _bytes(source: Source) -> bytes:
    if source.data is not None:
        return source.data
    try:
        return source.path.read_bytes()
    except OSError as error:
        raise ReadError(f"could not be read again: {error.strerror}", source.name) from error
