"""What averages, running lines, differences may be of: runs of lines, the entry before, two lines beside."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from tieout.model.lines import Role
from tieout.relate.derived.forms import Form
from tieout.relate.derived.operands import NO_OPERANDS, amounts
from tieout.relate.derived.ratios import price
from tieout.relate.derived.readings import Reading, Term, Unit
from tieout.relate.derived.side import Side
from tieout.wording import say

LONGEST = 400  # operands of an average
BLOCKS = 4  # ends of blocks tried to either side
STARTS = 24  # lengths of a run tried beside those that layout favours
NOT_AVERAGED = frozenset({Role.TOTAL, Role.AVERAGE, Role.LABEL, Role.RATE}) | NO_OPERANDS


def average(side: Side, target: int) -> Iterator[Reading]:
    """The readings of an average: runs that end at it or begin after it, whole blocks first."""
    for run in blocks(side, target):
        yield mean_of(target, run)
    yield from price(side, target)
    for run in runs(side, target):
        for end in range(2, min(len(run), STARTS) + 1):
            yield mean_of(target, run[:end])


def blocks(side: Side, target: int) -> Iterator[Sequence[int]]:
    """The runs of lines before and after a line that reach a break, an empty line or the edge."""
    for run in runs(side, target):
        yield from (run[:end] for end in islice(_block_ends(side, run), BLOCKS))


def runs(side: Side, target: int) -> list[list[int]]:
    """The lines that may be averaged before a line, the nearest first, and after it."""
    place = _place(side, target)
    both = (side.active[:place][::-1], side.active[place + 1 :])
    return [[line for line in run if _averaged(side, target, line)][:LONGEST] for run in both]


def running(side: Side, target: int) -> Iterator[Reading]:
    """The readings of a running line: the entry before and the step beside it."""
    for step in amounts(side, target, 3, 2):
        for shift, _ in side.shifts:
            terms = (Term(target, shift=shift), Term(step))
            yield Reading(target, Form.SUM, terms, said=say("the entry before and its step"))


def difference(side: Side, target: int) -> Iterator[Reading]:
    """The readings of a difference of percentages: two lines beside it."""
    near = amounts(side, target, 6, 3)
    for place, one in enumerate(near):
        for other in near[:place]:
            for a, b in ((other, one), (one, other)):
                yield Reading(
                    target,
                    Form.DIFFERENCE,
                    (Term(a), Term(b)),
                    Unit.PERCENT,
                    said=say("one line less another"),
                )


def _place(side: Side, target: int) -> int:
    return bisect_left(side.active, target)


def _averaged(side: Side, target: int, line: int) -> bool:
    """Whether a line may be one of those averaged: no total, and no rate unless the target is one."""
    role = side.lines[line].role
    return role not in NOT_AVERAGED or (role is Role.RATE and side.signed(line) == side.signed(target))


def _block_ends(side: Side, run: Sequence[int]) -> Iterator[int]:
    """Lengths at which a run reaches a break, a line that is not averaged, or the edge of the table."""
    for end in range(1, len(run) + 1):
        last = end == len(run)
        gap = not last and abs(run[end] - run[end - 1]) > 1
        low, high = sorted((run[end - 1], run[end] if not last else run[end - 1]))
        if end >= 2 and (last or gap or any(low < position <= high for position in side.breaks)):
            yield end


def mean_of(target: int, run: Sequence[int]) -> Reading:
    """A line as the mean of a run of others."""
    return Reading(
        target, Form.MEAN, tuple(Term(line) for line in sorted(run)), said=say("mean of its block")
    )
