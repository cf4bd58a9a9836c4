"""Where sentences state a movement: 从x增至y，增长g; rose g from x to y; y, up a or g from x.

Each pattern binds a base, a result and one or two deltas over the skeleton; what may stand between is
listed, not guessed, so a change of subject breaks the pattern. A figure serves as delta only once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tieout.model import Fact
from tieout.relate.prose.movement import Movement
from tieout.relate.prose.skeleton import Skeleton
from tieout.relate.prose.span import newest_first, years_of

WORDS = "[^A-DF-Z,;:()]{0,24}"  # words of one clause, without figures and cues
UNIT = "[^A-Z,;:()]{0,8}"  # what may be left of a unit
DATED = f"(?:{WORDS}[DBZ]){{0,3}}{WORDS}"
_NEAR = "(?:(?:(?!and)[^A-DF-Z,;:()]){0,24}[DBZ]){0,3}(?:(?!and)[^A-DF-Z,;:()]){0,24}"
FROM, FROM_M, FROM_K = f"[MK]{_NEAR}", f"M{_NEAR}", f"K{_NEAR}"
LINK = r"(?P<link>(?:[EQYRFVGHTCDKBZ]|\(C\)){0,10})"
POST = "(?P<post>[EQ]{0,2}[RFGHC])?"
SECOND = "(?:[,(]?(?P<link2>[EQRFVGH,][EQRFVGHT,]{0,7})(?P<q>[APO])[,)]?)?"
X, Y, P = "(?P<x>[AP])", "(?P<y>[AP])", "(?P<p>[APOX])"
TO = "T(?:[EDBTZ]|[^A-Z,;:()]){0,8}"
IS = "[ETDU:]{0,4}"
_OF_THE_RATE = re.compile("[GH][ET]*[RFV]")
SIGNS = {"R": 1, "G": 1, "C": 1, "F": -1, "H": -1, "V": 0}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, and the letters a skeleton must have for it to be worth trying."""

    needs: frozenset[str]
    form: re.Pattern[str]
    ordered: bool = True  # the base is known from the words; otherwise the dates must tell


def _pattern(needs: str, form: str, *, ordered: bool = True) -> Pattern:
    return Pattern(frozenset(needs), re.compile(form), ordered)


PATTERNS = (
    # from x to y, then the delta
    _pattern("MT", rf"(?:(?P<u>[RFV]){WORDS})?{FROM_M}{X}{DATED},?{DATED}(?:(?P<v>[RFV])E?)?{TO}{Y}"
                   rf"{DATED}[,(]?{LINK}{P}{POST}{SECOND}"),
    # from x by the delta to y
    _pattern("MT", rf"{FROM_M}{X}{WORDS},?{WORDS}(?P<v>[RFV])(?P<inner>[EQ]*){P}{UNIT}{TO}{Y}"),
    # rose, or raised the thing, by the delta, from x to y
    _pattern("MT", rf"(?P<v>[RFV])(?P<inner>[EQ]*(?:[^A-Z,;:()]{{1,24}}E)?){P}{UNIT}{SECOND}Q?"
                   rf"(?:{DATED}|{UNIT},E{{0,2}}){FROM_M}{X}{DATED},?(?:[RFV]E?)?{TO}{Y}"),
    # from x to y, the delta new
    _pattern("MT", rf"{FROM_M}{X}{WORDS},?{WORDS}(?P<v>[RF])E?{TO}{Y}{UNIT},(?P<inner>E?)(?:本次)?新增{P}"),
    # up by a, the rate g, closing at y
    _pattern("", rf"(?P<v>[RF])(?P<inner>E?)(?P<p>A){UNIT}[,(](?P<link2>[EQRFGHT]{{1,4}})(?P<q>P)\)?,?E?"
                 rf"(?:收?报收?|收于|T){{1,2}}{Y}"),
    # fell by the delta to y (the base period's x)
    _pattern("TB", rf"(?P<v>[RF])(?P<inner>[EQ]*){P}{UNIT}T[EDB]{{0,4}}{Y}{UNIT}[,(]{UNIT}B{IS}{X}"),
    # rose by the delta to y, from x
    _pattern("T", rf"(?P<v>[RFV])(?P<inner>[EQ]*){P}{SECOND}Q?{DATED},?T[EDB]{{0,4}}{Y}"
                  rf"(?:[a-zEDB()]{{0,60}},?{FROM}{X})?"),
    # fell to y from x, then the delta
    _pattern("TM", rf"(?P<v>[RFV])E?{TO}{Y}{DATED}{FROM_M}{X}{DATED}[,(]{LINK}{P}{POST}{SECOND}"),
    _pattern("TMO", rf"(?P<v>[RFV])E?(?P<inner>){TO}{Y}{DATED}{FROM_M}{X}{DATED}[,(]E{{0,3}}(?P<p>O)"),
    # rose from x to y, or by the delta
    _pattern("MT", rf"(?P<v>[RF])E?{FROM_M}{X}{DATED},?{TO}{Y}{DATED},E(?P<inner>E?){P}(?!E)"),
    # compounded at the rate, from x to y
    _pattern("CMT", rf"(?P<link>C[EQ]*){P}Y?{UNIT},?E{{0,2}}{FROM_M}{X}{DATED},?(?:[RFV]E?)?{TO}{Y}"),
    # y, the base period's x, then the delta
    _pattern("B", rf"{Y}{UNIT}[,(]{UNIT}B{IS}{X}{UNIT}[,)]{{1,2}}{LINK}{P}{POST}{SECOND}"),
    # y, on the period before's x up by the delta
    _pattern("Q", rf"{Y}{UNIT},E?Q[^A-Z,;:()]{{0,8}}[BDE]{{0,3}}{X}{UNIT}{LINK}{P}{POST}"),
    # y, the delta better than x
    _pattern("", rf"{Y}{UNIT}[,(]E{{0,3}}{P}{UNIT}(?:(?P<v>[RF])(?:than|on|over)|(?P<u>V))(?P<inner>){UNIT}"
                 rf"[BDE]{{0,4}}(?:'s)?{UNIT}{X}"),
    # y compared with x, then the delta
    _pattern("K", rf"{Y}{DATED}[,(]?{WORDS}{FROM_K}{X}{DATED}[,)]?{LINK}{P}{POST}{SECOND}"),
    # y, up from x, then the delta
    _pattern("M", rf"{Y}{DATED}[,(]?E?(?P<v>[RFV])E?{FROM_M}{X}{DATED}[,)]?{LINK}{P}{POST}{SECOND}"),
    # y, up by the delta, the base period's x
    _pattern("B", rf"{Y}{UNIT}[,(]?(?P<link>[EQKB]*[RFV][ETGH]*){P}{UNIT}[,(]{UNIT}B[ETDU:]{{0,4}}{X}"),
    # y, up by the delta from x
    _pattern("", rf"{Y}{DATED}[,(]?(?P<link>[EQB]*[RFV][EQ]*){P}{SECOND}Q?{DATED},?{FROM}{X}"
                 rf"(?!{WORDS}[RFV])"),
    # y, a rise of the delta from x, the delta before its word
    _pattern("", rf"{Y}{DATED}[,(]E{{1,3}}{P}{UNIT}(?:[,(]?(?P<link2>E{{1,2}})(?P<q>[APO])\)?)?"
                 rf"(?P<post>[EQ]{{0,2}}[RF])(?:Q|E){{0,2}}{FROM}{X}"),
    # y and x, respectively, a rise of the delta
    _pattern("W", rf"{Y}and{X}[^APOXRFV;]{{0,80}}W,?{LINK}{P}{POST}{SECOND}", ordered=False),
    # y, up a or g, without the base
    _pattern(
        "", rf"{Y}{DATED}[,(](?P<link>[EQKBD]*,?[EQ]*[RF]E*)(?P<p>[AP]){UNIT}[,(]?"
            rf"(?P<link2>[EQRFGHT]{{1,6}})(?P<q>[APO])",
    ),
)  # fmt: skip


