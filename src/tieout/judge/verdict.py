"""The verdict on a relation is that of its tie: exact arithmetic decides, and nothing else.

`tieout.frames` reaches the same by pandera, for those who validate the frames themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from tieout.model import Outcome, Relation, Verdict
from tieout.quantity import drift
from tieout.rulebook.kinds import KINDS

DRIFT_PARTS = 3  # with two parts, three standard deviations of rounding are the worst case itself


def decide(relations: Sequence[Relation]) -> tuple[Outcome, ...]:
    """Give every relation its verdict and grade: one outcome each, in the same order."""
    return tuple(map(_outcome, relations))


def _outcome(relation: Relation) -> Outcome:
    if relation.tie is None:
        return Outcome(relation, Verdict.NOT_EVALUATED)
    if not relation.tie.holds:
        return Outcome(relation, Verdict.FAILS, "unexplained")
    if relation.tie.gap == 0:
        return Outcome(relation, Verdict.HOLDS, "exact")
    return Outcome(relation, Verdict.HOLDS, "drift" if _drifts(relation) else "rounding")


def _drifts(relation: Relation) -> bool:
    """Whether a sum holds only because many roundings may all have gone the same way."""
    subject, tie = relation.subject, relation.tie
    if (
        not KINDS[relation.kind].sums
        or len(relation.operands) < DRIFT_PARTS
        or subject is None
        or tie is None
    ):
        return False
    figures = [(1, subject.figure), *((part.weight, part.fact.figure) for part in relation.operands)]
    quantities = [(weight, figure.quantity) for weight, figure in figures if figure.quantity is not None]
    if any(quantity.hedge is not None or quantity.upper is not None for _, quantity in quantities):
        return False
    return drift(
        tie.gap, (weight * quantity.quantum for weight, quantity in quantities if not quantity.exact)
    )
