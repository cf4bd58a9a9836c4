"""Products of three and more: a portion of a portion, so many of so much at a price, hours of so many.

All that a sentence has told before a figure are its factors, and their units make its own: then nothing but
their product can be meant. What counts things has no unit that would have to be left.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

from tieout.equation import product, term
from tieout.lexicon import WordList
from tieout.quantity import PLAIN, Unit
from tieout.relate.prose.measure import Reading, relation
from tieout.relate.prose.told import number_of
from tieout.relate.prose.worked.choosing import Way
from tieout.relate.prose.worked.passage import Passage, Told, said_in
from tieout.relate.prose.worked.trio import follows

_LEAST, _MOST = 3, 5
_UNTOLD, _TOLD = 3, 2  # bits: whether a word says that a figure is a result
_AMONG = ("among_word", WordList.PROSE_OF_WHICH, WordList.PROSE_GOES_ON)
_RESULTS = (
    "comes_out", "costs", "restated_as", "yields", "is_worth", "comes_to_be", "revenue_word", WordList.IN_ALL,
    WordList.PROSE_TOTAL,
)  # fmt: skip


def chains(passage: Passage, claim: Told) -> Iterator[Way]:
    """The way to read an amount as the product of all that is told before it."""
    if claim.letter != "A" or passage.is_step(claim) or passage.is_base(claim) or passage.ranges:
        return
    near = passage.around(claim, "APOX")
    own = [each for each in near if each.sentence == claim.sentence]
    if len(own) < _LEAST:
        own = [each for each in near if abs(each.sentence - claim.sentence) <= 1]
    if not _LEAST <= len(own) <= _MOST or not all(_is_factor(passage, each, claim) for each in own):
        return
    amounts = [each for each in own if each.letter == "A"]
    if len({each.fact.figure.text for each in (claim, *own)}) <= len(own):
        return  # one of them is told again
    units = [_measured(each.fact.figure.amount.unit) for each in amounts]
    made = reduce(lambda one, other: one * other, units, PLAIN)
    if not amounts or not made.same_dimension(_measured(claim.fact.figure.amount.unit)):
        return
    rates = [each for each in own if each.letter == "P"]
    if not rates and not made.powers:
        return  # bare numbers may be of anything
    of_each = len(rates) > 1 and all(_is_of_the_last(each) for each in rates[1:])
    factors = [
        term(each.fact, "rate", strict=True) if each in rates else number_of(each.fact) for each in own
    ]
    told = follows(claim) or of_each
    bits = _TOLD if told or claim.said(*_RESULTS) else _UNTOLD
    said = Reading(product(term(claim.fact, "result", strict=True), factors))
    yield Way(relation("product", said), bits, guarded=not told)


def _is_factor(passage: Passage, told: Told, claim: Told) -> bool:
    return told.place < claim.place and not passage.is_step(told) and told.letter in "AP"


def _is_of_the_last(told: Told) -> bool:
    """Whether words beside a rate say that it is of what the text has come to: 12% of these."""
    words = [mark for mark in (*told.far, *told.own, *told.behind) if mark.end - mark.start > 1]
    return said_in(words, _AMONG)  # one letter (中) may be a part of any word


def _measured(unit: Unit) -> Unit:
    """A unit, if it measures; what counts things leaves none."""
    return PLAIN if unit.counts else unit
