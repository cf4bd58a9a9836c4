"""The sums a table's own form asks for: a line called total adds what stands between it and the heading or
total before it; a line with others indented under it adds those.

They need no search, owe few bits, and are the only ones believed where nothing else can support them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tieout.model.lines import Role
from tieout.relate.tables.axis import Axis, Pattern
from tieout.relate.tables.dilution import diluted
from tieout.relate.tables.leading import leading
from tieout.relate.tables.named_parts import named_parts
from tieout.relate.tables.search import RUN_LIMIT, Proposal
from tieout.wording import say

STARTS = 6  # headings and totals further back are not tried
LONGEST = 10  # a run that begins nowhere in particular
OF_WHICH_LINES = 4  # that one line is said to contain
BETWEEN = say("a change beside the two lines that it leads from and to")
BLANK = say("a line without label under the lines it adds")
NETTED = say("a line called net or gross below the lines it adds")
CARRIED = say("what is left of a total after what is taken off it")
OTHER_RESULT_COST = 3  # bits owed for leaving one of the results above a total out
DEDUCTIONS = 3  # lines that are taken off between a total and what is left


def natural(axis: Axis, free: Sequence[int], target: int) -> Iterator[Proposal]:
    """The sums that the form of the table asks of a line, the likeliest first."""
    role = axis.roles[target]
    place = bisect_left(free, target)
    if role.total or role.result:
        yield from _before(axis, free, target, place)
    elif laid_out(axis, target):
        yield from (proposal._replace(layout=BLANK) for proposal in _before(axis, free, target, place))
    elif role.nets:
        yield from (proposal._replace(layout=NETTED) for proposal in _before(axis, free, target, place))
        yield from (proposal._replace(layout=NETTED) for proposal in _renamed(axis, target))
    if role.result:
        yield from _onward(axis, free, target, place)
        yield from _taken_off(axis, free, target, place)
    if role.total:
        yield from _after(axis, free, target, place)
    if role.change:
        yield from _difference(free, target, place)
    if role.total or role.result or role.blank:
        layout = BLANK if role.blank else ""
        yield from (
            proposal._replace(layout=layout) for proposal in _over_subtotals(axis, free, target, place)
        )
    if not (role.total or role.result):
        yield from (proposal._replace(layout=CARRIED) for proposal in _carried(axis, target))
    yield from diluted(axis, target)
    yield from leading(axis, target)
    yield from named_parts(axis, target)
    yield from under(axis, free, target)


def laid_out(axis: Axis, target: int) -> bool:
    """Whether a line has figures and no label, below lines that have both: it can only be their sum."""
    place = bisect_left(axis.active, target)
    above = axis.active[max(place - 2, 0) : place]
    return axis.down and axis.roles[target].blank and len(above) == 2 and not axis.roles[above[-1]].blank


def runs_before(axis: Axis, free: Sequence[int], target: int) -> Iterator[Proposal]:
    """Runs that end at a line, wherever they begin, the shortest first."""
    place = bisect_left(free, target)
    for start in range(place - 2, max(place - LONGEST, 0) - 1, -1):
        yield from _signed(axis, target, tuple(free[start:place]), place - start - 1)


def _before(axis: Axis, free: Sequence[int], target: int, place: int) -> Iterator[Proposal]:
    """Runs that end at a total and begin after a heading, after another total or with the table."""
    starts = 0
    for start in range(place - 2, -1, -1):
        if start and not _begins(axis, free[start - 1], free[start]):
            continue
        yield from _signed(axis, target, tuple(free[start:place]), starts)
        starts += 1
        if starts == STARTS:
            return


def _onward(axis: Axis, free: Sequence[int], target: int, place: int) -> Iterator[Proposal]:
    """From the result or total before, through what is added to it or taken off it, to the next result."""
    for start in range(place - 2, max(place - LONGEST, 0) - 1, -1):
        before = axis.roles[free[start]]
        if before.total or before.result:
            yield from _signed(axis, target, tuple(free[start:place]), 1)
            rest = (*free[start + 1 : place], target)
            yield Proposal(Pattern(free[start], rest, (1,) * len(rest)), 2)
            return


def _taken_off(axis: Axis, free: Sequence[int], target: int, place: int) -> Iterator[Proposal]:
    """What stands first in the block of a result, less all between: gross and what is taken off.

    A line called net that closes a block of two can hardly be anything else.
    """
    for start in range(place - 2, max(place - LONGEST, 0) - 1, -1):
        if start == 0 or _begins(axis, free[start - 1], free[start]):
            parts = tuple(free[start:place])
            cost = 1 if len(parts) == 2 and "net" in axis.roles[target].tags else 2
            yield Proposal(Pattern(target, parts, (1, *(-1,) * (len(parts) - 1))), cost)
            return


def _over_subtotals(axis: Axis, free: Sequence[int], target: int, place: int) -> Iterator[Proposal]:
    """All subtotals since the last heading, where the line before a total is one: cash flows, net assets."""
    if not place or not _subtotal(axis, free[place - 1]):
        return
    parts: list[int] = []
    for line in reversed(free[max(place - RUN_LIMIT, 0) : place]):
        if _subtotal(axis, line):
            parts.insert(0, line)
        if line in axis.breaks and len(parts) > 1:
            break
    if len(parts) > 1:
        for weights in ((1,) * len(parts), (1, *(-1,) * (len(parts) - 1))):  # or costs, off what is first
            yield Proposal(Pattern(target, tuple(parts), weights), 1)
    for left_out in parts if len(parts) > 2 else ():  # a result of something else
        kept = tuple(part for part in parts if part != left_out)
        yield Proposal(Pattern(target, kept, (1,) * len(kept)), OTHER_RESULT_COST)


def _subtotal(axis: Axis, line: int) -> bool:
    """Whether words or its place make a line the sum of those above it."""
    return axis.roles[line].total or axis.roles[line].result or laid_out(axis, line)


def _carried(axis: Axis, target: int) -> Iterator[Proposal]:
    """A total, or what something called less is taken off, and the line below: what is left."""
    place = bisect_left(axis.active, target)
    for start in range(place - 2, max(place - 2 - DEDUCTIONS, -1), -1):
        if not _deduction(axis, axis.active[start + 1]):
            return
        before, taken = axis.active[start], axis.active[start + 1 : place]
        called = all(axis.roles[line].less for line in taken) and not axis.roles[before].less
        if called or _subtotal(axis, before):
            yield from _signed(axis, target, tuple(axis.active[start:place]), 1)
            return


def _renamed(axis: Axis, target: int) -> Iterator[Proposal]:
    """From the line whose label a line repeats before it says what is taken off: translation, net of tax."""
    own = axis.roles[target].own.casefold()
    place = bisect_left(axis.active, target)
    for start in range(place - 2, max(place - 2 - DEDUCTIONS, -1), -1):
        before = axis.roles[axis.active[start]].own.casefold().rstrip(" :：")
        if before and own.startswith(before) and "after_deducting" in axis.roles[target].tags:
            yield from _signed(axis, target, tuple(axis.active[start:place]), 0)
            return


def _deduction(axis: Axis, line: int) -> bool:
    """Whether a line is called less, or has nothing but negative figures."""
    values = [value for value in axis.values(line) if value]
    return axis.roles[line].less or (bool(values) and all(value < 0 for value in values))


def _after(axis: Axis, free: Sequence[int], target: int, place: int) -> Iterator[Proposal]:
    """The run after a total that stands above its parts, up to a heading, another total or the end."""
    first = place + (place < len(free) and free[place] == target)
    for stop in range(first + 2, len(free) + 1):
        if stop == len(free) or axis.roles[free[stop]].total or free[stop] in axis.breaks:
            yield from _signed(axis, target, tuple(free[first:stop]), 2)
            return


def _difference(free: Sequence[int], target: int, place: int) -> Iterator[Proposal]:
    """A line called change leads from one of the two lines before it to the other."""
    if place >= 2:
        first, second = free[place - 2 : place]
        yield Proposal(Pattern(first, (second, target), (1, 1)), 1, layout=BETWEEN)
        yield Proposal(Pattern(second, (first, target), (1, 1)), 1, layout=BETWEEN)


def under(axis: Axis, free: Sequence[int], target: int) -> Iterator[Proposal]:
    """The lines indented one step under a line."""
    depth, place = axis.roles[target].depth, bisect_left(free, target)
    first = place + (place < len(free) and free[place] == target)
    above = (at for at in range(target + 1, len(axis.roles)) if axis.roles[at].depth <= depth)
    named = bool(axis.roles[target].own)  # among labels a blank one goes on with the line above
    end = next((at for at in above if axis.roles[at].own or not named), len(axis.roles))
    below = [line for line in free[first:] if line < end]
    if len(below) >= 2:
        nearest = min(axis.roles[line].depth for line in below)
        children = tuple(line for line in below if axis.roles[line].depth == nearest)
        if len(children) >= 2:
            yield from _signed(axis, target, children, 2)


def _begins(axis: Axis, before: int, line: int) -> bool:
    """Whether a block begins at a line, the free line before it being `before`."""
    if _subtotal(axis, before):
        return True
    return any(position in axis.breaks for position in range(before + 1, line + 1))


def _signed(axis: Axis, target: int, parts: tuple[int, ...], cost: int) -> Iterator[Proposal]:
    """The parts by their signs: what is called less is taken off, what follows may be; no of-whiches.

    Where something follows, the words leave the choice open.
    """
    for kept, more in _without_of_which(axis, parts):
        first = next((place for place, line in enumerate(kept) if axis.roles[line].less), None)
        if first is not None:
            single = tuple(-1 if axis.roles[line].less else 1 for line in kept)
            onward = (1,) * first + (-1,) * (len(kept) - first)
            ways = list(dict.fromkeys((single, onward)))
            open_ways = 2 * (len(ways) - 1)
            for number, weights in enumerate(ways):
                yield Proposal(Pattern(target, kept, weights), cost + more + open_ways + number)
        yield Proposal(Pattern(target, kept, (1,) * len(kept)), cost + more + 2 * (first is not None))


def _without_of_which(axis: Axis, parts: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], int]]:
    """The parts without those that another one is said to contain, and what the choice of how many owes."""
    place = next((at for at, line in enumerate(parts) if axis.roles[line].role is Role.OF_WHICH), None)
    if place is None:
        yield parts, 0
        return
    for length in range(1, min(OF_WHICH_LINES, len(parts) - place) + 1):
        kept = (*parts[:place], *parts[place + length :])
        if len(kept) >= 2:
            yield kept, length - 1
    yield parts, OF_WHICH_LINES
