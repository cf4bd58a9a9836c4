"""The right reading of a claim, as a person gives it: from which base, of which whole, adjusted by what.

```yaml
reading: {base: FY2022}             # what a change is measured from: words of a column, a row, the figure
reading: {whole: Total assets}      # what a share is of
reading: {adjusted: Restructuring}  # what a total counts as well; -Restructuring: what it leaves out
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn

from tieout.errors import did_you_mean, hinted
from tieout.wording import say


class Part(StrEnum):
    """Which part of a claim is given."""

    BASE = "base"
    WHOLE = "whole"
    ADJUSTED = "adjusted"


PARTS = tuple(part.value for part in Part)
LEAVES_OUT = ("-", "−", "–")


@dataclass(frozen=True, slots=True)
class Reading:
    """A part of a claim, and words of the line, or the text of the figure, that it is to be read as."""

    part: Part
    name: str

    @property
    def told(self) -> str:
        """What it is, for people."""
        if self.part is Part.BASE:
            return say("{name} as its base", name=self.name)
        if self.part is Part.WHOLE:
            return say("{name} as its whole", name=self.name)
        return say("adjusted by {name}", name=self.name)

    @property
    def sign(self) -> int:
        """-1 if what it is adjusted by is left out, else 1."""
        return -1 if self.name.startswith(LEAVES_OUT) else 1

    @property
    def words(self) -> str:
        """The name without its sign, where it can have one."""
        return self.name.lstrip("".join(LEAVES_OUT)).strip() if self.part is Part.ADJUSTED else self.name


def faults_of(given: object) -> Iterator[str]:
    """What is wrong with a reading as it stands in a waiver."""
    if not isinstance(given, dict) or len(given) != 1:
        yield say("reading is one of {names} with words of the line that it is", names=tuple(PARTS))
        return
    ((part, name),) = given.items()
    if part not in PARTS:
        said = say("a reading gives one of {names}, not {part}", names=tuple(PARTS), part=repr(part))
        yield hinted(said, did_you_mean(str(part), PARTS))
    elif not isinstance(name, str) or not _reading(Part(part), name).words:
        yield say("{part} takes words of the line that it is, or the figure as printed", part=part)


def reading_of(given: object) -> Reading | None:
    """The reading of a waiver that has no fault; None where none is given."""
    if not isinstance(given, dict):
        return None
    ((part, name),) = given.items()
    return _reading(Part(part), str(name))


def reading_said(said: str) -> Reading:
    """The reading that a comment gives: base "FY2022".

    Raises:
        ValueError: it gives none.
    """
    part, _, name = said.partition(" ")
    name = name.strip()
    if part not in PARTS or len(name) < 3 or not (name[0] == name[-1] == '"'):
        _unknown()
    reading = _reading(Part(part), name[1:-1])
    return reading if reading.words else _unknown()


def _unknown() -> NoReturn:
    raise ValueError(
        say(
            'a reading is one of {names} with words of the line in quotation marks: base "FY2022"',
            names=tuple(PARTS),
        )
    )


def _reading(part: Part, name: str) -> Reading:
    return Reading(part, " ".join(name.split()))
