"""Which cells of a named line a figure of the text may be: those of its dimension and its period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from fractions import Fraction

from tieout.equation import Equation, Term, same
from tieout.model import Dates, Fact, Grain
from tieout.model.lines import Role
from tieout.quantity import PERCENT, PLAIN, Interval, Quantity, Tie, compare, power_of_ten
from tieout.relate.linking.line import Labels, Line
from tieout.relate.linking.speech import Speech
from tieout.relate.prose.letter import kind
from tieout.relate.sameness import comparable

_COMPARED_WITH = frozenset({"compared from", "prior"})  # in the scope of a figure
_DAYS = 360  # that a fiscal year of a name may begin before the calendar year
_WEEK = 7  # days by which the ends of quarters of weeks and of months may differ
_LATE = 62  # days into the next year in which a fiscal year may end
_FEW = 100  # things
_HUNDRED, _PER_CENT = 100, Fraction(1, 100)
_BEYOND = Fraction(1, 10)


class Fit(IntEnum):
    """How surely a cell is the one a figure speaks of."""

    OPEN = 1  # nothing speaks against it
    IMPLIED = 2  # its line has no other of the kind
    NAMED = 3  # its period or its other label is that of the figure


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cell that a figure of the text may be."""

    cell: Fact
    line: Line
    fit: Fit


def candidates(
    fact: Fact, period: Dates | None, line: Line, cells: Iterable[Fact], said: SentenceText, row: str = ""
) -> Iterator[Candidate]:
    """The cells of a line that a figure may be.

    Args:
        fact: a figure of the text.
        period: of which it is, if that is said.
        line: a line that its sentence names.
        cells: those of the line that are levels, or those that are changes, as the figure is.
        said: what the sentence says beside the name of the line.
        row: the name of another line right before that of this one, which crosses it.
    """
    quantity = fact.figure.amount
    found = [cell for cell in cells if like(quantity, cell)]
    amounts = [cell for cell in found if cell.figure.amount.unit.powers] if quantity.unit.powers else []
    found = amounts or found  # a plain number is an amount only where the line has no amounts
    left = [cell for cell in found if _periods(period, cell.period) is not None]
    named = [cell for cell in found if row and said.label(line, cell) == row]
    named = named or [cell for cell in found if said.names(line, cell)]
    dated = any(_periods(period, cell.period) is Fit.NAMED for cell in found)
    for cell in found:
        periods = _periods(period, cell.period)
        if periods is None or _of_others(fact, cell):
            continue
        alone = len(left) == 1
        by_period = alone and period is not None and cell.period is not None
        if dated and periods is not Fit.NAMED:
            sure = False
        elif line.is_row:
            own = cell in named or (not named and alone) or len(_of_period(found, cell)) == 1
            sure = own if dated else by_period or (cell.period is None and cell in named)
        else:  # a column goes over many things: which one must be said
            sure = cell in named and (dated or cell.period is None)
        yield Candidate(cell, line, Fit.NAMED if sure else Fit.IMPLIED if alone else Fit.OPEN)


@dataclass(frozen=True, slots=True)
class SentenceText:
    """The text of a sentence in small letters, and whether it speaks of a total."""

    text: str
    total: bool
    labels: Labels

    @staticmethod
    def of(speech: Speech, labels: Labels) -> SentenceText:
        """What a sentence says."""
        return SentenceText(speech.sentence.text.lower(), speech.total, labels)

    def names(self, line: Line, cell: Fact) -> bool:
        """Whether it says the label that tells a cell of a line from the others."""
        if self.total and line.crossing(cell) is Role.TOTAL:
            return True
        name = self.label(line, cell)
        return len(name) > 1 and not name.isdigit() and name in self.text

    def label(self, line: Line, cell: Fact) -> str:
        """The label that tells a cell of a line from the others, as a name."""
        labels = line.across(cell)
        return self.labels.plain(labels[-1]) if labels else ""


def _of_period(cells: Sequence[Fact], cell: Fact) -> list[Fact]:
    return [other for other in cells if other.period == cell.period]


def like(quantity: Quantity, cell: Fact) -> bool:
    """Whether a cell has the dimension of a figure and is a rate where that is one."""
    other = cell.figure.quantity
    if other is None or other.upper is not None:
        return False
    if is_unsigned(quantity, other):
        return True
    if not comparable(quantity, other):
        return False
    return kind(quantity) == kind(other) or {kind(quantity), kind(other)} == {"A", "X"}


def within(fact: Fact, period: Dates | None, cell: Fact) -> bool:
    """Whether neither period nor entity speaks against a figure of that period being a cell."""
    return _periods(period, cell.period) is not None and not _of_others(fact, cell)


def is_of(period: Dates | None, cell: Fact) -> bool:
    """Whether a cell is of just this period."""
    if period is None or cell.period is None:
        return False
    balance = Grain.DAY in (period.grain, cell.period.grain)
    return _periods(period, cell.period) is Fit.NAMED or (balance and _end_together(period, cell.period))


def _of_others(fact: Fact, cell: Fact) -> bool:
    """Whether both name what they belong to, and not the same."""
    own, other = fact.entity, cell.entity
    return own is not None and other is not None and own != other and not _is_short_for(own, other)


def _is_short_for(own: str, other: str) -> bool:
    """Whether one name is the beginning of the other: Meridian of Meridian Air; versions have digits."""
    short, long = sorted((own, other), key=len)
    return long.startswith(short + " ") and not any(map(str.isdigit, long))


