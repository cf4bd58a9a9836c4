"""Amounts each with its share of a whole named before them: 注册资本T，甲出资a，占51%，乙出资b，占49%.

Which of the amounts before is the whole is for the shares to say: it is the one that most of them are of. A
share that is of none of them is wrong only if all others are of the same one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from tieout.model import Evidence, Fact, Relation, Severity
from tieout.relate.prose.letter import kind
from tieout.relate.prose.share import share_of
from tieout.relate.prose.skeleton import Skeleton

_ASIDE = r"(?:\(P\)|[,(]QE?[RF]?E{0,2}P\)?)"  # growth between an amount and its share
_SHARED = re.compile(
    rf"(?P<a>A)[^APOXIUW,;:()]{{0,8}}{_ASIDE}{{0,2}}[,(]?[^APOXDUIW,;:()]{{0,12}}"
    r"(?:(?<!W)S[^APOXIUW;,:()]{0,16}|[^A-Z;,]{1,4}率[ET]{1,2})(?P<s>P)(?![^A-Z;,]{0,3}[、/和及]P)"
)
_JOINT = "[^A-Z,;:()]{0,3}(?:,and|and|以及|[、/,和及与])[^A-Z,;:()]{0,3}"
_LISTED = re.compile(
    rf"(?P<a>A(?:{_JOINT}A)+)[^APOXIU;:()]{{0,12}},WS[^APOXIU;,:()]{{0,16}}(?P<s>P(?:{_JOINT}P)+)"
)
_TELLING = 2  # digits of a share that can bear out a whole
_FARTHEST = 6  # amounts before a part that may be its whole

Pair = tuple[Fact, Fact]  # a part and its share


def parts_of(skeleton: Skeleton, claimed: set[int]) -> Iterator[Relation]:
    """The shares of a sentence whose whole stands before them, or in the sentence that it goes on from."""
    if "P" not in skeleton.text or not ("S" in skeleton.text or "率" in skeleton.text):
        return
    pairs = [
        (skeleton.places[match.start("a")], skeleton.places[match.start("s")])
        for match in _SHARED.finditer(skeleton.text)
    ]
    for match in _LISTED.finditer(skeleton.text):
        pairs += zip(
            skeleton.facts(*match.span("a"), "A"), skeleton.facts(*match.span("s"), "P"), strict=False
        )
    pairs = [(part, share) for part, share in pairs if share.id not in claimed]
    if not pairs:
        return
    tried = [(whole, _against(whole, pairs)) for whole in _wholes(skeleton, pairs)]
    best = max(tried, key=lambda one: _merit(one[1]), default=None)
    if best is None or not any(_borne_out(found) for found in best[1]):
        return
    relations = best[1]
    strays = [found for found in relations if not found.holds]
    for found in relations:
        if found.holds:
            yield found
        elif len(strays) == 1 and len(relations) > 1 and not _of_another(found, tried):
            cap = Severity.WARNING if len(relations) == 2 else found.cap
            yield replace(found, cap=min(cap, found.cap))
        else:
            continue
        if found.subject is not None:
            claimed.add(found.subject.id)


def _wholes(skeleton: Skeleton, pairs: Sequence[Pair]) -> list[Fact]:
    """Amounts before the first part, the nearest first."""
    first = pairs[0][0]
    before = [fact for fact in skeleton.earlier if kind(fact.figure.amount) == "A"]
    before += [fact for fact in skeleton.facts(0, len(skeleton.text), "A") if fact.id < first.id]
    return before[: -_FARTHEST - 1 : -1]


def _against(whole: Fact, pairs: Sequence[Pair]) -> list[Relation]:
    found = (share_of(part, whole, share, Evidence.SUPPORTED) for part, share in pairs if _fits(part, whole))
    return [relation for relation in found if relation is not None]


def _fits(part: Fact, whole: Fact) -> bool:
    return 0 < part.figure.amount.value <= whole.figure.amount.value


def _borne_out(relation: Relation) -> bool:
    """Whether a share holds and its digits would hardly do so by chance."""
    if relation.subject is None or not relation.holds:
        return False
    digits = str(abs(relation.subject.figure.amount.numeral.digits))
    return len(digits) >= _TELLING


def _merit(relations: Sequence[Relation]) -> tuple[int, Fraction]:
    """How many shares bear a whole out, and how nearly."""
    held = [found for found in relations if _borne_out(found)]
    return len(held), -sum((found.tie.gap for found in held if found.tie is not None), Fraction(0))


def _of_another(found: Relation, tried: Sequence[tuple[Fact, list[Relation]]]) -> bool:
    return any(other.holds for _, relations in tried for other in relations if other.subject is found.subject)
