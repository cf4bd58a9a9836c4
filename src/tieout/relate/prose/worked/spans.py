"""So much a day over so many days: a rate per stretch of time, how many of them, and what they come to.

The sentence has one amount of each; which is worked out from the others is the one that is asked about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tieout.equation import Equation, Expression, Number, Term, product, quotient, term
from tieout.extract.remembered import remembering
from tieout.lexicon import WordList
from tieout.model import Fact
from tieout.relate.prose.letter import letter
from tieout.relate.prose.measure import Reading, akin, bare, relation
from tieout.relate.prose.told import money
from tieout.relate.prose.worked.choosing import Way
from tieout.relate.prose.worked.each import COMES
from tieout.relate.prose.worked.passage import Passage, Told, said_in
from tieout.relate.prose.worked.spelled import spelled

_UNTOLD = 1  # bits: no word says that a figure is what the others come to
_BY_WORD = 1  # bits: a word says what the rate is for, and no unit
_RATES: Mapping[str, tuple[str, ...]] = {  # words that say what a rate is for, by the symbol of the unit
    "day": ("per_day", "daily_word"),
    "week": ("by_week",),
    "month": ("by_month",),
    "year": (WordList.PROSE_YEARLY,),
}
_TIMES = {"hour": Fraction(1), "month": Fraction(1)}
_PAIR = 2


@dataclass(frozen=True, slots=True)
class _Span:
    """So many days, months or years: as printed, or in words."""

    symbol: str
    count: Fraction
    size: Fraction  # of one of them, in the base unit of its dimension
    text: str
    fact: Fact | None = None


def spans(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read a figure as one of a rate, its total and the stretch of time."""
    if claim.letter != "A" or passage.is_step(claim) or passage.is_base(claim):
        return
    found = _by_sentence(passage)[claim.sentence]
    own = [
        each for each in (*passage.around(claim, "A"), claim)
        if each.sentence == claim.sentence and all(each.mark.fact is not span.fact for span in found)
    ]  # fmt: skip
    if len(found) != 1 or len(own) != _PAIR or any(passage.is_step(each) for each in own):
        return
    span = found[0]
    for rate, whole in (own, own[::-1]):
        by_unit = _is_per(rate, span) and not _is_per(whole, span)
        if by_unit or (_told_per(passage, rate, span) and not _told_per(passage, whole, span)):
            if not _of_one_measure(rate, whole, by_unit=by_unit) or not _is_asked(claim, rate, whole, span):
                continue
            told = claim.said(*COMES) or claim is rate
            said = Reading(_equation(claim, rate, whole, span, by_unit=by_unit))
            yield Way(relation("product", said), _UNTOLD * (not told) + _BY_WORD * (not by_unit))


def _is_asked(claim: Told, rate: Told, whole: Told, span: _Span) -> bool:
    """Whether a figure is the one that is worked out: a total that says so, else the last that is told."""
    if whole.said(*COMES):
        return claim is whole
    last = max((each.fact for each in (rate, whole) if each is not None), key=lambda fact: fact.id)
    if span.fact is not None and letter(span.fact) == "A" and span.fact.id > last.id:
        return claim.fact is span.fact
    return claim.fact is last


def _equation(claim: Told, rate: Told, whole: Told, span: _Span, *, by_unit: bool) -> Equation[Fact]:
    if span.fact is None:
        times: Expression[Fact] = Number(span.count * (span.size if by_unit else 1), said=span.text)
    else:
        times = term(span.fact, "factor", factor=1 if by_unit else 1 / span.size, strict=True)
    if claim is whole:
        return product(term(whole.fact, "result"), (term(rate.fact, "factor", strict=True), times))
    if claim is rate or not isinstance(times, Term):
        return quotient(term(rate.fact, "result"), term(whole.fact, strict=True), times)
    return quotient(times, term(whole.fact, strict=True), term(rate.fact, strict=True))


@remembering
def _by_sentence(passage: Passage) -> Sequence[Sequence[_Span]]:
    """The stretches of time of all sentences: every figure of a passage asks for them."""
    return [list(_spans(passage, sentence)) for sentence in range(len(passage.starts))]


def _spans(passage: Passage, sentence: int) -> Iterator[_Span]:
    starts = [*passage.starts, len(passage.line.text)]
    for mark in passage.line.inside(starts[sentence], starts[sentence + 1]):
        if mark.fact is None or mark.fact.figure.quantity is None or mark.letter not in "AZ":
            continue
        quantity = mark.fact.figure.quantity
        if quantity.unit.symbol in _RATES and quantity.upper is None and quantity.hedge is None:
            count = quantity.value / quantity.unit.factor
            yield _Span(quantity.unit.symbol, count, quantity.unit.factor, mark.fact.figure.text, mark.fact)
    for number in spelled(passage, sentence):
        symbol = number.behind.removesuffix("s")
        if symbol in _SIZES:
            yield _Span(symbol, Fraction(number.value), _SIZES[symbol], f"{number.text} {number.behind}")


_SIZES = {"day": Fraction(24), "week": Fraction(168), "month": Fraction(1), "year": Fraction(12)}


def _is_per(told: Told, span: _Span) -> bool:
    """Whether the unit of a figure is per time of the sort of a span."""
    base = "hour" if span.symbol in ("day", "week") else "month"
    return (base, -1) in told.fact.figure.amount.unit.powers


def _told_per(passage: Passage, told: Told, span: _Span) -> bool:
    """Whether a word beside a figure says that it is for each of the stretches of a span."""
    lists = _RATES[span.symbol]
    return told.said(*lists) or said_in(passage.own_behind(told), lists)


def _of_one_measure(rate: Told, whole: Told, *, by_unit: bool) -> bool:
    if by_unit:
        timeless = [power for power in rate.fact.figure.amount.unit.powers if power[0] not in _TIMES]
        kept = [power for power in whole.fact.figure.amount.unit.powers if power[0] not in _TIMES]
        return timeless == kept
    if money(whole.fact):
        return money(rate.fact) == money(whole.fact)
    return akin(rate.fact, whole.fact) and bare(rate.fact.figure.amount) == bare(whole.fact.figure.amount)
