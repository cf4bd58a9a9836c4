"""Relations that leave no figure of their sentences over: what else could their words mean?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tieout.extract.remembered import remembering
from tieout.model import Fact, Relation, Report
from tieout.relate.prose.letter import letter
from tieout.relate.prose.measure import bare

_TIMES = "DZ"
_MEASURED = "APOX"
ADDED = "total"  # the kind of what is added up


Explained = Mapping[int, Sequence[frozenset[int]]]  # figures, each with those that give it


@remembering
def alone(report: Report) -> Callable[[Relation], bool]:
    """Whether the figures of a relation are all that the sentences tell in which they stand, times apart."""
    return besides(report, {})


def besides(report: Report, explained: Explained) -> Callable[[Relation], bool]:
    """The same, apart from figures that those of the relation tie: 9 of 30 (30%), 21 remain.

    Args:
        report: whose sentences are read.
        explained: the figures for which a relation holds.
    """
    told = [
        {fact.id: fact for fact in sentence.facts if letter(fact) not in _TIMES}
        for sentence in report.sentences
    ]
    place = {fact: number for number, facts in enumerate(told) for fact in facts}
    return lambda relation: _leaves_none(relation, told, place, explained)


def _leaves_none(
    relation: Relation, told: Sequence[Mapping[int, Fact]], place: Mapping[int, int], explained: Explained
) -> bool:
    facts = [*(operand.fact for operand in relation.operands), *filter(None, (relation.subject,))]
    own = {fact.id for fact in facts if letter(fact) not in _TIMES}
    if not all(fact in place for fact in own):
        return False
    near = {fact: one for number in {place[fact] for fact in own} for fact, one in told[number].items()}
    left = (
        fact for fact in near if fact not in own and not any(each <= own for each in explained.get(fact, ()))
    )
    return not any(_may_belong(relation, near[fact]) for fact in left)


def _may_belong(relation: Relation, left: Fact) -> bool:
    """Whether a figure that is left over could be of a relation: of a sum none of another unit."""
    if relation.kind != ADDED or relation.subject is None or letter(left) not in _MEASURED:
        return True
    stated, other = relation.subject.figure.amount, left.figure.amount
    alike = letter(left) == letter(relation.subject) and stated.unit.same_dimension(other.unit)
    return alike or bare(other) or bare(stated)
