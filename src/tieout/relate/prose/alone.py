"""Relations that leave no figure of their sentences over: what else could their words mean?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tieout.extract.remembered import remembering
from tieout.model import Relation, Report
from tieout.relate.prose.letter import letter

_TIMES = "DZ"


Explained = Mapping[int, frozenset[int]]  # figures, each with those that it is worked out from


@remembering
def alone(report: Report) -> Callable[[Relation], bool]:
    """Whether the figures of a relation are all that the sentences tell in which they stand, times apart."""
    return besides(report, {})


def besides(report: Report, explained: Explained) -> Callable[[Relation], bool]:
    """The same, apart from figures that are worked out from those of the relation: 9 of 30 (30%), 21 remain.

    Args:
        report: whose sentences are read.
        explained: the figures for which a relation holds.
    """
    told = [
        frozenset(fact.id for fact in sentence.facts if letter(fact) not in _TIMES)
        for sentence in report.sentences
    ]
    place = {fact: number for number, facts in enumerate(told) for fact in facts}
    return lambda relation: _leaves_none(relation, told, place, explained)


def _leaves_none(
    relation: Relation, told: list[frozenset[int]], place: Mapping[int, int], explained: Explained
) -> bool:
    own = {operand.fact.id for operand in relation.operands}
    own |= {relation.subject.id} if relation.subject is not None else set()
    if not all(fact in place for fact in own):
        return False
    left = frozenset[int]().union(*(told[place[fact]] for fact in own)) - own
    return all(fact in explained and explained[fact] <= own for fact in left)
