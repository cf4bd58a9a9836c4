"""Labels that stand in the middle of the rows they are for: they are cells as high as their block of rows.

Rules over the whole table bound the blocks; a block has one label left of those of its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tieout.read.pdf.frame import Box, around
from tieout.read.pdf.grid import PdfCell

Row = Sequence[PdfCell]

WHOLE = 0.8  # share of the width of a table that a rule between blocks takes


def grouped(rows: Sequence[Row], rules: Sequence[Box]) -> list[list[PdfCell]]:
    """Rows of a body, numbered from 0, with labels that stand in the middle of a block over all its rows."""
    boxes = [around(word.box for cell in row for word in cell.words) for row in rows]
    table = around(boxes)
    wide = [rule for rule in rules if _overlap(rule, table) > WHOLE * table.width]
    blocks: list[list[Row]] = []
    for i, row in enumerate(rows):
        if not blocks or any(boxes[i - 1].bottom - 3 <= rule.top <= boxes[i].top + 3 for rule in wide):
            blocks.append([])
        blocks[-1].append(row)
    result: list[list[PdfCell]] = []
    for block in blocks:
        result += [
            [replace(cell, row=len(result) + i) for cell in row] for i, row in enumerate(_headed(block))
        ]
    return result


def _overlap(rule: Box, table: Box) -> float:
    return min(rule.right, table.right) - max(rule.left, table.left)


def _headed(block: Sequence[Row]) -> Sequence[Row]:
    """A block whose only outer label stands below its first row, with that label in it."""
    labels = [(i, cell) for i, row in enumerate(block) for cell in row if cell.col == 0]
    if len(labels) != 1:
        return block
    at, label = labels[0]
    rows = [[cell for cell in row if cell is not label] for row in block]
    rows = [row for row in rows if row]
    if at == 0 or len(rows) < 2 or label.colspan > 1 or not all(row[0].col == 1 for row in rows):
        return block
    return [[replace(label, rowspan=len(rows)), *rows[0]], *rows[1:]]
