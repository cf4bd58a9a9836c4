"""The same expression with another figure in the place of one of its own."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TypeVar

from tieout.equation.expression import Expression, Term
from tieout.equation.value import Key, Printed

F = TypeVar("F", bound=Printed)


def substituted(expression: Expression[F], key: Key, term: Term[F]) -> Expression[F]:
    """An expression in which a term stands for the figure of this key; the same where it does not occur."""
    if isinstance(expression, Term):
        return term if expression.key == key else expression
    changed: dict[str, object] = {}
    for field in fields(expression):  # type: ignore[arg-type]
        value = getattr(expression, field.name)
        if isinstance(value, Expression):
            changed[field.name] = substituted(value, key, term)
        elif isinstance(value, tuple) and any(isinstance(part, Expression) for part in value):
            changed[field.name] = tuple(substituted(part, key, term) for part in value)
    return replace(expression, **changed) if changed else expression  # type: ignore[type-var]
