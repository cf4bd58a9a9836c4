"""How many years lie between the two levels of a match: read from the dates beside them in its line."""

from __future__ import annotations

from fractions import Fraction

from tieout.lexicon import WordList
from tieout.model import Dates, Fact, Grain
from tieout.relate.prose.letter import dates_of
from tieout.relate.prose.line import Mark
from tieout.relate.prose.match import Match
from tieout.rulebook.statements import PAUSE, STOP

DAYS_PER_YEAR = Fraction(1461, 4)
REACH = 120  # letters before a figure in which its dates are looked for
_AWRY = 20  # days by which a date may miss its anniversary
_JOINS = frozenset({WordList.AND_WORD, WordList.PROSE_TO})
_LONGEST = 60  # years; anything longer is a misread date
_BEHIND = 12  # letters from the last level to its date


def years_of(match: Match, base: Fact, result: Fact) -> int | None:
    """Whole years from the base to the result of a movement, None if they are not dated.

    Dates stand before both figures (2014年的x, 2018年的y) or after both ($x in 2014, $y in 2018); failing
    that, a span of years in the match or before it (2014-2018年，…).
    """
    marks = match.line.marks
    first, last = sorted(
        place for place, mark in enumerate(marks) if mark.fact and mark.fact.id in (base.id, result.id)
    )
    opens = max((at for at in range(first) if marks[at].names & {PAUSE, STOP}), default=-1) + 1
    before = [dates for mark in marks[opens:first] if (dates := _dated(mark)) is not None]
    between = [dates for mark in marks[first:last] if (dates := _dated(mark)) is not None]
    behind = _behind(match, last)
    if before and between:
        return years_between(before[-1], between[-1])
    if between and behind is not None:
        return years_between(between[0], behind)
    return _span(match, marks[first].start)


def _dated(mark: Mark) -> Dates | None:
    return None if mark.fact is None else dates_of(mark.fact)


def _behind(match: Match, place: int) -> Dates | None:
    """The date right behind the last level."""
    marks = match.line.marks
    for mark in marks[place + 1 :]:
        if mark.names & {PAUSE, STOP}:
            return None
        if mark.fact is not None:
            near = match.line.words(marks[place].end, mark.start) <= _BEHIND
            return _dated(mark) if near else None
    return None


def _span(match: Match, start: int) -> int | None:
    """The years of the only span of years before the match or in it, or between the only two years there."""
    end = max(mark.end for mark in match.line.marks if mark.fact is not None and mark.fact.id in match.facts)
    marks = [mark for mark in match.line.marks if start - REACH <= mark.start < end]
    dated = [(place, dates) for place, mark in enumerate(marks) if (dates := _dated(mark)) is not None]
    spans = [dates for _, dates in dated if dates.grain is Grain.SPAN]
    if len(spans) == 1:
        years = round((spans[0].last - spans[0].first + 1) / DAYS_PER_YEAR) - 1
        return years if 0 < years <= _LONGEST else None
    if spans or len(dated) != 2:
        return None
    (one, first), (other, last) = dated
    joined = any(mark.names & _JOINS for mark in marks[one + 1 : other])
    return years_between(first, last) if joined and other - one == 2 else None


def years_between(first: Dates, last: Dates) -> int | None:
    """Whole years from one date or period to another, None unless both are of one grain."""
    if first.grain is not last.grain or first.grain is Grain.SPAN:
        return None
    days = abs(last.last - first.last)
    years = round(days / DAYS_PER_YEAR)
    if not 0 < years <= _LONGEST or abs(days - years * DAYS_PER_YEAR) > _AWRY:
        return None
    return years