def is_compared_with(fact: Fact) -> bool:
    """Whether a figure is what another one is compared with."""
    return not _COMPARED_WITH.isdisjoint(fact.scope)


def spoken_of(fact: Fact) -> Dates | None:
    """The period of a figure as far as it is sure: what another is compared with is of another time."""
    return None if is_compared_with(fact) else fact.period


def _periods(period: Dates | None, other: Dates | None) -> Fit | None:
    """How two periods go together; None if they do not."""
    if period is None or other is None:
        return Fit.OPEN
    if (period.first, period.last) == (other.first, other.last):
        return Fit.NAMED
    if period.grain is other.grain is Grain.YEAR:
        # a fiscal year by its name, and by its first and last day: that of 2021 may end in January 2022
        ends = {_year(period), _year(period, _LATE)}, {_year(other), _year(other, _LATE)}
        return Fit.OPEN if ends[0] & ends[1] else None
    if period.grain is other.grain and (period.fiscal or other.fiscal):
        # a fiscal year may end up to a year before the calendar year of its name
        return Fit.OPEN if abs(period.first - other.first) < _DAYS else None
    if _end_together(period, other) and (period.fiscal or other.fiscal):
        return Fit.OPEN if Grain.DAY in (period.grain, other.grain) else None
    short, long = (period, other) if period.grain is Grain.DAY else (other, period)
    if short.grain is not Grain.DAY or long.grain is Grain.DAY:
        return None
    within = long.first <= short.first <= long.last
    return Fit.OPEN if within and (long.grain is Grain.YEAR or short.last == long.last) else None


def _end_together(period: Dates | None, other: Dates | None) -> bool:
    """Whether two periods end together; a fiscal year of a name may be another one than that of its end."""
    return period is not None and other is not None and abs(period.last - other.last) < _WEEK


def _year(period: Dates, before: int = 0) -> int:
    return date.fromordinal(period.last - before).year


def tied(quantity: Quantity, other: Quantity) -> Tie | None:
    """Measure a figure of the text against a cell; None where words allow too much or units differ."""
    read = _read(quantity, other)
    return None if read is None else _tie(quantity, other, read)


def equated(fact: Fact, cell: Fact) -> Equation[Fact]:
    """What `tied` measures, as an equation.

    Raises:
        ValueError: they cannot be compared.
    """
    own, other = fact.figure.amount, cell.figure.amount
    read = _read(own, other)
    if read is None:
        raise ValueError(f"{fact.figure.text} is not to be compared with {cell.figure.text}")
    return same(
        Term(fact, read.own, own.value, factor=read.factor),
        Term(cell, read.cell, other.value, "cell", read.cell_factor),
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """How a figure of the text and a cell are read, and by what each is multiplied to be compared."""

    own: Interval
    cell: Interval
    factor: Fraction
    cell_factor: Fraction


def _read(quantity: Quantity, other: Quantity) -> _Read | None:
    """Both in one unit and with one sign.

    A text may leave out the scale that the table declares, and give the size of what it prints as negative; a
    table may leave out the per cent sign of scores.
    """
    if is_unsigned(quantity, other):
        return _measured(quantity, other, Fraction(1), _PER_CENT)
    if not comparable(quantity, other):
        return None
    plain = _measured(quantity, other, Fraction(1), Fraction(1))
    scale = scale_of(other)
    if scale <= 0 or scale_of(quantity) > 0 or (plain is not None and _tie(quantity, other, plain).holds):
        return plain
    borrowed = _measured(quantity, other, power_of_ten(scale), Fraction(1))
    return borrowed if borrowed is not None and _tie(quantity, other, borrowed).holds else plain


def is_unsigned(quantity: Quantity, other: Quantity) -> bool:
    """Whether a cell may be a percentage whose sign the table leaves out: 90.8 for 90.8%."""
    score = other.unit == PLAIN and scale_of(other) == 0 and other.numeral.decimals > 0
    return quantity.unit == PERCENT and score and abs(other.value) <= _HUNDRED


def _tie(quantity: Quantity, other: Quantity, read: _Read) -> Tie:
    own, its = quantity.value * read.factor, other.value * read.cell_factor
    return compare(read.own.scaled(read.factor), own, read.cell.scaled(read.cell_factor), its)


def _measured(quantity: Quantity, other: Quantity, factor: Fraction, cell_factor: Fraction) -> _Read | None:
    """A table prints every digit on purpose, the text may round; printed as finely, digits must be equal."""
    value, its = quantity.value * factor, other.value * cell_factor
    sign = Fraction(-1 if value * its < 0 else 1)
    zeros = 0 if _is_small_count(quantity) and _is_small_count(other) else quantity.numeral.trailing_zeros
    plain = quantity.hedge is None and quantity.upper is None and not zeros
    if quantity.quantum * factor == other.quantum * cell_factor and plain:
        points = Interval.point(quantity.value), Interval.point(other.value)
        return _Read(*points, factor, sign * cell_factor)
    interval = quantity.interval
    if None in (interval.low, interval.high) and abs(value - its * sign) > abs(its) * _BEYOND:
        return None  # `over 100` is said of what is little more
    return _Read(interval, other.hedged_strict, factor, sign * cell_factor)


def _is_small_count(quantity: Quantity) -> bool:
    """Whether a figure counts things one by one, so few that nobody rounds them."""
    return not quantity.unit.powers and scale_of(quantity) == 0 and 0 <= quantity.value < _FEW


def scale_of(quantity: Quantity) -> int:
    """The power of ten of the scale word that a figure is printed with, or that its table declares."""
    return quantity.numeral.exponent + quantity.numeral.decimals
