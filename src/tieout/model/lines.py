"""A table as lines: what every row and column is, and its figures as scaled integers.

Made once when a table is read and shared by everybody who computes on it. Positions count from 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from tieout.model.facts import Dates, Fact

Vector = list[int | None]


class Role(StrEnum):
    """What a row or column of a table is."""

    AMOUNT = "amount"
    TOTAL = "total"
    RESULT = "result"  # gross profit, net income: what is left after what stands above
    OF_WHICH = "of which"
    OPENING = "opening balance"
    CLOSING = "closing balance"
    BALANCE = "balance"  # opening of the next and closing of the last stretch
    DIFFERENCE = "difference"
    CHANGE = "change"  # a difference or a rate of change: its unit tells
    GROWTH = "growth"
    REDUCTION = "reduction"  # 1 - after / before, printed without a sign
    SHARE = "share"
    MARGIN = "margin"
    AVERAGE = "average"
    PRICE = "price"  # an amount for one of something
    MULTIPLE = "multiple"
    RELATIVE = "relative"  # an index or multiple of one base
    RUNNING = "running"  # carried forward from line to line
    RATIO = "ratio"  # one line over another, both named by its label
    RATE = "rate"  # interest, tax, yield: no formula over the table is known
    LABEL = "label"  # serial numbers, notes, codes


ADDED = frozenset(
    {Role.AMOUNT, Role.TOTAL, Role.RESULT, Role.OF_WHICH, Role.OPENING, Role.CLOSING, Role.BALANCE,
     Role.DIFFERENCE, Role.CHANGE}
)  # fmt: skip
DERIVED = frozenset(
    {Role.DIFFERENCE, Role.CHANGE, Role.GROWTH, Role.REDUCTION, Role.SHARE, Role.MARGIN, Role.AVERAGE,
     Role.PRICE, Role.MULTIPLE, Role.RELATIVE, Role.RUNNING, Role.RATIO, Role.RATE}
)  # fmt: skip

RATES = frozenset({Role.GROWTH, Role.REDUCTION, Role.SHARE, Role.MARGIN, Role.RATIO, Role.RATE})


@dataclass(frozen=True, slots=True)
class Line:
    """A row or column: its path of labels (outermost first), its role and why it is thought to have it.

    `tags` are all word lists its labels speak of, `depth` how deep its label is nested, `period` the one that
    all its figures share, `named` the two lines that its label says it is the quotient of, or the change.
    """

    position: int
    label: tuple[str, ...] = ()
    role: Role = Role.AMOUNT
    reason: str = ""
    tags: frozenset[str] = frozenset()
    depth: int = 0
    period: Dates | None = None
    blank: bool = False  # no label of its own
    named: tuple[int, int] | None = None
    leading: int = 0  # how many of the largest lines it adds up, by its label

    @property
    def own(self) -> str:
        """The innermost label."""
        return self.label[-1] if self.label else ""

    @property
    def total(self) -> bool:
        """Whether its words call it a total."""
        return self.role is Role.TOTAL

    @property
    def result(self) -> bool:
        """Whether its words call it what is left of the lines above."""
        return self.role is Role.RESULT

    @property
    def less(self) -> bool:
        """Whether it is taken off."""
        return "less" in self.tags

    @property
    def nets(self) -> bool:
        """Whether it is called net or gross, as what the lines above it come to may be."""
        return "nets" in self.tags or "after_deducting" in self.tags

    @property
    def decrease(self) -> bool:
        """Whether its words name something that makes a balance smaller."""
        return "decrease" in self.tags

    @property
    def change(self) -> bool:
        """Whether it is a difference of two other lines, or the rate of it."""
        return self.role in (Role.CHANGE, Role.DIFFERENCE)

    @property
    def opening(self) -> bool:
        """Whether it is the balance that a stretch of time begins with."""
        return "opening" in self.tags

    @property
    def closing(self) -> bool:
        """Whether it is the balance that a stretch of time ends with."""
        return "closing" in self.tags

    @property
    def balance(self) -> bool:
        """Whether it is the balance at a date: what closes one stretch opens the next."""
        return "balance" in self.tags or "dated" in self.tags

    @property
    def added(self) -> bool:
        """Whether its figures add up with those of other lines."""
        return self.role in ADDED

    @property
    def derived(self) -> bool:
        """Whether its figures are said to be computed from those of other lines."""
        return self.role in DERIVED


@dataclass(frozen=True, slots=True)
class Matrix:
    """Values and half quanta by row and column; None where there is no figure.

    One is `step` in base units. `halves` take the zeros that end all figures of a column for rounding,
    `printed` counts every digit. `nils` are cells printed as nil, `unread` those with text that is no figure,
    such as a mark for what is withheld. `kinds` tells apart what cannot be added:
    cells of different dimension, shares and plain numbers.
    """

    rows: int
    cols: int
    values: list[Vector]
    halves: list[list[int]]
    printed: list[list[int]]
    kinds: list[list[int]]
    step: Fraction
    facts: dict[tuple[int, int], Fact]
    mixed: bool
    shares: bool = False  # nearly all figures are shares
    nils: frozenset[tuple[int, int]] = frozenset()
    unread: frozenset[tuple[int, int]] = frozenset()

    def transposed(self) -> Matrix:
        """The same figures with rows and columns exchanged."""
        return Matrix(
            self.cols,
            self.rows,
            [list(column) for column in zip(*self.values, strict=True)],
            [list(column) for column in zip(*self.halves, strict=True)],
            [list(column) for column in zip(*self.printed, strict=True)],
            [list(column) for column in zip(*self.kinds, strict=True)],
            self.step,
            {(col, row): fact for (row, col), fact in self.facts.items()},
            self.mixed,
            self.shares,
            frozenset((col, row) for row, col in self.nils),
            frozenset((col, row) for row, col in self.unread),
        )


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows and columns of a table and its figures; `matrix` is None where there is nothing to compute.

    `row_breaks` and `col_breaks` are positions before which a new block begins. `exact_rows` and `exact_cols`
    hold counts of things, which nobody rounds; `whole_rows` and `whole_cols` hold whole numbers without
    scale, which may be counts.
    """

    rows: Sequence[Line]
    cols: Sequence[Line]
    matrix: Matrix | None
    row_breaks: frozenset[int] = frozenset()
    col_breaks: frozenset[int] = frozenset()
    exact_rows: frozenset[int] = frozenset()
    exact_cols: frozenset[int] = frozenset()
    whole_rows: frozenset[int] = frozenset()
    whole_cols: frozenset[int] = frozenset()
