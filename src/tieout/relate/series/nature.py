"""What a figure says of its measure, by its unit and the words around it: a level, its growth, its points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from tieout.lexicon import Lexicon, Role, WordList
from tieout.relate.prose.line import Mark
from tieout.relate.prose.match import FALLS, RISES
from tieout.relate.series.runs import Run

BASES = frozenset({
    WordList.PROSE_FROM, WordList.PROSE_AGAINST, WordList.PROSE_ABOVE, WordList.PROSE_BELOW, "than_others",
})  # fmt: skip
_MOVES = RISES | FALLS | {WordList.PROSE_CHANGE, WordList.PROSE_YEAR_ON_YEAR}
_BESIDE = frozenset({WordList.PROSE_ABOVE, WordList.PROSE_BELOW, WordList.DIFFERS_UPWARDS, "than_others"})
_ELSEWHERE = frozenset({  # a rate of something else than one year's growth
    WordList.PROSE_COMPOUND, WordList.PROSE_YEARLY, WordList.PROSE_SHARE, WordList.AVERAGES,
})  # fmt: skip
_RATES = frozenset({WordList.PROSE_RATE_OF_RISE, WordList.PROSE_RATE_OF_FALL})
_LEADS = frozenset({WordList.PROSE_TO, WordList.IS_WORD, "stands_at"})
_CHAINED = f"{Role.TOLD}/chained"
_LED = 8  # letters between a word of change and its rate
_REACH = 2  # letters between a word that leads to a level and its figure
_SIGNED = re.compile(r"[+＋-]")


class Nature(Enum):
    """What a figure says of its measure."""

    LEVEL = auto()
    GROWTH = auto()
    POINTS = auto()


def nature(run: Run, ratio: bool, words: Lexicon) -> Nature | None:
    """What the figures of a run say; None if nothing that belongs to a series.

    Args:
        run: the figures.
        ratio: whether their measure is a ratio, so that a percentage may be its level.
        words: the lexicon.
    """
    names = frozenset[str]().union(*(mark.names for mark in run.before))
    chained = any(tag.name == _CHAINED for tag in words.tags(run.words, _CHAINED))
    letter = _letter(run)
    if names & _ELSEWHERE or chained or (letter == "X" and not ratio):
        return None
    if letter == "O" or (letter == "P" and not ratio):
        return _change(run, Nature.POINTS if letter == "O" else Nature.GROWTH)
    return Nature.LEVEL if _is_level(run) else None


def moves(run: Run) -> list[Mark] | None:
    """The words of change that lead to a rate, or stand right behind it; None where they are far from it."""
    said = [mark for mark in run.before if mark.names & _MOVES]
    if said and run.line.naming(said[-1].end, run.first.start) > _LED:
        return None
    behind = run.following
    if behind is not None and not said and behind.names & _BESIDE and _names_a_base(run, behind):
        return None
    return said or ([behind] if behind is not None and behind.names & (_MOVES | _BESIDE) else [])


def _names_a_base(run: Run, beside: Mark) -> bool:
    """Whether a figure is held against something that is named behind it: 1.2% above consensus of 635."""
    marks = run.line.marks
    following = next((mark for mark in marks if mark.start >= beside.end), None)
    return following is not None and run.line.naming(beside.end, following.start) > _LED


def direction(said: Sequence[Mark]) -> int:
    """1 where the last word of change rises, -1 where it falls, 0 where it does not say."""
    for mark in reversed(said):
        if mark.names & (RISES | {WordList.PROSE_ABOVE, "gap_upwards"}):
            return 1
        if mark.names & (FALLS | {WordList.PROSE_BELOW, "gap_downwards"}):
            return -1
    return 0


def _letter(run: Run) -> str:
    """The sort of the figures; a bare number of points counts as points."""
    following = run.following
    points = following is not None and "point_word" in following.names
    return "O" if run.first.letter == "A" and points else run.first.letter


def _change(run: Run, kind: Nature) -> Nature | None:
    """A rate is a change by the words of change that lead to it, or by its sign; not what it rose to."""
    said, lead = moves(run), _lead(run)
    reached = lead is not None and WordList.PROSE_TO in lead.names and WordList.IS_WORD not in lead.names
    if kind is Nature.GROWTH and reached:
        return None  # a level that nobody names: rose to 22.7%
    rates = [mark.start for mark in said or () if mark.names & _RATES]
    if rates and any(mark.start > rates[0] and not mark.names & _RATES for mark in said or ()):
        return None  # the growth itself has grown: its rate rose by 3.6%
    signed = _SIGNED.match(run.line.text, run.first.start) is not None
    return kind if said or (signed and said is not None) else None


def _lead(run: Run) -> Mark | None:
    """The word right before the figures that leads to a level: to, was."""
    leads = [mark for mark in run.before if mark.names & _LEADS]
    near = bool(leads) and run.line.naming(leads[-1].end, run.first.start) <= _REACH
    return leads[-1] if near else None


def _is_level(run: Run) -> bool:
    """Whether no word of change leads to the figures, but "to", or a word for a base."""
    before, lead = run.before, _lead(run)
    if before and WordList.DIFFERS_UPWARDS in before[-1].names:
        return False  # larger by so much
    moved = [mark for mark in before if mark.names & _MOVES]
    if not moved or (lead is not None and lead.start >= moved[-1].start):
        return True
    behind = (mark for mark in before if mark.start > moved[-1].start)
    return any(mark.names & (BASES | {WordList.PROSE_BASE_PERIOD}) for mark in behind)
