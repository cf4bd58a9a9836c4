"""Sums over time that labels name: opening balance and movements make the closing one, quarters the year."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import product

from tieout.model import Dates
from tieout.model.lines import Line
from tieout.relate.tables.axis import Axis, Pattern, undated
from tieout.relate.tables.search import Proposal

MOST_TILES = 12  # months of a year
MOST_PERIODS = 200  # a longer series has no totals of its own
SUBTOTAL_COST = 3  # bits owed for calling a movement the sum of others without a word for it
SIGNED = 3  # movements without a sign that are tried either way
MOVEMENTS = 25  # a balance further back than this is another table's


def flows(axis: Axis, target: int) -> Iterator[Proposal]:
    """The sums over time that a line asks for."""
    yield from _roll_forward(axis, target)
    yield from _bridge(axis, target)
    yield from _periods(axis, target)


def _roll_forward(axis: Axis, target: int) -> Iterator[Proposal]:
    """From the balance before a closing balance, through all lines between."""
    role = axis.roles[target]
    if not (role.closing or role.balance) or role.opening:
        return
    place = bisect_left(axis.active, target)
    if place and _is_balance(axis.roles[axis.active[place - 1]]):
        return  # balances side by side, with no movements between
    yield from _by_all_movements(axis, target, place)
    for start in range(place - 2, max(place - MOVEMENTS, -1), -1):
        before = axis.roles[axis.active[start]]
        if not _is_balance(before):
            continue
        parts = axis.active[start:place]
        for cost, chosen in _movements(axis, parts):
            for more, weights in enumerate(_directions(axis, chosen)):
                yield Proposal(Pattern(target, chosen, weights), cost + more, "roll-forward")
        return


def _by_all_movements(axis: Axis, target: int, place: int) -> Iterator[Proposal]:
    """A closing balance from the opening one at the head and all movements in the line above it."""
    moved = axis.roles[axis.active[place - 1]] if place else None
    if moved is None or not (moved.result or moved.change) or not axis.roles[target].closing:
        return
    opening = next((line for line in axis.active[: place - 1] if axis.roles[line].opening), None)
    if opening is not None:
        yield Proposal(Pattern(target, (opening, axis.active[place - 1]), (1, 1)), 1, "roll-forward")


def _bridge(axis: Axis, target: int) -> Iterator[Proposal]:
    """From a line of one year, through steps that name none, to the line of the same name of another year."""
    name = undated(axis.roles[target].own)
    place = bisect_left(axis.active, target)
    for start in range(place - 1, max(place - MOVEMENTS, -1), -1) if name else ():
        line = axis.roles[axis.active[start]]
        if undated(line.own):
            parts = axis.active[start:place]
            if undated(line.own) == name and line.own != axis.roles[target].own and len(parts) > 2:
                for more, weights in enumerate(_directions(axis, parts)):
                    yield Proposal(Pattern(target, parts, weights), more, "roll-forward")
            return


def _movements(axis: Axis, parts: tuple[int, ...]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The opening balance and its movements, and what the choice owes.

    Lines that stand under a movement are its parts; one that is called a total or a result, and at a price
    any, may be the sum of others.
    """
    roles = {part: axis.roles[part] for part in parts[1:]}
    top = min(role.depth for role in roles.values())
    for cost, subtotals in (
        (0, {part for part, role in roles.items() if role.depth > top}),
        (0, {part for part, role in roles.items() if role.total}),
        (0, {part for part, role in roles.items() if role.total or role.result}),
        (0, set[int]()),
        *((SUBTOTAL_COST, {part}) for part in parts[2:] if len(parts) > 3),
    ):
        kept = tuple(part for part in parts if part not in subtotals)
        if len(kept) > 1:
            yield cost, kept


def _is_balance(line: Line) -> bool:
    return line.opening or line.closing or line.balance


def _directions(axis: Axis, parts: tuple[int, ...]) -> list[tuple[int, ...]]:
    """As printed; with deductions negative; with every kind of decrease negative.

    What is printed below nothing has its sign already.
    """
    roles = [axis.roles[part] for part in parts]
    plain = [not any((value or 0) < 0 for value in axis.values(part)) for part in parts]
    ways = [
        tuple(-1 if role.less and bare else 1 for role, bare in zip(roles, plain, strict=True)),
        tuple(
            -1 if (role.less or role.decrease) and bare else 1
            for role, bare in zip(roles, plain, strict=True)
        ),
        (1,) * len(parts),
    ]
    if all(plain) and len(parts) <= SIGNED + 1:  # nothing but other entries tells which are taken off
        ways += [(1, *signs) for signs in product((1, -1), repeat=len(parts) - 1)]
    return list(dict.fromkeys(ways))


def _periods(axis: Axis, target: int) -> Iterator[Proposal]:
    """Periods that tile a longer one, such as four quarters or two halves of a year."""
    whole = axis.periods.get(target)
    if whole is None or len(axis.periods) > MOST_PERIODS:
        return
    inside = [
        (period.first, period.last, line)
        for line, period in axis.periods.items()
        if line != target and _within(period, whole) and axis.roles[line].label[:-1] == _upper(axis, target)
    ]
    shortest = _tiles(sorted(inside), whole)
    longest = _tiles(sorted(inside, key=lambda one: (one[0], -one[1])), whole)
    for parts in dict.fromkeys((shortest, longest)):
        if 2 <= len(parts) <= MOST_TILES:
            yield Proposal(Pattern(target, parts, (1,) * len(parts)), 1, "periods")


def _tiles(inside: Sequence[tuple[int, int, int]], whole: Dates) -> tuple[int, ...]:
    """The lines whose periods follow each other through a longer one: of each day's, the first."""
    parts, day = [], whole.first
    for first, last, line in inside:
        if first == day:
            parts.append(line)
            day = last + 1
    return tuple(sorted(parts)) if day == whole.last + 1 else ()


def _upper(axis: Axis, target: int) -> tuple[str, ...]:
    return axis.roles[target].label[:-1]


def _within(period: Dates, whole: Dates) -> bool:
    shorter = period.last - period.first < whole.last - whole.first
    return shorter and whole.first <= period.first and period.last <= whole.last
