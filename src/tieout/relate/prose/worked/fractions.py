"""Fractions in words: two-thirds of the 1,500 people, or 1,000; 78 of 312, a quarter.

A fraction with a word such as "nearly" beside it says too little to be measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tieout.equation import product, term
from tieout.lexicon import WordList
from tieout.relate.prose.line import Mark
from tieout.relate.prose.measure import Reading, in_unit_of, relation
from tieout.relate.prose.told import of_one_kind
from tieout.relate.prose.worked.apposed import is_apposed
from tieout.relate.prose.worked.choosing import CLOSE, Way
from tieout.relate.prose.worked.passage import Passage, Told, said_in

_PREFIX = "fraction_"
_ABOUT = "fraction_about"
_HEDGES = (_ABOUT, WordList.PROSE_RISE, WordList.PROSE_FALL, "more_times", "as_much")
_NEAR = 16  # letters between a fraction and the whole that it is of
_TOUCHES = 12  # letters between a hedge and its fraction
_UNTOLD = 1  # bits: nothing sets the part off


def fractions(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read an amount as a fraction, told in words, of the only larger one before it."""
    if claim.letter != "A" or passage.is_step(claim) or passage.is_base(claim):
        return
    before = [
        each for each in passage.around(claim, "A")
        if each.sentence == claim.sentence and each.place < claim.place and of_one_kind(each.fact, claim.fact)
    ]  # fmt: skip
    if not before or before[-1].fact.figure.amount.value <= claim.fact.figure.amount.value:
        return
    whole = before[-1]
    ahead = [*whole.far, *whole.own]
    behind = passage.line.marks[claim.place + 1 : claim.place + 4]
    for marks, bits in ((ahead, 0 if is_apposed(passage, claim) else _UNTOLD), (behind, _UNTOLD)):
        for at, mark in enumerate(marks):
            told = _fraction(mark)
            if told is None or _is_hedged(passage, mark, marks[:at]) or passage.is_step(whole):
                continue
            anchor = whole.mark.start if marks is ahead else mark.start
            start = mark.end if marks is ahead else claim.mark.end
            if passage.line.words(start, anchor) <= _NEAR:
                of = term(in_unit_of(whole.fact, claim.fact), "whole")
                said = product(term(claim.fact, "part"), (of,), told)
                yield Way(relation("product", Reading(said)), bits, CLOSE)


def _fraction(mark: Mark) -> Fraction | None:
    """What a word says by the name of its list: the lists are called after their fractions."""
    for name in mark.names:
        if name.startswith(_PREFIX) and name != _ABOUT:
            above, below = name.removeprefix(_PREFIX).split("_")
            return Fraction(int(above), int(below))
    return None


def _is_hedged(passage: Passage, mark: Mark, before: Sequence[Mark]) -> bool:
    near = [each for each in before if mark.start - each.end <= _TOUCHES]
    return said_in(near, _HEDGES)
