"""Chooses among proposed patterns, round by round: parts of a chosen total leave, totals of totals follow.

A pattern is believed when its evidence outweighs what it owes for all the others that could have been
tried (`MARGIN` bits more), each line that misses counting against it.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from tieout.relate.tables.exchanged import exchanged
from tieout.relate.tables.filling import filled
from tieout.relate.tables.flows import flows
from tieout.relate.tables.groups import alike
from tieout.relate.tables.natural import above, natural
from tieout.relate.tables.pattern import Axis, Pattern, Support, measure
from tieout.relate.tables.search import Pools, propose, telling

MARGIN = 6
MISS_BITS = 6  # printed totals miss about once in 2^6 lines
TOTAL_BITS = 6  # what a total word is worth
RESULT_BITS = 3
UNNAMED_SHARE = 2  # so many lines must hold for each that misses where no word calls the line a total
SIDE_BITS = 8  # for standing on the side of its parts where most totals of the table stand
BREAK_BITS = 8  # against standing apart from its parts
LEAST_BITS = 3  # whatever the labels say
ROUNDS = 6
PROPOSALS = 100  # a line that many sums could explain is explained by none


@dataclass(frozen=True, slots=True)
class Chosen:
    """A pattern that is believed, with what speaks for it.

    `sole` says that no other sum of this total is as likely.
    """

    support: Support
    score: int
    labelled: bool
    down: bool
    shape: str = ""
    sole: bool = True

    @property
    def name(self) -> str:
        """What relations of this pattern share: direction and total line, counted from 1."""
        return f"{'row' if self.down else 'column'} {self.pattern.target + 1}"

    @property
    def pattern(self) -> Pattern:
        """The pattern."""
        return self.support.pattern


def choose(axis: Axis) -> list[Chosen]:
    """Find the patterns of one axis that are believed: sums of amounts first, then any."""
    amounts = [line for line in axis.active if not axis.roles[line].unsummed]
    chosen = _rounds(axis, amounts, [])
    if len(amounts) < len(axis.active):
        chosen += _rounds(axis, axis.active, chosen)
    chosen = filled(axis, _all_folded(axis, chosen))
    return chosen + list(_asked(axis, amounts, chosen))


def _asked(axis: Axis, amounts: Sequence[int], chosen: Sequence[Chosen]) -> Iterator[Chosen]:
    """Labelled totals that nothing else explains and that miss once: what the table's form asks of them."""
    consumed = {line for choice in chosen for line in choice.pattern.parts}
    free = [line for line in amounts if line not in consumed]
    tied = {choice.pattern.target for choice in chosen if choice.pattern.side >= 0}
    for target in amounts:
        role = axis.roles[target]
        if target in tied or not (role.total or role.result):
            continue
        asked = [proposal for proposal in natural(axis, free, target) if role.total and proposal.cost <= 1]
        measured = [measure(axis, proposal.pattern) for proposal in asked]
        missing = [support for support in measured if _once(support) or exchanged(axis, support)]
        if not any(support.held for support in missing):
            missing += _tying(axis, amounts, target)
        most = max((support.held for support in missing), default=0)
        likely = [support for support in missing if support.held == most]
        sole = len(likely if most else asked) == 1
        for support in likely:
            yield Chosen(support, TOTAL_BITS + support.bits, True, axis.down, sole=sole)


def _tying(axis: Axis, amounts: Sequence[int], target: int) -> Iterator[Support]:
    """Sums above a total that hold elsewhere, whether or not their parts already stand in another sum."""
    for proposal in (*natural(axis, amounts, target), *above(axis, amounts, target)):
        support = measure(axis, proposal.pattern)
        if support.held and _once(support) and support.bits >= LEAST_BITS + proposal.cost:
            yield support


def _once(support: Support) -> bool:
    """Whether a sum misses on one line; a figure among its parts may be their average and is no miss."""
    return support.failed > 0 and support.failed - support.averaged <= 1


def _rounds(axis: Axis, lines: Sequence[int], before: Sequence[Chosen]) -> list[Chosen]:
    chosen: list[Chosen] = []
    consumed: set[int] = set()
    seen: set[Pattern] = set()
    if len(lines) < 3:
        return chosen
    for _ in range(ROUNDS):
        free = [line for line in lines if line not in consumed]
        candidates = list(_candidates(axis, lines, free, seen, first=not chosen))
        if chosen:
            totals = sorted({choice.pattern.target for choice in chosen})
            candidates.extend(_over(axis, lines, totals, seen))
        found = _strongest(axis, candidates, (*before, *chosen))
        if not found:
            break
        chosen.extend(found)
        for choice in found:
            consumed.update(choice.pattern.parts)
    return chosen


def _candidates(
    axis: Axis, targets: Sequence[int], free: Sequence[int], seen: set[Pattern], *, first: bool
) -> Iterator[Chosen]:
    signed = any(axis.roles[line].less for line in free)
    for target in targets:
        for proposal in (*flows(axis, target), *natural(axis, free, target)):
            choice = _weigh(axis, *proposal)
            if choice is not None:
                seen.add(proposal.pattern)
                yield choice
    crossing = {target: telling(axis, target) for target in targets}
    everything = [Pools(axis, free, sign) for sign in ((False, True) if signed else (False,))]
    for pools, members in ((pools, targets) for pools in everything):
        yield from _proposed(axis, pools, members, crossing, seen)
    for group in alike(axis, targets) if first else ():
        yield from _proposed(axis, Pools(axis, group, False), group, crossing, seen)


