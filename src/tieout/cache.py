"""What earlier runs found out, kept in a folder of the user's by what it was made from.

An entry is named by a hash of all that it depends on, so that it is never stale, and carries a keyed checksum
over name and content, so that a damaged, exchanged or foreign one is no entry. It is a help and never a
condition: what cannot be read is made anew, a folder that cannot be written, or that somebody else can write,
is left alone. Writing is whole or not at all, so that runs at the same time do not disturb each other.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import os
import pickle
import secrets
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import tieout

MOST = 1_000_000_000  # bytes that are kept; what was used last stays
_VALUES = {("fractions", "Fraction"), ("decimal", "Decimal")}  # of the standard library
_TAG = 32  # bytes of the checksum
_NAME = 20  # bytes of a key
_READERS = ("lxml", "pypdf", "pypdfium2", "rapidocr")  # libraries that decide what is read


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of entries, or none."""

    folder: Path | None = None

    def recall(self, kind: str, key: str) -> object | None:
        """The entry of this kind and key, or None."""
        if self.folder is None:
            return None
        try:
            secret = self._secret()
            content = self._path(kind, key).read_bytes()
            tag, payload = content[:_TAG], content[_TAG:]
            if not hmac.compare_digest(tag, _tag(secret, kind, key, payload)):
                return None
            with suppress(OSError):
                os.utime(self._path(kind, key))  # it was of use
            found: object = _Records(io.BytesIO(payload)).load()
        except Exception:  # whatever is wrong with an entry, it can be made anew
            return None
        return found

    def remember(self, kind: str, key: str, value: object) -> None:
        """Keep a value, whole or not at all."""
        if self.folder is None:
            return
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            payload = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
            self._write(self._path(kind, key), _tag(self._secret(), kind, key, payload) + payload)
            self._forget()

    def key(self, parts: Iterable[str | bytes]) -> str:
        """The key of whatever is made from these parts by this version of the tool."""
        found = hashlib.blake2b(_version(self), digest_size=_NAME)
        for part in parts:
            content = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
            found.update(len(content).to_bytes(8, "big") + content)
        return found.hexdigest()

    def _path(self, kind: str, key: str) -> Path:
        assert self.folder is not None
        return self.folder / f"{kind}-{key}.kept"

    def _secret(self) -> bytes:
        """What only this user's runs know; made by the first.

        Raises:
            OSError: there is no such folder, or it is not the user's own.
        """
        assert self.folder is not None
        _refuse_foreign(self.folder)
        path = self.folder / "secret"
        with suppress(FileNotFoundError):
            found = path.read_bytes()
            if len(found) == _TAG:
                return found
            path.unlink()
        self._write(path, secrets.token_bytes(_TAG), once=True)
        return path.read_bytes()

    def _write(self, path: Path, content: bytes, *, once: bool = False) -> None:
        handle, temporary = tempfile.mkstemp(prefix=".new-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            if once:
                with suppress(FileExistsError):
                    os.link(temporary, path)
            else:
                Path(temporary).replace(path)
        finally:
            Path(temporary).unlink(missing_ok=True)

    def _forget(self) -> None:
        """Drop what was not used for longest, and what died while it was written."""
        assert self.folder is not None
        kept = [(entry.stat(), entry) for entry in os.scandir(self.folder) if entry.name != "secret"]
        kept.sort(key=lambda one: one[0].st_mtime, reverse=True)
        size = 0
        for state, entry in kept:
            size += state.st_size
            if size > MOST:
                Path(entry).unlink(missing_ok=True)


@cache
def _version(store: Cache) -> bytes:
    """The code of this package, the Python that runs it and the libraries that read for it.

    Reading all of it again takes longer than most commands, so that what it came to is kept by what the
    system says of the files: their sizes and times, that of the last change among them, which nobody sets.
    """
    if store.folder is None:
        return b""  # nothing is kept, so that nothing need be told apart
    state = hashlib.blake2b(sys.version.encode(), digest_size=_NAME)
    for path, status in _files():
        state.update(f"{path} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}\n".encode())
    known = store.recall("version", state.hexdigest())
    if isinstance(known, bytes):
        return known
    version = code_digest()
    store.remember("version", state.hexdigest(), version)
    return version


def _files() -> Iterator[tuple[str, os.stat_result]]:
    """The sources of this package, and where the libraries begin that decide what is read."""
    folders = [str(Path(tieout.__file__).parent)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.is_dir():
                    folders.append(entry.path)
                elif entry.name.endswith(".py"):
                    yield entry.path, entry.stat()
    for name in _READERS:
        found = find_spec(name)
        if found is not None and found.origin is not None:
            yield found.origin, Path(found.origin).stat()


def code_digest() -> bytes:
    """The code of this package, the Python that runs it and the libraries that read for it, in 20 bytes."""
    from importlib import metadata

    found = hashlib.blake2b(sys.version.encode(), digest_size=_NAME)
    for name in _READERS:
        with suppress(metadata.PackageNotFoundError):
            found.update(f"{name} {metadata.version(name)}".encode())
    package = Path(tieout.__file__).parent
    for source in sorted(package.rglob("*.py")):
        found.update(source.relative_to(package).as_posix().encode() + b"\0" + source.read_bytes())
    return found.digest()


def _tag(secret: bytes, kind: str, key: str, payload: bytes) -> bytes:
    found = hashlib.blake2b(f"{kind} {key}\0".encode(), key=secret, digest_size=_TAG)
    found.update(payload)
    return found.digest()


def _refuse_foreign(folder: Path) -> None:
    """An entry is as good as who can write it."""
    state = folder.stat()
    if hasattr(os, "geteuid") and (
        state.st_uid != os.geteuid() or state.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    ):
        raise PermissionError(f"{folder} can be written by others")


class _Records(pickle.Unpickler):
    """Reads records of this package and refuses everything else, whoever wrote the entry."""

    def find_class(self, module: str, name: str) -> type:
        found: object = None
        if (module, name) in _VALUES or module.startswith("tieout."):
            found = super().find_class(module, name)
        if not isinstance(found, type) or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name} is no record")
        return found
