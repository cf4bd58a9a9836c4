"""Units printed once for two figures: 780 and 1,140 people, 3.2 days against 4.0; and points of rates."""

from __future__ import annotations

from dataclasses import replace

from tieout.lexicon import WordList
from tieout.model import Fact
from tieout.relate.prose.line import Line, Mark
from tieout.relate.prose.listing import single
from tieout.relate.prose.measure import bare
from tieout.relate.prose.told import in_points
from tieout.rulebook.statements import PAUSE, STOP

_JOINS = frozenset({WordList.AND_WORD, WordList.OF_WORD})
_AGAINST = (WordList.PROSE_AGAINST, WordList.PROSE_FROM)


def in_unit(line: Line, fact: Fact, place: int) -> Fact:
    """A figure of a line with its unit, be it printed with another one."""
    if not bare(fact.figure.amount):
        return fact
    if _are_points(line, place):
        return in_points(fact)
    owner = _behind(line, place) or _before(line, fact, place)
    if owner is None:
        return fact
    quantity = replace(fact.figure.amount, unit=owner.figure.amount.unit)
    return replace(fact, figure=replace(fact.figure, quantity=quantity))


def _are_points(line: Line, place: int) -> bool:
    """Whether a figure is a number of points between rates: percentages are told, and no bare number."""
    if not _names_points(line, place):
        return False
    bares = [at for at, mark in enumerate(line.marks) if mark.fact is not None and _is_bare(mark)]
    rates = any(mark.letter == "P" for mark in line.marks)
    return rates and place in bares and all(_names_points(line, at) for at in bares)


def _is_bare(mark: Mark) -> bool:
    return mark.letter == "A" and mark.fact is not None and bare(mark.fact.figure.amount)


def _names_points(line: Line, place: int) -> bool:
    """Whether a word for points stands right behind a figure."""
    marks = line.marks[place : place + 2]
    return "point_word" in marks[-1].names and not line.words(marks[0].end, marks[-1].start)


def _behind(line: Line, place: int) -> Fact | None:
    """The figure right behind, joined by a word such as "and"."""
    marks = line.marks[place : place + 3]
    if len(marks) < 3 or marks[1].names.isdisjoint(_JOINS):
        return None
    apart = line.words(marks[0].end, marks[2].start) > 0
    owner = marks[2].fact
    return (
        None if apart or owner is None or owner.figure.quantity is None or marks[2].letter != "A" else owner
    )


def _before(line: Line, fact: Fact, place: int) -> Fact | None:
    """The figure of as many decimals that a bare one, with nothing behind it, is measured against."""
    marks, numeral = line.marks, fact.figure.amount.numeral
    behind = marks[place + 1 : place + 2]
    ends = behind[0].start if behind else len(line.text)
    told = bool(behind) and behind[0].names.isdisjoint({PAUSE, STOP, WordList.PROSE_BASE_PERIOD})
    if not numeral.decimals or told or line.words(marks[place].end, ends):
        return None
    at = next(
        (at for at in range(place - 1, -1, -1) if marks[at].letter and marks[at].letter not in "DZ"), -1
    )
    between = marks[at + 1 : place]
    against = any(not mark.names.isdisjoint(_AGAINST) for mark in between)
    if at < 0 or marks[at].letter != "A" or not against or any(STOP in mark.names for mark in between):
        return None
    owner = marks[at].fact if single(marks[at]) else None
    if owner is None:
        return None
    other = owner.figure.amount.numeral
    return owner if (other.exponent, other.decimals) == (numeral.exponent, numeral.decimals) else None
