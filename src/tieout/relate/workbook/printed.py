"""Which figures the cells of a workbook print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from tieout.model import Fact, Report

Spot: TypeAlias = tuple[str, int, int]  # sheet, row, column
Printed: TypeAlias = Mapping[Spot, Fact]


def printed(report: Report) -> Printed:
    """The facts of a workbook by the cells that print them, in reading order."""
    found = {}
    for grid in report.grids:
        table = report.document.blocks[grid.block].table
        for cell in table.cells if table is not None else ():
            fact = grid.facts.get((cell.row, cell.col))
            place = cell.text.anchors[0].place if fact is not None and cell.text.anchors else None
            if fact is not None and place is not None and place.sheet and place.row and place.col:
                found[place.sheet, place.row, place.col] = fact
    return found
