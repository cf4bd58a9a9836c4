"""How much of a report was checked: every figure is tied, failing or uncovered, and uncovered ones say why.

A figure is checked when a relation it stands in ties it or fails; coverage is checked / figures. What only
lies where such values can lie, or holds because nearly anything would, is plausible and stays uncovered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tieout.model import Fact, Outcome, Relation, Report, Results, Tally, Verdict
from tieout.model.claims import Claim
from tieout.rulebook.kinds import KINDS
from tieout.wording import say

NO_RELATION = say("no relation found")
ONLY_PLAUSIBLE = say("only found plausible")


class Tick(StrEnum):
    """The tick mark of a figure."""

    TIED = "tied"
    FAILING = "failing"
    UNCOVERED = "uncovered"


_TICKS = (Tick.UNCOVERED, Tick.TIED, Tick.FAILING)  # the stronger last
_PER_REASON = 2 * len(_TICKS)  # ways to stand beside a reason


@dataclass(frozen=True, slots=True)
class Marks:
    """The tick marks of all figures of a run, by report and fact id, and why some are uncovered.

    `plausible` are figures in a relation that holds without tying them. What outcomes that were not kept had
    to say stands in `tallies`, by report.
    """

    ticks: Mapping[tuple[str, int], Tick]
    reasons: Mapping[tuple[str, int], str]
    plausible: frozenset[tuple[str, int]] = frozenset()
    tallies: Mapping[str, Tally] = field(default_factory=dict)

    def tick(self, report: Report, fact: Fact) -> Tick:
        """The mark of a figure."""
        return self._tick((report.path, fact.id))

    def reason(self, report: Report, fact: Fact) -> str:
        """Why a figure is uncovered."""
        return self._reason((report.path, fact.id))

    def coverage(self, report: Report) -> Coverage:
        """Count the figures of a report."""
        keys = self._keys(report)
        open_ = [key for key in keys if self._tick(key) is Tick.UNCOVERED]
        return Coverage(len(keys), len(keys) - len(open_), sum(map(self._is_plausible, open_)))

    def reasons_of(self, report: Report) -> Counter[str]:
        """How many figures of a report are uncovered, by the reason."""
        keys = self._keys(report)
        return Counter(self._reason(key) for key in keys if self._tick(key) is Tick.UNCOVERED)

    def stands(self, path: str, count: int) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """How the figures of a report stand, so many, by id; and the reasons that this refers to."""
        stands: list[int] = []
        numbers: dict[str, int] = {}
        for key in ((path, number) for number in range(count)):
            stand = _TICKS.index(self._tick(key)) + len(_TICKS) * self._is_plausible(key)
            reason = self._said(key)
            number = numbers.setdefault(reason, len(numbers) + 1) if reason else 0
            stands.append(stand + _PER_REASON * number)
        return tuple(stands), tuple(numbers)

    def _keys(self, report: Report) -> list[tuple[str, int]]:
        tally = self.tallies.get(report.path)
        ids = (fact.id for fact in report.facts) if tally is None else range(len(tally.stands))
        return [(report.path, number) for number in ids]

    def _tick(self, key: tuple[str, int]) -> Tick:
        """A figure fails if it fails anywhere, and is tied if it is tied anywhere."""
        found = self.ticks.get(key, Tick.UNCOVERED)
        if key[0] not in self.tallies:
            return found
        return max(found, _TICKS[self._stand(key) % len(_TICKS)], key=_TICKS.index)

    def _is_plausible(self, key: tuple[str, int]) -> bool:
        return key in self.plausible or self._stand(key) % _PER_REASON >= len(_TICKS)

    def _reason(self, key: tuple[str, int]) -> str:
        return self._said(key) or (ONLY_PLAUSIBLE if self._is_plausible(key) else NO_RELATION)

    def _said(self, key: tuple[str, int]) -> str:
        """The reason that a relation gives; what a report leaves open itself goes first."""
        number = self._stand(key) // _PER_REASON
        return self.tallies[key[0]].reasons[number - 1] if number else self.reasons.get(key, "")

    def _stand(self, key: tuple[str, int]) -> int:
        tally = self.tallies.get(key[0])
        return 0 if tally is None else tally.stands[key[1]]


def mark(results: Results) -> Marks:
    """Put a tick mark on every figure that stands in a relation that ties it or fails."""
    ticks: dict[tuple[str, int], Tick] = {}
    reasons: dict[tuple[str, int], str] = {}
    across: dict[tuple[str, int], str] = {}
    plausible: set[tuple[str, int]] = set()
    for outcome in results.outcomes:
        keys = [(fact.report, fact.id) for fact in facts_of(outcome.relation)]
        if outcome.verdict is Verdict.NOT_EVALUATED:
            inside = all(
                path == keys[0][0] for path, _ in keys
            )  # what a report leaves open itself goes first
            for key in keys:
                (reasons if inside else across).setdefault(key, outcome.relation.reason)
        elif outcome.verdict is Verdict.FAILS:
            ticks.update(dict.fromkeys(keys, Tick.FAILING))
        elif ties(outcome):
            for key in keys:
                ticks.setdefault(key, Tick.TIED)
        else:
            plausible.update(keys)
    return Marks(ticks, across | reasons, frozenset(plausible - ticks.keys()), results.tallies)


def tally_of(report: Report, outcomes: Sequence[Outcome]) -> Tally:
    """What is kept of the outcomes of one report where nothing else is: how its figures stand, and counts.

    A figure stands at its tick mark, plus the number of marks if it is plausible, plus a multiple for the
    reason why it is uncovered.
    """
    marks = mark(Results((report,), outcomes, (), {}))
    verdicts = Counter(outcome.verdict for outcome in outcomes)
    stands, reasons = marks.stands(report.path, len(report.facts))
    return Tally(stands, reasons, verdicts[Verdict.HOLDS], verdicts[Verdict.NOT_EVALUATED])


def with_tallied(tallies: Mapping[str, Tally], outcomes: Sequence[Outcome]) -> dict[str, Tally]:
    """Tallies with what outcomes between reports say of their figures; these count as those of no report."""
    marks = mark(Results((), outcomes, (), {}, tallies=tallies))
    concerned = {path for found in (marks.ticks, marks.reasons, marks.plausible) for path, _ in found}
    verdicts = Counter(outcome.verdict for outcome in outcomes)
    found = {"": Tally((), (), verdicts[Verdict.HOLDS], verdicts[Verdict.NOT_EVALUATED])}
    for path in sorted(concerned & tallies.keys()):
        stands, reasons = marks.stands(path, len(tallies[path].stands))
        found[path] = replace(tallies[path], stands=stands, reasons=reasons)
    return found


def ties(outcome: Outcome) -> bool:
    """Whether a relation that holds ties its figures: as printed, or with slack of less than half of one.

    It must have been read with bits to spare; one that holds without is only consistent.
    """
    relation, tie = outcome.relation, outcome.relation.tie
    if tie is None or outcome.grade == "drift" or KINDS[relation.kind].plausible or _owing(relation.claim):
        return False
    stated = None if relation.subject is None else relation.subject.figure.quantity
    if stated is None or tie.gap == 0:
        return True
    one_sided = tie.gap == tie.slack and any(
        fact.figure.quantity is not None and fact.figure.quantity.hedge is not None
        for fact in facts_of(relation)
    )  # "over 30": all that lies above holds
    return not one_sided and 2 * tie.slack < abs(stated.value)


def _owing(claim: Claim | None) -> bool:
    """Whether a reading holds with no bits to spare, as one of so many may by chance."""
    return claim is not None and claim.spare_bits is not None and claim.spare_bits <= 0


def facts_of(relation: Relation) -> Iterator[Fact]:
    """All facts that stand in a relation, the stated side first."""
    if relation.subject is not None:
        yield relation.subject
    yield from (operand.fact for operand in relation.operands)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Figures found and checked; `plausible` of the uncovered ones were at least found plausible."""

    figures: int
    checked: int
    plausible: int = 0

    @property
    def uncovered(self) -> int:
        """Figures that are neither tied nor failing."""
        return self.figures - self.checked

    @property
    def percent(self) -> int:
        """Checked figures of a hundred, cut down, so that 100 means all; 0 when there are no figures."""
        return self.checked * 100 // self.figures if self.figures else 0


def coverage(results: Results, marks: Marks) -> Coverage:
    """Count the figures of a run."""
    counts = [marks.coverage(report) for report in results.reports]
    return Coverage(
        sum(one.figures for one in counts),
        sum(one.checked for one in counts),
        sum(one.plausible for one in counts),
    )
