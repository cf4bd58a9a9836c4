"""What a run of the command line leaves behind, and the fixture's type that starts one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Done:
    """What a run left behind."""

    code: int
    out: str
    err: str


class Command(Protocol):
    """Runs the command line in this process; `stdin` is what it reads from standard input."""

    def __call__(self, *arguments: str, stdin: bytes = b"") -> Done: ...
