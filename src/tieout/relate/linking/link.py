"""A figure of the text and what the cells of a table say of it."""

from __future__ import annotations

from dataclasses import dataclass

from tieout.equation import Equation
from tieout.model import Evidence, Fact, Relation, Severity
from tieout.quantity import Tie
from tieout.relate.sameness import Pair


@dataclass(frozen=True, slots=True)
class Linked:
    """A figure of the text, stated in an equation of cells that it must agree with."""

    equation: Equation[Fact]
    tie: Tie
    table: int
    closed: bool = (
        False  # whether the subject is named in full, so that nothing else need speak for the table
    )
    sure: bool = True  # whether the words leave no other cell; if not, a miss is worth a warning at most

    @property
    def fact(self) -> Fact:
        """The figure of the text."""
        return self.equation.stated.fact

    @property
    def cells(self) -> tuple[Fact, ...]:
        """The cells."""
        return self.equation.facts[1:]

    @property
    def pair(self) -> Pair:
        """As a pair of printings."""
        return Pair(self.fact, self.cells[0], self.tie)

    @property
    def cut_off(self) -> bool:
        """Whether the figure is the cell with its last digits cut off, 143 for 143.7, which is no mistake."""
        stated, computed = self.equation.stated, self.equation.computed()
        if self.tie.holds or computed is None:
            return False
        over = abs(computed.point) - abs(stated.point * stated.factor)
        return 0 <= over < self.fact.figure.amount.quantum * abs(stated.factor)

    def relation(self, tied: bool) -> Relation:
        """The relation; `tied` says whether another figure shows that the table is about the same."""
        cap = Severity.ERROR if self.closed or (tied and self.sure) else Severity.WARNING
        return Relation.of(
            self.equation,
            kind="agree",
            shape="text-table",
            evidence=Evidence.LABELLED,
            expression=f"{self.fact.figure.text} = {self.equation.side_text()}",
            cap=Severity.NOTE if self.cut_off else cap,
        )


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A figure whose words name a line of a table, and why it is held against none of its cells."""

    fact: Fact
    reason: str

    def relation(self) -> Relation:
        """The relation, not evaluated."""
        return Relation(
            "agree", "text-table", Evidence.LABELLED, self.fact.figure.text, self.fact, reason=self.reason
        )
