"""Three figures that are all that their sentences tell, and a word that says what one of them is.

Where nothing else is told, the words need not stand in any order: a word for what is left, for a share or for
a change, or one that draws a conclusion, leaves one equation of the three. How close its words bind the
figures says whether a miss is believed as it is, or only where a slip explains it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tieout.equation import Term, product, quotient, term, total
from tieout.lexicon import WordList
from tieout.model import Fact
from tieout.quantity import PLAIN
from tieout.relate.prose.line import Mark
from tieout.relate.prose.measure import Reading, akin, alike, bare, in_unit_of, relation
from tieout.relate.prose.movement import Movement, measure
from tieout.relate.prose.share import share_of
from tieout.relate.prose.told import added_up, counts_things, in_points, money, number_of, of_one_kind
from tieout.relate.prose.worked.choosing import SUMMED, Way
from tieout.relate.prose.worked.passage import Passage, Told, is_shown, said_in
from tieout.slip import significant

_PAIR = 2  # figures besides the claim
_CALLED = 3  # bits: a word says what a figure is, none says of which others
_NAMED = 2  # bits: a word says that it is what one leaves of the other
_LOOSE = 3  # bits: the word may as well be of something that is not told
_CONCLUDES = ("concludes", "that_makes", "restated_as")
_APART = (
    "differs_by", "gap_upwards", "gap_downwards", "leaves", "rest_word", "remainder_word", "left_word",
    "net_change", "net_amount",
)  # fmt: skip
_GAPS = ("differs_by", "rest_word", "leaves")
_TAKES = ("takes",)
_RATIOS = (
    "ratio_word", "named_ratio_word", "part_rate", "share_of_part", "of_all", WordList.PROSE_SHARE,
)  # fmt: skip
_UP = (WordList.PROSE_RISE, WordList.PROSE_RATE_OF_RISE, WordList.PROSE_ABOVE, "gap_upwards")
_DOWN = (WordList.PROSE_FALL, WordList.PROSE_RATE_OF_FALL, WordList.PROSE_BELOW, "gap_downwards")
_CHANGES = (*_UP, *_DOWN, WordList.PROSE_CHANGE, "return_word")
_PARTS = (WordList.PROSE_OF_WHICH, "among_word", WordList.PROSE_GOES_ON)
_EACH = (WordList.AVERAGES, "for_each", "each_of")
_NEVER = (WordList.PROSE_COMPOUND, WordList.PROSE_YEARLY, WordList.PROSE_RESPECTIVELY)


def closed(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read a figure that stands with just two others."""
    pair = _others(passage, claim)
    if len(pair) != _PAIR or any(said_in((*each.far, *each.own), _NEVER) for each in (*pair, claim)):
        return
    letters = "".join(each.letter for each in pair)
    if claim.letter == "A" and letters == "AA":
        yield from _before(passage, claim, pair)
        yield from _left(passage, claim, pair)
        yield from _of_each(passage, claim, pair)
    elif claim.letter == "A" and sorted(letters) == ["A", "P"]:
        yield from _portion(passage, claim, pair)
    elif claim.letter == "P" and letters == "AA":
        yield from _change(passage, claim, pair)
        yield from _share(passage, claim, pair)
    elif claim.letter in "AO" and letters == "PP":
        yield from _change(passage, claim, pair)
    elif claim.letter == "P" and sorted(letters) == ["O", "P"]:
        yield from _moved(passage, claim, pair)


def _others(passage: Passage, claim: Told) -> Sequence[Told]:
    """The figures of the sentence of a claim, or of that and the one before; none if there are many."""
    near = passage.around(claim, "APOX")
    own = [each for each in near if passage.joined(each, claim)]
    if len(own) < _PAIR:
        own = [each for each in near if abs(each.sentence - claim.sentence) <= 1]
    return own if len(own) == _PAIR and not passage.ranges else ()


def _says(passage: Passage, told: Told, names: Sequence[str]) -> bool:
    """Whether a word beside a figure, or before the sign before it, is in these lists."""
    return said_in((*told.far, *told.own, *_behind(passage, told)), names)


def _behind(passage: Passage, told: Told) -> Sequence[Mark]:
    """The words right behind a figure; one that touches it is its own, whatever follows."""
    touching = [mark for mark in told.behind[:1] if not passage.line.words(told.mark.end, mark.start)]
    return passage.own_behind(told) or touching


