"""Movements: something went from x to y, by so much. Patterns find them, this file measures them.

One movement gives up to two relations: its rate (growth, CAGR, points or multiple) and its difference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tieout.model import Fact, Operand, Relation, Severity
from tieout.quantity import PERCENT, Quantity, Tie
from tieout.relate.prose.measure import (
    UNIT,
    Reading,
    Value,
    alike,
    as_written,
    best,
    relation,
    together,
    value,
)
from tieout.relate.prose.skeleton import kind

_POINTS = re.compile(r"\s*(?:个?百分点|percentage points?|pct|pp|points?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Movement:
    """From `base` to `result` by the `deltas` (rates, differences, points or multiples).

    `direction` is 1 for words that rise, -1 for words that fall, 0 if the words do not say. `years` are the
    numbers of years that a compound rate may run (None: not compound; empty: not stated).
    """

    base: Fact | None
    result: Fact
    deltas: tuple[Fact, ...]
    direction: int
    years: tuple[int, ...] | None = None
    simple: bool = False  # a yearly average may be meant without compounding


def measure(movement: Movement) -> Iterator[Relation]:
    """The relations that a movement states; compound rates have a file of their own."""
    if movement.base is None:
        yield from _without_base(movement)
        return
    for delta in movement.deltas:
        found = _against_base(movement, movement.base, delta)
        if found is not None:
            yield found


def _against_base(movement: Movement, base: Fact, delta: Fact) -> Relation | None:
    if not alike(base.figure.amount, movement.result.figure.amount):
        return None
    by, of = kind(delta.figure.amount), kind(base.figure.amount)
    if movement.years is not None:
        return None
    if by == "P":
        return _rate(movement, base, delta) if of == "A" else _rate_of_rate(movement, base, delta)
    if by == "O":
        return (
            _points(movement, base, delta)
            if of == "P"
            else mistaken(_rate(movement, base, rated(delta)), delta)
        )
    if by == "X":
        return _fold(movement, base, delta) if of == "A" else None
    return _difference(movement, base, delta) if alike(delta.figure.amount, base.figure.amount) else None


def _rate(movement: Movement, base: Fact, delta: Fact) -> Relation:
    falls, stated = falling(movement, base, delta), value(delta.figure.amount, strict=True)
    readings = [Reading(stated, oriented(growth, falls)) for growth in growths(base, movement.result)]
    lenient, rounded = growths(base, movement.result, lenient=True), value(delta.figure.amount)
    doubtful = any(Reading(rounded, oriented(growth, falls)).tie.holds for growth in lenient)
    text = f"{_ratio(movement, base, falls)} = {delta.figure.text}"
    return relation("growth", delta, ends(base, movement.result), text, best(readings), cap=cap(doubtful))


def _rate_of_rate(movement: Movement, base: Fact, delta: Fact) -> Relation:
    """A percentage moved by a percentage: relative, or points said loosely."""
    falls, stated = falling(movement, base, delta), value(delta.figure.amount)
    opening, closing = together(base.figure.amount, movement.result.figure.amount)
    readings = [Reading(stated, oriented(growth, falls)) for growth in growths(base, movement.result)]
    readings.append(Reading(stated, oriented(closing - opening, falls), "read as percentage points"))
    text = f"{base.figure.text} to {movement.result.figure.text}: {delta.figure.text}"
    return relation("growth", delta, ends(base, movement.result), text, best(readings))


def _points(movement: Movement, base: Fact, delta: Fact) -> Relation:
    return _step("points", movement, base, delta, [(base.figure.amount, movement.result.figure.amount)])


def _difference(movement: Movement, base: Fact, delta: Fact) -> Relation:
    return _step("change", movement, base, delta, as_written(base, movement.result))


def _step(
    shape: str, movement: Movement, base: Fact, delta: Fact, pairs: Sequence[tuple[Quantity, Quantity]]
) -> Relation:
    """The difference of the two figures."""
    falls, stated = falling(movement, base, delta), value(delta.figure.amount)
    readings = []
    for low, high in pairs:
        opening, closing = together(low, high)
        readings.append(Reading(stated, oriented(closing - opening, falls)))
    first, second = (base, movement.result) if falls else (movement.result, base)
    text = f"{first.figure.text} - {second.figure.text} = {delta.figure.text}"
    return relation(shape, delta, ends(base, movement.result), text, best(readings))


def _fold(movement: Movement, base: Fact, delta: Fact) -> Relation:
    """增长 3 倍 means to four times, and often to three: fails only if neither fits."""
    result, times = movement.result, value(delta.figure.amount)
    if movement.direction < 0:
        return relation("multiple", delta, ends(base, result), "", None, reason="a fall by a multiple")
    ratios = growths(base, result)
    readings = [Reading(times, ratio) for ratio in ratios]
    readings += [Reading(times, ratio + UNIT, "read as 'to n times'") for ratio in ratios]
    text = f"{result.figure.text} / {base.figure.text} = {delta.figure.text}"
    return relation("multiple", delta, ends(base, result), text, best(readings))


def _without_base(movement: Movement) -> Iterator[Relation]:
    """y, up a or g: the base is y less a, so 1/g = y/a - 1 for a rise and y/a + 1 for a fall."""
    result = movement.result
    rates = [fact for fact in movement.deltas if kind(fact.figure.amount) in "PO"]
    amounts = [fact for fact in movement.deltas if kind(fact.figure.amount) == "A"]
    if len(rates) != 1 or len(amounts) != 1 or movement.direction == 0:
        return
    rate, amount = rates[0], amounts[0]
    if not alike(amount.figure.amount, result.figure.amount):
        return
    if kind(rate.figure.amount) == "O":
        wrong = mistaken(next(_without_base(replace(movement, deltas=(rated(rate), amount)))), rate)
        if wrong is not None:
            yield wrong
        return
    readings = []
    for high, step in as_written(result, amount):
        try:
            inverse = value(high) / value(step) - UNIT.scaled(movement.direction)
            readings.append(Reading(value(rate.figure.amount), UNIT / inverse))
        except ZeroDivisionError:
            continue
    less = "-" if movement.direction > 0 else "+"
    text = f"{amount.figure.text} / ({result.figure.text} {less} {amount.figure.text}) = {rate.figure.text}"
    operands = (Operand(amount, "change"), Operand(result, "result"))
    yield relation("growth", rate, operands, text, best(readings))


def rated(delta: Fact) -> Fact:
    """A delta printed in points, read as if it were printed in per cent."""
    quantity = delta.figure.amount
    percent = replace(quantity, unit=replace(PERCENT, factor=quantity.unit.factor))
    return replace(delta, figure=replace(delta.figure, quantity=percent))


def mistaken(found: Relation, delta: Fact) -> Relation | None:
    """A growth that holds once its points are read as per cent: amounts grow by no points."""
    if found.tie is None or not found.tie.holds:
        return None
    return replace(
        found, shape="points", subject=delta, tie=Tie(Fraction(1), Fraction(0)), computed=None,
        detail=f"{delta.figure.text} is a difference of percentages, but what changed is an amount",
        cause="percentage points for per cent", suggestion=_POINTS.sub("%", delta.figure.text),
    )  # fmt: skip


def _ratio(movement: Movement, base: Fact, falls: bool) -> str:
    ratio = f"{movement.result.figure.text} / {base.figure.text}"
    return f"1 - {ratio}" if falls else f"{ratio} - 1"


def falling(movement: Movement, base: Fact, delta: Fact) -> bool:
    """Whether a change is printed as the size of a fall; a minus sign of its own says so already."""
    if delta.figure.amount.value <= 0:
        return False
    if movement.direction == 0:
        return movement.result.figure.amount.value < base.figure.amount.value
    return movement.direction < 0


def oriented(change: Value, falls: bool) -> Value:
    """A change as its word makes it print: the size of a fall is positive."""
    return change.scaled(-1) if falls else change


def growths(base: Fact, result: Fact, *, lenient: bool = False) -> list[Value]:
    """y/x - 1 for every way to read the two units; none where the base may be zero or below."""
    growths = []
    for low, high in as_written(base, result):
        opening, closing = (value(low), value(high)) if lenient else together(low, high)
        if opening.interval.low is not None and opening.interval.low > 0:
            growths.append(closing / opening - UNIT)
    return growths


def cap(doubtful: bool) -> Severity:
    """A failure that rounded final zeros (of 20%, of 400) could explain is no error, but worth a look."""
    return Severity.WARNING if doubtful else Severity.ERROR


def ends(base: Fact, result: Fact) -> tuple[Operand, Operand]:
    """The operands of a movement."""
    return Operand(base, "base"), Operand(result, "result")
