"""`--output ticks:OUT`: copies of the reports with marks on their figures; `ticks-all:`, a note on every one.

OUT is a file for one report (of the same suffix), else a folder, in which each copy has the report's own
name. Reports of other formats get a note. Where the copies go is settled before the run.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath

from tieout.commands.outputs import write_file
from tieout.errors import ReadError, UsageError, hinted
from tieout.model import Report
from tieout.render.view import View
from tieout.sources import Source
from tieout.wording import say, translated
from tieout.wording.libraries import said_by_system

TICKED = {".pdf": "pdf", ".docx": "docx", ".docm": "docx", ".xlsx": "xlsx", ".xlsm": "xlsx"}


@dataclass(frozen=True, slots=True)
class Written:
    """What stderr says of the copies; `errors` make the exit code 2."""

    notes: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """A report to be marked, and where the copy goes."""

    source: Source
    target: Path
    everything: bool = False  # a note on every figure, not only on those that fail


def _pdf(view: View, report: Report, source: bytes, *, everything: bool) -> bytes:
    from tieout.render.ticks_pdf import tick_pdf

    return tick_pdf(view, report, source, everything=everything)


def _docx(view: View, report: Report, source: bytes, *, everything: bool) -> bytes:
    from tieout.render.ticks_docx import tick_docx

    return tick_docx(view, report, source, everything=everything)


def _xlsx(view: View, report: Report, source: bytes, *, everything: bool) -> bytes:
    from tieout.render.ticks_xlsx import tick_xlsx

    return tick_xlsx(view, report, source, everything=everything)


MARKERS: dict[str, Callable[..., bytes]] = {"pdf": _pdf, "docx": _docx, "xlsx": _xlsx}


def planned_copies(sources: Sequence[Source], out: Path, *, everything: bool = False) -> tuple[Copy, ...]:
    """Where the copy of each report goes.

    Args:
        sources: the reports.
        out: a file for one report, a folder for several.
        everything: give every figure a note.

    Raises:
        UsageError: they do not fit there, or no report can be marked.
    """
    marked = [source for source in sources if _suffix(source) in TICKED]
    if not marked:
        raise UsageError(
            say("none of the reports can be marked"),
            out.as_posix(),
            say("one of {names}", names=" ".join(TICKED)),
        )
    if out.is_dir() or not out.suffix:
        _make_folder(out)
        bases = Counter(PurePosixPath(source.name).name for source in marked)
        return tuple(Copy(source, out / _file_name(source.name, bases), everything) for source in marked)
    if len(marked) > 1:
        raise UsageError(say("several reports are marked, name a folder"), out.as_posix(), "ticks:FOLDER")
    if out.suffix.lower() != _suffix(marked[0]):
        said = say("the copy of {name} keeps its format", name=marked[0].name)
        raise UsageError(said, out.as_posix(), f"ticks:{out.with_suffix(_suffix(marked[0])).as_posix()}")
    return (Copy(marked[0], out, everything),)


def write_ticks(view: View, sources: Sequence[Source], copies: Sequence[Copy]) -> Written:
    """Write the marked copies; one that cannot be written is an error and does not keep back the others."""
    left = [source for source in sources if _suffix(source) not in TICKED]
    language = view.rest

    def line(kind: str, name: str, said: str) -> str:
        return f"{kind}: {name}: {translated(said, language)}"

    none = say("no tick marks on reports of this format")
    notes = [line("note", source.name, none) for source in left]
    errors = []
    for copy in copies:
        report = view.reports.get(copy.source.name)
        if report is None:
            errors.append(line("error", copy.source.name, say("was not read, so it was not marked")))
            continue
        try:
            write_file(copy.target, _content(view, report, copy))
        except (ReadError, UsageError) as error:
            errors.append(line("error", copy.source.name, hinted(error.message, error.hint)))
        else:
            written = say("tick marks written to {path}", path=copy.target.as_posix())
            notes.append(line("note", copy.source.name, written))
    return Written(tuple(notes), tuple(errors))


def _content(view: View, report: Report, copy: Copy) -> bytes:
    source = copy.source
    data = source.data
    if data is None:
        try:
            data = source.path.read_bytes()
        except OSError as error:
            raise ReadError(
                say("could not be read again: {reason}", reason=said_by_system(error)), source.name
            ) from error
    if hashlib.sha256(data).hexdigest() != report.document.sha256:
        raise ReadError(say("was changed while it was checked"), source.name, say("check it again"))
    return MARKERS[TICKED[_suffix(source)]](view, report, data, everything=copy.everything)


def _suffix(source: Source) -> str:
    return PurePath(source.name).suffix.lower()


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            say("no folder for several reports: {reason}", reason=said_by_system(error)), path.as_posix()
        ) from error


def _file_name(path: str, bases: Counter[str]) -> str:
    """The report's own name, with its folders where two reports share it."""
    name = PurePosixPath(path).name
    if bases[name] == 1:
        return name
    return "-".join(part for part in PurePosixPath(path).parts if part not in ("/", "..", "."))
