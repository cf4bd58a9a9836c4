"""Hand-made relations over printed figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from printed_facts import fact

from tieout import equation
from tieout.equation import Equation, term
from tieout.model import Evidence, Fact, Relation

__all__ = ["fact", "growth", "product", "same", "stating", "total"]


def total(
    subject: Fact,
    parts: Sequence[Fact],
    weights: Sequence[int] = (),
    rule: str = "arithmetic/total-equals-parts",
) -> Relation:
    """A footing."""
    summed = equation.total(term(subject), [term(part) for part in parts], weights)
    return stating(summed, "total", "footing", rule)


def product(subject: Fact, factors: Sequence[Fact], constant: int = 1) -> Relation:
    """A product with a constant."""
    multiplied = equation.product(term(subject), [term(one, "factor") for one in factors], constant)
    return stating(multiplied, "formula", "product", "arithmetic/product")


def growth(subject: Fact, base: Fact, result: Fact) -> Relation:
    """A growth rate."""
    grown = equation.change(term(subject), term(base, "base"), term(result, "result"))
    return stating(grown, "formula", "growth", "percentages/growth")


def same(subject: Fact, other: Fact, rule: str = "agreement/text-table") -> Relation:
    """Two statements of one fact."""
    return stating(equation.same(term(subject), term(other, "other")), "agree", "text-table", rule)


def stating(said: Equation[Fact], kind: str, shape: str, rule: str) -> Relation:
    """The relation that says an equation, of a rule."""
    return replace(Relation.of(said, kind=kind, shape=shape, evidence=Evidence.LABELLED), rule=rule)
