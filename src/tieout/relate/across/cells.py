"""When two cells of aligned tables say the same: by their units, or as printed where one leaves them out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from tieout.equation import Equation, read, same
from tieout.extract.scale_words import letters_exponent
from tieout.model import Fact
from tieout.quantity import PERCENT, PLAIN, Quantity, Tie, Unit
from tieout.quantity.numeral import Numeral
from tieout.relate.sameness import equally_fine, tie_of_quantities
from tieout.slip import close, distinctive, near

CLOSE = Fraction(1, 10)
_STALE = Fraction(1, 3)  # of a value, by which that of another time or setting may differ
_ABOUT = 2  # times, by which numbers of one size differ at most
_SCALES = (2, 3, 4, 6, 8, 9)  # powers of ten of the words for amounts, and of per cent
_LETTERS = re.compile(r"[(\[]([A-Za-z]{1,3})[)\]]")
_PLACES = 2  # of a part of one that is a rate
_FAR = 100  # times, by which values differ that a unit sets apart


@dataclass(frozen=True, slots=True)
class Held:
    """Two cells held against each other; `tie` is None where they cannot be compared."""

    fact: Fact
    other: Fact
    tie: Tie | None

    @property
    def agrees(self) -> bool:
        """Whether both can be true."""
        return self.tie is not None and self.tie.holds

    @property
    def apart(self) -> bool:
        """Whether they contradict each other."""
        return self.tie is not None and not self.tie.holds

    @property
    def telling(self) -> bool:
        """Whether agreeing is hardly a chance: both have digits enough."""
        return distinctive(self.fact.figure.amount) and distinctive(self.other.figure.amount)

    @property
    def rough(self) -> bool:
        """Whether they agree only because a word (about, over) widens one of them."""
        own, other = self.fact.figure.quantity, self.other.figure.quantity
        if not self.agrees or own is None or other is None or own.hedge is other.hedge is None:
            return False
        told = replace(own, hedge=None).interval
        return not told.meets(replace(in_units_of(self.fact, self.other), hedge=None).interval)

    @property
    def far(self) -> bool:
        """Whether they are hardly one fact: further apart than that of another time or setting often is."""
        own, other = self.fact.figure.quantity, self.other.figure.quantity
        if own is None or other is None or near(own, other):
            return False
        other = in_units_of(self.fact, self.other)
        return not close(own.value, other.value, _STALE)

    @property
    def other_size(self) -> bool:
        """Whether they are not even of one size, nor one gone wrong: rather two lines of one name."""
        own, other = self.fact.figure.amount, in_units_of(self.fact, self.other)
        return not near(own, other) and not of_one_size(own.value, other.value)

    @property
    def near(self) -> bool:
        """Whether one of them looks like the other gone wrong."""
        return near(self.fact.figure.amount, in_units_of(self.fact, self.other))

    @property
    def close(self) -> bool:
        """Whether they agree or nearly do."""
        own, other = self.fact.figure.amount, in_units_of(self.fact, self.other)
        return self.agrees or close(own.value, other.value, CLOSE)


def hold(fact: Fact, other: Fact) -> Held:
    """Hold a cell against another; the same number in another scale is not compared: a unit was missed."""
    own, reference = fact.figure.amount, in_units_of(fact, other)
    tie = tie_of_quantities(own, reference)
    missed = (
        tie is not None and not tie.holds and (_of_one_number(fact, other) or _told_by_words(fact, other))
    )
    return Held(fact, other, None if missed else tie)


def _told_by_words(fact: Fact, other: Fact) -> bool:
    """Whether only their signs differ, and one stands in a sentence: a net loss of 11.6, and (11.6)."""
    spoken = fact.figure.row is None or other.figure.row is None
    return spoken and fact.figure.amount.value == -in_units_of(fact, other).value


def _of_one_number(fact: Fact, other: Fact) -> bool:
    """Whether their units are not known: far apart by them alone, or one of them is left out."""
    own, reference = fact.figure.amount, in_units_of(fact, other)
    first, second = abs(own.numeral.bare), abs(reference.numeral.bare)
    alike = bool(first and second) and of_one_size(first, second)
    if (own.unit == PLAIN) != (other.figure.amount.unit == PLAIN) and _scaled(own, reference):
        return True  # 48.56 under a caption that was not read, and 4856万元
    if {own.unit, other.figure.amount.unit} == {PLAIN, PERCENT}:
        # a rate and an amount: not every number without a unit lacks its per cent sign
        return not alike and not _is_part(own, other.figure.amount)
    if not alike:
        return False
    return max(abs(own.value), abs(reference.value)) >= _FAR * min(abs(own.value), abs(reference.value))


def _scaled(own: Quantity, reference: Quantity) -> bool:
    """Whether one is the other in another scale, as far as they are printed."""
    powers = (power for size in _SCALES for power in (size, -size))
    return any(own.interval.meets(reference.interval.scaled(Fraction(10) ** power)) for power in powers)


def of_one_size(value: Fraction, other: Fraction) -> bool:
    """Whether one value is at most so many times the other, in the same direction."""
    least, most = sorted((abs(value), abs(other)))
    return value * other >= 0 and most <= _ABOUT * least


def in_units_of(fact: Fact, other: Fact) -> Quantity:
    """The other's quantity; one printed without a unit, or without %, is taken in that of the first.

    A part of one that is about the other's rate is that rate: 0.906 and 90.9%. Letters in labels may be
    scales: 23,601 of Revenue (M) and 23.6 of Revenue (B).
    """
    own, reference = fact.figure.amount, other.figure.amount
    power = _lettered(other) - _lettered(fact)
    if power:
        numeral = replace(reference.numeral, exponent=reference.numeral.exponent + power)
        lettered = _in_unit_of(own, replace(reference, numeral=numeral))
        if of_one_size(own.value, lettered.value):
            return lettered
    return _in_unit_of(own, reference)


def letters_of(fact: Fact) -> set[str]:
    """Letters in brackets in the labels of a cell, which may be its scale: (M), (B)."""
    return {letters for text in fact.label[-2:] for letters in _LETTERS.findall(text)}


def _lettered(fact: Fact) -> int:
    """The power of ten of the letters in a cell's labels, if its unit is not known; 0 if there is none."""
    letters = letters_of(fact) if fact.figure.row is not None and fact.figure.amount.unit == PLAIN else set()
    if len(letters) != 1 or fact.figure.amount.numeral.bare != fact.figure.amount.value:
        return 0
    try:
        return letters_exponent(letters.pop())
    except KeyError:
        return 0


