"""What a project makes of the relations that rules ask for."""

from __future__ import annotations

from tieout.model import Relation


class Grading:
    """What a project makes of a relation; this one takes it as its rule does.

    It is part of what a result is kept by, so that `repr` must say all that it does.
    """

    def __call__(self, relation: Relation) -> Relation | None:
        """The relation, perhaps less severe; None leaves it out."""
        return relation

    def __repr__(self) -> str:
        return "as its rule takes it"


UNCHANGED = Grading()
