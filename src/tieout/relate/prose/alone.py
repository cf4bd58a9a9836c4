"""Relations that leave no figure of their sentences over: what else could their words mean?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tieout.extract.remembered import remembering
from tieout.model import Relation, Report
from tieout.relate.prose.letter import letter

_TIMES = "DZ"


@remembering
def alone(report: Report) -> Callable[[Relation], bool]:
    """Whether the figures of a relation are all that the sentences tell in which they stand, times apart."""
    told = [
        frozenset(fact.id for fact in sentence.facts if letter(fact) not in _TIMES)
        for sentence in report.sentences
    ]
    place = {fact: number for number, facts in enumerate(told) for fact in facts}
    return lambda relation: _leaves_none(relation, told, place)


def _leaves_none(relation: Relation, told: list[frozenset[int]], place: Mapping[int, int]) -> bool:
    own = {operand.fact.id for operand in relation.operands}
    own |= {relation.subject.id} if relation.subject is not None else set()
    return all(fact in place and told[place[fact]] <= own for fact in own)
