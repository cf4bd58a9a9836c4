"""Reads one report of a run; whatever goes wrong becomes a problem of that report.

Formats read by libraries in C (PDF, Office) are read in a process of their own, for a loop or a crash inside
a library cannot be caught; the others are plain Python and are read here.
"""

from __future__ import annotations

import copyreg
from dataclasses import fields
from operator import attrgetter
from pathlib import PurePath

from tieout.contain import LostError, OutOfTimeError, contained
from tieout.crash import crashed
from tieout.errors import ReadError
from tieout.model import Anchor, Block, Document, Held, Problem, Text
from tieout.read import Limits, read, read_bytes
from tieout.read.converted import CONVERTED
from tieout.sources import Source

APART = frozenset((".pdf", ".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".pptm", *CONVERTED))
RECORDS = (Anchor, Block, Held, Text)  # a document has tens of thousands


def document_of(source: Source, limits: Limits) -> Document | Problem:
    """Read a report.

    Args:
        source: the report.
        limits: what it may cost.

    Returns:
        The document, or the fatal problem that there is none.
    """

    def work() -> Document | Problem:
        return _document(source, limits)

    if PurePath(source.name).suffix.lower() not in APART:
        return work()
    try:
        return contained(work, limits.seconds, limits.memory)
    except OutOfTimeError:
        return out_of_time(limits)
    except LostError as error:
        return Problem("read/reader-died", f"the reader died on this report: {error}", fatal=True)


def out_of_time(limits: Limits) -> Problem:
    """The problem of a report that took too long."""
    message = f"took more than {limits.seconds} seconds (raise limits.seconds in the configuration)"
    return Problem("read/time-limit", message, fatal=True)


def _document(source: Source, limits: Limits) -> Document | Problem:
    try:
        if source.data is None:
            return read(source.path, source.name, limits)
        return read_bytes(source.data, source.name, limits)
    except ReadError as error:
        hint = f" ({error.hint})" if error.hint else ""
        return Problem("read/unreadable", f"{error.message}{hint}", fatal=True)
    except MemoryError:
        said = f"needs more than {limits.memory:,} bytes of memory (raise limits.memory in the configuration)"
        return Problem("read/memory-limit", said, fatal=True)
    except Exception as error:
        return crashed("reading", error)


def _by_fields(record: type[Anchor | Block | Held | Text]) -> None:
    """Have records travel between processes by their fields, which takes half as long as their state does."""
    values = attrgetter(*(field.name for field in fields(record)))
    copyreg.pickle(record, lambda one: (record, values(one)))


for _record in RECORDS:
    _by_fields(_record)
