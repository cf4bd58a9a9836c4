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
from tieout.wording import COMMA, joined, say

MISTAKEN = "mistaken"
NAMED = say("as its label names its operands")
OF_DIFFERENCE = say("of the two lines whose difference stands beside it")
MOST_NAMED = 4  # operands named where a reading is put into words
MOST = 150  # readings of one line; a line that more could explain is explained by none

Shift = Mapping[int, int]

FORMS = {
    Form.CHANGE: say("change"),
    Form.REDUCTION: say("reduction"),
    Form.RATIO: say("ratio"),
    Form.DIFFERENCE: say("difference"),
    Form.SUM: say("sum"),
    Form.PRODUCT: say("product"),
    Form.MEAN: say("mean"),
    Form.PROPORTION: say("proportion"),
}


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

    def named(self, *, down: bool) -> str:
        """Where it stands, counted from 1: row 3, or column 2 in row 7."""
        place = _placed(self.line, row=down)
        if self.shift is not None:
            if down:
                return say("{place} in another column", place=place)
            return say("{place} in another row", place=place)
        if self.at is None:
            return place
        return say("{place} in {across}", place=place, across=_placed(self.at, row=not down))

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
        terms = [term.named(down=down) for term in self.terms[:MOST_NAMED]]
        more = len(self.terms) - MOST_NAMED
        terms += [say("{count} more", count=more)] if more > 0 else []
        operands = joined(terms, COMMA)
        if len(terms) == 2:
            operands = say("{one} and {other}", one=terms[0], other=terms[1])
        whole = say("{form} of {operands}", form=FORMS[self.form], operands=operands)
        return say("{reading} ({why})", reading=whole, why=self.said) if self.said else whole

    @property
    def whole(self) -> int | None:
        """The crossing where the whole of its shares or the base of its multiples and proportions stands."""
        return next((term.at for term in self.terms if term.at is not None), None)

    @property
    def favoured(self) -> bool:
        """Whether words and layout leave hardly another."""
        return self.owed <= 1


def _placed(position: int, *, row: bool) -> str:
    return say("row {number}", number=position + 1) if row else say("column {number}", number=position + 1)


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
