"""The derived lines of a table, believed where their entries tell enough, as relations cell by cell.

A recipe owes bits for the choice among all that were tried, and gets some back if a header says what it is.
A cell that misses a recipe which most of its line obeys is the finding.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import NamedTuple

from tieout.model import Evidence, Grid, Operand, Relation, Severity
from tieout.quantity import Interval, compare
from tieout.relate.derived.forms import Form, Gap, computed
from tieout.relate.derived.search import REACH, Measured, Recipe, measure, proposals
from tieout.relate.tables.matrix import PLAIN_KIND, SHARE_KIND, Matrix, read_matrix
from tieout.relate.tables.pattern import Axis
from tieout.relate.tables.roles import Role, column_roles, row_roles
from tieout.rulebook.book import Schemas

FORM_COST = 3  # bits owed for the choice of form
AVERAGE_COST = 9
SHARE_COST = 8
HEADED = 6  # bits a header is worth that says ratio, change or average
CALLED = 14  # and more if it calls the line an average
DOUBTFUL = "other figures of the line miss as well: it may be computed from something else"
ENOUGH = 10  # bits that must remain
CALLED_SHARE = 5, 10  # of an average that is called one
ODD = 10  # an average that no label announces may miss in one of so many entries
FIRM = 7, 10  # share of entries that must hold, of them by their own rounding
LEAST_DISTINCT = 3  # different figures that must hold: 100, 100, 100 is no column of shares
SMALL = 80  # in a table of fewer rows every row may be derived, in a larger one those that look like it
NEIGHBOURS = 3  # how far the terms of a row are sought that does not look derived
MOST_LINES = 400  # lines beyond this are records, not statements; they are not targets themselves
CLOSE = 8, 10  # of the bits of the best recipe: those of another that explains a line as well
PROPOSALS = 150  # a line that more recipes could explain, such as a line of ones, is explained by none


def derived(grid: Grid, schemas: Schemas) -> Iterator[Relation]:
    """Find the derived columns and rows of a table and measure every figure in them."""
    matrix = read_matrix(grid, printed=True)  # a whole number is not known to the ten only
    if matrix is None:
        return
    matrix = _signs_for_all(matrix)
    rows, cols = row_roles(grid, schemas), column_roles(grid, schemas)
    across = _axis(matrix.transposed(), cols, rows, down=False)
    said = [_said(across, line, path[-1:], schemas) for line, path in enumerate(grid.col_labels)]
    chosen = _chosen(across, dict.fromkeys(across.active[:MOST_LINES], REACH), said)
    taken = {line.recipe.target for line in chosen}
    for found in chosen:
        yield from _relations(across, found, grid, said)
    down = _axis(matrix, rows, cols, down=True)
    said = [_said(down, line, texts[: grid.label_cols], schemas) for line, texts in enumerate(grid.texts)]
    small = len(down.active) <= SMALL
    hinted = [line for line in down.active if said[line].derived or _other_kind(down, line, taken)]
    targets = dict.fromkeys(down.active if small else (), NEIGHBOURS)
    targets |= dict.fromkeys(hinted[:MOST_LINES], REACH)
    for found in _chosen(down, targets, said):
        yield from _relations(down, found, grid, said)


def _signs_for_all(matrix: Matrix) -> Matrix:
    """Where only the first and last rows of a column carry the % sign, it is meant for all of them."""
    signed = [spot for spot in matrix.facts if matrix.kinds[spot[0]][spot[1]] == SHARE_KIND]
    plain = {col for row, col in matrix.facts if matrix.kinds[row][col] == PLAIN_KIND}
    values, halves = [[*row] for row in matrix.values], [[*row] for row in matrix.halves]
    for row, col in signed:
        if col in plain:
            values[row][col] = (values[row][col] or 0) * 100
            halves[row][col] *= 100
    return replace(matrix, values=values, halves=halves)


def _axis(matrix: Matrix, roles: Sequence[Role], across: Sequence[Role], *, down: bool) -> Axis:
    active = tuple(i for i, values in enumerate(matrix.values) if any(v is not None for v in values))
    return Axis(matrix, roles, [Role() for _ in across], down, active)


class Said(NamedTuple):
    """What a line's labels say of it: that it is derived from others, and that it is their average."""

    derived: bool
    average: bool


