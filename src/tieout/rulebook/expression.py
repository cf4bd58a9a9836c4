"""Identities: equations between concepts, read through a whitelist and never executed.

`training_cost = gpu_hours * price_per_hour`: one name on the left; names, numbers, + - * / and brackets on
the right.
"""

from __future__ import annotations

import ast
import re

from tieout.wording import say
from tieout.wording.libraries import said_by_library

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
        raise ValueError(say("an identity is written `name = expression`"))
    if len(expression) > _MAX_LENGTH:
        raise ValueError(say("the expression is longer than {most} characters", most=_MAX_LENGTH))
    try:
        tree = ast.parse(expression, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        reason = said_by_library(error.msg if isinstance(error, SyntaxError) else str(error))
        raise ValueError(say("cannot read the expression: {reason}", reason=reason)) from None
    names: dict[str, None] = {}
    _check(tree.body, names)
    if not names:
        raise ValueError(say("the expression names no concept"))
    if subject in names:
        raise ValueError(say("{subject} stands on both sides", subject=repr(subject)))
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
            raise ValueError(say("only names, numbers, + - * / and brackets may be used"))
