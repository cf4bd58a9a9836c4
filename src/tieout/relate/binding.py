"""Which facts an identity's concepts are bound to: those of one line of a table, or of one subject in prose.

Facts are bound together only if entity, period, status and basis are equal. Scopes may differ in so far
as one is empty: a figure of the whole next to one of a stage is a looser binding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product

from tieout.equation import Equation, Term, term
from tieout.extract.concepts import AMOUNT, ANY_CURRENCY, anonymous, is_currency
from tieout.model import Evidence, Fact, Relation, Severity
from tieout.quantity import PERCENT, PLAIN, Quantity, Tie
from tieout.relate.expression import Part, Powers, UnlikeError, build, solve
from tieout.rulebook.book import Concept, Identity

MOST_COMBINATIONS = 64
MOST_PRINTINGS = 6
_LABELS = 3
IDLE_SCOPES = frozenset({"basic", "diluted"})


@dataclass(frozen=True, slots=True)
class Bound:
    """An identity with a fact for each concept, what it says of them, and the tie that came out of it."""

    identity: Identity
    facts: Mapping[str, Fact]
    equation: Equation[Fact]
    tie: Tie

    @property
    def computed(self) -> Fraction:
        """What the subject should be."""
        computed = self.equation.computed()
        return Fraction(0) if computed is None else computed.point

    @property
    def subject(self) -> Fact:
        """The fact on the left side."""
        return self.facts[self.identity.subject]

    @property
    def strict(self) -> bool:
        """Whether all facts have one scope."""
        return len({narrow(fact) for fact in self.facts.values()}) == 1


def narrow(fact: Fact) -> tuple[str, ...]:
    """The scope of a fact as far as it matters inside an identity."""
    return tuple(scope for scope in fact.scope if scope not in IDLE_SCOPES)


def bindings(
    identity: Identity, facts: Mapping[str, Sequence[Fact]], concepts: Mapping[str, Concept]
) -> Iterator[Bound]:
    """Every way to bind an identity to these facts, looser ones included."""
    names = (identity.subject, *identity.concepts)
    if any(name not in facts for name in names):
        return
    choices = [distinct(facts[name])[:MOST_PRINTINGS] for name in names]
    for chosen in islice(product(*choices), MOST_COMBINATIONS):
        scopes = {narrow(fact) for fact in chosen} - {()}
        if len(scopes) > 1:
            continue
        bound = measured(identity, dict(zip(names, chosen, strict=True)), concepts)
        if bound is not None:
            yield bound


def measured(identity: Identity, facts: Mapping[str, Fact], concepts: Mapping[str, Concept]) -> Bound | None:
    """The identity over these facts; None where units do not fit or a divisor may be zero.

    Costs are printed as positive numbers or in brackets: where a term is taken away, its size counts.
    """
    powers = _dimensions(facts, concepts)
    best: Bound | None = None
    for factors in _factors(identity, facts, concepts):
        terms = {
            name: Part(term(fact, name.replace("_", " "), factor=factors.get(name, 1)), powers[name])
            for name, fact in facts.items()
        }
        try:
            side = build(identity.expression, terms)
        except UnlikeError:
            return None
        stated = terms[identity.subject]
        if None not in (side.powers, stated.powers) and side.powers != stated.powers:
            return None
        assert isinstance(stated.expression, Term)
        equation = Equation(stated.expression, side.expression)
        tie = equation.tie()
        if tie is None:
            return None
        if best is None or (tie.holds, -tie.gap) > (best.tie.holds, -best.tie.gap):
            best = Bound(identity, facts, equation, tie)
    return best


def solved(bound: Bound, name: str, concepts: Mapping[str, Concept]) -> Bound | None:
    """The same equation turned round, so that the fact of this concept is the stated side."""
    identity = bound.identity
    if name == identity.subject:
        return bound
    expression = solve(identity.subject, identity.expression, name)
    if expression is None:
        return None
    others = tuple(other for other in (identity.subject, *identity.concepts) if other != name)
    return measured(Identity(identity.name, name, expression, others), bound.facts, concepts)


def _dimensions(facts: Mapping[str, Fact], concepts: Mapping[str, Concept]) -> dict[str, Powers | None]:
    """The dimension of every figure: that of its concept where it does not say its own.

    The currency is often printed on the first line alone: it is that of the others.
    """
    said = {
        base for fact in facts.values() for base, _ in fact.figure.amount.unit.powers if is_currency(base)
    }
    currency = said.pop() if len(said) == 1 else None
    return {
        name: _dimension(fact.figure.amount, concepts[name].powers, currency) for name, fact in facts.items()
    }


def _dimension(quantity: Quantity, powers: Powers | None, currency: str | None) -> Powers | None:
    own = quantity.unit.powers
    if powers in (None, AMOUNT) or anonymous(own) == tuple(sorted(powers or ())):
        return own
    if any(base == ANY_CURRENCY for base, _ in powers):
        if own or currency is None:
            return None
        return tuple(sorted((currency if base == ANY_CURRENCY else base, power) for base, power in powers))
    return powers


def distinct(facts: Sequence[Fact]) -> list[Fact]:
    """One fact of each way of printing, the most precise first."""
    kept: dict[object, Fact] = {}
    for fact in facts:
        quantity = fact.figure.quantity
        if quantity is not None:
            kept.setdefault((quantity.value, quantity.quantum, quantity.hedge, fact.scope), fact)
    return sorted(kept.values(), key=lambda fact: (fact.figure.amount.quantum, fact.id))


def _is_benefit(fact: Fact) -> bool:
    """Whether a row may be printed with either sign: Benefit from (provision for) income taxes."""
    return any("benefit" in text.lower() for text in fact.label[-_LABELS:])


def _factors(
    identity: Identity, facts: Mapping[str, Fact], concepts: Mapping[str, Concept]
) -> Iterator[Mapping[str, Fraction]]:
    """The terms as printed; where one is subtracted and printed negative, with its size; a share in per cent.

    The sign of per cent may stand in the caption, for all rows that are ratios: (million, %).
    """
    yield {}
    turned = {
        name: Fraction(-1)
        for name, fact in facts.items()
        if f"- {name}" in identity.expression and (fact.figure.amount.value < 0 or _is_benefit(fact))
    }
    if turned:
        yield turned
    if facts[identity.subject].figure.amount.unit == PLAIN and concepts[identity.subject].powers == ():
        yield {**turned, identity.subject: PERCENT.factor}


def relation(bound: Bound, cap: Severity, group: str = "", reason: str = "") -> Relation:
    """The relation that a bound identity is."""
    made = Relation.of(
        bound.equation,
        kind="formula",
        shape="identity",
        evidence=Evidence.DECLARED,
        expression=_expression(bound),
        reason=reason,
        cap=cap,
        group=group,
    )
    return replace(made, identity=bound.identity.name)


def _expression(bound: Bound) -> str:
    """The equation with the figures as printed."""
    text = bound.identity.expression
    for name in sorted(bound.identity.concepts, key=len, reverse=True):
        text = text.replace(name, bound.facts[name].figure.text)
    return f"{bound.subject.figure.text} = {text}"
