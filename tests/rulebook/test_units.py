"""The factors of units of measure are those of a kept registry."""

from __future__ import annotations

from fractions import Fraction

import pint
import pytest

from tieout.quantity import Unit
from tieout.rulebook.load import load_rulebook

BASES = {"tonne": "tonne", "kilowatt": "kilowatt", "metre": "metre", "byte": "byte", "hour": "hour"}
NAMES = {  # symbols that the registry has under another name, or only as an expression
    "kt": "kilotonne",  # a knot there
    "jin": "500 g",  # by Chinese law
    "short ton": "short_ton",
    "m²": "m ** 2",
    "km²": "km ** 2",
    "sq ft": "foot ** 2",
    "sq mi": "mile ** 2",
    "acre": "43560 foot ** 2",  # the registry's own is of survey feet
    "mu": "2000 m ** 2 / 3",
    "m³": "m ** 3",
    "gal": "gallon",
    "cu ft": "foot ** 3",
    "KB": "kilobyte",
}
UNITS = [entry.unit for entry in load_rulebook().schemas.units]
MEASURES = [unit for unit in UNITS if unit.powers and {base for base, _ in unit.powers} <= BASES.keys()]


@pytest.fixture(scope="module")
def registry() -> pint.UnitRegistry[Fraction]:
    return pint.UnitRegistry(non_int_type=Fraction)


@pytest.mark.parametrize("unit", MEASURES, ids=lambda unit: unit.symbol)
def test_a_factor_is_that_of_the_registry(unit: Unit, registry: pint.UnitRegistry[Fraction]) -> None:
    known = registry.parse_expression(NAMES.get(unit.symbol, unit.symbol))
    base = registry.parse_expression("*".join(f"{BASES[name]}**({power})" for name, power in unit.powers))
    ratio = (known / base).to_base_units()
    assert ratio.dimensionless
    assert Fraction(ratio.magnitude) == unit.factor


def test_measures_of_every_kind_are_known() -> None:
    kinds = {unit.powers for unit in MEASURES}
    assert len(kinds) == 9, "mass, power, energy, length, area, volume, speed, data, time"
