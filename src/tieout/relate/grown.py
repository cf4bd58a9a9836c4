"""Rates of growth whose levels stand elsewhere: 营收同比增长18.5%, both years in a later section.

A rate is held against the level of its own period and that of the period it is compared with: the year
before, or the quarter or month before. Both must be told of the same concept and company, each in one way.
Nothing says that a rate is on the plain basis: what misses by more than a slip is left open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from datetime import date

from tieout.equation import Expression, Term, change, less, term
from tieout.extract.periods import months
from tieout.lexicon import WordList
from tieout.model import Dates, Evidence, Fact, Grain, Relation, Report, Severity, Status
from tieout.quantity import PERCENT
from tieout.relate.grown_words import worded
from tieout.relate.misprint import is_misprint_in
from tieout.relate.periods_before import right_before
from tieout.relate.sameness import GROWTH, Key, are_one, period_key, year_before
from tieout.relate.things import is_about_one
from tieout.rulebook.book import Schemas
from tieout.wording import say

_YEARLY, _SEQUENTIAL = "yoy", "qoq"
_CHANGES = frozenset({_YEARLY, _SEQUENTIAL, "change"})
_FROM = frozenset({"compared from", "prior"})
_DIGITS = 3  # of a level told beside the other one that is hardly a slip away from what they give by chance
_REACH = 12  # characters before a level in which the time it is of is called the year before
BASIS = say("the rate may be on another basis than these amounts")
Levels = Mapping[Key, Fact]


def grown_elsewhere(report: Report, schemas: Schemas, known: Set[int]) -> Iterator[Relation]:
    """Hold rates of growth of the text against levels that other sentences or tables give.

    Args:
        report: with its figures.
        schemas: the words in force.
        known: ids of rates that their own sentence or line explains already.
    """
    told = list(_rates(report, schemas, _levels(report, schemas), known)) if is_about_one(report) else []
    found = [one for one in told if one is not None]
    done = known | {one.subject.id for one in found if one.subject is not None}
    in_words = (_relation(*one) for one in _by_words(report, schemas, done))
    found += [one for one in in_words if one is not None]
    others = sum(one.holds for one in found)
    for one in found:
        speaks = one.holds or _is_slip(one) or others > 0
        yield one if speaks else replace(one, tie=None, computed=None, reason=BASIS)


def _rates(report: Report, schemas: Schemas, levels: Levels, known: Set[int]) -> Iterator[Relation | None]:
    """Every rate whose levels stand elsewhere, measured."""
    beside = _beside(report)
    for fact in report.facts:
        base, rate = _periods(fact), fact.figure.quantity
        if base is None or rate is None or fact.id in known or fact.figure.row is not None:
            continue
        own = fact.period
        assert own is not None
        now, then = levels.get(_key(fact, own)), levels.get(_key(fact, base))
        half = levels.get(_key(fact, together)) if (together := _both_quarters(base, own)) else None
        if now is not None and _is_of_another(report, schemas, fact, now, beside.get(fact.id)):
            continue
        if now is not None and then is not None:
            yield _relation(fact, term(then, "base"), now)
        elif now is not None and half is not None and _is_more(half, now):
            yield _relation(fact, less(term(half, "half-year"), term(now, "second quarter")), now)


def _beside(report: Report) -> Mapping[int, Fact]:
    """The amount that a sentence has told last before each of its rates, by the id of the rate."""
    found: dict[int, Fact] = {}
    for sentence in report.sentences:
        last: Fact | None = None
        for fact in sentence.facts:
            quantity = fact.figure.quantity
            if quantity is not None and quantity.unit == PERCENT and last is not None:
                found[fact.id] = last
            elif quantity is not None and quantity.unit.powers and _FROM.isdisjoint(fact.scope):
                last = fact
    return found


def _is_of_another(report: Report, schemas: Schemas, rate: Fact, now: Fact, told: Fact | None) -> bool:
    """Whether a rate stands behind an amount of something else, and its own words name nothing."""
    concept = schemas.concepts.get(now.concept or "")
    if told is None or concept is None or told.concept == now.concept:
        return False
    if told.figure.amount.unit.powers != now.figure.amount.unit.powers:
        return False
    text = report.document.blocks[rate.figure.block].text.content
    between = text[told.figure.end : rate.figure.start].lower()
    return not any(word.lower() in between for word in concept.labels.words)


def _by_words(report: Report, schemas: Schemas, done: Set[int]) -> Iterator[tuple[Fact, Term[Fact], Fact]]:
    """The rates, bases and results that sentences tell in the same words."""
    for rate, now, then in worded(report, schemas):
        if rate.id not in done:
            yield rate, term(then, "base"), now


def _periods(fact: Fact) -> Dates | None:
    """The period that a rate of growth is from; None if a figure is no rate, or nobody says from when."""
    if fact.concept is None or not fact.concept.endswith(GROWTH) or fact.period is None:
        return None
    amount = fact.figure.quantity
    if amount is None or amount.unit != PERCENT or amount.upper is not None or amount.hedge is not None:
        return None
    if _SEQUENTIAL in fact.scope:
        return right_before(fact.period)
    return year_before(fact.period) if _YEARLY in fact.scope else None


def _both_quarters(first: Dates, second: Dates) -> Dates | None:
    """The half-year that a first and a second quarter make."""
    year = date.fromordinal(first.first).year
    half = months(year, 1, 6)
    whole = half is not None and (first.first, second.last) == (half.first, half.last)
    return half if whole and first.grain is second.grain is Grain.QUARTER else None


def _is_more(half: Fact, quarter: Fact) -> bool:
    whole, part = half.figure.amount, quarter.figure.amount
    return whole.unit.powers == part.unit.powers and not (whole.interval - part.interval).holds_zero()


def _levels(report: Report, schemas: Schemas) -> Levels:
    """The amounts that the report gives by concept and period; those told in several ways are left out."""
    found: dict[Key, list[Fact]] = {}
    earlier = schemas.words[WordList.PROSE_YEAR_AGO]
    cells = {fact.id for grid in report.grids for fact in grid.facts.values()}
    for fact in report.facts:
        quantity = fact.figure.quantity
        if (
            quantity is None
            or fact.concept is None
            or fact.period is None
            or fact.status is not Status.ACTUAL
        ):
            continue
        if fact.concept.endswith(GROWTH) or quantity.upper is not None or quantity.value <= 0:
            continue
        period = fact.period
        if not _FROM.isdisjoint(fact.scope) and fact.id not in cells:
            text = report.document.blocks[fact.figure.block].text.content
            if earlier.search(text[max(fact.figure.start - _REACH, 0) : fact.figure.start]) is None:
                continue
            period = year_before(period)
        found.setdefault(_key(fact, period), []).append(fact)
    return {key: facts[0] for key, facts in found.items() if are_one(facts)}


def _key(fact: Fact, period: Dates) -> Key:
    concept = (fact.concept or "").removesuffix(GROWTH)
    scope = tuple(word for word in fact.scope if word not in _CHANGES and word not in _FROM)
    return concept, fact.entity, fact.basis, scope, period_key(period)


def _relation(rate: Fact, base: Expression[Fact], now: Fact) -> Relation | None:
    """The rate against both levels, if all could be measured together."""
    amount, then = now.figure.amount, base.value()
    units = {fact.figure.amount.unit.powers for fact in (one.fact for one in base.terms())}
    if units != {amount.unit.powers} or then.interval.holds_zero():
        return None
    falls = amount.value < then.point and rate.figure.amount.value > 0  # 下降 5%: the word carries the sign
    equation = change(term(rate, "rate", factor=-1 if falls else 1), base, term(now, "result"))
    if equation.tie() is None:
        return None
    return Relation.of(
        equation, kind="formula", shape="growth", evidence=Evidence.LABELLED, cap=Severity.WARNING
    )


def _is_slip(one: Relation) -> bool:
    """Whether one of the three figures is misprinted."""
    equation = one.equation
    if equation is None:
        return False
    rate, *terms = equation.facts
    levels = [fact for fact in terms if terms.count(fact) == 1]
    digits = _DIGITS if len({fact.figure.block for fact in levels}) == 1 else _DIGITS + 1
    return is_misprint_in(equation, rate, 0) or any(is_misprint_in(equation, fact, digits) for fact in levels)
