"""Guard rate: of every figure, how much of what usually goes wrong with figures would have been noticed.

It is to a report what mutation testing is to a program: each figure is changed by every slip of a hand, and
the relations it stands in are asked, by their equations, whether they would still hold and how loudly they
would speak if not. Nothing is read or related again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tieout.coverage import facts_of, mark
from tieout.equation import Key, key_of
from tieout.guard.belief import beliefs, tried_tables
from tieout.guard.rates import Guard, Rate, Standing, Trial
from tieout.guard.witness import Witness
from tieout.model import Fact, Figure, Outcome, Report, Results, Severity, Verdict
from tieout.rulebook.book import Rulebook
from tieout.slip import Change, changes
from tieout.wording import say

APART = say("it is a date, a range or a number in words")
TOO_LARGE = say("its table is too large")
ASKED_NOTHING = say("it stands in no equation")


@dataclass(frozen=True, slots=True)
class Guards:
    """The figures of a run as they are guarded, by report and fact id."""

    figures: Mapping[Key, Guard]

    def of(self, fact: Fact) -> Guard:
        """How a figure is guarded."""
        return self.figures[key_of(fact)]

    def rate(self, report: Report) -> Rate:
        """The guard rate of a report."""
        return Rate.of(self.of(fact) for fact in report.facts)

    def tables(self, report: Report) -> Iterator[tuple[int, str, Rate]]:
        """The guard rate of every table with figures: its number, its caption, the rate."""
        for grid in report.grids:
            if grid.facts:
                yield grid.number, grid.caption, Rate.of(self.of(fact) for fact in grid.facts.values())

    def sections(self, report: Report) -> Iterator[tuple[str, Rate]]:
        """The guard rate of what stands under every heading, tables included; empty before the first."""
        headings = _headings(report)
        for name in dict.fromkeys(headings[fact.figure.block] for fact in report.facts):
            yield name, Rate.of(self.of(fact) for fact in report.facts if headings[fact.figure.block] == name)


def guarded(results: Results, book: Rulebook, least: Severity = Severity.ERROR) -> Guards:
    """Work out of every figure how much of what usually goes wrong with it would be noticed.

    Args:
        results: of a run, settled or not; relations between its reports count as well.
        book: the rules in force in that run.
        least: the severity from which on a finding counts: what fails the gate.

    Returns:
        A guard for every figure of the reports (not of those beside).
    """
    rules = {rule.id: rule for rule in book.rules}
    standing: dict[Key, list[Outcome]] = defaultdict(list)
    for outcome in results.outcomes:
        for key in dict.fromkeys(key_of(fact) for fact in facts_of(outcome.relation)):
            standing[key].append(outcome)
    marks, found = mark(results), {}
    for report in results.reports:
        others, believed = _neighbours(report), beliefs(report, book.schemas)
        large = _in_large_tables(report)
        for fact in report.facts:
            outcomes = standing[key_of(fact)]
            failing = any(outcome.verdict is Verdict.FAILS for outcome in outcomes)
            if fact.id in large:
                found[key_of(fact)] = Guard(fact, (), (), least, failing, TOO_LARGE)
                continue
            asked = (Witness.of(outcome, fact, rules, believed) for outcome in outcomes)
            witnesses = _together([witness for witness in asked if witness is not None])
            trials = tuple(_tried(change, witnesses) for change in changes(fact.figure, others[fact.id]))
            plausible = (report.path, fact.id) in marks.plausible
            unasked = marks.reason(report, fact) if plausible or not outcomes else ASKED_NOTHING
            found[key_of(fact)] = Guard(
                fact, trials, tuple(witnesses), least, failing, unasked if trials else APART
            )
    return Guards(found)


def _tried(change: Change, witnesses: Sequence[Witness]) -> Trial:
    """A change and the relation that speaks loudest of it, the first of several."""
    best = Trial(change)
    for witness in witnesses:
        severity = witness.spoken(change)
        if severity is not None and (best.severity is None or severity > best.severity):
            best = Trial(change, severity, witness)
        if best.severity is Severity.ERROR:
            break
    return best


def _together(witnesses: Sequence[Witness]) -> list[Witness]:
    """Where a figure stands in several entries of a line, all of them miss with it."""
    count = Counter(one.stake.outcome.relation.group for one in witnesses if one.belief is not None)
    return [one.beside(count[one.stake.outcome.relation.group] - 1) for one in witnesses]


def _in_large_tables(report: Report) -> frozenset[int]:
    """The figures of tables that are not tried."""
    tried = {grid.number for grid in tried_tables(report)}
    return frozenset(
        fact.id for grid in report.grids if grid.number not in tried for fact in grid.facts.values()
    )


def _neighbours(report: Report) -> Mapping[int, Sequence[Figure]]:
    """The figures to the left and right of every cell: what a cell shows that was not brought up to date."""
    found: dict[int, Sequence[Figure]] = defaultdict(tuple)
    for grid in report.grids:
        for (row, col), fact in grid.facts.items():
            near = (grid.facts.get((row, col - 1)), grid.facts.get((row, col + 1)))
            found[fact.id] = [other.figure for other in near if other is not None]
    return found


def _headings(report: Report) -> Sequence[str]:
    """The heading that every block stands under."""
    names, name = [], ""
    for block in report.document.blocks:
        name = block.text.content.strip() if block.level else name
        names.append(name)
    return names


__all__ = ["Guard", "Guards", "Rate", "Standing", "Trial", "guarded"]
