"""`tieout serve`: a page on this machine to drop a report on (needs tieout[serve])."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tieout.commands.audit import NEEDED
from tieout.commands.limits import limits_of
from tieout.errors import UsageError
from tieout.settings import Settings
from tieout.wording import say
from tieout.wording.libraries import said_by_system

LOOPBACK = "127.0.0.1"
SERVED = {"starlette": "starlette", "uvicorn": "uvicorn"}


@dataclass(frozen=True, slots=True)
class Request:
    """The command line: the port, where dossiers are kept (None: nowhere), the rulebooks, the language."""

    port: int
    keep: Path | None = None
    roots: Sequence[Path] = ()
    language: str | None = None


def serve_reports(asked: Request, settings: Settings, told: Callable[[str], None]) -> None:
    """Serve until interrupted.

    Args:
        asked: what the command line says.
        settings: limits and language.
        told: is told the address.

    Raises:
        UsageError: what it needs is not installed, or the port is taken.
    """
    missing = [package for module, package in {**SERVED, **NEEDED}.items() if find_spec(module) is None]
    if missing:
        raise UsageError(
            say("the page needs {names}", names=tuple(missing)), hint="pip install 'tieout[serve]'"
        )
    if asked.keep is None:
        with tempfile.TemporaryDirectory(prefix="tieout-") as folder:
            _serve(asked, settings, Path(folder), told)
    else:
        asked.keep.mkdir(parents=True, exist_ok=True)
        _serve(asked, settings, asked.keep.resolve(), told)


def _serve(asked: Request, settings: Settings, folder: Path, told: Callable[[str], None]) -> None:
    import socket

    import uvicorn

    from tieout.serve import Dossiers, application

    limits = limits_of(settings)
    arguments = [argument for root in asked.roots for argument in ("--rulebook", str(root.resolve()))]
    if asked.language is not None:
        arguments += ["--lang", asked.language]
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((LOOPBACK, asked.port))
        except OSError as error:
            raise UsageError(
                say("the port cannot be used: {reason}", reason=said_by_system(error)), str(asked.port)
            ) from error
        port = door.getsockname()[1]
        dossiers = Dossiers(folder, limits.seconds, arguments, kept=asked.keep is not None)
        app = application(dossiers, limits.bytes, port, settings.languages.rest)
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
        told(f"http://{LOOPBACK}:{port}/")
        uvicorn.Server(config).run(sockets=[door])
