"""Two amounts that are all their sentences tell, and how many times, or which fraction, lies between.

Orders doubled to 64, having been 32; the area has shrunk by a fifth, from 2,400 to 1,920.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tieout.equation import Number, product, term
from tieout.lexicon import WordList
from tieout.model import Fact
from tieout.relate.prose.line import Mark
from tieout.relate.prose.measure import Reading, in_unit_of, relation
from tieout.relate.prose.told import of_one_kind
from tieout.relate.prose.worked.choosing import CLOSE, Way
from tieout.relate.prose.worked.fractions import fraction_of
from tieout.relate.prose.worked.passage import Passage, Told, said_in
from tieout.relate.prose.worked.spelled import spelled

_FOLDS = {
    "doubles": Fraction(2), "triples": Fraction(3), "quadruples": Fraction(4), "tenfold": Fraction(10),
    "halves": Fraction(1, 2),
}  # fmt: skip
_HEDGES = ("over_fold", "under_fold", "fraction_about", "in_folds")
_RISES = (WordList.PROSE_RISE, WordList.PROSE_RATE_OF_RISE)
_FALLS = (WordList.PROSE_FALL, WordList.PROSE_RATE_OF_FALL)
_TIMES = frozenset({"times_word"})
_NAMED, _UNNAMED = 2, 3  # bits: whether words say which of the two came first
_EACH = ("each_of", "for_each", "averages")
_BY = 16  # letters between a word of change and its fraction


def folded(passage: Passage, claim: Told) -> Iterator[Way]:
    """The way to read the later of two amounts as so many times, or so much more or less than, the other."""
    near = passage.around(claim, "APOX")
    own = [each for each in near if passage.joined(each, claim)]
    own = own or [each for each in near if abs(each.sentence - claim.sentence) <= 1]
    if claim.letter != "A" or len(own) != 1 or own[0].place > claim.place or passage.ranges:
        return
    other = own[0]
    if not of_one_kind(other.fact, claim.fact) or other.fact.figure.text == claim.fact.figure.text:
        return
    yield from _for_each(passage, claim, other)
    start = passage.starts[min(other.sentence, claim.sentence)]
    yield from _the_rest(passage, claim, other)
    told = list(_factors(passage, start))
    if len(told) != 1:
        return
    named = passage.is_base(claim) != passage.is_base(other)
    base, result = (claim, other) if passage.is_base(claim) and named else (other, claim)
    whole = term(in_unit_of(base.fact, result.fact), "base")
    reading = Reading(product(term(result.fact, "result"), (whole, _times(told[0]))))
    yield Way(relation("product", reading), _NAMED if named else _UNNAMED, CLOSE, guarded=not named)


def _for_each(passage: Passage, claim: Told, other: Told) -> Iterator[Way]:
    """The way to read what falls to each of so many, told in words: 160 over four seasons, 40 for each."""
    words = spelled(passage, claim.sentence)
    each = [told for told in (claim, other) if said_in((*told.own, *passage.own_behind(told)), _EACH)]
    if said_in(passage.touching(other), _EACH):
        each = [other]  # at 0.41 each comes to 2.05
    if len(words) != 1 or len(each) != 1 or other.sentence != claim.sentence:
        return
    one, whole = each[0], other if each[0] is claim else claim
    said = Fraction(words[0].value)
    result = product(term(whole.fact, "result"), (term(one.fact, "each", strict=True),), said)
    yield Way(relation("product", Reading(result)), _NAMED, CLOSE)


def _the_rest(passage: Passage, claim: Told, other: Told) -> Iterator[Way]:
    """The way to read what a fraction, told in words, leaves: two thirds of the 96; the other 32."""
    start = passage.starts[min(other.sentence, claim.sentence)]
    marks = passage.line.inside(start, claim.mark.start)
    told = [fraction for mark in marks if (fraction := fraction_of(mark)) is not None and fraction < 1]
    moved = said_in(marks, (*_RISES, *_FALLS, *_HEDGES))
    if len(told) == 1 and not moved and claim.said("remainder_word"):
        whole = term(in_unit_of(other.fact, claim.fact), "whole")
        reading = Reading(product(term(claim.fact, "rest"), (whole, _times(1 - told[0]))))
        yield Way(relation("product", reading), _NAMED, CLOSE)


def _factors(passage: Passage, start: int) -> Iterator[Fraction]:
    """How many times the former the latter is, for every word that says so."""
    marks = passage.line.inside(start, len(passage.line.text))
    for at, mark in enumerate(marks):
        before = marks[max(at - 2, 0) : at]
        if said_in(before, _HEDGES):
            continue
        factor = next((_FOLDS[name] for name in sorted(mark.names) if name in _FOLDS), None)
        if factor is None and _TIMES & mark.names and before and WordList.SMALL_NUMBER in before[-1].names:
            factor = _said_times(passage, before[-1])
        if factor is not None:
            yield factor
        fraction = fraction_of(mark)
        if fraction is not None and fraction < 1:
            led = [each for each in before if _is_near(passage, each, mark)]
            if said_in(led, _RISES) != said_in(led, _FALLS):
                yield 1 + fraction if said_in(led, _RISES) else 1 - fraction


def _said_times(passage: Passage, number: Mark) -> Fraction | None:
    """How many times a number in words says: four times as long as before."""
    words = [word for sentence in range(len(passage.starts)) for word in spelled(passage, sentence)]
    return next((Fraction(word.value) for word in words if word.start == number.start), None)


def _times(factor: Fraction) -> Number[Fact]:
    return Number(factor, said=str(factor))


def _is_near(passage: Passage, one: Mark, other: Mark) -> bool:
    return passage.line.words(one.end, other.start) <= _BY
