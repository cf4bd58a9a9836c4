"""Lists of figures that a line has: which figures follow one another as one enumeration."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tieout.lexicon import WordList
from tieout.quantity import Quantity
from tieout.relate.prose.letter import kind
from tieout.relate.prose.line import Line, Mark
from tieout.relate.prose.measure import alike, bare
from tieout.rulebook.statements import COLON, PAUSE, STOP

JOINT = 6  # letters between two figures of a list; more name something
_SLASH = "/"
_IDLE = frozenset({WordList.PROSE_FILLER, WordList.AND_WORD, WordList.PROSE_IDLE, WordList.OF_WORD})
LABEL = 60  # letters that name a figure of a list
_NAMED = 40  # letters between a word and the figure that it names
_NO_FIGURE = ("", "D", "Z")


def listed_alike(one: Quantity, other: Quantity) -> bool:
    """Whether two figures of a list are of one measure; the unit may be printed with the last one only."""
    return alike(one, other) or (kind(one) == kind(other) == "A" and (bare(one) or bare(other)))


def run(
    line: Line, place: int, reach: int, over: Callable[[Mark], bool], most: int | None = None
) -> list[int]:
    """The places of the figures of a list that begins at one of them.

    Args:
        line: where they stand.
        place: of the first figure among the marks.
        reach: letters of words that may stand between two of them.
        over: whether a mark may stand between them besides pauses.
        most: how many of them are asked for; all if left out.
    """
    first, found = line.marks[place], [place]
    joined = False
    for other in range(place + 1, len(line.marks)):
        mark = line.marks[other]
        if mark.letter != first.letter or mark.fact is None or first.fact is None:
            joined = joined or PAUSE in mark.names or WordList.AND_WORD in mark.names
            if COLON not in mark.names and (PAUSE in mark.names or over(mark)):
                continue
            break
        joined = joined or line.text[line.marks[other - 1].end : mark.start].strip() == _SLASH
        between = line.naming if reach <= JOINT else line.words
        near = between(line.marks[found[-1]].end, mark.start) <= reach
        if not (joined and near and single(mark) and listed_alike(_amount(first), _amount(mark))):
            break
        found.append(other)
        if len(found) == most:
            break
        joined = False
    return found


def lists(line: Line, letters: str, reach: int, over: Callable[[Mark], bool]) -> list[Sequence[Mark]]:
    """All lists of at least two figures of one of these sorts, none within another."""
    found: list[Sequence[Mark]] = []
    passed = -1
    for place, mark in enumerate(line.marks):
        if place > passed and mark.letter and mark.letter in letters and single(mark):
            places = run(line, place, reach, over)
            if len(places) > 1:
                found.append([line.marks[each] for each in places])
                passed = places[-1]
    return found


def bare_lists(line: Line, letters: str) -> list[Sequence[Mark]]:
    """All lists of figures with nothing but pauses, "and" and words that say nothing between them."""
    return lists(line, letters, JOINT, lambda mark: bool(mark.names & _IDLE))


def told_by(line: Line, names: Sequence[str], letters: str) -> list[Mark]:
    """The figures of these sorts that the words of some lists name, each right behind its word.

    Neither those of a list, which may be of something else, nor ranges.
    """
    found: dict[int, Mark] = {}
    for place, mark in enumerate(line.marks):
        if mark.names.isdisjoint(names):
            continue
        behind = range(place + 1, len(line.marks))
        at = next((at for at in behind if line.marks[at].letter not in _NO_FIGURE), None)
        if at is None or line.marks[at].letter not in letters:
            continue
        figure = line.marks[at]
        near = line.words(mark.end, figure.start) <= _NAMED and not line.said(mark.end, figure.start, STOP)
        if near and single(figure) and len(run(line, at, JOINT, lambda mark: False)) == 1:
            found[at] = figure
    return list(found.values())


def listed_with(between: Sequence[Mark], name: str) -> bool:
    """Whether the marks between two lists say that the second is of the first: 分别占."""
    said = any(name in mark.names for mark in between)
    return said and not any(mark.letter or STOP in mark.names for mark in between)


def single(mark: Mark) -> bool:
    """Whether a figure is one value and no range of them."""
    quantity = None if mark.fact is None else mark.fact.figure.quantity
    return quantity is None or quantity.upper is None


def _amount(mark: Mark) -> Quantity:
    assert mark.fact is not None
    return mark.fact.figure.amount
