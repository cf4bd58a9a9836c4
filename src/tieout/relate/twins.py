"""Tables that two reports print alike: the same labels, most cells equal; what differs contradicts.

No schema need know what the cells are: labels and equal neighbours show that it is one table twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from tieout.model import Evidence, Fact, Grid, Relation, Report, Severity
from tieout.relate.linking.line import plain
from tieout.relate.sameness import tie_of, told_twice

_Labels = tuple[str, str]  # of a cell: its row and its column
_MOST = 8  # tables of the same labels beyond this are a form


def twins(reports: Sequence[Report]) -> Iterator[Relation]:
    """Hold the cells of tables with the same labels against one another, where at least half are equal."""
    groups: dict[frozenset[_Labels], list[tuple[str, dict[_Labels, Fact]]]] = {}
    for report in reports:
        for grid in report.grids:
            cells = _cells(grid)
            if len(cells) > 1:
                groups.setdefault(frozenset(cells), []).append((report.path, cells))
    for group in groups.values():
        if len(group) > _MOST:
            continue
        for (first, cells), (second, others) in combinations(group, 2):
            if first != second:
                yield from _held(cells, others)


def _cells(grid: Grid) -> dict[_Labels, Fact]:
    """The cells of a table by their labels; none if labels do not tell them apart, or do not say anything."""
    cells: dict[_Labels, Fact] = {}
    for (row, col), fact in grid.facts.items():
        if fact.figure.quantity is None:
            continue
        labels = tuple(plain(" ".join(path)) for path in (grid.row_labels[row - 1], grid.col_labels[col - 1]))
        if not all(labels) or (labels[0], labels[1]) in cells:
            return {}
        cells[labels[0], labels[1]] = fact
    return cells


def _held(cells: dict[_Labels, Fact], others: dict[_Labels, Fact]) -> Iterator[Relation]:
    pairs = [(others[labels], fact, tie_of(others[labels], fact)) for labels, fact in cells.items()]
    equal = sum(tie is not None and tie.holds for _, _, tie in pairs)
    if equal * 2 < len(pairs):
        return
    for fact, reference, tie in pairs:
        if tie is not None and fact.concept is None:
            yield told_twice(
                fact, reference, tie, kind="contradict", shape="fact", role="other report",
                evidence=Evidence.LABELLED, cap=Severity.WARNING,
            )  # fmt: skip
