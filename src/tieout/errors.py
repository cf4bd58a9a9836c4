"""What can go wrong with the input, as values that know their place.

Findings are never exceptions and exceptions are never findings: these end in exit code 2.
"""

from __future__ import annotations

from dataclasses import dataclass

from tieout.wording import ENGLISH, say, translated


@dataclass
class TieoutError(Exception):
    """Bad input: what was read, where, what was expected and what to do about it."""

    message: str
    where: str = ""
    hint: str = ""

    def __str__(self) -> str:
        """One line: place, message, hint."""
        return self.told(ENGLISH)

    def told(self, language: str) -> str:
        """The same in the words of a language."""
        place = f"{self.where}: " if self.where else ""
        return f"{place}{translated(hinted(self.message, self.hint), language)}"


def hinted(message: str, hint: str) -> str:
    """A message with what to do about it in brackets behind it, if there is anything."""
    return say("{message} ({hint})", message=message, hint=hint) if hint else message


class UsageError(TieoutError):
    """The command line or the configuration asks for something that cannot be done."""


class RulebookError(TieoutError):
    """A pack in `checks/` or `schemas/` is not well formed; `where` is path:line:column."""


class ReadError(TieoutError):
    """A report could not be read; the other reports are unharmed."""


def did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """A hint that names the closest known word, or all of them if none is close and they are few."""
    from difflib import get_close_matches

    close = get_close_matches(word, known, n=1, cutoff=0.6)
    if close:
        return say("did you mean {name}?", name=close[0])
    return say("known: {names}", names=known) if 0 < len(known) <= 12 else ""
