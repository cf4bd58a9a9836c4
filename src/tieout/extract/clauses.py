"""A sentence prepared for reading: its clauses, the words with meaning in it and the names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tieout.extract.entities import Name
from tieout.extract.vocabulary import Role, Tag
from tieout.model import Fact

_BOUNDARY = re.compile(r"[，；。;（）()]|,(?!\d)|(?<!\d),|\s[–—-]\s|\s\|\s|、(?=[^、，。]{0,30}[\d])")
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’&.-]*")
_HAN = re.compile(r"[一-鿿]+")
_PARTICLES = "的了在于为是达约其该各至到及和与并而则即将"
_REACH = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence's text with everything found in it; offsets are those of the text."""

    text: str
    facts: Sequence[Fact]
    spans: Sequence[tuple[int, int]]
    tags: Sequence[Tag]
    names: Sequence[Name]
    boundaries: Sequence[int]  # ends of the marks between clauses

    def clause(self, offset: int) -> int:
        """Where the clause begins that this offset is in."""
        index = bisect_right(self.boundaries, offset) - 1
        return self.boundaries[index] if index >= 0 else 0

    def clause_end(self, offset: int) -> int:
        """Where that clause ends."""
        index = bisect_right(self.boundaries, offset)
        return self.boundaries[index] if index < len(self.boundaries) else len(self.text)

    def narrowed(self, start: int, until: int) -> str | None:
        """The words directly before a label that narrow it: `储能系统` before 收入, `Usage` before revenue.

        Args:
            start: where the label begins.
            until: how far back to look.
        """
        begin = max([until, *(end for _, end in self._known(until, start))])
        words = self.text[begin:start]
        han = "".join(_HAN.findall(words)).strip(_PARTICLES)
        latin = _LATIN.findall(words)[-3:]
        rest = (han[-_REACH:] + " " + " ".join(latin)).strip().lower()
        return rest or None

    def _known(self, begin: int, end: int) -> list[tuple[int, int]]:
        spans = [(tag.start, tag.end) for tag in self.tags if tag.values(Role.NOISE)]
        spans += [(name.start, name.end) for name in self.names]
        spans += self.spans
        return [span for span in spans if begin <= span[0] and span[1] <= end]


def boundaries(text: str, spans: Sequence[tuple[int, int]]) -> list[int]:
    """The ends of the marks that part clauses, those inside figures left out."""
    ends = []
    index = 0
    for match in _BOUNDARY.finditer(text):
        while index < len(spans) and spans[index][1] <= match.start():
            index += 1
        if index < len(spans) and spans[index][0] <= match.start() < spans[index][1]:
            continue
        ends.append(match.end())
    return ends
