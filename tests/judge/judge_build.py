"""Hand-made relations: printed figures in, relations measured as the kinds measure them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from printed_facts import fact

from tieout.model import Evidence, Fact, Operand, Relation
from tieout.quantity import Interval, compare

__all__ = ["fact", "growth", "product", "same", "total"]


def total(
    subject: Fact,
    parts: Sequence[Fact],
    weights: Sequence[int] = (),
    rule: str = "arithmetic/total-equals-parts",
) -> Relation:
    """A footing."""
    signs = weights or [1] * len(parts)
    operands = tuple(Operand(part, "part", sign) for part, sign in zip(parts, signs, strict=True))
    computed = Interval.point(0)
    value = Fraction(0)
    for operand in operands:
        computed = computed + operand.fact.figure.amount.interval.scaled(operand.weight)
        value += operand.fact.figure.amount.value * operand.weight
    return _relation("total", "footing", subject, operands, computed, value, rule)


def product(subject: Fact, factors: Sequence[Fact], constant: int = 1) -> Relation:
    """A product with a constant."""
    computed, value = Interval.point(constant), Fraction(constant)
    for factor in factors:
        computed, value = computed * factor.figure.amount.interval, value * factor.figure.amount.value
    operands = tuple(Operand(factor, "factor") for factor in factors)
    return _relation("formula", "product", subject, operands, computed, value, "arithmetic/product")


def growth(subject: Fact, base: Fact, result: Fact) -> Relation:
    """A growth rate."""
    one = Interval.point(1)
    computed = result.figure.amount.interval / base.figure.amount.interval - one
    value = result.figure.amount.value / base.figure.amount.value - 1
    operands = (Operand(base, "base"), Operand(result, "result"))
    return _relation("formula", "growth", subject, operands, computed, value, "percentages/growth")


def same(subject: Fact, other: Fact, rule: str = "agreement/text-table") -> Relation:
    """Two statements of one fact."""
    amount = other.figure.amount
    operands = (Operand(other, "other"),)
    return _relation("agree", "text-table", subject, operands, amount.interval, amount.value, rule)


def _relation(
    kind: str,
    shape: str,
    subject: Fact,
    operands: tuple[Operand, ...],
    computed: Interval,
    value: Fraction,
    rule: str,
) -> Relation:
    stated = subject.figure.amount
    return Relation(
        kind,
        shape,
        Evidence.LABELLED,
        f"{' + '.join(o.fact.figure.text for o in operands)} = {subject.figure.text}",
        subject,
        operands,
        compare(stated.interval, stated.value, computed, value),
        value,
        rule=rule,
        report=subject.report,
    )
