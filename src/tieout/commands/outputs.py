"""Where results go: outputs are checked before the run, and nothing that stands there is destroyed.

A file is replaced whole or not at all and keeps its mode; a link stays a link; FIFOs and devices are written
through. What would overwrite a report or the configuration, or another output, is refused.
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tieout.errors import UsageError, did_you_mean
from tieout.render import FORMATS
from tieout.wording import say
from tieout.wording.libraries import said_by_system

TICKS, TICKS_ALL = "ticks", "ticks-all"  # with notes on what fails, or on every figure
COPIES = (TICKS, TICKS_ALL)
_STDOUT = 1
_DESCRIPTOR = re.compile(r"/dev/fd/(\d+)|/proc/self/fd/(\d+)|/dev/(stdout)|/dev/(stderr)")
_IN_PLACE = frozenset((errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EXDEV))


@dataclass(frozen=True, slots=True)
class Output:
    """A format and where it goes; None is stdout."""

    format: str
    path: Path | None


def wanted_outputs(texts: Sequence[str], default: str) -> tuple[Output, ...]:
    """The outputs that a command line asks for.

    Raises:
        UsageError: there is no such format, or no such place.
    """
    return tuple(_output(text) for text in texts) or (Output(default, None),)


def _output(text: str) -> Output:
    name, colon, path = text.partition(":")
    known = (*FORMATS, *COPIES)
    if name not in known:
        raise UsageError(
            say("unknown output format {name}", name=repr(name)), "--output", did_you_mean(name, known)
        )
    if name in COPIES and not path:
        raise UsageError(say("ticks are copies of the reports and need a path"), "--output", "ticks:OUT.pdf")
    if colon and not path:
        raise UsageError(
            say("{text} has an empty path", text=repr(text)),
            "--output",
            say("leave out the colon for stdout"),
        )
    if not path or _descriptor(Path(path)) == _STDOUT:
        return Output(name, None)
    return Output(name, Path(path))


def refuse_harm(targets: Sequence[Path | None], protected: Iterable[Path]) -> None:
    """Refuse outputs that cannot be written, or that would overwrite what they must not.

    Args:
        targets: where the results go; None is stdout.
        protected: the reports and the configuration.

    Raises:
        UsageError: names the place.
    """
    guarded = {_identity(path) for path in protected}
    taken: dict[tuple[object, ...], str] = {}
    for path in targets:
        said = "stdout" if path is None else path.as_posix()
        if path is not None:
            _refuse_unwritable(path)
            if _identity(path) in guarded:
                raise UsageError(say("the output would be written over a report or the configuration"), said)
        place = _identity(path)
        if place in taken and not _is_device(path):
            also = "" if taken[place] == said else f", {taken[place]}"
            hint = say("give each but one a path of its own: --output FORMAT:PATH")
            raise UsageError(
                say("two outputs go to the same place ({said}{also})", said=said, also=also), hint=hint
            )
        taken[place] = said


def write_file(path: Path, content: bytes) -> None:
    """Write an output.

    Raises:
        UsageError: it cannot be written; a file that stood there is as it was.
    """
    try:
        descriptor = _descriptor(path)
        if descriptor is not None:
            _write(os.dup(descriptor), content)
        elif path.exists() and not path.is_file():
            _write(os.open(path, os.O_WRONLY), content)
        else:
            _replace(Path(os.path.realpath(path)), content)
    except OSError as error:
        raise UsageError(
            say("cannot be written: {reason}", reason=said_by_system(error)), path.as_posix()
        ) from error


def _descriptor(path: Path) -> int | None:
    """The open file of this process that a path stands for."""
    found = _DESCRIPTOR.fullmatch(path.as_posix())
    if found is None:
        return _STDOUT if _is_file(path) and _identity(path) == _identity(None) else None
    one, other, stdout, stderr = found.groups()
    return _STDOUT if stdout else 2 if stderr else int(one or other)


def _identity(path: Path | None) -> tuple[object, ...]:
    """What is the same for all spellings of a place, and for hard links; None is stdout."""
    try:
        state = os.fstat(_STDOUT) if path is None else path.stat()
    except OSError:
        whole = Path(os.path.realpath(path or os.devnull))
        try:
            parent = whole.parent.stat()
        except OSError:
            return (whole,)
        return parent.st_dev, parent.st_ino, whole.name
    return state.st_dev, state.st_ino


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def _is_device(path: Path | None) -> bool:
    """Whether several outputs may go there, as into /dev/null."""
    try:
        return stat.S_ISCHR((os.fstat(_STDOUT) if path is None else path.stat()).st_mode)
    except OSError:
        return False


def _refuse_unwritable(path: Path) -> None:
    """Say before the run what would only be found out after it."""
    where = path.as_posix()
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        _refuse_folder(Path(os.path.realpath(path)).parent, where)
        return
    except (OSError, ValueError) as error:
        reason = said_by_system(error) if isinstance(error, OSError) else str(error)
        raise UsageError(say("cannot be written: {reason}", reason=reason), where) from error
    if stat.S_ISDIR(mode):
        raise UsageError(say("cannot be written: it is a folder"), where, say("name a file in it"))
    if stat.S_ISBLK(mode) or stat.S_ISSOCK(mode):
        raise UsageError(say("cannot be written: it is a disk or a socket"), where)
    if not os.access(path, os.W_OK):
        raise UsageError(say("cannot be written: it is write-protected"), where)


def _refuse_folder(folder: Path, where: str) -> None:
    if not folder.is_dir():
        raise UsageError(say("cannot be written: its folder does not exist"), where)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UsageError(say("cannot be written: its folder is write-protected"), where)


def _write(handle: int, content: bytes) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def _replace(path: Path, content: bytes) -> None:
    """Write a file through a new one beside it; in place only where the folder allows no other way."""
    before = path.stat() if path.exists() else None
    temporary = path.parent / f".tieout-{secrets.token_hex(8)}"
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        handle = os.open(temporary, flags, 0o666 if before is None else 0o600)  # less what umask takes
        if before is not None:
            temporary.chmod(stat.S_IMODE(before.st_mode))
            with suppress(OSError, AttributeError):
                os.chown(temporary, before.st_uid, before.st_gid)
        _write(handle, content)
        temporary.replace(path)
    except OSError as error:
        if before is None or error.errno not in _IN_PLACE:
            raise
        path.write_bytes(content)
    finally:
        with suppress(OSError):
            temporary.unlink()
