"""What the forms of statements say of their slots, measured: movements and differences, and the table of all.

One function for each name that a form can say; it gives the relations of a match, or none where the figures
of its slots do not go together. Readings are tried inside: a relation fails only if none holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from tieout.equation import Equation, change, less, term
from tieout.model import Evidence, Fact, Operand, Relation
from tieout.quantity import Tie, Unit, decimal_text
from tieout.relate.prose import amounts, ratios
from tieout.relate.prose.compound import compounded
from tieout.relate.prose.matching import Match
from tieout.relate.prose.measure import Reading, alike, bare, scale, together
from tieout.relate.prose.movement import Movement, measure
from tieout.relate.prose.skeleton import kind
from tieout.relate.prose.span import years_between
from tieout.relate.prose.told import told, unless_far

_PERCENT = 100
_YEAR = re.compile(r"(?:19|20)\d\d")


def movement(match: Match) -> Iterator[Relation]:
    """From `base` to `result` by `change`, and by `second` where both are given."""
    deltas = [fact for slot in ("change", "second") if (fact := match.get(slot)) is not None]
    if match.said("point_word"):
        deltas = [_in_points(fact) if bare(fact.figure.amount) else fact for fact in deltas]
    base, result = match.get("base"), match.one("result")
    if any(not _may_step(delta, result) for delta in deltas):
        return
    if base is not None:
        base = _in_unit_of(base, result)
    for found in measure(Movement(base, result, tuple(deltas), direction(match))):
        yield _as_fraction(found) if match.tight else unless_far(match, _as_fraction(found))


def _may_step(delta: Fact, result: Fact) -> bool:
    """Whether a change can be one of these levels: an amount of their unit, or without any; a rate always."""
    step, level = delta.figure.amount, result.figure.amount
    if kind(step) != "A" or kind(level) != "A" or alike(step, level, bound=False):
        return True
    return bare(step) and not scale(delta)


def _as_fraction(found: Relation) -> Relation:
    """A rate that is a fraction with a percent sign: 0.5% for 50%."""
    stated, computed = found.subject, found.computed
    if stated is None or computed is None or found.tie is None or found.tie.holds:
        return found
    if kind(stated.figure.amount) != "P" or computed != stated.figure.amount.value * _PERCENT:
        return found
    suggestion = f"{decimal_text(computed * _PERCENT)}%"
    return replace(
        found, culprit=stated, cause="a fraction is printed as a percentage", suggestion=suggestion
    )


def _in_unit_of(base: Fact, result: Fact) -> Fact:
    """A base whose unit goes on where that of the result is cut short: 0.36 tonnes a day, now 0.54 tonnes."""
    own, other = base.figure.amount.unit, result.figure.amount.unit
    if own.powers == other.powers or not other.powers or not set(other.powers) < set(own.powers):
        return base
    quantity = replace(base.figure.amount, unit=other)
    return replace(base, figure=replace(base.figure, quantity=quantity))


def direction(match: Match) -> int:
    """1 where the words rise, -1 where they fall, 0 where they do not say."""
    if match.said("prose_rise", "prose_rate_of_rise"):
        return 1
    return -1 if match.said("prose_fall", "prose_rate_of_fall") else 0


def compound(match: Match) -> Iterator[Relation]:
    """From `base` in one year to `result` in another at the compound rate `change`."""
    first, last = (match.one(slot).figure.dates for slot in ("first", "last"))
    base, result = match.one("base"), match.one("result")
    years = None if first is None or last is None else years_between(first, last)
    if years is not None and alike(base.figure.amount, result.figure.amount):
        yield from compounded(Movement(base, result, (match.one("change"),), direction(match), (years,)))


def gap(match: Match) -> Iterator[Relation]:
    """`gap` is by how much `one` and `other` differ, in whichever direction."""
    one, other, stated = match.one("one"), match.one("other"), match.one("gap")
    if not alike(one.figure.amount, other.figure.amount, bound=False):
        return
    if kind(one.figure.amount) == "P" and match.said("point_word") and bare(stated.figure.amount):
        stated = _in_points(stated)
    of, by = kind(one.figure.amount), kind(stated.figure.amount)
    if (of, by) not in (("P", "O"), ("P", "P"), ("A", "A")):
        return
    if by == "A" and not alike(stated.figure.amount, one.figure.amount, bound=False):
        return
    high, low = sorted((one, other), key=lambda fact: fact.figure.amount.value, reverse=True)
    top, bottom = together(high, low)
    shape = "points" if of == "P" else "change"
    said = Equation(term(stated, "difference"), less(top, bottom))
    yield told(match, shape, Reading(said), of=high.figure.amount.value)


def _in_points(fact: Fact) -> Fact:
    """A bare number of points between two rates: 58% and 46%, a gap of 12 points."""
    quantity = replace(fact.figure.amount, unit=Unit("points", (("point", 1),), Fraction(1, _PERCENT)))
    return replace(fact, figure=replace(fact.figure, quantity=quantity))


def upside(match: Match) -> Iterator[Relation]:
    """`change` is what lies between `price` and `target`."""
    price, target, stated = match.one("price"), match.one("target"), match.one("change")
    if not alike(price.figure.amount, target.figure.amount, bound=False):
        return
    falls = target.figure.amount.value < price.figure.amount.value and stated.figure.amount.value > 0
    now, then = together(price, target, None, ("price", "target"))
    if now.interval.is_positive():
        size = term(stated, "upside", factor=-1 if falls else 1)
        yield told(match, "growth", Reading(change(size, now, then)))


def stretch(match: Match) -> Iterator[Relation]:
    """What begins on the day `first` does not end before it, on the day `last`."""
    first, last = match.one("first"), match.one("last")
    a, b = first.figure.dates, last.figure.dates
    if a is None or b is None or not match.tight or _has_year(first) != _has_year(last):
        return
    gap = max(a.first - b.last, 0)
    yield Relation(
        "order", "period", Evidence.STATED, f"{first.figure.text} <= {last.figure.text}", last,
        (Operand(first, "start"),), Tie(Fraction(gap), Fraction(0)), report=last.report,
        detail=f"what begins on {first.figure.text} ends before it" if gap else "",
    )  # fmt: skip


def _has_year(fact: Fact) -> bool:
    return _YEAR.search(fact.figure.text) is not None


MEASURES: dict[str, tuple[str, Callable[[Match], Iterator[Relation]]]] = {  # what is said: kind, and how
    "movement": ("formula", movement),
    "compound": ("formula", compound),
    "share": ("formula", ratios.share),
    "gap": ("formula", gap),
    "mean": ("formula", ratios.average),
    "mean-of-things": ("formula", ratios.mean_of_things),
    "times": ("formula", ratios.times),
    "cost": ("formula", ratios.cost),
    "product": ("formula", ratios.multiplied),
    "each": ("formula", ratios.each),
    "ratio": ("formula", ratios.ratio),
    "upside": ("formula", upside),
    "parts": ("total", amounts.parts),
    "made": ("total", amounts.made),
    "multiple": ("formula", ratios.multiple),
    "tally": ("total", amounts.tally),
    "within": ("total", amounts.within),
    "weighted": ("formula", ratios.weighted),
    "lasts": ("formula", ratios.lasts),
    "stretch": ("order", stretch),
    "order": ("comparison", amounts.ordered),
}
