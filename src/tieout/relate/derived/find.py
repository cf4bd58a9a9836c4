"""The derived lines of a table, believed where their entries tell enough, as relations cell by cell.

A recipe owes bits for the choice among all that were tried, and gets some back if a header says what it is.
A cell that misses a recipe which most of its line obeys is the finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from tieout.equation import Number, Term, change, mean, quotient
from tieout.model import Dates, Evidence, Fact, Grid, Relation, Severity
from tieout.quantity import Interval
from tieout.relate.derived.forms import Form, Gap
from tieout.relate.derived.search import REACH, Measured, Recipe, measure, proposals
from tieout.relate.derived.signs import with_signs
from tieout.relate.derived.weigh import ENOUGH, Said, likeliest, looks_derived, said, score
from tieout.relate.tables.find import periods
from tieout.relate.tables.matrix import SHARE_KIND, Matrix, read_matrix
from tieout.relate.tables.pattern import Axis
from tieout.relate.tables.roles import Role, column_roles, row_roles
from tieout.rulebook.book import Schemas

DOUBTFUL = "other figures of the line miss as well: it may be computed from something else"
POINTS = "a change of shares may be given in points"
FIRMLY = 3  # entries that must hold for a miss to be an error
LAST_PLACES = 8  # halves of the last place that several misses of one line may be off
SMALL = 80  # in a table of fewer rows every row may be derived, in a larger one those that look like it
NEIGHBOURS = 3  # how far the terms of a row are sought that does not look derived
MOST_LINES = 400  # lines beyond this are records, not statements; they are not targets themselves
PROPOSALS = 150  # a line that more recipes could explain, such as a line of ones, is explained by none


def derived(grid: Grid, schemas: Schemas) -> Iterator[Relation]:
    """Find the derived columns and rows of a table and measure every figure in them."""
    grid = with_signs(grid, schemas)
    matrix = read_matrix(grid, printed=True)  # a whole number is not known to the ten only
    if matrix is None:
        return
    by_row, by_col = periods(matrix)
    rows, cols = row_roles(grid, schemas), column_roles(grid, schemas)
    across = _axis(matrix.transposed(), cols, by_col, down=False)
    words = [said(across, line, path[-1:], schemas) for line, path in enumerate(grid.col_labels)]
    chosen = _chosen(across, dict.fromkeys(across.active[:MOST_LINES], REACH), words)
    taken = {line.recipe.target for line in chosen}
    for found in chosen:
        yield from _relations(across, found, grid, words)
    down = _axis(matrix, rows, by_row, down=True)
    words = [said(down, line, texts[: grid.label_cols], schemas) for line, texts in enumerate(grid.texts)]
    small = len(down.active) <= SMALL
    hinted = [line for line in down.active if words[line].derived or _other_kind(down, line, taken)]
    targets = dict.fromkeys(down.active if small else (), NEIGHBOURS)
    targets |= dict.fromkeys(hinted[:MOST_LINES], REACH)
    for found in _chosen(down, targets, words):
        yield from _relations(down, found, grid, words)


def _axis(matrix: Matrix, roles: Sequence[Role], periods: Mapping[int, Dates], *, down: bool) -> Axis:
    active = tuple(i for i, values in enumerate(matrix.values) if any(v is not None for v in values))
    return Axis(matrix, roles, [Role()] * matrix.cols, down, active, periods=periods)


def _other_kind(axis: Axis, line: int, taken: set[int]) -> bool:
    """Whether a row has shares only, beside columns known to be derived."""
    values = axis.matrix.values[line]
    kinds = [axis.matrix.kinds[line][c] for c, v in enumerate(values) if v is not None and c not in taken]
    return bool(kinds) and all(kind == SHARE_KIND for kind in kinds)


def _chosen(axis: Axis, targets: Mapping[int, int], words: Sequence[Said]) -> list[Measured]:
    """The best recipe of each target (given with its reach), and one only for any three lines."""
    best: list[tuple[tuple[bool, float], int, Measured]] = []
    for target, reach in targets.items():
        called = words[target].average
        scored = [
            (bits, found)
            for recipe in dict.fromkeys(islice(proposals(axis, target, reach, called=called), PROPOSALS))
            if (bits := score(axis, found := measure(axis, recipe), words[target])) >= ENOUGH
        ]
        if scored:
            found = likeliest(axis, scored)
            headed = looks_derived(axis, target, words[target])
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


def _relations(axis: Axis, found: Measured, grid: Grid, words: Sequence[Said]) -> Iterator[Relation]:
    recipe = found.recipe
    headed = looks_derived(axis, recipe.target, words[recipe.target])
    for line, gap in found.gaps.items():
        if line != recipe.whole and _units_fit(axis, recipe, line):
            relation = _relation(
                axis,
                found,
                line,
                evidence=Evidence.LABELLED if headed else Evidence.SUPPORTED,
                cap=_cap(found, gap, headed=headed),
                group=f"table {grid.number}: {recipe}",
            )
            reason = "" if gap.holds else _doubt(axis, found, line)
            yield replace(relation, tie=None, reason=reason) if reason else relation


def _doubt(axis: Axis, found: Measured, line: int) -> str:
    """Why a miss may be none."""
    if found.failed > _few(found):
        return DOUBTFUL
    kinds = {axis.matrix.kinds[term][line] for term in found.recipe.terms}
    return POINTS if found.recipe.form is Form.CHANGE and kinds == {SHARE_KIND} else ""


def _few(found: Measured) -> int:
    """How many entries of a line may miss by mistake."""
    return 1 + found.held // 10


def _units_fit(axis: Axis, recipe: Recipe, line: int) -> bool:
    """Whether a ratio can have the unit that a figure shows: points are a difference, never a quotient."""
    if recipe.form is Form.AVERAGE:
        return True
    spots = [(recipe.target, line), *_spots(recipe, line)]
    stated, a, b = (axis.matrix.facts[spot].figure.amount.unit for spot in spots)
    return not stated.powers or stated.same_dimension(a * b.inverse())


def _cap(found: Measured, gap: Gap, *, headed: bool) -> Severity:
    """A miss in the last place may be cut off, or bent so that shares add up: a note.

    So is one in the last places where it is not the only miss: the author may round in a way of his own.
    """
    near = 1 if found.failed == 1 else LAST_PLACES
    if not gap.holds and abs(gap.gap) <= gap.slack + near * gap.own:
        return Severity.NOTE
    firm = headed and found.held >= FIRMLY and found.failed <= _few(found)
    return Severity.ERROR if firm else Severity.WARNING


def _relation(
    axis: Axis, found: Measured, line: int, *, evidence: Evidence, cap: Severity, group: str
) -> Relation:
    recipe = found.recipe
    terms = [_known(axis, spot) for spot in _spots(recipe, line)]
    stated = _known(axis, (recipe.target, line))
    assert isinstance(stated, Term)
    stated = replace(stated, factor=1 / recipe.k)
    match recipe.form:
        case Form.AVERAGE:
            equation = mean(stated, terms)
        case Form.CHANGE:
            equation = change(stated, terms[1], terms[0])
        case _:
            equation = quotient(stated, *terms)
    return Relation.of(
        equation, kind="formula", shape=_shape(recipe), evidence=evidence, cap=cap, group=group
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


def _known(axis: Axis, spot: tuple[int, int]) -> Term[Fact] | Number[Fact]:
    """A figure with the precision that its column shows; a cell without a figure is its value alone."""
    matrix = axis.matrix
    half = matrix.halves[spot[0]][spot[1]] * matrix.step
    value = (matrix.values[spot[0]][spot[1]] or 0) * matrix.step
    interval, fact = Interval(value - half, value + half), matrix.facts.get(spot)
    return Number(value, interval, "–") if fact is None else Term(fact, interval, value, "term")
