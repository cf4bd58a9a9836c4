"""What the headers and labels of one table declare: units, powers of ten, periods."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tieout.extract.figures import Declared, Scanner
from tieout.extract.natures import plain
from tieout.model import Dates

_LONGEST_LABEL = 200
_ENDED = re.compile(
    r"(?:for the )?\w+(?: \w+)? (?:months?|weeks?|quarters?|years?) ended \w+ \d{1,2},?\s*:?", re.IGNORECASE
)


@dataclass(slots=True)
class HeaderReader:
    """Reads the texts of one table; the same header or label is scanned once."""

    scanner: Scanner
    comma: bool
    declarations: dict[str, Declared | None] = field(default_factory=dict)
    periods: dict[str, Dates | None] = field(default_factory=dict)

    def declared(self, text: str) -> Declared | None:
        """The unit and power of ten a header or label declares."""
        if text not in self.declarations:
            readable = bool(text) and len(text) <= _LONGEST_LABEL
            self.declarations[text] = self.scanner.declared(text) if readable else None
        return self.declarations[text]

    def spreads(self, text: str) -> bool:
        """Whether a header may reach over the columns beside it; one that declares a share does not."""
        declared = self.declared(text) if text else None
        return declared is None or declared.unit is None or bool(declared.unit.powers)

    def period(self, path: tuple[str, ...], corner: str = "") -> Dates | None:
        """The one period a header path names, or None where it names several or none.

        A corner may say what its years are short for: three months ended June 30 over 2025 and 2024.
        """
        if corner and path:
            path = (corner, *path)
        joined = " ".join(path)
        if joined not in self.periods:
            self.periods[joined] = self._period(path, joined)
        return self.periods[joined]

    def _period(self, path: tuple[str, ...], joined: str) -> Dates | None:
        if not any(char.isdigit() for char in joined) or len(joined) > _LONGEST_LABEL:
            return None
        named = {found.dates for found in self.scanner.scan(joined) if found.dates is not None}
        if len(named) == 1:
            return named.pop()
        own = self.scanner.cell(plain(path[-1], comma=False)) if path else None
        return own.dates if own is not None and not named else None


def corner_of(paths: Sequence[tuple[str, ...]]) -> str:
    """What the corner says of the periods under it, if it leaves the year to them."""
    for path in paths:
        for text in path:
            if _ENDED.fullmatch(text):
                return text.rstrip(" :：")
    return ""
