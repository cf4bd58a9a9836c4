"""Loads and reads one report of a run; whatever goes wrong becomes a problem of that report."""

from __future__ import annotations

import copyreg
import os
import stat
from dataclasses import fields
from operator import attrgetter
from pathlib import PurePath

from tieout.contain import LostError, OutOfTimeError, contained
from tieout.crash import crashed, staged
from tieout.errors import ReadError, hinted
from tieout.model import Anchor, Block, Document, Held, Problem, Text
from tieout.read import Limits, read_bytes
from tieout.reference import SUFFIXES as REFERENCE_SUFFIXES
from tieout.reference import as_reference, read_facts
from tieout.sources import Source
from tieout.storage import fetched
from tieout.wording import say
from tieout.wording.libraries import said_by_system

RECORDS = (Anchor, Block, Held, Text)  # a document has tens of thousands
_UNHURRIED = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


def loaded(source: Source, limits: Limits) -> bytes | Problem:
    """The bytes of a report, or the fatal problem that there are none.

    What became a FIFO or a device since it was found is not waited for.
    """
    try:
        if source.data is not None:
            limits.check("bytes", len(source.data), source.name)
            return source.data
        if source.url:
            return _fetched(source, limits)
        with os.fdopen(os.open(source.path, os.O_RDONLY | _UNHURRIED), "rb") as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                raise ReadError(say("is no file any more"), source.name)
            limits.check("bytes", state.st_size, source.name)
            data = file.read(limits.bytes + 1)
        limits.check("bytes", len(data), source.name)
    except ReadError as error:
        return _unreadable(error)
    except OSError as error:
        reason = said_by_system(error)
        hint = say("check path and permissions")
        return _unreadable(
            ReadError(say("the file could not be read: {reason}", reason=reason), source.name, hint)
        )
    return data


def _fetched(source: Source, limits: Limits) -> bytes:
    data = fetched(source.url, limits.bytes + 1)
    if isinstance(data, str):
        raise ReadError(say("the file could not be read: {reason}", reason=data), source.name)
    limits.check("bytes", len(data), source.name)
    return data


def document_of(data: bytes, name: str, limits: Limits) -> Document | Problem:
    """Read a report in this process, or say why it cannot be read."""
    try:
        return read_bytes(data, name, limits)
    except ReadError as error:
        return _unreadable(error)
    except MemoryError:
        said = say(
            "needs more than {bytes:,} bytes of memory (raise limits.memory in the configuration)",
            bytes=limits.memory,
        )
        return Problem("read/memory-limit", said, fatal=True)
    except Exception as error:
        return crashed("reading", error)


def reference_of(data: bytes, name: str, limits: Limits) -> Document | Problem:
    """Read a report, or a list of facts, that others are held against; or say why it cannot be read."""
    if PurePath(name).suffix.lower() in REFERENCE_SUFFIXES:
        try:
            return read_facts(data, name)
        except ReadError as error:
            return _unreadable(error)
    document = document_of(data, name, limits)
    return document if isinstance(document, Problem) else as_reference(document)


def document_apart(data: bytes, name: str, limits: Limits) -> Document | Problem:
    """Read a report in a process of its own."""
    work = (name, lambda: document_of(data, name, limits))
    ((_, document),) = contained([work], 1, limits.seconds, limits.memory)
    return lost(document, limits) if isinstance(document, LostError) else document


def lost(error: LostError, limits: Limits) -> Problem:
    """The problem of a report whose process did not come back."""
    if isinstance(error, OutOfTimeError):
        return out_of_time(limits)
    return Problem(
        "read/reader-died", say("the reader died on this report: {error}", error=error.args[0]), fatal=True
    )


def out_of_time(limits: Limits, stage: str = "") -> Problem:
    """The problem of a report, or of a stage, that took too long."""
    took = say("{stage} took", stage=staged(stage)) if stage else say("took")
    message = say(
        "{took} more than {seconds} seconds (raise limits.seconds in the configuration)",
        took=took,
        seconds=limits.seconds,
    )
    return Problem("read/time-limit", message, fatal=True)


def _unreadable(error: ReadError) -> Problem:
    return Problem("read/unreadable", hinted(error.message, error.hint), fatal=True)


def _by_fields(record: type[Anchor | Block | Held | Text]) -> None:
    """Have records travel between processes by their fields, which takes half as long as their state does."""
    values = attrgetter(*(field.name for field in fields(record)))
    copyreg.pickle(record, lambda one: (record, values(one)))


for _record in RECORDS:
    _by_fields(_record)
