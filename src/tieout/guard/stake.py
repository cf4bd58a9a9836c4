"""What a relation asks of one of its figures: the values for which it holds, and how far another one is."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tieout.equation import Term, Value
from tieout.model import Fact, Outcome, Verdict
from tieout.quantity import Interval, Quantity
from tieout.slip import Change, misprinted

_WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Stake:
    """A figure in a relation: what the others ask of it, and how it is read there."""

    outcome: Outcome
    needed: Value
    term: Term[Fact]
    stated: Fact  # the stated figure of the relation

    @staticmethod
    def of(outcome: Outcome, fact: Fact) -> Stake | None:
        """The stake of a figure in a relation; None where nothing can be worked out for it.

        Bands of a rating scale have no equation: where one ends the next begins, exactly.
        """
        relation, equation = outcome.relation, outcome.relation.equation
        if outcome.verdict is Verdict.NOT_EVALUATED or fact.figure.quantity is None:
            return None
        if relation.shape == "bands" and relation.subject is not None:
            value = Value.exact(fact.figure.amount.value)
            return Stake(outcome, value, Term(fact, value.interval, value.point), relation.subject)
        needed = None if equation is None else equation.solve(fact)
        if equation is None or needed is None:
            return None
        terms = (equation.stated, *equation.terms)
        term = next(term for term in terms if (term.fact.report, term.fact.id) == (fact.report, fact.id))
        return Stake(outcome, needed, term, equation.stated.fact)

    @property
    def own(self) -> bool:
        """Whether the figure is the stated one."""
        return (self.stated.report, self.stated.id) == (self.term.fact.report, self.term.fact.id)

    def holds(self, change: Change) -> bool:
        """Whether the relation still holds when the figure is changed."""
        return self._allowed(change.quantity).meets(self._read(change.quantity))

    def gap(self, change: Change) -> Fraction:
        """How far the changed figure is from the needed one, in its own unit."""
        return abs(change.quantity.value - self.needed.point)

    def close(self, change: Change, part: Fraction) -> bool:
        """Whether the two differ by no more than a part of the larger."""
        return self.gap(change) <= part * max(abs(change.quantity.value), abs(self.needed.point))

    def slipped(self, change: Change) -> bool:
        """Whether the changed figure looks like the needed one misprinted."""
        return misprinted(change.quantity, self.needed.point)

    def halves(self, change: Change) -> tuple[Fraction, Fraction]:
        """Half of what rounding allows for the needed value, and of the changed figure itself."""
        return _half(self._allowed(change.quantity)), _half(self._read(change.quantity))

    def _read(self, changed: Quantity) -> Interval:
        """A changed figure as this relation reads it: with the precision that it gives the printed one."""
        figure, own = self.term.fact.figure, self.term.interval
        printed = figure.amount
        if own == printed.interval and (figure.row is None or own != printed.hedged_strict):
            return changed.interval
        if own == printed.hedged_strict or own.low is None or own.high is None:
            return changed.hedged_strict
        part = self._finer(changed)
        low, high = (changed.value + part * (end - printed.value) for end in (own.low, own.high))
        return Interval(low, high, own.low_closed, own.high_closed)

    def _allowed(self, changed: Quantity) -> Interval:
        """What is needed, narrower where a change shows that a column is printed more finely."""
        part, needed, point = self._finer(changed), self.needed.interval, self.needed.point
        if part == _WHOLE or needed.low is None or needed.high is None:
            return needed
        low, high = (point + part * (end - point) for end in (needed.low, needed.high))
        return Interval(low, high, needed.low_closed, needed.high_closed)

    def _finer(self, changed: Quantity) -> Fraction:
        """What is left of the rounding of a column of which all figures end in zeros but the changed one."""
        own, printed = self.term.interval, self.term.fact.figure.amount
        if own.low is None or own.high is None or self.term.fact.figure.row is None:
            return _WHOLE
        wide, zeros = own.high - own.low, changed.numeral.digits % 10 == 0
        kept = (zeros and changed.quantum == printed.quantum) or wide <= printed.quantum
        return _WHOLE if kept else printed.quantum / wide


def _half(interval: Interval) -> Fraction:
    low, high = interval.low, interval.high
    return Fraction(0) if low is None or high is None else (high - low) / 2
