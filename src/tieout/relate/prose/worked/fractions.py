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
_LEADS = frozenset({WordList.DEFINITE, WordList.PROSE_FILLER, WordList.OF_WORD, "as_much"})
_AS = 3  # letters between it and its figure: half as many as the 36
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
    if before:
        yield from _of_the_claim(passage, claim, before[-1])
    if not before or before[-1].fact.figure.amount.value <= claim.fact.figure.amount.value:
        return
    whole = before[-1]
    yield from _of_which(passage, claim, whole)
    ahead = [*whole.far, *whole.own]
    behind = passage.line.marks[claim.place + 1 : claim.place + 4]
    for marks, bits in ((ahead, 0 if is_apposed(passage, claim) else _UNTOLD), (behind, _UNTOLD)):
        for at, mark in enumerate(marks):
            told = fraction_of(mark)
            if told is None or _is_hedged(passage, mark, marks[:at]) or passage.is_step(whole):
                continue
            anchor = whole.mark.start if marks is ahead else mark.start
            start = mark.end if marks is ahead else claim.mark.end
            if passage.line.words(start, anchor) <= _NEAR:
                yield _way(claim, whole, told, bits)


def _of_the_claim(passage: Passage, claim: Told, other: Told) -> Iterator[Way]:
    """The way to read an amount as what the one before it is so much of: 14,500, twice the 7,250."""
    for at, mark in enumerate(claim.own):
        told = fraction_of(mark)
        if told is not None and not _is_hedged(passage, mark, claim.own[:at]) and not passage.is_step(other):
            leads = all(other.names & _LEADS for other in claim.own[at + 1 :])
            if leads and passage.line.words(mark.end, claim.mark.start) <= _AS:
                yield _way(claim, other, 1 / told, 0)


def _of_which(passage: Passage, claim: Told, whole: Told) -> Iterator[Way]:
    """The way to read an amount as the fraction, told between, of the one before: 240, half of which, 120."""
    between = [mark for mark in claim.far if mark.start > whole.mark.end]
    for at, mark in enumerate(between):
        told = fraction_of(mark)
        if told is None or told >= 1 or _is_hedged(passage, mark, between[:at]) or passage.is_step(whole):
            continue
        if passage.line.words(mark.end, claim.mark.start) <= _NEAR and not said_in(claim.own, _HEDGES):
            yield _way(claim, whole, told, 0)


def _way(claim: Told, of: Told, fraction: Fraction, bits: int) -> Way:
    whole = term(in_unit_of(of.fact, claim.fact), "whole")
    return Way(
        relation("product", Reading(product(term(claim.fact, "part"), (whole,), fraction))), bits, CLOSE
    )


def fraction_of(mark: Mark) -> Fraction | None:
    """What a word says by the name of its list: the lists are called after their fractions."""
    for name in mark.names:
        if name.startswith(_PREFIX) and name != _ABOUT:
            above, below = name.removeprefix(_PREFIX).split("_")
            return Fraction(int(above), int(below))
    return None


def _is_hedged(passage: Passage, mark: Mark, before: Sequence[Mark]) -> bool:
    near = [each for each in before if mark.start - each.end <= _TOUCHES]
    return said_in(near, _HEDGES)
