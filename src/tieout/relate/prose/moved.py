"""Forms that say a movement, measured: from a base to a result, by so much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from tieout.lexicon import WordList
from tieout.model import Fact, Grain, Relation
from tieout.quantity import decimal_text
from tieout.relate.prose.compound import compounded
from tieout.relate.prose.letter import dates_of, kind
from tieout.relate.prose.line import Mark
from tieout.relate.prose.match import FALLS, RISES, Match
from tieout.relate.prose.measure import alike, bare, in_unit_of, scale
from tieout.relate.prose.movement import Movement, measure, skips_a_year
from tieout.relate.prose.told import counts_things, in_points, unless_slipped
from tieout.relate.prose.years import years_of
from tieout.rulebook.statements import PAUSE, STOP
from tieout.wording import say

_PERCENT = 100
_ELSEWHERE = frozenset({WordList.PROSE_YEAR_ON_YEAR, WordList.PROSE_AGAINST, WordList.PROSE_BASE_PERIOD})
_DIFFERS = frozenset({"differs_by", "differs_upwards"})
_BASE = 20  # letters that may name a base behind its word
_LED = 16  # letters between a word of change and its figure
_SUBJECT = 16  # letters between the end of a sentence and a change in the next that may name its subject
_LOOSELY = 4  # the same where the word may say how something is measured: adjusted
_MOVES = RISES | FALLS | {WordList.PROSE_YEARLY}
_REACHES = frozenset({WordList.PROSE_TO, "stands_at"})
_CHANGES = _MOVES | {WordList.PROSE_CHANGE}
_YEAR = re.compile(r"(?:19|20)\d\d")


def movement(match: Match) -> Iterator[Relation]:
    """From `base` to `result` by `change`, and by `second` where both are given; compound or in one step."""
    yield from _moved(match, match.get("base"), match.one("result"))


def followed(match: Match) -> Iterator[Relation]:
    """A movement told in sentences of their own; two levels of one sentence need words that bind them."""
    apart = sum(STOP in mark.names for mark in match.words) > 1
    if apart or (match.said("now_word") and match.said(WordList.THAT_MAKES)):
        yield from movement(match)


def turned(match: Match) -> Iterator[Relation]:
    """Of two figures given "respectively" the base is the one that the words of change leave."""
    years = {
        dates.last for fact in match.line.dates if (dates := dates_of(fact)) and dates.grain is Grain.YEAR
    }
    if len(years) < 2 or len(match.amounts) > len(match.facts):
        return  # of one year, or of a longer list
    low, high = sorted((match.one("one"), match.one("other")), key=lambda fact: fact.figure.amount.value)
    yield from _moved(match, *((high, low) if match.direction < 0 else (low, high)))


def _moved(match: Match, base: Fact | None, result: Fact) -> Iterator[Relation]:
    deltas = [fact for slot in ("change", "second") if (fact := match.get(slot)) is not None]
    if len(deltas) > 1 and (
        (base is not None and _on_another_base(match, deltas[1]))
        or _is_of_another_time(match, deltas[1])
        or _is_yearly_beside(match, *deltas)
    ):
        deltas = deltas[:1]
    if kind(result.figure.amount) == "P":
        deltas = [in_points(fact) if _counts_points(match, fact) else fact for fact in deltas]
    if any(not _may_step(delta, result) for delta in deltas) or not _binds(match, base, result):
        return
    if any(_of_another_thing(match, d) or _differs_from_another(match, base, d) for d in deltas):
        return
    if base is not None and any(_of_another_rate(match, base, delta) for delta in deltas):
        return
    if base is not None:
        if _counts_apart(base, result, deltas) or skips_a_year(
            _led(match, match.one("change")), _led(match, base)
        ):
            return
        base = in_unit_of(base, result)
    years = None if base is None else years_of(match, base, result)
    if match.said("prose_year_on_year") and years not in (None, 1):
        return  # growth on another year than the base's
    over = match.said("prose_compound", "prose_yearly")
    said = Movement(
        base, result, tuple(deltas), match.direction,
        ((years,) if years is not None else ()) if over else None, simple=not match.said("prose_compound"),
    )  # fmt: skip
    sure = match.tight and not any(_is_caused(match, delta) for delta in deltas)
    for found in map(_as_fraction, (*measure(said), *compounded(said))):
        yield found if sure else unless_slipped(found)


def _of_another_thing(match: Match, delta: Fact) -> bool:
    """Whether a sentence of its own names what has changed: ... from $5m. Lease costs of $2m fell by $1m."""
    start = match.line.mark(delta).start
    stops = [mark.end for mark in match.words if STOP in mark.names and mark.end <= start]
    return bool(stops) and match.line.naming(stops[-1], start, match.words) > _SUBJECT


def _of_another_rate(match: Match, base: Fact, delta: Fact) -> bool:
    """Whether a rate that moves is named behind what grew by a rate: 下降5.5%，份额由17.3%降至15.9%."""
    if delta.id > base.id or not kind(delta.figure.amount) == kind(base.figure.amount) == "P":
        return False
    between = match.line.inside(match.line.mark(delta).end, match.line.mark(base).start)
    paused = [mark.end for mark in between if PAUSE in mark.names]
    return bool(paused) and match.line.naming(paused[-1], match.line.mark(base).start, match.words) > 0


def _is_caused(match: Match, delta: Fact) -> bool:
    """Whether a sentence of its own tells a change with its cause: it may be a part of a larger one."""
    place = match.line.place(delta)
    apart = any(STOP in mark.names and mark.end <= match.line.marks[place].start for mark in match.words)
    behind = takewhile(lambda mark: not mark.names & {PAUSE, STOP}, match.line.marks[place + 1 :])
    return apart and any("has_cause" in mark.names for mark in behind)


def _counts_points(match: Match, fact: Fact) -> bool:
    """Whether a bare number counts points of a percentage: a gain of 8.2 points."""
    return bare(fact.figure.amount) and "point_word" in match.line.names_behind(fact)


def _binds(match: Match, base: Fact | None, result: Fact) -> bool:
    """Whether the words make one movement of the figures: the change is one, the base is the result's."""
    if not match.straight or any(match.line.in_row(fact) for facts in match.slots.values() for fact in facts):
        return False
    if _is_step(match, result) or match.line.is_whole_of_rate(result):
        return False
    return _is_change(match, result) and (base is None or _is_base(match, base, result))


