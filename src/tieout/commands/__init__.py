"""What each command does, as functions from options to an answer; `cli/` delivers the answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command says: results for stdout, remarks for stderr, and the exit code."""

    code: int = 0
    out: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a run says: the exit code, the text of each output, what stderr says.

    It is `lasting` if the same run would say the same again.
    """

    code: int
    texts: tuple[str | None, ...]  # None where there is none to write
    remarks: tuple[str, ...]
    lasting: bool = True


__all__ = ["Answer", "Verdict"]
