"""Statements set side by side in one table: each becomes a table of its own.

A page has room for two: balance sheet and income statement share their rows, and the periods stand twice in
the header. Parted they are read as what they are; every cell keeps the column in which it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from tieout.model import Block, Table

_MOST_HEADERS = 3  # rows among which the one with the periods is
_FEWEST_PERIODS = 2
_FEWEST_LABELS = 2
_NAME = re.compile(r"[^\W\d_]{2}")  # a number of a note names nothing
_LONGEST = 24  # characters of a period

Texts = Mapping[tuple[int, int], str]  # by row and column, from 1


def with_parted(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with a block for each of the statements that share a table."""
    return [part for block in blocks for part in _parted(block)]


def _parted(block: Block) -> Iterator[Block]:
    table = block.table
    firsts = _firsts(table) if table is not None else ()
    if table is None or len(firsts) < 2:
        yield block
        return
    for first, following in pairwise((*firsts, table.cols + 1)):
        yield replace(block, table=_part(table, first, following))


def _part(table: Table, first: int, following: int) -> Table:
    """The columns from `first` up to the following part; what reaches further belongs to where it begins."""
    cells = tuple(
        cell._replace(col=cell.col - first + 1, colspan=min(cell.colspan, following - cell.col))
        for cell in table.cells
        if first <= cell.col < following
    )
    return replace(table, cols=following - first, cells=cells, left=first - 1)


def _firsts(table: Table) -> tuple[int, ...]:
    """The columns of labels that open the parts, from 1; none where it is one table."""
    texts = {(cell.row, cell.col): " ".join(cell.text.content.split()) for cell in table.cells}
    for row in range(1, min(_MOST_HEADERS, table.rows - 1) + 1):
        firsts = _repeated([texts.get((row, col), "") for col in range(1, table.cols + 1)])
        if len(firsts) > 1 and all(_names(texts, row, first, table.rows) for first in firsts):
            return firsts
    return ()


def _repeated(head: Sequence[str]) -> tuple[int, ...]:
    """Where parts begin by a row of headers: a label and the same periods each time; none if they do not."""
    periods: list[str] = []
    for text in takewhile(_is_period, head[1:]):
        if text in periods:
            break
        periods.append(text)
    if len(periods) < _FEWEST_PERIODS:
        return ()
    firsts, place = [1], 1 + len(periods)
    while place < len(head):
        blank = len(list(takewhile(lambda text: not text, head[place:])))
        label = place + blank - 1 if blank and not _opens(head, place + blank, periods) else place + blank
        if not _opens(head, label, periods):
            return tuple(firsts) if not any(head[place:]) else ()
        firsts.append(label + 1)
        place = label + 1 + len(periods)
    return tuple(firsts)


def _opens(head: Sequence[str], label: int, periods: Sequence[str]) -> bool:
    """Whether a part begins at a column: all periods stand behind it."""
    return list(head[label + 1 : label + 1 + len(periods)]) == list(periods)


def _is_period(text: str) -> bool:
    return any(char.isdigit() for char in text) and len(text) <= _LONGEST


def _names(texts: Texts, head: int, col: int, rows: int) -> bool:
    """Whether a column names what stands in its rows."""
    said = [text for row in range(head + 1, rows + 1) if (text := texts.get((row, col), ""))]
    named = [text for text in said if _NAME.search(text)]
    return len(named) >= _FEWEST_LABELS and 2 * len(named) > len(said)
