"""Valuation in sentences: a price is earnings times a multiple, upside is target over price less one.

EPS为a/b/c元，对应PE为p/q/r倍 states one price three times; its products must agree. A single target, multiple
and EPS of one sentence tie directly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from tieout.model import Evidence, Fact, Operand, Relation
from tieout.relate.prose.measure import UNIT, Reading, Value, alike, relation, together, value
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
        reading = Reading(_times(b, q), _times(a, p))
        text = f"{b.figure.text} × {q.figure.text} = {a.figure.text} × {p.figure.text}"
        operands = (Operand(a, "earnings"), Operand(p, "multiple"), Operand(b, "earnings"))
        relations.append(relation("multiple", q, operands, text, reading, evidence=Evidence.SUPPORTED))
    failing = sum(r.tie is not None and not r.tie.holds for r in relations)
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
        text = f"{eps.figure.text} × {multiple.figure.text} = {target.figure.text}"
        operands = (Operand(eps, "earnings"), Operand(multiple, "multiple"))
        reading = Reading(value(target.figure.amount), _times(eps, multiple, strict=True))
        rounded = Reading(value(target.figure.amount), _times(eps, multiple))
        yield relation("multiple", target, operands, text, reading, cap=cap(rounded.tie.holds))


def _upside(skeleton: Skeleton, match: re.Match[str], claimed: set[int]) -> Iterator[Relation]:
    target = skeleton.named(match, "y") or skeleton.named(match, "t")
    price = skeleton.named(match, "x") or skeleton.named(match, "b")
    upside = next((found for name in "pqr" if (found := skeleton.named(match, name)) is not None), None)
    if target is None or price is None or upside is None or upside.id in claimed:
        return
    if not target.figure.amount.unit.same_dimension(price.figure.amount.unit):
        return
    now, then = together(price.figure.amount, target.figure.amount)
    if now.interval.low is None or now.interval.low <= 0:
        return
    stated = value(upside.figure.amount).scaled(-1 if match["w"] in _DOWN else 1)
    reading = Reading(stated, then / now - UNIT)
    if match["w"] not in _NAMED and reading.tie.gap > _FAR:
        return
    claimed.add(upside.id)
    text = f"{target.figure.text} / {price.figure.text} - 1 = {upside.figure.text}"
    operands = (Operand(price, "price"), Operand(target, "target"))
    yield relation("growth", upside, operands, text, reading)


def _times(earnings: Fact, multiple: Fact, *, strict: bool = False) -> Value:
    return value(earnings.figure.amount, strict=strict) * value(multiple.figure.amount, strict=strict)
