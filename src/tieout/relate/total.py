"""Kind `total`: a whole equals its parts; in tables and in sentences.

A sum of a table that holds is yielded as well: it ties its figures, and a failure beside it rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.model import Evidence, Fact, Grid, Operand, Relation, Report, Severity
from tieout.quantity import Tie
from tieout.relate.included import included
from tieout.relate.kind import Kind
from tieout.relate.prose.totals import prose_totals
from tieout.relate.tables.cut import as_cut
from tieout.relate.tables.find import Sum, Table, read_table
from tieout.rulebook.book import Rule, Schemas
from tieout.rulebook.kinds import SHAPES

_SHOWN_PARTS = 12


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
    subject = table.matrix.facts[found.target]
    operands = tuple(
        Operand(table.matrix.facts[spot], weight=weight)
        for spot, weight in zip(found.parts, found.weights, strict=True)
    )
    check, step = found.check, table.matrix.step
    return Relation(
        kind="total",
        shape=found.shape,
        evidence=_evidence(found),
        expression=expression(subject, operands),
        subject=subject,
        operands=operands,
        tie=Tie(abs(check.gap) * step, check.slack * step),
        computed=subject.figure.amount.value + check.gap * step,
        cap=cap,
        cause="" if found.copy is None else "its line is there twice",
        culprit=None if found.copy is None else table.matrix.facts[found.copy],
        group=f"table {grid.number}: {found.chosen.name}",
        report=subject.report,
    )


def _evidence(found: Sum) -> Evidence:
    if found.chosen.labelled:
        return Evidence.LABELLED
    return Evidence.SUPPORTED if found.chosen.support.held >= 2 else Evidence.GUESSED


def expression(subject: Fact, operands: Sequence[Operand]) -> str:
    """The sum with its figures as printed; the middle of a long one is left out."""
    shown = operands
    if len(operands) > _SHOWN_PARTS:
        shown = (*operands[: _SHOWN_PARTS // 2], *operands[-_SHOWN_PARTS // 2 :])
    terms: list[str] = []
    for index, operand in enumerate(shown):
        if len(shown) < len(operands) and index == _SHOWN_PARTS // 2:
            terms.append(f"+ … ({len(operands) - len(shown)} more)")
        sign = "-" if operand.weight < 0 else "+"
        printed = operand.fact.figure.text
        terms.append(f"{sign} {printed}" if terms or sign == "-" else printed)
    return f"{' '.join(terms)} = {subject.figure.text}"


KIND = Kind("total", SHAPES["total"], within=find)
