"""Ratios in the text that no table prints, held against the columns that have what they are of.

A margin, a tax rate, a leverage: where the schemas know one meaning of a ratio only, the cells of one column
that are its terms give it. Of which column it is, its period says; else any may be, and the latest is meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tieout.model import Fact, Grain, Grid, Report, Status
from tieout.relate.binding import Bound, measured
from tieout.relate.linking.cells import is_compared_with, is_of, within
from tieout.relate.linking.link import Linked
from tieout.rulebook.book import Identity, Schemas
from tieout.slip import misprinted, significant

_TELLING = 3  # digits of a ratio of no time that can be a misprint
_Column = dict[str, Fact]


def ratios(report: Report, schemas: Schemas, known: frozenset[int]) -> Iterator[Linked]:
    """The ratios of the text whose terms stand in a table that has no line of them."""
    closed: dict[str, list[Identity]] = defaultdict(list)
    for identity in schemas.identities:
        concept = schemas.concepts.get(identity.subject)
        if identity.closed and concept is not None and concept.powers == ():
            closed[identity.subject].append(identity)
    inside = {cell.id for grid in report.grids for cell in grid.facts.values()}
    printed = {cell.concept for grid in report.grids for cell in grid.facts.values()}
    beside: dict[int, set[str | None]] = defaultdict(set)
    for fact in report.facts:
        beside[fact.figure.block].add(fact.concept)
    for fact in report.facts:
        plain = fact.id not in inside and fact.id not in known and fact.figure.row is None
        if not plain or fact.figure.quantity is None or fact.figure.quantity.upper is not None:
            continue
        if fact.concept not in closed or fact.concept in printed or fact.basis is not None or fact.scope:
            continue
        if any(beside[fact.figure.block].issuperset(one.concepts) for one in closed[fact.concept]):
            continue  # its own paragraph tells of what it is
        found = [one for grid in report.grids for one in _of_grid(fact, grid, closed[fact.concept], schemas)]
        link = _chosen(fact, found)
        if link is not None:
            yield link


def _of_grid(
    fact: Fact, grid: Grid, identities: Sequence[Identity], schemas: Schemas
) -> Iterator[tuple[Bound, int]]:
    """What the columns of a table give."""
    for column in _columns(grid).values():
        for identity in identities:
            terms = {name: column[name] for name in identity.concepts if name in column}
            if len(terms) < len(identity.concepts) or len({cell.basis for cell in terms.values()}) > 1:
                continue
            if not all(within(fact, fact.period, cell) for cell in terms.values()):
                continue
            bound = measured(identity, {identity.subject: fact, **terms}, schemas.concepts)
            if bound is not None:
                yield bound, grid.number
                break


def _columns(grid: Grid) -> Mapping[int, _Column]:
    """The cells of each column by their concept, where that is one only and they are of nothing narrower."""
    found: dict[int, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for (_, col), cell in grid.facts.items():
        if cell.concept is not None and cell.figure.quantity is not None and not cell.scope:
            found[col][cell.concept].append(cell)
    return {
        col: {concept: cells[0] for concept, cells in column.items() if len(cells) == 1}
        for col, column in found.items()
    }


def _chosen(fact: Fact, found: Sequence[tuple[Bound, int]]) -> Linked | None:
    """The column that holds; else the one of the period that is told, or the latest if it is a misprint."""
    quantity = fact.figure.amount
    for bound, table in found:
        if bound.tie.holds and significant(quantity) > 1:
            return Linked(bound.equation, bound.tie, table)
    told = [one for one in found if all(is_of(fact.period, cell) for cell in _terms(one[0]))]
    if len(told) == 1 and not is_compared_with(fact):
        return Linked(told[0][0].equation, told[0][0].tie, told[0][1], sure=False)
    if fact.period is not None or significant(quantity) < _TELLING or is_compared_with(fact):
        return None
    now = [one for one in found if all(_is_known(cell) for cell in _terms(one[0]))]
    latest = max((_terms(one[0])[0].period.last for one in now), default=None)  # type: ignore[union-attr]
    last = [one for one in now if _terms(one[0])[0].period.last == latest]  # type: ignore[union-attr]
    slipped = [one for one in last if misprinted(quantity, one[0].computed)]
    return Linked(slipped[0][0].equation, slipped[0][0].tie, slipped[0][1], sure=False) if slipped else None


def _terms(bound: Bound) -> list[Fact]:
    return [fact for name, fact in bound.facts.items() if name != bound.identity.subject]


def _is_known(cell: Fact) -> bool:
    """Whether a cell is of a time that is over."""
    return cell.period is not None and cell.period.grain is not Grain.DAY and cell.status is Status.ACTUAL
