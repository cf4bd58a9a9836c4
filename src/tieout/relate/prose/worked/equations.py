"""Named equations: a figure named as the left side of one, with its terms named beside it, in any order.

A term is named by a word before it or right behind it, or by its unit alone (so many shares). Of several
figures of one name the nearest is meant. What the units do not allow is no equation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from itertools import product as combinations

from tieout.equation import Equation, Term, less, product, quotient, term, total
from tieout.lexicon import WordList
from tieout.model import Fact
from tieout.relate.prose.measure import Reading, alike, as_written, best, relation, together
from tieout.relate.prose.told import money
from tieout.relate.prose.worked.choosing import Way
from tieout.relate.prose.worked.passage import Passage, Told, of_other_times, said_in

_MOST = 12  # ways to choose the terms of one equation
_BEHIND = 1  # bits: a term is named by a word behind it
_FARTHER = 2  # bits: another figure of its name stands nearer
_ELSEWHERE = 1  # bits: a term stands in another sentence
_REACH = 48  # letters between a word and the figure that it names
_TOUCHES = 16  # letters between a figure and a word behind it that names it

Read = Callable[[Fact, Sequence[Fact]], Iterator[Reading]]


@dataclass(frozen=True, slots=True)
class Name:
    """What names a figure: words, and the sorts of figures they may name; or a unit that says it all."""

    lists: tuple[str, ...]
    letters: str = "A"
    unit: str = ""

    def bits(self, passage: Passage, told: Told) -> int | None:
        """What it costs to take a figure for one of this name; None if nothing says so."""
        if told.letter not in self.letters:
            return None
        powers = told.fact.figure.amount.unit.powers
        if self.unit:
            return 0 if powers == ((self.unit, 1),) else None
        before = [*told.far, *told.own]
        for mark in reversed(before):
            near = passage.line.words(mark.end, told.mark.start) <= _REACH
            if near and not mark.names.isdisjoint(self.lists):
                return 0 if mark in told.own else 1
        near_behind = [
            mark for mark in told.behind if passage.line.words(told.mark.end, mark.start) <= _TOUCHES
        ]
        return _BEHIND if said_in(near_behind, self.lists) else None


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


_MOVED = (WordList.PROSE_RISE, WordList.PROSE_FALL)
EQUATIONS: tuple[tuple[str, Name, Read, tuple[Name, ...]], ...] = (
    ("identity", Name(("payout",), "P"), _ratio, (Name(("dividend_each",)), Name(("earnings_each",)))),
    ("identity", Name(("payout",), "P"), _ratio, (Name(("dividends_word",)), Name(("profit_word",)))),
    ("identity", Name(("utilisation", "use_factor"), "P"), _ratio,
     (Name(("output_word", "made_word")), Name(("capacity_word",)))),
    ("identity", Name((WordList.MARGIN_WORD,), "P"), _ratio,
     (Name(("gain_each",)), Name(("revenue_word", "sold_for")))),
    ("prose", Name(("nine_months_word",)), _sum, (Name(("half_word",)), Name(("third_quarter_word",)))),
    ("prose", Name(("year_word",)), _sum, (Name(("nine_months_word",)), Name(("fourth_quarter_word",)))),
    ("prose", Name(("year_word",)), _sum, (Name(("half_word",)), Name(("second_half_word",)))),
    ("prose", Name(("half_word",)), _sum, (Name(("first_quarter_word",)), Name(("second_quarter_word",)))),
    ("prose", Name(("free_cash_word",)), _rest, (Name(("operating_cash_word",)), Name(("investing_word",)))),
    ("prose", Name(("surplus_word",)), _rest, (Name(("exports_word",)), Name(("imports_word",)))),
    ("prose", Name(("net_cash_word",)), _rest, (Name(("cash_word",)), Name(("debt_word",)))),
    ("product", Name(("market_value",)), _product, (Name((), unit="share"), Name(("price_now",)))),
    ("product", Name(("interest_saved",)), _product, (Name(("debt_word",)), Name(_MOVED, "O"))),
)  # fmt: skip


def named(passage: Passage, claim: Told) -> Iterator[Way]:
    """The ways to read a figure as the result of a named equation."""
    for shape, name, readings, terms in EQUATIONS:
        own = name.bits(passage, claim)
        if own is None or claim.said(WordList.PROSE_YEARLY):
            continue
        found = [_named(passage, claim, each) for each in terms]
        if not all(found):
            continue
        for way in islice(combinations(*found), _MOST):
            facts = [told.fact for told, _ in way]
            if len({fact.id for fact in (claim.fact, *facts)}) <= len(terms) or of_other_times(*facts):
                continue
            reading = best(readings(claim.fact, facts))
            if reading is not None:
                kind = "total" if shape == "prose" else "formula"
                yield Way(relation(shape, reading, kind_name=kind), own + sum(bits for _, bits in way))


def _named(passage: Passage, claim: Told, name: Name) -> list[tuple[Told, int]]:
    """The figures of a name, the likeliest first, with what each costs."""
    found = []
    for told in passage.around(claim, name.letters):
        bits = name.bits(passage, told)
        if bits is not None and not (passage.is_step(told) and told.letter == "A"):
            apart = _ELSEWHERE * (told.sentence != claim.sentence)
            found.append((told, bits + apart))
    found.sort(key=lambda one: (one[1], abs(one[0].place - claim.place)))
    return [(told, bits + _FARTHER * min(rank, 2)) for rank, (told, bits) in enumerate(found)]
