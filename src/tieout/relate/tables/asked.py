"""Labelled totals that no believed pattern explains and that miss once: their place asks for a sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.relate.tables.belief import LEAST_BITS, TOTAL_BITS, Chosen
from tieout.relate.tables.exchanged import exchanged
from tieout.relate.tables.natural import above, natural
from tieout.relate.tables.pattern import Axis, Support, measure


def asked(axis: Axis, amounts: Sequence[int], chosen: Sequence[Chosen]) -> Iterator[Chosen]:
    """The sums that the form of a table asks of the labelled totals that `chosen` leaves open."""
    consumed = {line for choice in chosen for line in choice.pattern.parts}
    free = [line for line in amounts if line not in consumed]
    tied = {choice.pattern.target for choice in chosen if choice.pattern.side >= 0}
    for target in amounts:
        role = axis.roles[target]
        if target in tied or not (role.total or role.result):
            continue
        likely = [proposal for proposal in natural(axis, free, target) if role.total and proposal.cost <= 1]
        measured = [measure(axis, proposal.pattern) for proposal in likely]
        missing = [support for support in measured if _once(support) or exchanged(axis, support)]
        if not any(support.held for support in missing):
            missing += _tying(axis, amounts, target)
        most = max((support.held for support in missing), default=0)
        best = [support for support in missing if support.held == most]
        sole = len(best if most else likely) == 1
        for support in best:
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
