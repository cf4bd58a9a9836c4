"""The period a figure of a sentence belongs to: the nearest one named before it, else right behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tieout.extract.clauses import Reading
from tieout.lexicon import Lexicon, Phrase
from tieout.model import Dates, Grain

_FORESEEN = re.compile(r".?\s?[EeFf](?![\w-])|.?[（(][EeFf][）)]")  # from the last character of a period on
_HEADER_FORESEEN = Phrase(r"\d{2,4}\s?{year_word}?[（(]?[EeFf](?![A-Za-z])")
_POINT_IN_TIME = Phrase(r"{as_of}\s*$")
_END = Phrase(r"{year_end}$")  # 2024年末 is a day at which something stands
_BEHIND = Phrase(r"\s?[（(]?\s?(?:{in_period}|{as_of})?\s?(?:{determiner}\s)?$")
_OPENING, _CLOSING = "(（", ")）"
_REACH = 12
_DATES_BACK = 4


def period_of(reading: Reading, index: int) -> tuple[Dates | None, bool]:
    """The period of the figure at this index, and whether it is marked as foreseen (2025E).

    A period right behind the figure is its own unless one stands before it in the clause. A single day is
    when something happened and no period of a figure, unless it is said to be `as of`.
    """
    clause = reading.clause(reading.spans[index][0])
    before = _named_before(reading, index)
    behind = _named_behind(reading, index)
    if behind is not None and (
        before is None or reading.spans[before][0] < clause or _is_of_another(reading, before, index)
    ):
        before = behind
    if before is None:
        return None, False
    return reading.figures[before].dates, _foreseen(reading, before)


def _named_before(reading: Reading, index: int) -> int | None:
    """The last period before a figure; one that another figure is compared with is that figure's alone."""
    other = reading.dated[index - 1] if index else None
    for _ in range(_DATES_BACK):
        if other is None:
            return None
        dates = reading.figures[other].dates
        another = is_based(reading, other) and not reading.based[index]
        if dates is not None and not another and _is_period(reading, other, dates):
            return other
        other = reading.dated[other - 1] if other else None
    return None


def _named_behind(reading: Reading, index: int) -> int | None:
    """A period right after the figure: `$5.3 million in 2024`, `12.3亿元（2024年）`."""
    following = index + 1
    if following >= len(reading.figures):
        return None
    dates = reading.figures[following].dates
    between = reading.text[reading.spans[index][1] : reading.spans[following][0]]
    if dates is None or len(between) > _REACH or not reading.pattern(_BEHIND).match(between):
        return None
    if reading.based[following] and not reading.based[index]:
        return None  # (2023: $1,233.3 million): the period of what stands behind it
    return following if _is_period(reading, following, dates) else None


def is_based(reading: Reading, index: int) -> bool:
    """Whether a figure is what another is compared with, or a date is its time: from 9 in 2023."""
    if reading.based[index] or not index or reading.figures[index].dates is None:
        return reading.based[index]
    return reading.based[index - 1] and _named_behind(reading, index - 1) == index


def is_aside(reading: Reading, index: int) -> bool:
    """Whether a figure stands in a bracket that opens with a time of its own: 8.46 (June 2025: 7.91)."""
    start = reading.spans[index][0]
    opened = max(reading.text.rfind(mark, 0, start) for mark in _OPENING)
    if opened < 0 or any(mark in reading.text[opened:start] for mark in _CLOSING):
        return False
    inside = [at for at, (begin, _) in enumerate(reading.spans) if begin > opened]
    first, behind = inside[0], inside[1:2]
    shut = min((at for at in (reading.text.find(mark, start) for mark in _CLOSING) if at > 0), default=-1)
    return reading.figures[first].dates is not None and any(
        reading.figures[at].quantity is not None and reading.spans[at][0] < shut for at in behind
    )


def _is_of_another(reading: Reading, period: int, index: int) -> bool:
    """Whether a period before a figure stands behind another one: 9 in 2025 and 7 in 2024."""
    other = period - 1
    if other < 0 or other >= index or reading.figures[other].quantity is None:
        return False
    return _named_behind(reading, other) == period


def _is_period(reading: Reading, index: int, dates: Dates) -> bool:
    if dates.grain is not Grain.DAY or reading.pattern(_END).search(
        reading.text[slice(*reading.spans[index])]
    ):
        return True
    return bool(
        reading.pattern(_POINT_IN_TIME).search(
            reading.text[max(reading.spans[index][0] - _REACH, 0) : reading.spans[index][0]]
        )
    )


def _foreseen(reading: Reading, index: int) -> bool:
    start, end = reading.spans[index]
    return bool(_FORESEEN.match(reading.text, end - 1)) and not reading.text[start:end].isalpha()


def spread(periods: Dates, count: int) -> Sequence[Dates] | None:
    """The years of a span when there are as many figures as years: 2025-2027 分别为 a, b, c."""
    if periods.grain not in (Grain.SPAN, Grain.YEAR):
        return None
    first, last = date.fromordinal(periods.first), date.fromordinal(periods.last)
    if last.year - first.year + 1 != count or count < 2:
        return None
    return [
        Dates(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal(), Grain.YEAR, periods.fiscal)
        for year in range(first.year, last.year + 1)
    ]


def foreseen(label: str, words: Lexicon) -> bool:
    """Whether a header marks its period as foreseen: 2025E, 2026F."""
    return words.pattern(_HEADER_FORESEEN).search(label) is not None
