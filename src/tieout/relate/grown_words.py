"""Levels that rates of change of the text are of, by their words: 9 月起降 42,386 架次，环比下降 1.7%.

What a level is of is said by its words; another one with the same words and unit, of the time the rate is
from, is its base. So is what stands right behind a level as that of the year before.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tieout.lexicon import WordList, Words
from tieout.model import Dates, Fact, Report, Sentence
from tieout.relate.periods_before import right_before
from tieout.relate.sameness import Key, are_one, period_key, year_before
from tieout.relate.told_of import Reader, Subject, reader, says_enough
from tieout.rulebook.book import Schemas

_BETWEEN = 12  # characters between a level and that of the year before


class Worded(NamedTuple):
    """A rate, the level that it led to, the one that it is from, if the report gives it."""

    rate: Fact
    now: Fact
    then: Fact


def worded(report: Report, schemas: Schemas) -> Iterator[Worded]:
    """The rates of the text whose levels other sentences give in the same words.

    Args:
        report: with its sentences.
        schemas: the words in force.
    """
    known = reader(schemas)
    yearly, sequential, ago = (
        schemas.words[name]
        for name in (WordList.PROSE_YEAR_ON_YEAR, WordList.PROSE_IN_SEQUENCE, WordList.PROSE_YEAR_AGO)
    )
    levels = _levels(report, known, ago)
    for sentence in report.sentences:
        if sentence.row is not None:
            continue
        for level, rate, _ in known.rates(sentence):
            period = _base(sentence, level.fact, rate, yearly, sequential)
            told = levels.get(_key(level, period)) if period is not None else None
            if told is not None and len({told.id, level.fact.id, rate.id}) == len(Worded._fields):
                yield Worded(rate, level.fact, told)


def _base(sentence: Sentence, level: Fact, rate: Fact, yearly: Words, sequential: Words) -> Dates | None:
    """The time that a rate is from, by the words right before it."""
    if level.period is None:
        return None
    before = sentence.before(rate, _BETWEEN)
    if sequential.search(before) is not None:
        return right_before(level.period)
    return year_before(level.period) if yearly.search(before) is not None else None


def _levels(report: Report, known: Reader, ago: Words) -> dict[Key, Fact]:
    """The levels of the text by their words and times; what is told in two ways is left out."""
    found: dict[Key, list[Fact]] = {}
    for sentence in report.sentences:
        if sentence.row is not None:
            continue
        last: Subject | None = None
        for subject in known.subjects(sentence):
            if last is not None and _is_of_year_before(sentence, last.fact, subject.fact, ago):
                if last.fact.period is not None:
                    earlier = year_before(last.fact.period)
                    found.setdefault(_key(last, earlier), []).append(subject.fact)
                continue
            last = subject
            if says_enough(subject.words) and subject.fact.period is not None:
                found.setdefault(_key(subject, subject.fact.period), []).append(subject.fact)
    return {key: facts[0] for key, facts in found.items() if are_one(facts)}


def _is_of_year_before(sentence: Sentence, level: Fact, fact: Fact, ago: Words) -> bool:
    """Whether a figure right behind a level is said to be that of the year before."""
    between = sentence.between(level, fact)
    units = {one.figure.amount.unit.powers for one in (level, fact)}
    return len(between) <= _BETWEEN and len(units) == 1 and ago.search(between) is not None


def _key(subject: Subject, period: Dates) -> Key:
    fact = subject.fact
    return subject.words, fact.figure.amount.unit.powers, fact.entity, fact.basis, period_key(period)
