"""Units as powers of base dimensions times a factor into them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as powers of base dimensions times a factor into them.

    `day` is ({hour: 1}, 24), `%` is ({}, 1/100), `bp` is ({point: 1}, 1/10000), US dollars per GPU hour
    are ({USD: 1, gpu: -1, hour: -1}, 1). `symbol` is how the unit is printed in messages, `counts` whether it
    is one of things that are counted one by one, `system` the system of measures it belongs to where that is
    not the metric one.
    """

    symbol: str = ""
    powers: tuple[tuple[str, int], ...] = ()
    factor: Fraction = Fraction(1)
    counts: bool = False
    system: str = ""

    def same_dimension(self, other: Unit) -> bool:
        """Whether quantities of both units may be added or compared."""
        return self.powers == other.powers

    def __mul__(self, other: Unit) -> Unit:
        powers = dict(self.powers)
        for base, power in other.powers:
            powers[base] = powers.get(base, 0) + power
        kept = tuple(sorted((base, power) for base, power in powers.items() if power))
        return Unit("", kept, self.factor * other.factor)

    def inverse(self) -> Unit:
        """One over this unit."""
        return Unit("", tuple((base, -power) for base, power in self.powers), 1 / self.factor)


PLAIN = Unit()
PERCENT = Unit("%", (), Fraction(1, 100))