def _said(axis: Axis, line: int, own: Sequence[str], schemas: Schemas) -> Said:
    """What labels say of a line; `own` are those that belong to it alone."""
    role, words = axis.roles[line], schemas.words
    average = any(words["average"].search(label) for label in own)
    share = any(words["share_header"].search(label) for label in own)
    return Said(average or share or role.unsummed or role.change, average)


def _other_kind(axis: Axis, line: int, taken: set[int]) -> bool:
    """Whether a row has shares only, beside columns known to be derived."""
    values = axis.matrix.values[line]
    kinds = [axis.matrix.kinds[line][c] for c, v in enumerate(values) if v is not None and c not in taken]
    return bool(kinds) and all(kind == SHARE_KIND for kind in kinds)


def _looks_derived(axis: Axis, line: int, said: Said) -> bool:
    """Whether labels say so, or a percent sign in a line of a table that has other lines without."""
    if said.derived:
        return True
    kinds = axis.matrix.kinds
    return SHARE_KIND in kinds[line] and any(
        PLAIN_KIND in kinds[other] and SHARE_KIND not in kinds[other] for other in axis.active
    )


def _chosen(axis: Axis, targets: Mapping[int, int], said: Sequence[Said]) -> list[Measured]:
    """The best recipe of each target (given with its reach), and one only for any three lines."""
    best: list[tuple[tuple[bool, float], int, Measured]] = []
    for target, reach in targets.items():
        headed, called = _looks_derived(axis, target, said[target]), said[target].average
        scored = [
            (score, found)
            for recipe in dict.fromkeys(islice(proposals(axis, target, reach, called=called), PROPOSALS))
            if (score := _score(axis, found := measure(axis, recipe), headed, called)) >= ENOUGH
        ]
        if scored:
            found = _likeliest(axis, scored)
            best.append(((headed, round(found.derived / found.held, 1)), target, found))
    best.sort(key=lambda entry: (*(-key for key in entry[0]), entry[1]))
    kept: list[Measured] = []
    used: set[frozenset[int]] = set()
    for _, target, found in best:
        lines = frozenset((target, *found.recipe.terms))
        if lines not in used:
            used.add(lines)
            kept.append(found)
    return kept


def _likeliest(axis: Axis, scored: Sequence[tuple[int, Measured]]) -> Measured:
    """The recipe with the most bits, or the nearest of those that explain as many entries about as well."""
    _, best = max(scored, key=lambda pair: (pair[0], -len(pair[1].recipe.terms)))
    if best.recipe.form is Form.AVERAGE:
        return best
    rivals = [
        found
        for _, found in scored
        if found.recipe.form is best.recipe.form
        and (found.held, found.failed) == (best.held, best.failed)
        and found.bits * CLOSE[1] >= best.bits * CLOSE[0]
    ]
    return min(rivals, key=lambda found: (_cost(axis, found.recipe), -found.bits))


def _score(axis: Axis, found: Measured, headed: bool, called: bool) -> int:
    """Bits that speak for a recipe; below zero where too few entries hold, or not by their own rounding.

    `headed` says that the line looks derived, `called` that its label calls it an average.
    """
    form = found.recipe.form
    entries = found.held + found.failed
    share = CALLED_SHARE if form is Form.AVERAGE and called else FIRM
    if found.held < (1 if headed else 3) or found.held * share[1] < entries * share[0]:
        return -1
    if not headed and (form is Form.CHANGE or found.derived * FIRM[1] < found.held * FIRM[0]):
        return -1  # a change is never printed without a word or a sign
    if found.distinct < (
        1 if headed and entries < LEAST_DISTINCT else min(LEAST_DISTINCT, entries - found.failed)
    ):
        return -1
    if form is not Form.AVERAGE:
        return found.bits - _cost(axis, found.recipe) + (HEADED if headed else 0)
    if called:
        return found.bits - AVERAGE_COST + CALLED
    return found.bits - AVERAGE_COST if found.failed <= found.held // ODD else -1


