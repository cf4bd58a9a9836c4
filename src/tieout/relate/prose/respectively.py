"""Lists of a sentence that pair up by position: 分别为a、b、c，增速分别为g、h; a, b and c, respectively.

A list of growth rates belongs to the list of values before it, year by year in the order of the dates named.
Without dates, and for quotients of two lists (shares, averages), the other positions must bear the pairing
out before one of them may fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tieout.equation import quotient, term
from tieout.model import Evidence, Fact, Grain, Relation
from tieout.relate.prose.measure import Reading, alike, relation, together
from tieout.relate.prose.movement import Movement, measure
from tieout.relate.prose.skeleton import Skeleton
from tieout.relate.prose.years import DAYS_PER_YEAR, REACH

_JOINT = "[^A-Z,;:()]{0,3}(?:,and|and|以及|[、/,和及与])"
_LIST = re.compile(rf"[AP](?:{_JOINT}[AP])+")
_GROWTH = re.compile(
    "[^A-Z;]{0,6}[,(;]?[^A-Z;]{0,4}[EQWTBRFGHY]{1,8}"
    "|[^A-Z;]{0,6},(?:D[^A-Z;]{0,3}){1,4},?[^APOXK;]{0,16}KB[EW]{0,3}[RFGH][EW]{0,3}"  # in later years
)
_SIGNS = {"R": 1, "G": 1, "F": -1, "H": -1}
_CHANGES = re.compile("[RF][EW]{0,3}$")
_QUOTIENT = re.compile("人均|平均|均价|单价|每[^A-Z]{0,4}|S|per|average")
_NEAREST = 4  # lists before one that it can belong to
_ENOUGH = 3  # positions that make a pairing without dates believable


@dataclass(frozen=True, slots=True)
class Listed:
    """Figures of one kind joined by commas, and where the list stands in the skeleton."""

    start: int
    end: int
    facts: tuple[Fact, ...]
    letter: str


def paired(skeleton: Skeleton, claimed: set[int]) -> Iterator[Relation]:
    """The relations between the lists of a sentence."""
    lists = list(_lists(skeleton))
    for i, later in enumerate(lists):
        near = lists[max(i - _NEAREST, 0) : i]
        if later.letter == "P":
            values = [earlier for earlier in reversed(near) if earlier.letter == "A"]
            yield from _grown(skeleton, values, later, claimed)
        yield from _quotients(skeleton, near, later, claimed)


def _lists(skeleton: Skeleton) -> Iterator[Listed]:
    for match in _LIST.finditer(skeleton.text):
        facts = skeleton.facts(match.start(), match.end(), "AP")
        letters = {skeleton.text[i] for i in range(match.start(), match.end()) if i in skeleton.places}
        if len(letters) == 1 and all(alike(facts[0].figure.amount, fact.figure.amount) for fact in facts[1:]):
            yield Listed(match.start(), match.end(), tuple(facts), letters.pop())


def _grown(
    skeleton: Skeleton, lists: Sequence[Listed], rates: Listed, claimed: set[int]
) -> Iterator[Relation]:
    """Rates of change of one of the lists before: the one that most of them hold for, else the nearest."""
    link = skeleton.text[lists[0].end : rates.start] if lists else ""
    if _GROWTH.fullmatch(link) is None or rates.facts[0].id in claimed:
        return
    tried = [_growth(skeleton, values, rates, link) for values in lists]
    chosen = max(tried, key=lambda found: sum(r.holds for r in found), default=[])
    if chosen:
        claimed.update(fact.id for fact in rates.facts)
    yield from chosen


def _growth(skeleton: Skeleton, values: Listed, rates: Listed, link: str) -> list[Relation]:
    """Rates of change between neighbours of a list of values."""
    said = [letter for letter in link if letter in _SIGNS]
    if not said:
        return []
    if _CHANGES.search(skeleton.text, max(values.start - 6, 0), values.start) is not None:
        return []  # the values are changes themselves: 减少a和b，降幅g和h
    count = len(values.facts)
    if len(rates.facts) not in (count, count - 1):
        return []
    ascending = _ascending(skeleton, values)
    orders = [ascending] if ascending is not None else [True, False]
    tried = [_neighbours(values, rates, _SIGNS[said[-1]], rising) for rising in orders]
    chosen = max(tried, key=lambda found: sum(r.holds for r in found))
    failing = [r for r in chosen if r.fails]
    if ascending is None and (len(chosen) < _ENOUGH or len(failing) > 1):
        chosen = [r for r in chosen if r not in failing] if len(failing) < len(chosen) else []
    if ascending is not None:
        return chosen
    return [replace(found, evidence=Evidence.SUPPORTED) for found in chosen]


def _neighbours(values: Listed, rates: Listed, sign: int, rising: bool) -> list[Relation]:
    facts, deltas = list(values.facts), list(rates.facts)
    if not rising:
        facts.reverse()
        deltas.reverse()
    deltas = deltas[len(deltas) - len(facts) + 1 :]
    steps = zip(facts, facts[1:], deltas, strict=False)
    return [r for low, high, g in steps for r in measure(Movement(low, high, (g,), sign))]


def _ascending(skeleton: Skeleton, values: Listed) -> bool | None:
    """Whether the values run from the oldest year on; None if the years are not named one by one."""
    dates = skeleton.dates(values.start - REACH, values.start)
    count = len(values.facts)
    if dates and dates[-1].grain is Grain.SPAN:
        years = round((dates[-1].last - dates[-1].first + 1) / DAYS_PER_YEAR)
        return True if years == count else None
    named = dates[-count:]
    if len(named) != count or any(date.grain is not Grain.YEAR for date in named):
        return None
    steps = {round((b.last - a.last) / DAYS_PER_YEAR) for a, b in pairwise(named)}
    return True if steps == {1} else False if steps == {-1} else None


def _quotients(
    skeleton: Skeleton, earlier: Sequence[Listed], later: Listed, claimed: set[int]
) -> Iterator[Relation]:
    """c = a / b at every position, for a share or an average of two lists before it."""
    count = len(later.facts)
    before = [known for known in earlier if len(known.facts) == count and known.letter == "A"]
    if len(before) != 2 or _QUOTIENT.search(skeleton.text, before[-1].end, later.start) is None:
        return
    shape = "share" if later.letter == "P" else "average"
    for top, bottom in (before, before[::-1]):
        found = [
            _quotient(shape, a, b, c) for a, b, c in zip(top.facts, bottom.facts, later.facts, strict=True)
        ]
        relations = [r for r in found if r is not None]
        failing = sum(r.fails for r in relations)
        if len(relations) == count and (not failing or (failing == 1 and count >= _ENOUGH)):
            claimed.update(fact.id for fact in later.facts)
            yield from relations
            return


def _quotient(shape: str, a: Fact, b: Fact, c: Fact) -> Relation | None:
    top, bottom = term(a, "part"), term(b, "whole")
    if shape == "share":
        if not alike(a.figure.amount, b.figure.amount):
            return None
        top, bottom = together(a, b, None, ("part", "whole"))
    if not bottom.interval.is_positive():
        return None
    return relation(shape, Reading(quotient(term(c, shape), top, bottom)), evidence=Evidence.SUPPORTED)
