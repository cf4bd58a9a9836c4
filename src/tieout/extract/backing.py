"""What stands behind the cells of a table: values of inline XBRL tags, and what a spreadsheet holds.

Assumes that a cell with a reference (B7) comes from a spreadsheet, any other from a page.
"""

from __future__ import annotations

from tieout.model import Cell, Place, Stored, Table

Position = tuple[int, int]


def tagged(table: Table) -> dict[Position, str]:
    """The values that tags give for cells of a page."""
    return {
        (cell.row, cell.col): cell.tagged
        for cell in table.cells
        if cell.tagged is not None and _place(cell).cell is None
    }


def stored(table: Table) -> dict[Position, Stored]:
    """The exact numbers and the formulas of a spreadsheet's cells."""
    found = {}
    for cell in table.cells:
        if cell.tagged is None:
            continue
        place = _place(cell)
        if place.cell is not None and place.row and place.col:
            found[cell.row, cell.col] = Stored(
                place.sheet or "", place.row, place.col, cell.tagged, cell.formula
            )
    return found


def _place(cell: Cell) -> Place:
    return cell.text.anchors[0].place if cell.text.anchors else Place()
