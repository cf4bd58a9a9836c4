"""Figures broken over several lines of a narrow cell, or over several rows of a table, in one piece again.

A break shows by what no figure looks like: 199,401,7 above 99.16, or 2,559,710, above 000.00. Pieces that
are figures of their own stay apart, unless the column prints as many decimals as the pieces have together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tieout.model import Anchor, Block, Cell, Table, Text
from tieout.read.runs import joined

_PIECE = re.compile(r"[-−(（]?[$¥￥€£]?[\d,，.]*\d[\d,，.]*[%)）]*")
_FIGURE = re.compile(
    r"(?:[-−]?[$¥￥€£]?(?:[1-9]\d{0,2}(?:[,，]\d{3})+|0|[1-9]\d*)(?:\.\d+)?%?"
    r"|[(（][$¥￥€£]?(?:[1-9]\d{0,2}(?:[,，]\d{3})+|0|[1-9]\d*)(?:\.\d+)?%?[)）])"
)
_GROUPED = re.compile(r"\d[,，]\d{3}")
_DECIMALS = re.compile(r"\.(\d+)[%)）]*$")
_LONGEST = 40  # characters of a figure in pieces
_MOST_LINES = 5
_MOST_DECIMALS = 2  # of amounts: what follows these is another figure

Row = dict[int, Cell]


def with_wrapped(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the figures of their tables in one piece."""
    return [
        block if block.table is None else replace(block, table=_unwrapped(block.table)) for block in blocks
    ]


def one_figure(pieces: Sequence[str], decimals: int | None = None) -> bool:
    """Whether texts that stand one above the other are the pieces of one figure.

    Args:
        pieces: what stands on each line.
        decimals: how many decimals the figures of the column have, if all have as many.
    """
    if not 1 < len(pieces) <= _MOST_LINES or not all(map(_PIECE.fullmatch, pieces)):
        return False
    whole = "".join(pieces)
    if (
        len(whole) > _LONGEST
        or _FIGURE.fullmatch(whole) is None
        or _decimals(whole) > (decimals or _MOST_DECIMALS)
    ):
        return False
    if _GROUPED.search(whole) and any(_FIGURE.fullmatch(piece) is None for piece in pieces):
        return True
    return bool(decimals) and _decimals(whole) == decimals and _decimals(pieces[0]) not in (0, decimals)


def _decimals(text: str) -> int:
    match = _DECIMALS.search(text)
    return len(match[1]) if match is not None else 0


def _unwrapped(table: Table) -> Table:
    """A table with the pieces in its cells joined, then those in its rows."""
    decimals = _usual_decimals(table)
    cells = [_whole_cell(cell, decimals.get(cell.col)) for cell in table.cells]
    if not any(map(_broken, cells)):
        return replace(table, cells=tuple(cells)) if cells != list(table.cells) else table
    spanned = {row for cell in cells if cell.rowspan > 1 for row in range(cell.row, cell.row + cell.rowspan)}
    rows: list[Row] = [{} for _ in range(table.rows)]
    for cell in cells:
        rows[cell.row - 1][cell.col] = cell
    kept: list[Row] = []
    for number, row in enumerate(rows, start=1):
        apart = number in spanned or number - 1 in spanned
        if kept and not apart and _goes_on(kept[-1], row, decimals):
            kept[-1] = _merged(kept[-1], row)
        else:
            kept.append(row)
    whole = tuple(
        _whole_cell(cell._replace(row=number), decimals.get(cell.col))
        for number, row in enumerate(kept, start=1)
        for _, cell in sorted(row.items())
    )
    return replace(table, rows=len(kept), cells=whole)


def _usual_decimals(table: Table) -> dict[int, int]:
    """How many decimals the figures of a column have; none where they differ."""
    found: dict[int, Counter[int]] = {}
    for cell in table.cells:
        if _FIGURE.fullmatch(cell.text.content):
            found.setdefault(cell.col, Counter())[_decimals(cell.text.content)] += 1
    return {col: next(iter(counts)) for col, counts in found.items() if len(counts) == 1}


def _whole_cell(cell: Cell, decimals: int | None) -> Cell:
    """A cell whose lines are the pieces of one figure, with that figure."""
    pieces = cell.text.content.split()
    if len(pieces) < 2 or not one_figure(pieces, decimals):
        return cell
    return cell._replace(text=_closed_up(cell.text))


def _closed_up(text: Text) -> Text:
    """A text without its white space."""
    before = [0]
    for char in text.content:
        before.append(before[-1] + (not char.isspace()))
    anchors = tuple(Anchor(before[anchor.offset], anchor.place) for anchor in text.anchors)
    return Text("".join(text.content.split()), anchors)


def _broken(cell: Cell) -> bool:
    text = cell.text.content
    return _PIECE.fullmatch(text) is not None and _FIGURE.fullmatch(text) is None


def _goes_on(upper: Row, lower: Row, decimals: Mapping[int, int]) -> bool:
    """Whether a row holds the rest of the one above: all its figures end some of that; no label is lost."""
    joins = 0
    labels = 0
    for col, below in lower.items():
        rest = below.text.content
        if not rest:
            continue
        above = upper.get(col)
        if above is None or above.colspan != below.colspan:
            return False
        if not above.text.content or _PIECE.fullmatch(rest) is None:
            labels += 1
            if col > 1 or (above.text.content and _PIECE.fullmatch(above.text.content)):
                return False
        elif one_figure((*above.text.content.split(), rest), decimals.get(col)):
            joins += 1
        else:
            return False
    ends = [cell for col, cell in upper.items() if _broken(cell) and not lower.get(col, cell).text.content]
    both = labels > 0 and bool(upper.get(1) and upper[1].text.content)
    return joins > both and not ends


def _merged(upper: Row, lower: Row) -> Row:
    merged = dict(upper)
    for col, below in lower.items():
        above = upper.get(col)
        if above is None or not above.text.content:
            merged[col] = below
        elif below.text.content:
            merged[col] = above._replace(text=joined([above.text, below.text], " "))
    return merged
