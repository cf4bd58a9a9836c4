"""Forms that value a share: a price is earnings times a multiple, upside is target over price less one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from tieout.equation import Product, change, product, quotient, term
from tieout.lexicon import WordList
from tieout.model import Evidence, Fact, Relation
from tieout.relate.prose.line import Line
from tieout.relate.prose.listing import told_by
from tieout.relate.prose.match import Match
from tieout.relate.prose.measure import Reading, alike, relation, together
from tieout.relate.prose.movement import cap
from tieout.relate.prose.told import money, told

_TARGET, _UPSIDE, _EARNED = "price_target", "upside_word", "earnings_each"
_NUMBER = re.compile(r"[1-9]\d{0,3}")  # shares that get a dividend together


def targets(line: Line) -> Iterator[Relation]:
    """A target price, earnings per share and a multiple that a sentence gives in any order, one of each."""
    if not {_TARGET, _EARNED} <= line.names:
        return
    multiples = [mark.fact for mark in line.marks if mark.letter == "X" and mark.fact is not None]
    targets_told, earned_told = (told_by(line, (name,), "A") for name in (_TARGET, _EARNED))
    if not len(multiples) == len(targets_told) == len(earned_told) == 1:
        return
    target, earned = targets_told[0].fact, earned_told[0].fact
    if target is None or earned is None or target.id == earned.id:
        return
    if not alike(target.figure.amount, earned.figure.amount):
        return
    factors = ((earned, "earnings"), (multiples[0], "multiple"))
    strict, rounded = (
        Reading(product(term(target, "target"), [term(fact, role, strict=exact) for fact, role in factors]))
        for exact in (True, False)
    )
    if not rounded.tie.holds and _gives_another(line, target, earned, multiples[0]):
        return
    yield relation("multiple", strict, cap=cap(rounded.tie.holds and not strict.tie.holds))


def _gives_another(line: Line, target: Fact, earned: Fact, multiple: Fact) -> bool:
    """Whether earnings at a multiple are another amount of the sentence, of which the target is made."""
    amounts = [mark.fact for mark in line.marks if mark.letter == "A" and mark.fact is not None]
    factors = (term(earned, "earnings"), term(multiple, "multiple"))
    return any(
        Reading(product(term(fact, "value"), factors)).tie.holds
        for fact in amounts
        if fact.id not in (target.id, earned.id) and alike(fact.figure.amount, earned.figure.amount)
    )


def one_price(match: Match) -> Iterator[Relation]:
    """`earnings` of several years, each times its own of `multiples`, all give the one price of today."""
    earnings, multiples = match.slots["earnings"], match.slots["multiples"]
    if len(earnings) != len(multiples):
        return
    relations = []
    for (a, p), (b, q) in pairwise(zip(earnings, multiples, strict=True)):
        earned = Product((term(a, "earnings"), term(p, "multiple")))
        reading = Reading(quotient(term(q, "multiple"), earned, term(b, "earnings")))
        text = f"{b.figure.text} × {q.figure.text} = {a.figure.text} × {p.figure.text}"
        relations.append(relation("multiple", reading, evidence=Evidence.SUPPORTED, expression=text))
    failing = sum(found.fails for found in relations)
    if not failing or (len(relations) > 2 and failing <= 2):
        yield from relations


def _priced(match: Match) -> tuple[Fact, Fact]:
    """The price of today and the target, in whichever order they stand."""
    one, other = match.get("one"), match.get("other")
    if one is None or other is None:
        return match.one("price"), match.one("target")
    before, _ = match.beside(one)
    return (other, one) if any(_TARGET in mark.names for mark in before) else (one, other)


def upside(match: Match) -> Iterator[Relation]:
    """`change` is what lies between `price` and `target`."""
    price, target = _priced(match)
    stated = match.one("change")
    said = match.said(_UPSIDE, WordList.PROSE_ABOVE, WordList.PROSE_BELOW)
    if not said or not alike(price.figure.amount, target.figure.amount, bound=False):
        return
    falls = target.figure.amount.value < price.figure.amount.value and stated.figure.amount.value > 0
    now, then = together(price, target, None, ("price", "target"))
    if now.interval.is_positive():
        size = term(stated, "upside", factor=-1 if falls else 1)
        reading = Reading(change(size, now, then))
        yield relation("growth", reading) if match.said(_UPSIDE) else told(match, "growth", reading)


def dividend(match: Match) -> Iterator[Relation]:
    """`total` is what all `count` shares get, if every so many of them get `price`: 每10股派3.0元."""
    price, count, stated = match.one("price"), match.one("count"), match.one("total")
    each = next(mark for mark in match.words if "each_of" in mark.names)
    said = next(mark for mark in match.words if mark.start >= each.end)
    many = _NUMBER.search(match.line.text, each.end, said.start)
    if not money(price) or money(price) != money(stated) or money(count):
        return
    factors = (term(price, "dividend", strict=True), term(count, "shares"))
    shared = Fraction(1, int(many.group()) if many is not None else 1)
    yield told(match, "product", Reading(product(term(stated, "total"), factors, shared)))
