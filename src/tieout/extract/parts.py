"""Parts of a year that a Chinese sentence names without the year: 第四季度营业收入, 上半年净利润.

They are of the year told last: in the sentence, before it in its paragraph, or in the heading. Where the same
part of the next year is over as well on the day of the report, nobody knows which of the two is meant.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tieout.extract.clauses import Reading
from tieout.extract.date_forms import HAN_PART
from tieout.extract.passages import passages
from tieout.extract.periods import part_of_year
from tieout.extract.prose import Meant
from tieout.extract.wording import BASE
from tieout.lexicon import Lexicon, Phrase
from tieout.model import Dates, Document

_ALONE = Phrase(rf"(?<!\d)(?<!{{=year_sign}})(?<!{{=year_tail}})(?!{{=no_part_alone}})(?P<part>{HAN_PART})")
_BASE_REACH = 30


class Part(NamedTuple):
    """A part of a year and where its name stands."""

    start: int
    end: int
    name: str


def names_parts(document: Document, words: Lexicon) -> bool:
    """Whether a document names a part of a year without the year."""
    alone = words.pattern(_ALONE)
    return any(alone.search(passage.text) is not None for passage in passages(document))


@dataclass(frozen=True, slots=True)
class Parts:
    """Reads the parts of years of a report's sentences."""

    words: Lexicon
    today: int | None  # the day of the report

    def read(
        self, reading: Reading, meanings: Sequence[Meant], lists: Mapping[int, Dates], known: Dates | None
    ) -> list[Meant]:
        """The meanings of a sentence's figures, with the part of the year that their own words name.

        Args:
            reading: the sentence.
            meanings: of its figures, in order.
            lists: the periods of figures of a list, which stay.
            known: the time that was told before the sentence.
        """
        parts = list(self._parts(reading))
        if not parts:
            return list(meanings)
        return [
            meant
            if index in lists or reading.figures[index].quantity is None
            else self._within(reading, index, meant, parts, known)
            for index, meant in enumerate(meanings)
        ]

    def _parts(self, reading: Reading) -> Iterator[Part]:
        """The parts that stand in no figure and that nothing is compared with."""
        for match in reading.pattern(_ALONE).finditer(reading.text):
            at = bisect_right(reading.spans, (match.start(), len(reading.text))) - 1
            if at >= 0 and match.start() < reading.spans[at][1]:
                continue
            before = reading.text[max(match.start() - _BASE_REACH, 0) : match.start()]
            if reading.pattern(BASE).search(before) is None:
                yield Part(match.start(), match.end(), match["part"])

    def _within(
        self, reading: Reading, index: int, meant: Meant, parts: Sequence[Part], known: Dates | None
    ) -> Meant:
        """The meaning of a figure, if a part of a year is named before it and no time behind that."""
        start = reading.spans[index][0]
        said = next((part for part in reversed(parts) if part.end <= start), None)
        dated = reading.dated[index - 1] if index else None
        if said is None or (dated is not None and reading.spans[dated][0] > said.start):
            return meant
        year = reading.figures[dated].dates if dated is not None else known
        period = self._period(said, year)
        return meant if period is None else meant._replace(period=period)

    def _period(self, part: Part, told: Dates | None) -> Dates | None:
        """The part of the one year that was told."""
        if told is None:
            return None
        first, last = date.fromordinal(told.first), date.fromordinal(told.last)
        if first.year != last.year or told.fiscal:
            return None
        own = part_of_year(last.year, part.name, self.words)
        later = part_of_year(last.year + 1, part.name, self.words)
        left_open = self.today is not None and later is not None and later.last <= self.today
        return None if left_open else own
