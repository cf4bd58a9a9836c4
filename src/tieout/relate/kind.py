"""What finds the relations of a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tieout.model import Relation, Report
from tieout.rulebook.book import Rule, Schemas


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind finds relations within a report (`within`) or between reports (`across`).

    Both are given the rules that ask for the kind, so that a rule's own parameters (a pattern, words that
    must be present) can be looked for; such relations name their `rule`. All others leave it empty and are
    matched to rules by shape. Shapes and parameters stand in the rulebook's table of kinds.
    """

    name: str
    within: Callable[[Report, Schemas, Sequence[Rule]], Iterable[Relation]] | None = None
    across: Callable[[Sequence[Report], Schemas, Sequence[Rule]], Iterable[Relation]] | None = None
