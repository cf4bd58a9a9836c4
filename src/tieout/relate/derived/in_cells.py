"""Two values in one cell and what follows from them: 312 ms -> 13 ms (24x), 20 → 25 (+25%).

The cells of a column are siblings: which of the two values is divided by the other, they show together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from tieout.equation import Equation, Term, change, quotient, read
from tieout.lexicon import WordList
from tieout.model import Evidence, Fact, Relation, Report, Sentence, Severity
from tieout.quantity import PERCENT
from tieout.rulebook.book import Schemas
from tieout.wording import say

VALUES = 3  # before, after, and what follows
PROVEN = 2  # other cells that must hold for one to be wrong
UNSURE = say("too few cells of its column hold")
_ARROW = re.compile(r"(?:-+>|=+>|[→⟶➔⇒])")
_OPENS = re.compile(r"[^(（,，;；]{0,12}[(（,，;；]\s?[+±]?\s?\Z")


Cell = TypeVar("Cell")


class _Cell(NamedTuple):
    before: Fact
    after: Fact
    stated: Fact


def changes_in_cells(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """The ratio or change of two values that stand in one cell with it."""
    for (block, col), cells in by_column(report, lambda sentence: _cell(sentence, schemas)).items():
        for percent in (True, False):
            alike = [cell for cell in cells if (cell.stated.figure.amount.unit == PERCENT) is percent]
            yield from _column(alike, f"block {block}: column {col}, two values in a cell")


def by_column(
    report: Report, read: Callable[[Sentence], Cell | None]
) -> Mapping[tuple[int, int], list[Cell]]:
    """The cells of words of every column of a table that are read as something, by block and column."""
    columns: dict[tuple[int, int], list[Cell]] = {}
    for sentence in report.sentences:
        cell = read(sentence) if sentence.row is not None else None
        if cell is not None:
            columns.setdefault((sentence.block, sentence.col or 0), []).append(cell)
    return columns


def only_figures(sentence: Sentence, count: int) -> list[Fact]:
    """The figures of a cell that has so many and nothing else that was read, such as a date; else none."""
    facts = [fact for fact in sentence.facts if fact.figure.quantity is not None]
    return facts if len(facts) == count == len(sentence.facts) else []


def _cell(sentence: Sentence, schemas: Schemas) -> _Cell | None:
    """A cell that says from what to what, and then by how much."""
    facts = only_figures(sentence, VALUES)
    if not facts:
        return None
    before, after, stated = facts
    leads, rest = sentence.between(before, after), sentence.between(after, stated)
    arrow = _ARROW.search(leads) or schemas.words[WordList.THROUGH].search(leads)
    units = before.figure.amount.unit, after.figure.amount.unit
    if not arrow or not _OPENS.match(rest) or units[0] != units[1] or units[0] == PERCENT:
        return None
    return _Cell(before, after, stated)


def _column(cells: Sequence[_Cell], group: str) -> Iterator[Relation]:
    """The relations of a column, read the way in which most of its cells hold."""
    ways = [[_equation(cell, turned) for cell in cells] for turned in (False, True)]
    equations = max(ways, key=lambda way: sum(one.holds for one in way))
    held = sum(one.holds for one in equations)
    for cell, equation in zip(cells, equations, strict=True):
        sure = equation.holds or (held >= PROVEN and held * 2 > len(cells) - held)
        yield Relation.of(
            equation,
            kind="formula",
            shape="growth" if cell.stated.figure.amount.unit == PERCENT else "multiple",
            evidence=Evidence.SUPPORTED,
            reason="" if sure else UNSURE,
            cap=Severity.ERROR,
            group=group,
        )


def _equation(cell: _Cell, turned: bool) -> Equation[Fact]:
    """Before over after, or the other way round; of percentages the change, rise or fall without a sign."""
    before, after = _plain(cell.before), _plain(cell.after)
    stated = _plain(cell.stated)
    if cell.stated.figure.amount.unit != PERCENT:
        return quotient(stated, after, before) if turned else quotient(stated, before, after)
    falls = turned and stated.point > 0
    return change(replace(stated, factor=-stated.factor) if falls else stated, before, after)


def _plain(fact: Fact) -> Term[Fact]:
    """A figure as it is printed: the head of an arrow is no sign of more than."""
    return read(fact, replace(fact.figure.amount, hedge=None), strict=True)
