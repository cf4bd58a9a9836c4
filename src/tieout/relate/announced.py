"""The number of rows that a sentence announces: the five largest customers are listed below."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from tieout.extract.counted import ranked
from tieout.lexicon import WordList
from tieout.model import BlockKind, Evidence, Grid, Mention, Relation, Report, Severity
from tieout.model.lines import Role
from tieout.quantity import Tie
from tieout.rulebook.book import Schemas
from tieout.wording import say

REACH = 2  # blocks from a table back to its announcement: a caption may stand between


def announced(report: Report, schemas: Schemas) -> Iterator[Relation]:
    """Hold what is said of the number of a table's rows against them."""
    for grid in report.grids:
        for block in range(grid.block - 1, max(grid.block - 1 - REACH, -1), -1):
            kind = report.document.blocks[block].kind
            if kind is BlockKind.TABLE:
                break
            text = report.document.blocks[block].text.content
            found = (
                ranked(text, schemas.lexicon) if schemas.words[WordList.SHOWN_BELOW].search(text) else None
            )
            if found is not None and grid.lines is not None:
                yield _relation(report, grid, found[0], Mention(text[slice(*found[1])], block, *found[1]))
                break


def _relation(report: Report, grid: Grid, number: int, said: Mention) -> Relation:
    """The rows with a label of their own and figures, but for totals and what is left."""
    assert grid.lines is not None
    filled = {row - 1 for row, _ in grid.facts}
    rows = [grid.lines.rows[row] for row in sorted(filled)]
    count = sum(row.own != "" and row.role is not Role.TOTAL and "remainder" not in row.tags for row in rows)
    gap = abs(number - count)
    return Relation(
        "agree",
        "text-table",
        Evidence.STATED,
        say("{said}: {count} rows", said=said.text, count=count),
        mention=said,
        report=report.path,
        tie=Tie(Fraction(gap), Fraction(0)),
        cap=Severity.WARNING,
        detail=say("the table has {count} such rows", count=count) if gap else "",
    )
