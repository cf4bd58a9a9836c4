"""Three figures that are all that their sentences tell, and a word that says what one of them is.

Where nothing else is told, the words need not stand in any order: a word for what is left, for a share or for
a change, or one that draws a conclusion, leaves one equation of the three. How close its words bind the
figures says whether a miss is believed as it is, or only where a slip explains it. (Of 7,000 texts 35 miss
without a slip, none of them a mistake; by a slip of the claim none.)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from tieout.equation import Number, Term, product, quotient, term, total
from tieout.equation.expression import Sum
from tieout.lexicon import WordList
from tieout.model import Fact, Relation
from tieout.quantity import PLAIN
from tieout.relate.prose.measure import Reading, akin, alike, bare, in_unit_of, relation
from tieout.relate.prose.movement import Movement, measure
from tieout.relate.prose.share import share_of
from tieout.relate.prose.told import (
    added_up,
    by_digits_turned_round,
    counts_things,
    money,
    number_of,
    of_one_kind,
)
from tieout.relate.prose.worked.choosing import Way
from tieout.relate.prose.worked.kinship import is_shown
from tieout.relate.prose.worked.passage import Passage, Told, said_in
from tieout.relate.prose.worked.trio import CHANGES, Trio

_LOOSE = 3  # bits: the words bind the three loosely
_NAMED = 2  # bits: a word says that one is what the others make
_APART = (
    "differs_by", "gap_upwards", "gap_downwards", "leaves", "rest_word", "remainder_word", "left_word",
    "net_change", "net_amount",
)  # fmt: skip
_OF_TWO = ("differs_by", "gap_upwards", "gap_downwards")
_RESTS = ("remainder_word", "rest_word", "leaves")
_GAPS = ("differs_by", "rest_word", "leaves")
_RATIOS = (
    "ratio_word", "named_ratio_word", "part_rate", "share_of_part", "of_all", WordList.PROSE_SHARE,
)  # fmt: skip
_PARTS = (WordList.PROSE_OF_WHICH, "among_word", WordList.PROSE_GOES_ON, WordList.PROSE_SHARE)
_ONE: Number[Fact] = Number(Fraction(1))
_COMES = ("yields", "comes_out", "costs", "revenue_word", WordList.IN_ALL)
_EACH = (WordList.AVERAGES, "for_each", "each_of")
_NEVER = (WordList.PROSE_COMPOUND, WordList.PROSE_YEARLY, WordList.PROSE_RESPECTIVELY)


def closed(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read a figure that stands with just two others."""
    trio = Trio.of(passage, claim)
    if trio is None or any(said_in((*each.far, *each.own), _NEVER) for each in (*trio.pair, claim)):
        return
    letters = "".join(sorted(trio.letters))
    if claim.letter == "A" and letters == "AA":
        yield from _before(trio)
        yield from _left(trio)
        yield from _of_each(trio)
        yield from _at_a_price(trio)
    elif claim.letter == "A" and letters == "AP":
        yield from _portion(trio)
    elif claim.letter == "P" and letters == "AA":
        yield from _change(trio)
        yield from _share(trio)
        yield from _gap_share(trio)
    elif claim.letter == "O" and letters == "PP":
        yield from _change(trio)
    elif claim.letter == "P" and letters == "PP" and trio.says(claim, _RESTS):
        yield from _left(trio)
    elif claim.letter == "P" and letters == "OP":
        yield from _moved(trio)


def _left(trio: Trio) -> Iterator[Way]:
    """What the smaller of two amounts leaves of the larger."""
    claim, (small, large) = trio.claim, trio.by_size
    if not all(of_one_kind(each.fact, claim.fact) for each in trio.pair):
        return
    if trio.steps and trio.passage.is_step(claim):
        return  # changes of several things
    if said_in((*large.far, *large.own), (WordList.PROSE_OF_WHICH,)):
        return  # a part itself, as the smaller one is: the whole stands before them
    if claim.fact.figure.amount.value >= large.fact.figure.amount.value or not is_shown(small, claim, large):
        return
    taken = said_in((*small.far, *small.own), ("takes",))
    between = trio.passage.line.marks[large.place : small.place]
    parts = large.place < small.place and said_in((*between, *small.behind), _PARTS)
    told = taken or trio.says(claim, _APART) or trio.follows
    if not told and not (parts and trio.ends):
        return
    stated, *terms = added_up([claim.fact, large.fact, small.fact])
    found = relation("prose", Reading(total(stated, terms, (1, -1))), kind_name="total")
    if not told and not by_digits_turned_round(found):
        return  # what is told of the whole may be a selection
    named = claim.said(*_GAPS) and not claim.said(*CHANGES, "leads_to") and trio.ends and trio.joined
    based = trio.passage.is_base(claim)  # last year's loss is not what something leaves
    yield _way(found, (named and not based) or trio.drawn)


