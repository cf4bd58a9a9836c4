"""What did not hold: outcomes, findings with their suspects, the results of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tieout.model.facts import (
    Fact,
    Report,
)
from tieout.model.problem import Problem
from tieout.model.relations import Relation, Severity


class Verdict(StrEnum):
    """What became of a relation."""

    HOLDS = "holds"
    FAILS = "fails"
    NOT_EVALUATED = "not_evaluated"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A relation with its verdict and grade (`exact`, `rounding`, `drift`, `unexplained`)."""

    relation: Relation
    verdict: Verdict
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Suspect:
    """The figure most likely at fault, why, and what would tie (empty where not unique).

    `others` are figures whose repair would settle as much, the likelier first; `certainty` is what the
    suspect has of the likelihood of them all, in percent.
    """

    fact: Fact
    cause: str
    suggestion: str = ""
    certainty: int = 100
    others: tuple[Suspect, ...] = ()

    @property
    def as_likely(self) -> tuple[Suspect, ...]:
        """The others that are as likely as this one."""
        return tuple(other for other in self.others if other.certainty == self.certainty)


class KnownBy(StrEnum):
    """What makes a finding a known one."""

    BASELINE = "baseline"
    WAIVER = "waiver"
    INLINE = "inline waiver"
    BASE = "base"  # it stood where the change began


@dataclass(frozen=True, slots=True)
class Known:
    """Why a finding does not count: what says so, and the reason.

    `days` is how long it has been known, `left` for how many days what says so still holds, if not for ever.
    """

    by: KnownBy
    reason: str
    days: int | None = None
    left: int | None = None

    def __str__(self) -> str:
        return f"{self.by}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A failed outcome with its identity; `consequences` failed because of the same figure.

    `former` are its fingerprints under former names of its rule, `content` the one that does not depend on
    what its report is called. `known` says why it is settled already.
    """

    fingerprint: str
    severity: Severity
    message: str
    calculation: str
    outcome: Outcome
    suspect: Suspect | None = None
    consequences: tuple[Outcome, ...] = ()
    known: Known | None = None
    former: tuple[str, ...] = ()
    content: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """What is left of the outcomes of a report where they are not kept.

    `stands` says of every figure, by its id, how it stands (`tieout.coverage` writes and reads it), `reasons`
    are those that it refers to, `holds` and `not_evaluated` count relations.
    """

    stands: tuple[int, ...]
    reasons: tuple[str, ...]
    holds: int
    not_evaluated: int


@dataclass(frozen=True, slots=True)
class Results:
    """Everything a renderer needs: reports in order, outcomes and findings sorted, problems by path.

    `beside` are reports that others were held against and that were not judged themselves. Of the reports in
    `tallies` (by path) only what findings show was kept: their facts are gone, and their outcomes but for
    those between reports.
    """

    reports: Sequence[Report]
    outcomes: Sequence[Outcome]
    findings: Sequence[Finding]
    problems: Mapping[str, tuple[Problem, ...]]
    beside: Sequence[Report] = ()
    tallies: Mapping[str, Tally] = field(default_factory=dict)

    @property
    def holding(self) -> int:
        """How many relations hold."""
        kept = sum(outcome.verdict is Verdict.HOLDS for outcome in self.outcomes)
        return kept + sum(tally.holds for tally in self.tallies.values())

    @property
    def not_evaluated(self) -> int:
        """How many relations could not be evaluated."""
        kept = sum(outcome.verdict is Verdict.NOT_EVALUATED for outcome in self.outcomes)
        return kept + sum(tally.not_evaluated for tally in self.tallies.values())
