"""One fact told twice in the text: figures whose words say the same thing of them.

What a figure is of is said by the words before it in its clause and by what is counted behind it, link words
and times left out. Two figures with the same words are one fact if nothing tells them apart: another time,
another heading for each, a list, a word of change. How far they are apart says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise

from tieout.extract.periods import months
from tieout.model import BlockKind, Dates, Evidence, Grain, Relation, Report, Sentence, Severity
from tieout.quantity import Quantity, Tie
from tieout.relate.grown_alike import grown_alike
from tieout.relate.sameness import UNLIKE, Key, period_key, tie_of, told_twice
from tieout.relate.told_of import LEAST, Subject, is_count, reader, says_enough
from tieout.rulebook.book import Schemas
from tieout.slip import distinctive, exchanged, significant, slipped

_SURE = 4  # digits of figures that a slip apart are hardly two things
_VARIED = 3  # values that are too many for one fact
_FIGURES = 6  # of a sentence; one with more is a list


def retold(report: Report, schemas: Schemas, done: frozenset[int]) -> Iterator[Relation]:
    """Hold the figures of the text whose words are the same against the first of them.

    Args:
        report: the report.
        schemas: the words in force.
        done: ids of facts that are compared by their attributes already.
    """
    known = reader(schemas)
    same: dict[Key, list[Subject]] = {}
    headed: dict[Key, list[Subject]] = {}
    counted: dict[Key, list[Subject]] = {}
    equal: dict[Key, list[Subject]] = {}
    for sentence in report.sentences:
        if sentence.row is None and sum(f.figure.quantity is not None for f in sentence.facts) <= _FIGURES:
            for subject in known.subjects(sentence):
                if subject.fact.id in done:
                    continue
                value = subject.fact.figure.amount.value
                equal.setdefault((value, *_attributes(subject)), []).append(subject)
                if says_enough(subject.words):
                    same.setdefault((subject.words, *_attributes(subject)), []).append(subject)
                if subject.counted:
                    attributes = (subject.counted, *_attributes(subject))
                    counted.setdefault(attributes, []).append(subject)
                    headed.setdefault((subject.head, *attributes), []).append(subject)
    held: set[frozenset[int]] = set()
    yield from (relation for group in equal.values() for relation in _equal(group, held))
    for groups, told in ((same, _one_slip), (headed, _within), (counted, _referred)):
        for group in groups.values():
            for first, other in _pairs(group, report):
                pair = frozenset({first.fact.id, other.fact.id})
                if pair not in held:
                    held.add(pair)
                    yield from told(first, other)
    yield from grown_alike(report, known)


def _attributes(subject: Subject) -> Key:
    """What must be equal for two figures to be one fact, words apart."""
    fact, unit = subject.fact, subject.fact.figure.amount.unit
    time = period_key(_month_of(fact.period))
    return unit.powers, unit.factor == 1, time, fact.entity, fact.status, fact.basis, fact.scope


def _month_of(period: Dates | None) -> Dates | None:
    """The month that a day ends: what stands at its end is told of the month as well."""
    if period is None or period.grain is not Grain.DAY:
        return period
    last = date.fromordinal(period.last)
    month = months(last.year, last.month)
    return month if month is not None and month.last == period.last else period


def _pairs(group: Sequence[Subject], report: Report) -> Iterator[tuple[Subject, Subject]]:
    """The figures of one subject beside the first; none if they are several things."""
    if len(group) < 2 or len({one.fact.figure.amount.value for one in group}) >= _VARIED:
        return
    if not any(_told_apart(a, b, report) for a, b in combinations(group[:_FIGURES], 2)):
        yield from ((group[0], other) for other in group[1:])


def _one_slip(first: Subject, other: Subject) -> Iterator[Relation]:
    """Figures of the same words that are equal, or a slip apart; others may be two things."""
    a, b = first.fact.figure.amount, other.fact.figure.amount
    tie = tie_of(other.fact, first.fact)
    if tie is None or not (distinctive(a) and distinctive(b)):
        return
    sure = min(significant(a), significant(b)) >= _SURE
    cap = Severity.ERROR if sure else Severity.WARNING
    yield _relation(first, other, tie, cap, one=tie.holds or _slip(a, b))


def _equal(group: Sequence[Subject], held: set[frozenset[int]]) -> Iterator[Relation]:
    """Equal figures of which much the same is said."""
    for first, other in pairwise(group):
        common = first.around & other.around
        tie = tie_of(other.fact, first.fact)
        if tie is None or first.sentence is other.sentence or not distinctive(first.fact.figure.amount):
            continue
        if len(common) >= LEAST and says_enough(common):
            held.add(frozenset({first.fact.id, other.fact.id}))
            yield _relation(first, other, tie, Severity.WARNING, one=True)


def _within(first: Subject, other: Subject) -> Iterator[Relation]:
    """Counts of one thing, of which one is said with all the words of the other: equal, or a slip apart."""
    a, b = first.fact.figure.amount, other.fact.figure.amount
    tie = tie_of(other.fact, first.fact)
    within = first.words <= other.words or other.words <= first.words
    if (
        tie is not None
        and within
        and is_count(a)
        and distinctive(a)
        and distinctive(b)
        and (tie.holds or _slip(a, b))
    ):
        yield _relation(first, other, tie, Severity.WARNING, one=True)


def _referred(first: Subject, other: Subject) -> Iterator[Relation]:
    """A count of things told before: lists 31 deployed tables ... the 59 deployed tables."""
    a, b = first.fact.figure.amount, other.fact.figure.amount
    tie = tie_of(other.fact, first.fact)
    refers = other.definite and not first.definite and says_enough(other.counted)
    if tie is not None and refers and is_count(a) and is_count(b):
        yield _relation(first, other, tie, Severity.WARNING, one=True)


def _slip(a: Quantity, b: Quantity) -> bool:
    """Whether digits are wrong in one place, or stand in another order."""
    return slipped(a, b) or exchanged(a, b)


def _relation(first: Subject, other: Subject, tie: Tie, cap: Severity, *, one: bool) -> Relation:
    relation = told_twice(
        other.fact, first.fact, tie, kind="agree", shape="text", role="stated elsewhere",
        evidence=Evidence.LABELLED, cap=cap,
    )  # fmt: skip
    return relation if one else replace(relation, tie=None, computed=None, reason=UNLIKE)


def _told_apart(a: Subject, b: Subject, report: Report) -> bool:
    """Whether two figures are told side by side, or of other times."""
    if a.sentence is b.sentence:
        return True
    if a.fact.period is None and _times(a.sentence) != _times(b.sentence):
        return True
    blocks = report.document.blocks
    near = range(min(a.sentence.block, b.sentence.block), max(a.sentence.block, b.sentence.block) + 1)
    return len(near) > 1 and all(blocks[at].kind is BlockKind.ITEM for at in near)


def _times(sentence: Sentence) -> frozenset[tuple[int, int]]:
    dates = (fact.figure.dates for fact in sentence.facts)
    return frozenset((one.first, one.last) for one in dates if one is not None)