def _is_step(match: Match, result: Fact) -> bool:
    """Whether what would be the result is told as a change itself: declined by 3.1 from 65.1, or 4.8%."""
    place = match.line.place(result)
    before = match.line.marks[max(place - 2, 0) : place]
    by = bool(before) and "differs_upwards" in before[-1].names and WordList.PROSE_FILLER in before[-1].names
    return by and any(mark.names & _CHANGES for mark in before[:-1])


def _is_change(match: Match, result: Fact) -> bool:
    """Whether a word of change leads to a change, or stands behind it; or one leads to a movement of two.

    What a word of change leads to by "to" is another level.
    """
    stated, second = match.one("change"), match.get("second")
    if match.of_another(stated) or _leads_elsewhere(match, stated):
        return False
    before, behind = match.beside(stated)
    reaches = bool(before) and bool(before[-1].names & _REACHES) and not before[-1].names & {WordList.IS_WORD}
    if reaches and kind(stated.figure.amount) == kind(result.figure.amount):
        return False
    behind = list(takewhile(lambda mark: PAUSE not in mark.names, behind))
    said = [mark for mark in (*before, *behind) if mark.names & _CHANGES]
    if said:
        return any(_beside(match, mark, stated) <= _reach(mark) for mark in said)
    base = match.get("base")
    if base is None or not match.line.names_before(base) & _CHANGES:
        return False
    return match.said(WordList.RESTATED_AS) or (second is not None and kind(second.figure.amount) != "A")


def _leads_elsewhere(match: Match, stated: Fact) -> bool:
    """Whether a change leads to a level that is none of the form's: to 2.3 as exports rose 2% to 74."""
    marks = match.line.marks
    place = match.line.place(stated)
    leads, reached = marks[place + 1 : place + 3] if place + 2 < len(marks) else (None, None)
    if leads is None or reached is None or WordList.PROSE_TO not in leads.names or reached.letter != "A":
        return False
    return all(reached.fact not in facts for facts in match.slots.values())


def _reach(word: Mark) -> int:
    """How much may be named between a word of change and its figure."""
    return _LED if word.names & _MOVES else _LOOSELY


def _beside(match: Match, word: Mark, fact: Fact) -> int:
    """How much is named between a word and a figure."""
    own = match.line.marks[match.line.place(fact)]
    first, last = sorted((word, own), key=lambda mark: mark.start)
    return match.line.naming(first.end, last.start, match.words)


def _is_base(match: Match, base: Fact, result: Fact) -> bool:
    """Whether a base behind its result and the change is told of no other thing and no other time."""
    stated = match.one("change")
    before, _ = match.beside(base)
    marks = match.line.marks
    place = match.line.place(base)
    since = before[-1].end if before else 0
    led = [mark for mark in marks[:place] if mark.start >= since]
    follows = marks[place + 1].names if place + 1 < len(marks) else frozenset()
    if before and any(WordList.AND_WORD in mark.names for mark in led):
        return False
    named = match.line.naming(since, marks[place].start)
    if before and WordList.PROSE_FROM in before[-1].names and named > _BASE:
        return False  # income from continuing operations was ...
    if base.id < stated.id < result.id and _is_of_former(match, base):
        return False
    if not result.id < stated.id < base.id:
        return True
    if follows & _CHANGES or _grows_itself(match, place):
        return False
    years = [dates_of(mark.fact) for mark in led if mark.fact is not None]
    own = [dates_of(fact) for fact in match.line.dates if result.id < fact.id < stated.id]
    return named <= _BASE and not (years and own and years != own)


