"""Amounts each with its share of a whole named before them: 注册资本T，甲出资a，占51%，乙出资b，占49%.

Which of the amounts before is the whole is for the shares to say: it is the one that most of them are of. A
share that is of none of them, nor of a part told before it, is wrong only if all others are of the same one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from tieout.lexicon import WordList
from tieout.model import Evidence, Fact, Relation, Severity
from tieout.relate.prose.letter import kind
from tieout.relate.prose.line import Line, Mark
from tieout.relate.prose.listing import bare_lists, listed_with
from tieout.relate.prose.share import share_of
from tieout.rulebook.statements import BRACKET, COLON, STOP

_NAMED = 40  # letters between a part and the word for its share, and from there to the share
_TELLING = 2  # digits of a share that can bear out a whole
_FARTHEST = 6  # amounts before a part that may be its whole
_SHARE = frozenset({WordList.PROSE_SHARE, WordList.PART_RATE})
_BARS = frozenset({
    STOP, COLON, WordList.PROSE_OF_WHICH, WordList.PROSE_RESPECTIVELY, WordList.PROSE_TOTAL, WordList.IN_ALL,
})  # fmt: skip

Pair = tuple[Fact, Fact]  # a part and its share


def parts_of(line: Line, earlier: Sequence[Fact], claimed: set[int]) -> Iterator[Relation]:
    """The shares of a sentence whose whole stands before them, or among `earlier` figures it goes on from."""
    if not line.names & _SHARE:
        return
    pairs = [(part, share) for part, share in _pairs(line) if share.id not in claimed]
    if not pairs:
        return
    tried = [(whole, _against(whole, pairs)) for whole in _wholes(line, earlier, pairs)]
    best = max(tried, key=lambda one: _merit(one[1]), default=None)
    if best is None or not any(_borne_out(found) for found in best[1]):
        return
    relations = best[1]
    strays = [found for found in relations if not found.holds]
    for found in relations:
        if found.holds:
            yield found
        elif (within := _within(found, pairs)) is not None:
            yield within
        elif len(strays) == 1 and len(relations) > 1 and not _of_another(found, tried):
            cap = Severity.WARNING if len(relations) == 2 else found.cap
            yield replace(found, cap=min(cap, found.cap))
        else:
            continue
        if found.subject is not None:
            claimed.add(found.subject.id)


def _pairs(line: Line) -> Iterator[Pair]:
    """Amounts each followed by its share, and lists of them followed by those of their shares."""
    shares = bare_lists(line, "P")
    for amounts in bare_lists(line, "A"):
        for rates in shares:
            between = line.inside(amounts[-1].end, rates[0].start)
            if (
                listed_with(between, WordList.PROSE_SHARE)
                and line.words(between[0].start, between[-1].end) <= _NAMED
            ):
                yield from _zipped(amounts, rates)
    several = {mark.fact.id for rates in shares for mark in rates if mark.fact is not None}
    for place, mark in enumerate(line.marks):
        if mark.letter == "P" and mark.fact is not None and mark.fact.id not in several:
            part = _part(line, place)
            if part is not None:
                yield part, mark.fact


def _zipped(amounts: Sequence[Mark], rates: Sequence[Mark]) -> Iterator[Pair]:
    for one, other in zip(amounts, rates, strict=False):
        if one.fact is not None and other.fact is not None:
            yield one.fact, other.fact


def _part(line: Line, place: int) -> Fact | None:
    """The amount that a share is said of: before it, growth beside that amount apart."""
    share, said = line.marks[place], None
    for at in range(place - 1, -1, -1):
        mark = line.marks[at]
        if mark.letter == "A" and said is not None:
            near = line.words(mark.end, said.start) <= _NAMED and line.words(said.end, share.start) <= _NAMED
            return mark.fact if near else None
        if mark.names & _BARS or (mark.letter not in "DZ" and not (said and _is_aside(line, at))):
            return None
        said = mark if mark.names & _SHARE and said is None else said
    return None


def _is_aside(line: Line, place: int) -> bool:
    """Whether a percentage between an amount and its share is growth: in brackets, or on the year before."""
    before = line.marks[max(place - 3, 0) : place]
    opened = bool(before) and BRACKET in before[-1].names
    compared = any(mark.names & {WordList.PROSE_YEAR_ON_YEAR} for mark in before)
    return line.marks[place].letter in "PO" and (opened or compared)


def _wholes(line: Line, earlier: Sequence[Fact], pairs: Sequence[Pair]) -> list[Fact]:
    """Amounts before the first part, the nearest first."""
    first = min(part.id for part, _ in pairs)
    before = [fact for fact in earlier if kind(fact.figure.amount) == "A"]
    before += [mark.fact for mark in line.marks if mark.letter == "A" and mark.fact and mark.fact.id < first]
    return before[: -_FARTHEST - 1 : -1]


def _against(whole: Fact, pairs: Sequence[Pair]) -> list[Relation]:
    found = (share_of(part, whole, share, Evidence.SUPPORTED) for part, share in pairs if _fits(part, whole))
    return [relation for relation in found if relation is not None]


def _fits(part: Fact, whole: Fact) -> bool:
    return 0 < part.figure.amount.value <= whole.figure.amount.value


def _borne_out(relation: Relation) -> bool:
    """Whether a share holds and its digits would hardly do so by chance."""
    if relation.subject is None or not relation.holds:
        return False
    digits = str(abs(relation.subject.figure.amount.numeral.digits))
    return len(digits) >= _TELLING


def _within(found: Relation, pairs: Sequence[Pair]) -> Relation | None:
    """What a share is of if not of the whole: a part told before, of which it is a part in turn."""
    own = next((pair for pair in pairs if pair[1] is found.subject), None)
    if own is None:
        return None
    parts = [part for part, _ in pairs if part.id < own[0].id and _fits(own[0], part)]
    held = (share_of(own[0], part, own[1], Evidence.SUPPORTED) for part in reversed(parts))
    return next((one for one in held if one is not None and _borne_out(one)), None)


def _merit(relations: Sequence[Relation]) -> tuple[int, Fraction]:
    """How many shares bear a whole out, and how nearly."""
    held = [found for found in relations if _borne_out(found)]
    return len(held), -sum((found.tie.gap for found in held if found.tie is not None), Fraction(0))


def _of_another(found: Relation, tried: Sequence[tuple[Fact, list[Relation]]]) -> bool:
    return any(other.holds for _, relations in tried for other in relations if other.subject is found.subject)
