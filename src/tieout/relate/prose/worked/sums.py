"""Totals and means: a figure that its words call the sum, or the mean, of the figures listed beside it.

The list is one run of figures of one unit: those before it in its sentence, those of the sentence before, or
those behind it. How many of them the text counts (three mines, five quarters) must be how many there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tieout.equation import mean, term, total
from tieout.lexicon import WordList
from tieout.relate.prose.measure import Reading, akin, bare, in_unit_of, relation
from tieout.relate.prose.told import added_up, counts_things, exactly, in_full, in_points
from tieout.relate.prose.worked.choosing import CLOSE, SUMMED, Way
from tieout.relate.prose.worked.ledger import way_of
from tieout.relate.prose.worked.passage import Passage, Told, said_in
from tieout.rulebook.statements import PAUSE, STOP

_LEAST, _MOST = 2, 12  # figures of a list
_FAR = 1  # bits: the list stands in the sentence before
_CUT = 2  # bits: figures of the same unit stand beside the list that are left out
_APART = 4  # bits: not all of its figures are items of one list
_LOOSELY = 2  # bits: its word says as well that it is a total of another kind
_CONTRIBUTES, _TAKES = ("leads_to",), ("takes", "drags")
_OF_WHICH = (WordList.PROSE_OF_WHICH, "among_word")
_POINTS = ("point_word",)
_SUMS = (WordList.IN_ALL, "makes_all", "counted_total", "of_the_whole", "sums_to")
_TOTALS = (*_SUMS, WordList.PROSE_TOTAL, "yields", "arrives", "whole_told", "of_the_period")
_NOT_ADDED = (
    WordList.PROSE_RISE, WordList.PROSE_FALL, WordList.PROSE_RESPECTIVELY, "takes",
)  # fmt: skip


def totals(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read a figure as the sum of others."""
    if claim.letter not in "AP" or passage.is_step(claim) or passage.is_base(claim):
        return
    yield from _of_a_complete_list(passage, claim)
    if not (claim.said(*_TOTALS) or said_in(passage.own_behind(claim), _TOTALS)) or claim.said(*_NOT_ADDED):
        return
    so_far = claim.said("so_far_word")  # of more than is told, it may be
    loosely = _LOOSELY * (claim.letter == "P" or so_far or not _sums_up(passage, claim)) + so_far
    for listed, bits in _lists(passage, claim):
        if way_of(listed[0]) >= 0 and any(way_of(each) < 0 for each in listed[1:]):
            continue  # some of it went out: that is an account
        if all(each.fact.figure.amount.value <= SUMMED * claim.fact.figure.amount.value for each in listed):
            facts = [in_unit_of(each.fact, claim.fact) for each in listed]
            stated, *terms = added_up([claim.fact, *facts])
            said = total(stated, terms)
            yield Way(relation("prose", Reading(said), kind_name="total"), bits + loosely, SUMMED)


def _of_a_complete_list(passage: Passage, claim: Told) -> Iterator[Way]:
    """The way to read the only amount of a sentence as the sum of those before, the last of them the rest."""
    near = [each for each in passage.around(claim, "A") if _of_one_unit(each, claim)]
    if claim.letter != "A" or any(each.sentence >= claim.sentence for each in near):
        return
    if len(near) <= _LEAST or not near[-1].said("remainder_word") or any(map(passage.is_step, near)):
        return
    if _apart(passage, near) or any(
        each.fact.figure.amount.value >= claim.fact.figure.amount.value for each in near
    ):
        return
    stated, *terms = added_up([claim.fact, *(in_unit_of(each.fact, claim.fact) for each in near)])
    yield Way(relation("prose", Reading(total(stated, terms)), kind_name="total"), _CUT, SUMMED)


def contributions(passage: Passage, claim: Told) -> Iterator[Way]:
    """The way to read a rate of growth as the sum of what its parts contributed, in points."""
    if claim.letter not in "PO" or not passage.is_step(claim) or said_in(claim.own, _CONTRIBUTES):
        return
    behind = [
        each for each in passage.around(claim, "AOP")
        if each.sentence == claim.sentence and each.place > claim.place
    ]  # fmt: skip
    points = [each for each in behind if each.letter == "O" or _may_be_points(each)]
    told = [
        each for each in points if said_in((*each.far, *each.own, *each.behind), (*_CONTRIBUTES, *_TAKES))
    ]
    made = claim.followed(WordList.PROSE_COMPOSED) and points == behind
    if not any(each.letter == "O" or each.followed(*_POINTS) for each in points):
        return
    if not (made or len(told) >= _LEAST) or len(points) < _LEAST:
        return
    if len(points) == _LEAST and not (made or said_in((*points[0].far, *points[0].own), _OF_WHICH)):
        return
    facts = [each.fact if each.letter == "O" else in_points(each.fact) for each in points]
    signs = [-1 if said_in((*each.far, *each.own), _TAKES) else 1 for each in points]
    said = total(term(claim.fact, "growth"), [term(fact, strict=True) for fact in facts], signs)
    yield Way(relation("prose", Reading(said), kind_name="total"), _CUT * (len(points) == _LEAST), SUMMED)


