"""What a line may be derived from by its figures alone: pairs of lines nearby that give its most telling entries.

Floats only propose here; whatever is proposed owes bits for all pairs tried and is measured exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from tieout.model.lines import Role
from tieout.relate.derived.forms import Form
from tieout.relate.derived.measure import Meter, signed
from tieout.relate.derived.operands import amounts
from tieout.relate.derived.readings import Reading, Term, Unit
from tieout.relate.derived.side import Side

REACH = 5  # lines to either side
WITNESSES = 3  # entries that must agree, but for one
ROUNDED = 2.0  # floats propose a little more than rounding allows
UNRELATED = frozenset({Role.RATE, Role.MULTIPLE})  # as operands: PB / PE is no return on equity
NEVER = frozenset({Role.LABEL, Role.TOTAL, Role.OF_WHICH, Role.OPENING, Role.CLOSING, Role.BALANCE})
_FORMS = ((Form.RATIO, 1.0, 0.0), (Form.CHANGE, 1.0, -1.0), (Form.REDUCTION, -1.0, 1.0))


def by_value(side: Side, target: int, meter: Meter) -> Iterator[Reading]:
    """Ratios and changes of two lines nearby that most of the telling entries agree with."""
    if side.lines[target].role in NEVER or len(meter.entries) < WITNESSES:
        return
    near = [line for line in amounts(side, target, REACH, REACH) if side.lines[line].role not in UNRELATED]
    rate = any(signed(side, target, at) for at in meter.entries[:WITNESSES]) or side.lines[target].derived
    units = (Unit.PERCENT,) if side.signed(target) else (Unit.PERCENT, Unit.FRACTION)
    forms = _FORMS if rate else _FORMS[:1]
    owed = (len(near) * max(len(near) - 1, 1) * len(units) * len(forms)).bit_length()
    for unit in units:
        told = _telling(side, target, meter, unit)
        for above, below in permutations(near, 2):
            for form, sign, added in forms:
                if _agree(side, told, above, below, sign, added):
                    yield Reading(target, form, (Term(above), Term(below)), unit, said="by its figures", owed=owed)


def _telling(side: Side, target: int, meter: Meter, unit: Unit) -> list[tuple[int, float, float]]:
    """Where the figures with the most digits stand, their value and half a unit of their last place."""
    numbers, one = meter.numbers(Reading(target, Form.RATIO, (), unit))
    largest = sorted(numbers, key=lambda at: -abs(numbers[at].value) // max(numbers[at].half, 1))[:WITNESSES]
    return [(at, float(numbers[at].value * one), float(numbers[at].half * one)) for at in largest]


def _agree(
    side: Side, told: Sequence[tuple[int, float, float]], above: int, below: int, sign: float, added: float
) -> bool:
    right = wrong = 0
    for at, stated, half in told:
        a, b = side.number(above, at), side.number(below, at)
        if a is None or b is None or not b.value or not a.value:
            continue
        ratio = a.value / b.value
        slack = half + abs(ratio) * (a.half / abs(a.value) + b.half / abs(b.value))
        if abs(sign * ratio + added - stated) <= slack * ROUNDED:
            right += 1
        else:
            wrong += 1
    return right > wrong and wrong <= 1
