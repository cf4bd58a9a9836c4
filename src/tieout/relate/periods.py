"""Periods run forward, and results are published after the period they close.

A stretch that is read as one figure and two dates joined by "to" are both looked at; ends without a year of
their own are not, since they may belong to the next year.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise

from tieout.extract.dates import impossible_days
from tieout.extract.fiscal import fiscal_year
from tieout.extract.passages import passages
from tieout.lexicon import Lexicon, Phrase, WordList
from tieout.model import Evidence, Fact, Grain, Operand, Relation, Report, Sentence, Severity
from tieout.quantity import Tie
from tieout.rulebook.book import Schemas
from tieout.wording import say

_TO = Phrase(r"\s?{day_mark}?\s?(?:{through}|{until}|—+|[–~～－-])\s?(?:{determiner}\s)?")
_YEAR = Phrase(r"(?:19|20)\d{2}|\d{2}\s?{year_word}|['’]\d{2}|(?i:FY)\s?\d{2}")
_CLOSED = (Grain.QUARTER, Grain.HALF, Grain.YEAR, Grain.SPAN)
_YEAR_DAYS = 366
_WEEK = 7  # days by which years of whole weeks end beside the end of a month
_ENDS = Phrase(r"[\s,(（，]{1,3}(?:{which_word}\s?)?(?:{period_ended}|{closes_on})\s?(?:{on_date}\s?)?")
_NEAR = 40  # characters between a period and the day its results came out


def find(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """Stretches of time and publications of results in prose."""
    yield from _impossible(report, schemas.lexicon)
    years = fiscal_year((passage.text for passage in passages(report.document)), schemas.lexicon)
    cited = {fact.id for fact in report.metadata.cited}
    to, ends = schemas.lexicon.pattern(_TO), schemas.lexicon.pattern(_ENDS)
    for sentence in report.sentences:
        dates = [fact for fact in sentence.facts if fact.figure.dates is not None]
        for first, second in pairwise(dates):
            if to.fullmatch(sentence.between(first, second)):
                yield from _forward(first, second, schemas.lexicon)
        for fact in dates:
            yield from _single(fact)
        if years is not None:
            for first, second in pairwise(dates):
                if ends.fullmatch(sentence.between(first, second)):
                    yield from _closes(first, second)
        if len(dates) > 1 or any(fact.id in cited for fact in dates):
            yield from _results(sentence, dates, cited, schemas)


def _impossible(report: Report, words: Lexicon) -> Iterator[Relation]:
    """Days that no calendar has: 31 June, month 13."""
    for passage in passages(report.document):
        for start, end, written_out in impossible_days(passage.text, words):
            said = passage.text[start:end]
            yield Relation(
                "order",
                "period",
                Evidence.STATED if written_out else Evidence.GUESSED,
                said,
                mention=passage.mention(start, end),
                tie=Tie(Fraction(1), Fraction(0)),
                cap=Severity.ERROR if written_out else Severity.WARNING,
                detail=say("there is no day {day}", day=said),
            )


def _forward(first: Fact, second: Fact, lexicon: Lexicon) -> Iterator[Relation]:
    """The start of a stretch is not after its end."""
    a, b = first.figure.dates, second.figure.dates
    year = lexicon.pattern(_YEAR)
    if a is None or b is None or not all(year.search(fact.figure.text) for fact in (first, second)):
        return
    gap = max(a.first - b.last, 0)
    if gap and a.grain is b.grain is Grain.YEAR:
        return  # a comparison names the later year first: changes from 2016 to 2015
    yield Relation(
        "order",
        "period",
        Evidence.STATED,
        f"{first.figure.text} <= {second.figure.text}",
        second,
        (Operand(first, "start"),),
        Tie(Fraction(gap), Fraction(0)),
        detail=""
        if gap == 0
        else say("{first} to {last} ends before it begins", first=first.figure.text, last=second.figure.text),
    )


def _closes(period: Fact, day: Fact) -> Iterator[Relation]:
    """A fiscal period ends on the day that is said, where the report says when its fiscal years end."""
    a, b = period.figure.dates, day.figure.dates
    if a is None or b is None or not a.fiscal or a.grain not in _CLOSED or b.grain is not Grain.DAY:
        return
    gap = abs(a.last - b.last)
    right = date.fromordinal(a.last)
    yield Relation(
        "order",
        "period",
        Evidence.STATED,
        say("{period} ends on {day}", period=period.figure.text, day=day.figure.text),
        day,
        (Operand(period, "period"),),
        Tie(Fraction(gap), Fraction(_WEEK)),
        detail=""
        if gap <= _WEEK
        else say("in this report's fiscal year {period} ends on {day}", period=period.figure.text, day=right),
    )


def _single(fact: Fact) -> Iterator[Relation]:
    """A stretch read as one figure whose end lies before its start."""
    dates = fact.figure.dates
    if dates is not None and dates.last < dates.first:
        tie = Tie(Fraction(dates.first - dates.last), Fraction(0))
        yield Relation(
            "order",
            "period",
            Evidence.STATED,
            fact.figure.text,
            fact,
            tie=tie,
            detail=say("{period} ends before it begins", period=fact.figure.text),
        )


def _results(sentence: Sentence, dates: list[Fact], cited: set[int], schemas: Schemas) -> Iterator[Relation]:
    """A day of publication is not before the end of the period whose results are published.

    Quarters not written out in Chinese may be those of a fiscal year of the company's own.
    """
    results, preview = schemas.words["results_word"], schemas.words["preview_word"]
    year = schemas.words[WordList.YEAR_WORD]
    if results.search(sentence.text) is None or preview.search(sentence.text):
        return
    for day in dates:
        if day.figure.dates is None or day.figure.dates.grain is not Grain.DAY:
            continue
        period = _reported(sentence, day, dates, schemas)
        if period is None or period.figure.dates is None or period.figure.dates.fiscal:
            continue
        if day.id not in cited and not _publishes(sentence, day, schemas):
            continue
        gap = max(period.figure.dates.last - day.figure.dates.last, 0)
        yield Relation(
            "order",
            "period",
            Evidence.STATED,
            say("{period} ended by {day}", period=period.figure.text, day=day.figure.text),
            day,
            (Operand(period, "period"),),
            Tie(Fraction(gap), Fraction(0)),
            cap=Severity.ERROR if year.search(period.figure.text) else Severity.WARNING,
            detail=""
            if gap == 0
            else say(
                "{day} is {gap} days before {period} ended",
                day=day.figure.text,
                gap=gap,
                period=period.figure.text,
            ),
        )


def _publishes(sentence: Sentence, day: Fact, schemas: Schemas) -> bool:
    """Whether something is published on a day that is given with its year."""
    said = schemas.words["released"].search(sentence.after(day, _NEAR))
    return said is not None and schemas.lexicon.pattern(_YEAR).search(day.figure.text) is not None


def _reported(sentence: Sentence, day: Fact, dates: list[Fact], schemas: Schemas) -> Fact | None:
    """The closed period whose results the sentence publishes on a day, if there is just one near."""
    results = schemas.words["results_word"]
    near = [
        fact
        for fact in dates
        if fact.figure.dates is not None
        and fact.figure.dates.grain in _CLOSED
        and fact.figure.dates.last - fact.figure.dates.first < _YEAR_DAYS
        and results.search(fact.figure.text + sentence.after(fact, 12)) is not None
        and min(abs(fact.figure.start - day.figure.end), abs(day.figure.start - fact.figure.end)) <= _NEAR
    ]
    return near[0] if len(near) == 1 else None
