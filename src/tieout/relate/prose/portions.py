"""Amounts each with its share of one whole that is not named: A (55% of revenue), B (28%), C (17%).

The whole is what most of them agree on; at most one may stray, or the percentages are no shares of one whole.
Where no word says that they are shares (a bracket may as well hold growth), nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tieout.equation import Product, Term, quotient, term
from tieout.model import Evidence, Fact, Relation
from tieout.relate.prose.measure import Reading, alike, relation, scale
from tieout.relate.prose.skeleton import Skeleton
from tieout.slip import is_slip

Portion = tuple[Fact, Fact]  # an amount and its share

_BRACKETED = re.compile(r"(?P<a>A)[^A-Z,;:()]{0,12}\([^A-DF-RT-Z;()]{0,16}(?P<p>P)[^APOXDMFKJWC;()]{0,24}\)")
_SHARE = re.compile(r"S|P(?:E|of)(?:total|net)?(?:revenue|sales|total|E|U)")
_JOINT = "[^A-Z,;:()]{0,3}(?:,and|and|以及|[、/,和及与])"
_LISTED = re.compile(
    rf"(?P<a>A(?:{_JOINT}A){{2,11}})[^A-Z,;:()]{{0,4}},[^A-DF-RT-Z;,:()]{{0,16}}S[^A-Z;,:()]{{0,8}}[EWT]{{0,4}}(?P<p>P(?:{_JOINT}P){{2,11}})"
)
_IN_TIME = re.compile(
    "D[^A-Z]{0,4}D|各期|各年|历年|期内|期末|年末|[近最][三四五]年|报告期"
)  # shares of as many wholes
_LEAST = 3


def portions(skeleton: Skeleton, claimed: set[int]) -> Iterator[Relation]:
    """The shares of a sentence whose whole is the same for all of them."""
    if "P" not in skeleton.text:
        return
    for group in (*_bracketed(skeleton), *_listed(skeleton)):
        if len(group) >= _LEAST and not claimed.intersection(share.id for _, share in group):
            found = _agreed(group)
            claimed.update(share.id for _, share in group if found)
            yield from found


def _bracketed(skeleton: Skeleton) -> Iterator[list[Portion]]:
    """Amounts with percentages in brackets, if the first says that it is a share, or they make a hundred."""
    matches = list(_BRACKETED.finditer(skeleton.text))
    if len(matches) < _LEAST:
        return
    group = [_portion(skeleton, match.start("a"), match.start("p")) for match in matches]
    if _SHARE.search(matches[0].group()) is None and not _make_all(group):
        return
    if any(";" in skeleton.text[a.end() : b.start()] for a, b in pairwise(matches)):
        return
    yield group


def _make_all(group: Sequence[Portion]) -> bool:
    """Whether shares make a hundred, or would but for one slip, which makes it a share of the same whole."""
    over = sum(share.figure.amount.value for _, share in group) - 1
    if over == 0:
        return True
    for amount, share in group:
        quantity = share.figure.amount
        need = round((quantity.value - over) / quantity.quantum)
        if need > 0 and is_slip(quantity.numeral.digits, need):
            mended = replace(quantity, numeral=replace(quantity.numeral, digits=need))
            meant = replace(share, figure=replace(share.figure, quantity=mended))
            others = (other for other in group if other[1] is not share)
            if all(_held((amount, meant), other).holds for other in others):
                return True
    return False


def _listed(skeleton: Skeleton) -> Iterator[list[Portion]]:
    """A list of amounts and the list of their shares, unless it runs over the years."""
    if _IN_TIME.search(skeleton.text) is not None:
        return
    for match in _LISTED.finditer(skeleton.text):
        amounts, shares = skeleton.facts(*match.span("a"), "A"), skeleton.facts(*match.span("p"), "P")
        if len(amounts) == len(shares):
            yield list(zip(amounts, shares, strict=True))


def _portion(skeleton: Skeleton, amount: int, share: int) -> Portion:
    return skeleton.places[amount], skeleton.places[share]


def _agreed(group: Sequence[Portion]) -> list[Relation]:
    """Every share held against the one that most others agree with; nothing if two or more stray."""
    first = group[0][0]
    for amount, _ in group[1:]:
        if not alike(first.figure.amount, amount.figure.amount, bound=False) or scale(first) != scale(amount):
            return []
    if any(amount.figure.amount.value <= 0 or share.figure.amount.value <= 0 for amount, share in group):
        return []
    tried = [[_held(portion, other) for portion in group if portion is not other] for other in group]
    strays = [sum(r.fails for r in relations) for relations in tried]
    least = min(strays)
    return tried[strays.index(least)] if least <= 1 else []


def _held(portion: Portion, other: Portion) -> Relation:
    """A share is its amount times the other's share over the other's amount."""
    (amount, share), (base, known) = portion, other
    product = Product((_term(amount, "part"), _term(known, "share of another")))
    equation = quotient(_term(share, "share"), product, _term(base, "another part"))
    return relation("share", Reading(equation), evidence=Evidence.SUPPORTED)


def _term(fact: Fact, role: str) -> Term[Fact]:
    return term(fact, role, strict=True)
