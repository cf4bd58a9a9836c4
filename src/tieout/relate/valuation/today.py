"""What a report says of today more than once: its price, its value, its target, on the cover and inside.

All printings are of one company at one day. The one that most agree with is held against the others; one
that is a slip away from it is misprinted. Others may be told of another day, another class of shares.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tieout.lexicon import WordList
from tieout.model import Evidence, Fact, Grain, Relation, Report, Severity
from tieout.quantity import Quantity
from tieout.relate.sameness import Key, ends, period_key, tie_of, told_twice
from tieout.relate.things import is_about_one
from tieout.relate.valuation.named import Named, named
from tieout.rulebook.book import Schemas
from tieout.slip import misprinted, slipped
from tieout.wording import say

OTHERS = say("it may be told of another day or another company")


def of_today(report: Report, schemas: Schemas, done: frozenset[int]) -> Iterator[Relation]:
    """Hold the printings of every figure of today against the one that most of them agree with.

    Args:
        report: with its figures and tables.
        schemas: the concepts that are of now.
        done: ids of facts that are compared by their attributes already.
    """
    now = frozenset(schemas.words[WordList.OF_NOW].words)
    groups: dict[Key, dict[int, Named]] = {}
    for one in named(report, schemas, now):
        if one.concept in now and _is_plain(one):
            groups.setdefault(_key(one), {}).setdefault(one.fact.id, one)
    alone = is_about_one(report)
    for group in groups.values():
        yield from _held(list(group.values()), done, alone=alone)


def _is_plain(one: Named) -> bool:
    """Whether a figure is told of the company of the report and of nothing narrower."""
    fact = one.fact
    quantity = fact.figure.amount
    in_peers = one.line is not None and (one.line[1] != 0 or one.year is not None)
    told = not fact.scope and fact.basis is None and quantity.hedge is None
    return told and not in_peers and (fact.period is None or fact.period.grain in (Grain.DAY, Grain.YEAR))


def _key(one: Named) -> Key:
    amount = one.fact.figure.amount
    return one.concept, amount.unit.powers, amount.upper is None, one.fact.entity


def _held(group: Sequence[Named], done: frozenset[int], *, alone: bool) -> Iterator[Relation]:
    """The printings that do not stand in one place with the best supported one, against it."""
    support = {one.fact.id: sum(_agree(one, other) for other in group) for one in group}
    best = max(group, key=lambda one: (support[one.fact.id], one.sure, -one.fact.id))
    for one in group:
        fact, reference = one.fact, best.fact
        if one is best or fact.id in done or fact.figure.block == reference.figure.block:
            continue
        if _days_apart(fact, reference):
            continue
        yield _relation(one, best, supported=support[reference.id] > 0, alone=alone)


def _agree(a: Named, b: Named) -> bool:
    """Whether two printings of other places give one value."""
    apart = a.fact.figure.block != b.fact.figure.block
    tie = tie_of(a.fact, b.fact)
    return apart and tie is not None and tie.holds


def _days_apart(a: Fact, b: Fact) -> bool:
    """Whether both are told of a time, and of different ones."""
    times = {period_key(fact.period or fact.as_of) for fact in (a, b)} - {None}
    return len(times) > 1


def _relation(one: Named, best: Named, *, supported: bool, alone: bool) -> Relation:
    """Two printings; those that differ speak if one is misprinted, or if lines of their own name both."""
    fact, reference = one.fact, best.fact
    tie = tie_of(fact, reference)
    slip = _is_slip(fact.figure.amount, reference.figure.amount)
    relation = told_twice(
        fact, reference, tie, kind="agree", shape="text", role="stated elsewhere",
        evidence=Evidence.LABELLED, cap=Severity.ERROR if slip and supported else Severity.WARNING,
    )  # fmt: skip
    speaks = (tie is not None and tie.holds) or slip or (alone and one.sure and best.sure)
    return relation if speaks else replace(relation, tie=None, computed=None, reason=OTHERS)


def _is_slip(a: Quantity, b: Quantity) -> bool:
    """Whether one is the other misprinted, in one end if both are ranges."""
    if a.upper is None and b.upper is None:
        return slipped(a, b) or misprinted(a, b.value) or misprinted(b, a.value)
    apart = [pair for pair in zip(ends(a), ends(b), strict=True) if pair[0].value != pair[1].value]
    return a.upper is not None and b.upper is not None and len(apart) == 1 and _is_slip(*apart[0])
