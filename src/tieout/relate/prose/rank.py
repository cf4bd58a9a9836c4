"""Ranked lists: 份额最大的依次为甲（24.8%）、乙（16.1%）; the top three are A (24%), B (16%) and C (12%).

A list that names its ranking runs downwards (upwards for the lowest). Only lists that say they are in order
(依次, in order) bind; of the others an odd one out is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tieout.equation import Sign, order
from tieout.model import Evidence, Fact, Relation, Severity
from tieout.relate.prose.measure import alike, together
from tieout.relate.prose.skeleton import Skeleton

_ITEM = r"[^AD-OQ-Z;()]{0,24}\([AP]\)"
_RANKED = re.compile(
    r"(?P<word>最大|最高|最多|最快|前[一二三四五六七八九十\d]|top(?:two|three|four|five|ten|\d)|largest|highest"
    r"|最低|最小|最少|最慢|lowest|smallest)"
    rf"[^APXO;]{{0,24}}?(?P<list>{_ITEM}(?:(?:、|,and|,|and|和|及){_ITEM})+)"
)
_UPWARDS = re.compile("最低|最小|最少|最慢|lowest|smallest")
_IN_ORDER = re.compile("依次|in (?:descending )?order|in turn")
_FEWEST = 3


def ranked(skeleton: Skeleton) -> Iterator[Relation]:
    """Every step of a ranked list."""
    if skeleton.text.count("(") < _FEWEST:
        return
    for match in _RANKED.finditer(skeleton.text):
        facts = skeleton.facts(*match.span("list"), "AP")
        if len(facts) < _FEWEST or not all(_comparable(a, b) for a, b in pairwise(facts)):
            continue
        upwards = _UPWARDS.search(match["word"]) is not None
        upwards ^= all(fact.figure.amount.value < 0 for fact in facts)  # the largest fall comes first
        in_order = _IN_ORDER.search(skeleton.sentence.before(facts[0], 40)) is not None
        steps = [_step(a, b, upwards, in_order) for a, b in pairwise(facts)]
        failing = [step for step in steps if step.fails]
        if len(failing) <= 1:  # a list with several steps against it is sorted by something else
            yield from steps


def _comparable(left: Fact, right: Fact) -> bool:
    a, b = left.figure.amount, right.figure.amount
    return a.upper is None and b.upper is None and alike(a, b, bound=False)


def _step(left: Fact, right: Fact, upwards: bool, in_order: bool) -> Relation:
    one, other = together(right, left, None, ("part", "ranked before"))
    said = order(one, Sign.ABOVE if upwards else Sign.BELOW, other)
    return Relation.of(
        said, kind="comparison", shape="superlative",
        evidence=Evidence.STATED if in_order else Evidence.GUESSED,
        expression=f"{left.figure.text} {'<=' if upwards else '>='} {right.figure.text}",
        cap=Severity.ERROR if in_order else Severity.NOTE,
        detail="the list says it is ranked" if said.fails else "",
    )  # fmt: skip
