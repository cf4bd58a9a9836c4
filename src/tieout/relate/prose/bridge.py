"""Bridges: from a base by steps up and down to a result: base $6.50, plus $1.00, minus $0.20, yielding $7.30.

Every figure must say by its own words what it does; a step without words goes on with the sign of the step
before. Some bridges leave small steps out, so one that misses is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from tieout.equation import term, total
from tieout.model import Fact, Relation, Severity
from tieout.relate.prose.measure import Reading, alike, relation
from tieout.relate.prose.skeleton import Skeleton

_UP = re.compile(r"plus|\badd|adding|[,;:]add|加上|加|R[^A-Z]{0,12}$")
_DOWN = re.compile(r"minus|subtract|less(?!than)|offset|deduct|netof|减|扣除|F去|F[^A-Z]{0,12}$")
_ARRIVES = re.compile(r"yield|reaching|resulting|arriv|givingE|equal|得到|等于|=|期末|T[^A-Z]{0,4}$")
_ON = re.compile(r"[^A-Z]{0,40}(?:,|and|、|和)[^A-Z]{0,4}$|[^A-Z]{0,40}[,、:][^A-Z]{0,3}$")
_BASE = re.compile(r"base|start|bridge|begin|opening|M[^A-Z]{0,24}$|B[^A-Z,;]{0,6}T?$")
_SIGNS = "+-−"
Step = tuple[Fact, int]  # and its sign
_LEAST, _MOST = 2, 8  # steps
_NEAR = 3  # a result more times off than this is that of something else


def bridges(skeleton: Skeleton) -> Iterator[Relation]:
    """The bridge of a sentence, if it is one from its first amount on."""
    places = [place for place in skeleton.places if skeleton.text[place] in "AP"]
    for index, place in enumerate(places[: -_LEAST - 1]):
        if _BASE.search(skeleton.text, 0 if index == 0 else places[index - 1] + 1, place) is None:
            continue
        found = _bridge(skeleton, place, places[index + 1 :])
        if found is not None:
            yield found
        return


def _bridge(skeleton: Skeleton, start: int, others: list[int]) -> Relation | None:
    base, sign, steps, last = skeleton.places[start], 0, list[Step](), start
    for place in others:
        fact, words = skeleton.places[place], skeleton.text[last + 1 : place]
        if fact.figure.amount.upper is not None or not alike(base.figure.amount, fact.figure.amount):
            return None
        if len(steps) >= _LEAST and _ARRIVES.search(words):
            return _relation(base, steps, fact)
        sign = _sign(words, fact, sign)
        if sign == 0 or len(steps) == _MOST:
            return None
        steps.append((fact, sign))
        last = place
    return None


def _sign(words: str, fact: Fact, before: int) -> int:
    """1 for a step up, -1 for a step down, 0 if the words do not say; a printed sign says it all."""
    if fact.figure.text[0] in _SIGNS:
        return 1
    if _DOWN.search(words):
        return -1
    if _UP.search(words):
        return 1
    return before if _ON.search(words) else 0


def _relation(base: Fact, steps: list[Step], result: Fact) -> Relation | None:
    parts = [term(base, "base", strict=True), *(term(fact, "step", strict=True) for fact, _ in steps)]
    reading = Reading(total(term(result, "result"), parts, (1, *(sign for _, sign in steps))))
    stated, computed = reading.points
    if not Fraction(1, _NEAR) * computed < stated < _NEAR * computed:
        return None
    return relation("prose", reading, kind_name="total", cap=Severity.WARNING)