def _over(axis: Axis, targets: Sequence[int], totals: Sequence[int], seen: set[Pattern]) -> Iterator[Chosen]:
    """Sums over the totals found so far, wherever they stand."""
    if len(totals) >= 2:
        crossing = {target: telling(axis, target) for target in targets}
        yield from _proposed(axis, Pools(axis, totals, False), targets, crossing, seen)


def _proposed(
    axis: Axis,
    pools: Pools,
    targets: Sequence[int],
    crossing: Mapping[int, Sequence[int]],
    seen: set[Pattern],
) -> Iterator[Chosen]:
    owed = len(axis.active).bit_length()
    for target in targets:
        for proposal in islice(propose(pools, target, crossing[target]), PROPOSALS):
            if proposal.pattern not in seen:
                seen.add(proposal.pattern)
                choice = _weigh(axis, proposal.pattern, proposal.cost + owed)
                if choice is not None:
                    yield choice


def _weigh(axis: Axis, pattern: Pattern, cost: int, shape: str = "") -> Chosen | None:
    """Measure a pattern and believe it or not."""
    support = measure(axis, pattern)
    role = axis.roles[pattern.target]
    if not support.held and not (role.total and cost <= 1 and _lone(axis, support)):
        return None
    if support.failed > support.held or support.bits < LEAST_BITS:
        return None
    score = support.bits - cost - MISS_BITS * support.failed
    named = role.total or bool(shape)
    if not named and UNNAMED_SHARE * support.failed > support.held:
        return None
    score += TOTAL_BITS * named + RESULT_BITS * (role.result and not named)
    if score < MARGIN:
        return None
    return Chosen(support, score, named or role.result, axis.down, shape)


def _lone(axis: Axis, support: Support) -> bool:
    """Whether a total equals the only figure of its block that is not nil, on every line."""
    parts = support.pattern.parts
    return len(parts) > 1 and not support.failed and not any(axis.roles[part].total for part in parts)


def _all_folded(axis: Axis, chosen: list[Chosen]) -> list[Chosen]:
    """Fold until nothing changes: a subtotal may itself have been found over the parts of another."""
    for _ in range(ROUNDS):
        folded = (_folded(axis, choice, chosen) for choice in chosen)
        after = list({choice.pattern: choice for choice in folded if choice is not None}.values())
        if [choice.pattern for choice in after] == [choice.pattern for choice in chosen]:
            break
        chosen = after
    return chosen


def _folded(axis: Axis, choice: Chosen, chosen: Sequence[Chosen]) -> Chosen | None:
    """A total over parts that have a subtotal of their own is a total over that subtotal.

    None if the total is known to be one over that subtotal, which then says all.
    """
    target = choice.pattern.target
    parts = dict(zip(choice.pattern.parts, choice.pattern.weights, strict=True))
    for other in sorted(chosen, key=lambda c: -len(c.pattern.parts)):
        inner = dict(zip(other.pattern.parts, other.pattern.weights, strict=True))
        if len(inner) >= len(parts) or other.pattern.target in (*parts, target):
            continue
        if all(parts.get(line) == weight for line, weight in inner.items()):
            if any(c.pattern.target == target and other.pattern.target in c.pattern.parts for c in chosen):
                return None
            parts = {line: weight for line, weight in parts.items() if line not in inner}
            parts[other.pattern.target] = 1
    if len(parts) == len(choice.pattern.parts):
        return choice
    lines = tuple(sorted(parts))
    pattern = Pattern(target, lines, tuple(parts[line] for line in lines))
    folded = _weigh(axis, pattern, 0) if pattern.side == choice.pattern.side else None
    return choice if folded is None or folded.support.failed > choice.support.failed else folded


def _strongest(axis: Axis, candidates: Sequence[Chosen], before: Sequence[Chosen]) -> list[Chosen]:
    """The best candidates that go together, strongest first; most totals of a table stand on one side."""
    votes = sum(choice.pattern.side * choice.score for choice in candidates if choice.labelled)

    def rank(choice: Chosen) -> tuple[int, int, int, int, Pattern]:
        pattern = choice.pattern
        side = SIDE_BITS if pattern.side * votes > 0 else 0
        apart = BREAK_BITS if _apart(axis, pattern) else 0
        far = min(abs(pattern.target - pattern.parts[0]), abs(pattern.target - pattern.parts[-1]))
        return apart - choice.score - side, _gaps(axis, pattern), far, len(pattern.parts), pattern

    kept: list[Chosen] = []
    for candidate in sorted(candidates, key=rank):
        if all(_compatible(candidate.pattern, other.pattern) for other in (*before, *kept)):
            kept.append(candidate)
    return kept


def _apart(axis: Axis, pattern: Pattern) -> bool:
    """Whether a heading or an empty line stands between a total and the nearest of its parts."""
    if not pattern.side:
        return False
    near = pattern.parts[-1] if pattern.side > 0 else pattern.parts[0]
    first, last = sorted((near, pattern.target))
    return any(first < position <= last for position in axis.breaks)


def _gaps(axis: Axis, pattern: Pattern) -> int:
    """Lines between the first and the last part that are none."""
    first, last = pattern.parts[0], pattern.parts[-1]
    inside = bisect.bisect_right(axis.active, last) - bisect.bisect_left(axis.active, first)
    return inside - len(pattern.parts)


def _compatible(one: Pattern, other: Pattern) -> bool:
    if one.lines == other.lines or (one.parts == other.parts and abs(one.target - other.target) > 1):
        return False
    shared = set(one.parts) & set(other.parts)
    if one.target == other.target:
        return not shared
    if one.target in other.parts and other.target in one.parts:
        return False
    if not shared:
        return True
    return len(shared) in (len(one.parts), len(other.parts)) or len(shared) == 1
