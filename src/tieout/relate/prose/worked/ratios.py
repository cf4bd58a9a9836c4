"""Ratios of any name, portions and multiples of an amount: what units leave of a sentence with few figures.

A word says only that a figure is a ratio (a ratio, a rate, a cover), or that it says again what stands before
it (that is, or). Where its sentence has just two amounts of one measure, it is of these, in either order.
A name of no known ratio is no proof: such a claim speaks where a slip explains its miss.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.equation import product, quotient, term
from tieout.lexicon import WordList
from tieout.relate.prose.measure import Reading, akin, in_unit_of, relation, together
from tieout.relate.prose.told import money
from tieout.relate.prose.worked.choosing import Way
from tieout.relate.prose.worked.passage import Passage, Told, said_in

_PAIR = 2
_UNKNOWN = 2  # bits: nothing but units tells what is a portion of what
_UNNAMED = 3  # bits: nor what is divided by what (of 34 such ratios that are alone 13 are of something else)
_INVERSE = 2  # bits: there is no share of more than all
_KNOWN = ("part_rate",)  # rates of nothing but a part and its whole
_RATIO = (*_KNOWN, "ratio_word", "named_ratio_word", "restated_as", "that_makes", WordList.PROSE_SHARE)
_RESULT = ("yields", "restated_as", "is_worth", "price_target", "comes_to_be", "revenue_word", "market_value")


def ratios(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read a figure as the ratio of the only two amounts of its sentence."""
    if claim.letter not in "PXA" or passage.is_step(claim) or money(claim.fact):
        return
    if claim.letter == "A" and (claim.fact.figure.amount.unit.powers or not claim.said("named_ratio_word")):
        return
    if not (claim.said(*_RATIO) or claim.followed("ratio_word")) or said_in(
        (*claim.own, *claim.far), (WordList.PROSE_YEARLY, WordList.PROSE_RESPECTIVELY)
    ):
        return
    pair = _pair(passage, claim)
    for above, below in (pair, pair[::-1]) if pair else ():
        top, bottom = together(above.fact, below.fact)
        if bottom.interval.is_positive():
            reading = Reading(quotient(term(claim.fact, "ratio"), top, bottom))
            bits = (
                _UNNAMED
                - claim.said(*_KNOWN)
                + (not _is_near(reading))
                + _INVERSE * _is_inverse(claim, above, below)
            )
            yield Way(relation("identity", reading), bits)


def _is_inverse(claim: Told, above: Told, below: Told) -> bool:
    """Whether a way divides the larger by the smaller, though what is stated is less than all."""
    less = claim.letter == "P" and claim.fact.figure.amount.value < 1
    return less and above.fact.figure.amount.value > below.fact.figure.amount.value


def _is_near(reading: Reading) -> bool:
    """Whether the two amounts are divided the way that is nearer: there is no share of more than all."""
    stated, computed = reading.points
    return min(stated, computed) * 2 >= max(stated, computed)


def _pair(passage: Passage, claim: Told) -> Sequence[Told]:
    """The only two amounts of one measure in the sentence of a claim, else in that before; else none."""
    for sentence in (claim.sentence, claim.sentence - 1):
        amounts = [
            each for each in passage.around(claim, "A")
            if each.sentence == sentence and each.fact.figure.amount.value > 0
        ]  # fmt: skip
        if amounts:
            break
    else:
        return ()
    steps = any(passage.is_step(each) for each in amounts)
    alone = len(amounts) == _PAIR and akin(*(each.fact for each in amounts)) and not steps
    twice = len({each.fact.figure.text for each in amounts}) < len(amounts)  # one amount told again
    return amounts if alone and not twice else ()


def portions(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read an amount as a rate or a multiple of the only other one, or the other way about."""
    if claim.letter != "A" or not claim.said(*_RESULT) or passage.is_step(claim) or passage.is_base(claim):
        return
    own = [each for each in passage.around(claim, "APX") if each.sentence == claim.sentence]
    rates = [each for each in own if each.letter in "PX"]
    others = [each for each in own if each.letter == "A"]
    if len(rates) != 1 or len(others) != 1 or not akin(others[0].fact, claim.fact):
        return
    rate, other = rates[0], others[0]
    if (
        passage.is_step(rate)
        or passage.is_base(other)
        or rate.place > claim.place
        or other.place > claim.place
    ):
        return
    whole, factor = term(in_unit_of(other.fact, claim.fact), "whole"), term(rate.fact, "rate", strict=True)
    yield Way(relation("product", Reading(product(term(claim.fact, "part"), (whole, factor)))), _UNKNOWN)
    if rate.letter == "P" and factor.interval.is_positive():
        said = quotient(term(claim.fact, "whole"), whole, factor)
        yield Way(relation("product", Reading(said)), _UNKNOWN + 1 - 2 * claim.said("whole_told"))