def _before(trio: Trio) -> Iterator[Way]:
    """What something was before a change whose words have a direction: 36.5, 1.5 fewer; last year 38.0."""
    claim, passage = trio.claim, trio.passage
    step, level = sorted(trio.pair, key=passage.is_step, reverse=True)
    direction = trio.direction(step)
    if claim.said(WordList.PROSE_FROM, WordList.PROSE_AGAINST):
        return  # a movement from so much
    if not (passage.is_base(claim) and passage.is_step(step) and direction and trio.ends):
        return
    if passage.is_step(level) or not all(of_one_kind(each.fact, claim.fact) for each in trio.pair):
        return
    stated, *terms = added_up([claim.fact, level.fact, step.fact])
    yield _way(relation("change", Reading(total(stated, terms, (1, -direction)))), False)


def _of_each(trio: Trio) -> Iterator[Way]:
    """What so much for each of so many comes to."""
    claim = trio.claim
    for one, count in (trio.pair, trio.pair[::-1]):
        if not trio.says(one, _EACH) or trio.says(claim, _EACH) or not trio.ends or money(count.fact):
            continue
        if _is_for_several(trio, one):
            continue
        numbers = all(bare(each.fact.figure.amount) for each in (count, claim))
        things = numbers and counts_things(claim.fact.figure.amount)
        if not of_one_kind(one.fact, claim.fact) or (of_one_kind(count.fact, claim.fact) and not things):
            continue
        factors = (term(in_unit_of(one.fact, claim.fact), "factor", strict=True), _many(count))
        found = relation("product", Reading(product(term(claim.fact, "result"), factors)))
        yield _way(found, trio.drawn)


def _is_for_several(trio: Trio, one: Told) -> bool:
    """Whether an amount is for each of so many: 每 10 股 4.00 元, 4.00 for every 10 shares."""
    marks = trio.passage.line.marks[: one.place]
    start = next((mark.end for mark in reversed(marks) if not mark.names.isdisjoint(_EACH)), one.mark.start)
    return any(map(str.isdigit, trio.passage.line.text[start : one.mark.start]))


def _at_a_price(trio: Trio) -> Iterator[Way]:
    """What so many things or so much of something come to at so much money: the only other money told."""
    claim = trio.claim
    price, count = sorted(trio.pair, key=lambda each: not money(each.fact))
    alike = money(price.fact) == money(claim.fact) != "" == money(count.fact)
    if not alike or not (trio.says(claim, _COMES) or trio.follows) or not trio.ends or trio.steps:
        return
    if trio.passage.is_step(claim) or any(map(trio.passage.is_base, (*trio.pair, claim))):
        return
    factors = (term(in_unit_of(price.fact, claim.fact), "price", strict=True), _many(count))
    yield _way(relation("product", Reading(product(term(claim.fact, "result"), factors))), False)


def _many(count: Told) -> Term[Fact]:
    """How many of its own units a figure tells: 150,000 hectares at so much each; "over 19 games" are 19."""
    quantity = replace(count.fact.figure.amount, unit=PLAIN, hedge=None)
    return number_of(replace(count.fact, figure=replace(count.fact.figure, quantity=quantity)))


def _portion(trio: Trio) -> Iterator[Way]:
    """A rate of the other amount, or what it is a rate of."""
    claim = trio.claim
    rate, other = sorted(trio.pair, key=lambda each: each.letter != "P")
    if trio.passage.is_step(rate) or not akin(other.fact, claim.fact) or not trio.ends:
        return
    rest = said_in((*claim.far, *claim.own), ("remainder_word",))
    if not (rest or trio.follows or trio.says(rate, _RATIOS)) or trio.says(claim, CHANGES):
        return
    whole, factor = term(in_unit_of(other.fact, claim.fact), "whole"), term(rate.fact, "rate", strict=True)
    if rest:
        left = Sum((_ONE, factor), (1, -1))
        named = trio.joined and claim.said("remainder_word")
        yield _way(relation("product", Reading(product(term(claim.fact, "rest"), (whole, left)))), named)
        return
    of_it = Reading(product(term(claim.fact, "part"), (whole, factor)))
    yield _way(relation("product", of_it), trio.drawn and not trio.steps)
    if factor.interval.is_positive():
        said = quotient(term(claim.fact, "whole"), whole, factor)
        yield _way(relation("product", Reading(said)), False)


