"""Which concept a figure is a value of: the nearest label that its unit allows."""

from __future__ import annotations

from tieout.quantity import Quantity, Unit

Powers = tuple[tuple[str, int], ...]
ANY_CURRENCY = "money"  # in a schema: any currency
AMOUNT: Powers = (("amount", 1),)  # in a schema: of whatever is counted, in any unit but money
_LARGE = 10**4
_NO_AMOUNTS = frozenset({"date", "point"})
_SCORES: tuple[Powers, ...] = ((), (("score", 1),))


def fits(quantity: Quantity, powers: Powers | None, *, inherited: bool = False) -> bool:
    """Whether a quantity can be a value of a concept with this dimension.

    Args:
        quantity: as printed.
        powers: the dimension of the concept; None allows every one, `money` stands for any currency.
        inherited: the figure stands in a table, where units may be printed elsewhere or nowhere.

    Returns:
        True also for large plain numbers where money is expected, since currencies are often left out.
    """
    unit = quantity.unit
    if powers is None:
        return unit.powers in _SCORES and unit.symbol != "x"
    if unit.powers == powers:
        return True
    if powers == AMOUNT:  # in a sentence such words stand beside anything
        return inherited and (_counts(unit) or (not unit.powers and unit.factor == 1))
    if _in_money(unit, powers):
        return True
    if unit.powers or unit.factor != 1 or not powers:
        return False
    return inherited or (is_money(powers) and abs(quantity.value) >= _LARGE)


def _counts(unit: Unit) -> bool:
    """Whether a unit is one of things or of a measure: tonnes, pieces, kilowatt hours."""
    return unit.powers not in _SCORES and all(
        power > 0 and not is_currency(base) and base not in _NO_AMOUNTS for base, power in unit.powers
    )


def _in_money(unit: Unit, powers: Powers) -> bool:
    """Whether the powers agree once every currency is called money."""
    return any(base == ANY_CURRENCY for base, _ in powers) and anonymous(unit.powers) == tuple(sorted(powers))


def anonymous(powers: Powers) -> Powers:
    """A dimension with every currency called money."""
    return tuple(sorted((ANY_CURRENCY if is_currency(base) else base, power) for base, power in powers))


def is_currency(base: str) -> bool:
    """Whether a base dimension is a currency, written as its ISO code."""
    return len(base) == 3 and base.isupper()


def is_money(powers: Powers | None) -> bool:
    """Whether a concept's values are amounts of money."""
    return powers == ((ANY_CURRENCY, 1),)
