"""A run put into a store: written aside, then put in its place whole, so that no run is there by half.

Each run is a folder of its own, so that runs at the same time do not meet. What a killed run leaves lies
aside, where nobody reads it, and is cleared away a day later.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from tieout.errors import UsageError
from tieout.store.rows import Row
from tieout.store.tables import COLUMNS, FORMAT, schema_of
from tieout.wording import say
from tieout.wording.libraries import said_by_system

MARK = "tieout-store.json"
RUNS, ASIDE, RUN = "runs", "aside", "run.json"
_HEAD = {"format": "tieout-store", "format_version": FORMAT}
_AT_ONCE = 20_000  # rows of a table that are in memory
_STALE = 86_400  # seconds after which what lies aside is nobody's


@dataclass(frozen=True, slots=True)
class Run:
    """Who ran what when, by which version and rules, and how it came out.

    `name` sorts by time. `at` is the moment in UTC, `code` the exit code, `question` what the run was asked.
    """

    name: str
    at: str
    by: str
    tool: str
    edition: str
    rulebook: str
    question: str
    code: int
    reports: int
    findings: int

    @staticmethod
    def named(at: datetime) -> str:
        """A name for a run that begins now; no two runs have the same."""
        return f"{at:%Y%m%dT%H%M%S.%f}Z-{secrets.token_hex(4)}"


def open_store(folder: Path) -> Path:
    """A folder to keep runs in; one that is not there is made.

    Raises:
        UsageError: it holds something else, or cannot be made.
    """
    said = folder.as_posix()
    try:
        if folder.is_dir() and not (folder / MARK).exists() and any(folder.iterdir()):
            message, hint = say("is not empty, and holds no store of tieout"), say("name another folder")
            raise UsageError(message, said, hint)
        (folder / RUNS).mkdir(parents=True, exist_ok=True)
        (folder / ASIDE).mkdir(exist_ok=True)
        if not (folder / MARK).exists():
            _write_whole(folder / MARK, json.dumps(_HEAD) + "\n")
        head = json.loads((folder / MARK).read_text("utf-8"))
    except OSError as error:
        raise UsageError(say("cannot be used: {reason}", reason=said_by_system(error)), said) from error
    except ValueError as error:
        raise UsageError(say("is damaged: its mark cannot be read"), f"{said}/{MARK}") from error
    if head != _HEAD:
        hint = say("this one reads version {version}", version=FORMAT)
        raise UsageError(say("is a store of another version"), said, hint)
    return folder


def put(folder: Path, run: Run, tables: Mapping[str, Iterable[Row]]) -> Path:
    """Put a run into a store.

    Args:
        folder: an open store.
        run: what the run was.
        tables: the rows of each table, taken one by one.

    Raises:
        UsageError: it cannot be written; the store is as it was.
    """
    aside, place = folder / ASIDE / run.name, folder / RUNS / run.name
    try:
        _clear(folder / ASIDE)
        aside.mkdir()
        for table in COLUMNS:
            _write_table(aside / f"{table}.parquet", table, tables.get(table, ()))
        _write_whole(aside / RUN, json.dumps(asdict(run), ensure_ascii=False, indent=1) + "\n")
        _settle(aside)
        aside.rename(place)
        _settle(place.parent)
    except OSError as error:
        message = say("cannot be written: {reason}", reason=said_by_system(error))
        raise UsageError(message, folder.as_posix()) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return place


def _write_table(path: Path, table: str, rows: Iterable[Row]) -> None:
    import pyarrow
    import pyarrow.parquet

    schema = schema_of(table)
    with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for some in _batches(rows):
            columns = {
                name: pyarrow.array([row.get(name) for row in some], schema.field(name).type)
                for name in schema.names
            }
            writer.write_table(pyarrow.table(columns, schema))
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while some := list(islice(waiting, _AT_ONCE)):
        yield some


def _write_whole(path: Path, text: str) -> None:
    """Write a file, or replace it, in one step."""
    temporary = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def _settle(folder: Path) -> None:
    """Have the names in a folder survive a power cut."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _clear(aside: Path) -> None:
    """Take away what killed runs left a day ago."""
    newest = _now(aside)
    for entry in os.scandir(aside):
        with suppress(FileNotFoundError):  # another run has put it into its place
            if newest - entry.stat().st_mtime > _STALE:
                shutil.rmtree(entry, ignore_errors=True)


def _now(folder: Path) -> float:
    """The time by the clock of the file system, which need not be this machine's."""
    probe = folder / f".now-{secrets.token_hex(4)}"
    probe.touch()
    try:
        return probe.stat().st_mtime
    finally:
        probe.unlink()
