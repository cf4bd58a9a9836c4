"""The right side of an identity, as an expression over printed figures, and solved for one of its terms.

Names, numbers, + - * / and brackets; nothing is executed. Units multiply and cancel; sums need one dimension.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from tieout.equation import Expression, Number, Product, Quotient, Sum
from tieout.model import Fact


class UnlikeError(Exception):
    """Quantities of different dimensions met in a sum."""


Powers = tuple[tuple[str, int], ...]


class Part(NamedTuple):
    """An expression and its dimension."""

    expression: Expression[Fact]
    powers: Powers | None  # None: a number that takes any dimension


def build(expression: str, terms: Mapping[str, Part]) -> Part:
    """An expression over these terms.

    Raises:
        UnlikeError: the dimensions do not fit.
    """
    return _built(_parsed(expression), terms)


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


def _built(node: ast.expr, terms: Mapping[str, Part]) -> Part:
    match node:
        case ast.Name(id=name):
            return terms[name]
        case ast.Constant(value=int() | float() as number):
            return Part(Number(Fraction(str(number))), None)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            part = _built(operand, terms)
            return Part(_added((part, -1)), part.powers)
        case ast.UnaryOp(operand=operand):
            return _built(operand, terms)
        case ast.BinOp(left=left, op=op, right=right):
            return _combined(op, _built(left, terms), _built(right, terms))
    raise UnlikeError(f"cannot evaluate {ast.unparse(node)}")


def _combined(op: ast.operator, a: Part, b: Part) -> Part:
    match op:
        case ast.Add():
            return Part(_added((a, 1), (b, 1)), _like(a, b))
        case ast.Sub():
            return Part(_added((a, 1), (b, -1)), _like(a, b))
        case ast.Mult():
            return Part(Product((a.expression, b.expression)), _product(a.powers, b.powers, 1))
        case _:
            return Part(Quotient(a.expression, b.expression), _product(a.powers, b.powers, -1))


def _added(*signed: tuple[Part, int]) -> Sum[Fact]:
    """Parts with their signs in one sum, however they are bracketed."""
    flat: list[tuple[Expression[Fact], Fraction | int]] = []
    for part, sign in signed:
        if isinstance(part.expression, Sum):
            weights = (sign * weight for weight in part.expression.weights)
            flat += zip(part.expression.parts, weights, strict=True)
        else:
            flat.append((part.expression, sign))
    return Sum(tuple(part for part, _ in flat), tuple(weight for _, weight in flat))


def _like(a: Part, b: Part) -> Powers | None:
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
