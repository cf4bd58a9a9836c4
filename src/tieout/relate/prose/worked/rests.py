"""What is left: the first of some amounts less those behind it, or their sum less what words take off."""

from __future__ import annotations

from collections.abc import Iterator

from tieout.equation import total
from tieout.lexicon import WordList
from tieout.relate.prose.measure import Reading, akin, bare, relation
from tieout.relate.prose.told import added_up
from tieout.relate.prose.worked.choosing import SUMMED, Way
from tieout.relate.prose.worked.kinship import of_another_whole
from tieout.relate.prose.worked.passage import Passage, Told, said_in

_LEAST = 2
_LOOSE = 1  # bits: no word says which amounts are taken off
_RESTS = ("leaves", "remainder_word", "rest_word")
_NETS = ("net_amount",)
_AMONG = (WordList.PROSE_OF_WHICH, "among_word", WordList.PROSE_GOES_ON)  # of the figure before
_TAKES = ("takes",)


def rests(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read an amount as what others leave."""
    if claim.letter != "A" or passage.is_base(claim) or not claim.said(*_RESTS):
        return
    before = list(_before(passage, claim))
    before = before[:-1] if is_of_a_part(claim) else before
    if len(before) < _LEAST or any(each.said(WordList.PROSE_RISE, WordList.PROSE_FALL) for each in before):
        return
    if any(of_another_whole(passage, each, before[0]) for each in before[1:]):
        return
    taken = [said_in((*each.far, *each.own), _TAKES) for each in before]
    if not any(taken) and before[0].fact.figure.amount.value < max(
        each.fact.figure.amount.value for each in before
    ):
        return
    signs = [-1 if less else 1 for less in taken] if any(taken) else [1, *(-1 for _ in before[1:])]
    left = sum(sign * each.fact.figure.amount.value for sign, each in zip(signs, before, strict=True))
    if left < 0:
        return  # the whole is told elsewhere
    stated, *terms = added_up([claim.fact, *(each.fact for each in before)])
    reading = Reading(total(stated, terms, signs))
    yield Way(
        relation("prose", reading, kind_name="total"),
        _LOOSE * (not any(taken)) + (len(before) > _LEAST),
        SUMMED,
        # of two either may be a part
        None if len(before) == _LEAST or claim.said(*_NETS) else before[0].fact.figure.amount.value,
    )


def is_of_a_part(told: Told) -> bool:
    """Whether a figure is what was left, of which the one before it is a part: 4 of the remaining 89."""
    return bool(told.own) and WordList.OF_WORD in told.own[0].names and told.said(*_RESTS)


def _before(passage: Passage, claim: Told) -> Iterator[Told]:
    """The amounts that a rest may be of: those of its sentence, behind the whole that it goes on from."""
    unit = claim.fact.figure.amount.unit
    near = [
        each for each in passage.around(claim, "A")
        if each.place < claim.place and not passage.is_base(each) and not passage.in_bracket(each)
        and akin(each.fact, claim.fact) and each.fact.figure.amount.unit.same_dimension(unit)
        and bare(each.fact.figure.amount) == bare(claim.fact.figure.amount)
    ]  # fmt: skip
    own = [
        each for each in near
        if each.sentence == claim.sentence or (passage.joined(each, claim) and not claim.said(*_NETS))
    ]  # fmt: skip
    if own and said_in((*own[0].far, *own[0].own), _AMONG):
        whole = [each for each in near if each.place < own[0].place][-1:]
        yield from (*whole, *own) if whole else ()  # of which there are parts, the whole stands elsewhere
        return
    yield from own