def _is_last(claim: Told, pair: Sequence[Told]) -> bool:
    return all(each.place < claim.place for each in pair)


def _is_drawn(passage: Passage, claim: Told, pair: Sequence[Told]) -> bool:
    """Whether a word right before a figure says that it follows from those before it, in its sentence."""
    told = claim.said("concludes") and _is_last(claim, pair) and significant(claim.fact.figure.amount) > 1
    return told and all(passage.joined(each, claim) for each in pair)


def _left(passage: Passage, claim: Told, pair: Sequence[Told]) -> Iterator[Way]:
    """What the smaller of two amounts leaves of the larger."""
    if not all(of_one_kind(each.fact, claim.fact) for each in pair):
        return
    small, large = sorted(pair, key=lambda each: each.fact.figure.amount.value)
    if claim.fact.figure.amount.value >= large.fact.figure.amount.value or not is_shown(small, claim, large):
        return
    taken = said_in((*small.far, *small.own), _TAKES) and large.place != claim.place
    told = _says(passage, claim, _APART)
    parts = large.place < small.place and said_in((*small.far, *small.own, *small.behind), _PARTS)
    concluded = _is_last(claim, pair) and _says(passage, claim, _CONCLUDES)
    if not (told or taken or concluded or (parts and _is_last(claim, pair))):
        return
    stated, *terms = added_up([claim.fact, large.fact, small.fact])
    reading = Reading(total(stated, terms, (1, -1)))
    named = claim.said(*_GAPS) and not claim.said(*_CHANGES, "leads_to") and _is_last(claim, pair) and all(passage.joined(each, claim) for each in pair)
    yield Way(relation("prose", reading, kind_name="total"), _NAMED if named or _is_drawn(passage, claim, pair) else _CALLED, guarded=not (named or _is_drawn(passage, claim, pair)))


def _before(passage: Passage, claim: Told, pair: Sequence[Told]) -> Iterator[Way]:
    """What something was before a change that words give a direction: 36.5, which is 1.5 fewer; last year 38.0."""
    step, level = sorted(pair, key=passage.is_step, reverse=True)
    direction = _direction(passage, step)
    if claim.said(WordList.PROSE_FROM, WordList.PROSE_AGAINST):
        return  # a movement from so much
    if not (passage.is_base(claim) and passage.is_step(step) and direction and _is_last(claim, pair)):
        return
    if passage.is_step(level) or not all(of_one_kind(each.fact, claim.fact) for each in pair):
        return
    stated, *terms = added_up([claim.fact, level.fact, step.fact])
    reading = Reading(total(stated, terms, (1, -direction)))
    yield Way(relation("change", reading), _CALLED, guarded=True)


def _of_each(passage: Passage, claim: Told, pair: Sequence[Told]) -> Iterator[Way]:
    """What so much for each of so many comes to."""
    for one, count in (pair, pair[::-1]):
        if not _says(passage, one, _EACH) or _says(passage, claim, _EACH) or not _is_last(claim, pair):
            continue
        if money(count.fact) or not of_one_kind(one.fact, claim.fact):
            continue
        counts = bare(count.fact.figure.amount) and bare(claim.fact.figure.amount)
        if of_one_kind(count.fact, claim.fact) and not (counts and counts_things(claim.fact.figure.amount)):
            continue
        factors = (term(in_unit_of(one.fact, claim.fact), "factor", strict=True), _many(count))
        said = Reading(product(term(claim.fact, "result"), factors))
        yield Way(relation("product", said), _NAMED if _is_drawn(passage, claim, pair) else _LOOSE, guarded=not _is_drawn(passage, claim, pair))


def _many(count: Told) -> Term[Fact]:
    """How many of its own units a figure tells: 150,000 hectares at so much for each; "over 19 games" are 19."""
    quantity = replace(count.fact.figure.amount, unit=PLAIN, hedge=None)
    return number_of(replace(count.fact, figure=replace(count.fact.figure, quantity=quantity)))


