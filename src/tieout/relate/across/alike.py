"""Figures that two reports speak of in words alike, at least one of them in a sentence.

What two reports say of one thing is paired by what agrees first: equal figures with a word in common. Of what
is left over, two figures are one fact gone wrong if they have the same words and nothing else in either
report has them; where one of them is said with more words, only digits that slipped show that both are one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from tieout.model import Fact, Grain, Report
from tieout.relate.across.cells import Held, hold
from tieout.relate.across.facts import judged
from tieout.relate.across.links import Link, Unlinked
from tieout.relate.across.reports import Known
from tieout.relate.across.saying import Sayings
from tieout.relate.across.sentences import UNDATED
from tieout.relate.across.sheets import Sheet
from tieout.relate.across.spoken import NARROWER
from tieout.relate.across.whom import Whom
from tieout.relate.across.wordings import Alike, Reader, Told
from tieout.relate.sameness import period_key
from tieout.rulebook.book import Schemas
from tieout.slip import exchanged, significant, slipped

_MOST = 8  # other reports that one report is held against
_COMMON = 48  # figures of one report with a word, beyond which it proposes nothing
_SURE = 4  # digits with which few words, or none in another language, will do
_Done = Callable[[Fact, Fact], bool]


def linked(
    reports: Sequence[Report],
    known: Sequence[Known],
    whom: Whom,
    sheets: Sequence[Sheet],
    schemas: Schemas,
    done: _Done,
) -> Iterator[Link | Unlinked]:
    """Figures of sentences beside what other reports say in words alike.

    Args:
        reports: all of them.
        known: what is known of each.
        whom: of whom figures are.
        sheets: the tables of all reports.
        schemas: the words in force.
        done: whether one of two figures is held against the other's report already.
    """
    by_path = {one.path: one for one in known}
    of: dict[str, dict[int, list[Told]]] = {}
    for who, number, told in Reader(known, whom, Sayings.of(schemas)).all(reports, sheets):
        of.setdefault(who, {}).setdefault(number, []).append(told)
    for group in of.values():
        numbers = sorted(group)
        for at, number in enumerate(numbers[1:], 1):
            for other in numbers[max(at - _MOST, 0) : at]:
                yield from _between(group[number], group[other], by_path, done)


def _between(
    mine: Sequence[Told], theirs: Sequence[Told], known: Mapping[str, Known], done: _Done
) -> Iterator[Link | Unlinked]:
    """What two reports say of one thing: what agrees, then what is left over and does not."""
    taken: set[int] = set()
    by_digits = _by(theirs, lambda told: (told.digits,))
    for told in mine:
        found = list(_agreeing(told, by_digits.get(told.digits, ()), taken, done))
        best = max(found, default=None, key=_surest)
        if best is not None and (best[0] or len(found) == 1):
            taken |= {id(told), id(best[2])}
            yield Link(best[1])
    left = [told for told in mine if id(told) not in taken]
    others = [told for told in theirs if id(told) not in taken]
    by_token, back = _by(others, _tokens), _by(left, _tokens)
    for told in left:
        other = _only(told, by_token)
        if other is None or _only(other, back) is not told or done(told.fact, other.fact):
            continue
        held = hold(told.fact, other.fact)
        if held.apart:
            yield _apart(told, other, held, known)


def _apart(told: Told, other: Told, held: Held, known: Mapping[str, Known]) -> Link | Unlinked:
    undated = told.fact.period is None and not (told.thing and other.thing)
    own, reference = told.fact.figure.amount, other.fact.figure.amount
    slip = slipped(own, reference) or exchanged(own, reference)
    few = not told.enough(other) and min(significant(own), significant(reference)) < _SURE
    if not slip and (told.alike(other) is not Alike.SAME or not told.enough(other)):
        return Unlinked(held, NARROWER)
    if few:
        return Unlinked(held, NARROWER)
    return Unlinked(held, UNDATED) if undated else judged(held, known)


def _agreeing(
    told: Told, others: Sequence[Told], taken: set[int], done: _Done
) -> Iterator[tuple[Alike, Held, Told]]:
    """Figures that agree, and of which something alike is said."""
    for other in others:
        if id(other) in taken or not (told.spoken or other.spoken) or done(told.fact, other.fact):
            continue
        if not _at_once(told, other, open_too=True):
            continue
        held = hold(told.fact, other.fact)
        if not held.agrees or held.rough:
            continue
        alike = told.alike(other)
        if alike < Alike.WITHIN and (told.covers(other) or other.covers(told)):
            alike = Alike.WITHIN
        sure = held.telling or (alike >= Alike.WITHIN and told.enough(other))
        digits = min(significant(told.fact.figure.amount), significant(other.fact.figure.amount))
        if (alike and sure) or (told.foreign(other) and digits >= _SURE):
            yield alike, held, other


def _surest(one: tuple[Alike, Held, Told]) -> tuple[Alike, int]:
    return one[0], -one[2].fact.id


def _only(told: Told, by_token: Mapping[str, Sequence[Told]]) -> Told | None:
    """The only figure of the other report that is the same one by its words, time and unit."""
    found = {
        id(other): other
        for token in told.tokens
        if len(having := by_token.get(token, ())) <= _COMMON
        for other in having
    }
    ranked: dict[Alike, list[Told]] = {}
    for other in found.values():
        spoken = told.spoken or other.spoken
        if spoken and _at_once(told, other, open_too=False) and hold(told.fact, other.fact).tie is not None:
            ranked.setdefault(told.alike(other), []).append(other)
    best = ranked.get(Alike.SAME) or ranked.get(Alike.WITHIN) or []
    return best[0] if len(best) == 1 else None


def _at_once(told: Told, other: Told, *, open_too: bool) -> bool:
    """Whether both are of one time; a day is also the end of a longer one."""
    own, theirs = told.fact.period, other.fact.period
    if own is None or theirs is None:
        return open_too or own is theirs
    if period_key(own) == period_key(theirs):
        return True
    return own.last == theirs.last and Grain.DAY in (own.grain, theirs.grain)


def _by(told: Sequence[Told], keys: Callable[[Told], Iterator[str] | Sequence[str]]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for one in told:
        for key in keys(one):
            found.setdefault(key, []).append(one)
    return found


def _tokens(told: Told) -> Sequence[str]:
    return sorted(told.tokens)
