"""What a report claims of its figures, and what speaks for and against its having claimed it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tieout.wording import say

MOST_RIVALS = 4  # readings named beside the one that was chosen


class Doubt(StrEnum):
    """Why a miss may be none though words and siblings claim the relation."""

    ADJUSTED = say("it is adjusted, by its label")
    UNSIGNED = say("the sign of a part is not known")
    INCOMPLETE = say("parts are missing on this line")
    NESTED = say("it misses by one of its own parts, which may be contained in another")
    ELSEWHERE = say("it misses by another figure of the table")
    BROKEN = say("a heading stands between the total and its parts")
    AVERAGED = say("the total lies among its parts, as an average does")
    FRAGMENT = say("some of its figures are pieces of others, or years where amounts should stand")
    MIXED = say("its lines are of different kinds")
    RIVAL = say("another reading fits as well")


SPEAKS = frozenset({"speak/error", "speak/warning"})  # odds from which on a miss is spoken of
# The numbers of the table of evidence. That a miss is NESTED, or claimed by the word for a result alone, was
# measured to say nothing.
NUMBERS = SPEAKS | {
    "base", "spare",
    *(f"total/{sign}" for sign in ("total", "flow", "layout", "closed", "missed", "mistake", "near")),
    *(f"derived/{sign}" for sign in ("words", "closed", "missed", "mistake")),
    *(f"doubt/{doubt.name.lower()}" for doubt in Doubt if doubt is not Doubt.NESTED),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs by which it is told whether a miss is a mistake of the report or of the reading.

    `spare` are the bits by which the other entries of the line hold, less what the choice of the reading
    owes; `held` and `missed` count those entries. `mistake` says that a known kind of mistake fits the miss,
    `near` that it is small.
    """

    form: str  # total, derived: rows of the table of evidence
    words: str = ""  # which words claim it: total, result, flow
    layout: bool = False
    closed: bool = False
    spare: int = 0
    held: int = 0
    missed: int = 0
    mistake: bool = False
    near: bool = False
    doubts: frozenset[Doubt] = frozenset()


@dataclass(frozen=True, slots=True)
class Rival:
    """Another reading of a claim: how many entries hold and miss under it, and its bits to spare."""

    reading: str
    held: int
    missed: int
    spare_bits: int


@dataclass(frozen=True, slots=True)
class Claim:
    """What was claimed, by what, and how it was read; goes with the relation that measures it.

    `words` and `layout` are what claims it, `reading` names its operands. `rivals` are the strongest of the
    `tried` other readings, the strongest first. `spare_bits` is None where words alone name the operands, so
    that no bits were counted. `odds` are the tenths of a bit for a miss being a mistake of
    the report rather than of the reading (None where it holds). `given` says that a person gave the reading.
    """

    words: tuple[str, ...] = ()
    layout: str = ""
    reading: str = ""
    rivals: tuple[Rival, ...] = ()
    tried: int = 0
    spare_bits: int | None = None
    odds: int | None = None
    signs: Signs | None = None
    given: bool = False
