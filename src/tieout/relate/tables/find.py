"""The sums of one table: both axes searched, claims unrolled into single sums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from tieout.extract.table.matrix import read_matrix
from tieout.model import Fact, Grid
from tieout.model.lines import Line, Lines, Matrix, Role
from tieout.relate.tables.agreeing import agreed_bits
from tieout.relate.tables.axis import Axis
from tieout.relate.tables.choose import choose
from tieout.relate.tables.claims import Reading
from tieout.relate.tables.hundred import of_a_hundred
from tieout.relate.tables.pattern import Check
from tieout.relate.tables.scales import FINEST, odd_scales

Spot = tuple[int, int]
LEAST_AGREED = 7  # bits with which two sums agree on what a figure should be
ROUNDED_COUNTS = 3  # sums of counts that miss by their rounding: nobody errs so little so often


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum of a table by position (from 0): a reading on one of the lines that cross it."""

    target: Spot
    parts: tuple[Spot, ...]
    weights: tuple[int, ...]
    check: Check
    reading: Reading
    axis: Axis
    shape: str
    copy: Spot | None = None  # of a part that is printed a second time
    otherwise: bool = False  # another reading of the same total holds
    crossed: bool = False  # every figure of it is the total of a sum that holds the other way
    agreed: tuple[int, ...] = ()  # bits with which others that miss ask for the same value, here and beside


@dataclass(frozen=True, slots=True)
class Table:
    """A grid as scaled integers with the sums found in it."""

    matrix: Matrix
    sums: tuple[Sum, ...]


def read_table(grid: Grid) -> Table | None:
    """Find the sums that a table claims, holding or not; None if it has too few figures."""
    lines = grid.lines
    if lines is None or lines.matrix is None:
        return None
    odd = odd_scales(grid)
    if odd:
        meant = read_matrix(grid, {**grid.facts, **odd})
        return None if meant is None else _as_printed(_read(lines, meant), grid, odd)
    return _read(lines, lines.matrix)


def _read(lines: Lines, matrix: Matrix) -> Table:
    down = _axis(matrix, lines.rows, lines.cols, down=True)
    across = _axis(matrix.transposed(), lines.cols, lines.rows, down=False)
    down = replace(down, breaks=lines.row_breaks, exact=lines.exact_cols, whole=lines.whole_cols)
    across = replace(across, breaks=lines.col_breaks, exact=lines.exact_rows, whole=lines.whole_rows)
    first, second = (_as_rounded(matrix, tuple(_sums(axis))) for axis in (down, across))
    return Table(
        matrix, _agreed(matrix, (*_crossed(matrix, first, second), *_crossed(matrix, second, first)))
    )


def _agreed(matrix: Matrix, sums: tuple[Sum, ...]) -> tuple[Sum, ...]:
    """The sums; those that words or layout claim and that miss, with what another says of the same figure."""
    missed = [
        place
        for place, found in enumerate(sums)
        if not (found.check.holds or found.check.masked or found.otherwise or found.crossed)
        and (found.reading.words or found.reading.layout)
    ]
    bits = {missed[at]: told for at, told in agreed_bits(matrix, [sums[at] for at in missed]).items()}
    lines: dict[Reading, list[int]] = {}
    for place, told in bits.items():
        if told >= LEAST_AGREED:
            lines.setdefault(sums[place].reading, []).append(told)
    return tuple(
        replace(found, agreed=tuple(lines[found.reading])) if bits.get(place, 0) >= LEAST_AGREED else found
        for place, found in enumerate(sums)
    )


def _as_rounded(matrix: Matrix, sums: Sequence[Sum]) -> tuple[Sum, ...]:
    """The sums of counts; where several miss by no more than rounding explains, the counts were rounded."""
    slacks = [
        sum(matrix.halves[row][col] for row, col in (found.target, *found.parts)) * (found.check.slack == 0)
        for found in sums
    ]
    rounded = [0 < abs(found.check.gap) <= slack for found, slack in zip(sums, slacks, strict=True)]
    if sum(rounded) < ROUNDED_COUNTS:
        return tuple(sums)
    return tuple(
        replace(found, check=found.check._replace(slack=slack)) if off else found
        for found, slack, off in zip(sums, slacks, rounded, strict=True)
    )


