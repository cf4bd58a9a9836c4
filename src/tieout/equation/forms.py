"""The equations that reports state, by name: total, product, share, change, mean, order ..."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from tieout.equation.expression import Expression, Number, Product, Quotient, Sum, Term
from tieout.equation.mean import WeightedMean
from tieout.equation.powers import Power, Root
from tieout.equation.statement import Equation, Sign
from tieout.equation.value import Printed
from tieout.quantity import Quantity

F = TypeVar("F", bound=Printed)
_ONE = Fraction(1)


def term(fact: F, role: str = "part", *, factor: Fraction | int = 1, strict: bool = False) -> Term[F]:
    """A fact as its figure is printed.

    Args:
        fact: with a quantity.
        role: its part in the equation, for messages.
        factor: what it is multiplied by where it enters: a borrowed scale, -1 for the size of a negative one.
        strict: count every final zero as printed on purpose.

    Raises:
        ValueError: the figure is a date.
    """
    quantity = fact.figure.quantity
    if quantity is None:
        raise ValueError(f"{fact.figure.text!r} is a date, not a quantity")
    return read(fact, quantity, role, factor=factor, strict=strict)


def read(
    fact: F, quantity: Quantity, role: str = "part", *, factor: Fraction | int = 1, strict: bool = False
) -> Term[F]:
    """A fact read as another quantity than its figure's own: without its hedge, with a unit not printed."""
    own = fact.figure.quantity
    if own is None or own.value == quantity.value:
        exactly = quantity.hedged_strict
        whole = _ONE if factor == 1 else Fraction(factor)
        return Term(fact, exactly if strict else quantity.interval, quantity.value, role, whole, exactly)
    borrowed = quantity.value / own.value if own.value else Fraction(1)
    exactly = quantity.hedged_strict.scaled(1 / borrowed)
    interval = exactly if strict else quantity.interval.scaled(1 / borrowed)
    return Term(fact, interval, quantity.value / borrowed, role, factor * borrowed, exactly)


def size(one: Term[F]) -> Term[F]:
    """A term read as its absolute value: a cost printed in brackets."""
    return replace(one, factor=-one.factor) if one.point * one.factor < 0 else one


def total(
    stated: Term[F], parts: Sequence[Expression[F]], weights: Sequence[Fraction | int] = ()
) -> Equation[F]:
    """Weighted parts make a whole."""
    return Equation(stated, added(parts, weights))


def added(parts: Sequence[Expression[F]], weights: Sequence[Fraction | int] = ()) -> Sum[F]:
    """Parts added up, by weights or as they are."""
    return Sum(tuple(parts), tuple(weights) or (1,) * len(parts))


def less(whole: Expression[F], taken: Expression[F]) -> Sum[F]:
    """One thing less another."""
    return Sum((whole, taken), (1, -1))


def product(stated: Term[F], factors: Sequence[Expression[F]], constant: Fraction | int = 1) -> Equation[F]:
    """Factors, and a constant such as the hours of a day, make a product."""
    extra: tuple[Expression[F], ...] = () if constant == 1 else (Number(Fraction(constant)),)
    return Equation(stated, Product((*factors, *extra)))


def quotient(stated: Term[F], above: Expression[F], below: Expression[F]) -> Equation[F]:
    """One over another: a share, a margin, a multiple, an amount per unit."""
    return Equation(stated, Quotient(above, below))


def share_beside(stated: Term[F], part: Expression[F], rest: Expression[F]) -> Equation[F]:
    """The share of a part in itself and the rest: 1 / (1 + rest / part)."""
    one: Number[F] = Number(_ONE)
    return Equation(stated, Quotient(one, Sum((one, Quotient(rest, part)), (_ONE, _ONE))))


def change(stated: Term[F], base: Expression[F], result: Expression[F]) -> Equation[F]:
    """A rate of growth: result / base - 1."""
    return Equation(stated, grown(base, result))


def grown(base: Expression[F], result: Expression[F]) -> Sum[F]:
    """Result / base - 1."""
    return less(Quotient(result, base), Number(_ONE))


def change_of_result(stated: Term[F], step: Expression[F], result: Expression[F], rise: int) -> Equation[F]:
    """A rate whose base is not printed: 1 / (result / step - 1) of a rise, + 1 of a fall (`rise` of -1)."""
    one: Number[F] = Number(_ONE)
    return Equation(stated, Quotient(one, Sum((Quotient(result, step), one), (_ONE, Fraction(-rise)))))


def points(stated: Term[F], base: Expression[F], result: Expression[F]) -> Equation[F]:
    """The difference of two figures: result - base."""
    return Equation(stated, less(result, base))


def compound(stated: Term[F], base: Expression[F], result: Expression[F], years: int) -> Equation[F]:
    """A compound rate: (result / base)^(1/years) - 1."""
    if years == 1:
        return change(stated, base, result)
    return Equation(stated, less(Root(Quotient(result, base), years), Number(_ONE)))


def compounded(stated: Term[F], base: Expression[F], rate: Expression[F], years: int) -> Equation[F]:
    """What a rate makes of a base over years: base × (1 + rate)^years."""
    factor = Sum((Number(_ONE), rate), (_ONE, _ONE))
    return Equation(stated, Product((base, Power(factor, years) if years > 1 else factor)))


def mean(stated: Term[F], parts: Sequence[Expression[F]]) -> Equation[F]:
    """The plain mean of figures."""
    return Equation(stated, Quotient(added(parts), Number(Fraction(len(parts)))))


def weighted_mean(
    stated: Term[F], values: Sequence[Expression[F]], weights: Sequence[Expression[F]]
) -> Equation[F]:
    """The mean of figures by the weights of others."""
    return Equation(stated, WeightedMean(tuple(values), tuple(weights)))


def order(stated: Term[F], sign: Sign, other: Expression[F]) -> Equation[F]:
    """The stated figure stands above or below another."""
    return Equation(stated, other, sign)


def same(stated: Term[F], other: Expression[F]) -> Equation[F]:
    """Two statements of one fact."""
    return Equation(stated, other)
