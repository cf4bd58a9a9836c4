"""What falls to each: a total over so many things, told by words such as "per head" or "on average".

The sentence has just a total of the claim's own unit and a number of something else; or an average, a number
and what they come to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.equation import Equation, Term, product, quotient, term
from tieout.lexicon import WordList
from tieout.model import Fact
from tieout.relate.prose.measure import Reading, akin, bare, in_unit_of, relation
from tieout.relate.prose.told import counts_things, money, number_of
from tieout.relate.prose.worked.choosing import Way
from tieout.relate.prose.worked.passage import Passage, Told, said_in

_PAIR = 2
_LOOSE = 1  # bits: an average may be of other things than those that stand beside it
_MEANS = (WordList.AVERAGES, "for_each")
_EACH = (*_MEANS, "each_of")
_AGAINST = (WordList.PROSE_FROM, WordList.PROSE_AGAINST, WordList.PROSE_ABOVE, WordList.PROSE_BELOW)
COMES = (  # words for what some come to
    "comes_out",
    "restated_as",
    "yields",
    "sums_to",
    WordList.IN_ALL,
    WordList.PROSE_TOTAL,
    "whole_told",
)


def each(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read an amount as what falls to each of so many, or as what so much for each comes to."""
    if claim.letter != "A" or passage.is_step(claim) or passage.is_base(claim):
        return
    others = _others(passage, claim)
    if len(others) != _PAIR or any(passage.is_step(one) for one in others):
        return
    for one, count in (others, others[::-1]):
        if (passage.is_base(one) and said_in((*one.far, *one.own), _AGAINST)) or not (
            _of_one_measure(one, claim) and _is_number(count, claim)
        ):
            continue
        led = one.place < claim.place or claim.said(*_MEANS)  # each for so much, so much in all: that is said
        if _is_each(passage, claim) and led and not _is_each(passage, one):
            said: Equation[Fact] = quotient(_result(claim), _exactly(one, claim), number_of(count.fact))
        elif _is_each(passage, one) and claim.said(*COMES) and not _is_each(passage, claim):
            said = product(_result(claim), (_exactly(one, claim), number_of(count.fact)))
        else:
            continue
        way = Way(relation("product", Reading(said)), _LOOSE)
        lasts = any(mark.letter == "Z" for mark in passage.line.marks[one.place + 1 : claim.place])
        if not lasts or way.relation.holds:  # so much a year, for so many years
            yield way


def _others(passage: Passage, claim: Told) -> Sequence[Told]:
    """The other figures of the sentence that are no rates."""
    own = [one for one in passage.around(claim, "A") if one.sentence == claim.sentence]
    return [one for one in own if one.fact.figure.amount.value > 0]


def _is_each(passage: Passage, told: Told) -> bool:
    """Whether words beside an amount say that it falls to each of many."""
    return told.said(*_EACH) or said_in(passage.own_behind(told), _EACH)


def _of_one_measure(one: Told, claim: Told) -> bool:
    """Whether a total and an average are of one currency or unit."""
    if money(claim.fact):
        return money(one.fact) == money(claim.fact)
    return akin(one.fact, claim.fact) and not bare(claim.fact.figure.amount)


def _is_number(count: Told, claim: Told) -> bool:
    """Whether a figure counts things of another kind than what falls to each."""
    amount = count.fact.figure.amount
    if money(count.fact) or amount.unit.same_dimension(claim.fact.figure.amount.unit):
        return False
    return amount.unit.counts or bare(amount) or counts_things(amount)


def _result(claim: Told) -> Term[Fact]:
    return term(claim.fact, "result")


def _exactly(told: Told, claim: Told) -> Term[Fact]:
    """An operand, in the unit of the result: that both are for a year may stand beside one of them."""
    return term(in_unit_of(told.fact, claim.fact), "factor", strict=True)
