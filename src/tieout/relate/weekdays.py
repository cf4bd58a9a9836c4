"""A day of the week beside its date (shape `weekday` of kind `order`): Monday, 26 November 2026.

Only a date that prints its year is held: a weekday beside a day alone may be of any year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from tieout.lexicon import Phrase, WordList
from tieout.model import Evidence, Fact, Grain, Relation, Report
from tieout.quantity import Tie
from tieout.rulebook.book import Schemas
from tieout.wording import say

_BEFORE = Phrase(r"(?P<day>{weekday})[,，.]?\s?[(（]?(?:{determiner}\s)?\Z")
_BEHIND = Phrase(r"[,，]?\s?[(（]?(?:{is_word}\s(?:an?\s)?)?(?P<day>{weekday})(?![\w’'-])")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_WEEK = 7
_REACH = 24  # letters of the longest weekday and what joins it to its date


def find(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """Hold every weekday against the date it stands beside."""
    days = tuple(word.lower() for word in schemas.lexicon.words(WordList.WEEKDAY))
    before, behind = (schemas.lexicon.pattern(phrase) for phrase in (_BEFORE, _BEHIND))
    for sentence in report.sentences:
        for fact in sentence.facts:
            if fact.figure.dates is None or fact.figure.dates.grain is not Grain.DAY:
                continue
            if _YEAR.search(fact.figure.text) is None:
                continue
            said = before.search(sentence.before(fact, _REACH)) or behind.match(sentence.after(fact, _REACH))
            if said is not None:
                yield _held(fact, said["day"], days)


def _held(fact: Fact, said: str, days: tuple[str, ...]) -> Relation:
    """Whether a date falls on the weekday that is said."""
    assert fact.figure.dates is not None
    stated = days.index(said.lower()) % _WEEK
    actual = date.fromordinal(fact.figure.dates.first).weekday()
    spelled = days.index(said.lower()) - stated
    due = days[spelled + actual]
    due = due.capitalize() if said[0].isupper() else due
    return Relation(
        "order",
        "weekday",
        Evidence.STATED,
        f"{fact.figure.text}: {said}",
        fact,
        tie=Tie(Fraction(int(stated != actual)), Fraction(0)),
        detail=""
        if stated == actual
        else say("{date} is a {due}, not a {said}", date=fact.figure.text, due=due, said=said),
    )
