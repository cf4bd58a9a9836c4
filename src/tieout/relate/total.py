"""Kind `total`: a whole equals its parts; in tables and in sentences.

A sum of a table that holds is yielded as well: it ties its figures, and a failure beside it rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tieout.model import Evidence, Fact, Grid, Operand, Relation, Report, Severity
from tieout.model.claims import Claim, Doubt
from tieout.quantity import Tie
from tieout.relate.evidence import odds, severity
from tieout.relate.included import included
from tieout.relate.kind import Kind
from tieout.relate.prose.totals import prose_totals
from tieout.relate.tables.cut import as_cut
from tieout.relate.tables.find import Sum, Table, read_table
from tieout.relate.tables.signs import misread, rounded_away, signs
from tieout.rulebook.book import Rule, Schemas
from tieout.rulebook.kinds import SHAPES

_SHOWN_PARTS = 12
_UNSURE = "too little speaks for the sum"


def find(report: Report, schemas: Schemas, rules: Sequence[Rule]) -> Iterator[Relation]:
    """Find the sums in the tables and sentences of a report."""
    for grid in report.grids:
        table = read_table(grid)
        if table is not None:
            yield from as_cut([_relation(table, grid, found, schemas.evidence) for found in table.sums])
        yield from included(grid)
    yield from prose_totals(report, schemas)


def _relation(table: Table, grid: Grid, found: Sum, evidence: Mapping[str, int]) -> Relation:
    subject = table.matrix.facts[found.target]
    operands = tuple(
        Operand(table.matrix.facts[spot], weight=weight)
        for spot, weight in zip(found.parts, found.weights, strict=True)
    )
    check, step, reading = found.check, table.matrix.step, found.reading
    cap, reason, claim = _judged(found, evidence)
    return Relation(
        kind="total",
        shape=found.shape,
        evidence=_evidence(found),
        expression=expression(subject, operands),
        subject=subject,
        operands=operands,
        tie=None if reason else Tie(abs(check.gap) * step, check.slack * step),
        computed=subject.figure.amount.value + check.gap * step,
        cap=cap,
        reason=reason,
        cause="" if found.copy is None else "its line is there twice",
        culprit=None if found.copy is None else table.matrix.facts[found.copy],
        group=f"table {grid.number}: {reading.name}",
        report=subject.report,
        claim=claim,
    )


def _judged(found: Sum, evidence: Mapping[str, int]) -> tuple[Severity, str, Claim]:
    """How loudly a sum may fail, why it is not evaluated (empty if it is), and what it claims."""
    reading, check = found.reading, found.check
    claim = Claim(reading.words, reading.layout, "", reading.rivals, reading.spare)
    if check.holds or found.copy is not None:
        return Severity.ERROR, "", claim
    if check.masked or check.solid < 2:
        return Severity.NOTE, "rates and lone figures are not added up", claim
    if misread(found.axis, reading, check):
        return Severity.NOTE, "the digits tie in another unit", claim
    if rounded_away(found.axis, reading, check):
        return Severity.NOTE, "", claim
    if found.otherwise:
        return Severity.NOTE, Doubt.RIVAL.value, claim
    told = signs(found.axis, reading, check)
    claim = Claim(reading.words, reading.layout, "", reading.rivals, reading.spare, odds(told, evidence), told)
    cap = severity(told, evidence)
    if cap is None:
        return Severity.NOTE, "; ".join(sorted(told.doubts)) or _UNSURE, claim
    return cap, "", claim


def _evidence(found: Sum) -> Evidence:
    if found.reading.words:
        return Evidence.LABELLED
    return Evidence.SUPPORTED if found.reading.support.held else Evidence.GUESSED


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
