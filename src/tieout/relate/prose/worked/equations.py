"""Named equations (`schemas/equations.yaml`): a figure that one names, its terms named around it.

A term is named by a word before it or right behind it, or by its unit alone (so many shares). Of several
figures of one name the nearest is meant. What the units do not allow is no equation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import islice
from itertools import product as combinations

from tieout.equation import Equation, Term, less, product, quotient, term, total
from tieout.lexicon import WordList
from tieout.model import Fact
from tieout.relate.prose.letter import kind
from tieout.relate.prose.measure import Reading, alike, as_written, bare, best, relation, together
from tieout.relate.prose.told import money
from tieout.relate.prose.worked.choosing import Way
from tieout.relate.prose.worked.kinship import of_other_times
from tieout.relate.prose.worked.passage import Passage, Told, said_in
from tieout.rulebook.statements import UNIT, EquationForm

_MOST = 12  # ways to choose the terms of one equation
_BEHIND = 1  # bits: a term is named by a word behind it
_FARTHER = 2  # bits: another figure of its name stands nearer
_ELSEWHERE = 1  # bits: a term stands in another sentence
_REACH = 48  # letters between a word and the figure that it names
_TOUCHES = 16  # letters between a figure and a word behind it that names it

Read = Callable[[Fact, Sequence[Fact]], Iterator[Reading]]


def _name_bits(passage: Passage, told: Told, lists: Sequence[str]) -> int | None:
    """What it costs to take a figure for what these words, or its unit, name; None if nothing says so."""
    powers = told.fact.figure.amount.unit.powers
    if any(name.startswith(UNIT) and powers == ((name.removeprefix(UNIT), 1),) for name in lists):
        return 0
    for mark in reversed([*told.far, *told.own]):
        near = passage.line.words(mark.end, told.mark.start) <= _REACH
        if near and not mark.names.isdisjoint(lists):
            return 0 if mark in told.own else 1
    behind = [mark for mark in told.behind if passage.line.words(told.mark.end, mark.start) <= _TOUCHES]
    return _BEHIND if said_in(behind, lists) else None


def _ratio(stated: Fact, terms: Sequence[Fact]) -> Iterator[Reading]:
    """What the first term is of the second; they are of one measure, or money per share and money."""
    above, below = terms
    priced = money(above) and money(above) == money(below)
    if not (priced or alike(above.figure.amount, below.figure.amount)):
        return
    for pair in as_written(above, below):
        top, bottom = together(above, below, pair)
        if bottom.interval.is_positive():
            yield Reading(quotient(term(stated, "ratio"), top, bottom))


def _rest(stated: Fact, terms: Sequence[Fact]) -> Iterator[Reading]:
    """What the second term leaves of the first."""
    whole, taken = terms
    if all(alike(stated.figure.amount, fact.figure.amount, bound=False) for fact in terms):
        yield Reading(Equation(term(stated, "rest"), less(term(whole, "whole"), term(taken, "taken"))))


def _product(stated: Fact, terms: Sequence[Fact], of: int = 1) -> Iterator[Reading]:
    """What the terms make, whose units are those of the result; `of` are the things that share the first."""
    priced = money(stated) and [money(fact) for fact in terms].count(money(stated)) == 1
    if priced:
        factors: list[Term[Fact]] = [term(fact, "factor", strict=True) for fact in terms]
        yield Reading(product(term(stated, "result"), factors, Fraction(1, of)))


def _sum(stated: Fact, terms: Sequence[Fact]) -> Iterator[Reading]:
    """What the terms make together."""
    if all(alike(stated.figure.amount, fact.figure.amount, bound=False) for fact in terms):
        yield Reading(total(term(stated, "total"), [term(fact) for fact in terms]))


def _quotient(stated: Fact, terms: Sequence[Fact]) -> Iterator[Reading]:
    """What the first term is of the second, as a rate, a multiple or a bare number."""
    if bare(stated.figure.amount) or kind(stated.figure.amount) != "A":
        yield from _ratio(stated, terms)


READINGS: dict[EquationForm, tuple[str, str, str, str, Read]] = {  # shape, kind, letters of result and terms
    EquationForm.QUOTIENT: ("identity", "formula", "PXA", "A", _quotient),
    EquationForm.DIFFERENCE: ("prose", "total", "AP", "AP", _rest),
    EquationForm.PRODUCT: ("product", "formula", "A", "AOP", _product),
    EquationForm.SUM: ("prose", "total", "AP", "AP", _sum),
}


def named(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read a figure as the result of an equation that the schemas name."""
    for equation in passage.equations:
        shape, kind_name, results, letters, readings = READINGS[equation.form]
        own = _name_bits(passage, claim, equation.called)
        if own is None or claim.letter not in results or claim.said(WordList.PROSE_YEARLY):
            continue
        found = [_named(passage, claim, lists, letters) for lists in equation.terms]
        for way in islice(combinations(*found), _MOST):
            facts = [told.fact for told, _ in way]
            if len({fact.id for fact in (claim.fact, *facts)}) <= len(facts) or of_other_times(*facts):
                continue
            reading = best(readings(claim.fact, facts))
            if reading is not None and not _by_zeros_alone(reading.equation):
                bits = own + sum(cost for _, cost in way)
                yield Way(relation(shape, reading, kind_name=kind_name), bits)


def _by_zeros_alone(equation: Equation[Fact]) -> bool:
    """Whether an equation holds only if final zeros are rounding: a multiple of 20 is then near any."""
    tie, strict = equation.tie(), equation.tie(strict=True)
    return tie is not None and tie.holds and (strict is None or not strict.holds)


def _named(passage: Passage, claim: Told, lists: Sequence[str], letters: str) -> list[tuple[Told, int]]:
    """The figures of a name, the likeliest first, with what each costs."""
    found = []
    for told in passage.around(claim, letters):
        bits = _name_bits(passage, told, lists)
        if bits is not None and not (passage.is_step(told) and told.letter == "A"):
            apart = _ELSEWHERE * (told.sentence != claim.sentence)
            found.append((told, bits + apart))
    found.sort(key=lambda one: (one[1], abs(one[0].place - claim.place)))
    return [(told, bits + _FARTHER * min(rank, 2)) for rank, (told, bits) in enumerate(found)]
