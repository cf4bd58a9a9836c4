"""Compound growth between two dated values: 2015年x，2021年y，复合增速g; $x in 2020, $y by 2025, a CAGR of g.

A rate with its own period (2018-2023年复合增速g) ties to the values that the sentence gives for its first and
last year, if there is exactly one for each; another to the two last dated values before it. Movements from
x to y are told by forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tieout.lexicon import WordList
from tieout.model import Dates, Fact, Grain
from tieout.relate.prose.line import Line, Mark
from tieout.relate.prose.listing import single
from tieout.relate.prose.measure import alike
from tieout.relate.prose.movement import Movement
from tieout.relate.prose.years import years_between
from tieout.rulebook.statements import BRACKET, PAUSE, SIGNS, STOP

_DATED = 80  # letters between a date and its value
_LED = 32  # letters between a word of compound growth and its rate, and between a rate and its period
_PAIR = 2
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_COMPOUND = WordList.PROSE_COMPOUND
_NEW_SUBJECT = frozenset({STOP, WordList.PROSE_OF_WHICH, "by_source"})
_FOLLOWED = SIGNS | {WordList.PROSE_FROM, WordList.PROSE_AGAINST, WordList.PROSE_OF_WHICH}
_NO_VALUE = frozenset({
    STOP, BRACKET, WordList.PROSE_FALL, WordList.PROSE_OF_WHICH, WordList.PROSE_FROM,
    WordList.PROSE_AGAINST, WordList.PROSE_RESPECTIVELY, WordList.PROSE_SHARE, _COMPOUND,
})  # fmt: skip
_LEADS = frozenset({
    WordList.PROSE_FILLER, WordList.PROSE_TO, WordList.PROSE_TOTAL, WordList.PROSE_RATE_OF_RISE,
    WordList.IS_WORD, WordList.PROSE_YEARLY, _COMPOUND,
})  # fmt: skip


class _Dated(NamedTuple):
    """A value with its year."""

    mark: Mark
    fact: Fact
    dates: Dates


def dated(line: Line, known: set[int]) -> Iterator[Movement]:
    """Movements between two dated values with one compound rate that is not known otherwise."""
    if not line.said(0, len(line.text), _COMPOUND):
        return
    values = list(_values(line))
    for place, rate in enumerate(line.marks):
        if rate.fact is None or rate.letter not in "PO" or rate.fact.id in known:
            continue
        word = _word(line, place)
        if word is None:
            continue
        span = _period(line, *sorted((line.marks[word], rate)))
        found = _nearest(line, values, rate) if span is None else _spanning(values, span)
        if found is not None:
            first, last, years = found
            known.add(rate.fact.id)
            yield Movement(first.fact, last.fact, (rate.fact,), 1, (years,))


def _word(line: Line, place: int) -> int | None:
    """The place of the word that says a rate is one of compound growth: before it, or right behind it."""
    rate = line.marks[place]
    for at in range(place - 1, -1, -1):
        mark = line.marks[at]
        if _COMPOUND in mark.names and line.words(mark.end, rate.start) <= _LED:
            return at
        if not mark.names & (_LEADS | SIGNS) or (mark.names & {PAUSE} and line.words(mark.end, rate.start)):
            break
    for at in range(place + 1, len(line.marks)):
        mark = line.marks[at]
        if _COMPOUND in mark.names:
            return at if not line.words(rate.end, mark.start) else None
        if not mark.names & _LEADS:
            break
    return None


def _period(line: Line, first: Mark, last: Mark) -> Dates | None:
    """The span of years right before a rate and its word, or right behind them."""
    for mark in line.marks:
        if mark.fact is None or mark.fact.figure.dates is None:
            continue
        start, end = (mark.end, first.start) if mark.start < first.start else (last.end, mark.start)
        alone = not any(other.letter not in "Z" or STOP in other.names for other in line.inside(start, end))
        if alone and line.words(start, end) <= _LED and mark.fact.figure.dates.grain is Grain.SPAN:
            return mark.fact.figure.dates
    return None


def _values(line: Line) -> Iterator[_Dated]:
    """The value of every date: before it in English ($x in 2015), behind it in Chinese (2015年规模为x)."""
    chinese = _CHINESE.search(line.text) is not None
    for place, mark in enumerate(line.marks):
        if mark.fact is not None and mark.fact.figure.dates is not None:
            value = (
                _value(line.marks[place + 1 :]) if chinese else _value(line.marks[:place][::-1], _FOLLOWED)
            )
            if value is not None and value.fact is not None:
                start, end = sorted((value, mark))
                if line.words(start.end, end.start) <= _DATED:
                    yield _Dated(value, value.fact, mark.fact.figure.dates)


def _value(marks: Sequence[Mark], bars: frozenset[str] = _NO_VALUE) -> Mark | None:
    """The next figure, if it is an amount and nothing says that it is of something else."""
    for mark in marks:
        if mark.letter:
            return mark if mark.letter == "A" and single(mark) else None
        if mark.names & bars:
            return None
    return None


def _spanning(values: Sequence[_Dated], period: Dates) -> tuple[_Dated, _Dated, int] | None:
    """The values of the first and the last year of a period, if each is given once and they compare."""
    opening = [value for value in values if value.dates.first == period.first]
    closing = [value for value in values if value.dates.last == period.last]
    return _pair(opening[0], closing[0]) if len(opening) == len(closing) == 1 else None


def _nearest(line: Line, values: Sequence[_Dated], rate: Mark) -> tuple[_Dated, _Dated, int] | None:
    """The two last dated values before a rate, with no other amount and no new subject between."""
    before = [value for value in values if value.mark.end <= rate.start]
    if len(before) < _PAIR:
        return None
    first, last = before[-_PAIR:]
    between = line.inside(first.mark.end, rate.start)
    if any(mark.names & _NEW_SUBJECT or mark.letter == "X" for mark in between):
        return None
    figures = [mark for mark in between if mark.letter and mark.letter in "AP" and not _aside(line, mark)]
    return _pair(first, last) if figures == [last.mark] else None


def _aside(line: Line, mark: Mark) -> bool:
    """Whether a figure stands in brackets, or is growth on the year before."""
    place = line.place(mark.fact) if mark.fact is not None else 0
    before = line.marks[max(place - 3, 0) : place]
    opened = [one for one in line.marks[:place] if BRACKET in one.names]
    return len(opened) % 2 == 1 or any(WordList.PROSE_YEAR_ON_YEAR in one.names for one in before)


def _pair(first: _Dated, last: _Dated) -> tuple[_Dated, _Dated, int] | None:
    if not alike(first.fact.figure.amount, last.fact.figure.amount):
        return None
    years = years_between(first.dates, last.dates)
    return None if years is None else (first, last, years)
