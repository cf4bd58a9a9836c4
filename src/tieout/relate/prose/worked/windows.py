"""Stretches of a passage that end with a figure: what it has told up to there, read as if it were all.

A sentence that goes on behind a figure (..., 45% of the whole, and saves ...) had told what that figure is
worked out from before it went on; and what it began with may be another matter. Each stretch ends at the sign
behind the figure, and begins where the passage does or behind a sign before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from tieout.model import Relation
from tieout.relate.prose.alone import Explained
from tieout.relate.prose.line import Mark
from tieout.relate.prose.worked.choosing import CLOSE, Way
from tieout.relate.prose.worked.passage import Passage, Told
from tieout.relate.prose.worked.trio import follows
from tieout.rulebook.statements import PAUSE, STOP
from tieout.slip import distinctive, significant, tenfold, turned_round

_LEAST, _MOST = 2, 4  # figures before the one that a stretch ends with, where it leaves some out
_NAMED = ("part_rate",)  # what is of nothing but a part and its whole
_TRUSTED = {"named equation": 0, "move": 0, "middle": 0, "each": 1}  # bits up to which words name all figures
_WIDE = 500  # letters of what is hardly a sentence, but a table that has lost its cells
_LONG = 12  # figures of a sentence beyond which it is hardly one
_MEASURED = "APOX"


class Window(NamedTuple):
    """A stretch as a passage of its own, its figure, and whether this is said to follow from all before."""

    passage: Passage
    claim: Told
    opens: bool
    drawn: bool

    def speaks(self, way: Way, name: str) -> bool:
        """Whether words leave no other way, though it is of a stretch only."""
        named = self.drawn or way.bits <= _TRUSTED.get(name, -1)
        return self.opens and named and not way.guarded


def windows(passage: Passage, claim: Told) -> Iterator[Window]:
    """The stretches that end with a figure, the longest first; none where no sign parts it from the next."""
    marks = passage.line.marks
    end = _end(passage, claim)
    wide = passage.line.words(passage.starts[claim.sentence], len(passage.line.text)) > _WIDE
    if end is None or wide or sum(told.sentence == claim.sentence for told in passage.told) > _LONG:
        return
    places = [at for at in range(claim.place) if _is_measured(marks[at])]
    if end < len(marks) and places:
        yield from _window(passage, claim, 0, end)
    for at in range(claim.place):
        if not marks[at].names & {PAUSE, STOP}:
            continue
        count = sum(place > at for place in places)
        if _LEAST <= count < len(places) and count <= _MOST and marks[at + 1 : at + 2] and places[0] < at:
            yield from _window(passage, claim, at + 1, end)


def _end(passage: Passage, claim: Told) -> int | None:
    """The sign behind a figure, by its place; None if another figure comes first."""
    marks = passage.line.marks
    for at in range(claim.place + 1, len(marks)):
        if marks[at].names & {PAUSE, STOP}:
            return at
        if _is_measured(marks[at]):
            return None
    return len(marks)


def _window(passage: Passage, claim: Told, start: int, end: int) -> Iterator[Window]:
    """A stretch of the marks of a passage; what stands around it is blank, so that places stay the same."""
    line = passage.line
    begins = line.marks[start - 1].end if start else 0
    opens = start == 0 or STOP in line.marks[start - 1].names
    ends = line.marks[end].start if end < len(line.marks) else len(line.text)
    text = " " * begins + line.text[begins:ends]
    part = replace(
        passage, line=replace(line, text=text, marks=line.marks[start:end], _weights=[], _places={})
    )
    for told in part.told:
        if told.fact.id == claim.fact.id:
            yield Window(part, told, opens, follows(told) or told.said(*_NAMED))


def closes(window: Window, explained: Explained) -> Callable[[Relation], bool]:
    """Whether a relation leaves no figure of a stretch over, those apart that follow from its own."""
    told = {
        mark.fact.id for mark in window.passage.line.marks if mark.fact is not None and _is_measured(mark)
    }

    def none_left(relation: Relation) -> bool:
        own = {operand.fact.id for operand in relation.operands}
        own |= {relation.subject.id} if relation.subject is not None else set()
        left = told - own
        return all(any(each <= own for each in explained.get(fact, ())) for fact in left)

    return none_left


def is_telling(missed: Relation) -> bool:
    """Whether a figure that misses has digits enough, and two of them changed places or it is not far off.

    A stretch may begin or end where the matter does not: there a slip must be no chance.
    """
    stated, computed = missed.subject, missed.computed
    if stated is None or not computed:
        return False
    quantity = stated.figure.amount
    if significant(quantity) > 1 and tenfold(quantity.value, computed):
        return True
    near = 1 / CLOSE <= quantity.value / computed <= CLOSE
    return distinctive(quantity) and (near or turned_round(quantity, computed))


def _is_measured(mark: Mark) -> bool:
    return bool(mark.letter) and mark.letter in _MEASURED
