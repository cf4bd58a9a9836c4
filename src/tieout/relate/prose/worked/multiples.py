"""Multiples and shares: a figure that says how many times one amount is another, or what share of it.

Which of two amounts is divided is for the words to say (the one behind "times", the whole of a share) and for
the values where they do not.
"""

from __future__ import annotations

from collections.abc import Iterator

from tieout.equation import change, quotient, term
from tieout.lexicon import WordList
from tieout.relate.prose.measure import Reading, alike, best, relation, together
from tieout.relate.prose.share import share_of
from tieout.relate.prose.told import money
from tieout.relate.prose.worked.choosing import Way
from tieout.relate.prose.worked.kinship import of_one_name, of_other_times
from tieout.relate.prose.worked.passage import Passage, Told, said_in
from tieout.rulebook.statements import PAUSE, SIGNS, STOP

_APART = 2  # bits for every amount between that could be meant instead
_LOOSE = 1  # bits: the divisor does not stand beside the multiple
_AHEAD = 2  # bits: what is divided is told behind the multiple
_TOUCHES = 2  # letters
_FASTER = ("more_times", "as_much")
_MORE = ("more_times", WordList.PROSE_RISE)  # twice as much, or twice more
_PARTS = 2
_UNTOLD = 4  # bits: the words of a share do not name the whole
_WHOLES = (WordList.PROSE_TOTAL, "whole_told")


