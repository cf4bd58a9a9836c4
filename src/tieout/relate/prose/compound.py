"""Compound growth measured: g against (y / x)^(1/n) - 1, its root exact or enclosed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from tieout.equation import Equation, Number, Quotient, compound, grown
from tieout.model import Fact, Relation
from tieout.relate.prose.letter import kind
from tieout.relate.prose.measure import Reading, alike, best, relation, unmeasured
from tieout.relate.prose.movement import (
    NO_BASE,
    Movement,
    cap,
    change_term,
    falling,
    mistaken,
    pairs,
    rated,
)
from tieout.slip import Style
from tieout.wording import say


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
    if not years:
        text = f"({result.figure.text} / {base.figure.text})^(1/n) - 1 = {delta.figure.text}"
        return unmeasured("cagr", delta, (base, result), text, "the years are not stated")
    readings = list(_readings(base, result, delta, years, falls))
    if movement.simple:
        readings += _simple(base, result, delta, years, falls)
    chosen = best(readings)
    if chosen is None:
        return unmeasured("cagr", delta, (base, result), delta.figure.text, NO_BASE)
    lenient = _readings(base, result, delta, years, falls, lenient=True)
    doubtful = not chosen.tie.holds and any(reading.equation.holds for reading in lenient)
    cause = "" if chosen.tie.holds else _miscounted(base, result, delta, years, falls)
    found = relation(
        "cagr", chosen, cause=cause, cap=cap(doubtful), detail=chosen.note or f"{years[0]} years"
    )
    style = Style.of(delta.figure)
    if chosen.tie.holds or style is None or found.computed is None:
        return found
    # levels are copied, a compound rate is computed: it is the one that goes wrong
    return replace(found, culprit=delta, suggestion=style.value(found.computed))


def _readings(
    base: Fact, result: Fact, delta: Fact, years: Sequence[int], falls: bool, *, lenient: bool = False
) -> Iterator[Reading]:
    stated = change_term(delta, falls, strict=not lenient)
    for pair in pairs(base, result, lenient=lenient):
        yield from (Reading(compound(stated, *pair, n)) for n in years)


def _simple(base: Fact, result: Fact, delta: Fact, years: Sequence[int], falls: bool) -> Iterator[Reading]:
    """A yearly average without compounding."""
    stated = change_term(delta, falls, strict=True)
    for pair in pairs(base, result):
        for n in years:
            mean = Equation(stated, Quotient(grown(*pair), Number(Fraction(n))))
            yield Reading(mean, "a simple mean of the years")


def _miscounted(base: Fact, result: Fact, delta: Fact, years: Sequence[int], falls: bool) -> str:
    """Whether the rate fits another number of years, the usual slip."""
    for wrong in (years[0] + 1, years[0] - 1):
        if wrong < 1 or wrong in years:
            continue
        readings = _readings(base, result, delta, (wrong,), falls)
        if any(reading.tie.holds for reading in readings if reading.equation.tie() is not None):
            return say("computed over {wrong} years; the span is {span}", wrong=wrong, span=years[0])
    return ""
