"""Movements: something went from x to y, by so much. Patterns find them, this file measures them.

One movement gives up to two relations: its rate (growth, CAGR, points or multiple) and its difference.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tieout.equation import Term, change, change_of_result, points, quotient, read, term
from tieout.lexicon import WordList
from tieout.model import Fact, Relation, Severity
from tieout.quantity import PERCENT, Quantity, Tie
from tieout.relate.misreckoned import misreckoned
from tieout.relate.prose.letter import kind
from tieout.relate.prose.measure import (
    Reading,
    alike,
    as_written,
    best,
    relation,
    scale,
    together,
    unmeasured,
)
from tieout.slip import Style
from tieout.wording import say

ENDS = ("base", "result")
NO_BASE = say("the base may be zero")
_BEHIND_DIGITS = re.compile(r"(?<=\d)[^\d]*\Z")  # the word for points


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


def skips_a_year(change: Collection[str], base: Collection[str]) -> bool:
    """Whether a change from the period right before would be held against a figure of a year ago.

    Args:
        change: the lists of the words that are told of the change.
        base: those of the words that are told of the figure.
    """
    return WordList.PROSE_IN_SEQUENCE in change and WordList.PROSE_YEAR_AGO in base


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
    if movement.years is not None or _is_retold(delta, movement.result):
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
        return _fold(movement, base, delta) if of == "A" else _difference(movement, base, delta)
    printed_alike = scale(delta) == scale(base)  # 41 new shops are no part of $360 million
    near = alike(delta.figure.amount, base.figure.amount, bound=printed_alike)
    return _difference(movement, base, delta) if near else None


def _is_retold(delta: Fact, result: Fact) -> bool:
    """Whether a rate only says a rate once more: a margin of 21.0% (21.0%)."""
    same = delta.figure.amount.value == result.figure.amount.value
    return same and kind(delta.figure.amount) == kind(result.figure.amount) == "P"


def _rate(movement: Movement, base: Fact, delta: Fact) -> Relation:
    falls, result = falling(movement, base, delta), movement.result
    stated = change_term(delta, falls, strict=True)
    readings = [Reading(change(stated, *pair)) for pair in pairs(base, result)]
    chosen = best(readings)
    if chosen is None:
        return unmeasured("growth", delta, (base, result), delta.figure.text, NO_BASE)
    rounded = change_term(delta, falls)
    lenient = (change(rounded, *pair) for pair in pairs(base, result, lenient=True))
    found = relation("growth", chosen, cap=cap(not chosen.tie.holds and any(said.holds for said in lenient)))
    return found if found.holds else _misreckoned(found, stated, pairs(base, result))


def _misreckoned(
    found: Relation, stated: Term[Fact], written: Iterable[tuple[Term[Fact], Term[Fact]]]
) -> Relation:
    """A growth that misses, with the mistake that explains it: on the later figure, the wrong way round."""
    cause = next((said for pair in written if (said := misreckoned(stated, *pair))), "")
    style = Style.of(stated.fact.figure)
    if not cause or style is None or found.computed is None:
        return found
    return replace(found, culprit=stated.fact, cause=cause, suggestion=style.value(found.computed))


def _rate_of_rate(movement: Movement, base: Fact, delta: Fact) -> Relation:
    """A percentage moved by a percentage: relative, or points said loosely."""
    stated = change_term(delta, falling(movement, base, delta))
    readings = [Reading(change(stated, *pair)) for pair in pairs(base, movement.result)]
    pair = together(base, movement.result, None, ENDS)
    readings.append(Reading(points(stated, *pair), "read as percentage points"))
    text = f"{base.figure.text} to {movement.result.figure.text}: {delta.figure.text}"
    return relation("growth", best(readings) or readings[-1], expression=text)


def _points(movement: Movement, base: Fact, delta: Fact) -> Relation:
    told = base.figure.amount, movement.result.figure.amount
    sizes = [(_size(told[0]), _size(told[1]))] if told[0].value * told[1].value < 0 else []
    return _step("points", movement, base, delta, [told, *sizes])


def _size(quantity: Quantity) -> Quantity:
    """A rate without its sign, as a word for a fall says it: down 0.8%, against -2.9% in June."""
    return replace(quantity, numeral=replace(quantity.numeral, digits=abs(quantity.numeral.digits)))


def _difference(movement: Movement, base: Fact, delta: Fact) -> Relation:
    return _step("change", movement, base, delta, as_written(base, movement.result))


def _step(
    shape: str, movement: Movement, base: Fact, delta: Fact, written: Sequence[tuple[Quantity, Quantity]]
) -> Relation:
    """The difference of the two figures."""
    stated = change_term(delta, falling(movement, base, delta))
    readings = [Reading(points(stated, *together(base, movement.result, pair, ENDS))) for pair in written]
    return relation(shape, best(readings) or readings[0])


def _fold(movement: Movement, base: Fact, delta: Fact) -> Relation:
    """增长 3 倍 means to four times, and often to three: fails only if neither fits."""
    result, times = movement.result, term(delta, "multiple")
    text = f"{result.figure.text} / {base.figure.text} = {delta.figure.text}"
    if movement.direction < 0:
        return unmeasured("multiple", delta, (base, result), "", say("a fall by a multiple"))
    ratios = [(opening, closing) for opening, closing in pairs(base, result)]
    readings = [Reading(change(times, *pair)) for pair in ratios]
    readings += [Reading(quotient(times, high, low), "read as 'to n times'") for low, high in ratios]
    chosen = best(readings)
    if chosen is None:
        return unmeasured("multiple", delta, (base, result), text, NO_BASE)
    return relation("multiple", chosen, expression=text)


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
    readings = [
        Reading(
            change_of_result(
                term(rate, "rate"), read(amount, step, "change"), read(result, high, "result"),
                movement.direction,
            )
        )
        for high, step in as_written(result, amount)
    ]  # fmt: skip
    less = "-" if movement.direction > 0 else "+"
    text = f"{amount.figure.text} / ({result.figure.text} {less} {amount.figure.text}) = {rate.figure.text}"
    yield relation("growth", best(readings) or readings[0], expression=text)


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
        found, shape="points", subject=delta, tie=Tie(Fraction(1), Fraction(0)), computed=None, equation=None,
        detail=f"{delta.figure.text} is a difference of percentages, but what changed is an amount",
        cause=say("percentage points for per cent"), suggestion=_BEHIND_DIGITS.sub("%", delta.figure.text),
    )  # fmt: skip


def falling(movement: Movement, base: Fact, delta: Fact) -> bool:
    """Whether a change is printed as the size of a fall; a minus sign of its own says so already."""
    if delta.figure.amount.value <= 0:
        return False
    if movement.direction == 0:
        return movement.result.figure.amount.value < base.figure.amount.value
    return movement.direction < 0


def change_term(delta: Fact, falls: bool, *, strict: bool = False) -> Term[Fact]:
    """A change as its word makes it print: the size of a fall is positive."""
    return term(delta, "rate", factor=-1 if falls else 1, strict=strict)


def pairs(base: Fact, result: Fact, *, lenient: bool = False) -> Iterator[tuple[Term[Fact], Term[Fact]]]:
    """Base and result for every way to read the two units; none where the base may be zero or below."""
    for low, high in as_written(base, result):
        opening, closing = together(base, result, (low, high), ENDS)
        if lenient:
            opening, closing = read(base, low, ENDS[0]), read(result, high, ENDS[1])
        if opening.interval.is_positive():
            yield opening, closing


def cap(doubtful: bool) -> Severity:
    """A failure that rounded final zeros (of 20%, of 400) could explain is no error, but worth a look."""
    return Severity.WARNING if doubtful else Severity.ERROR