def movements(skeleton: Skeleton, claimed: set[int]) -> Iterator[Movement]:
    """Every movement a sentence states; each delta is used once and then claimed."""
    letters = set(skeleton.text)
    if not letters & set("RFVCGHY"):
        return
    for pattern in PATTERNS:
        if not letters >= pattern.needs:
            continue
        for match in pattern.form.finditer(skeleton.text):
            found = _movement(skeleton, pattern, match)
            if found is not None and not claimed.intersection(delta.id for delta in found.deltas):
                claimed.update(delta.id for delta in found.deltas)
                yield found


def _movement(skeleton: Skeleton, pattern: Pattern, match: re.Match[str]) -> Movement | None:
    named = match.groupdict("")
    link = named.get("link", "")
    said = link if SIGNS.keys() & set(link) else link + named.get("post", "")
    verbs = named.get("v", "") + named.get("u", "")
    changes = [letter for letter in said if letter in SIGNS]
    if not changes and "Y" not in said and "inner" not in named:
        return None
    base, result = skeleton.named(match, "x"), skeleton.named(match, "y")
    if result is None:
        return None
    if not pattern.ordered and base is not None:
        newest = newest_first(skeleton, match)
        if newest is None:
            return None
        base, result = (base, result) if newest else (result, base)
    direction = SIGNS[changes[-1] if changes else verbs[0]] if changes or verbs else 0
    return _dated(skeleton, match, Movement(base, result, _deltas(skeleton, match), direction), said)


def _dated(skeleton: Skeleton, match: re.Match[str], movement: Movement, said: str) -> Movement | None:
    """Give a compound or yearly rate its years; leave out growth on a year other than the base's."""
    years = years_of(skeleton, match)
    if "C" in said or "Y" in said:
        known = () if years is None else (years,)
        return Movement(
            movement.base, movement.result, movement.deltas, movement.direction, known, simple="C" not in said
        )
    if "Q" in said and years not in (None, 1):
        return None
    return movement


def _deltas(skeleton: Skeleton, match: re.Match[str]) -> tuple[Fact, ...]:
    """The changes; but not one of the rate itself: 增长25.0%，增速提升3.6%."""
    second = () if _OF_THE_RATE.search(match.groupdict("").get("link2", "")) else ("q",)
    found = (skeleton.named(match, name) for name in ("p", *second) if name in match.re.groupindex)
    return tuple(fact for fact in found if fact is not None)