def _grows_itself(match: Match, place: int) -> bool:
    """Whether a rate behind a base, in its clause, is what grew from it: 自1月的4.20美元以来累计上涨14.3%."""
    behind = list(takewhile(lambda mark: not mark.names & {PAUSE, STOP}, match.line.marks[place + 1 :]))
    rates = [at for at, mark in enumerate(behind) if mark.letter == "P"]
    return bool(rates) and any(mark.names & _CHANGES for mark in behind[: rates[0]])


def _is_of_former(match: Match, base: Fact) -> bool:
    """Whether a base is of a level before it: narrowed to 2.3 from 3.1 as exports rose 2% to 74."""
    marks = match.line.marks
    place = match.line.place(base)
    former, led = marks[place - 2 : place] if place > 1 else (None, None)
    return (
        led is not None and former is not None and WordList.PROSE_FROM in led.names and former.letter == "A"
    )


def _is_of_another_time(match: Match, second: Fact) -> bool:
    """Whether a date and no word of change leads to a second rate: up 9 points, and we expect 35% in 2027."""
    since = _leading(match, second)
    return any(mark.letter == "D" for mark in since) and not any(mark.names & _CHANGES for mark in since)


def _is_yearly_beside(match: Match, change: Fact, second: Fact) -> bool:
    """Whether a change on a named base stands beside one on the year before: 较1月末跌15元，同比跌4.6%."""
    told, then = _led(match, change), _led(match, second)
    yearly = frozenset({WordList.PROSE_YEAR_ON_YEAR, WordList.PROSE_YEAR_AGO, WordList.PROSE_BASE_PERIOD})
    return WordList.PROSE_YEAR_ON_YEAR in then and WordList.PROSE_AGAINST in told and not yearly & told


def _led(match: Match, fact: Fact) -> frozenset[str]:
    """What the words say between a figure and the quantity before it."""
    return frozenset().union(*(mark.names for mark in _leading(match, fact)))


def _leading(match: Match, fact: Fact) -> list[Mark]:
    """The words and dates between a figure and the quantity before it, the nearest first."""
    before = match.line.marks[: match.line.place(fact)][::-1]
    return list(takewhile(lambda mark: mark.fact is None or mark.letter in "DZ", before))


def _on_another_base(match: Match, second: Fact) -> bool:
    """Whether a second change is told of another base: 环比7月的38.6亿美元上升7.0%，同比下滑3.5%."""
    before, _ = match.beside(second)
    return any(mark.names & _ELSEWHERE for mark in before)


def _differs_from_another(match: Match, base: Fact | None, delta: Fact) -> bool:
    """Whether a change behind its base is held against what follows it: from 576 and 1.2% above consensus."""
    marks, place = match.line.marks, match.line.place(delta)
    follows = marks[place + 1].names if place + 1 < len(marks) else frozenset()
    return base is not None and base.id < delta.id and bool(follows & _DIFFERS)


def _counts_apart(base: Fact, result: Fact, deltas: Sequence[Fact]) -> bool:
    """Whether base and change count something, and the result measures: 15,000万元，新增2名，由10名 ..."""
    steps = [delta for delta in deltas if kind(delta.figure.amount) == "A"]
    return (
        bool(steps)
        and all(bare(fact.figure.amount) for fact in (base, *steps))
        and not bare(result.figure.amount)
    )


def _may_step(delta: Fact, result: Fact) -> bool:
    """Whether a change can be one of these levels: an amount of their unit, or without any; a rate always."""
    step, level = delta.figure.amount, result.figure.amount
    if kind(step) != "A" or kind(level) != "A" or alike(step, level, bound=False):
        return True
    return (bare(step) and not scale(delta)) or (bare(level) and counts_things(step))


def _as_fraction(found: Relation) -> Relation:
    """A rate that is a fraction with a percent sign: 0.5% for 50%."""
    stated, computed = found.subject, found.computed
    if stated is None or computed is None or found.tie is None or found.tie.holds:
        return found
    if kind(stated.figure.amount) != "P" or computed != stated.figure.amount.value * _PERCENT:
        return found
    suggestion = f"{decimal_text(computed * _PERCENT)}%"
    return replace(
        found, culprit=stated, cause=say("a fraction is printed as a percentage"), suggestion=suggestion
    )
