"""What each command does, as functions from options to an answer; `cli.py` delivers the answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command says: results for stdout, remarks for stderr, and the exit code."""

    code: int = 0
    out: str = ""
    remarks: tuple[str, ...] = ()


__all__ = ["Answer"]
