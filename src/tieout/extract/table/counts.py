"""Lines that count things: people and pieces are counted to the last one, amounts are rounded."""

from __future__ import annotations

from tieout.extract.table.roles import tags_of
from tieout.model import Grid
from tieout.model.lines import Matrix
from tieout.rulebook.book import Schemas


def whole(matrix: Matrix) -> frozenset[int]:
    """The rows of whole numbers without scale, money or percent sign, whatever they may be."""
    found: dict[int, bool] = {}
    for (row, _), fact in matrix.facts.items():
        quantity = fact.figure.amount
        plain = quantity.numeral.exponent == 0 and quantity.unit.factor == 1 and quantity.hedge is None
        found[row] = found.get(row, True) and plain and not _money(quantity.unit.powers)
    return frozenset(row for row, all_plain in found.items() if all_plain)


def counts_things(grid: Grid, schemas: Schemas) -> bool:
    """Whether caption, heading or the corner of a table says that it counts."""
    corner = [text for path in grid.col_labels[: grid.label_cols] for text in path]
    return any("things" in tags_of(text, schemas) for text in (grid.caption, *grid.headings[-1:], *corner))


def _money(powers: tuple[tuple[str, int], ...]) -> bool:
    return any(base.isupper() for base, _ in powers)
