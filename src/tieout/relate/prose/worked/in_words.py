"""Relations of figures with numbers in words: four of the nine, or 44%; six more than the 55; five, eight and
seven, 20 in all; of 24 three and another five, which leaves 16.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from tieout.equation import Expression, Number, quotient, term, total
from tieout.lexicon import WordList
from tieout.model import Fact
from tieout.relate.prose.measure import Reading, bare, relation
from tieout.relate.prose.told import counts_things, number_of, of_one_kind
from tieout.relate.prose.worked.choosing import CLOSE, Way
from tieout.relate.prose.worked.passage import Passage, Told, said_in
from tieout.relate.prose.worked.spelled import Spelled, spelled
from tieout.rulebook.statements import PAUSE

_UNCLOSED = 1  # bits: numbers in words are often told besides
_APART = 1  # bits: the share does not follow its part and its whole
_GAPPED = 16  # letters from a number in words to the word that makes it a gap: nine days shorter
_OF = 20  # letters between a part and the word before its whole
_TOTALS = (WordList.IN_ALL, "sums_to", "makes_all", WordList.PROSE_TOTAL)
_RESTS = ("leaves", "remainder_word", "rest_word")
_GAPS = ("gap_upwards", "gap_downwards", WordList.PROSE_ABOVE, WordList.PROSE_BELOW)


class _Number(NamedTuple):
    """A number of things, in words or in digits."""

    start: int
    end: int
    value: Fraction
    said: Expression[Fact]


def shares_in_words(passage: Passage, claim: Told) -> Iterator[Way]:
    """The way to read a percentage as what one number is of another right before."""
    if claim.letter != "P" or passage.is_step(claim) or passage.is_base(claim):
        return
    words = [
        _Number(word.start, word.end, Fraction(word.value), _constant(word))
        for word in spelled(passage, claim.sentence)
    ]
    figures = [
        _Number(each.mark.start, each.mark.end, each.fact.figure.amount.value, number_of(each.fact))
        for each in passage.around(claim, "A")
        if each.sentence == claim.sentence and not passage.is_step(each) and _counts(each)
    ]
    numbers = sorted(each for each in (*words, *figures) if each.end <= claim.mark.start)
    apart = _APART * (not _is_set_off(passage, claim))
    for one, other in list(pairwise(numbers))[-1:]:
        if _is_of_another(passage, other, claim):
            continue
        pair = _part_and_whole(passage, one, other)
        if pair is not None and 0 < pair[0].value <= pair[1].value:
            said = quotient(term(claim.fact, "share", strict=True), pair[0].said, pair[1].said)
            yield Way(relation("share", Reading(said)), apart)


def _part_and_whole(passage: Passage, one: _Number, other: _Number) -> tuple[_Number, _Number] | None:
    """Which of two numbers is a part of the other: four of nine, or of the nine four."""
    line = passage.line
    between = [mark for mark in line.inside(one.end, other.start) if WordList.DEFINITE not in mark.names]
    if between and WordList.OF_WORD in between[-1].names and not line.words(between[-1].end, other.start):
        return (one, other) if line.words(one.end, between[-1].start) <= _OF else None
    before = [mark for mark in line.inside(0, one.start) if WordList.DEFINITE not in mark.names]
    opened = before and WordList.OF_WORD in before[-1].names and not line.words(before[-1].end, one.start)
    return (other, one) if opened and any(PAUSE in mark.names for mark in between) else None


def _is_of_another(passage: Passage, whole: _Number, claim: Told) -> bool:
    """Whether "and" joins a percentage that has a whole of its own: 25 of 43 hospitals and 55% of revenue."""
    line = passage.line
    behind = line.inside(claim.mark.end, len(line.text))[:1]
    own = said_in(behind, (WordList.OF_WORD,)) and not line.words(claim.mark.end, behind[0].start)
    return own and line.said(whole.end, claim.mark.start, WordList.AND_WORD)


def _is_set_off(passage: Passage, claim: Told) -> bool:
    """Whether a sign stands right before a figure, words that say nothing apart."""
    signs = [mark for mark in passage.line.marks[: claim.place] if PAUSE in mark.names]
    return bool(signs) and passage.line.words(signs[-1].end, claim.mark.start) == 0


def sums_in_words(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read a number of things as the sum, or as what is left, of numbers in words before it."""
    if not _counted(claim) or passage.is_step(claim):
        return
    words = [word for word in spelled(passage, claim.sentence) if word.end <= claim.mark.start]
    own = [each for each in passage.around(claim, "APOX") if each.sentence == claim.sentence]
    numbers: list[Expression[Fact]] = [_constant(word) for word in words]
    if len(words) > 1 and not own and claim.said(*_TOTALS):
        said = total(term(claim.fact, "total", strict=True), numbers)
        yield Way(relation("prose", Reading(said), kind_name="total"), _UNCLOSED, CLOSE)
    elif words and len(own) == 1 and _counted(own[0]) and own[0].place < claim.place and claim.said(*_RESTS):
        whole = term(own[0].fact, "whole", strict=True)
        left = total(term(claim.fact, "rest", strict=True), [whole, *numbers], (1, *(-1 for _ in numbers)))
        way = relation("prose", Reading(left), kind_name="total")
        yield Way(way, _UNCLOSED, CLOSE, own[0].fact.figure.amount.value)


def gaps_in_words(passage: Passage, claim: Told) -> Iterator[Way]:
    """The way to read the later of two figures as so many, told in words, more or fewer than the other."""
    own = [each for each in passage.around(claim, "APOX") if passage.joined(each, claim)]
    words = [word for word in spelled(passage, claim.sentence) if _is_gap(passage, word)]
    if claim.letter != "A" or len(own) != 1 or len(words) != 1 or own[0].place > claim.place:
        return
    if not of_one_kind(own[0].fact, claim.fact) or passage.is_step(own[0]):
        return
    unit = claim.fact.figure.amount.unit
    more = claim.fact.figure.amount.value > own[0].fact.figure.amount.value
    said = _constant(words[0], unit.factor)
    other = term(own[0].fact, "compared with", strict=True)
    sums = total(term(claim.fact, "result", strict=True), (other, said), (1, 1 if more else -1))
    yield Way(relation("change", Reading(sums)), _UNCLOSED)


def _is_gap(passage: Passage, word: Spelled) -> bool:
    """Whether a word behind a number makes it a gap."""
    behind = passage.line.inside(word.end, len(passage.line.text))[:1]
    return said_in(behind, _GAPS) and passage.line.words(word.end, behind[0].start) <= _GAPPED


def _counts(told: Told) -> bool:
    return counts_things(told.fact.figure.amount)


def _counted(told: Told) -> bool:
    amount = told.fact.figure.amount
    return told.letter == "A" and counts_things(amount) and (bare(amount) or amount.unit.counts)


def _constant(word: Spelled, factor: Fraction = Fraction(1)) -> Number[Fact]:
    return Number(word.value * factor, said=word.text)
