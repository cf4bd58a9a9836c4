"""Kind `total`: a whole equals its parts; in tables and in sentences.

A sum of a table that holds is yielded as well: it ties its figures, and a failure beside it rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from tieout.equation import Equation, Number, Term, total
from tieout.model import Evidence, Fact, Grid, Relation, Report, Severity
from tieout.model.claims import Claim, Doubt
from tieout.quantity import Interval
from tieout.relate.entries import totals_of_entries
from tieout.relate.evidence import HABIT, odds, severity
from tieout.relate.included import included
from tieout.relate.kind import Kind
from tieout.relate.lines import in_table
from tieout.relate.listed import listed
from tieout.relate.prose.alone import alone
from tieout.relate.prose.equated import written_equations
from tieout.relate.prose.statements import stated
from tieout.relate.prose.told import unless_slipped
from tieout.relate.prose.totals import prose_totals
from tieout.relate.prose.worked.reading import worked_out
from tieout.relate.quarters import quarters
from tieout.relate.series import told, whole_periods
from tieout.relate.tables.explained import in_the_last_place, misread, passed_over, rounded_away, withheld
from tieout.relate.tables.find import Spot, Sum, Table, read_table
from tieout.relate.tables.signs import as_agreed, signs
from tieout.relate.tables.truncated import as_truncated
from tieout.rulebook.book import Rule, Schemas
from tieout.wording import SEMICOLON, joined, say

_UNSURE = say("too little speaks for the sum")
_DECLARED = say("what its name says it is the sum of adds up: other lines above it are no parts of it")
_CROSSED = say("its figures add up the other way: what it misses stands in the lines that are added")


def find(report: Report, schemas: Schemas, rules: Sequence[Rule]) -> Iterator[Relation]:
    """Find the sums in the tables and sentences of a report."""
    for grid in report.grids:
        table = read_table(grid)
        if table is not None:
            in_lines = as_truncated([_relation(table, grid, found, schemas) for found in table.sums])
            yield from _unless_declared(list(in_lines), grid, schemas)
        yield from included(grid)
    yield from quarters(report)
    said = [*written_equations(report, sums=True), *stated(report, schemas, "total")]
    added = {found.subject.id for found in said if found.subject is not None and found.tie is not None}
    for passage in told(report, schemas):
        courses = (
            one for one in whole_periods(passage) if one.subject is None or one.subject.id not in added
        )
        said += [unless_slipped(one, alone(report)) for one in courses]
    said += listed(report, schemas)
    said += totals_of_entries(report, schemas)
    sums = [*said, *prose_totals(report, schemas, said)]
    yield from sums
    known = {found.subject.id for found in sums if found.subject is not None and found.tie is not None}
    yield from worked_out(report, schemas, "total", known, sums)


def _unless_declared(sums: Sequence[Relation], grid: Grid, schemas: Schemas) -> Iterator[Relation]:
    """Sums; a line of them that misses shows nothing where an identity of the schemas holds there."""
    held: set[int] = set()
    if any(found.fails and not found.reason for found in sums):
        declared = in_table(grid, schemas)
        held = {found.subject.id for found in declared if found.subject is not None and found.holds}
    cleared = {
        found.group
        for found in sums
        if found.fails and found.subject is not None and found.subject.id in held
    }
    for found in sums:
        otherwise = found.fails and not found.reason and found.group in cleared
        yield replace(found, tie=None, reason=_DECLARED) if otherwise else found


def _relation(table: Table, grid: Grid, found: Sum, schemas: Schemas) -> Relation:
    cap, reason, claim = _judged(found, schemas)
    relation = Relation.of(
        _equation(table, found),
        kind="total",
        shape=found.shape,
        evidence=_evidence(found),
        cap=cap,
        reason=reason,
        cause="" if found.copy is None else say("its line is there twice"),
        culprit=None if found.copy is None else table.matrix.facts[found.copy],
        group=group(grid, found),
    )
    return replace(relation, claim=claim)


def group(grid: Grid, found: Sum) -> str:
    """What the sums of one line of a table share."""
    return f"table {grid.number}: {found.reading.name}"


def _judged(found: Sum, schemas: Schemas) -> tuple[Severity, str, Claim]:
    """How loudly a sum may fail, why it is not evaluated (empty if it is), and what it claims."""
    reading, check = found.reading, found.check
    claim = Claim(
        reading.words, reading.layout, reading.said, reading.rivals, reading.tried, reading.spare
    )  # fmt: skip
    if check.holds or found.copy is not None:
        return Severity.ERROR, "", claim
    if check.masked or check.solid < 2:
        return Severity.NOTE, say("rates and lone figures are not added up"), claim
    if misread(found.axis, reading, check):
        return Severity.NOTE, say("the digits tie in another unit"), claim
    if found.crossed:
        return Severity.NOTE, _CROSSED, claim
    if withheld(found.axis, reading, check):
        return Severity.NOTE, str(Doubt.INCOMPLETE), claim
    if passed_over(found.axis, reading, check):
        return Severity.NOTE, str(Doubt.ELSEWHERE), claim
    last = in_the_last_place(found.axis, reading, check)
    if last and schemas.rounding:
        return Severity.NOTE, HABIT, claim
    if last or rounded_away(found.axis, reading, check):
        return Severity.NOTE, "", claim
    told = as_agreed(signs(found.axis, reading, check), found.agreed)
    if found.otherwise:
        told = replace(told, doubts=told.doubts | {Doubt.RIVAL})
    claim = replace(claim, odds=odds(told, schemas.evidence), signs=told)
    cap = severity(told, schemas.evidence)
    if cap is None or (Doubt.AVERAGED in told.doubts and not told.mistake):
        return Severity.NOTE, joined(sorted(told.doubts), SEMICOLON) or _UNSURE, claim
    return min(cap, Severity.WARNING) if reading.left_out else cap, "", claim


def _equation(table: Table, found: Sum) -> Equation[Fact]:
    """The sum with the precision that its columns show; what else may round are cells without figures."""
    matrix, step = table.matrix, table.matrix.step
    counts = found.check.slack == 0

    def term(spot: Spot, role: str) -> Term[Fact]:
        fact = matrix.facts[spot]
        amount = fact.figure.amount
        if counts:
            return Term(fact, Interval.point(amount.value), amount.value, role)
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
    if found.reading.words:
        return Evidence.LABELLED
    return Evidence.SUPPORTED if found.reading.support.held or found.reading.layout else Evidence.GUESSED


KIND = Kind("total", within=find)
