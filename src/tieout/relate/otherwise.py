"""Whether a rate of the text that misses what it is taken for is what two other figures beside it come to.

Readers of sentences pair figures by their words, and a paragraph has many. Before a miss is told, all plain
readings of a rate are tried: the share, the growth and the difference in points of any two figures of its
paragraph. One that holds as printed shows that the figure is right and was read wrongly. One of few
digits is what others come to by chance, so fewer are tried for it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

from tieout.model import Evidence, Fact, Relation, Report
from tieout.quantity import PERCENT, Quantity
from tieout.relate.prose.equated import WRITTEN
from tieout.slip import mistyped, significant
from tieout.wording import say

READ_WRONGLY = say("two other figures beside it come to it")
_REACH, _FEW = 14, 4  # figures of the paragraph on either side, and for a figure of few digits
_TOLD = 3  # digits
_KINDS = frozenset({"formula", "total", "comparison", "agree"})  # that readers of sentences find


def unless_read_wrongly(report: Report, relations: Iterable[Relation]) -> Iterator[Relation]:
    """The relations of a report; those that miss are not evaluated where their figure is another result."""
    for relation in relations:
        if _may_be_misread(relation) and _comes_out(report, relation):
            yield replace(relation, tie=None, computed=None, reason=READ_WRONGLY)
        else:
            yield relation


def _may_be_misread(relation: Relation) -> bool:
    """Whether a rate that misses was read from words, and no slip of enough digits explains it.

    What the text writes out, or a schema declares, has one reading.
    """
    rate, computed = relation.subject, relation.computed
    if not relation.fails or rate is None or relation.kind not in _KINDS or rate.figure.row is not None:
        return False
    if relation.evidence is Evidence.DECLARED or (relation.claim and WRITTEN in relation.claim.words):
        return False
    quantity = rate.figure.quantity
    if quantity is None or quantity.unit != PERCENT:
        return False
    return not (computed and significant(quantity) >= _TOLD and mistyped(quantity, computed))


def _comes_out(report: Report, relation: Relation) -> bool:
    """Whether two figures of the paragraph, not both of the relation, come to its figure."""
    subject = relation.subject
    if subject is None:
        return False
    quantity, own = subject.figure.amount, relation.figures
    return any(
        _is_printed(quantity, value)
        for one, other in permutations(_beside(report, subject), 2)
        if not {one.id, other.id} <= own
        for value in _rates(one.figure.amount, other.figure.amount)
    )


def _beside(report: Report, subject: Fact) -> Sequence[Fact]:
    """The amounts and rates around a figure in its paragraph."""
    at = subject.figure.block
    reach = _REACH if significant(subject.figure.amount) >= _TOLD else _FEW
    place = bisect_left(report.facts, subject.id, key=lambda fact: fact.id)
    around = report.facts[max(place - reach, 0) : place + reach + 1]
    return [
        fact
        for fact in around
        if fact.figure.block == at
        and fact.figure.row is None
        and fact.figure.quantity is not None
        and fact.id != subject.id
    ]


def _rates(one: Quantity, other: Quantity) -> Iterator[Fraction]:
    """What two amounts give as a share or a growth rate, two rates in points."""
    if one.unit == PERCENT or other.unit == PERCENT:
        if one.unit == other.unit:
            yield abs(one.value - other.value)
    elif one.unit.same_dimension(other.unit) and other.value:
        share = one.value / other.value
        yield from (share, abs(share - 1))


def _is_printed(quantity: Quantity, value: Fraction) -> bool:
    return abs(value - abs(quantity.value)) * 2 <= quantity.quantum
