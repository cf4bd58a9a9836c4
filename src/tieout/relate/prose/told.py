"""How the figures of a form become a relation: near enough to be meant, of one measure, counts exact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from tieout.equation import Term, read
from tieout.model import Fact, Relation, Severity
from tieout.quantity import Quantity, Unit
from tieout.relate.misprint import is_misprint_in
from tieout.relate.prose.letter import letter
from tieout.relate.prose.match import Match
from tieout.relate.prose.measure import Reading, akin, as_written, bare, relation, to_one_place
from tieout.slip import distinctive, is_slip, misprinted, mistyped, significant, tenfold, turned_round
from tieout.wording import say

_PERCENT = 100
_FEW = 10
_LONG = 5  # digits of an operand of which one wrong is as rare as two of three that changed places
NEAR = Fraction(1, 4)  # of the larger: figures further apart are not of one statement, unless by a slip
FAR = say("the figures are too far apart to be of one statement")


def told(
    match: Match, shape: str, reading: Reading, *, of: Fraction | None = None, kind_name: str = "formula"
) -> Relation:
    """The relation of a reading, unless it misses by so much that the words must mean something else.

    Where the words bind the figures tightly, any slip of a digit is near enough. `of` is what the miss is
    measured by, where it is not the stated figure: the two ends of a difference.
    """
    stated, computed = reading.points
    size = max(abs(stated), abs(computed)) if of is None else abs(of)
    quantity = reading.equation.stated.fact.figure.amount
    near = reading.tie.holds or abs(stated - computed) <= NEAR * size or misprinted(quantity, computed)
    if not near and match.tight:
        near = is_slip(quantity.numeral.digits, round(computed / quantity.quantum))
    return relation(shape, reading, kind_name=kind_name, reason="" if near else FAR)


def unless_far(match: Match, found: Relation) -> Relation:
    """A relation, unless it misses by so much that it is of something else."""
    if found.tie is None or found.tie.holds or found.equation is None or found.culprit is not None:
        return found
    near = told(match, found.shape, Reading(found.equation)).tie is not None
    return found if near else replace(found, tie=None, computed=None, reason=FAR)


def by_a_slip(found: Relation) -> bool:
    """Whether one of its figures, with a slip undone, would make it hold; or a known mistake explains it."""
    if found.equation is None or found.culprit is not None:
        return found.culprit is not None
    if found.subject is not None and found.computed and mistyped(found.subject.figure.amount, found.computed):
        return True
    equation = found.equation
    return any(is_misprint_in(equation, fact) for fact in equation.facts)


def by_a_telling_slip(found: Relation) -> bool:
    """Whether a slip of the stated figure, or two digits of another that changed places, explains a miss.

    Where nothing but the figures says that a relation is meant, no more may be tried: one wrong digit in any
    of three figures explains too many.
    """
    stated, computed = found.subject, found.computed
    if found.equation is None or stated is None or computed is None or found.culprit is not None:
        return found.culprit is not None
    scaled = significant(stated.figure.amount) > 1 and tenfold(stated.figure.amount.value, computed)
    return scaled or mistyped(stated.figure.amount, computed) or by_digits_turned_round(found, _LONG)


def by_digits_turned_round(found: Relation, long: int | None = None) -> bool:
    """Whether two digits of one of its figures that changed places explain a miss.

    Args:
        found: the relation that misses.
        long: how many digits a figure has of which one may be wrong as well.
    """
    if found.equation is None:
        return False
    for fact in found.equation.facts:
        need, quantity = found.equation.solve(fact), fact.figure.amount
        if need is None:
            continue
        if turned_round(quantity, need.point) or (
            long is not None
            and len(str(abs(quantity.numeral.digits))) >= long
            and distinctive(quantity)
            and mistyped(quantity, need.point)
        ):
            return True
    return False


def unless_slipped(found: Relation, alone: Callable[[Relation], bool] | None = None) -> Relation:
    """A relation whose words bind its figures loosely: it speaks where they are a slip apart.

    With `alone`, one that leaves no figure of its sentences over is worth a look in any case.
    """
    if not found.fails or found.subject is None or found.computed is None or found.culprit is not None:
        return found
    if misprinted(found.subject.figure.amount, found.computed):
        return found
    if alone is not None and alone(found):
        return replace(found, cap=min(Severity.WARNING, found.cap))
    return replace(found, tie=None, computed=None, reason=FAR)


def counts_things(quantity: Quantity) -> bool:
    """Whether a figure counts single things, which nobody rounds."""
    plain = quantity.numeral.exponent == 0 and quantity.numeral.decimals == 0
    return plain and quantity.hedge is None and (bare(quantity) or quantity.unit.counts)


def in_words(fact: Fact) -> bool:
    """Whether a number of things is written in words (四家): how many are told of, no figure of theirs."""
    worded = letter(fact) == "A" and not any(char.isdigit() for char in fact.figure.text)
    return worded and fact.figure.amount.value <= _FEW


def of_one_kind(one: Fact, other: Fact) -> bool:
    """Whether two figures are of one measure; of things that are counted one may leave the unit out."""
    a, b = one.figure.amount, other.figure.amount
    if (a.unit.counts and _is_plain(b)) or (b.unit.counts and _is_plain(a)):
        return True
    return akin(one, other) and bare(a) == bare(b)


def _is_plain(quantity: Quantity) -> bool:
    """Whether a figure is a whole number without a unit."""
    return bare(quantity) and quantity.numeral.exponent == 0 and quantity.numeral.decimals == 0


def number_of(fact: Fact, role: str = "factor") -> Term[Fact]:
    """A number of things is exact, if it is whole; of anything else every digit counts."""
    quantity = fact.figure.amount
    things = replace(quantity, exact=True) if counts_things(quantity) else quantity
    return read(fact, things, role, strict=True)


def exactly(fact: Fact, counted: bool, role: str = "part") -> Term[Fact]:
    """A figure; what counts things is exact, though a total that ends in zeros may be rounded."""
    quantity = fact.figure.amount
    return read(
        fact, replace(quantity, unit=replace(quantity.unit, counts=True)) if counted else quantity, role
    )


def added_up(facts: Sequence[Fact]) -> list[Term[Fact]]:
    """A whole and its parts: counts of things are exact, others rounded to the last place that one shows.

    Where one part is counted to the last thing, so are all: 10 beside 14 and 31.
    """
    whole, *parts = facts
    if all(counts_things(fact.figure.amount) for fact in facts):
        fine = any(not part.figure.amount.numeral.trailing_zeros for part in parts)
        told = [number_of(part, "part") if fine else exactly(part, True) for part in parts]
        return [exactly(whole, True, "total"), *told]
    return to_one_place(facts)


def in_full(facts: Sequence[Fact], owner: Fact, role: str) -> list[Term[Fact]]:
    """The figures of a list, whose unit may be printed once; one of them to the last digit, so are all."""
    quantities = [as_written(fact, owner)[-1][0] for fact in facts]
    strict = any(not quantity.numeral.trailing_zeros for quantity in quantities)
    pairs = zip(facts, quantities, strict=True)
    return [read(fact, quantity, role, strict=strict) for fact, quantity in pairs]


def money(fact: Fact) -> str:
    """The currency of an amount or a price, whatever the price is per."""
    return "+".join(base for base, power in fact.figure.amount.unit.powers if power > 0 and base.isupper())


def in_points(fact: Fact) -> Fact:
    """A bare number of points between two rates: 58% and 46%, a gap of 12 points."""
    quantity = replace(fact.figure.amount, unit=Unit("points", (("point", 1),), Fraction(1, _PERCENT)))
    return replace(fact, figure=replace(fact.figure, quantity=quantity))
