"""What is believed of figures that words name as reckoned: by the words, and by how the others came out.

Where words leave one way to reckon a figure, any miss is one as soon as other figures of the report hold that
are told so. Where they leave it open, only a misprint of the one way is, and only where nearly all others hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tieout.model import Fact
from tieout.relate.linking.link import Linked, Unlinked
from tieout.slip import misprinted, significant
from tieout.wording import say

UNTOLD = say("its words do not say for sure from which figures of the table it is reckoned")
_FEWEST = 2  # figures that hold for every one that does not, where words leave one way
_LOOSE = 5  # the same where they leave it open


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reckon a figure, and whether words name it."""

    link: Linked
    said: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What cells give for a figure: the way that holds, or the first; `sure` if words leave no other."""

    link: Linked
    sure: bool
    ways: int


def weighed(fact: Fact, ways: Sequence[Way]) -> Told | None:
    """The way that holds, else the first of those that words name, if they name any."""
    chosen = [way.link for way in ways if way.said] or [way.link for way in ways]
    if not chosen:
        return None
    held = [link for link in chosen if link.tie.holds and significant(fact.figure.amount) > 1]
    values = {link.equation.side_text() for link in chosen}
    return Told((held or chosen)[0], any(way.said for way in ways) and len(values) == 1, len(values))


def believed(told: Sequence[Told]) -> Iterator[Linked | Unlinked]:
    """The figures that hold, and the misses that the others of the report speak for."""
    sure = [one.link.tie.holds for one in told if one.sure]
    all_of = [one.link.tie.holds for one in told]
    import os, sys
    if os.environ.get("TOLD"):
        for one in told:
            c=one.link.equation.computed()
            print("TOLD", one.sure, one.ways, one.link.tie.holds, one.link.fact.figure.text, "=", one.link.equation.side_text(), c and round(float(c.point),5), one.link.fact.report, one.link.fact.figure.block, one.link.fact.figure.start, file=open(os.environ["TOLD"],"a"))
    for one in told:
        if one.link.tie.holds:
            yield one.link
        elif one.sure and _carry(sure, _FEWEST):
            yield replace(one.link, closed=True, sure=True)
        elif one.ways == 1 and _carry(all_of, _LOOSE) and _is_misprint(one.link):
            yield one.link
        else:
            yield Unlinked(one.link.fact, UNTOLD)


def _carry(held: Sequence[bool], fewest: int) -> bool:
    """Whether so many figures hold for every one that does not."""
    return sum(held) >= fewest * (len(held) - sum(held))


def _is_misprint(link: Linked) -> bool:
    computed, own = link.equation.computed(), link.fact.figure.amount
    return computed is not None and significant(own) > 1 and misprinted(own, computed.point)
