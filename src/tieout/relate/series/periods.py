"""The periods that sentences speak of: dates, parts of a year, and those of the year before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tieout.extract.remembered import remembering
from tieout.lexicon import Phrase, Role
from tieout.model import Dates, Grain
from tieout.relate.prose.letter import dates_of
from tieout.relate.prose.line import Line, Mark
from tieout.rulebook.book import Schemas

_MONTHS = 12
_QUARTER, _QUARTERS = 3, 4
_OF_YEAR = 6  # letters between a year and the part of it that is meant: Q4 of 2024
_TO = Phrase(r"[EFA]?\s?(?:[-–—~～]|{prose_to}|{through})\s?")
EACH = "each"  # a word for every quarter of a year


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of months, counted from the year nought; of no named year, from that of the passage."""

    first: int
    last: int
    named: bool = True

    def before(self) -> Period:
        """The same months of the year before."""
        return replace(self, first=self.first - _MONTHS, last=self.last - _MONTHS)

    @property
    def year(self) -> int:
        """The year in which it ends."""
        return (self.last - 1) // _MONTHS

    @property
    def whole(self) -> bool:
        """Whether it is one whole year."""
        return self.last - self.first == _MONTHS - 1

    def of(self, year: int) -> Period:
        """Months of a year that the passage does not name, in that year."""
        return Period(self.first + year * _MONTHS, self.last + year * _MONTHS)

    def part(self, first: int, last: int) -> Period:
        """Months of its year, from 1."""
        start = self.year * _MONTHS
        return Period(start + first, start + last, self.named)


UNNAMED = Period(1, _MONTHS, named=False)  # the year of a passage that names none


@dataclass(frozen=True, slots=True)
class Time:
    """Where a period stands in a line."""

    start: int
    end: int
    period: Period


def period_of(dates: Dates) -> Period | None:
    """A date as months; None for single days."""
    if dates.grain is Grain.DAY:
        return None
    first, last = date.fromordinal(dates.first), date.fromordinal(dates.last)
    return Period(first.year * _MONTHS + first.month, last.year * _MONTHS + last.month)


def times(line: Line, start: int, end: int, spoken: Period | None, schemas: Schemas) -> list[Time]:
    """The periods named in a stretch of a line; a part of a year is of the year beside it or spoken of."""
    dated = [
        Time(mark.start, mark.end, period)
        for mark in line.inside(start, end)
        if mark.fact is not None and (dates := dates_of(mark.fact)) and (period := period_of(dates))
    ]
    dated = _joined(dated, line, schemas)
    said = [
        (spot, months)
        for spot, months in _parts(line, start, end, schemas)
        if not any(time.start < spot.end and spot.start < time.end for time in dated)
    ]
    years = [time for time in dated if time.period.whole]
    found = [time for time in dated if not (said and time in years)]
    for spot, (first, last) in said:
        year = _year(spot, dated)
        of = year or spoken or UNNAMED
        found.append(Time(spot.start, spot.end, of.part(first, last)))
    return sorted(found, key=lambda time: time.start)


def _joined(found: Sequence[Time], line: Line, schemas: Schemas) -> list[Time]:
    """Two periods with "to" between them as one stretch: 2024 to 2026."""
    joined: list[Time] = []
    for time in found:
        between = line.text[joined[-1].end : time.start] if joined else ""
        if joined and schemas.lexicon.pattern(_TO).fullmatch(between) and joined[-1].period < time.period:
            last = joined.pop()
            time = Time(last.start, time.end, Period(last.period.first, time.period.last))
        joined.append(time)
    return joined


def _year(spot: Mark, years: Sequence[Time]) -> Period | None:
    """The year of a part of one: the last before it, else the one right behind it."""
    before = [time for time in years if time.end <= spot.start]
    if before:
        return before[-1].period
    behind = (time for time in years if time.start - spot.end >= 0)
    return next((time.period for time in behind), None)


def _parts(line: Line, start: int, end: int, schemas: Schemas) -> Iterator[tuple[Mark, tuple[int, int]]]:
    names = _lists(schemas)
    for tag in schemas.lexicon.tags(line.text[start:end], *names):
        value = tag.name.partition("/")[2]
        first, dash, last = value.partition("-")
        if dash:
            yield Mark(start + tag.start, start + tag.end), (int(first), int(last))


@remembering
def _lists(schemas: Schemas) -> tuple[str, ...]:
    return tuple(name for name in schemas.words if name.startswith(f"{Role.PART}/"))


def by_quarters(line: Line, start: int, end: int, schemas: Schemas) -> bool:
    """Whether a stretch speaks of every quarter of a year."""
    name = f"{Role.PART}/{EACH}"
    return any(tag.name == name for tag in schemas.lexicon.tags(line.text[start:end], *_lists(schemas)))


def dealt(found: Sequence[Time], count: int, quarterly: Period | None) -> list[Period]:
    """The periods of a list of figures: one for each, or one for all; none where they do not come out even.

    Args:
        found: the periods named beside the list.
        count: its figures.
        quarterly: the year spoken of, where they may be its quarters.
    """
    periods = [time.period for time in found] or ([quarterly] if quarterly and count == _QUARTERS else [])
    if not periods:
        return []
    last = periods[-1]
    if count > 1 and len(periods) >= count:
        return periods[-count:]
    span = (last.last - last.first + 1) // _MONTHS
    if count > 1 and span == count and (last.last - last.first + 1) % _MONTHS == 0:
        return [Period(last.first + _MONTHS * n, last.first + _MONTHS * (n + 1) - 1) for n in range(count)]
    if quarterly and count == _QUARTERS:
        return [last.part(_QUARTER * n + 1, _QUARTER * (n + 1)) for n in range(count)]
    return [last] * count if len(set(periods)) == 1 or count == 1 else []
