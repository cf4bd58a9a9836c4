"""Identities: equations between concepts, read through a whitelist and never executed.

`training_cost = gpu_hours * price_per_hour`: one name on the left; names, numbers, + - * / and brackets on
the right.
"""

from __future__ import annotations

import ast
import re

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_MAX_LENGTH = 500


def read_equation(equation: str) -> tuple[str, str, tuple[str, ...]]:
    """Split an equation into its subject, its expression and the names in the expression.

    Returns:
        Subject, expression and the distinct names in order of appearance.

    Raises:
        ValueError: it is not an equation of the permitted form; the message says why.
    """
    subject, equals, expression = (part.strip() for part in equation.partition("="))
    if not equals or not _NAME.fullmatch(subject):
        raise ValueError("an identity is written `name = expression`")
    if len(expression) > _MAX_LENGTH:
        raise ValueError(f"the expression is longer than {_MAX_LENGTH} characters")
    try:
        tree = ast.parse(expression, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        reason = error.msg if isinstance(error, SyntaxError) else error
        raise ValueError(f"cannot read the expression: {reason}") from None
    names: dict[str, None] = {}
    _check(tree.body, names)
    if not names:
        raise ValueError("the expression names no concept")
    if subject in names:
        raise ValueError(f"{subject!r} stands on both sides")
    return subject, expression, tuple(names)


def _check(node: ast.expr, names: dict[str, None]) -> None:
    match node:
        case ast.Name(id=name):
            names[name] = None
        case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
            return
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), right=right):
            _check(left, names)
            _check(right, names)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            _check(operand, names)
        case _:
            raise ValueError("only names, numbers, + - * / and brackets may be used")
