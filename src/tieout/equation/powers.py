"""Powers and roots of whole degrees: growth that compounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tieout.equation.expression import RAISED, Expression, F, Term
from tieout.equation.value import Key, Value


@dataclass(frozen=True, slots=True)
class Power(Expression[F]):
    """Raised to a whole power, of what is not below zero."""

    base: Expression[F]
    exponent: int
    binds = RAISED

    def value(self, *, strict: bool = False) -> Value:
        """The power."""
        return self.base.value(strict=strict).power(self.exponent)

    def terms(self) -> Iterator[Term[F]]:
        """Those of the base."""
        return self.base.terms()

    def text(self) -> str:
        """With the exponent behind it."""
        return f"{self.base.within(RAISED)}^{self.exponent}"

    def solve(self, key: Key, wanted: Value) -> Value:
        """Draw the root."""
        return self.base.solve(key, wanted.root(self.exponent))


@dataclass(frozen=True, slots=True)
class Root(Expression[F]):
    """The root of a whole degree, of what is not below zero."""

    base: Expression[F]
    degree: int
    binds = RAISED

    def value(self, *, strict: bool = False) -> Value:
        """The root."""
        return self.base.value(strict=strict).root(self.degree)

    def terms(self) -> Iterator[Term[F]]:
        """Those of what the root is of."""
        return self.base.terms()

    def text(self) -> str:
        """As a broken power."""
        return f"{self.base.within(RAISED)}^(1/{self.degree})"

    def solve(self, key: Key, wanted: Value) -> Value:
        """Raise to the power."""
        return self.base.solve(key, wanted.power(self.degree))
