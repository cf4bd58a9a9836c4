"""Reports on shared or object storage, by URL: s3://bucket/reports, gs://…, memory://… (fsspec reads them).

Clients of storage start threads, beside which no process can be forked: whatever is asked of them is asked in
a process that ends with the answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from tieout.contain import LostError, contained
from tieout.errors import UsageError
from tieout.model import Problem
from tieout.sources import Source, Sources
from tieout.wording import say

_URL = re.compile(r"([a-z][a-z0-9+.-]+):/+(.*)")  # a path has but one of the slashes left
_SECONDS = 600  # of processor time for a list of files
_MEMORY = 1 << 40
_Answer = TypeVar("_Answer")


def url_of(path: Path) -> str:
    """The URL that a path of the command line stands for; empty if it is a path."""
    found = _URL.fullmatch(path.as_posix())
    if found is None or path.exists():
        return ""
    scheme, rest = found.groups()
    return f"{scheme}:///{rest}" if scheme in ("file", "local") else f"{scheme}://{rest}"


def stored_sources(urls: Sequence[str], suffixes: Collection[str]) -> Sources:
    """The reports below some URLs, each once and by its URL.

    Args:
        urls: files or folders. A file is taken whatever its suffix.
        suffixes: of the files to take from folders, with the dot, in lower case.

    Raises:
        UsageError: fsspec is not installed.
    """
    if urls and find_spec("fsspec") is None:
        raise UsageError(say("reports by URL need fsspec"), urls[0], "pip install 'tieout[cluster]'")
    found: dict[str, Source] = {}
    problems: list[tuple[str, Problem]] = []
    for url in urls:
        listed = _asked(lambda url=url: _listed(url, suffixes))  # type: ignore[misc]
        if isinstance(listed, str):
            said = say("cannot be listed: {reason}", reason=listed)
            problems.append((url, Problem("read/unreadable", said, fatal=True)))
        elif not listed:
            said = say("holds no report that can be read")
            problems.append((url, Problem("read/nothing-matched", said, fatal=True)))
        else:
            found |= {one: Source(Path(one), one, url=one) for one in listed}
    return Sources(tuple(found[name] for name in sorted(found)), tuple(problems))


def fetched(url: str, most: int) -> bytes | str:
    """The first bytes of a file, so many at most; or why there are none."""
    return _asked(lambda: _read(url, most))


def _asked(ask: Callable[[], _Answer]) -> _Answer | str:
    ((_, answer),) = contained([("", lambda: _tried(ask))], 1, _SECONDS, _MEMORY)
    return str(answer) if isinstance(answer, LostError) else answer


def _tried(ask: Callable[[], _Answer]) -> _Answer | str:
    """An answer, or what went wrong: storage has errors of many kinds."""
    try:
        return ask()
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def _listed(url: str, suffixes: Collection[str]) -> list[str]:
    import fsspec

    system, root = fsspec.core.url_to_fs(url)
    if system.isfile(root):
        return [str(system.unstrip_protocol(root))]
    files = (str(system.unstrip_protocol(path)) for path in system.find(root))
    return [file for file in files if Path(file).suffix.lower() in suffixes and "/." not in file]


def _read(url: str, most: int) -> bytes:
    import fsspec

    with fsspec.open(url, "rb") as file:
        content: bytes = file.read(most)
    return content
