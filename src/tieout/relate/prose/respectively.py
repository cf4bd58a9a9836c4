"""Lists of a sentence that pair up by position: 分别为a、b、c，增速分别为g、h; a, b and c, respectively.

A list of growth rates belongs to the list of values before it, year by year in the order of the dates named.
Without dates, and for quotients of two lists (shares, averages), the other positions must bear the pairing
out before one of them may fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, permutations

from tieout.equation import quotient, term
from tieout.lexicon import WordList
from tieout.model import Evidence, Fact, Grain, Relation
from tieout.relate.prose.letter import dates_of
from tieout.relate.prose.line import TIMES, Line
from tieout.relate.prose.listing import bare_lists
from tieout.relate.prose.match import FALLS, RISES
from tieout.relate.prose.measure import Reading, alike, relation, together
from tieout.relate.prose.movement import Movement, measure
from tieout.relate.prose.years import DAYS_PER_YEAR, REACH
from tieout.rulebook.statements import SIGNS

_LINK = 36  # letters between a list and that of its growth rates
_NEAREST = 4  # lists before one that it can belong to
_ENOUGH = 3  # positions that make a pairing without dates believable
_QUOTIENTS = ("averages", "each_of", "sold_at", WordList.PROSE_SHARE)
_IDLE = frozenset({WordList.PROSE_FILLER, WordList.PROSE_RESPECTIVELY, WordList.PROSE_TO, WordList.IS_WORD})
_LINKS = _IDLE | SIGNS | RISES | FALLS | {
    WordList.PROSE_YEAR_ON_YEAR, WordList.PROSE_BASE_PERIOD, WordList.PROSE_YEARLY, WordList.PROSE_AGAINST,
    WordList.RESTATED_AS, WordList.PROSE_IDLE, WordList.AND_WORD, "yields", "measure_word",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """Figures of one kind joined by commas, and where the list stands in its line."""

    start: int
    end: int
    facts: tuple[Fact, ...]
    letter: str


def paired(line: Line, claimed: set[int]) -> Iterator[Relation]:
    """The relations between the lists of a sentence."""
    found = list(_lists(line))
    yield from _parted(line, found, claimed)
    for i, later in enumerate(found):
        near = found[max(i - _NEAREST, 0) : i]
        if later.letter == "P":
            values = [earlier for earlier in reversed(near) if earlier.letter == "A"]
            yield from _grown(line, values, later, claimed)
        yield from _quotients(line, near, later, claimed)


def _parted(line: Line, lists: Sequence[Listed], claimed: set[int]) -> Iterator[Relation]:
    """What parts two rates, the one held against the other by name: 分别增长a和b，二季度较一季度回落c."""
    told = [mark for mark in line.marks if not mark.names & TIMES]
    for against, moved, mark in zip(told, told[1:], told[2:], strict=False):
        if mark.fact is None or mark.letter != "O" or mark.fact.id in claimed:
            continue
        if WordList.PROSE_AGAINST not in against.names or not moved.names & (RISES | FALLS):
            continue
        named = line.text[against.end : moved.start].strip()
        before = [pair for pair in lists if pair.end <= against.start]
        if before and named and before[-1].letter == "P" and len(before[-1].facts) == 2:
            pair = before[-1]
            if named in line.text[: pair.start] and WordList.PROSE_RESPECTIVELY in line.names:
                base, result = pair.facts
                yield from measure(Movement(base, result, (mark.fact,), 1 if moved.names & RISES else -1))
                claimed.add(mark.fact.id)


def _lists(line: Line) -> Iterator[Listed]:
    for marks in bare_lists(line, "AP"):
        facts = tuple(mark.fact for mark in marks if mark.fact is not None)
        yield Listed(marks[0].start, marks[-1].end, facts, marks[0].letter)


def _grown(line: Line, lists: Sequence[Listed], rates: Listed, claimed: set[int]) -> Iterator[Relation]:
    """Rates of change of one of the lists before: the one that most of them hold for, else the nearest."""
    sign = _sign(line, lists[0].end, rates.start) if lists else 0
    if not sign or rates.facts[0].id in claimed:
        return
    tried = [_growth(line, values, rates, sign) for values in lists]
    tried += [_revised(*pair, rates, sign) for pair in permutations(lists, 2)]
    chosen = max(tried, key=lambda found: sum(r.holds for r in found), default=[])
    if chosen:
        claimed.update(fact.id for fact in rates.facts)
    yield from chosen


def _revised(now: Listed, before: Listed, rates: Listed, sign: int) -> list[Relation]:
    """Rates by which each of a list was raised over the same of another: new forecasts and those before."""
    lists = now.facts, before.facts, rates.facts
    if len({len(facts) for facts in lists}) > 1:
        return []
    found = [r for new, old, g in zip(*lists, strict=True) for r in measure(Movement(old, new, (g,), sign))]
    failing = sum(r.fails for r in found)
    if len(found) != len(rates.facts) or failing > 1 or len(found) - failing < _ENOUGH - 1:
        return []
    return [replace(one, evidence=Evidence.SUPPORTED) for one in found]


def _sign(line: Line, start: int, end: int) -> int:
    """1 where nothing but words of a rise stand between two lists, -1 for words of a fall, else 0."""
    between = line.inside(start, end)
    if (
        any(not (mark.names & _LINKS or mark.letter == "D") for mark in between)
        or line.words(start, end) > _LINK
    ):
        return 0
    said = [mark for mark in between if mark.names & (RISES | FALLS)]
    return 0 if not said else 1 if said[-1].names & RISES else -1


def _growth(line: Line, values: Listed, rates: Listed, sign: int) -> list[Relation]:
    """Rates of change between neighbours of a list of values."""
    led = [mark for mark in line.inside(0, values.start) if not mark.names & _IDLE][-1:]
    if led and led[0].names & (RISES | FALLS) and not line.words(led[0].end, values.start):
        return []  # the values are changes themselves: 减少a和b，降幅g和h
    count = len(values.facts)
    if len(rates.facts) not in (count, count - 1):
        return []
    ascending = _ascending(line, values)
    orders = [ascending] if ascending is not None else [True, False]
    tried = [_neighbours(values, rates, sign, rising) for rising in orders]
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


def _ascending(line: Line, values: Listed) -> bool | None:
    """Whether the values run from the oldest year on; None if the years are not named one by one."""
    before = (mark.fact for mark in line.inside(values.start - REACH, values.start) if mark.fact is not None)
    dates = [dates for fact in before if (dates := dates_of(fact)) is not None]
    count = len(values.facts)
    if dates and dates[-1].grain is Grain.SPAN:
        years = round((dates[-1].last - dates[-1].first + 1) / DAYS_PER_YEAR)
        return True if years == count else None
    named = dates[-count:]
    if len(named) != count or any(date.grain is not Grain.YEAR for date in named):
        return None
    steps = {round((b.last - a.last) / DAYS_PER_YEAR) for a, b in pairwise(named)}
    return True if steps == {1} else False if steps == {-1} else None


def _quotients(line: Line, earlier: Sequence[Listed], later: Listed, claimed: set[int]) -> Iterator[Relation]:
    """c = a / b at every position, for a share or an average of two lists before it."""
    count = len(later.facts)
    before = [known for known in earlier if len(known.facts) == count and known.letter == "A"]
    if len(before) != 2 or not line.said(before[-1].end, later.start, *_QUOTIENTS):
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
