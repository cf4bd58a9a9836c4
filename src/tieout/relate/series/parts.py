"""Quarters, halves and years of one measure: what is told of the parts of a period makes that of it all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tieout.equation import term, total
from tieout.model import Evidence, Relation
from tieout.relate.prose.letter import kind
from tieout.relate.prose.measure import alike
from tieout.relate.prose.told import in_full
from tieout.relate.series.measures import Measure
from tieout.relate.series.nature import Nature
from tieout.relate.series.periods import Period
from tieout.relate.series.told import Told

_MOST = 4  # parts of a year


def whole_periods(passage: Sequence[Told]) -> Iterator[Relation]:
    """Hold every period that the passage also tells part by part against its parts, the fewest first."""
    measures: dict[Measure, dict[Period, list[Told]]] = {}
    for each in passage:
        if each.nature is Nature.LEVEL and not each.former and kind(each.fact.figure.amount) == "A":
            measures.setdefault(each.measure, {}).setdefault(each.period, []).append(each)
    for periods in measures.values():
        single = {period: found[0] for period, found in periods.items() if len(found) == 1}
        for period, whole in single.items():
            yield from _held(whole, list(_tilings(period.first, period.last, single)))


def _tilings(first: int, last: int, known: Mapping[Period, Told]) -> Iterator[tuple[Told, ...]]:
    """Every way to lay periods that are told one behind the other from one month to another."""
    for period, each in sorted(known.items()):
        if period.first == first and period.last < last:
            for rest in _tilings(period.last + 1, last, known):
                yield (each, *rest)
            whole = next((known[p] for p in known if (p.first, p.last) == (period.last + 1, last)), None)
            if whole is not None:
                yield each, whole


def _held(whole: Told, tilings: Sequence[tuple[Told, ...]]) -> Iterator[Relation]:
    """A whole against its parts, read finest."""
    tried = [parts for parts in dict.fromkeys(tilings) if len(parts) <= _MOST]
    for parts in sorted(tried, key=len)[-1:]:
        facts = [part.fact for part in parts]
        if all(alike(fact.figure.amount, whole.fact.figure.amount) for fact in facts):
            equation = total(term(whole.fact, "total", strict=True), in_full(facts, whole.fact, "part"))
            yield Relation.of(equation, kind="total", shape="periods", evidence=Evidence.STATED)
