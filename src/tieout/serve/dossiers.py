"""Makes the dossier of a dropped report, in a process of its own, and throws it away again.

A report is untrusted: it is audited by the command line in a child process, which has limits of its own and
can be ended; only its folder is shared. Nothing is kept beyond a few dossiers that may still be open in a
browser, unless a folder to keep them in is named.
"""

from __future__ import annotations

import asyncio
import secrets
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from tieout.wording import say

OPEN = 8  # dossiers that may still be open in a browser
SLACK = 30  # seconds beyond what one report may take: to start, and to write the pages
_NAME = 80  # characters of a name


class NoDossierError(Exception):
    """The report could not be audited; says why, for people."""


@dataclass(slots=True)
class Dossiers:
    """The dossiers of a server, by a name that nobody can guess.

    `folder` is where they are made; it is removed by whoever made it, unless dossiers are to be `kept`.
    `arguments` go to the audit; `seconds` is what one may take.
    """

    folder: Path
    seconds: int
    arguments: Sequence[str] = ()
    kept: bool = False
    _names: list[str] = field(default_factory=list)
    _turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))  # one at a time

    async def make(self, name: str, data: bytes) -> str:
        """Audit a report.

        Args:
            name: what it was called where it came from; only its last part counts.
            data: its bytes.

        Returns:
            The name of its dossier.

        Raises:
            NoDossierError: it could not be audited.
        """
        token = secrets.token_urlsafe(18)
        home = self.folder / token
        home.mkdir(parents=True)
        report = home / plain_name(name)
        report.write_bytes(data)
        try:
            async with self._turn:
                await self._audit(report)
        except NoDossierError:
            shutil.rmtree(home, ignore_errors=True)
            raise
        if not self.kept:
            report.unlink(missing_ok=True)
            self._names.append(token)
            self._forget()
        return token

    def file(self, token: str, path: str) -> Path | None:
        """A file of a dossier; None if there is none, or the path leads out of it."""
        if not token or PurePath(token).name != token or token.startswith("."):
            return None
        home = (self.folder / token / "dossier").resolve()
        found = (home / path).resolve()
        return found if found.is_relative_to(home) and found.is_file() else None

    async def _audit(self, report: Path) -> None:
        command = (sys.executable, "-m", "tieout", "audit", report.name, "-o", "dossier", "--no-data-docs")
        child = await asyncio.create_subprocess_exec(
            *command, *self.arguments, cwd=report.parent, stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            _, said = await asyncio.wait_for(child.communicate(), self.seconds + SLACK)
        except TimeoutError:
            raise NoDossierError(say("it took too long")) from None
        finally:
            if child.returncode is None:
                with suppress(ProcessLookupError):
                    child.kill()
                await child.wait()
        if not (report.parent / "dossier" / "index.html").is_file() or child.returncode:
            lines = [line.removeprefix("tieout: ") for line in said.decode("utf-8", "replace").splitlines()]
            errors = [line for line in lines if line.startswith("error: ")] or lines[-1:]
            raise NoDossierError("\n".join(errors) or say("it could not be audited"))

    def _forget(self) -> None:
        """Throw away the dossiers that were made first."""
        while len(self._names) > OPEN:
            shutil.rmtree(self.folder / self._names.pop(0), ignore_errors=True)


def plain_name(name: str) -> str:
    """A name of a file without folders, hidden letters or a leading dot; its suffix is kept."""
    last = PurePath(name.replace("\\", "/")).name
    kept = "".join(char for char in last if char.isprintable() and char not in '/\\:*?"<>|').lstrip(". -")
    suffix = PurePath(kept).suffix
    return f"{PurePath(kept).stem[: _NAME - len(suffix)] or 'report'}{suffix}"
