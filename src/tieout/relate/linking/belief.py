"""What is believed of figures that words name as reckoned: by the words, and by how the others came out.

Where words leave one way to reckon a figure, any miss is one as soon as other figures of the report hold
that are told so. Where they leave it open, only a misprint of the one way is, where nearly all others hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from tieout.model import Fact
from tieout.relate.linking.link import Linked, Unlinked
from tieout.slip import misprinted, significant
from tieout.wording import say

UNTOLD = say("its words do not say for sure from which figures of the table it is reckoned")
_FEWEST = 2  # figures that hold for every one that does not, where words leave one way
_LOOSE = 5  # the same where they leave it open


class Step(Enum):
    """From which time a change is."""

    NONE = "none"
    YEAR = "year"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reckon a figure: whether words name it, and from which time it is a change."""

    link: Linked
    said: bool
    step: Step = Step.NONE


@dataclass(frozen=True, slots=True)
class Told:
    """The ways to reckon a figure: those that words name, else all; and whether words say its time."""

    fact: Fact
    ways: tuple[Way, ...]
    dated: bool
    ratio: str = (
        ""  # its name where a house may make it of other rows: only another of that name shows it does not
    )

    @property
    def sure(self) -> bool:
        """Whether words leave but one way."""
        return self.ways[0].said and len({way.link.equation.side_text() for way in self.ways}) == 1

    @property
    def held(self) -> Way | None:
        """The way that holds."""
        return next((way for way in self.ways if way.link.tie.holds), None)

    @property
    def tells(self) -> bool:
        """Whether it says anything that it holds: a figure of one digit holds by chance."""
        return self.held is None or significant(self.fact.figure.amount) > 1


def weighed(fact: Fact, ways: Sequence[Way], *, dated: bool, ratio: str = "") -> Told | None:
    """The ways that words name, else all of them."""
    chosen = tuple(way for way in ways if way.said) or tuple(ways)
    return Told(fact, chosen, dated, ratio) if chosen else None


def believed(told: Sequence[Told]) -> Iterator[Linked | Unlinked]:
    """The figures that hold, and the misses that the others of the report speak for."""
    sure = [one.held is not None for one in told if one.sure and one.tells]
    undated = [one for one in told if one.sure and one.tells and not one.dated]
    shown = {one.ratio for one in told if one.held is not None and one.tells}
    all_of = [one.held is not None for one in told if one.tells]
    step = _usual_step(told)
    for one in told:
        held = one.held
        if held is not None:
            yield from (held.link,) if one.sure or one.tells else ()
            continue
        usual = [way for way in one.ways if way.step is step] if len(one.ways) > 1 else one.ways
        if one.ratio and one.ratio not in shown:
            yield Unlinked(one.fact, UNTOLD)
            continue
        likely = len(usual) == 1 and _is_misprint(usual[0].link)
        if one.sure and (one.dated or (any(sure) and _carry(sure, _FEWEST))):
            yield replace(one.ways[0].link, closed=True, sure=True)
        elif (undated == [one] and one.ways[0].step is Step.NONE) or (
            likely and (one.sure or (any(all_of) and _carry(all_of, _LOOSE)))
        ):
            yield usual[0].link if usual else one.ways[0].link
        else:
            yield Unlinked(one.fact, UNTOLD)


def _usual_step(told: Sequence[Told]) -> Step:
    """From which time the changes of a report are whose words do not say it, where most agree."""
    steps = Counter(one.held.step for one in told if one.held is not None and not one.held.said)
    del steps[Step.NONE]
    most = steps.most_common(1)
    return most[0][0] if most and most[0][1] * 2 > steps.total() and most[0][1] >= _FEWEST else Step.NONE


def _carry(held: Sequence[bool], fewest: int) -> bool:
    """Whether so many figures hold for every one that does not."""
    return sum(held) >= fewest * (len(held) - sum(held))


def _is_misprint(link: Linked) -> bool:
    computed, own = link.equation.computed(), link.fact.figure.amount
    return computed is not None and significant(own) > 1 and misprinted(own, computed.point)
