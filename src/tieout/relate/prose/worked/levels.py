"""Two levels that a change may lie between: of one measure, no further apart than levels of one thing are."""

from __future__ import annotations

from tieout.lexicon import WordList
from tieout.model import Fact
from tieout.quantity import Quantity
from tieout.relate.prose.measure import akin, alike, bare, in_unit_of
from tieout.relate.prose.told import counts_things
from tieout.relate.prose.worked.passage import Passage, Told, said_in

_MANY = 100  # a smaller bare number may be one of a list
_COMPARED = (WordList.PROSE_ABOVE, WordList.PROSE_BELOW)
_APART = 100  # times, by which two levels of one thing do not differ


def may_lie_between(claim: Told, base: Told, result: Told, direction: int) -> bool:
    """Whether a figure can be what lies between two others by its unit, and by their sizes."""
    low, high = in_unit_of(base.fact, result.fact).figure.amount, result.fact.figure.amount
    if base.fact.figure.text == result.fact.figure.text or base.letter != result.letter:
        return False
    if claim.letter == base.letter == "A" and _are_things(claim.fact, base.fact, result.fact):
        return (high.value - low.value) * direction >= 0
    if not alike(low, high, bound=False) or not 1 / _APART < low.value / high.value < _APART:
        return False
    counted = bare(low) and base.letter == "A"
    counts = _counts(low) and _counts(high)
    if bare(low) != bare(high) or (counted and not counts and not _are_scores(claim, low, high)):
        return False
    if claim.letter == "A" and direction and (high.value - low.value) * direction < 0:
        return False  # the size of the two says which is the base
    if claim.letter == "A":
        alike_all = base.letter == "A" and akin(claim.fact, result.fact)
        return alike_all and bare(claim.fact.figure.amount) == bare(high)
    return claim.letter == {"P": "O"}.get(base.letter, base.letter) or base.letter == "A"


def is_of_a_second(passage: Passage, claim: Told, base: Told) -> bool:
    """Whether "and" joins a second change that the base is of: 130 fewer than in June and 4% than 5,430."""
    between = [each for each in passage.told if claim.place < each.place < base.place]
    if not between or between[0].sentence != claim.sentence or between[0].letter not in "PO":
        return False
    second, joined = between[0], passage.line.marks[claim.place + 1 : between[0].place]
    compared = said_in(joined, _COMPARED) and said_in(joined, (WordList.AND_WORD,))
    return compared and (passage.is_step(second) or second.followed(*_COMPARED))


def are_alone(passage: Passage, claim: Told, base: Told, result: Told) -> bool:
    """Whether a difference and two levels are all the figures of a sentence."""
    own = [each for each in passage.told if passage.joined(each, claim)]
    return len(own) == len((claim, base, result)) and base in own and result in own


def _are_things(*facts: Fact) -> bool:
    """Whether figures count the same things, named beside one of them: 9,400 people, 600 fewer."""
    named = [fact for fact in facts if fact.figure.amount.unit.counts]
    return (
        0 < len(named) < len(facts)
        and all(
            fact in named or (bare(fact.figure.amount) and counts_things(fact.figure.amount))
            for fact in facts
        )
        and len({fact.figure.amount.unit for fact in named}) == 1
    )


def _are_scores(claim: Told, *levels: Quantity) -> bool:
    """Whether figures without a unit are scores: all of them, and what lies between, to as many decimals."""
    decimals = {each.numeral.decimals for each in (*levels, claim.fact.figure.amount)}
    return len(decimals) == 1 and 0 not in decimals and claim.letter == "A"


def _counts(quantity: Quantity) -> bool:
    """Whether a figure counts so many things that it is no number of a list or a class."""
    return quantity.value >= _MANY and (counts_things(quantity) or quantity.numeral.exponent > 0)
