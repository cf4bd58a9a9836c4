"""What a line of growth may be of: of two lines beside it, or of the line above it from period to period."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import combinations, permutations, zip_longest

from tieout.model import Dates
from tieout.model.lines import RATES, Line, Role
from tieout.relate.derived.forms import Form
from tieout.relate.derived.operands import amounts, bare_units, named_first
from tieout.relate.derived.readings import NAMED, OF_DIFFERENCE, Reading, Term
from tieout.relate.derived.side import Side, alike
from tieout.wording import say

BEFORE, AFTER = 7, 4  # lines tried as operands
DIFFERENCES = 2  # entries in which a line beside must be the difference of two others
VALUES = 5  # lines tried as the values whose growth a line under them gives


def growth(side: Side, target: int) -> Iterator[Reading]:
    """The readings of a line called growth or change in percent, likeliest first."""
    line = side.lines[target]
    if line.named is not None:
        later, earlier = (Term(position) for position in line.named)
        for unit in bare_units(side, target):
            yield Reading(target, Form.CHANGE, (later, earlier), unit, said=NAMED)
    for form, terms, said in (*_of_difference(side, target), *_interleaved(side, target, Form.CHANGE)):
        for unit in bare_units(side, target):
            yield Reading(target, form, terms, unit, said=said)


def reduction(side: Side, target: int) -> Iterator[Reading]:
    """The readings of a line called reduction or saving: 1 - after / before, or the growth of what falls."""
    for form in (Form.REDUCTION, Form.CHANGE):
        for _, terms, said in _interleaved(side, target, form):
            for unit in bare_units(side, target):
                yield Reading(target, form, terms, unit, said=said)


Choice = tuple[Form, tuple[Term, ...], str]


def _of_difference(side: Side, target: int) -> Iterator[Choice]:
    """The two lines whose difference stands beside the target, by its figures in every entry.

    Where what is taken from stands first and no period tells them, it is what is left of a budget.
    """
    near = amounts(side, target, BEFORE, AFTER)
    for beside in _neighbours(side, target):
        for later, earlier in permutations(near, 2):
            if _is_difference(side, beside, later, earlier):
                yield Form.CHANGE, (Term(later), Term(earlier)), OF_DIFFERENCE
                if later < earlier and side.lines[later].period == side.lines[earlier].period:
                    yield Form.REDUCTION, (Term(earlier), Term(later)), OF_DIFFERENCE
                return


def _neighbours(side: Side, target: int) -> Iterator[int]:
    """The lines of differences next to a target."""
    place = bisect_left(side.active, target)
    for line in (*side.active[max(place - 1, 0) : place], *side.active[place + 1 : place + 2]):
        if side.lines[line].role in (Role.CHANGE, Role.DIFFERENCE):
            yield line


def _is_difference(side: Side, line: int, later: int, earlier: int) -> bool:
    """Whether a line is one less the other wherever all three stand, more often than once."""
    values, halves = side.matrix.values, side.matrix.halves
    entries = [
        at for at in side.filled if None not in (values[line][at], values[later][at], values[earlier][at])
    ]
    gaps = [
        abs((values[later][at] or 0) - (values[earlier][at] or 0) - (values[line][at] or 0)) for at in entries
    ]
    slacks = [sum(halves[each][at] for each in (line, later, earlier)) for at in entries]
    return sum(bool(values[line][at]) for at in entries) >= DIFFERENCES and all(
        gap <= slack for gap, slack in zip(gaps, slacks, strict=True)
    )


def _interleaved(side: Side, target: int, form: Form) -> Iterator[Choice]:
    """Lines beside the target and values over it in turn, whichever the periods favour first."""
    beside, under = _beside(side, target, form), _under(side, target, form)
    first, second = (under, beside) if _runs_along(side, target) else (beside, under)
    for pair in zip_longest(first, second):
        yield from (choice for choice in pair if choice is not None)


def _runs_along(side: Side, target: int) -> bool:
    """Whether time runs along the line: what crosses it has periods, and the lines beside it have none."""
    crossing = {side.across[at].period for at in side.entries(target)} - {None}
    beside = {side.lines[line].period for line in side.near(target)[:BEFORE]} - {None}
    if len(crossing) > 1 or len(beside) > 1:
        return len(crossing) > 1 and (len(beside) < 2 or side.down)
    return side.down


def _beside(side: Side, target: int, form: Form) -> Iterator[Choice]:
    """Two lines, the later over the earlier; where no period tells them, the nearer over the other first."""
    group = side.lines[target].label[:-1]
    near = amounts(side, target, BEFORE, AFTER)
    rank = {line: place + 3 * (side.lines[line].label[:-1] != group) for place, line in enumerate(near)}
    year = side.lines[target].period
    pairs = sorted(combinations(near, 2), key=lambda pair: (rank[pair[0]] + rank[pair[1]], rank[pair[1]]))
    unlike: list[Choice] = []
    for one, other in pairs:
        both = side.lines[one], side.lines[other]
        if (both[0].role in RATES) != (both[1].role in RATES) or _runs_ahead(year, both):
            continue
        if _same_shape(*both) and (year is None or year in (line.period for line in both)):
            yield from _directed(one, other, both, form)
        else:
            unlike += _directed(one, other, both, form)
    yield from unlike


def _runs_ahead(year: Dates | None, lines: tuple[Line, Line]) -> bool:
    """Whether a growth of one period would be that of a later one: 2026 beside multiples of 2026 and 2027."""
    periods = [line.period for line in lines if line.period is not None]
    if year is None or year not in periods or len(periods) < len(lines):
        return False
    return alike(*periods) and max(period.last for period in periods) > year.last


def _same_shape(one: Line, other: Line) -> bool:
    """Whether two lines may be the same thing at two times."""
    if one.period is None or other.period is None:
        return one.period is None and other.period is None
    return one.period != other.period and alike(one.period, other.period)


def _directed(one: int, other: int, lines: tuple[Line, Line], form: Form) -> Iterator[Choice]:
    first, second = (line.period for line in lines)
    later, earlier = (one, other)
    known = first is not None and second is not None and first.last != second.last
    if first is not None and second is not None and first.last < second.last:
        later, earlier = other, one
    if known:
        yield form, (Term(later), Term(earlier)), say("later over earlier period")
        return
    yield form, (Term(later), Term(earlier)), say("one line over another")
    yield form, (Term(earlier), Term(later)), say("one line over another")


def _under(side: Side, target: int, form: Form) -> Iterator[Choice]:
    """One line from crossing to crossing: from the period before, a year before, or the entry beside."""
    near = named_first(side, target, amounts(side, target, VALUES, 2))
    for shift, said in side.shifts:
        yield from ((form, (Term(line), Term(line, shift=shift)), said) for line in near[:1])
    for line in near[1:]:
        yield from ((form, (Term(line), Term(line, shift=shift)), said) for shift, said in side.shifts)