def _in_unit_of(own: Quantity, reference: Quantity) -> Quantity:
    if own.unit.powers == reference.unit.powers:
        if _is_part(own, reference):
            smaller = abs(reference.numeral.bare) < abs(own.numeral.bare)
            return replace(reference, unit=own.unit, numeral=_moved(reference.numeral, smaller))
        factors = {own.unit.factor, reference.unit.factor}
        return replace(reference, unit=own.unit) if factors == {1, PERCENT.factor} else reference
    if PLAIN in (own.unit, reference.unit) or _per_one(own.unit, reference.unit):
        return replace(reference, unit=own.unit)
    return reference


def _is_part(own: Quantity, reference: Quantity) -> bool:
    """Whether one is a part of one and the other about that rate, with its sign or without."""
    if PLAIN not in (own.unit, reference.unit):
        return False
    part, rate = sorted((own, reference), key=lambda one: abs(one.numeral.bare))
    if part.unit != PLAIN or abs(part.value) >= 1 or part.numeral.decimals < _PLACES:
        return False
    return close(part.value, rate.numeral.bare * PERCENT.factor, CLOSE)


def _moved(numeral: Numeral, to_percent: bool) -> Numeral:
    """A part of one as a per cent, or the other way round."""
    places = 2 if to_percent else -2
    return replace(numeral, exponent=numeral.exponent + places, decimals=max(numeral.decimals - places, 0))


def _per_one(a: Unit, b: Unit) -> bool:
    """Whether one is the other per something: labels of tables say "per share", their cells say yuan."""
    more, less = sorted((dict(a.powers), dict(b.powers)), key=len, reverse=True)
    rest = [power for base, power in more.items() if less.get(base) != power]
    return bool(less) and rest == [-1] and less.keys() <= more.keys() and a.factor == b.factor


def equation_of(fact: Fact, other: Fact, role: str) -> Equation[Fact]:
    """What is measured, as an equation."""
    own, reference = fact.figure.amount, in_units_of(fact, other)
    if equally_fine(own, reference):
        own, reference = replace(own, exact=True), replace(reference, exact=True)
    return same(read(fact, own), read(other, reference, role))
