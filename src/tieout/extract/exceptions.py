"""Lines of a table that the scale of its caption leaves out: amounts per share, counts of shares or things.

"In millions, except number of shares, which are reflected in thousands, and per-share amounts" gives three
scales to the lines of one table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tieout.rulebook.book import Schemas

_ASIDE = re.compile(r"[(（][^()（）]*\d[^()（）]*[)）]|\d.*", re.DOTALL)  # ... paid ($0.16 per common share)
_COUNTED = "shares"  # a column headed by this word alone counts them


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Tells lines by the words on the paths to them; of a path the innermost that says anything decides."""

    schemas: Schemas
    known: dict[tuple[str, ...], str] = field(default_factory=dict)

    def per_share(self, *paths: tuple[str, ...]) -> bool:
        """Whether a line holds amounts per share."""
        return any(self._kind(path) == "per_share" for path in paths) and not self.counts_shares(*paths)

    def counts_shares(self, *paths: tuple[str, ...]) -> bool:
        """Whether a line counts shares."""
        return any(self._kind(path) == "share_count" for path in paths)

    def counts_things(self, *paths: tuple[str, ...]) -> bool:
        """Whether a line of a table of money counts stores, people or the like."""
        return any(self._kind(path) == "counted" for path in paths)

    def measures_error(self, path: tuple[str, ...]) -> bool:
        """Whether a column says how sure the one on its left is: margin of error, standard error."""
        return bool(path) and self.schemas.words["error_of"].search(path[-1]) is not None

    def _kind(self, path: tuple[str, ...]) -> str:
        if path not in self.known:
            kinds = (self._says(_ASIDE.sub("", label)) for label in reversed(path))
            self.known[path] = next(filter(None, kinds), "")
        return self.known[path]

    def _says(self, label: str) -> str:
        """What the words of a label say: shares used to compute earnings per share are counted."""
        if label.strip(" :").lower() == _COUNTED:
            return "share_count"
        for kind in ("share_count", "per_share", "counted"):
            if kind in self.schemas.words and self.schemas.words[kind].search(label):
                return kind
        return ""
