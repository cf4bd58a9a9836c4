"""Shares in sentences: a 占 b 的 s; a of b, or s; T，其中a，占比s.

The share is of the whole that stands beside it, or of the whole that opened the list. Parts and wholes of
different dimensions have no share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tieout.equation import quotient, term
from tieout.model import Evidence, Fact, Relation
from tieout.relate.prose.measure import Reading, as_written, best, relation, together, unmeasured
from tieout.relate.prose.movement import NO_BASE, cap
from tieout.relate.prose.skeleton import Skeleton

_WORDS = "[^A-DF-Z,;:()]{0,24}"
_UNIT = "[^A-Z,;:()]{0,8}"
_DATED = f"(?:{_WORDS}[DB]){{0,2}}{_WORDS}"
_CHANGE = r"(?:[,(]Q?[RFV]E{0,2}[PO]\)?|\(P\))"
_OF_B = "E{1,3}(?:U|[^A-Z,;:()]){0,24}E?(?:U|[^A-Z,;:()]){0,24}E?(?P<b>A)"
_S_OF_B = f"E{{0,3}}(?P<s>P){_OF_B}"
# Letters a skeleton must have for a pattern to be worth trying, and the pattern.
_PATTERNS = (
    # a，占 b 的 s: the whole stands between
    ("S", rf"(?P<a>A){_UNIT}[,(]?(?:{_DATED},)?E{{0,2}}S{_DATED}(?P<b>A)[,)]?{_WORDS}S?[ET]{{0,3}}(?P<s>P)"),
    # b，其中 a，占比 s
    (
        "SI",
        rf"(?P<b>A){_UNIT}{_CHANGE}{{0,3}}[,(:]I{_DATED}(?P<a>A){_UNIT}{_CHANGE}?[,(]S[ETB]{{0,3}}(?P<s>P)",
    ),
    # a of the b, or s
    ("E", rf"(?P<a>A){_WORDS}E{_WORDS}(?P<b>A)(?:[EDUB]|[^A-Z,;:()]){{0,60}}[,(]E{{0,2}}(?P<s>P)(?=[),;.E])"),
    # s, a of a total b
    ("E", r"(?P<s>P)[^A-CF-Z;()]{0,60}[,(](?P<a>A)E{1,3}U?(?P<b>A)"),
    # a accounted for s of b; accounted for s of b, or a
    ("SE", rf"(?P<a>A)(?:{_WORDS}M)?{_WORDS}S{_S_OF_B}"),
    ("SE", rf"S{_S_OF_B}[,(]E{{0,3}}(?P<a>A)"),
    # a, or s, of b
    ("E", rf"(?P<a>A){_UNIT}[,(]E{{0,3}}(?P<s>P)[,)]?E{{1,3}}(?:U|[^A-DF-Z,;:()]){{0,24}}E?(?P<b>A)"),
)
_COMPILED = tuple((frozenset(needs), re.compile(form)) for needs, form in _PATTERNS)
_COPULAR = (frozenset("E"), re.compile(rf"(?P<a>A)(?:{_WORDS}M)?{_WORDS}E(?P<s>P){_OF_B}"))  # a is s of b
_COPULA = re.compile(
    r"\b(?:is|are|was|were|represent\w*|equals?|equivalent to)\s(?:about\s|approximately\s|some\s)?\Z"
)
_OF = re.compile(r"\b(?:of|out of)\b")


def shares(skeleton: Skeleton, claimed: set[int]) -> Iterator[Relation]:
    """Every share that a sentence states with both its part and its whole."""
    if "P" not in skeleton.text:
        return
    letters = set(skeleton.text)
    for needs, pattern in (*_COMPILED, _COPULAR):
        if not letters >= needs or ("E" in needs and not skeleton.english):
            continue
        for match in pattern.finditer(skeleton.text):
            part, whole, rate = (skeleton.named(match, name) for name in "abs")
            if part is None or whole is None or rate is None or rate.id in claimed:
                continue
            if "E" in needs and not _says_of(skeleton, part, whole, rate):
                continue
            if pattern is _COPULAR[1] and _COPULA.search(skeleton.sentence.before(rate, 30)) is None:
                continue
            found = share_of(part, whole, rate)
            if found is not None:
                claimed.add(rate.id)
                yield found


def _says_of(skeleton: Skeleton, part: Fact, whole: Fact, rate: Fact) -> bool:
    """Whether the words between really say that one is of the other."""
    before_whole = part if rate.figure.start > whole.figure.start else rate
    return _OF.search(skeleton.sentence.between(before_whole, whole)) is not None


def share_of(part: Fact, whole: Fact, rate: Fact, evidence: Evidence = Evidence.STATED) -> Relation | None:
    """A rate held against part and whole; None if they have no share of each other."""
    a, b = part.figure.amount, whole.figure.amount
    if not a.unit.same_dimension(b.unit) or rate.figure.amount.unit.factor >= 1:
        return None
    readings, doubtful = [], False
    for pair in as_written(part, whole):
        numerator, denominator = together(part, whole, pair, ("part", "whole"))
        if denominator.interval.low is not None and denominator.interval.low > 0:
            readings.append(Reading(quotient(term(rate, "share", strict=True), numerator, denominator)))
            doubtful |= Reading(quotient(term(rate, "share"), numerator, denominator)).tie.holds
    chosen = best(readings)
    if chosen is None:
        return unmeasured("share", rate, (part, whole), rate.figure.text, NO_BASE)
    return relation("share", chosen, cap=cap(doubtful), evidence=evidence)
