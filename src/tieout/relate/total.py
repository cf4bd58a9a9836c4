"""Kind `total`: a whole equals its parts; in tables and in sentences.

A sum of a table that holds is yielded as well: it ties its figures, and a failure beside it rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tieout.equation import Equation, Number, Term, total
from tieout.model import Evidence, Fact, Grid, Relation, Report, Severity
from tieout.quantity import Interval
from tieout.relate.included import included
from tieout.relate.kind import Kind
from tieout.relate.prose.totals import prose_totals
from tieout.relate.tables.cut import as_cut
from tieout.relate.tables.find import Spot, Sum, Table, read_table
from tieout.rulebook.book import Rule, Schemas
from tieout.rulebook.kinds import SHAPES


def find(report: Report, schemas: Schemas, rules: Sequence[Rule]) -> Iterator[Relation]:
    """Find the sums in the tables and sentences of a report."""
    for grid in report.grids:
        table = read_table(grid, schemas)
        if table is not None:
            yield from as_cut(list(_sums(table, grid)))
        yield from included(grid, schemas)
    yield from prose_totals(report, schemas)


def _sums(table: Table, grid: Grid) -> Iterator[Relation]:
    for found in table.sums:
        if found.cap is not None:
            yield _relation(table, grid, found, found.cap)


def _relation(table: Table, grid: Grid, found: Sum, cap: Severity) -> Relation:
    equation = _equation(table, found)
    return Relation.of(
        equation,
        kind="total",
        shape=found.shape,
        evidence=_evidence(found),
        cap=cap,
        cause="" if found.copy is None else "its line is there twice",
        culprit=None if found.copy is None else table.matrix.facts[found.copy],
        group=f"table {grid.number}: {found.chosen.name}",
    )


def _equation(table: Table, found: Sum) -> Equation[Fact]:
    """The sum with the precision that its columns show; what else may round are cells without figures."""
    matrix, step = table.matrix, table.matrix.step

    def term(spot: Spot, role: str) -> Term[Fact]:
        fact = matrix.facts[spot]
        amount = fact.figure.amount
        # a cell of another scale than its column's is coarser than that
        half = max(matrix.halves[spot[0]][spot[1]] * step, amount.quantum / 2)
        return Term(fact, Interval(amount.value - half, amount.value + half), amount.value, role)

    stated, parts = term(found.target, "total"), [term(spot, "part") for spot in found.parts]
    halves = sum((each.interval.high or 0) - each.point for each in (stated, *parts))
    left, gap = found.check.slack * step - halves, found.check.gap * step
    summed = sum(part.point * weight for part, weight in zip(parts, found.weights, strict=True))
    rest = stated.point + gap - summed  # nothing, but for figures of another scale than their column's
    if left <= 0 and not rest:
        return total(stated, parts, found.weights)
    left = max(left, Fraction(0))
    nils: Number[Fact] = Number(rest, Interval(rest - left, rest + left), "–")
    return total(stated, (*parts, nils), (*found.weights, 1))


def _evidence(found: Sum) -> Evidence:
    if found.chosen.labelled:
        return Evidence.LABELLED
    return Evidence.SUPPORTED if found.chosen.support.held >= 2 else Evidence.GUESSED


KIND = Kind("total", SHAPES["total"], within=find)
