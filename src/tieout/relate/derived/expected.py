"""A value said to be weighted with probabilities: those of the scenarios in the table beside the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from tieout.equation import Equation, term, weighted_mean
from tieout.lexicon import WordList
from tieout.model import Evidence, Fact, Grid, Relation, Report, Sentence
from tieout.quantity import PERCENT
from tieout.rulebook.book import Schemas
from tieout.wording import say

REACH = 3  # blocks from a sentence to its table
FEWEST = 2  # scenarios
UNFOUND = say("no values of the table can be those that are weighted")

Spot = tuple[int, int]


class _Line(NamedTuple):
    """The figures of one line of a table by what crosses it, and whether it is a column."""

    figures: dict[int, Fact]
    down: bool


def expected_values(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """Hold every such value against the lines of the nearest table with probabilities."""
    said = schemas.words[WordList.EXPECTED_VALUE]
    for sentence in report.sentences if report.grids else ():
        word = said.search(sentence.text) if sentence.row is None else None
        if word is None:
            continue
        stated = _stated(sentence, sentence.start + word.end())
        near = sorted(report.grids, key=lambda grid: abs(grid.block - sentence.block))
        grids = [grid for grid in near if abs(grid.block - sentence.block) <= REACH]
        weights = next((found for grid in grids if (found := _probabilities(grid, schemas))), None)
        if stated is not None and weights is not None:
            yield _relation(stated, *weights)


def _stated(sentence: Sentence, start: int) -> Fact | None:
    """The first amount behind the word."""
    facts = (fact for fact in sentence.facts if fact.figure.start >= start)
    amounts = (fact for fact in facts if fact.figure.quantity is not None)
    return next((fact for fact in amounts if fact.figure.amount.unit != PERCENT), None)


def _probabilities(grid: Grid, schemas: Schemas) -> tuple[Grid, _Line] | None:
    """The line of a table that is headed as probabilities, and all percentages."""
    word = schemas.words[WordList.PROBABILITY]
    for axis, paths in ((1, grid.col_labels), (0, grid.row_labels)):
        for number, path in enumerate(paths, 1):
            figures = _figures(grid, axis, number)
            shares = all(fact.figure.amount.unit == PERCENT for fact in figures.values())
            if len(figures) >= FEWEST and shares and word.search(" ".join(path)):
                return grid, _Line(figures, axis == 1)
    return None


def _figures(grid: Grid, axis: int, number: int) -> dict[int, Fact]:
    return {
        at[1 - axis]: fact
        for at, fact in grid.facts.items()
        if at[axis] == number and fact.figure.quantity is not None and fact.figure.quantity.upper is None
    }


def _relation(stated: Fact, grid: Grid, weights: _Line) -> Relation:
    """The mean of the values that may be meant: those amid which the stated one lies."""
    unit, value = stated.figure.amount.unit, stated.figure.amount.value
    axis, count = (1, grid.cols) if weights.down else (0, grid.rows)
    lines = [_figures(grid, axis, number) for number in range(1, count + 1)]
    fit = [
        [line[at] for at in weights.figures]
        for line in lines
        if line.keys() >= weights.figures.keys()
        and all(line[at].figure.amount.unit.same_dimension(unit) for at in weights.figures)
    ]
    amid = [line for line in fit if min(_values(line)) <= value <= max(_values(line))]
    equations = [_mean(stated, line, weights) for line in amid or fit]
    holding = [one for one in equations if one.holds]
    chosen = holding or (equations if len(equations) == 1 else [])
    group = f"table {grid.number}: weighted values"
    if not chosen:
        return Relation(
            "formula", "average", Evidence.STATED, stated.figure.text, stated, reason=UNFOUND, group=group
        )
    return Relation.of(chosen[0], kind="formula", shape="average", evidence=Evidence.STATED, group=group)


def _values(line: Sequence[Fact]) -> list[Fraction]:
    return [fact.figure.amount.value for fact in line]


def _mean(stated: Fact, line: Sequence[Fact], weights: _Line) -> Equation[Fact]:
    values = [term(fact, "value", strict=True) for fact in line]
    shares = [term(fact, "weight", strict=True) for fact in weights.figures.values()]
    return weighted_mean(term(stated, "mean", strict=True), values, shares)
