"""What the forms of statements say of their slots, measured.

One function for each name that a form can say; it gives the relations of a match, or none where the figures
of its slots do not go together. Readings are tried inside: a relation fails only if none holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from tieout.equation import (
    Equation,
    Sign,
    Term,
    change,
    less,
    mean,
    order,
    product,
    quotient,
    read,
    term,
    total,
)
from tieout.model import Fact, Relation, Severity
from tieout.quantity import Quantity, decimal_text
from tieout.relate.prose.compound import compounded
from tieout.relate.prose.matching import Match, listed_alike
from tieout.relate.prose.measure import (
    Reading,
    alike,
    as_written,
    bare,
    best,
    borrowed,
    relation,
    scale,
    together,
)
from tieout.relate.prose.movement import Movement, measure
from tieout.relate.prose.share import share_of
from tieout.relate.prose.skeleton import kind
from tieout.relate.prose.span import years_between

_FAR = Fraction(3)  # a figure more times off than this is of something else
_HOURS = Fraction(24)
_PERCENT = 100


def movement(match: Match) -> Iterator[Relation]:
    """From `base` to `result` by `change`, and by `second` where both are given."""
    deltas = [fact for slot in ("change", "second") if (fact := match.get(slot)) is not None]
    base, result = match.get("base"), match.one("result")
    if base is not None:
        base = _in_unit_of(base, result)
    for found in measure(Movement(base, result, tuple(deltas), direction(match))):
        yield _as_fraction(found)


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


def share(match: Match) -> Iterator[Relation]:
    """`share` is what `part` is of `whole`."""
    part, whole = match.one("part"), match.one("whole")
    if alike(part.figure.amount, whole.figure.amount):
        found = share_of(part, whole, match.one("share"))
        if found is not None:
            yield found


def gap(match: Match) -> Iterator[Relation]:
    """`gap` is by how much `one` and `other` differ, in whichever direction."""
    one, other, stated = match.one("one"), match.one("other"), match.one("gap")
    if not alike(one.figure.amount, other.figure.amount, bound=False):
        return
    of, by = kind(one.figure.amount), kind(stated.figure.amount)
    if (of, by) not in (("P", "O"), ("P", "P"), ("A", "A")):
        return
    if by == "A" and not alike(stated.figure.amount, one.figure.amount, bound=False):
        return
    high, low = sorted((one, other), key=lambda fact: fact.figure.amount.value, reverse=True)
    top, bottom = together(high, low)
    shape = "points" if of == "P" else "change"
    yield relation(shape, Reading(Equation(term(stated, "difference"), less(top, bottom))))


def average(match: Match) -> Iterator[Relation]:
    """`mean` is the mean of `values`."""
    values, stated = match.slots["values"], match.one("mean")
    if not _one_measure((*values, stated)):
        return
    parts = [_borrowing(fact, stated, "value") for fact in values]
    yield relation("average", Reading(mean(term(stated, "average"), parts)))


def times(match: Match) -> Iterator[Relation]:
    """`times` says how many times the one of `one` and `other` is the other, whichever is the larger."""
    stated, one, other = match.one("times"), match.one("one"), match.one("other")
    if not alike(one.figure.amount, other.figure.amount, bound=False):
        return
    high, low = sorted((one, other), key=lambda fact: abs(fact.figure.amount.value), reverse=True)
    top, bottom = together(high, low, None, ("larger", "smaller"))
    if bottom.interval.low is None or bottom.interval.low <= 0:
        return
    readings = [Reading(quotient(term(stated, "multiple"), top, bottom))]
    if match.said("more_times"):
        readings.append(Reading(change(term(stated, "multiple"), bottom, top), "read as 'n times more'"))
    yield relation("multiple", best(readings) or readings[0])


def cost(match: Match) -> Iterator[Relation]:
    """`total` is what `count` things cost at `price` each, over `more` factors if there are any."""
    stated, count, price = match.one("total"), match.one("count"), match.one("price")
    more = [fact for slot in ("more",) if (fact := match.get(slot)) is not None]
    if not _money(price) or _money(price) != _money(stated) or any(_money(f) for f in (count, *more)):
        return
    factors = [term(fact, "factor", strict=True) for fact in (count, *more, price)]
    by_hour = ("hour", -1) in price.figure.amount.unit.powers
    daily = match.said("per_day") and by_hour and ("hour", -1) not in stated.figure.amount.unit.powers
    constant = _HOURS if daily else 1
    yield relation("product", Reading(product(term(stated, "total"), factors, constant)))


def each(match: Match) -> Iterator[Relation]:
    """`total` over `count` things is `price` for each."""
    stated, count, price = match.one("total"), match.one("count"), match.one("price")
    if not _money(price) or _money(price) != _money(stated) or _money(count):
        return
    below = term(count, "number", strict=True)
    if below.interval.low is not None and below.interval.low > 0:
        yield relation("product", Reading(quotient(term(price, "each"), term(stated, "total"), below)))


def ratio(match: Match) -> Iterator[Relation]:
    """`ratio` is `above` over `below`."""
    above, below, stated = match.one("above"), match.one("below"), match.one("ratio")
    if not alike(above.figure.amount, below.figure.amount):
        return
    readings = []
    for pair in as_written(above, below):
        top, bottom = together(above, below, pair)
        if bottom.interval.low is not None and bottom.interval.low > 0:
            readings.append(Reading(quotient(term(stated, "ratio"), top, bottom)))
    chosen = best(readings)
    if chosen is not None:
        yield relation("identity", chosen)


def upside(match: Match) -> Iterator[Relation]:
    """`change` is what lies between `price` and `target`."""
    price, target, stated = match.one("price"), match.one("target"), match.one("change")
    if not alike(price.figure.amount, target.figure.amount, bound=False):
        return
    falls = target.figure.amount.value < price.figure.amount.value and stated.figure.amount.value > 0
    now, then = together(price, target, None, ("price", "target"))
    if now.interval.low is not None and now.interval.low > 0:
        yield relation(
            "growth", Reading(change(term(stated, "upside", factor=-1 if falls else 1), now, then))
        )


def parts(match: Match) -> Iterator[Relation]:
    """`whole` is the sum of `parts`, or of `first` and `second`."""
    whole = match.one("whole")
    listed = match.slots.get("parts") or (match.one("first"), match.one("second"))
    if not _one_measure((whole, *listed)):
        return
    counted = all(_counts_things(fact.figure.amount) for fact in (whole, *listed))
    owner = max((whole, *listed), key=lambda fact: (not bare(fact.figure.amount), scale(fact)))
    stated, *terms = (_exactly(fact, owner, counted) for fact in (whole, *listed))
    reading = Reading(total(stated, terms))
    low, high = sorted(map(abs, reading.points))
    if high > _FAR * low:
        return
    yield relation("prose", reading, kind_name="total")


def tally(match: Match) -> Iterator[Relation]:
    """`whole` things of which `parts` count all, where every figure counts."""
    figures = (match.one("whole"), *match.slots["parts"])
    rest = [mark.fact for mark in match.line.marks if mark.fact is not None and mark.letter not in "DZ"]
    if rest[-1] is not figures[-1]:
        return
    if all(_counts_things(fact.figure.amount) for fact in figures) and len(figures) > 2:
        yield from parts(match)


def within(match: Match) -> Iterator[Relation]:
    """What grew by `change` has become `result`, which cannot be less."""
    step, level = match.one("change"), match.one("result")
    if not alike(step.figure.amount, level.figure.amount, bound=False):
        return
    said = order(term(step, "part"), Sign.AT_MOST, term(level, "whole"))
    tie = said.tie()
    detail = "it grew by more than it has become" if tie is not None and not tie.holds else ""
    yield Relation.of(said, kind="total", shape="part-of-whole", detail=detail, cap=Severity.WARNING)


def ordered(match: Match) -> Iterator[Relation]:
    """`one` is above, or below, `other`, as the word between them says."""
    one, other = match.one("one"), match.one("other")
    a, b = one.figure.amount, other.figure.amount
    if not alike(a, b, bound=False) or a.hedge is not None or b.hedge is not None:
        return
    left, right = together(one, other, None, ("part", "compared with"))
    above = match.said("prose_above")
    said = order(left, Sign.ABOVE if above else Sign.BELOW, right)
    tie = said.tie()
    detail = f"the text says {'higher' if above else 'lower'}" if tie is not None and not tie.holds else ""
    yield Relation.of(said, kind="comparison", shape="words", detail=detail)


def _one_measure(facts: Sequence[Fact]) -> bool:
    """Whether all figures of a list are of one measure, whose unit may be printed once."""
    return all(listed_alike(facts[0].figure.amount, fact.figure.amount) for fact in facts[1:])


def _borrowing(fact: Fact, owner: Fact, role: str) -> Term[Fact]:
    """A figure with the unit that is printed once, with the mean."""
    pairs = as_written(fact, owner)
    return read(fact, pairs[-1][0], role)


def _counts_things(quantity: Quantity) -> bool:
    """Whether a figure counts single things, which nobody rounds."""
    plain = quantity.numeral.exponent == 0 and quantity.numeral.decimals == 0
    return plain and quantity.hedge is None and (bare(quantity) or quantity.unit.counts)


def _exactly(fact: Fact, owner: Fact, counted: bool) -> Term[Fact]:
    """A part or a whole with the unit that is printed once; what counts things is exact."""
    quantity = borrowed(fact, owner) if bare(fact.figure.amount) and not scale(fact) else fact.figure.amount
    if counted and not quantity.numeral.trailing_zeros:
        quantity = replace(quantity, exact=True)
    return read(fact, quantity)


def _money(fact: Fact) -> str:
    """The currency of an amount or a price, whatever the price is per."""
    return "+".join(base for base, power in fact.figure.amount.unit.powers if power > 0 and base.isupper())


MEASURES: dict[str, tuple[str, Callable[[Match], Iterator[Relation]]]] = {  # what is said: kind, and how
    "movement": ("formula", movement),
    "compound": ("formula", compound),
    "share": ("formula", share),
    "gap": ("formula", gap),
    "mean": ("formula", average),
    "times": ("formula", times),
    "cost": ("formula", cost),
    "each": ("formula", each),
    "ratio": ("formula", ratio),
    "upside": ("formula", upside),
    "parts": ("total", parts),
    "tally": ("total", tally),
    "within": ("total", within),
    "order": ("comparison", ordered),
}
