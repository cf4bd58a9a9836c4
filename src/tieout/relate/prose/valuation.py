"""Valuation in sentences: a price is earnings times a multiple, upside is target over price less one.

EPS为a/b/c元，对应PE为p/q/r倍 states one price three times; its products must agree. A single target, multiple
and EPS of one sentence tie directly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from tieout.equation import Product, change, product, quotient, term
from tieout.model import Evidence, Relation
from tieout.relate.prose.measure import Reading, alike, relation, together
from tieout.relate.prose.movement import cap
from tieout.relate.prose.skeleton import Skeleton

_JOINT = "[^A-Z,;:()]{0,3}(?:、|/|,|和|及|and)"
_EPS = r"(?:eps|每股收益|每股盈利)[^APXO;]{0,20}"
_PE = r"(?:p/?e|市盈率|估值)[^APXO;]{0,20}"
_LISTS = re.compile(rf"{_EPS}(?P<a>A(?:{_JOINT}A)+)[^APXO;]{{0,30}}{_PE}(?P<x>X(?:{_JOINT}X)+)")
_TARGET = re.compile(r"(?:目标价|合理价值|pricetarget|target(?:price)?)[^APXO;]{0,20}(?P<t>A)")
_EARNED = re.compile(rf"{_EPS}(?P<a>A)(?!{_JOINT}A)")
_TIMES = re.compile(rf"{_PE}(?P<x>X)|(?P<z>X)(?:[^A-Z,;]{{0,4}}(?:p/?e|市盈率)|(?:[^A-CE-Z,;]{{0,16}})eps)")
_DOWN = frozenset({"downside", "below", "discountto"})
_NAMED = frozenset({"upside", "downside", None})
_FAR = Fraction(1, 4)  # 5% above something that differs by more was said of other figures
_UPSIDE = re.compile(
    r"(?P<y>A)(?:[^A-Z;]{0,6}MA)?[^AX;:()]{0,40}?(?P<p>P)(?:potential|implied)?(?P<w>upside|downside|above|below|premiumto|discountto)[^APXO;,]{0,30}?[MKT]?"
    r"[^APXO;,]{0,40}(?P<x>A)"
    r"|目标价[^APXO;]{0,16}(?P<t>A)[^APXO;]{0,12}(?:现价|当前股价|收盘价|当前价|最新价)[^APXO;]{0,10}(?P<b>A)"
    r"[,)]?(?:[^APXO;]{0,16}(?:空间|涨幅|R)[^APXO;,]{0,6}(?P<q>P)|[^APXO;]{0,12}(?P<r>P)[^APXO;,]{0,6}空间)"
)


def valuations(skeleton: Skeleton, claimed: set[int]) -> Iterator[Relation]:
    """Prices, multiples and upsides that a sentence states together."""
    if "X" in skeleton.text:
        for match in _LISTS.finditer(skeleton.text):
            yield from _one_price(skeleton, match)
        if skeleton.text.count("X") == 1:
            yield from _price(skeleton)
    for match in _UPSIDE.finditer(skeleton.text):
        yield from _upside(skeleton, match, claimed)


def _one_price(skeleton: Skeleton, match: re.Match[str]) -> Iterator[Relation]:
    earnings = skeleton.facts(*match.span("a"), "A")
    multiples = skeleton.facts(*match.span("x"), "X")
    if len(earnings) != len(multiples) or len(earnings) < 2:
        return
    relations = []
    for (a, p), (b, q) in pairwise(zip(earnings, multiples, strict=True)):
        earned = Product((term(a, "earnings"), term(p, "multiple")))
        reading = Reading(quotient(term(q, "multiple"), earned, term(b, "earnings")))
        text = f"{b.figure.text} × {q.figure.text} = {a.figure.text} × {p.figure.text}"
        relations.append(relation("multiple", reading, evidence=Evidence.SUPPORTED, expression=text))
    failing = sum(r.fails for r in relations)
    if not failing or (len(relations) > 2 and failing <= 2):
        yield from relations


def _price(skeleton: Skeleton) -> Iterator[Relation]:
    """One target, one EPS and one multiple, in any order."""
    found = [list(pattern.finditer(skeleton.text)) for pattern in (_TARGET, _EARNED, _TIMES)]
    if any(len(matches) != 1 for matches in found):
        return
    (a_target,), (an_eps,), (a_multiple,) = found
    target, eps = skeleton.named(a_target, "t"), skeleton.named(an_eps, "a")
    multiple = skeleton.named(a_multiple, "x") or skeleton.named(a_multiple, "z")
    if target is None or eps is None or multiple is None or target.id == eps.id:
        return
    if alike(target.figure.amount, eps.figure.amount):
        factors = ((eps, "earnings"), (multiple, "multiple"))
        strict, rounded = (
            Reading(
                product(term(target, "target"), [term(fact, role, strict=exact) for fact, role in factors])
            )
            for exact in (True, False)
        )
        yield relation("multiple", strict, cap=cap(rounded.tie.holds))


def _upside(skeleton: Skeleton, match: re.Match[str], claimed: set[int]) -> Iterator[Relation]:
    target = skeleton.named(match, "y") or skeleton.named(match, "t")
    price = skeleton.named(match, "x") or skeleton.named(match, "b")
    upside = next((found for name in "pqr" if (found := skeleton.named(match, name)) is not None), None)
    if target is None or price is None or upside is None or upside.id in claimed:
        return
    if not target.figure.amount.unit.same_dimension(price.figure.amount.unit):
        return
    now, then = together(price, target, None, ("price", "target"))
    if not now.interval.is_positive():
        return
    stated = term(upside, "upside", factor=-1 if match["w"] in _DOWN else 1)
    reading = Reading(change(stated, now, then))
    if match["w"] not in _NAMED and reading.tie.gap > _FAR:
        return
    claimed.add(upside.id)
    yield relation("growth", reading)
