"""Older office formats, read through LibreOffice where it is at hand.

LibreOffice runs without a screen, with a profile of its own that is thrown away, under the report's limits of
time and memory, and follows no links. What it makes of the document is read like any other; that it did is
said, for figures may look different there.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path, PurePath

from tieout.errors import ReadError
from tieout.model import Document, Problem
from tieout.read.limits import Limits
from tieout.wording import say

CONVERTED = {
    ".doc": ".docx", ".rtf": ".docx", ".odt": ".docx", ".wps": ".docx", ".xls": ".xlsx", ".xlsb": ".xlsx",
    ".ods": ".xlsx", ".ppt": ".pptx", ".odp": ".pptx",
}  # fmt: skip
_PROGRAMS = ("soffice", "libreoffice")
_ITEM = (
    '<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
_SETTINGS = (  # no macros, nothing fetched by a document, no links brought up to date
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "2"),
)
_NAMES = 'xmlns:oor="http://openoffice.org/2001/registry"'


def read_converted(data: bytes, name: str, limits: Limits) -> Document:
    """Read a document of an older format.

    Raises:
        ReadError: there is no LibreOffice, it cannot read the document, or a limit is exceeded.
    """
    from tieout.read import SUFFIXES

    suffix = PurePath(name).suffix.lower()
    newer = CONVERTED[suffix]
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise ReadError(
            say("{suffix} is read through LibreOffice, which is not installed", suffix=suffix),
            name,
            say("save it as {newer}, or install LibreOffice", newer=newer),
        )
    with tempfile.TemporaryDirectory(prefix="tieout-") as folder:
        made = _converted(program, data, suffix, newer, Path(folder), name, limits)
    limits.check("bytes", len(made), name)
    document = SUFFIXES[newer](made, name, limits)
    said = Problem("converted", say("read through LibreOffice, as {format}", format=newer))
    return replace(document, format=suffix[1:], problems=(said, *document.problems))


def _converted(
    program: str, data: bytes, suffix: str, newer: str, folder: Path, name: str, limits: Limits
) -> bytes:
    source, profile = folder / f"report{suffix}", folder / "profile"
    source.write_bytes(data)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_settings(), encoding="utf-8")
    command = [
        program, "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard",
        f"-env:UserInstallation={profile.as_uri()}", "--convert-to", newer[1:], "--outdir", str(folder),
        str(source),
    ]  # fmt: skip
    environment = {"PATH": os.defpath, "HOME": str(folder), "LANG": "C.UTF-8"}
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True, preexec_fn=lambda: _limit(limits),
    )  # fmt: skip
    try:
        process.wait(limits.seconds)
    except subprocess.TimeoutExpired as error:
        raise ReadError(
            say("LibreOffice took more than {seconds} seconds", seconds=limits.seconds),
            name,
            say("save it as {newer}", newer=newer),
        ) from error
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # it starts others
        process.wait()
    result = source.with_suffix(newer)
    if process.returncode or not result.is_file():
        raise ReadError(
            say("LibreOffice cannot read the document"), name, say("save it as {newer}", newer=newer)
        )
    return result.read_bytes()


def _settings() -> str:
    items = "".join(_ITEM.format(path=path, name=key, value=value) for path, key, value in _SETTINGS)
    return f'<?xml version="1.0" encoding="UTF-8"?><oor:items {_NAMES}>{items}</oor:items>'


def _limit(limits: Limits) -> None:
    """Keep the process that LibreOffice becomes within the report's limits."""
    import resource

    for limit, value in ((resource.RLIMIT_AS, limits.memory), (resource.RLIMIT_CPU, limits.seconds)):
        _, hard = resource.getrlimit(limit)
        with contextlib.suppress(ValueError):  # a lower limit holds already
            resource.setrlimit(limit, (value, hard))
