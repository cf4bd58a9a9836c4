"""What is left: the first of some amounts less those behind it, or their sum less what words take off."""

from __future__ import annotations

from collections.abc import Iterator

from tieout.equation import total
from tieout.lexicon import WordList
from tieout.relate.prose.measure import Reading, akin, bare, relation
from tieout.relate.prose.told import added_up
from tieout.relate.prose.worked.choosing import SUMMED, Way
from tieout.relate.prose.worked.passage import Passage, Told, said_in

_LEAST = 2
_LOOSE = 1  # bits: no word says which amounts are taken off
_RESTS = ("leaves", "remainder_word", "rest_word")
_TAKES = ("takes",)


def rests(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read an amount as what others leave."""
    if claim.letter != "A" or passage.is_base(claim) or not claim.said(*_RESTS):
        return
    before = [
        each for each in passage.around(claim, "A")
        if each.sentence == claim.sentence and each.place < claim.place and not passage.is_base(each)
        and akin(each.fact, claim.fact) and bare(each.fact.figure.amount) == bare(claim.fact.figure.amount)
    ]  # fmt: skip
    if len(before) < _LEAST or any(each.said(WordList.PROSE_RISE, WordList.PROSE_FALL) for each in before):
        return
    taken = [said_in((*each.far, *each.own), _TAKES) for each in before]
    if not any(taken) and before[0].fact.figure.amount.value < max(
        each.fact.figure.amount.value for each in before
    ):
        return
    signs = [-1 if less else 1 for less in taken] if any(taken) else [1, *(-1 for _ in before[1:])]
    stated, *terms = added_up([claim.fact, *(each.fact for each in before)])
    reading = Reading(total(stated, terms, signs))
    yield Way(
        relation("prose", reading, kind_name="total"),
        _LOOSE * (not any(taken)) + (len(before) > _LEAST),
        SUMMED,
    )
