"""Lines that add up so many of the largest beside them: top five customers, CR5, 前十大."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.relate.tables.axis import Axis, Pattern
from tieout.relate.tables.search import Proposal
from tieout.wording import say

LARGEST = say("from the largest lines to what they come to")


def leading(axis: Axis, target: int) -> Iterator[Proposal]:
    """The sums that a line called top five may be: of the five largest by its entries, of the first five.

    Args:
        axis: the table.
        target: the line.
    """
    number = axis.roles[target].leading
    beside = _beside(axis, target, number) if number > 1 else ()
    if len(beside) < number or not beside:
        return
    ways = [tuple(sorted(_largest(axis, beside, line, number))) for line in _entries(axis, target)]
    for cost, parts in enumerate(dict.fromkeys((*ways, beside[:number]))):
        yield Proposal(Pattern(target, parts, (1,) * number), cost, layout=LARGEST)


def _beside(axis: Axis, target: int, number: int) -> tuple[int, ...]:
    """The lines before a target of its block, or of the table; after it, if none stand before."""
    single = [
        line
        for line in axis.active
        if (role := axis.roles[line]).own
        and not (role.total or role.result or role.leading or "remainder" in role.tags or line == target)
    ]
    before = tuple(line for line in single if line < target)
    after = tuple(line for line in single if line > target)
    start = max((at for at in axis.breaks if at <= target), default=0)
    block = tuple(line for line in before if line >= start)
    return next((lines for lines in (block, before, after) if len(lines) >= number), ())


def _entries(axis: Axis, target: int) -> Sequence[int]:
    """Two of the crossing lines on which a target has a figure, the last one first."""
    filled = [line for line, value in enumerate(axis.values(target)) if value]
    return list(dict.fromkeys((*filled[-1:], *filled[:1])))


def _largest(axis: Axis, lines: Sequence[int], crossing: int, number: int) -> Sequence[int]:
    return sorted(lines, key=lambda line: -(axis.values(line)[crossing] or 0))[:number]
