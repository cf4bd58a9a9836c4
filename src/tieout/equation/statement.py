"""What a relation says: a stated figure equals, or is above or below, what other figures give.

It is measured on intervals, written out with the figures as printed, worked through step by step, and solved
for any of its figures; whoever finds, judges or explains it uses the same object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Generic, NamedTuple

from tieout.equation.expression import Expression, F, Number, Sum, Term
from tieout.equation.value import Printed, Value, key_of
from tieout.quantity import Interval, Tie, at_most, compare, decimal_text, grouped
from tieout.wording import joined, say


class Sign(StrEnum):
    """How the stated side stands to the computed one; figures that merely touch are neither `<` nor `>`."""

    EQUAL = "="
    AT_MOST = "<="
    BELOW = "<"
    AT_LEAST = ">="
    ABOVE = ">"


_LOW = frozenset({Sign.AT_MOST, Sign.BELOW})  # the stated side is the lower one
_STRICT = frozenset({Sign.BELOW, Sign.ABOVE})


class Step(NamedTuple, Generic[F]):
    """A line of a worked calculation: its sign, the figure as printed, whose it is (None: computed)."""

    sign: str
    text: str
    fact: F | None = None
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Equation(Generic[F]):
    """`stated` sign `side`."""

    stated: Term[F]
    side: Expression[F]
    sign: Sign = Sign.EQUAL
    _ties: dict[bool, Tie | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def terms(self) -> tuple[Term[F], ...]:
        """The figures of the computed side, in the order of its text."""
        return tuple(self.side.terms())

    @property
    def facts(self) -> tuple[F, ...]:
        """All its figures, the stated one first."""
        return (self.stated.fact, *(term.fact for term in self.side.terms()))

    @property
    def is_sum(self) -> bool:
        """Whether it only adds up figures; such statements are mostly exact as printed."""
        return isinstance(self.side, Sum) and all(
            isinstance(part, Term) or (isinstance(part, Number) and part.interval is not None)
            for part in self.side.parts
        )

    def computed(self, *, strict: bool = False) -> Value | None:
        """What the stated figure has to be, as it is read; None where a divisor may be zero."""
        try:
            return self.side.value(strict=strict).scaled(1 / self.stated.factor)
        except ZeroDivisionError:
            return None

    def tie(self, *, strict: bool = False) -> Tie | None:
        """Gap and slack, in the unit of the stated figure; None where nothing can be said."""
        if strict not in self._ties:
            computed = self.computed(strict=strict)
            self._ties[strict] = None if computed is None else self._measured(computed, strict)
        return self._ties[strict]

    @property
    def holds(self) -> bool:
        """Whether it can be measured and some values within the precision satisfy it."""
        tie = self.tie()
        return tie is not None and tie.holds

    @property
    def fails(self) -> bool:
        """Whether it can be measured and none do."""
        tie = self.tie()
        return tie is not None and not tie.holds

    def _measured(self, computed: Value, strict: bool) -> Tie:
        stated = self.stated.value(strict=strict).scaled(1 / self.stated.factor)
        if self.sign is Sign.EQUAL:
            return compare(stated.interval, stated.point, computed.interval, computed.point)
        low, high = (stated, computed) if self._below else (computed, stated)
        touching = self.sign not in _STRICT
        return at_most(low.interval, low.point, high.interval, high.point, touching=touching)

    @property
    def _below(self) -> bool:
        """Whether the stated side has to be the lower one; a size read of a negative figure turns it."""
        return (self.sign in _LOW) == (self.stated.factor > 0)

    @property
    def grade(self) -> str:
        """`exact`, `rounding`, `unexplained`; or what final zeros must stand for, if it holds by them alone.

        Empty where nothing can be said.
        """
        tie = self.tie()
        if tie is None:
            return ""
        if tie.holds and tie.gap and self._lenient:
            strict = self.tie(strict=True)
            if strict is not None and not strict.holds:
                figures = joined(tuple(self._rounded()), say(" and "))
                return say("only if {figures}", figures=figures)
        return tie.grade

    @property
    def _lenient(self) -> bool:
        """Whether final zeros of any figure are read as rounding."""
        terms = (self.stated, *self.side.terms())
        return any(term.strict is not None and term.strict != term.interval for term in terms)

    def _rounded(self) -> Iterator[str]:
        """What the figures with final zeros stand for: 20 stands for 15 to 25."""
        for term in (self.stated, *self.side.terms()):
            quantity, ends = term.fact.figure.quantity, (term.interval.low, term.interval.high)
            if quantity is None or term.strict in (None, term.interval) or None in ends:
                continue
            low, high = (grouped(decimal_text((end or Fraction(0)) / quantity.unit.factor)) for end in ends)
            yield say("{figure} stands for {low} to {high}", figure=term.fact.figure.text, low=low, high=high)

    def solve(self, fact: Printed) -> Value | None:
        """What a figure has to be for the equation to hold with all others as printed.

        None where it does not occur, occurs twice, or a divisor may be zero.
        """
        key = key_of(fact)
        occurs = (self.stated.key == key) + sum(term.key == key for term in self.side.terms())
        if occurs != 1:
            return None
        try:
            if self.stated.key == key:
                return self._side(self.side.value(), self.sign in _LOW).scaled(1 / self.stated.factor)
            return self.side.solve(key, self._side(self.stated.value(), self.sign not in _LOW))
        except ZeroDivisionError:
            return None

    def _side(self, value: Value, below: bool) -> Value:
        """The value itself, or all that lies below or above it."""
        if self.sign is Sign.EQUAL:
            return value
        low, high = value.interval.low, value.interval.high
        open_ = self.sign in _STRICT
        if below:
            return Value(Interval(None, high, high_closed=not open_), value.point)
        return Value(Interval(low, None, low_closed=not open_), value.point)

    def text(self) -> str:
        """One line with the figures as printed: 411 + 629 = 1,040; 3,575 / 3,210 - 1 = 11.4%."""
        if self.sign is not Sign.EQUAL:
            return f"{self.stated.text()} {self.sign} {self.side.text()}"
        return f"{self.side_text()} = {self.stated.text()}"

    def side_text(self) -> str:
        """The computed side alone; the size of a fall turns its signs round."""
        turned = self.stated.factor < 0 < self.stated.point and isinstance(self.side, Sum)
        return self.side.negated() if turned and isinstance(self.side, Sum) else self.side.text()

    def steps(self, show: Callable[[Fraction], str]) -> Iterator[Step[F]]:
        """The calculation, one figure a line; `show` prints a value the way the stated figure is.

        A sum is its lines; anything else is written out first.
        """
        if self.is_sum:
            assert isinstance(self.side, Sum)
            for number, (part, weight) in enumerate(zip(self.side.parts, self.side.weights, strict=True)):
                if isinstance(part, Term):  # what is no figure only rounds
                    yield Step("-" if weight < 0 else "+" if number else "", part.text(), part.fact)
        else:
            yield from (Step("", term.text(), term.fact) for term in self.terms)
        computed = self.computed() if self.sign is Sign.EQUAL else None
        if computed is not None:
            yield Step("=", show(computed.point))
        yield Step("", self.stated.text(), self.stated.fact, stated=True)


def weights(equation: Equation[F]) -> tuple[int, ...]:
    """The sign of every term where it is added up, else 1."""
    if equation.is_sum and isinstance(equation.side, Sum):
        signed = zip(equation.side.parts, equation.side.weights, strict=True)
        return tuple(-1 if weight < 0 else 1 for part, weight in signed if isinstance(part, Term))
    return (1,) * len(equation.terms)
