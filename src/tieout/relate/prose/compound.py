"""Compound growth measured: (1 + g)^n against y/x, which needs no root.

The root is drawn only to say what the rate should be; gap and slack are given on the scale of the rate, and
whether they hold is what the exact comparison of powers decided.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from tieout.model import Fact, Relation
from tieout.quantity import Interval, Quantity, Tie, compare
from tieout.relate.prose.measure import UNIT, Reading, Value, alike, best, relation, root, value
from tieout.relate.prose.movement import Movement, cap, ends, falling, growths, mistaken, rated
from tieout.relate.prose.skeleton import kind

_FINER = 1000  # parts of a printed unit to which roots are drawn


def compounded(movement: Movement) -> Iterator[Relation]:
    """The compound rates that a movement states."""
    base, years = movement.base, movement.years
    for delta in movement.deltas:
        by = kind(delta.figure.amount)
        if base is None or years is None or not alike(base.figure.amount, movement.result.figure.amount):
            continue
        if by == "P":
            yield _compound(movement, base, delta, years)
        elif (
            by == "O"
            and (wrong := mistaken(_compound(movement, base, rated(delta), years), delta)) is not None
        ):
            yield wrong


def _compound(movement: Movement, base: Fact, delta: Fact, years: Sequence[int]) -> Relation:
    result, falls = movement.result, falling(movement, base, delta)
    operands = ends(base, result)
    text = f"({result.figure.text} / {base.figure.text})^(1/{years[0] if years else 'n'}) - 1"
    text = (
        f"1 - {text.removesuffix(' - 1')} = {delta.figure.text}" if falls else f"{text} = {delta.figure.text}"
    )
    if not years:
        return relation("cagr", delta, operands, text, None, reason="the years are not stated")
    factor = _factor(delta.figure.amount, falls, strict=True)
    chosen = best(_readings(factor, growths(base, result), years, movement.simple))
    if chosen is None:
        return relation("cagr", delta, operands, text, None)
    rounded = _factor(delta.figure.amount, falls, strict=False)
    doubtful = any(r.tie.holds for r in _readings(rounded, growths(base, result, lenient=True), years, False))
    cause = "" if chosen.tie.holds else _miscounted(factor, growths(base, result), years)
    found = relation("cagr", delta, operands, text, chosen, cause=cause, cap=cap(doubtful))
    if movement.simple and chosen.tie.holds:
        return found
    tie, rate = _on_rate_scale(delta.figure.amount, chosen, years[0], falls)
    return replace(found, tie=tie, computed=rate, detail=f"{years[0]} years")


def _factor(rate: Quantity, falls: bool, *, strict: bool) -> Value:
    """1 + g; a rate said to be less than g (不到 10%) may be a loss of everything."""
    printed = value(rate, strict=strict)
    factor = UNIT - printed if falls else UNIT + printed
    if factor.interval.low is None or factor.interval.low < 0:
        return Value(replace(factor.interval, low=Fraction(0)), factor.point)
    return factor


def _readings(factor: Value, changes: Sequence[Value], years: Sequence[int], simple: bool) -> list[Reading]:
    readings = [Reading(factor.power(n), change + UNIT) for change in changes for n in years]
    if simple:
        readings += [
            Reading(factor - UNIT, change.scaled(Fraction(1, n)), "a simple mean of the years")
            for change in changes
            for n in years
        ]
    return readings


def _on_rate_scale(rate: Quantity, chosen: Reading, years: int, falls: bool) -> tuple[Tie, Fraction]:
    """The gap between the stated rate and the rate that follows, with the verdict of the powers."""
    ratio, fine = chosen.computed, rate.quantum / _FINER
    sign = -1 if falls else 1
    nearest = sign * root(ratio.point, years, rate.quantum)
    low, high = (
        None if end is None else root(max(end, Fraction(0)), years, fine)
        for end in (ratio.interval.low, ratio.interval.high)
    )
    allowed = Interval(low, high).scaled(sign)
    tie = compare(rate.hedged_strict, rate.value, allowed, nearest)
    if chosen.tie.holds:
        return Tie(tie.gap, max(tie.slack, tie.gap)), nearest
    gap = max(tie.gap, fine)
    return Tie(gap, min(tie.slack, gap - fine), closed=False), nearest


def _miscounted(factor: Value, changes: Sequence[Value], years: Sequence[int]) -> str:
    """Whether the rate fits another number of years, the usual slip."""
    for wrong in (years[0] + 1, years[0] - 1):
        if wrong < 1 or wrong in years:
            continue
        if any(Reading(factor.power(wrong), change + UNIT).tie.holds for change in changes):
            return f"computed over {wrong} years; the span is {years[0]}"
    return ""
