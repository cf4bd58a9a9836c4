"""What the rulebook asks of single figures: to lie in a range, to be part of a whole, not to lie after a day.

Whether a figure is asked at all is the engine's to tell (a number beside the name of a concept may count
something else), and stands in its relations. What is asked is worked out again from the schemas.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tieout.model import Outcome, Relation

DATED = ("release", "citation")  # shapes of `order` whose stated date must not lie after the other


@dataclass(frozen=True, slots=True)
class Expected:
    """What is asked of one figure; `not_after` is a day (proleptic ordinal)."""

    ranged: bool = False
    portion: bool = False
    not_after: int | None = None


def expected(outcomes: Iterable[Outcome]) -> dict[tuple[str, int], Expected]:
    """What is asked of figures, by report and id; of those that are missing, nothing."""
    found: dict[tuple[str, int], Expected] = {}
    for outcome in outcomes:
        relation, subject = outcome.relation, outcome.relation.subject
        if subject is None or relation.tie is None:
            continue
        key = subject.report, subject.id
        before = found.get(key, Expected())
        match relation.kind, relation.shape:
            case "range", "concept":
                found[key] = replace(before, ranged=True)
            case "range", "percentage":
                found[key] = replace(before, portion=True)
            case "order", shape if shape in DATED and (day := _latest(relation)) is not None:
                earlier = before.not_after
                found[key] = replace(before, not_after=day if earlier is None else min(day, earlier))
    return found


def _latest(relation: Relation) -> int | None:
    """The last day of the only other date of a relation that allows for none."""
    if relation.tie is None or relation.tie.slack or len(relation.operands) != 1:
        return None
    dates = relation.operands[0].fact.figure.dates
    return None if dates is None else dates.last
