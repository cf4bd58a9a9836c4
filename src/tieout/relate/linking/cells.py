"""Which cells of a named line a figure of the text may be: those of its dimension and its period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from fractions import Fraction

from tieout.equation import Equation, Term, same
from tieout.model import Dates, Fact, Grain
from tieout.quantity import Interval, Quantity, Tie, compare
from tieout.relate.linking.line import Line, plain
from tieout.relate.prose.skeleton import kind
from tieout.relate.sameness import comparable

_BEYOND = Fraction(1, 10)


class Fit(IntEnum):
    """How surely a cell is the one a figure speaks of."""

    OPEN = 1  # nothing speaks against it
    NAMED = 2  # its period or its other label is that of the figure, or it is the only one of its line


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cell that a figure of the text may be."""

    cell: Fact
    line: Line
    fit: Fit


def candidates(
    fact: Fact, line: Line, cells: Iterable[Fact], text: str, row: str = ""
) -> Iterator[Candidate]:
    """The cells of a line that a figure may be.

    Args:
        fact: a figure of the text.
        line: a line that its sentence names.
        cells: those of the line that are levels, or those that are changes, as the figure is.
        text: the sentence in lower case.
        row: the name of another line right before that of this one, which crosses it.
    """
    quantity = fact.figure.amount
    found = [cell for cell in cells if _alike(quantity, cell)]
    named = [cell for cell in found if row and _named(line.across(cell)) == row]
    named = named or [cell for cell in found if _is_said(_named(line.across(cell)), text)]
    for cell in found:
        periods = _periods(spoken_of(fact), cell.period)
        if periods is None or _of_others(fact, cell):
            continue
        other = cell in named if named else len(found) == 1
        if line.is_row:
            sure = periods is Fit.NAMED and (other or len(_of_period(found, cell)) == 1)
            alone = cell.period is None and other
        else:  # a column goes over many things: which one must be said
            sure, alone = periods is Fit.NAMED, cell in named and cell.period is None
        yield Candidate(cell, line, Fit.NAMED if sure or alone else Fit.OPEN)


def _of_period(cells: Sequence[Fact], cell: Fact) -> list[Fact]:
    return [other for other in cells if other.period == cell.period]


def _alike(quantity: Quantity, cell: Fact) -> bool:
    other = cell.figure.quantity
    if other is None or other.upper is not None or not comparable(quantity, other):
        return False
    return kind(quantity) == kind(other) or {kind(quantity), kind(other)} == {"A", "X"}


def _named(labels: Sequence[str]) -> str:
    return plain(labels[-1]) if labels else ""


def _is_said(name: str, text: str) -> bool:
    """Whether a text says the innermost label of a line."""
    return len(name) > 1 and not name.isdigit() and name in text


def _of_others(fact: Fact, cell: Fact) -> bool:
    """Whether both name what they belong to, and not the same."""
    return fact.entity is not None and cell.entity is not None and fact.entity != cell.entity


def spoken_of(fact: Fact) -> Dates | None:
    """The period of a figure as far as it is sure: what another is compared with is of another time."""
    return None if {"compared from", "prior"} & set(fact.scope) else fact.period


def _periods(period: Dates | None, other: Dates | None) -> Fit | None:
    """How two periods go together; None if they do not."""
    if period is None or other is None:
        return Fit.OPEN
    if (period.first, period.last) == (other.first, other.last):
        return Fit.NAMED
    if period.grain is other.grain is Grain.YEAR and (period.fiscal or other.fiscal):
        # a fiscal year by its name, and by its first and last day
        return Fit.OPEN if _year(period) == _year(other) else None
    short, long = (period, other) if period.grain is Grain.DAY else (other, period)
    if short.grain is not Grain.DAY or long.grain is Grain.DAY:
        return None
    within = long.first <= short.first <= long.last
    return Fit.OPEN if within and (long.grain is Grain.YEAR or short.last == long.last) else None


def _year(period: Dates) -> int:
    return date.fromordinal(period.last).year


def tied(quantity: Quantity, other: Quantity) -> Tie | None:
    """Measure a figure of the text against a cell; None where words allow too much or units differ."""
    read = _read(quantity, other)
    if read is None:
        return None
    own, its, sign = read
    return compare(own, quantity.value, its.scaled(sign), other.value * sign)


def equated(fact: Fact, cell: Fact) -> Equation[Fact]:
    """What `tied` measures, as an equation.

    Raises:
        ValueError: they cannot be compared.
    """
    quantity, other = fact.figure.amount, cell.figure.amount
    read = _read(quantity, other)
    if read is None:
        raise ValueError(f"{fact.figure.text} is not to be compared with {cell.figure.text}")
    own, its, sign = read
    return same(Term(fact, own, quantity.value), Term(cell, its, other.value, "cell", Fraction(sign)))


def _read(quantity: Quantity, other: Quantity) -> tuple[Interval, Interval, int] | None:
    """How both are read, and -1 where the text gives the size of what the table prints as negative.

    A table prints every digit on purpose, the text may round; printed equally fine, digits must be equal.
    """
    if not comparable(quantity, other):
        return None
    sign = -1 if quantity.value * other.value < 0 else 1
    plain = quantity.hedge is None and quantity.upper is None and not quantity.numeral.trailing_zeros
    if quantity.quantum == other.quantum and plain:
        return Interval.point(quantity.value), Interval.point(other.value), sign
    interval, value = quantity.interval, other.value * sign
    if None in (interval.low, interval.high) and abs(quantity.value - value) > abs(value) * _BEYOND:
        return None  # `over 100` is said of what is little more
    return interval, other.hedged_strict, sign
