"""Totals by word or layout that no reading explains: the reading that their words and place favour.

They are claims all the same. What speaks for them decides how loudly, if at all; nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tieout.relate.tables.axis import Axis
from tieout.relate.tables.claims import (
    CLOSED_COST,
    LEAST_BITS,
    SPARE,
    Reading,
    claimed,
    of_other_times,
    proved,
)
from tieout.relate.tables.counted_twice import counted_twice
from tieout.relate.tables.dilution import DILUTED, DILUTED_COUNT
from tieout.relate.tables.flows import flows
from tieout.relate.tables.natural import CARRIED, NETTED, natural, runs_before
from tieout.relate.tables.pattern import measure
from tieout.relate.tables.rivals import added_up, compatible
from tieout.relate.tables.search import Proposal
from tieout.relate.tables.swapped_cells import exchanged_bits
from tieout.relate.tables.whole_line import miscount


def unread(axis: Axis, amounts: Sequence[int], chosen: Sequence[Reading]) -> Iterator[Reading]:
    """One reading of every line that claims to be a sum and that `chosen` leaves open."""
    consumed = added_up(axis, chosen)
    free = [line for line in amounts if line not in consumed]
    known = {choice.pattern.lines for choice in chosen}
    tied = {choice.pattern.target for choice in chosen if choice.pattern.side >= 0}
    tied |= {part for choice in chosen for part in choice.pattern.parts} - consumed  # what a total ends in
    diluted = (
        line for line in axis.active if axis.roles[line].tags >= DILUTED_COUNT
    )  # often called averages
    for target in sorted({*amounts, *diluted}):
        if target not in tied:
            favoured = _replaced(axis, amounts, target, chosen) or _favoured(
                axis, amounts, free, target, chosen
            )
            if favoured is None or not (favoured.miscounted or favoured.support.held):
                favoured = counted_twice(axis, amounts, target) or favoured
            if favoured is not None and favoured.pattern.lines not in known:
                yield favoured


def _replaced(axis: Axis, amounts: Sequence[int], target: int, chosen: Sequence[Reading]) -> Reading | None:
    """The block of a total that another sum, which holds, adds line by line where the total should stand.

    Income before tax = operating income and what stands between, but not the total of that.
    """
    if not axis.roles[target].total:
        return None
    for proposal in natural(axis, amounts, target):
        parts = set(proposal.pattern.parts)
        for other in chosen if proposal.cost <= CLOSED_COST and proposal.pattern.side > 0 else ():
            past = other.pattern.target > target and target not in other.pattern.parts
            if past and other.proved and not other.support.failed and parts < set(other.pattern.parts):
                support = measure(axis, proposal.pattern, patient=True)
                words = claimed(axis, target, "")
                return Reading(support, proposal.cost, words, "", axis.down, miscounted=other.spare)
    return None


def _favoured(
    axis: Axis, amounts: Sequence[int], free: Sequence[int], target: int, chosen: Sequence[Reading]
) -> Reading | None:
    """The reading with the most bits to spare; where none has any, the one that owes least.

    Those that agree with what was `chosen` for other lines come before others.
    """
    closed = [*flows(axis, target), *natural(axis, free, target)]
    readings = [found for proposal in closed if (found := _reading(axis, proposal)) is not None]
    if not any(reading.support.held for reading in readings):
        wider = (*natural(axis, amounts, target), *runs_before(axis, amounts, target))
        others = [reading for proposal in wider if (reading := _reading(axis, proposal)) is not None]
        readings += [reading for reading in others if reading.support.held and reading.spare >= LEAST_BITS]
    fit = [one for one in readings if all(compatible(one.pattern, other.pattern) for other in chosen)]
    readings = fit or [one for one in readings if one.pattern.target == target]
    if not readings:
        return None
    settled = any(reading.support.held > reading.support.failed for reading in readings)
    for reading in readings if not settled else ():
        exchanged = exchanged_bits(axis, reading.support)
        if exchanged - reading.cost >= SPARE:
            return replace(reading, exchanged=exchanged)
        if reading.closed and (wrong := miscount(axis, reading.pattern, named=bool(reading.shape))):
            return replace(reading, support=wrong.support, miscounted=wrong.bits, left_out=not wrong.sure)
    readings = [one for one in readings if one.support.held or one.layout != DILUTED]
    if not readings:
        return None
    best = min(readings, key=lambda reading: (-max(reading.spare, 0), reading.support.failed, reading.cost))
    rivals = [reading for reading in readings if reading.pattern.parts != best.pattern.parts]
    named = [reading for reading in rivals if reading.shape or not best.shape]  # whose labels say as much
    likely = [reading for reading in named if reading.cost <= best.cost and reading.spare >= best.spare]
    return replace(best.beside(rivals), sole=not likely)


def _reading(axis: Axis, proposal: Proposal) -> Reading | None:
    words = claimed(axis, proposal.pattern.target, proposal.shape)
    if not (words or proposal.layout) or (not proposal.shape and of_other_times(axis, proposal.pattern)):
        return None
    support = proved(axis, measure(axis, proposal.pattern))
    if proposal.layout in (CARRIED, NETTED) and not support.held:
        return None  # any line may stand below a deduction, and what is net may be so by name alone
    return Reading(support, proposal.cost, words, proposal.layout, axis.down, proposal.shape)
