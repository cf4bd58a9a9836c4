"""Chooses among proposed patterns, round by round: parts of a chosen total leave, totals of totals follow.

A pattern is believed when its evidence outweighs what it owes for all the others that could have been
tried (`MARGIN` bits more), each line that misses counting against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tieout.relate.tables.pattern import Axis, Pattern, Support, measure
from tieout.relate.tables.search import Proposal, make_pool, pivots, propose

MARGIN = 6
MISS_BITS = 6  # printed totals miss about once in 2^6 lines
TOTAL_BITS = 6  # what a total word is worth
RESULT_BITS = 3
DEPTH_BITS = 4
ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Chosen:
    """A pattern that is believed, with what speaks for it."""

    support: Support
    score: int
    labelled: bool
    down: bool

    @property
    def name(self) -> str:
        """What relations of this pattern share: direction and total line, counted from 1."""
        return f"{'row' if self.down else 'column'} {self.pattern.target + 1}"

    @property
    def pattern(self) -> Pattern:
        """The pattern."""
        return self.support.pattern


def choose(axis: Axis) -> list[Chosen]:
    """Find the patterns of one axis that are believed."""
    chosen: list[Chosen] = []
    consumed: set[int] = set()
    seen: set[Pattern] = set()
    for _ in range(ROUNDS):
        free = [line for line in axis.active if line not in consumed and not axis.roles[line].unsummed]
        found = _strongest(_candidates(axis, free, seen), chosen)
        if not found:
            break
        chosen.extend(found)
        for choice in found:
            consumed.update(choice.pattern.parts)
    return chosen


def _candidates(axis: Axis, free: Sequence[int], seen: set[Pattern]) -> list[Chosen]:
    found: dict[Pattern, Chosen] = {}
    signed = any(axis.roles[line].less for line in free)
    pools = {}
    for target in axis.active:
        for pivot in pivots(axis, target):
            for sign in (False, True) if signed else (False,):
                if (pivot, sign) not in pools:
                    pools[pivot, sign] = make_pool(axis, free, pivot, sign)
                for proposal in propose(axis, pools[pivot, sign], target, pivot):
                    if proposal.pattern in seen:
                        continue
                    seen.add(proposal.pattern)
                    choice = _weigh(axis, proposal)
                    if choice is not None:
                        found[proposal.pattern] = choice
    return list(found.values())


def _weigh(axis: Axis, proposal: Proposal) -> Chosen | None:
    """Measure a proposal and believe it or not."""
    support = measure(axis, proposal.pattern)
    if not support.held or support.failed > support.held:
        return None
    role = axis.roles[proposal.pattern.target]
    score = support.bits - proposal.cost - MISS_BITS * support.failed - len(axis.active).bit_length()
    score += TOTAL_BITS * role.total + RESULT_BITS * (role.result and not role.total)
    if score < MARGIN:
        return None
    return Chosen(support, score, role.total or role.result, axis.down)


def _strongest(candidates: Iterable[Chosen], before: Sequence[Chosen]) -> list[Chosen]:
    """The best candidates that go together, strongest first."""
    ranked = sorted(
        candidates,
        key=lambda c: (-c.score, len(c.pattern.parts), c.pattern.target, c.pattern.parts),
    )
    kept: list[Chosen] = []
    for candidate in ranked:
        if all(_compatible(candidate.pattern, other.pattern) for other in (*before, *kept)):
            kept.append(candidate)
    return kept


def _compatible(one: Pattern, other: Pattern) -> bool:
    if one.lines == other.lines:
        return False
    shared = set(one.parts) & set(other.parts)
    if one.target == other.target:
        return not shared
    if one.target in other.parts and other.target in one.parts:
        return False
    if not shared:
        return True
    return len(shared) in (len(one.parts), len(other.parts)) or len(shared) == 1
