"""Kind `formula`: a stated figure equals what its terms give, as sentences and derived columns say it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from tieout.model import Fact, Grid, Relation, Report, Severity
from tieout.relate.derived import changes_in_words, derived
from tieout.relate.derived.expected import expected_values
from tieout.relate.derived.in_cells import changes_in_cells
from tieout.relate.identities import identities
from tieout.relate.kind import Kind
from tieout.relate.prose.cagr import dated
from tieout.relate.prose.compound import compounded
from tieout.relate.prose.equated import written_equations
from tieout.relate.prose.line import Line
from tieout.relate.prose.lines import lines
from tieout.relate.prose.named_ratio import named_ratios
from tieout.relate.prose.named_share import named_shares
from tieout.relate.prose.of_measure import shares_of_measures
from tieout.relate.prose.parts import parts_of
from tieout.relate.prose.portions import portions
from tieout.relate.prose.product import products
from tieout.relate.prose.respectively import paired
from tieout.relate.prose.statements import stated as by_form
from tieout.relate.prose.worked.reading import worked_out
from tieout.relate.prose.worth import targets
from tieout.relate.series import growths, spoken, told
from tieout.relate.valuation import valued
from tieout.relate.workbook import habits, recalculated
from tieout.rulebook.book import Rule, Schemas
from tieout.wording import say

_DECLARED = say("it holds of other figures than those that its name says it is of")


def find(report: Report, schemas: Schemas, rules: Sequence[Rule]) -> Iterator[Relation]:
    """Find the relations of this kind."""
    yield from written_equations(report, sums=False)
    courses = [found for passage in told(report, schemas) for found in growths(passage)]
    grown = {found.subject.id for found in courses if found.subject is not None and found.holds}
    said = [found for found in by_form(report, schemas, "formula") if not _otherwise(found, grown)]
    yield from said
    known = {found.subject.id: found for found in said if found.subject is not None and found.tie is not None}
    claimed = set(known)
    lined = [found for line, earlier in lines(report, schemas) for found in stated(line, earlier, claimed)]
    yield from lined
    claimed.update(found.subject.id for found in lined if found.subject is not None)
    for found in courses:
        if found.subject is not None and found.subject.id not in claimed:
            claimed.add(found.subject.id)
            yield spoken(found)
    measured = list(shares_of_measures(report, schemas, known))
    yield from measured
    claimed.update(
        found.subject.id for found in measured if found.subject is not None and found.tie is not None
    )
    yield from worked_out(report, schemas, "formula", claimed)
    held = {fact for fact, found in known.items() if found.holds}
    explained = [found for found in identities(report, schemas) if not _otherwise(found, held)]
    known_now = {found.subject.id for found in explained if found.subject is not None and found.holds}
    values = list(valued(report, schemas, known_now | held))
    cleared = {found.subject.id for found in values if found.subject is not None and found.holds}
    explained = [found for found in explained if not _otherwise(found, cleared)]
    failing = {found.subject.id for found in explained if found.subject is not None and found.fails}
    yield from explained
    yield from (
        found for found in values if not (found.fails and found.subject and found.subject.id in failing)
    )
    words = changes_in_words(report, schemas)
    for grid in report.grids:
        columns = derived(grid, schemas, words.get(grid.block, {}), lead(report, grid))
        yield from _as_declared(columns, explained)
    yield from changes_in_cells(report, schemas)
    yield from expected_values(report, schemas)
    yield from recalculated(report)
    yield from habits(report)


def _otherwise(found: Relation, held: Collection[int]) -> bool:
    """Whether an identity misses a figure that its sentence explains otherwise."""
    misses = found.fails
    return misses and found.subject is not None and found.subject.id in held


def _as_declared(columns: Iterable[Relation], explained: Iterable[Relation]) -> Iterator[Relation]:
    """Derived figures; what holds of other figures than those a schema says it is of shows nothing."""
    broken = {
        found.subject.id: {operand.fact.id for operand in found.operands}
        for found in explained
        if found.fails and not found.reason and found.cap is Severity.ERROR and found.subject is not None
    }
    for column in columns:
        meant = broken.get(column.subject.id) if column.subject is not None else None
        if meant and column.holds and {operand.fact.id for operand in column.operands} != meant:
            yield replace(column, tie=None, reason=_DECLARED)
        else:
            yield column


def lead(report: Report, grid: Grid) -> str:
    """The paragraph before a table."""
    return report.document.blocks[grid.block - 1].text.content if grid.block else ""


def stated(line: Line, earlier: Sequence[Fact], claimed: set[int]) -> Iterator[Relation]:
    """The formulas that one sentence states, apart from those of figures that are claimed; then they are."""
    for movement in dated(line, claimed):
        yield from compounded(movement)
    yield from targets(line)
    yield from paired(line, claimed)
    yield from products(line)
    yield from parts_of(line, earlier, claimed)
    yield from portions(line, claimed)
    yield from named_shares(line, claimed)
    yield from named_ratios(line, claimed)


KIND = Kind("formula", within=find)
