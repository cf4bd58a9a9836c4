"""Whether figures of a passage may belong together: by their times, their sizes, their names."""

from __future__ import annotations

from tieout.lexicon import WordList
from tieout.model import Dates, Fact
from tieout.relate.prose.letter import dates_of
from tieout.relate.prose.share import share_of
from tieout.relate.prose.worked.passage import Passage, Told


def of_other_times(*facts: Fact) -> bool:
    """Whether figures are said to be of different times."""
    return len({fact.period for fact in facts} - {None}) > 1


def is_shown(small: Told, *others: Told) -> bool:
    """Whether an amount is so large that the print of the others shows what it changes."""
    return all(small.fact.figure.amount.value >= each.fact.figure.amount.quantum for each in others)


def of_one_name(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether half of the tokens of the shorter name are those of the other."""
    return 2 * len(one & other) >= min(len(one), len(other)) > 0


def of_another_whole(passage: Passage, part: Told, whole: Told) -> bool:
    """Whether the share right behind a part is none of this whole: 25.69, 20% of 128, is none of 89.92."""
    behind = next((each for each in passage.told if each.place > part.place), None)
    if behind is None or behind.letter != "P" or not behind.said(WordList.PROSE_SHARE):
        return False
    if part.fact.figure.amount.value >= whole.fact.figure.amount.value:
        return False  # the whole once more, of which something is told
    found = share_of(part.fact, whole.fact, behind.fact)
    return found is not None and found.fails


def lists_of(told: Told) -> frozenset[str]:
    """The lists of the words that are told of a figure."""
    return frozenset().union(*(mark.names for mark in told.own))


def is_earlier(base: Told, result: Told) -> bool:
    """Whether one level is dated before the other."""
    then, now = time_of(base), time_of(result)
    return then is not None and now is not None and then.last < now.last


def time_of(told: Told) -> Dates | None:
    """The time that is told of a figure, in its own clause or by what it means."""
    dates = [mark.fact for mark in told.own if mark.fact is not None]
    return dates_of(dates[-1]) if dates else told.fact.period
