"""Bytes to documents: one module per format, nothing about meaning.

A reader gives blocks in reading order whose texts are free of markup and know their places in the source.
Breaches of `Limits` and content of another format are a `ReadError`; whatever else could not be read is a
`Problem` of the document. Libraries are imported by the reader that needs them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath

from tieout.errors import ReadError
from tieout.model import Document
from tieout.read.limits import DEFAULT, Limits
from tieout.read.markdown import read_markdown, read_text
from tieout.wording import say
from tieout.wording.libraries import said_by_system

__all__ = ["SUFFIXES", "Limits", "read", "read_bytes"]

Reader = Callable[[bytes, str, Limits], Document]


def _csv(data: bytes, name: str, limits: Limits) -> Document:
    from tieout.read.delimited import read_delimited

    return read_delimited(data, name, limits)


def _pdf(data: bytes, name: str, limits: Limits) -> Document:
    from tieout.read.pdf import read_pdf

    return read_pdf(data, name, limits)


def _html(data: bytes, name: str, limits: Limits) -> Document:
    from tieout.read.html import read_html

    return read_html(data, name, limits)


def _docx(data: bytes, name: str, limits: Limits) -> Document:
    from tieout.read.docx import read_docx

    return read_docx(data, name, limits)


def _xlsx(data: bytes, name: str, limits: Limits) -> Document:
    from tieout.read.xlsx import read_xlsx

    return read_xlsx(data, name, limits)


def _converted(data: bytes, name: str, limits: Limits) -> Document:
    from tieout.read.converted import read_converted

    return read_converted(data, name, limits)


def _pptx(data: bytes, name: str, limits: Limits) -> Document:
    from tieout.read.pptx import read_pptx

    return read_pptx(data, name, limits)


SUFFIXES: dict[str, Reader] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_text,
    ".text": read_text,
    ".csv": _csv,
    ".tsv": _csv,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".pdf": _pdf,
    ".docx": _docx,
    ".docm": _docx,
    ".xlsx": _xlsx,
    ".xlsm": _xlsx,
    ".pptx": _pptx,
    ".pptm": _pptx,
    **dict.fromkeys((".doc", ".rtf", ".odt", ".wps", ".xls", ".xlsb", ".ods", ".ppt", ".odp"), _converted),
}


def read(path: Path, name: str | None = None, limits: Limits = DEFAULT) -> Document:
    """Read one report.

    Args:
        path: the file.
        name: how the report is called in messages and results; the path with forward slashes by default.
        limits: how much is read.

    Returns:
        The document.

    Raises:
        ReadError: the file is missing, in no format that is known, damaged, or above a limit.
    """
    name = name or path.as_posix()
    try:
        if path.is_dir():
            raise ReadError(say("expected a file, found a folder"), name)
        limits.check("bytes", path.stat().st_size, name)
        data = path.read_bytes()
    except OSError as error:
        reason = said_by_system(error)
        raise ReadError(
            say("the file could not be read: {reason}", reason=reason),
            name,
            say("check path and permissions"),
        ) from error
    return read_bytes(data, name, limits)


def read_bytes(data: bytes, name: str, limits: Limits = DEFAULT) -> Document:
    """Read a report that is already in memory; the suffix of `name` gives the format. Raises as `read`."""
    suffix = PurePath(name).suffix.lower()
    reader = SUFFIXES.get(suffix)
    if reader is None:
        known = " ".join(sorted(SUFFIXES))
        raise ReadError(
            say("no reader for the suffix {suffix}", suffix=repr(suffix or "(none)")),
            name,
            say("one of {known}", known=known),
        )
    limits.check("bytes", len(data), name)
    try:
        return reader(data, name, limits)
    except RecursionError as error:
        raise ReadError(say("the report is nested too deeply to be read"), name, say("flatten it")) from error
