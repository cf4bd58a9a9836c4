"""What a line may be derived from by its figures alone: pairs of lines nearby, one entry of a line, or the
block that it averages.

Floats only propose here; whatever is proposed owes bits for all that was tried and is measured exactly.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from tieout.model.lines import RATES, Line, Role
from tieout.relate.derived.forms import Form, Number
from tieout.relate.derived.measure import Meter
from tieout.relate.derived.operands import amounts
from tieout.relate.derived.ratios import shares_of_entry
from tieout.relate.derived.readings import Reading, Term, Unit
from tieout.relate.derived.runs import runs
from tieout.relate.derived.side import Side
from tieout.wording import say

REACH = 10  # lines to either side
FEWEST = 3  # entries of a line
WITNESSES = 3  # entries that must agree, but for one
SHORT, MORE = 8, 5  # of a line of rates so many, but for two: slips make the largest figures
PIVOTS = 2  # entries for which operands are looked up
ROUNDED = 2.0  # floats propose a little more than rounding allows
MEAN_BITS = 9  # owed for an average that nothing announces: the middle of figures is common
LEAST_TERMS = 3  # of one
MOST_MEANS = 8  # runs of a line: more are coincidences
UNRELATED = frozenset({Role.RATE, Role.MULTIPLE})  # as operands: PB / PE is no return on equity
NEVER = frozenset({Role.LABEL, Role.OF_WHICH, Role.OPENING, Role.CLOSING, Role.BALANCE})
_FORMS = ((Form.RATIO, 1, 0), (Form.CHANGE, 1, -1), (Form.REDUCTION, -1, 1))  # sign of a / b, what is added


class _Told(NamedTuple):
    """An entry as it may be proposed from: where it stands, its value and half a unit of its last place."""

    at: int
    stated: float
    half: float


def by_value(side: Side, target: int, meter: Meter) -> Iterator[Reading]:
    """Ratios, changes and means that the telling entries agree with, and shares of one entry."""
    line = side.lines[target]
    if line.role in NEVER or len(meter.entries) < FEWEST:
        return
    near = [line for line in amounts(side, target, REACH, REACH) if side.lines[line].role not in UNRELATED]
    rate = side.signed(target) or side.lines[target].derived
    units = (Unit.PERCENT,) if side.signed(target) else (Unit.PERCENT, Unit.FRACTION)
    forms = _FORMS if rate else _FORMS[:1]
    owed = (len(near) * max(len(near) - 1, 1) * len(units) * len(forms)).bit_length()
    for unit in () if line.total or line.result else units:  # a total is a sum, or an average of its parts
        told = _telling(side, target, meter, unit, near)
        for form, sign, added in forms:
            for above, below in dict.fromkeys(_pairs(side, near, told, sign, added)):
                terms = (Term(above), Term(below))
                yield Reading(target, form, terms, unit, said=say("by its figures"), owed=owed)
    if rate and _may_be_shares(target, meter, line):
        shares = list(shares_of_entry(side, target))
        yield from (replace(each, owed=len(shares).bit_length()) for each in shares)
    for run in _means(side, target, meter):
        block = tuple(Term(line) for line in sorted(run))
        yield Reading(target, Form.MEAN, block, said=say("mean of its block, by its figures"), owed=MEAN_BITS)


def _may_be_shares(target: int, meter: Meter, line: Line) -> bool:
    """Whether rates may be shares of one entry: if some are below nothing, those called per cent."""
    numbers = meter.numbers(Reading(target, Form.RATIO, ()))[0].values()
    called = "percent" in line.tags and line.tags.isdisjoint(("growth", "change", "difference"))
    return called or all(number.value >= 0 for number in numbers)


def _means(side: Side, target: int, meter: Meter) -> Iterator[Sequence[int]]:
    """Runs before or after a line whose mean gives one of two telling entries."""
    printed = meter.numbers(Reading(target, Form.MEAN, ()))[0]
    pivots = _largest(printed)[:PIVOTS]
    for run in runs(side, target):
        ends = set()
        for pivot in pivots:
            stated, total, count = printed[pivot], 0, 0
            for end, line in enumerate(run, 1):
                number = side.number(line, pivot)
                total, count = (total, count) if number is None else (total + number.value, count + 1)
                slack = count * (stated.half + (number.half if number is not None else 0))
                if count >= LEAST_TERMS and abs(stated.value * count - total) <= slack:
                    ends.add(end)
        yield from (run[:end] for end in sorted(ends)[:MOST_MEANS])


def _telling(side: Side, target: int, meter: Meter, unit: Unit, near: Sequence[int]) -> list[_Told]:
    """Where the figures with the most digits stand, beside two others at least."""
    numbers, one = meter.numbers(Reading(target, Form.RATIO, (), unit))
    values = side.matrix.values
    narrow = len(near) <= SHORT or len(meter.entries) <= SHORT  # a long line amid many has too many pairs
    largest = [at for at in _largest(numbers) if sum(bool(values[line][at]) for line in near) > 1]
    # those with the most digits may be the odd ones out, so one from the middle is heard as well
    heard = dict.fromkeys((*largest[:PIVOTS], *largest[len(largest) // 2 :][:1], *largest[PIVOTS:]))
    return [
        _Told(at, float(numbers[at].value * one), float(numbers[at].half * one))
        for at in islice(heard, MORE if narrow and _of_rates(side, target, meter) else WITNESSES)
    ]


def is_short(side: Side, target: int, meter: Meter) -> bool:
    """Whether a line is one of a few rates, of which two may well be wrong."""
    return _of_rates(side, target, meter) and len(meter.entries) <= SHORT


def _of_rates(side: Side, target: int, meter: Meter) -> bool:
    """Whether a line is of rates, and of more than are heard of any line."""
    rates = side.signed(target) or side.lines[target].role in RATES
    return rates and len(meter.entries) > WITNESSES


def _largest(numbers: Mapping[int, Number]) -> list[int]:
    """Where the figures with the most digits stand, those first."""
    return sorted(numbers, key=lambda at: -(abs(numbers[at].value) // max(numbers[at].half, 1)))


def _pairs(
    side: Side, near: Sequence[int], told: Sequence[_Told], sign: int, added: int
) -> Iterator[tuple[int, int]]:
    """Pairs whose ratio gives an entry: for a base the top must be one of a few values, looked up.

    Where the first entries give none, they may be wrong: the last is asked.
    """
    values, found = side.matrix.values, False
    for place, pivot in enumerate(told):
        if place >= PIVOTS and found:
            return
        tops = sorted((value, line) for line in near if (value := values[line][pivot.at]))
        widest = max((side.matrix.printed[line][pivot.at] for _, line in tops), default=0)
        ratio = (pivot.stated - added) * sign
        for base, below in tops:
            half = side.matrix.printed[below][pivot.at] * (abs(ratio) + pivot.half)
            margin = ROUNDED * (abs(base) * pivot.half + half + widest)
            for value, above in tops[bisect_left(tops, (base * ratio - margin,)) :]:
                if value > base * ratio + margin:
                    break
                if above != below and _agree(side, told, (above, below), sign, added):
                    found = True
                    yield above, below


def _agree(side: Side, told: Sequence[_Told], pair: tuple[int, int], sign: int, added: int) -> bool:
    """Whether telling entries are what two lines give, by their rounding, but for one, or two of five."""
    right = wrong = 0
    for at, stated, half in told:
        a, b = side.number(pair[0], at), side.number(pair[1], at)
        if a is None or b is None or not b.value or not a.value:
            continue
        ratio = a.value / b.value
        if not added:  # a plain ratio may be printed without its sign
            ratio, stated = abs(ratio), abs(stated)
        slack = half + abs(ratio) * (a.half / abs(a.value) + b.half / abs(b.value))
        if abs(sign * ratio + added - stated) <= slack * ROUNDED:
            right += 1
        else:
            wrong += 1
    return right > wrong and wrong <= (1 if len(told) < MORE else 2)
