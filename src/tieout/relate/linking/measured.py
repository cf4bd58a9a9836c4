"""A figure of the text measured against a cell: in one unit, with one sign, as finely as both are printed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tieout.equation import Equation, Term, same
from tieout.model import Fact
from tieout.quantity import PERCENT, PLAIN, Interval, Quantity, Tie, compare, power_of_ten
from tieout.relate.sameness import comparable
from tieout.slip import significant

_FEW = 100  # things
_HUNDRED, _PER_CENT = 100, Fraction(1, 100)
_BEYOND = Fraction(1, 10)
_TOLD = 4  # digits that two figures hardly have in common by chance


def tied(quantity: Quantity, other: Quantity, *, bare: bool = False) -> Tie | None:
    """Measure a figure of the text against a cell; None where words allow too much or units differ.

    Args:
        quantity: the figure of the text.
        other: the cell.
        bare: whether the table is known to leave out the scale that the text says.
    """
    read = _read(quantity, other, bare)
    return None if read is None else _tie(quantity, other, read)


def equated(fact: Fact, cell: Fact, *, bare: bool = False) -> Equation[Fact]:
    """What `tied` measures, as an equation.

    Raises:
        ValueError: they cannot be compared.
    """
    own, other = fact.figure.amount, cell.figure.amount
    read = _read(own, other, bare)
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


def _read(quantity: Quantity, other: Quantity, bare: bool) -> _Read | None:
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
    if leaves_out_scale(quantity, other) or (bare and is_bare(quantity, other)):
        return _measured(quantity, other, Fraction(1), power_of_ten(scale_of(quantity)))
    if scale <= 0 or scale_of(quantity) > 0 or (plain is not None and _tie(quantity, other, plain).holds):
        return plain
    borrowed = _measured(quantity, other, power_of_ten(scale), Fraction(1))
    return borrowed if borrowed is not None and _tie(quantity, other, borrowed).holds else plain


def is_bare(quantity: Quantity, other: Quantity) -> bool:
    """Whether a cell says neither unit nor scale, as the figure of the text does: 143,520.66 for 万元."""
    return not other.unit.powers and scale_of(other) == 0 and scale_of(quantity) > 0


def is_unscaled(quantity: Quantity, other: Quantity) -> bool:
    """Whether but one of the two says a scale, so that nobody knows how far they are apart."""
    return (scale_of(quantity) > 0) is not (scale_of(other) > 0)


def leaves_out_scale(quantity: Quantity, other: Quantity) -> bool:
    """Whether a cell shows that its table leaves out the scale that the text says, by the digits of both."""
    return is_bare(quantity, other) and _has_its_digits(quantity, other)


def _has_its_digits(quantity: Quantity, other: Quantity) -> bool:
    """Whether both are printed with the same digits, too many to be so by chance."""
    own, its = quantity.numeral, other.numeral
    return significant(quantity) >= _TOLD and (own.digits, own.decimals) == (abs(its.digits), its.decimals)


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
