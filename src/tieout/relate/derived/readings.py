"""Ways of taking a derived line: which lines or entries are the operands of its figures.

A reading says nothing of whether it holds. The one that words and layout favour comes first; each owes bits
for those that could have been tried before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from tieout.relate.derived.forms import Form

MISTAKEN = "mistaken"
NAMED = "as its label names its operands"
OF_DIFFERENCE = "of the two lines whose difference stands beside it"
MOST_NAMED = 4  # operands named where a reading is put into words
MOST = 150  # readings of one line; a line that more could explain is explained by none

Shift = Mapping[int, int]


class Term(NamedTuple):
    """An operand: a line at the same crossing, at a fixed one, or at another that depends on it."""

    line: int
    at: int | None = None
    shift: Shift | None = None

    def crossing(self, at: int) -> int | None:
        """Where it stands for the figure at a crossing."""
        if self.shift is not None:
            return self.shift.get(at)
        return at if self.at is None else self.at

    def named(self, lines: str, across: str) -> str:
        """Where it stands, counted from 1: row 3, or column 2 in row 7."""
        place = f"{lines} {self.line + 1}"
        if self.shift is not None:
            return f"{place} in another {across}"
        return place if self.at is None else f"{place} in {across} {self.at + 1}"

    @property
    def key(self) -> tuple[int, int | None, int | None]:
        """What tells it from other operands."""
        return self.line, self.at, None if self.shift is None else id(self.shift)


class Unit(Enum):
    """How the figures of the line itself are to be read."""

    PRINTED = Fraction(0)  # with the unit that extraction gave them
    PERCENT = Fraction(1, 100)  # bare numbers under a percent sign
    FRACTION = Fraction(1)  # bare numbers that are fractions


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures of `target` are `k` times what the form makes of the operands.

    `said` names it for messages, `owed` are the bits for its choice. `exact` says that operands which are
    whole numbers are counts.
    """

    target: int
    form: Form
    terms: tuple[Term, ...]
    unit: Unit = Unit.PRINTED
    k: Fraction = Fraction(1)
    said: str = ""
    owed: int = 0
    exact: bool = False
    counted: int | None = None  # the whole that a caption gives
    kind: str = ""  # MISTAKEN if it is what the line says by mistake

    @property
    def lines(self) -> frozenset[int]:
        """All lines of it."""
        return frozenset((self.target, *(term.line for term in self.terms)))

    def named(self, *, down: bool) -> str:
        """What it makes of which lines, in words; `down` says that its lines are rows."""
        lines, across = ("row", "column") if down else ("column", "row")
        terms = " and ".join(term.named(lines, across) for term in self.terms[:MOST_NAMED])
        more = f" and {len(self.terms) - MOST_NAMED} more" if len(self.terms) > MOST_NAMED else ""
        return f"{self.form} of {terms}{more}{f' ({self.said})' if self.said else ''}"

    @property
    def whole(self) -> int | None:
        """The crossing where the whole of its shares or the base of its multiples and proportions stands."""
        return next((term.at for term in self.terms if term.at is not None), None)

    @property
    def favoured(self) -> bool:
        """Whether words and layout leave hardly another."""
        return self.owed <= 1


def owing(readings: Iterable[Reading]) -> Iterator[Reading]:
    """The same readings, likeliest first, each once, with what it owes for its place."""
    seen = set()
    for reading in readings:
        key = (
            reading.form,
            tuple(term.key for term in reading.terms),
            reading.unit,
            reading.k,
            reading.exact,
        )
        if key in seen:
            continue
        seen.add(key)
        if len(seen) > MOST:
            return
        yield replace(reading, owed=reading.owed + len(seen).bit_length())
