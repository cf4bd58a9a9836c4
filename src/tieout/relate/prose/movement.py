"""Movements: something went from x to y, by so much. Patterns find them, this file measures them.

One movement gives up to two relations: its rate (growth, CAGR, points or multiple) and its difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from tieout.model import Fact, Operand, Relation, Severity
from tieout.quantity import Quantity
from tieout.relate.prose.measure import (
    UNIT,
    Reading,
    Value,
    alike,
    as_written,
    best,
    relation,
    root,
    together,
    value,
)
from tieout.relate.prose.skeleton import kind


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
    """The relations that a movement states."""
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
        return _compound(movement, base, delta) if by == "P" else None
    if by == "P":
        return _rate(movement, base, delta) if of == "A" else _rate_of_rate(movement, base, delta)
    if by == "O":
        return _points(movement, base, delta) if of == "P" else None
    if by == "X":
        return _fold(movement, base, delta) if of == "A" else None
    return _difference(movement, base, delta) if alike(delta.figure.amount, base.figure.amount) else None


def _rate(movement: Movement, base: Fact, delta: Fact) -> Relation:
    result = movement.result
    stated = _signed(delta.figure.amount, movement.direction)
    readings = [Reading(stated, growth) for growth in _growths(base, result)]
    text = f"{result.figure.text} / {base.figure.text} - 1 = {_printed(delta, movement.direction)}"
    doubtful = any(Reading(stated, growth).tie.holds for growth in _growths(base, result, lenient=True))
    return relation("growth", delta, _ends(base, result), text, best(readings), cap=_cap(doubtful))


def _rate_of_rate(movement: Movement, base: Fact, delta: Fact) -> Relation | None:
    """A percentage moved by a percentage: relative, or points said loosely."""
    result = movement.result
    stated = _signed(delta.figure.amount, movement.direction)
    opening, closing = together(base.figure.amount, result.figure.amount)
    points = closing - opening
    readings = [Reading(stated, growth) for growth in _growths(base, result)]
    readings.append(Reading(stated, points, "read as percentage points"))
    text = f"{result.figure.text} against {base.figure.text}: {_printed(delta, movement.direction)}"
    return relation("growth", delta, _ends(base, result), text, best(readings))


def _points(movement: Movement, base: Fact, delta: Fact) -> Relation:
    result = movement.result
    stated = _signed(delta.figure.amount, movement.direction)
    opening, closing = together(base.figure.amount, result.figure.amount)
    computed = closing - opening
    text = f"{result.figure.text} - {base.figure.text} = {_printed(delta, movement.direction)}"
    return relation("points", delta, _ends(base, result), text, Reading(stated, computed))


def _difference(movement: Movement, base: Fact, delta: Fact) -> Relation:
    result = movement.result
    stated = _signed(delta.figure.amount, movement.direction)
    readings = []
    for low, high in as_written(base, result):
        opening, closing = together(low, high)
        readings.append(Reading(stated, closing - opening))
    text = f"{result.figure.text} - {base.figure.text} = {_printed(delta, movement.direction)}"
    return relation("change", delta, _ends(base, result), text, best(readings))


def _fold(movement: Movement, base: Fact, delta: Fact) -> Relation:
    """增长 3 倍 means to four times, and often to three: fails only if neither fits."""
    result, times = movement.result, value(delta.figure.amount)
    ratios = _growths(base, result)
    if movement.direction < 0:
        return relation("multiple", delta, _ends(base, result), "", None, reason="a fall by a multiple")
    readings = [Reading(times, ratio) for ratio in ratios]
    readings += [Reading(times, ratio + UNIT, "read as 'to n times'") for ratio in ratios]
    text = f"{result.figure.text} / {base.figure.text} = {delta.figure.text}"
    return relation("multiple", delta, _ends(base, result), text, best(readings))


def _compound(movement: Movement, base: Fact, delta: Fact) -> Relation:
    """(1 + g)^n = y/x; no root is needed."""
    result = movement.result
    text = f"({result.figure.text} / {base.figure.text})^(1/n) - 1 = {_printed(delta, movement.direction)}"
    years = movement.years or ()
    if not years:
        return relation("cagr", delta, _ends(base, result), text, None, reason="the years are not stated")
    factor = UNIT + _signed(delta.figure.amount, movement.direction)
    if factor.interval.low is None or factor.interval.low < 0:  # 不到 10%: down to a loss of everything
        factor = Value(replace(factor.interval, low=Fraction(0)), factor.point)
    readings = []
    for ratio in (growth + UNIT for growth in _growths(base, result)):
        readings += [Reading(factor.power(n), ratio, f"{n} years") for n in years]
        if movement.simple:
            readings += [Reading(factor - UNIT, (ratio - UNIT).scaled(Fraction(1, n))) for n in years]
    chosen = best(readings)
    cause = ""
    if chosen is not None and not chosen.tie.holds:
        cause = _miscounted(factor, _growths(base, result), years)
    text = text.replace("1/n", f"1/{years[0]}")
    doubtful = any(
        Reading(factor.power(n), growth + UNIT).tie.holds
        for growth in _growths(base, result, lenient=True)
        for n in years
    )
    found = relation("cagr", delta, _ends(base, result), text, chosen, cause=cause, cap=_cap(doubtful))
    if chosen is None:
        return found
    printed = result.figure.amount.value / base.figure.amount.value
    return replace(found, computed=root(printed, years[0], delta.figure.amount.quantum))


def _miscounted(factor: Value, growths: list[Value], years: tuple[int, ...]) -> str:
    """Whether the rate fits another number of years, the usual slip."""
    for wrong in (years[0] + 1, years[0] - 1):
        if wrong < 1 or wrong in years:
            continue
        if any(Reading(factor.power(wrong), growth + UNIT).tie.holds for growth in growths):
            return f"computed over {wrong} years; the span is {years[0]}"
    return ""


def _without_base(movement: Movement) -> Iterator[Relation]:
    """y, up a or g: the base is y less a, so 1/g = y/a - 1 for a rise and y/a + 1 for a fall."""
    result = movement.result
    rates = [fact for fact in movement.deltas if kind(fact.figure.amount) == "P"]
    amounts = [fact for fact in movement.deltas if kind(fact.figure.amount) == "A"]
    if len(rates) != 1 or len(amounts) != 1 or movement.direction == 0:
        return
    rate, amount = rates[0], amounts[0]
    if not alike(amount.figure.amount, result.figure.amount):
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
    ends = (Operand(amount, "change"), Operand(result, "result"))
    yield relation("growth", rate, ends, text, best(readings))


def _growths(base: Fact, result: Fact, *, lenient: bool = False) -> list[Value]:
    """y/x - 1 for every way to read the two units; none where the base may be zero or below."""
    growths = []
    for low, high in as_written(base, result):
        opening, closing = (value(low), value(high)) if lenient else together(low, high)
        if opening.interval.low is not None and opening.interval.low > 0:
            growths.append(closing / opening - UNIT)
    return growths


def _cap(doubtful: bool) -> Severity:
    """A failure that rounded final zeros could explain is no error."""
    return Severity.WARNING if doubtful else Severity.ERROR


def _signed(quantity: Quantity, direction: int) -> Value:
    """A stated change with the sign that its word gives; words of fall carry the minus themselves."""
    printed = value(quantity)
    return printed.scaled(-1) if direction < 0 and quantity.value > 0 else printed


def _printed(delta: Fact, direction: int) -> str:
    return f"-{delta.figure.text}" if direction < 0 and delta.figure.amount.value > 0 else delta.figure.text


def _ends(base: Fact, result: Fact) -> tuple[Operand, Operand]:
    return Operand(base, "base"), Operand(result, "result")
