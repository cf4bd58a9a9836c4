"""Forms that value a share: a price is earnings times a multiple, upside is target over price less one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tieout.equation import Product, change, product, quotient, term
from tieout.lexicon import WordList
from tieout.model import Evidence, Relation
from tieout.relate.prose.match import Match
from tieout.relate.prose.measure import Reading, alike, relation, together
from tieout.relate.prose.movement import cap
from tieout.relate.prose.told import money, told

_TARGET, _UPSIDE = "price_target", "upside_word"


def multiple(match: Match) -> Iterator[Relation]:
    """`ratio` says how many times `below` makes `above`: of a price the multiple is worked out, a target is."""
    above, below, stated = match.one("above"), match.one("below"), match.one("ratio")
    under = term(below, "earnings")
    if not money(above) or money(above) != money(below) or not under.interval.is_positive():
        return
    if not match.said(_TARGET):
        yield told(
            match, "multiple", Reading(quotient(term(stated, "multiple"), term(above, "price"), under))
        )
        return
    factors = ((below, "earnings"), (stated, "multiple"))
    strict, rounded = (
        Reading(product(term(above, "target"), [term(fact, role, strict=exact) for fact, role in factors]))
        for exact in (True, False)
    )
    yield relation("multiple", strict, cap=cap(rounded.tie.holds))


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


def upside(match: Match) -> Iterator[Relation]:
    """`change` is what lies between `price` and `target`."""
    price, target, stated = match.one("price"), match.one("target"), match.one("change")
    said = match.said(_UPSIDE, WordList.PROSE_ABOVE, WordList.PROSE_BELOW)
    if not said or not alike(price.figure.amount, target.figure.amount, bound=False):
        return
    falls = target.figure.amount.value < price.figure.amount.value and stated.figure.amount.value > 0
    now, then = together(price, target, None, ("price", "target"))
    if now.interval.is_positive():
        size = term(stated, "upside", factor=-1 if falls else 1)
        reading = Reading(change(size, now, then))
        yield relation("growth", reading) if match.said(_UPSIDE) else told(match, "growth", reading)
