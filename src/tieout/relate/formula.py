"""Kind `formula`: a stated figure equals what its terms give, as sentences and derived columns say it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from tieout.model import Fact, Grid, Relation, Report, Severity
from tieout.relate.converted import converted
from tieout.relate.derived import changes_in_words, derived
from tieout.relate.derived.counts_of_column import shares_of_columns
from tieout.relate.derived.expected import expected_values
from tieout.relate.derived.in_cells import changes_in_cells
from tieout.relate.entries import shares_of_entries
from tieout.relate.grown import grown_elsewhere
from tieout.relate.identities import identities
from tieout.relate.kind import Kind
from tieout.relate.prose.alone import alone
from tieout.relate.prose.cagr import dated
from tieout.relate.prose.compound import compounded
from tieout.relate.prose.equated import written_equations
from tieout.relate.prose.line import Line
from tieout.relate.prose.lines import lines
from tieout.relate.prose.named_share import named_shares
from tieout.relate.prose.of_measure import shares_of_measures
from tieout.relate.prose.parts import parts_of
from tieout.relate.prose.portions import portions
from tieout.relate.prose.respectively import paired
from tieout.relate.prose.statements import stated as by_form
from tieout.relate.prose.told import unless_slipped
from tieout.relate.prose.worked.reading import worked_out
from tieout.relate.prose.worth import targets
from tieout.relate.series import growths, told
from tieout.relate.valuation import valued
from tieout.relate.workbook import habits, recalculated
from tieout.rulebook.book import Rule, Schemas
from tieout.wording import say

_DECLARED = say("it holds of other figures than those that its name says it is of")


def find(report: Report, schemas: Schemas, rules: Sequence[Rule]) -> Iterator[Relation]:
    """Find the relations of this kind."""
    yield from written_equations(report, sums=False)
    said, held = _of_sentences(report, schemas)
    yield from said
    rated = {found.subject.id for found in said if found.subject is not None and found.tie is not None}
    yield from grown_elsewhere(report, schemas, rated)
    yield from (found for found in converted(report, schemas) if not _otherwise(found, held))
    explained, values = _declared(report, schemas, held)
    yield from explained
    words = changes_in_words(report, schemas)
    columns = [
        column
        for grid in report.grids
        for column in derived(grid, schemas, words.get(grid.block, {}), lead(report, grid))
    ]
    own = _holding(columns)  # a line of share counts in the table goes before one count for all years
    yield from (value for value in values if not _otherwise(value, own))
    yield from _as_declared(columns, explained)
    yield from changes_in_cells(report, schemas)
    yield from shares_of_columns(report)
    yield from expected_values(report, schemas)
    yield from recalculated(report)
    yield from habits(report)


def _of_sentences(report: Report, schemas: Schemas) -> tuple[list[Relation], set[int]]:
    """What sentences state, every figure once; and the figures that forms explain."""
    courses = [found for passage in told(report, schemas) for found in growths(passage)]
    grown = _holding(courses)
    said = [found for found in by_form(report, schemas, "formula") if not _otherwise(found, grown)]
    known = {found.subject.id: found for found in said if found.subject is not None and found.tie is not None}
    held = {fact for fact, found in known.items() if found.holds}
    claimed = set(known)
    lined = [found for line, earlier in lines(report, schemas) for found in stated(line, earlier, claimed)]
    claimed.update(found.subject.id for found in lined if found.subject is not None)
    for found in courses:
        if found.subject is not None and found.subject.id not in claimed:
            claimed.add(found.subject.id)
            lined.append(unless_slipped(found, alone(report)))
    measured = [*shares_of_measures(report, schemas, known), *shares_of_entries(report, schemas)]
    evaluated = {
        found.subject.id
        for found in (*said, *lined, *measured)
        if found.subject is not None and found.tie is not None
    }
    return [*said, *lined, *measured, *worked_out(report, schemas, "formula", evaluated)], held


def _declared(report: Report, schemas: Schemas, held: set[int]) -> tuple[list[Relation], list[Relation]]:
    """Identities of the schemas, and of valuation; what one misses and another explains is left out."""
    explained = [found for found in identities(report, schemas) if not _otherwise(found, held)]
    values = list(valued(report, schemas, _holding(explained) | held))
    cleared = _holding(values)
    explained = [found for found in explained if not _otherwise(found, cleared)]
    failing = {found.subject.id for found in explained if found.subject is not None and found.fails}
    return explained, [found for found in values if not _otherwise(found, failing)]


def _holding(relations: Iterable[Relation]) -> set[int]:
    """The figures that relations explain."""
    return {found.subject.id for found in relations if found.subject is not None and found.holds}


def _otherwise(found: Relation, held: Collection[int]) -> bool:
    """Whether a relation misses a figure that is spoken of otherwise."""
    return found.fails and found.subject is not None and found.subject.id in held


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
    yield from parts_of(line, earlier, claimed)
    yield from portions(line, claimed)
    yield from named_shares(line, claimed)


KIND = Kind("formula", within=find)
