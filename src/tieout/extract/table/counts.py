"""Lines that count things: people and pieces are counted to the last one, amounts are rounded."""

from __future__ import annotations

from tieout.extract.table.roles import tags_of
from tieout.model import Grid
from tieout.model.lines import Matrix
from tieout.rulebook.book import Schemas

TITLE = 60  # characters of a line that is rather a title than a sentence
ENDS = (".", "。", ":", "：", ";", "；")


def whole(matrix: Matrix) -> frozenset[int]:
    """The rows of whole numbers without scale, money or percent sign, whatever they may be."""
    found: dict[int, bool] = {}
    for (row, _), fact in matrix.facts.items():
        quantity = fact.figure.amount
        plain = quantity.numeral.exponent == 0 and quantity.unit.factor == 1 and quantity.hedge is None
        found[row] = found.get(row, True) and plain and not _money(quantity.unit.powers)
    return frozenset(row for row, all_plain in found.items() if all_plain)


def counts_things(grid: Grid, schemas: Schemas, lead: str) -> bool:
    """Whether caption, heading, the corner of a table or a line of its own before it says that it counts."""
    corner = [text for path in grid.col_labels[: grid.label_cols] for text in path]
    title = lead if len(lead) <= TITLE and not lead.endswith(ENDS) else ""
    texts = (grid.caption, title, *grid.headings[-1:], *corner)
    return any("things" in tags_of(text, schemas) for text in texts)


def _money(powers: tuple[tuple[str, int], ...]) -> bool:
    return any(base.isupper() for base, _ in powers)
