"""Kind `contradict`: two reports state one fact, and the statements must agree.

Facts are grouped by everything that makes them one fact, in one pass over all facts; a missing attribute is
no wildcard. Forecasts and targets are opinions and not compared. How bad a disagreement is depends on the
sources: different ones named, a note; none named, a warning; the same one, an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tieout.lexicon import WordList
from tieout.model import Evidence, Fact, Relation, Report, Severity, Status
from tieout.relate.kind import Kind
from tieout.relate.sameness import Key, Pair, attributes, pairs, timeless, told_twice
from tieout.rulebook.book import Rule, Schemas
from tieout.rulebook.kinds import SHAPES
from tieout.slip import misprinted

FARTHEST = 2  # times; values further apart are rather two facts than one


@dataclass(frozen=True, slots=True)
class Comparable:
    """Which facts take part: concepts without a period must be of the timeless ones."""

    timeless: frozenset[str]
    opinions: frozenset[str]

    def key(self, fact: Fact) -> Key | None:
        """What must be equal, or None where too little is known of the fact to compare it."""
        if fact.concept is None or fact.entity is None or fact.status is not Status.ACTUAL:
            return None
        if fact.concept in self.opinions:
            return None
        if fact.period is None and fact.concept not in self.timeless:
            return None
        return attributes(fact, self.timeless)


def find(reports: Sequence[Report], schemas: Schemas, rules: Sequence[Rule]) -> Iterator[Relation]:
    """Find facts stated in two reports or more."""
    opinions = frozenset(schemas.lexicon.words(WordList.OPINIONS))
    comparable = Comparable(timeless(schemas), opinions)
    groups: dict[Key, list[Fact]] = {}
    for report in reports:
        for fact in report.facts:
            key = comparable.key(fact)
            if key is not None:
                groups.setdefault(key, []).append(fact)
    for key in groups:
        group = groups[key]
        if len({fact.report for fact in group}) > 1:
            yield from _across(group)


def _across(group: Sequence[Fact]) -> Iterator[Relation]:
    """Relations between reports; a report at odds with itself is no witness."""
    by_report: dict[str, list[Fact]] = {}
    for fact in group:
        by_report.setdefault(fact.report, []).append(fact)
    witnesses: list[Fact] = []
    for facts in by_report.values():
        own = list(pairs(facts))
        if len(facts) == 1 or (own and all(pair.tie.holds for pair in own)):
            witnesses.append(min(facts, key=_coarse))
    yield from (_relation(pair) for pair in pairs(witnesses) if pair.fact.report != pair.reference.report)


def _relation(pair: Pair) -> Relation:
    fact, reference = pair.fact, pair.reference
    sources = (fact.source, reference.source)
    cap = Severity.WARNING
    if None not in sources:
        cap = Severity.ERROR if sources[0] == sources[1] else Severity.NOTE
    elif _far(fact, reference):
        cap = Severity.NOTE
    return told_twice(
        fact, reference, pair.tie, kind="contradict", shape="fact", role="other report",
        evidence=Evidence.STATED, cap=cap,
    )  # fmt: skip


def _far(a: Fact, b: Fact) -> bool:
    if a.figure.quantity is None or b.figure.quantity is None:
        return False
    if misprinted(a.figure.quantity, b.figure.amount.value) or misprinted(
        b.figure.quantity, a.figure.amount.value
    ):
        return False
    low, high = sorted((abs(a.figure.amount.value), abs(b.figure.amount.value)))
    return low * FARTHEST < high


def _coarse(fact: Fact) -> tuple[Fraction, int]:
    quantity = fact.figure.quantity
    if quantity is not None:
        return quantity.quantum, fact.id
    dates = fact.figure.dates
    return Fraction(dates.last - dates.first if dates is not None else 0), fact.id


KIND = Kind("contradict", SHAPES["contradict"], across=find)
