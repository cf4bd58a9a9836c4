"""Rates that follow one another, and what they come to: 4% and then 5% are 9.2% (or 9%, added up)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from tieout.equation import Equation, Expression, Number, term, total
from tieout.equation.expression import Product, Sum
from tieout.lexicon import WordList
from tieout.model import Fact
from tieout.relate.prose.measure import Reading, best, relation
from tieout.relate.prose.worked.choosing import SUMMED, Way
from tieout.relate.prose.worked.passage import Passage, Told
from tieout.rulebook.statements import PAUSE

_LEAST, _MOST = 2, 8
_SO_FAR = ("so_far_word", WordList.PROSE_TOTAL, WordList.IN_ALL, "half_word", "year_word")
_ONE = Fraction(1)
_UNSAID = 1  # bits: the rates may be of other things than what they come to


def compounded(passage: Passage, claim: Told) -> Iterator[Way]:
    """The way to read a rate as what those before it in its sentence come to, one after the other."""
    if claim.letter != "P" or not claim.said(*_SO_FAR) or claim.said(WordList.PROSE_SHARE):
        return
    own = [each for each in passage.around(claim, "APOX") if each.sentence == claim.sentence]
    rates = [each for each in own if each.place < claim.place]
    if (
        not _LEAST <= len(rates) <= _MOST
        or len(own) != len(rates)
        or any(each.letter != "P" for each in rates)
    ):
        return
    if not passage.is_step(rates[0]) or any(passage.is_base(each) for each in rates):
        return
    marks = passage.line.marks
    apart = any(
        not any(mark.names & {PAUSE, WordList.AND_WORD} for mark in marks[one.place : other.place])
        for one, other in pairwise(rates)
    )
    if not apart:
        readings = (Reading(_multiplied(claim, rates)), Reading(_added(claim, rates)))
        yield Way(relation("growth", best(readings) or readings[0]), _UNSAID, SUMMED)


def _multiplied(claim: Told, rates: Sequence[Told]) -> Equation[Fact]:
    one: Number[Fact] = Number(_ONE)
    factors: list[Expression[Fact]] = [
        Sum((one, term(each.fact, "rate", strict=True)), (_ONE, _ONE)) for each in rates
    ]
    return Equation(term(claim.fact, "rate", strict=True), Sum((Product(tuple(factors)), one), (_ONE, -_ONE)))


def _added(claim: Told, rates: Sequence[Told]) -> Equation[Fact]:
    return total(term(claim.fact, "rate", strict=True), [term(each.fact, strict=True) for each in rates])
