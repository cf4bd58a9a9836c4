"""A sentence prepared for reading: its clauses, the words with meaning in it and the names.

Every question about a place is answered from sorted lists, so that a sentence of thousands of figures costs
no more per figure than a short one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tieout.extract.entities import Name
from tieout.extract.vocabulary import Tag, Tags, Vocabulary
from tieout.lexicon import Phrase
from tieout.model import Figure

_BOUNDARY = re.compile(r"[，；。;（）()]|,(?!\d)|(?<!\d),|\s[–—-]\s|\s\|\s|、(?=[^、，。]{0,30}[\d])")
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’&.-]*")
_HAN = re.compile(r"[一-鿿]+")
_QUALIFIED = Phrase(
    r"\s+{=narrowing}\s+(?>(?:{=determiner} )?)((?!{=period_opens})[A-Za-z][A-Za-z&'’-]+(?!\w)"
    r"(?:(?! {=qualified_until} )[ ][A-Za-z][A-Za-z&'’-]*(?!\w)){0,5})"
)
_PARTICLES = Phrase(
    r"^(?:(?!{=not_noise}){=particle})+|{=particle}+$"
)  # the 的 of 的收入, not the 其 of 其他
_REACH = 12
_NARROWING = 60
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence's text with everything found in it; offsets are those of the text.

    `based` says of each figure whether another one is compared with it; `dated` gives the last figure up to
    each one that is a date, if any.
    """

    text: str
    figures: Sequence[Figure]
    spans: Spans
    tags: Tags
    vocabulary: Vocabulary
    names: Sequence[Name]
    boundaries: Sequence[int]  # ends of the marks between clauses
    based: Sequence[bool]
    dated: Sequence[int | None]

    def pattern(self, phrase: Phrase) -> re.Pattern[str]:
        """A phrase in the words of the schemas."""
        return self.vocabulary.lexicon.pattern(phrase)

    def clause(self, offset: int) -> int:
        """Where the clause begins that this offset is in."""
        index = bisect_right(self.boundaries, offset) - 1
        return self.boundaries[index] if index >= 0 else 0

    def clause_end(self, offset: int) -> int:
        """Where that clause ends."""
        index = bisect_right(self.boundaries, offset)
        return self.boundaries[index] if index < len(self.boundaries) else len(self.text)

    def names_before(self, offset: int, reach: int) -> Iterator[Name]:
        """The names that end up to so many characters before an offset, the nearest first."""
        index = bisect_left(self.names, offset, key=_start)
        while index > 0 and self.names[index - 1].end >= offset - reach:
            index -= 1
            if self.names[index].end <= offset:
                yield self.names[index]

    def qualified(self, end: int, until: int) -> str | None:
        """The words after a label that narrow it: `for energy storage` after gross margin."""
        following = bisect_left(self.spans, (end,))
        if following < len(self.spans):
            until = min(until, self.spans[following][0])
        match = self.pattern(_QUALIFIED).match(self.text, end, min(until, end + _NARROWING))
        if match is None:
            return None
        begin, stop = match.span(1)
        index = bisect_left(self.names, begin, key=_start)
        if index < len(self.names) and self.names[index].start < stop:
            return None  # of whom it is narrows nothing: net profit of Northgate
        return match.group(1).lower()

    def narrowed(self, start: int, until: int) -> str | None:
        """The words directly before a label that narrow it: `储能系统` before 收入, `Usage` before revenue.

        Args:
            start: where the label begins.
            until: how far back to look.
        """
        until = max(until, start - _NARROWING)
        begin = max(until, _end_before(self.names, start))
        figure = bisect_left(self.spans, (start,)) - 1
        if figure >= 0:
            begin = max(begin, min(self.spans[figure][1], start))
        words = self.text[begin:start]
        idle = self.vocabulary.noise(words)
        if idle:
            words = words[idle[-1][1] :]
        han = self.pattern(_PARTICLES).sub("", "".join(_HAN.findall(words)))
        rest = (han[-_REACH:] + " " + " ".join(_LATIN.findall(words)[-3:])).strip().lower()
        return rest or None


def before(tags: Sequence[Tag], offset: int) -> int:
    """How many of these tags begin before an offset."""
    return bisect_left(tags, offset, key=_start)


def within(tags: Sequence[Tag], begin: int, end: int) -> Iterator[Tag]:
    """The tags inside a stretch of text."""
    for index in range(before(tags, begin), len(tags)):
        if tags[index].end > end:
            return
        yield tags[index]


def _start(item: Tag | Name) -> int:
    return item.start


def _end_before(items: Sequence[Name], offset: int) -> int:
    """Where the last of these ends that stands before an offset; 0 if none does."""
    index = bisect_left(items, offset, key=_start) - 1
    while index >= 0 and items[index].end > offset:
        index -= 1
    return items[index].end if index >= 0 else 0


def boundaries(text: str, spans: Spans) -> list[int]:
    """The ends of the marks that part clauses, those inside figures left out."""
    ends = []
    index = 0
    for match in _BOUNDARY.finditer(text):
        at = match.start()
        while index < len(spans) and spans[index][1] <= at:
            index += 1
        if index == len(spans) or at < spans[index][0]:
            ends.append(match.end())
    return ends


def dated(figures: Sequence[Figure]) -> list[int | None]:
    """For each figure the last one up to it that is a date."""
    last: int | None = None
    found: list[int | None] = []
    for index, figure in enumerate(figures):
        if figure.dates is not None:
            last = index
        found.append(last)
    return found
