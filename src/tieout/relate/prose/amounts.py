"""Forms that say a sum, a tally, a level after a change, an order: measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tieout.equation import Sign, order, term, total
from tieout.lexicon import WordList
from tieout.model import Fact, Relation, Severity
from tieout.relate.prose.match import Match
from tieout.relate.prose.measure import Reading, alike, bare, scale
from tieout.relate.prose.told import by_a_slip, counts_things, exactly, told
from tieout.wording import say

_BESIDE = 12  # letters between a total word and its figure
_TOTALS = frozenset({WordList.IN_ALL, WordList.PROSE_TOTAL})


def tally(match: Match) -> Iterator[Relation]:
    """`whole` of which `parts` are all there is: things that are counted, or amounts of one measure."""
    whole, listed = match.one("whole"), match.slots["parts"]
    figures = (whole, *listed)
    if match.amounts != figures or any(not _one_measure(whole, fact) for fact in listed):
        return
    counted = all(counts_things(fact.figure.amount) for fact in figures)
    stated, *terms = (exactly(fact, counted) for fact in figures)
    found = told(match, "prose", Reading(total(stated, terms)), kind_name="total")
    yield found if counted or by_a_slip(found) else replace(found, cap=Severity.WARNING)


def _one_measure(whole: Fact, part: Fact) -> bool:
    """Whether both count things, or both are money or another measure that is printed with each."""
    a, b = whole.figure.amount, part.figure.amount
    if a.unit.powers and b.unit.powers:
        return a.unit.same_dimension(b.unit)
    return counts_things(a) and counts_things(b)


def left(match: Match) -> Iterator[Relation]:
    """`rest` is what `whole` leaves without `taken`."""
    rest, whole, taken = match.one("rest"), match.one("whole"), match.one("taken")
    marks = match.line.marks[: match.line.place(whole)]
    opens = max((mark.end for mark in marks if mark.letter), default=0)
    if match.line.said(opens, match.line.mark(whole).start, "adds", "takes"):
        return  # a step of a longer way
    if all(alike(rest.figure.amount, fact.figure.amount, bound=False) for fact in (whole, taken)):
        reading = Reading(total(term(rest, "rest"), (term(whole), term(taken)), (1, -1)))
        yield told(match, "prose", reading, kind_name="total")


def within(match: Match) -> Iterator[Relation]:
    """What grew by `change` has become `result`, which cannot be less.

    Two bare numbers are no amounts: numbers of pages and of models stand behind words of growth as well.
    """
    step, level = match.one("change"), match.one("result")
    if not alike(step.figure.amount, level.figure.amount, bound=False):
        return
    if all(bare(fact.figure.amount) and not scale(fact) for fact in (step, level)):
        return
    said = order(term(step, "part"), Sign.AT_MOST, term(level, "whole"))
    detail = say("it grew by more than it has become") if said.fails else ""
    yield Relation.of(said, kind="total", shape="part-of-whole", detail=detail, cap=Severity.WARNING)
