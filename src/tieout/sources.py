"""Which files are the reports: named paths as they are, folders and globs walked in a fixed order.

Nothing is dropped in silence: a path that is missing, matches nothing or leads out of its folder through a
link is a problem, and a file that is named and excluded is a note.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from tieout.model import Problem

GLOB_SIGNS = "*?["


@dataclass(frozen=True, slots=True)
class Source:
    """A report to read: its file, the path that output calls it by, and its bytes if it has no file."""

    path: Path
    name: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """The reports found, each once and by name; problems by the path that was asked for; notes for people."""

    sources: tuple[Source, ...]
    problems: tuple[tuple[str, Problem], ...] = ()
    notes: tuple[str, ...] = ()


def find_sources(
    paths: Sequence[Path], suffixes: Iterable[str], exclude: Sequence[str] = (), *, allow_empty: bool = False
) -> Sources:
    """Find the reports under some paths.

    Args:
        paths: files, folders and globs. A file is taken whatever its suffix.
        suffixes: of the files to take from folders, with the dot, in lower case.
        exclude: globs over names (slashes included); what they match is left out.
        allow_empty: whether a folder or glob may match nothing.
    """
    search = _Search(frozenset(suffixes), tuple(exclude), allow_empty, {}, [], [])
    for path in paths:
        search.add(path)
    ordered = sorted(search.found.values(), key=lambda source: source.name)
    return Sources(tuple(ordered), tuple(search.problems), tuple(search.notes))


def report_name(path: Path) -> str:
    """How output calls a report: relative to the working folder if inside it, with forward slashes."""
    if path.is_absolute():
        try:
            path = path.relative_to(Path.cwd())
        except ValueError:
            return path.as_posix()
    return Path(os.path.normpath(path)).as_posix()


@dataclass(frozen=True, slots=True)
class _Search:
    suffixes: frozenset[str]
    exclude: tuple[str, ...]
    allow_empty: bool
    found: dict[str, Source]  # by real path, so that a file named twice is read once
    problems: list[tuple[str, Problem]]
    notes: list[str]

    def add(self, path: Path) -> None:
        if path.is_dir():
            self._add_all(path, _walk(path))
        elif path.is_file():
            self._add_file(path)
        elif path.exists():
            self._problem(path, "read/no-file", "is neither a file nor a folder")
        elif any(sign in str(path) for sign in GLOB_SIGNS):
            self._add_all(path, _glob(path))
        else:
            self._problem(path, "read/missing", "there is no such file or folder")

    def _add_file(self, path: Path) -> None:
        if self._excluded(path):
            self.notes.append(f"{report_name(path)}: named but excluded by the configuration; not checked")
        else:
            self._take(path)

    def _add_all(self, asked: Path, files: Iterable[Path]) -> None:
        before = len(self.found)
        wanted = [path for path in files if path.suffix.lower() in self.suffixes]
        root = _root(asked).resolve()
        for path in wanted:
            if self._excluded(path):
                continue
            if path.resolve().is_relative_to(root):
                self._take(path)
            else:
                self._problem(
                    path, "read/link-outside", "a link that leads out of the folder; name it itself"
                )
        if not wanted and not self.allow_empty and len(self.found) == before:
            self._problem(asked, "read/nothing-matched", "holds no report that can be read")

    def _take(self, path: Path) -> None:
        self.found.setdefault(os.path.realpath(path), Source(path, report_name(path)))

    def _excluded(self, path: Path) -> bool:
        name = report_name(path)
        tails = ["/".join(path.parts[start:]) for start in range(len(path.parts))]
        return any(
            fnmatchcase(candidate, glob.rstrip("/")) or fnmatchcase(candidate, f"{glob.rstrip('/')}/*")
            for glob in self.exclude
            for candidate in (name, *tails)
        )

    def _problem(self, path: Path, code: str, message: str) -> None:
        self.problems.append((report_name(path), Problem(code, message, fatal=True)))


def _walk(folder: Path) -> Iterator[Path]:
    """All files below a folder except hidden ones, in a fixed order; linked folders are not entered."""
    for parent, folders, files in os.walk(folder, onerror=None):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(files) if not name.startswith("."))


def _glob(pattern: Path) -> Iterator[Path]:
    root = _root(pattern)
    inside = str(pattern.relative_to(root))
    yield from sorted(path for path in root.glob(inside) if path.is_file() and not path.name.startswith("."))


def _root(path: Path) -> Path:
    """The part of a path before its first glob sign; a folder is its own root."""
    if path.is_dir():
        return path
    for index, part in enumerate(path.parts):
        if any(sign in part for sign in GLOB_SIGNS):
            return Path(*path.parts[:index])
    return path
