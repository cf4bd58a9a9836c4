"""Identities between ranges, end by end: a value of 11.00 to 12.50 is 8.5 to 9.6 times the earnings.

The lower end of what is stated belongs to the end of the other range that gives the lower value.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from tieout.equation import Equation, Term, term
from tieout.model import Fact
from tieout.relate.expression import Part, build
from tieout.relate.sameness import ends
from tieout.relate.valuation.named import Named
from tieout.rulebook.book import Identity

_BOTH = (0, 1)  # the lower end and the upper one
Parts = Mapping[str, Part]


def by_ends(identity: Identity, facts: Mapping[str, Named]) -> Equation[Fact] | None:
    """The equation of the ends that miss it, else that of the lower ends; None unless two figures are ranges.

    Args:
        identity: what must hold.
        facts: the figures of its concepts.
    """
    ranges = [name for name, one in facts.items() if one.fact.figure.amount.upper is not None]
    others = [name for name in ranges if name != identity.subject]
    if identity.subject not in ranges or len(others) != 1:
        return None
    sides = [_parts(facts, end) for end in _BOTH]
    values = [_value(identity, parts) for parts in sides]
    if None in values:
        return None
    rises = values[0] is not None and values[1] is not None and values[0] <= values[1]
    equations = [_equation(identity, sides[end], sides[end if rises else 1 - end]) for end in _BOTH]
    return next((one for one in equations if not _holds(one)), equations[0])


def _parts(facts: Mapping[str, Named], end: int) -> Parts:
    """The terms of an identity, each range read as one of its ends."""
    return {name: Part(_term(name, one, end), None) for name, one in facts.items()}


def _term(name: str, one: Named, end: int) -> Term[Fact]:
    role = name.replace("_", " ")
    if one.fact.figure.amount.upper is None:
        return term(one.fact, role, factor=one.factor)
    quantity = ends(one.fact.figure.amount)[end]
    return Term(one.fact, quantity.hedged_strict, quantity.value, role, Fraction(one.factor))


def _value(identity: Identity, parts: Parts) -> Fraction | None:
    computed = _equation(identity, parts, parts).computed()
    return None if computed is None else computed.point


def _equation(identity: Identity, stated: Parts, parts: Parts) -> Equation[Fact]:
    subject = stated[identity.subject].expression
    assert isinstance(subject, Term)
    return Equation(subject, build(identity.expression, parts).expression)


def _holds(equation: Equation[Fact]) -> bool:
    tie = equation.tie()
    return tie is not None and tie.holds