def _portion(passage: Passage, claim: Told, pair: Sequence[Told]) -> Iterator[Way]:
    """A rate of the other amount, or what it is a rate of."""
    rate, other = sorted(pair, key=lambda each: each.letter != "P")
    if passage.is_step(rate) or not akin(other.fact, claim.fact) or not _is_last(claim, pair):
        return
    concluded = _says(passage, claim, _CONCLUDES)
    if not (concluded or _says(passage, rate, _RATIOS)) or _says(passage, claim, _CHANGES):
        return
    whole, factor = term(in_unit_of(other.fact, claim.fact), "whole"), term(rate.fact, "rate", strict=True)
    drawn = _is_drawn(passage, claim, pair) and not any(map(passage.is_step, pair))
    bits = _NAMED if drawn else _LOOSE
    yield Way(relation("product", Reading(product(term(claim.fact, "part"), (whole, factor)))), bits, guarded=not drawn)
    if factor.interval.is_positive():
        said = quotient(term(claim.fact, "whole"), whole, factor)
        yield Way(relation("product", Reading(said)), _LOOSE, guarded=True)


def _share(passage: Passage, claim: Told, pair: Sequence[Told]) -> Iterator[Way]:
    """What the smaller of two amounts is of the larger."""
    if passage.is_step(claim) or not of_one_kind(*(each.fact for each in pair)):
        return
    small, large = sorted(pair, key=lambda each: each.fact.figure.amount.value)
    concluded = _is_last(claim, pair) and _says(passage, claim, _CONCLUDES)
    called = (*_RATIOS, *passage.ratios)
    if not (concluded or claim.said(*called) or said_in(claim.far, passage.ratios)) or any(map(passage.is_step, pair)):
        return
    found = share_of(small.fact, large.fact, claim.fact)
    if found is not None:
        drawn = _is_drawn(passage, claim, pair)
        yield Way(found, _NAMED if drawn else _LOOSE, guarded=not drawn)


def _change(passage: Passage, claim: Told, pair: Sequence[Told]) -> Iterator[Way]:
    """What lies between the two: the one that words name as the base comes first, else the smaller of a rise."""
    one, other = pair
    direction = _direction(passage, claim)
    levels = not any(map(passage.is_step, pair)) and alike(
        one.fact.figure.amount, other.fact.figure.amount, bound=False
    )
    if not levels or not (direction or _says(passage, claim, _CHANGES)):
        return
    if one.fact.figure.text == other.fact.figure.text:
        return
    named = [each for each in pair if passage.is_base(each)]
    if len(named) == 1 and (_is_last(claim, pair) or (named == [other] and claim.place < one.place)):
        base = named[0]
    elif not named and _is_last(claim, pair):
        base = sorted(pair, key=lambda each: each.fact.figure.amount.value)[direction < 0] if direction else one
    else:
        return
    result = other if base is one else one
    delta = claim.fact
    if claim.letter == "A":
        if "point_word" not in {name for mark in claim.behind[:1] for name in mark.names}:
            return
        delta = in_points(delta)
    said = Movement(in_unit_of(base.fact, result.fact), result.fact, (delta,), direction)
    yield from (Way(found, _CALLED, guarded=True) for found in measure(said))


def _moved(passage: Passage, claim: Told, pair: Sequence[Told]) -> Iterator[Way]:
    """A rate that points lead to or from: the nearer of what they add and what they take off."""
    by, other = sorted(pair, key=lambda each: each.letter != "O")
    told = _says(passage, claim, ("left_word", *_CONCLUDES)) or _says(passage, by, _CHANGES)
    if not _is_last(claim, pair) or not told or passage.is_step(claim) or passage.is_step(other):
        return
    if not passage.joined(by, claim) or not passage.joined(other, claim):
        return
    step, level = by.fact.figure.amount.value, other.fact.figure.amount.value
    falls = abs(level - step - claim.fact.figure.amount.value) < abs(level + step - claim.fact.figure.amount.value)
    said = Movement(other.fact, claim.fact, (by.fact,), -1 if falls else 1)
    yield from (Way(found, _CALLED, guarded=True) for found in measure(said))


def _direction(passage: Passage, claim: Told) -> int:
    for marks in (claim.own[::-1], _behind(passage, claim), claim.far[::-1]):
        for mark in marks:
            if not mark.names.isdisjoint(_UP):
                return 1
            if not mark.names.isdisjoint(_DOWN):
                return -1
    return 0
