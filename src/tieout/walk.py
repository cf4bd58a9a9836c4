"""Walks folders and globs in a fixed order; whatever stands in the way is handed out, never raised.

A folder is the glob `**/*` below it. Folders are listed, files are not opened, and links are followed only
to files inside the folder that the walk began with.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from tieout.model import Unread
from tieout.wording import say
from tieout.wording.libraries import said_by_system

GLOB_SIGNS = "*?["
_ANY_DEPTH = "**"
_EVERYTHING = (_ANY_DEPTH, "*")
_TOOLS = frozenset((  # hidden folders in which programs keep their own, and nobody a report
    ".git", ".hg", ".svn", ".bzr", ".venv", ".tox", ".nox", ".cache", ".eggs", ".github", ".gitlab", ".idea",
    ".vscode", ".vs", ".npm", ".yarn", ".pnpm-store", ".mypy_cache", ".pytest_cache", ".ruff_cache",
    ".hypothesis", ".ipynb_checkpoints", ".terraform", ".direnv", ".Trash",
))  # fmt: skip
_Patterns = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something cannot be read where it stands."""

    kind: Unread
    message: str


@dataclass(frozen=True, slots=True)
class Found:
    """A file, or what is none; `hidden` if its name, or that of a folder on the way, begins with a dot."""

    path: Path
    hidden: bool = False
    fault: Fault | None = None


def root_of(path: Path) -> Path:
    """The part of a path before its first glob sign; a folder is its own root."""
    if path.is_dir():
        return path
    for index, part in enumerate(path.parts):
        if any(sign in part for sign in GLOB_SIGNS):
            return Path(*path.parts[:index])
    return path


def walk(asked: Path, skipped: Callable[[Path], bool]) -> Iterator[Found]:
    """All files that a folder holds, or that a glob matches; a folder that a glob matches is walked whole.

    Args:
        asked: the folder or glob.
        skipped: folders that are not entered.
    """
    root = root_of(asked)
    pattern = _EVERYTHING if root == asked else asked.parts[len(root.parts) :]
    inside = os.path.realpath(root)
    below: list[tuple[Path, bool, _Patterns]] = [(root, False, (pattern,))]
    while below:
        folder, hidden, patterns = below.pop()
        entries, fault = _listed(folder)
        if fault is not None:
            yield Found(folder, hidden, fault)
        folders: list[tuple[Path, bool, _Patterns]] = []
        for entry in entries:
            left = _left(patterns, entry.name)
            path, dotted = folder / entry.name, hidden or entry.name.startswith(".")
            if not left:
                continue
            if not _is_folder(entry):
                if () in left:
                    yield from _file(entry, path, dotted, inside)
            elif entry.name not in _TOOLS and not skipped(path):
                folders.append((path, dotted, tuple(rest or _EVERYTHING for rest in left)))
        below += reversed(folders)


def _listed(folder: Path) -> tuple[list[os.DirEntry[str]], Fault | None]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name), None
    except FileNotFoundError:
        return [], None
    except OSError as error:
        reason = said_by_system(error)
        return [], Fault(Unread.FOLDERS, say("the folder cannot be opened: {reason}", reason=reason))


def _left(patterns: _Patterns, name: str) -> _Patterns:
    """What is left of the patterns once a name is matched; () of one that is matched whole."""
    found: list[tuple[str, ...]] = []
    for pattern in patterns:
        first, rest = pattern[0], pattern[1:]
        if first == _ANY_DEPTH:
            found += [pattern, *(_left((rest,), name) if rest else [()])]
        elif fnmatchcase(name, first):
            found.append(rest)
    return tuple(dict.fromkeys(found))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _file(entry: os.DirEntry[str], path: Path, hidden: bool, inside: str) -> Iterator[Found]:
    """A file as it is, or the fault of what is none; a linked folder inside is met where it stands."""
    try:
        linked, mode = entry.is_symlink(), entry.stat().st_mode
    except OSError as error:
        why = say("a link to itself") if error.errno == errno.ELOOP else say("a link that leads nowhere")
        yield Found(
            path,
            hidden,
            Fault(Unread.LINKS, say("{why}: {reason}", why=why, reason=said_by_system(error))),
        )
        return
    real = os.path.realpath(path)
    outside = linked and not Path(real).is_relative_to(inside)
    if stat.S_ISDIR(mode):
        if outside:
            said = say("a link to a folder outside, which was not entered; name it itself")
            yield Found(path, hidden, Fault(Unread.LINKS, said))
    elif not stat.S_ISREG(mode):
        said = say("is no file (a FIFO, socket or device) and was not opened")
        yield Found(path, hidden, Fault(Unread.SPECIAL_FILES, said))
    elif outside:
        said = say("a link that leads out of the folder; name it itself")
        yield Found(path, hidden, Fault(Unread.LINKS, said))
    else:
        yield Found(path, hidden)
