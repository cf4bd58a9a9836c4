"""A figure of the text and what the cells of a table say of it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tieout.model import Evidence, Fact, Operand, Relation, Severity
from tieout.quantity import Tie
from tieout.relate.sameness import Pair


@dataclass(frozen=True, slots=True)
class Linked:
    """A figure of the text and the cells that it must agree with.

    `computed` is what the cells give, by the arithmetic that `form` shows with their texts filled in.
    """

    fact: Fact
    cells: tuple[Fact, ...]
    tie: Tie
    computed: Fraction
    table: int
    form: str = "{0}"
    sure: bool = True  # whether the words leave no other cell; if not, a miss is worth a warning at most

    @property
    def pair(self) -> Pair:
        """As a pair of printings."""
        return Pair(self.fact, self.cells[0], self.tie)

    def relation(self, tied: bool) -> Relation:
        """The relation; `tied` says whether another figure shows that the table is about the same."""
        texts = [cell.figure.text for cell in self.cells]
        return Relation(
            kind="agree",
            shape="text-table",
            evidence=Evidence.LABELLED,
            expression=f"{self.fact.figure.text} = {self.form.format(*texts)}",
            subject=self.fact,
            operands=tuple(Operand(cell, "cell") for cell in self.cells),
            tie=self.tie,
            computed=self.computed,
            cap=Severity.ERROR if tied and self.sure else Severity.WARNING,
        )
