"""Chooses among proposed patterns, round by round: parts of a chosen total leave, totals of totals follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from tieout.relate.tables.axis import Axis, Pattern
from tieout.relate.tables.claims import Reading, read
from tieout.relate.tables.copies import copied
from tieout.relate.tables.flows import flows
from tieout.relate.tables.groups import alike
from tieout.relate.tables.miscounted import as_meant
from tieout.relate.tables.natural import natural
from tieout.relate.tables.nil_lines import with_nil_lines
from tieout.relate.tables.rivals import added_up, strongest
from tieout.relate.tables.search import Pools, propose, telling_lines
from tieout.relate.tables.subtotals import over_subtotals
from tieout.relate.tables.unread import unread

ROUNDS = 6
Crossing = Mapping[int, Sequence[int]]  # the most telling crossing lines of every line
PROPOSALS = 100  # a line that many sums could explain is explained by none


def choose(axis: Axis) -> list[Reading]:
    """Find the patterns of one axis that are believed: sums of amounts first, then any."""
    amounts = [line for line in axis.active if axis.roles[line].added]
    chosen = _rounds(axis, amounts, [])
    if len(amounts) < len(axis.active):
        chosen += _rounds(axis, axis.active, chosen)
    chosen = as_meant(axis, amounts, with_nil_lines(axis, over_subtotals(axis, chosen)))
    chosen += copied(axis, amounts, chosen)
    return chosen + list(unread(axis, amounts, chosen))


def _rounds(axis: Axis, lines: Sequence[int], before: Sequence[Reading]) -> list[Reading]:
    chosen: list[Reading] = []
    weighed: dict[int, list[Reading]] = {}
    consumed: set[int] = set()
    seen: set[Pattern] = set()
    if len(lines) < 3:
        return chosen
    crossing = {line: telling_lines(axis, line) for line in lines}
    for _ in range(ROUNDS):
        free = [line for line in lines if line not in consumed]
        candidates = list(_candidates(axis, crossing, free, seen, first=not chosen))
        if chosen:
            totals = sorted({choice.pattern.target for choice in chosen})
            candidates.extend(_over(axis, crossing, totals, seen))
        for candidate in candidates:
            weighed.setdefault(candidate.pattern.target, []).append(candidate)
        found = strongest(axis, candidates, (*before, *chosen))
        if not found:
            break
        chosen.extend(found)
        consumed |= added_up(axis, found)
    return [choice.beside(weighed[choice.pattern.target]) for choice in chosen]


def _candidates(
    axis: Axis, crossing: Crossing, free: Sequence[int], seen: set[Pattern], *, first: bool
) -> Iterator[Reading]:
    targets = list(crossing)
    signed = any(axis.roles[line].less for line in free)
    for target in targets:
        for proposal in (*flows(axis, target), *natural(axis, free, target)):
            choice = read(axis, *proposal)
            if choice is not None:
                seen.add(proposal.pattern)
                yield choice
    everything = [Pools(axis, free, sign) for sign in ((False, True) if signed else (False,))]
    for pools, members in ((pools, targets) for pools in everything):
        yield from _proposed(axis, pools, members, crossing, seen)
    for group in alike(axis, targets) if first else ():
        yield from _proposed(axis, Pools(axis, group, False), group, crossing, seen)


def _over(axis: Axis, crossing: Crossing, totals: Sequence[int], seen: set[Pattern]) -> Iterator[Reading]:
    """Sums over the totals found so far, wherever they stand."""
    if len(totals) >= 2:
        yield from _proposed(axis, Pools(axis, totals, False), list(crossing), crossing, seen)


def _proposed(
    axis: Axis,
    pools: Pools,
    targets: Sequence[int],
    crossing: Crossing,
    seen: set[Pattern],
) -> Iterator[Reading]:
    owed = len(axis.active).bit_length()
    for target in targets:
        for proposal in islice(propose(pools, target, crossing[target]), PROPOSALS):
            if proposal.pattern not in seen:
                seen.add(proposal.pattern)
                choice = read(axis, proposal.pattern, proposal.cost + owed)
                if choice is not None:
                    yield choice