def _cost(axis: Axis, recipe: Recipe) -> int:
    """Bits owed for the choice of form and terms: the further away, the more there are to choose from.

    Most derived lines follow their terms.
    """
    if recipe.whole is not None:
        return SHARE_COST
    active, target = axis.active, recipe.target
    place = bisect_left(active, target)
    return FORM_COST + sum(
        abs(bisect_left(active, term) - place).bit_length() + (term > target) for term in recipe.terms
    )


def _relations(axis: Axis, found: Measured, grid: Grid, said: Sequence[Said]) -> Iterator[Relation]:
    recipe = found.recipe
    headed = _looks_derived(axis, recipe.target, said[recipe.target])
    doubtful = found.failed > 1 + found.held // 10
    firm = headed and found.held >= 3 and not doubtful
    for line, gap in found.gaps.items():
        if line != recipe.whole and _units_fit(axis, recipe, line):
            relation = _relation(
                axis,
                found,
                line,
                evidence=Evidence.LABELLED if headed else Evidence.SUPPORTED,
                cap=_cap(gap, firm=firm),
                group=f"table {grid.number}: {recipe}",
            )
            yield replace(relation, tie=None, reason=DOUBTFUL) if doubtful and not gap.holds else relation


def _units_fit(axis: Axis, recipe: Recipe, line: int) -> bool:
    """Whether a ratio can have the unit that a figure shows: points are a difference, never a quotient."""
    if recipe.form is Form.AVERAGE:
        return True
    spots = [(recipe.target, line), *_spots(recipe, line)]
    stated, a, b = (axis.matrix.facts[spot].figure.amount.unit for spot in spots)
    return not stated.powers or stated.same_dimension(a * b.inverse())


def _cap(gap: Gap, *, firm: bool) -> Severity:
    """A miss in the last place alone may be cut off, or bent so that shares add up: a note."""
    if not gap.holds and abs(gap.gap) <= gap.slack + gap.own:
        return Severity.NOTE
    return Severity.ERROR if firm else Severity.WARNING


def _relation(
    axis: Axis, found: Measured, line: int, *, evidence: Evidence, cap: Severity, group: str
) -> Relation:
    recipe = found.recipe
    subject = axis.matrix.facts[recipe.target, line]
    spots = [spot for spot in _spots(recipe, line) if spot in axis.matrix.facts]
    terms = [axis.matrix.facts[spot] for spot in spots]
    interval, value = computed(recipe.form, [_known(axis, spot) for spot in spots], recipe.k)
    stated, stated_value = _known(axis, (recipe.target, line))
    unit = subject.figure.amount.value / stated_value if stated_value else Fraction(1)
    return Relation(
        kind="formula",
        shape=_shape(recipe),
        evidence=evidence,
        expression=_expression(recipe.form, [term.figure.text for term in terms], subject.figure.text),
        subject=subject,
        operands=tuple(Operand(term, "term") for term in terms),
        tie=compare(stated.scaled(unit), stated_value * unit, interval.scaled(unit), value * unit),
        computed=value * unit,
        cap=cap,
        group=group,
        report=subject.report,
    )


def _shape(recipe: Recipe) -> str:
    if recipe.form is Form.AVERAGE:
        return "average"
    return "derived-column" if recipe.whole is None else "share"


def _spots(recipe: Recipe, line: int) -> list[tuple[int, int]]:
    """Where the terms of a figure stand: on its own crossing line, but for the whole of a share."""
    spots = [(term, line) for term in recipe.terms]
    if recipe.whole is not None:
        spots[1] = (recipe.terms[1], recipe.whole)
    return spots


def _known(axis: Axis, spot: tuple[int, int]) -> tuple[Interval, Fraction]:
    """A figure with the precision that its column shows."""
    matrix = axis.matrix
    value, half = matrix.values[spot[0]][spot[1]] or 0, matrix.halves[spot[0]][spot[1]]
    return Interval((value - half) * matrix.step, (value + half) * matrix.step), value * matrix.step


def _expression(form: Form, terms: Sequence[str], stated: str) -> str:
    if form is Form.AVERAGE:
        shown = terms if len(terms) <= 8 else (*terms[:4], "…", *terms[-3:])
        return f"({' + '.join(shown)}) / {len(terms)} = {stated}"
    tail = " - 1" if form is Form.CHANGE else ""
    return f"{terms[0]} / {terms[1]}{tail} = {stated}"
