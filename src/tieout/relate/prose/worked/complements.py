"""Two sides of one whole: what is sold at home and abroad, men and women, fixed and floating.

Shares of two sides make a hundred per cent, their amounts the one that is larger; so do shares of any number
whose last is what remains. There may be a third side that is not told: sides that are less than their whole
speak only where a slip explains the miss.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tieout.equation import Number, term, total
from tieout.lexicon import WordList
from tieout.model import Fact, Relation
from tieout.relate.prose.measure import Reading, relation
from tieout.relate.prose.told import added_up, of_one_kind
from tieout.relate.prose.worked.choosing import CLOSE, SUMMED, Way
from tieout.relate.prose.worked.passage import Passage, Told, said_in

SIDES = (
    ("side_home", "side_abroad"), ("side_men", "side_women"), ("side_online", "side_offline"),
    ("side_direct", "side_resold"), ("side_fixed", "side_floating"), ("side_urban", "side_rural"),
    ("side_public", "side_private"), ("side_long", "side_short"), ("side_new", "side_old"),
    ("side_own", "side_bought"), ("side_full", "side_part"), ("side_institutions", "side_retail"),
    ("side_for", "side_against"),
)  # fmt: skip
_SHARES = (WordList.PROSE_SHARE, "of_all")
_REMAINS = ("remainder_word",)
_PAIR, _MOST = 2, 12
_THIRD = 3  # bits: there may be a side that is not told
_UNCALLED = 2  # bits: no word calls the figures shares
_LOOSE = 1  # bits: nothing says that an amount is the whole of both
_ALL = Fraction(1)


def complements(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read a figure as the other side of a whole, or as the whole of two."""
    if claim.letter == "P" and not passage.is_step(claim):
        yield from _of_a_hundred(passage, claim)
    elif claim.letter == "A" and not passage.is_step(claim):
        yield from _of_an_amount(passage, claim)


def _of_a_hundred(passage: Passage, claim: Told) -> Iterator[Way]:
    """What one share leaves of a hundred per cent for the other side."""
    near = passage.around(claim, "APOX")
    if sum(each.place < claim.place for each in near) > _MOST:
        return  # some may be out of reach
    own = [each for each in near if each.letter == "P" and passage.joined(each, claim)]
    shares = [each for each in own if not passage.is_step(each) and each.place < claim.place] + [claim]
    words = [mark for each in shares for mark in (*each.far, *each.own, *passage.own_behind(each))]
    behind = any(each.place > claim.place and not passage.is_step(each) for each in own)
    called = said_in(words, _SHARES)
    remains = claim.said(*_REMAINS) and (called or _is_the_rest(passage, claim))
    if len(shares) < _PAIR or behind or not (called or remains):
        return
    if not remains and (len(shares) > _PAIR or not _are_sides(passage, *shares)):
        return
    others = [term(each.fact, "share", strict=True) for each in shares[:-1]]
    whole: Number[Fact] = Number(_ALL, said="100%")
    left = total(term(claim.fact, "rest", strict=True), (whole, *others), (1, *(-1 for _ in others)))
    above = remains or sum(each.fact.figure.amount.value for each in shares) > _ALL
    bits = (0 if above else _THIRD) + _UNCALLED * (not called)
    yield Way(relation("prose", Reading(left), kind_name="total"), bits, SUMMED, _ALL)


def _is_the_rest(passage: Passage, claim: Told) -> bool:
    """Whether a word for the rest stands right before a figure: the remaining 38%, not the other firms."""
    return not passage.line.words(claim.own[-1].end, claim.mark.start) and said_in(claim.own[-1:], _REMAINS)


def _of_an_amount(passage: Passage, claim: Told) -> Iterator[Way]:
    """The whole of two sides, the only other amount of their kind."""
    near = [
        each for each in passage.around(claim, "A")
        if abs(each.sentence - claim.sentence) <= 1 and of_one_kind(each.fact, claim.fact)
        and not passage.is_step(each)
    ]  # fmt: skip
    if len(near) != _PAIR or near[0].sentence != near[1].sentence or not _are_sides(passage, *near):
        return
    if any(each.fact.figure.amount.value >= claim.fact.figure.amount.value for each in near):
        return
    if _side(passage, claim, *(name for pair in SIDES for name in pair)):
        return
    found = _sum(claim, near)
    above = found.computed is not None and found.computed > claim.fact.figure.amount.value
    yield Way(found, _LOOSE if above else _THIRD, CLOSE)


def _sum(whole: Told, parts: list[Told]) -> Relation:
    stated, *terms = added_up([whole.fact, *(part.fact for part in parts)])
    return relation("prose", Reading(total(stated, terms)), kind_name="total")


def _are_sides(passage: Passage, one: Told, other: Told) -> bool:
    """Whether words say that two figures are of the two sides of one thing."""
    return any(
        (_side(passage, one, left) and _side(passage, other, right))
        or (_side(passage, one, right) and _side(passage, other, left))
        for left, right in SIDES
        if not (_side(passage, one, left) and _side(passage, one, right))
        and not (_side(passage, other, left) and _side(passage, other, right))
    )


def _side(passage: Passage, told: Told, *names: str) -> bool:
    """Whether a figure is told of a side, by a word before it or right behind."""
    return told.said(*names) or said_in(passage.own_behind(told), names)