def _may_be_points(told: Told) -> bool:
    """Whether a figure may be of points, as another of its list says: 1.7 points from a, 0.6 from b."""
    return (
        told.letter == "A" and bare(told.fact.figure.amount) and told.fact.figure.amount.numeral.decimals > 0
    )


def _sums_up(passage: Passage, claim: Told) -> bool:
    """Whether a word beside a figure says that it is a sum; one letter (共) says less."""
    words = [mark for mark in (*claim.own, *passage.own_behind(claim)) if not mark.names.isdisjoint(_SUMS)]
    return any(mark.end - mark.start > 1 for mark in words)


def means(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read a figure as the mean of others."""
    if claim.letter not in "APX" or passage.is_step(claim):
        return
    told = claim.said(WordList.AVERAGES) or claim.followed(WordList.AVERAGES)
    if not (told or claim.said(WordList.IS_WORD, "copula")):
        return
    for listed, bits in _lists(passage, claim, steps=claim.letter == "P"):
        if not told and not said_in((*listed[0].far, *listed[0].own), (WordList.AVERAGES,)):
            continue  # the average of ..., which read a, b and c, was m
        facts = [in_unit_of(each.fact, claim.fact) for each in listed]
        if any(said_in((*each.far, *each.own), (WordList.AVERAGES, "spreads")) for each in listed[1:]) or (
            listed[0].said(WordList.AVERAGES, "spreads")
        ):
            continue
        said = mean(exactly(claim.fact, False, "average"), in_full(facts, claim.fact, "value"))
        yield Way(relation("average", Reading(said)), bits, CLOSE)


def _lists(passage: Passage, claim: Told, *, steps: bool = False) -> Iterator[tuple[Sequence[Told], int]]:
    """The lists of figures that a claim may sum up, and what it costs to take them."""
    alike = [
        each for each in passage.around(claim, claim.letter)
        if _of_one_unit(each, claim) and not passage.in_bracket(each)
    ]  # fmt: skip
    steps = steps or all(map(passage.is_step, (each for each in alike if each.place < claim.place)))
    near = [each for each in alike if steps or not passage.is_step(each)]  # lost 14 and 9; 23 together
    own = [each for each in near if each.sentence == claim.sentence]
    before = [each for each in own if each.place < claim.place]
    earlier = [each for each in near if each.sentence < claim.sentence]
    if _LEAST <= len(before) <= _MOST:
        yield before, _APART * _apart(passage, before)
        yield from ((before[at:], _CUT + 1) for at in range(1, len(before) - 1))
    if before and _LEAST <= len(before) + len(earlier) <= _MOST and not passage.is_base(before[0]):
        yield [*earlier, *before], _APART
    if _LEAST <= len(earlier) <= _MOST:
        yield earlier, _FAR + _CUT * bool(before) + _APART * _apart(passage, earlier)


def _of_one_unit(one: Told, claim: Told) -> bool:
    a, b = one.fact.figure.amount, claim.fact.figure.amount
    if a.unit.counts and bare(b) and counts_things(b):
        return True  # 780 and 1,140 people; 1,920 in all
    return akin(one.fact, claim.fact) and bare(a) == bare(b)


def _apart(passage: Passage, listed: Sequence[Told]) -> bool:
    """Whether one of the figures of a list is no item of it: a base, a total, or one that nothing parts."""
    if any(passage.is_base(each) or each.said(*_TOTALS, *_TAKES) for each in listed):
        return True
    if len({passage.measures(each) for each in listed} - {frozenset()}) > 1:
        return True
    marks = passage.line.marks
    gaps = (marks[one.place + 1 : other.place] for one, other in pairwise(listed))
    return not all(said_in(gap, (PAUSE, STOP, WordList.AND_WORD)) for gap in gaps)