def _share(trio: Trio) -> Iterator[Way]:
    """What the smaller of two amounts is of the larger."""
    claim, passage = trio.claim, trio.passage
    if passage.is_step(claim) or trio.steps or not of_one_kind(*(each.fact for each in trio.pair)):
        return
    # a ratio with a name of its own is of what it is named after: revenue and profit are told apart
    named = not any(map(passage.measures, trio.pair)) and said_in((*claim.far, *claim.own), passage.ratios)
    if not (trio.follows or claim.said(*_RATIOS) or named):
        return
    small, large = trio.by_size
    found = share_of(small.fact, large.fact, claim.fact)
    if found is not None and not (found.fails and _is_of_both(small, large, claim)):
        yield _way(found, trio.drawn)


def _is_of_both(small: Told, large: Told, claim: Told) -> bool:
    """Whether a share is that of one of two parts in their sum, or what the smaller leaves of the larger."""
    one, other = (term(each.fact, strict=True) for each in (small, large))
    share, both = term(claim.fact, "share", strict=True), Sum((one, other), (1, 1))
    ways = ((one, both), (other, both), (Sum((other, one), (1, -1)), other))
    return any(Reading(quotient(share, part, whole)).tie.holds for part, whole in ways)


def _change(trio: Trio) -> Iterator[Way]:
    """What lies between the two: the base is the one that words name, else the smaller of a rise."""
    claim, (one, other) = trio.claim, trio.pair
    direction = trio.direction(claim)
    same = one.fact.figure.text == other.fact.figure.text
    if same or trio.steps or not alike(one.fact.figure.amount, other.fact.figure.amount, bound=False):
        return
    if not (direction or trio.says(claim, CHANGES)):
        return
    base = _base(trio, direction)
    if base is not None:
        result = other if base is one else one
        said = Movement(in_unit_of(base.fact, result.fact), result.fact, (claim.fact,), direction)
        yield from (_way(found, False) for found in measure(said))


def _gap_share(trio: Trio) -> Iterator[Way]:
    """What the gap of two amounts is of either of them: capacity of 142 for a demand of 96, 32.4% over."""
    claim, (small, large) = trio.claim, trio.by_size
    if not trio.says(claim, ("gap_rate",)) or trio.steps or not of_one_kind(small.fact, large.fact):
        return
    gap = Sum((term(large.fact, strict=True), term(small.fact, strict=True)), (1, -1))
    for base in (large, small):
        said = quotient(term(claim.fact, "rate", strict=True), gap, term(base.fact, "base", strict=True))
        yield Way(relation("share", Reading(said)), _LOOSE + (base is small), guarded=True)


def _base(trio: Trio, direction: int) -> Told | None:
    one, other = trio.pair
    named = [each for each in trio.pair if trio.passage.is_base(each)]
    if len(named) == 1:
        behind = named == [other] and trio.claim.place < one.place  # 3% lower at 388; last year 400
        return named[0] if trio.ends or behind else None
    if named or not (trio.ends and trio.says(trio.claim, _OF_TWO)):
        return None  # a rise may be on what is not told: the day opened at 6.70
    return trio.by_size[direction < 0] if direction else one


def _moved(trio: Trio) -> Iterator[Way]:
    """A rate that points lead to or from: the nearer of what they add and what they take off."""
    claim, passage = trio.claim, trio.passage
    by, other = sorted(trio.pair, key=lambda each: each.letter != "O")
    told = trio.says(claim, ("left_word",)) or trio.follows or trio.says(by, CHANGES)
    if not (told and trio.ends and trio.joined) or passage.is_step(claim) or passage.is_step(other):
        return
    step, level, stated = (each.fact.figure.amount.value for each in (by, other, claim))
    falls = abs(level - step - stated) < abs(level + step - stated)
    said = Movement(other.fact, claim.fact, (by.fact,), -1 if falls else 1)
    yield from (_way(found, False) for found in measure(said))


def _way(found: Relation, named: bool) -> Way:
    """A way: where no word names it, a miss is believed if a slip explains it."""
    return Way(found, _NAMED if named else _LOOSE, guarded=not named)
