"""Figures that stand together, by concept: those of a paragraph, of one of its periods, of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tieout.model import Fact, Report
from tieout.relate.sameness import period_key
from tieout.relate.valuation.measure import same
from tieout.relate.valuation.named import Named

_SHARES = (("share", 1),)


def passages(report: Report, found: Sequence[Named]) -> Iterator[dict[str, Named]]:
    """The figures of every paragraph by concept, of those that it gives once, for all its periods and each.

    What names no period goes with every one of them.
    """
    labelled = {one.fact.id: one for one in found}
    blocks: dict[int, list[Named]] = {}
    for fact in report.facts:
        if fact.figure.row is None and fact.figure.quantity is not None:
            own = labelled.get(fact.id) or _by_meaning(fact)
            if own:
                blocks.setdefault(fact.figure.block, []).append(own)
    for named in blocks.values():
        periods = {period_key(one.fact.period) for one in named} - {None}
        if len(named) > 1:
            yield once(named)
        for period in sorted(periods, key=str) if len(periods) > 1 else ():
            own_time = [one for one in named if period_key(one.fact.period) in (None, period)]
            if len(own_time) > 1:
                yield once(own_time)


def _by_meaning(fact: Fact) -> Named | None:
    """A figure with its concept; a number of shares of which nothing is said counts all of them."""
    concept = fact.concept or ("shares_outstanding" if fact.figure.amount.unit.powers == _SHARES else None)
    return None if concept is None else Named(concept, fact, Fraction(1), None, None, sure=False)


def undated(found: Sequence[Named]) -> Iterator[dict[str, Named]]:
    """The figures of every table whose columns are no years, by concept."""
    tables: dict[int, list[Named]] = {}
    for one in found:
        if one.line is not None and one.line[1] == 0:
            tables.setdefault(one.line[0], []).append(one)
    yield from (once(table) for table in tables.values() if any(one.year is None for one in table))


def once(named: Sequence[Named]) -> dict[str, Named]:
    """The figures by concept; one that stands for several values is left out."""
    by_concept: dict[str, list[Named]] = {}
    for one in named:
        by_concept.setdefault(one.concept, []).append(one)
    chosen = {concept: one_of(several) for concept, several in by_concept.items()}
    return {concept: one for concept, one in chosen.items() if one is not None}


def one_of(found: Sequence[Named]) -> Named | None:
    """The figure that all printings agree with, the finest; None where they speak of several things."""
    finest = min(
        found, key=lambda one: (one.fact.figure.amount.quantum * one.factor, one.fact.id), default=None
    )
    if finest is None or not all(same(finest, other) for other in found):
        return None
    return finest
