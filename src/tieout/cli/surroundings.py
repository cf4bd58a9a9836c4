"""What surrounds this process: its streams, its clock, its environment, the folder it was started in."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import click

from tieout.commands import Answer
from tieout.settings import Settings, load_settings
from tieout.wording import ENGLISH, LANGUAGES, say
from tieout.wording.libraries import said_by_system


class UndeliveredError(Exception):
    """Results that were asked for on stdout did not get there."""


def tell(message: str) -> None:
    """A line on stderr."""
    with suppress(OSError):  # stderr may be closed or full; the exit code says the rest
        click.echo(f"tieout: {message}", err=True)


def day(given: datetime | None) -> date:
    """The day that is asked for, or today."""
    return date.today() if given is None else given.date()


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def user() -> str:
    """Who runs this, as the system calls them; empty where it does not know."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a number without a name
        return ""


def settings_in_force(roots: tuple[Path, ...] = (), language: str | None = None) -> Settings:
    """The configuration of the working folder, with more rulebooks or another language if named."""
    settings = load_settings(Path.cwd())
    return replace(
        settings,
        rulebook=(*settings.rulebook, *roots),
        cache=cache_folder(),
        language=language or settings.language,
        around=spoken_around(),
    )


def spoken_around() -> str:
    """The language of the user's locale; English where it is none of ours."""
    said = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return next((language for language in LANGUAGES if said.startswith(language)), ENGLISH)


def cache_folder() -> Path | None:
    """Where built rulebooks are kept: $TIEOUT_CACHE (empty: nowhere), or the user's own cache."""
    chosen = os.environ.get("TIEOUT_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen else None
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tieout"
    except RuntimeError:  # nobody's home
        return None


def log_to_stderr() -> None:
    """Say on stderr what is logged."""
    import logging

    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="tieout: %(levelname)s: %(message)s")


def cpus() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def deliver(answer: Answer, colouring: Callable[[str], str] | None = None) -> int:
    """Print an answer, coloured if asked for, and hand out its exit code.

    Raises:
        UndeliveredError: stdout takes nothing.
    """
    for remark in answer.remarks:
        tell(remark)
    if answer.out and sys.stdout is None:
        raise UndeliveredError(say("it is closed"))
    try:
        if colouring is None:
            click.echo(answer.out, nl=False)
        else:
            click.echo(colouring(answer.out), nl=False, color=True)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UndeliveredError(said_by_system(error)) from error
    return answer.code


def is_terminal() -> bool:
    """Whether a person reads stdout."""
    return sys.stdout is not None and sys.stdout.isatty()


def read_stdin(most: int) -> bytes:
    """So many bytes of stdin at most."""
    return b"" if sys.stdin is None else sys.stdin.buffer.read(most)
