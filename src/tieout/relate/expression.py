"""The right side of an identity, evaluated over exact quantities with units, and solved for one of its terms.

Names, numbers, + - * / and brackets; nothing is executed. An interval is the image of the printed
intervals; a value is that of the figures as printed. Units multiply and cancel; sums need one dimension.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from tieout.quantity import Interval, Quantity


class UnlikeError(Exception):
    """Quantities of different dimensions met in a sum, or a divisor may be zero."""


Powers = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A quantity in base units: what it may be, what is printed, its dimension."""

    interval: Interval
    value: Fraction
    powers: Powers | None  # None: a number that takes any dimension

    @staticmethod
    def of(quantity: Quantity, powers: Powers | None) -> Term:
        """A printed quantity; `powers` is its dimension, which the figure itself may leave unsaid."""
        return Term(quantity.interval, quantity.value, powers)

    def negated(self) -> Term:
        """The same with the sign changed."""
        return Term(-self.interval, -self.value, self.powers)


def evaluate(expression: str, terms: Mapping[str, Term]) -> Term:
    """The value of an expression.

    Raises:
        UnlikeError: the dimensions do not fit, or a divisor may be zero.
    """
    return _evaluate(_parsed(expression), terms)


def solve(subject: str, expression: str, unknown: str) -> str | None:
    """The expression that gives one term of `subject = expression` from all the others.

    None where the term occurs more than once.
    """
    tree = _parsed(expression)
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    if names.count(unknown) != 1:
        return None
    solved = subject
    node: ast.expr = tree
    while not isinstance(node, ast.Name):
        if isinstance(node, ast.UnaryOp):
            solved, node = f"-({solved})", node.operand
            continue
        assert isinstance(node, ast.BinOp)
        left, right = ast.unparse(node.left), ast.unparse(node.right)
        in_left = any(isinstance(n, ast.Name) and n.id == unknown for n in ast.walk(node.left))
        solved = _inverted(node.op, solved, right if in_left else left, in_left=in_left)
        node = node.left if in_left else node.right
    return solved


def _inverted(op: ast.operator, result: str, other: str, *, in_left: bool) -> str:
    match op:
        case ast.Add():
            return f"({result}) - ({other})"
        case ast.Sub():
            return f"({result}) + ({other})" if in_left else f"({other}) - ({result})"
        case ast.Mult():
            return f"({result}) / ({other})"
        case _:
            return f"({result}) * ({other})" if in_left else f"({other}) / ({result})"


@lru_cache(maxsize=4096)
def _parsed(expression: str) -> ast.expr:
    return ast.parse(expression, mode="eval").body


def _evaluate(node: ast.expr, terms: Mapping[str, Term]) -> Term:
    match node:
        case ast.Name(id=name):
            return terms[name]
        case ast.Constant(value=int() | float() as number):
            value = Fraction(str(number))
            return Term(Interval.point(value), value, None)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _evaluate(operand, terms).negated()
        case ast.UnaryOp(operand=operand):
            return _evaluate(operand, terms)
        case ast.BinOp(left=left, op=op, right=right):
            return _combined(op, _evaluate(left, terms), _evaluate(right, terms))
    raise UnlikeError(f"cannot evaluate {ast.unparse(node)}")


def _combined(op: ast.operator, a: Term, b: Term) -> Term:
    match op:
        case ast.Add():
            return Term(a.interval + b.interval, a.value + b.value, _like(a, b))
        case ast.Sub():
            return Term(a.interval - b.interval, a.value - b.value, _like(a, b))
        case ast.Mult():
            return Term(a.interval * b.interval, a.value * b.value, _product(a.powers, b.powers, 1))
        case _:
            if b.value == 0 or b.interval.holds_zero():
                raise UnlikeError("the divisor may be zero")
            return Term(a.interval / b.interval, a.value / b.value, _product(a.powers, b.powers, -1))


def _like(a: Term, b: Term) -> Powers | None:
    """The common dimension of a sum; a constant counts as a share of one: x / y - 1."""
    if a.powers is None or b.powers is None:
        known = a.powers if b.powers is None else b.powers
        if known:
            raise UnlikeError("a number without unit is added to a quantity")
        return known
    if a.powers != b.powers:
        raise UnlikeError("terms of a sum have different dimensions")
    return a.powers


def _product(a: Powers | None, b: Powers | None, sign: int) -> Powers | None:
    if a is None and b is None:
        return None
    powers = dict(a or ())
    for base, power in b or ():
        powers[base] = powers.get(base, 0) + sign * power
    return tuple(sorted((base, power) for base, power in powers.items() if power))