def _crossed(matrix: Matrix, sums: Sequence[Sum], others: Sequence[Sum]) -> Iterator[Sum]:
    """Sums along a line of totals that add up across: if one misses, so do the lines that were added."""
    totals = {
        found.target
        for found in others
        if found.check.holds and (len(found.parts) > 1 or found.reading.support.held > 1)
    }
    for found in sums:
        there = [spot for spot in (found.target, *found.parts) if matrix.values[spot[0]][spot[1]]]
        yield replace(found, crossed=not found.check.holds and len(there) > 1 and totals.issuperset(there))


def _as_printed(table: Table, grid: Grid, odd: Mapping[Spot, Fact]) -> Table:
    """The sums as the figures are printed, where they were found with other scale words."""
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


def _axis(matrix: Matrix, lines: Sequence[Line], across: Sequence[Line], *, down: bool) -> Axis:
    active = tuple(
        line for line, values in enumerate(matrix.values) if any(value is not None for value in values)
    )
    filled = [any(column) for column in zip(*matrix.values, strict=True)]
    if not any(line.added for line, there in zip(across, filled, strict=True) if there):
        across = [_as_amounts(line) for line in across]  # nothing but rates: they are added
    elif down:  # what a column counts so far adds up in it as any other does
        across = [_as_amounts(line) if "so_far" in line.tags else line for line in across]
    periods = {line.position: line.period for line in lines if line.period is not None}
    return Axis(matrix, lines, across, down, active, periods=periods)


def _as_amounts(line: Line) -> Line:
    """A line of rates as one of amounts; numbers of pages and notes stay what they are."""
    return line if line.role is Role.LABEL else Line(line.position, line.label)


def _sums(axis: Axis) -> Iterator[Sum]:
    sums = [found for reading in choose(axis) for found in _unrolled(axis, reading)]
    tied = {found.target for found in sums if found.check.holds and found.reading.words}
    return (
        replace(found, otherwise=not found.check.holds and found.target in tied and not _shown(axis, found))
        for found in sums
    )


def _shown(axis: Axis, found: Sum) -> bool:
    """Whether other entries show a sum beside another of the same total, and no other line fills its gap."""
    gap, line = abs(found.check.gap), found.check.line
    others = (at for at in axis.active if at not in found.reading.pattern.lines)
    return found.reading.shown and all(abs(axis.values(at)[line] or 0) != gap for at in others)


def _spoken(axis: Axis, reading: Reading) -> Iterator[Check]:
    """The lines that a reading speaks of: columns of ratios where most of them add up, or to a hundred."""
    checks = reading.support.checks
    masked = [check.holds for check in checks if check.masked]
    spoken = 2 * sum(masked) > len(masked)
    for check in checks:
        if check.masked and of_a_hundred(axis, reading, check):
            yield check._replace(masked=False)
        elif spoken or not check.masked:
            yield check


def _unrolled(axis: Axis, reading: Reading) -> Iterator[Sum]:
    pattern = reading.pattern
    for check in _spoken(axis, reading):
        present = [
            (part, weight)
            for part, weight in zip(pattern.parts, check.weights, strict=True)
            if axis.matrix.values[part][check.line] is not None
        ]
        spots = tuple(_spot(axis, part, check.line) for part, _ in present)
        weights = tuple(weight for _, weight in present)
        target = _spot(axis, pattern.target, check.line)
        shape = reading.shape or ("footing" if axis.down else "cross-footing")
        copy = None if reading.copy is None else _spot(axis, reading.copy, check.line)
        yield Sum(target, spots, weights, check, reading, axis, shape, copy)


def _spot(axis: Axis, position: int, line: int) -> Spot:
    return (position, line) if axis.down else (line, position)
