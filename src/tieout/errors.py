"""What can go wrong with the input, as values that know their place.

Findings are never exceptions and exceptions are never findings: these end in exit code 2.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class TieoutError(Exception):
    """Bad input: what was read, where, what was expected and what to do about it."""

    message: str
    where: str = ""
    hint: str = ""

    def __str__(self) -> str:
        """One line: place, message, hint."""
        place = f"{self.where}: " if self.where else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.message}{hint}"


class UsageError(TieoutError):
    """The command line or the configuration asks for something that cannot be done."""


class RulebookError(TieoutError):
    """A pack in `checks/` or `schemas/` is not well formed; `where` is path:line:column."""


class ReadError(TieoutError):
    """A report could not be read; the other reports are unharmed."""
