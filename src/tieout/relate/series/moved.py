"""Growth and points of a measure over a year, held against its levels of both years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from tieout.model import Fact, Relation
from tieout.model.claims import Claim
from tieout.relate.prose.measure import alike
from tieout.relate.prose.movement import Movement, measure
from tieout.relate.series.nature import Nature
from tieout.relate.series.periods import Period
from tieout.relate.series.told import Told

_YEAR = 12  # months
_FEW = 4  # readings; of more figures a passage tells several things


def growths(passage: Sequence[Told]) -> Iterator[Relation]:
    """What a passage tells of growth, with its levels of the period and of that a year before."""
    levels = [each for each in passage if each.nature is Nature.LEVEL and not each.former]
    for growth in passage:
        if growth.nature is Nature.LEVEL or (growth.listed[0] > 1 and not growth.measure.known):
            continue
        of = [each for each in levels if each.measure == growth.measure and _near(growth, each)]
        period = _meant(growth, of)
        if period is not None and period.last - period.first < _YEAR:
            yield from _chosen(growth, _of(of, growth, period), _before(of, growth, period))


def _near(growth: Told, level: Told) -> bool:
    """Whether a level is told of the same company, in the sentence of a growth or in one beside it."""
    entities = {each.fact.entity for each in (growth, level)} - {None}
    return len(entities) < 2 and abs(growth.sentence - level.sentence) <= 1


def _meant(growth: Told, levels: Sequence[Told]) -> Period | None:
    """The period of a growth: as named, or that of the list beside it, or the later of two that are told."""
    if growth.dated:
        return growth.period
    listed = growth.listed[0] > 1
    told = [
        each.period
        for each in levels
        if each.sentence == growth.sentence
        and (not listed or each.listed == growth.listed)
        and (each.dated or not each.aside)
    ]
    if not listed:  # the level told last may be the base
        before = (each.period for each in levels if each.fact.id < growth.fact.id and each.period in told)
        return next((period for period in before if period.before() == growth.period), growth.period)
    later = [period for period in told if any(each.period == period.before() for each in levels)]
    if later:
        return max(later)
    if not growth.period.named:
        return next((each.period for each in levels if each.listed == growth.listed and not each.aside), None)
    return growth.period


def _before(levels: Sequence[Told], growth: Told, period: Period) -> list[Told]:
    """The levels of the year before; where nobody names the year, what a growth of its sentence is from."""
    if period.named:
        return _of(levels, growth, period.before())
    beside = [each for each in levels if each.aside and each.dated and each.sentence == growth.sentence]
    return _of(levels, growth, period.before()) or _nearest(beside, growth)


def _of(levels: Sequence[Told], growth: Told, period: Period) -> list[Told]:
    return _nearest([each for each in levels if each.period == period], growth)


def _nearest(levels: Sequence[Told], growth: Told) -> list[Told]:
    """Levels, the nearest first; one printed twice counts once."""
    found: dict[object, Told] = {}
    for each in sorted(levels, key=lambda each: abs(each.fact.id - growth.fact.id)):
        found.setdefault(each.fact.figure.amount, each)
    return list(found.values())


def _chosen(growth: Told, results: Sequence[Told], bases: Sequence[Told]) -> Iterator[Relation]:
    """The reading that holds, for each end of a range; else that of the nearest figures."""
    if not results or not bases or len(results) * len(bases) > _FEW:
        return
    tried: list[list[Relation]] = []
    for result, base in product(results, bases):
        if base.fact is result.fact or _run_the_other_way(growth, result, base):
            continue
        if alike(base.fact.figure.amount, result.fact.figure.amount):
            tried.append(
                [
                    found
                    for low, high, by in _ends(base.fact, result.fact, growth.fact)
                    for found in measure(Movement(low, high, (by,), growth.direction))
                ]
            )
    if any(each.fact.figure.amount.upper is not None for each in (*results, *bases)):
        tried = [
            [each for each in found if each.shape != "points"] for found in tried
        ]  # a range holds too much
    tried = [found for found in tried if found]
    if not tried:
        return
    best = next((found for found in tried if all(each.holds for each in found)), tried[0])
    claim = Claim(("measure and period of each",), reading="growth over a year", tried=len(tried) - 1)
    yield from (replace(found, claim=claim) for found in best)


def _run_the_other_way(growth: Told, result: Told, base: Told) -> bool:
    """Whether two amounts fell that a growth says to have risen, or rose: it is from something else."""
    apart = result.fact.figure.amount.value - base.fact.figure.amount.value
    return growth.nature is Nature.GROWTH and apart * growth.direction < 0


def _ends(base: Fact, result: Fact, growth: Fact) -> Iterator[tuple[Fact, Fact, Fact]]:
    """Base, result and growth; where all but the base are ranges, both their ends."""
    if result.figure.amount.upper is None or growth.figure.amount.upper is None:
        yield base, result, growth
        return
    for upper in (False, True):
        yield base, _end(result, upper), _end(growth, upper)


def _end(fact: Fact, upper: bool) -> Fact:
    """One end of a range."""
    quantity = fact.figure.amount
    numeral = quantity.upper if upper and quantity.upper is not None else quantity.numeral
    return replace(fact, figure=replace(fact.figure, quantity=replace(quantity, numeral=numeral, upper=None)))
