"""A rate of change told twice beside the same amount: 均价 15.12 元，环比上涨 5.3%, again in the conclusion.

The amount, its unit and its time and the words of the change say that both are one fact; then the rates are
one as well, however far they are apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from tieout.model import Evidence, Fact, Relation, Report, Severity
from tieout.relate.sameness import Key, period_key, tie_of, told_twice
from tieout.relate.told_of import Reader, Subject, says_enough
from tieout.slip import distinctive, significant

_SURE = 4  # digits of an amount that is hardly one of two things
_FIGURES = 8  # of a sentence; one with more is a list
Told = tuple[Subject, Fact]


def grown_alike(report: Report, known: Reader) -> Iterator[Relation]:
    """Hold rates of change against the first that is told with the same words of the same amount.

    Args:
        report: with its sentences.
        known: says what figures are of.
    """
    groups: dict[Key, list[Told]] = {}
    for sentence in report.sentences:
        if sentence.row is not None or len(sentence.facts) > _FIGURES:
            continue
        for level, rate, words in known.rates(sentence):
            amount = level.fact.figure.amount
            if distinctive(amount) and says_enough(words):
                key = (amount.value, amount.unit.powers, frozenset(words), level.fact.entity, rate.scope)
                groups.setdefault(key, []).append((level, rate))
    for group in groups.values():
        first = group[0]
        for other in group[1:]:
            if other[0].sentence is not first[0].sentence and not _times_apart(first, other):
                yield _relation(first, other)


def _times_apart(a: Told, b: Told) -> bool:
    """Whether both amounts are told of a time, and of different ones."""
    return len({period_key(level.fact.period) for level, _ in (a, b)} - {None}) > 1


def _relation(first: Told, other: Told) -> Relation:
    (level, reference), (again, rate) = first, other
    sure = significant(level.fact.figure.amount) >= _SURE or bool(level.words & again.words)
    return told_twice(
        rate, reference, tie_of(rate, reference), kind="agree", shape="text", role="stated elsewhere",
        evidence=Evidence.LABELLED, cap=Severity.ERROR if sure else Severity.WARNING,
    )  # fmt: skip
