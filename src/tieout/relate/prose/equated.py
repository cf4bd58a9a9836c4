"""Written equations measured: every side that computes something against the side beside it.

Figures are read with their units; or, because an equation may have its unit on one side only, by their digits
alone. What is written as an equation is claimed as plainly as anything can be: if no reading holds it fails.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from tieout.equation import (
    Equation,
    Expression,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Term,
    read,
)
from tieout.model import Fact, Relation, Report, Severity
from tieout.model.claims import Claim
from tieout.quantity import Hedge, Interval, Numeral, Quantity
from tieout.relate.prose.letter import is_multiple, is_points, kind
from tieout.relate.prose.measure import bare, scale
from tieout.relate.prose.signs import ABOUT
from tieout.relate.prose.written import Chain, Figure, Joined, Node, chains, figures, signs
from tieout.slip import SCALES, Sort, Style, plain, tenfold

_ONE = Fraction(1)
_MOST = 12  # the largest exponent
_CONSTANTS = (1, 100)  # are what they are in any equation
_SMALL = 100  # a smaller whole number in a product is an assumption or a count, and exact
_INVERSE = {"×": "/", "/": "×", "+": "-", "-": "+"}
_PAIR = 2  # sides of a chain of one equation
WRITTEN = "written equation"

Read = Callable[[Fact], Quantity]


class _NoExpressionError(Exception):
    """A side that no expression of figures can say."""


# in a cell: the third column is the first and the second
_OF_COLUMNS = re.compile(
    r"[(（]?\d{1,2}[)）]?\s?[=＝]\s?[(（]?\d{1,2}[)）]?(?:\s?[+＋×*/÷−–-]\s?[(（]?\d{1,2}[)）]?){1,20}"
)


def written_equations(report: Report, *, sums: bool) -> Iterator[Relation]:
    """The equations that sentences write out: the sums and differences, or all others."""
    for sentence in report.sentences:
        names = sentence.row is not None and _OF_COLUMNS.fullmatch(sentence.text.strip()) is not None
        for chain in () if names else chains(sentence):
            for claims, side in _claims(chain):
                if _adds(side) is sums:
                    found = _relation(claims, side, about=ABOUT in chain.signs)
                    if found is not None:
                        yield found if len(chain.sides) > _PAIR else _with_culprit(found)


def _claims(chain: Chain) -> Iterator[tuple[Sequence[Fact], Node]]:
    """What a chain says: sides that compute, each with the figures that may be its result, the likeliest
    first.

    The result of a side is the figure that stands alone nearest to it; one that opens the next side may be
    it as well: 12 × 3 = 36 × 2 = 72.
    """
    sides = chain.sides
    alone = [place for place, side in enumerate(sides) if isinstance(side, Figure) and side.fact is not None]
    for place, side in enumerate(sides):
        if not isinstance(side, Joined):
            continue
        results = [sides[near] for near in sorted(alone, key=lambda near: (abs(near - place), -near))[:1]]
        results += [_opening(after) for after in sides[place + 1 : place + 2] if isinstance(after, Joined)]
        facts = [figure.fact for figure in results if isinstance(figure, Figure) and figure.fact is not None]
        if alone:
            yield facts, side
        elif place + 1 < len(sides) and (turned := _turned(side, sides[place + 1])) is not None:
            yield turned


def _opening(side: Node) -> Node:
    """The figure that a side opens with."""
    return _opening(side.left) if isinstance(side, Joined) else side


def _turned(left: Joined, right: Node) -> tuple[Sequence[Fact], Node] | None:
    """Two sides that compute, without a result: the first figure of the one is what the others leave."""
    if not isinstance(left.left, Figure) or left.left.fact is None or left.sign not in _INVERSE:
        return None
    return [left.left.fact], Joined(_INVERSE[left.sign], right, left.right)


def _adds(side: Node) -> bool:
    return set(signs(side)) <= {"+", "-"}


def _shape(stated: Fact, side: Node) -> str:
    said = set(signs(side))
    if said <= {"+", "-"}:
        return "prose"
    if "/" not in said:
        return "product"
    return "share" if kind(stated.figure.amount) == "P" else "multiple"


def _relation(claims: Sequence[Fact], side: Node, *, about: bool) -> Relation | None:
    """The reading of a side that holds, else the likeliest; None where it is no equation of these figures."""
    facts = [figure.fact for figure in figures(side) if figure.fact is not None]
    if not facts or any(fact.figure.amount.upper is not None for fact in (*claims, *facts)):
        return None
    if _adds(side) and _algebra(facts):
        return None
    tried = [
        equation
        for stated in claims
        if stated not in facts and not _of_nothing(stated, side, facts)
        for way in _ways(stated, facts)
        if (equation := _equation(stated, side, facts, way, about)) is not None
    ]
    if not tried:
        return None
    chosen = next((each for each in tried if each.holds), None)
    finer = _adds(side) and _finer(chosen)
    chosen = chosen or _elsewhere(claims[0], side, facts, about=about) or tried[0]
    cap = Severity.ERROR
    kind_name, shape = ("total" if _adds(side) else "formula"), _shape(chosen.stated.fact, side)
    if finer and not (exact := _exactly(chosen)).holds:
        chosen, cap = exact, Severity.WARNING
    relation = Relation.of(chosen, kind=kind_name, shape=shape, cap=cap)
    return replace(relation, claim=Claim(words=(WRITTEN,), reading=chosen.text(), tried=len(tried) - 1))


def _finer(equation: Equation[Fact] | None) -> bool:
    """Whether a sum is printed to more places than one of its terms: 1.0 + 0.057 = 1.057 means 1.0."""
    if equation is None:
        return False
    quanta = [term.fact.figure.amount.quantum for term in equation.terms]
    return equation.stated.fact.figure.amount.quantum < max(quanta)


def _exactly(equation: Equation[Fact]) -> Equation[Fact]:
    """A sum with its terms exactly as they are printed."""
    assert isinstance(equation.side, Sum)
    parts = tuple(
        replace(part, interval=Interval.point(part.point)) if isinstance(part, Term) else part
        for part in equation.side.parts
    )
    return Equation(equation.stated, Sum(parts, equation.side.weights))


def _algebra(facts: Sequence[Fact]) -> bool:
    """Whether x stands for an unknown: multiples are added to what are none (5x + 5y, 135 + 8x)."""
    return len({is_multiple(fact.figure.amount.unit) for fact in facts}) > 1


def _of_nothing(stated: Fact, side: Node, facts: Sequence[Fact]) -> bool:
    """Whether percentages are said to be a sum of what are none: 20-24 CAGR = 17.4% has years before it."""
    return (
        _adds(side) and kind(stated.figure.amount) == "P" and all(kind(f.figure.amount) != "P" for f in facts)
    )


def _with_culprit(found: Relation) -> Relation:
    """A product or quotient that fails: its terms come from elsewhere, its result was computed here."""
    if found.kind == "total" or found.tie is None or found.tie.holds or found.subject is None:
        return found
    figure, computed = found.subject.figure, found.computed
    style = Style.of(figure)
    if style is None or computed is None:
        return found
    shifted = bare(figure.amount) and tenfold(figure.amount.value, computed)
    text = plain(computed, figure.amount) if shifted else style.value(computed)
    cause = Sort.TENFOLD.value if shifted else ""
    return replace(found, culprit=found.subject, cause=cause, suggestion=text)


def _ways(stated: Fact, facts: list[Fact]) -> list[Read]:
    """How the figures may be read, the way that the words favour first."""
    printed = [_numbers, _digits_and_parts, _digits]
    owners = [fact for fact in facts if not bare(fact.figure.amount) or scale(fact)]
    multiples = all(is_multiple(fact.figure.amount.unit) for fact in owners)
    own = stated.figure.amount
    if (not owners or multiples) and (own.unit.powers or scale(stated)):
        return [_digits_and_parts, _digits, _own]
    return [_own, *printed]


def _own(fact: Fact) -> Quantity:
    return fact.figure.amount


def _numbers(fact: Fact) -> Quantity:
    """The number with its scale word, without its unit: days × 24."""
    quantity = fact.figure.amount
    return replace(quantity, unit=replace(quantity.unit, factor=_ONE)) if quantity.unit.powers else quantity


def _digits(fact: Fact) -> Quantity:
    """The digits alone, without unit and scale word."""
    quantity = fact.figure.amount
    numeral = Numeral(quantity.numeral.digits, quantity.numeral.exponent - scale(fact))
    return replace(quantity, numeral=numeral, unit=replace(quantity.unit, powers=(), factor=_ONE))


def _digits_and_parts(fact: Fact) -> Quantity:
    """The digits alone; but percentages stay what they are."""
    unit = fact.figure.amount.unit
    return _own(fact) if unit.factor < 1 and (not unit.powers or is_points(unit)) else _digits(fact)


def _elsewhere(stated: Fact, side: Node, facts: list[Fact], *, about: bool) -> Equation[Fact] | None:
    """The equation in a scale that is said elsewhere, if it holds: 9,200 × 40 = 368B, counted in millions."""
    equation = _equation(stated, side, facts, _own, about)
    if equation is None or any(scale(fact) for fact in facts) or not scale(stated):
        return None
    for power in SCALES:
        moved = Equation(equation.stated, Product((equation.side, Number(Fraction(power)))))
        if moved.holds:
            return moved
    return None


def _equation(stated: Fact, side: Node, facts: list[Fact], way: Read, about: bool) -> Equation[Fact] | None:
    """The equation as it is read; None where no expression can say it."""
    result = way(stated)
    whole = all(_is_whole(fact.figure.amount) for fact in (stated, *facts))

    def operand(fact: Fact) -> Quantity:
        quantity = way(fact)
        digits = quantity.numeral.digits
        small = _is_whole(quantity) and digits < _SMALL
        exact = whole or (small and "/" not in signs(side)) or (_is_whole(quantity) and digits in _CONSTANTS)
        return _one_by_one(quantity) if exact else quantity

    if about and result.hedge is None:
        result = replace(result, hedge=Hedge.ABOUT)
    try:
        expression = _expression(side, operand)
    except _NoExpressionError:
        return None
    equation = Equation(read(stated, _one_by_one(result) if whole else result, "result"), expression)
    return None if equation.tie() is None else equation


def _is_whole(quantity: Quantity) -> bool:
    """Whether a figure may be a number of things, which nobody rounds; or an assumption."""
    plain = quantity.numeral.exponent == 0 and quantity.numeral.decimals == 0
    return plain and quantity.hedge is None and kind(quantity) in "AZ"


def _one_by_one(quantity: Quantity) -> Quantity:
    """A quantity as a number of things; final zeros of a result may still be rounded."""
    return replace(quantity, unit=replace(quantity.unit, counts=True))


def _expression(node: Node, way: Read) -> Expression[Fact]:
    """A side as an expression, every figure as exact as it is printed."""
    if isinstance(node, Figure):
        if node.fact is None:
            return Number(node.value)
        return read(node.fact, way(node.fact), strict=True)
    if node.sign == "^":
        return _power(node, way)
    left, right = _expression(node.left, way), _expression(node.right, way)
    if node.sign == "×":
        return Product((*(left.factors if isinstance(left, Product) else (left,)), right))
    if node.sign == "/":
        return Quotient(left, right)
    parts, weights = (left.parts, left.weights) if isinstance(left, Sum) else ((left,), (1,))
    return Sum((*parts, right), (*weights, 1 if node.sign == "+" else -1))


def _power(node: Joined, way: Read) -> Expression[Fact]:
    """A whole power, or a root written as a broken one."""
    base, exponent = _expression(node.left, way), _constant(node.right)
    degree = max(exponent.numerator, exponent.denominator)
    if min(exponent.numerator, exponent.denominator) != 1 or degree > _MOST:
        raise _NoExpressionError
    if degree == 1:
        return base
    return Power(base, degree) if exponent > 1 else Root(base, degree)


def _constant(node: Node) -> Fraction:
    """An exponent as printed: 3, 1/2."""
    if isinstance(node, Figure):
        return node.value if node.fact is None else node.fact.figure.amount.value
    if node.sign != "/" or not _constant(node.right):
        raise _NoExpressionError
    return _constant(node.left) / _constant(node.right)
