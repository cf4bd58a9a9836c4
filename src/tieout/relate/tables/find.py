"""The sums of one table: both axes of a grid searched, believed patterns unrolled into single sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from tieout.model import Dates, Fact, Grid, Severity
from tieout.relate.tables.belief import Chosen
from tieout.relate.tables.choose import choose
from tieout.relate.tables.matrix import Matrix, read_matrix
from tieout.relate.tables.pattern import Axis, Check
from tieout.relate.tables.rates import rate_columns
from tieout.relate.tables.roles import Role, column_roles, row_roles
from tieout.relate.tables.scales import FINEST, odd_scales
from tieout.relate.tables.trust import cap
from tieout.rulebook.book import Schemas

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum of a table by position (from 0): a pattern on one of the lines that cross it.

    `cap` is how bad a failure may be at most; None if this failure says nothing.
    """

    target: Spot
    parts: tuple[Spot, ...]
    weights: tuple[int, ...]
    check: Check
    chosen: Chosen
    down: bool
    shape: str
    cap: Severity | None
    copy: Spot | None = None  # of a part that is printed a second time


@dataclass(frozen=True, slots=True)
class Table:
    """A grid as scaled integers with the sums found in it."""

    matrix: Matrix
    sums: tuple[Sum, ...]


def read_table(grid: Grid, schemas: Schemas) -> Table | None:
    """Find the sums of a grid, holding or not; None if it has too few figures."""
    odd = odd_scales(grid)
    if odd:
        meant = replace(grid, facts={**grid.facts, **odd})
        return _as_printed(_read(meant, schemas), grid, odd)
    return _read(grid, schemas)


def _read(grid: Grid, schemas: Schemas) -> Table | None:
    matrix = read_matrix(grid)
    if matrix is None:
        return None
    rows, cols = row_roles(grid, schemas), column_roles(grid, schemas)
    for col in rate_columns(matrix, cols):
        cols[col] = replace(cols[col], unsummed=True)
    by_row, by_col = periods(matrix)
    footing = replace(_axis(matrix, rows, cols, down=True), breaks=_row_breaks(grid), periods=by_row)
    crossing = replace(
        _axis(matrix.transposed(), cols, rows, down=False), breaks=_column_breaks(grid), periods=by_col
    )
    return Table(matrix, (*_sums(footing), *_sums(crossing)))


def _as_printed(table: Table | None, grid: Grid, odd: Mapping[Spot, Fact]) -> Table | None:
    """The sums as the figures are printed, where they were found with other scale words."""
    if table is None:
        return None
    matrix = table.matrix
    step = matrix.step / FINEST
    facts = {spot: grid.facts[spot[0] + 1, spot[1] + 1] for spot in matrix.facts}
    wrong = {
        (row - 1, col - 1): (fact.figure.amount.value, grid.facts[row, col].figure.amount)
        for (row, col), fact in odd.items()
    }
    sums = []
    for found in table.sums:
        gap = slack = Fraction(0)
        for spot, weight in ((found.target, -1), *zip(found.parts, found.weights, strict=True)):
            if spot in wrong:
                meant, printed = wrong[spot]
                gap += weight * (printed.value - meant)
                slack += printed.quantum / 2 - matrix.halves[spot[0]][spot[1]] * matrix.step
        check = found.check._replace(
            gap=found.check.gap * FINEST + int(gap / step),
            slack=found.check.slack * FINEST + int(slack / step),
        )
        sums.append(replace(found, check=check))
    return Table(replace(matrix, facts=facts, step=step), tuple(sums))


def _row_breaks(grid: Grid) -> frozenset[int]:
    """Rows before which a heading or an empty line stands."""
    filled = {row - 1 for row, _ in grid.facts}
    dashed = {row - 1 for row, _ in grid.dashes}
    return frozenset(row for row in filled if row and row - 1 not in filled and row - 1 not in dashed)


def _column_breaks(grid: Grid) -> frozenset[int]:
    """Columns where an upper header changes."""
    paths = grid.col_labels
    return frozenset(col for col in range(1, grid.cols) if paths[col][:-1] != paths[col - 1][:-1])


def periods(matrix: Matrix) -> tuple[dict[int, Dates], dict[int, Dates]]:
    """The period of every row and of every column whose figures all have the same, by line."""
    rows: dict[int, set[Dates | None]] = {}
    cols: dict[int, set[Dates | None]] = {}
    for (row, col), fact in matrix.facts.items():
        rows.setdefault(row, set()).add(fact.period)
        cols.setdefault(col, set()).add(fact.period)
    return _single(rows), _single(cols)


def _single(lines: dict[int, set[Dates | None]]) -> dict[int, Dates]:
    named = {line: next(iter(periods)) for line, periods in lines.items() if len(periods) == 1}
    return {line: period for line, period in named.items() if period is not None}


def _axis(matrix: Matrix, roles: list[Role], across: list[Role], *, down: bool) -> Axis:
    active = tuple(
        line for line, values in enumerate(matrix.values) if any(value is not None for value in values)
    )
    if all(
        role.unsummed
        for role, column in zip(across, zip(*matrix.values, strict=True), strict=True)
        if any(column)
    ):
        across = [replace(role, unsummed=False) for role in across]
    return Axis(matrix, roles, across, down, active)


def _sums(axis: Axis) -> Iterator[Sum]:
    chosen = choose(axis)
    for choice in chosen:
        yield from _unrolled(axis, choice)


def _telling(chosen: Chosen) -> Iterator[Check]:
    """The lines that a pattern speaks of: columns of ratios only where most of them add up."""
    checks = chosen.support.checks
    masked = [check.holds for check in checks if check.masked]
    spoken = 2 * sum(masked) > len(masked)
    return (check for check in checks if spoken or not check.masked)


def _unrolled(axis: Axis, chosen: Chosen) -> Iterator[Sum]:
    pattern = chosen.pattern
    for check in _telling(chosen):
        present = [
            (part, weight)
            for part, weight in zip(pattern.parts, pattern.weights, strict=True)
            if axis.matrix.values[part][check.line] is not None
        ]
        spots = tuple(_spot(axis, part, check.line) for part, _ in present)
        weights = tuple(weight for _, weight in present)
        target = _spot(axis, pattern.target, check.line)
        shape = chosen.shape or ("footing" if axis.down else "cross-footing")
        copy = None if chosen.copy is None else _spot(axis, chosen.copy, check.line)
        yield Sum(target, spots, weights, check, chosen, axis.down, shape, cap(axis, chosen, check), copy)


def _spot(axis: Axis, position: int, line: int) -> Spot:
    return (position, line) if axis.down else (line, position)
