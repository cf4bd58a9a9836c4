"""Several figures that one and the same misprint explains: an upside and a yield that both miss at one price.

One identity that is missed may be of other figures than those here. Where two of different figures would hold
with one other value of a term that they share, and that is a slip away from it, the term is misprinted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from tieout.model import Relation, Severity
from tieout.quantity import Interval
from tieout.relate.valuation.measure import ELSEWHERE
from tieout.slip import misprinted

_FINE = Fraction(1, 50)  # of a value: what is known no better fits too much
Wanted = tuple[int, int, Interval]  # the place of a relation, the id of a term, what that would have to be


def by_one_term(relations: Sequence[Relation]) -> list[Relation]:
    """Relations, of which those left open speak where one other value of a shared term would make them hold.

    Args:
        relations: of identities, measured.
    """
    wanted = [one for place, relation in enumerate(relations) for one in _wanted(place, relation)]
    told: set[int] = set()
    for (place, term, own), (other, shared, needed) in combinations(wanted, 2):
        apart = place != other and _subject(relations[place]) != _subject(relations[other])
        if apart and term == shared and own.meets(needed):
            told |= {place, other}
    return [_spoken(one) if place in told else one for place, one in enumerate(relations)]


def _wanted(place: int, relation: Relation) -> Iterator[Wanted]:
    """What every term of a relation that was left open would have to be."""
    if relation.reason != ELSEWHERE or relation.equation is None:
        return
    for fact in relation.equation.facts[1:]:
        solved = relation.equation.solve(fact)
        if solved is not None and misprinted(fact.figure.amount, solved.point) and _is_fine(solved.interval):
            yield place, fact.id, solved.interval


def _is_fine(wanted: Interval) -> bool:
    """Whether a value is known so finely that another relation hardly wants it by chance."""
    if wanted.low is None or wanted.high is None or wanted.low <= 0:
        return False
    return wanted.high - wanted.low <= _FINE * wanted.low


def _subject(relation: Relation) -> int:
    return relation.subject.id if relation.subject is not None else -1


def _spoken(relation: Relation) -> Relation:
    """A relation that was left open, measured."""
    assert relation.equation is not None
    computed = relation.equation.computed()
    return replace(
        relation, reason="", tie=relation.equation.tie(), cap=Severity.WARNING,
        computed=None if computed is None else computed.point,
    )  # fmt: skip
