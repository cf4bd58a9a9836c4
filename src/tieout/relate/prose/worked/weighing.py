"""Values weighed with their chances, and the middle of a range that is told as one figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from tieout.equation import mean, read, term, weighted_mean
from tieout.relate.prose.measure import Reading, akin, alike, bare, in_unit_of, relation
from tieout.relate.prose.told import in_full
from tieout.relate.prose.worked.choosing import CLOSE, Way
from tieout.relate.prose.worked.passage import Passage, Told, said_in

_LEAST = 2  # cases
_UNTOLD = 2  # bits: no word says that they are weighed
_WEIGHTED = ("weighted_word",)


def expected(passage: Passage, claim: Told) -> Iterator[Way]:
    """The way to read a figure as the mean of values, each with its chance: as many as make one."""
    if claim.letter not in "AXP" or passage.is_step(claim) or passage.is_base(claim):
        return
    told = claim.said(*_WEIGHTED) or said_in(claim.far, _WEIGHTED)
    before = [each for each in passage.around(claim, "APOX") if each.place < claim.place]
    chances = list(_making_one(before))
    values = [each for each in before if each.letter == claim.letter and each not in chances]
    values = list(takewhile(lambda each: akin(each.fact, claim.fact), reversed(values)))[::-1]
    values = values[-len(chances) :]
    if _LEAST <= len(chances) == len(values) and (told or _are_pairs(claim, values, chances)):
        weights = [term(each.fact, "chance", strict=True) for each in chances]
        parts = in_full([in_unit_of(each.fact, claim.fact) for each in values], claim.fact, "value")
        said = weighted_mean(term(claim.fact, "expected"), parts, weights)
        yield Way(relation("average", Reading(said)), 0 if told else _UNTOLD, CLOSE)


def _are_pairs(claim: Told, values: list[Told], chances: list[Told]) -> bool:
    """Whether each value stands beside its chance, and a claim may be their mean but not their sum."""
    amounts = [each.fact.figure.amount.value for each in values]
    ranks = sorted((*values, *chances), key=lambda each: each.place)
    paired = all(
        (one in values) != (other in values) for one, other in zip(ranks[::2], ranks[1::2], strict=True)
    )
    measured = claim.letter == "A" and not bare(claim.fact.figure.amount)
    if not all(each.sentence == claim.sentence for each in ranks):
        return False
    return paired and measured and min(amounts) < claim.fact.figure.amount.value < max(amounts)


def _making_one(before: list[Told]) -> Iterator[Told]:
    """The percentages that make a hundred, if those of the passage do."""
    shares = [each for each in before if each.letter == "P"]
    for start in range(len(shares)):
        for end in range(start + _LEAST, len(shares) + 1):
            if sum(each.fact.figure.amount.value for each in shares[start:end]) == 1:
                yield from shares[start:end]
                return


def middle(passage: Passage, claim: Told) -> Iterator[Way]:
    """The way to read a figure as the middle of the range before it."""
    if claim.letter != "A" or not (claim.said("middle_word") or said_in(claim.far, ("middle_word",))):
        return
    for ranged in passage.ranges:
        amount = ranged.figure.amount
        if amount.upper is not None and alike(amount, claim.fact.figure.amount, bound=False):
            ends = (replace(amount, upper=None), replace(amount, numeral=amount.upper, upper=None))
            parts = [read(ranged, each, "end", strict=True) for each in ends]
            yield Way(relation("average", Reading(mean(term(claim.fact, "middle"), parts))), 0)
