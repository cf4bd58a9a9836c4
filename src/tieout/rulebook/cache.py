"""Rulebooks remembered between runs, because building one takes longer than reading ten pages.

What was built from the same files by the same code is taken from a folder. The cache is a help and never a
condition: an entry that is missing or damaged is built anew, a folder that cannot be written stays as it is.
An entry can only hold the records of a rulebook, whoever wrote it.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import tieout
from tieout.lexicon import Words
from tieout.model import Severity
from tieout.quantity import Unit
from tieout.rulebook.book import (
    Concept,
    Example,
    Expected,
    Identity,
    Rule,
    Rulebook,
    Schemas,
    UnitWords,
)
from tieout.rulebook.files import File, content_hash

KEPT = 8  # entries; a rulebook in work leaves one with every change
_SOURCES = (
    "lexicon/*.py",
    "model/*.py",
    "quantity/*.py",
    "rulebook/*.py",
)  # the code that makes a rulebook what it is
_RECORDS = {
    (record.__module__, record.__name__): record
    for record in (
        Concept, Example, Expected, Identity, Rule, Rulebook, Schemas, UnitWords, Words,
        Fraction, Severity, Unit,
    )
}  # fmt: skip


def entry(folder: Path, files: Sequence[File]) -> Path:
    """Where the rulebook of these files is kept: by their names and content, the code and the Python."""
    digest = hashlib.sha256(
        f"{content_hash(files)} {tieout.__version__} {sys.implementation.cache_tag}".encode()
    )
    digest.update("\0".join(file.name for file in files).encode())  # rules say where they stand
    package = Path(tieout.__file__).parent
    for source in sorted(path for pattern in _SOURCES for path in package.glob(pattern)):
        digest.update(source.read_bytes())
    return folder / f"rulebook-{digest.hexdigest()[:32]}.pickle"


def recall(entry: Path) -> Rulebook | None:
    """The rulebook kept there, or None if there is none that can be read."""
    try:
        with entry.open("rb") as file:
            book = _Records(file).load()
    except Exception:  # whatever is wrong with an entry, the rulebook can be built
        return None
    return book if isinstance(book, Rulebook) else None


def remember(entry: Path, book: Rulebook) -> None:
    """Keep a rulebook, whole or not at all."""
    import tempfile  # only whoever writes needs it

    try:
        entry.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".rulebook-", dir=entry.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                pickle.dump(book, file, pickle.HIGHEST_PROTOCOL)
            Path(temporary).replace(entry)
            _forget_oldest(entry.parent)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError:
        return


def _forget_oldest(folder: Path) -> None:
    kept = sorted(folder.glob("rulebook-*.pickle"), key=lambda entry: entry.stat().st_mtime, reverse=True)
    for old in kept[KEPT:]:
        old.unlink(missing_ok=True)


class _Records(pickle.Unpickler):
    """Reads the records of a rulebook and refuses everything else."""

    def find_class(self, module: str, name: str) -> type:
        try:
            return _RECORDS[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a rulebook") from None
