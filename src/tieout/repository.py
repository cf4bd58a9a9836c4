"""What git knows of the folder that is looked at; nothing is ever written."""

from __future__ import annotations

import os
from pathlib import Path

from tieout.errors import UsageError
from tieout.wording import say
from tieout.wording.libraries import said_by_library

# A repository may name programs that git would start to see what has changed.
_ASKED_QUIETLY = ("--no-optional-locks", "-c", "core.fsmonitor=false")


class RefusedError(UsageError):
    """Git did not do what it was asked for, or is not there."""


def git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git says.

    Args:
        folder: where it is asked.
        arguments: what it is asked.
        given: what it reads.

    Raises:
        RefusedError: it says no, or is not installed.
    """
    import subprocess

    command = ["git", "-C", str(folder), *_ASKED_QUIETLY, *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=False)
    except FileNotFoundError:
        raise RefusedError(say("git is not installed"), hint=say("install it")) from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        why = said_by_library(said) or say("git {command} failed", command=arguments[0])
        raise RefusedError(why, str(folder.absolute()))
    return done.stdout


def ignored_below(folder: Path) -> frozenset[Path]:
    """The files and whole folders below a folder that git ignores; nothing that it tracks is among them.

    A folder that is ignored itself was named on purpose: nothing in it is. Outside of a repository, and
    where git does not say, nothing is ignored.
    """
    real = Path(os.path.realpath(folder))
    if not any((place / ".git").exists() for place in (real, *real.parents)):
        return frozenset()
    try:
        names = _ignored(folder, "--directory")
        if "./" in names:  # all there is; is it so itself?
            names = frozenset() if _is_ignored(real) else _ignored(folder)
    except RefusedError:
        return frozenset()
    return frozenset(folder / name for name in names)


def _ignored(folder: Path, *how: str) -> frozenset[str]:
    told = git(folder, "ls-files", "--others", "--ignored", "--exclude-standard", *how, "-z")
    return frozenset(os.fsdecode(name) for name in told.split(b"\0") if name)


def _is_ignored(folder: Path) -> bool:
    try:
        git(folder.parent, "check-ignore", "--quiet", folder.name)
    except RefusedError:
        return False
    return True