def multiples(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read a figure as how many times one amount is another."""
    if claim.letter != "X" or claim.fact.figure.text.startswith("1/") or passage.line.in_row(claim.fact):
        return
    if claim.said(WordList.PROSE_ABOVE, WordList.PROSE_BELOW):
        return  # what a multiple is above, or below: a bound that is set
    amounts = _amounts(passage, claim, "AX")
    for below in amounts:
        for above in amounts:
            if (
                above is below
                or not _alike(above, below)
                or _of_lists(passage, claim, below)
                or below.place < claim.place < above.place
            ):
                continue
            top, bottom = together(above.fact, below.fact, None, ("larger", "smaller"))
            if bottom.interval.is_positive():
                bits = _multiple_bits(passage, claim, amounts, above, below)
                readings = [Reading(quotient(term(claim.fact, "multiple"), top, bottom))]
                if claim.said(*_MORE) or claim.followed(*_MORE):
                    more = change(term(claim.fact, "multiple"), bottom, top)
                    readings.append(Reading(more, "read as 'n times more'"))
                kind, shape = ("formula", "multiple") if claim.followed(*_FASTER) else ("comparison", "fold")
                yield Way(relation(shape, best(readings) or readings[0], kind_name=kind), bits)


def _multiple_bits(passage: Passage, claim: Told, amounts: list[Told], above: Told, below: Told) -> int:
    """What it costs to take one amount for what is so many times another."""
    bits = _APART * _between(amounts, claim, above, below) + _LOOSE * (above.sentence != claim.sentence)
    if above.place > claim.place:  # both of them are told behind it
        apart = below.sentence != claim.sentence or _between(amounts, claim, below, above)
        return bits + _AHEAD + _APART * bool(apart) + (above.place > below.place)
    bits += _APART * (below.sentence != claim.sentence or _between(amounts, claim, below) > 0)
    if below.place > claim.place:
        return bits + _UNTOLD * said_in(passage.line.marks[claim.place : below.place], (PAUSE, STOP))
    named = passage.clause(claim)
    bits += _UNTOLD * (not claim.followed(*_FASTER) and _is_of_another(passage, claim, below))
    return bits + _UNTOLD * bool(named and not of_one_name(named, passage.subject(below)))


def _is_of_another(passage: Passage, claim: Told, below: Told) -> bool:
    """Whether words behind a multiple name another thing than the amount before: 3.5 times our stake."""
    line, start = passage.line, claim.mark.end
    ends = (mark.start for mark in line.marks[claim.place + 1 :] if mark.letter or mark.names & SIGNS)
    named = passage.tokens(start, next(ends, len(line.text)))
    return bool(named) and not of_one_name(named, passage.subject(below))


def shares(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read a percentage as what one amount is of another."""
    if claim.letter != "P":
        return
    yield from _of_the_one_before(passage, claim)
    if not claim.said(WordList.PROSE_SHARE, "part_rate", "share_of_part"):
        return
    if claim.said(WordList.PROSE_RESPECTIVELY):
        return  # the first of a list
    amounts = _amounts(passage, claim)
    for part in (each for each in amounts if not passage.is_base(each)):
        for whole in amounts:
            if (
                whole is part
                or not _alike(part, whole)
                or (part.place > claim.place and whole.place > claim.place)
            ):
                continue
            if (
                of_other_times(part.fact, whole.fact)
                or part.fact.figure.amount.value >= whole.fact.figure.amount.value
            ):
                continue
            found = share_of(part.fact, whole.fact, claim.fact)
            if found is not None:
                bits = _APART * _between(amounts, claim, part) + _APART * _between(
                    amounts, claim, whole, part
                )
                bits += (claim.sentence != part.sentence) + (claim.sentence != whole.sentence)
                bits += _share_bits(passage, claim, part, whole)
                if claim.said("part_rate") and _is_named_part(passage, claim, part, whole):
                    bits = min(bits, _LOOSE)
                yield Way(found, bits)


def _of_the_one_before(passage: Passage, claim: Told) -> Iterator[Way]:
    """The way to read 6.6, so much of a target of 12 (目标12亿元的55%): 的 alone stands before the rate."""
    own = [each for each in passage.around(claim, "A") if each.sentence == claim.sentence]
    before = [each for each in own if each.place < claim.place]
    if len(before) < _PARTS or len(claim.own) != 1 or claim.own[0].names != {WordList.PROSE_FILLER}:
        return
    part, whole = before[-2:]
    steps = passage.is_step(part) or passage.is_step(whole)
    if steps or not passage.line.is_whole_of_rate(whole.fact) or not _alike(part, whole):
        return
    found = share_of(part.fact, whole.fact, claim.fact)
    if found is not None and not of_other_times(part.fact, whole.fact):
        yield Way(found, _APART * (len(before) - _PARTS))


def _share_bits(passage: Passage, claim: Told, part: Told, whole: Told) -> int:
    """What it costs to take two amounts for the part and the whole of a share, by what is named."""
    of, by = passage.whole_of(claim)
    if of and of_one_name(of, passage.subject(whole)) and not of_one_name(of, passage.subject(part)):
        return 0 if not by or of_one_name(by, passage.subject(part)) else _UNTOLD
    named = passage.clause(claim)
    untold = not _is_whole(passage, whole, part) or claim.place < part.place
    return _UNTOLD * untold + _UNTOLD * bool(named and not of_one_name(named, passage.subject(whole)))


def _is_named_part(passage: Passage, claim: Told, part: Told, whole: Told) -> bool:
    """Whether a rate is called after just one of the amounts that make up the first of its sentence."""
    own = [
        each for each in _amounts(passage, claim)
        if each.sentence == claim.sentence and each.place < claim.place and _alike(each, whole)
    ]  # fmt: skip
    parts = own[1:]
    if len(parts) < _PARTS or own[0] is not whole or part not in parts:
        return False
    if sum(each.fact.figure.amount.value for each in parts) != whole.fact.figure.amount.value:
        return False
    name = passage.clause(claim)
    return [each for each in parts if of_one_name(name, passage.subject(each))] == [part]


def _of_lists(passage: Passage, claim: Told, below: Told) -> bool:
    """Whether a divisor is a multiple itself that does not stand right before: 28x, twice the 14x of ..."""
    return below.letter == "X" and not (
        0 <= claim.mark.start - below.mark.end <= _TOUCHES
        and not said_in(passage.line.marks[below.place : claim.place], (PAUSE, WordList.AND_WORD))
    )


def _is_whole(passage: Passage, whole: Told, part: Told) -> bool:
    """Whether words say that one amount is all of what another is a part of."""
    if whole.said(*_WHOLES) and not whole.said("so_far_word"):
        return True
    between = [each for each in passage.told if whole.place < each.place < part.place]
    if whole.place > part.place or any(each.said(WordList.PROSE_SHARE) for each in between):
        return False
    opened = passage.line.marks[whole.place : part.place]
    return said_in(opened, (WordList.PROSE_OF_WHICH,)) and passage.following(whole) is part


def _amounts(passage: Passage, claim: Told, letters: str = "A") -> list[Told]:
    return [
        each for each in passage.around(claim, letters)
        if not passage.is_step(each) and each.fact.figure.amount.value > 0
    ]  # fmt: skip


def _alike(one: Told, other: Told) -> bool:
    priced = money(one.fact) and money(one.fact) == money(other.fact)  # a price and what is earned per share
    return bool(priced) or alike(one.fact.figure.amount, other.fact.figure.amount, bound=False)


def _between(amounts: list[Told], claim: Told, operand: Told, besides: Told | None = None) -> int:
    """How many other amounts stand between a claim and its operand."""
    low, high = sorted((claim.place, operand.place))
    return sum(low < each.place < high for each in amounts if each is not besides)
