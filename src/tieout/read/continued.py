"""Tables that were cut in two and go on below a line that says so, or under the same header once more.

Their pieces become one table, so that a total at the end finds the rows of all of them. A piece whose header
differs is a table of its own: wide tables are cut between columns as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tieout.model import Block, BlockKind, Cell, Table
from tieout.read.captions import is_unit
from tieout.read.forms import Form
from tieout.read.wrapped import with_wrapped

_CONTINUED = Form(r"{goes_on_here}|[（(]\s*{continued}|{continued}\s*(?:[)）]|$)")
_CLOSED = Form(r"{whole_named}")  # of a table that is complete
_LONGEST = 80  # characters of the line between
_MOST_BETWEEN = 3
_MOST_HEADERS = 3


def with_continued(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the pieces of tables, and of figures in them, joined.

    The lines between the pieces become furniture.
    """
    result: list[Block] = []
    for block in blocks:
        last = _last_table(result)
        upper = result[last].table if last is not None else None
        if block.table is None or upper is None or last is None:
            result.append(block)
            continue
        between = result[last + 1 :]
        joined = _joined(upper, block.table, said=_says_so(between), apart=bool(between))
        if joined is None:
            result.append(block)
            continue
        result[last] = replace(result[last], table=joined)
        result[last + 1 :] = [replace(line, kind=BlockKind.FURNITURE, level=0) for line in between]
    return with_wrapped(result)


def _last_table(blocks: Sequence[Block]) -> int | None:
    """The last table, if no more than a few lines came after it."""
    first = max(len(blocks) - 1 - _MOST_BETWEEN, 0)
    return next((i for i in range(len(blocks) - 1, first - 1, -1) if blocks[i].table is not None), None)


def _says_so(between: Sequence[Block]) -> bool:
    """Whether lines between two tables say that it is one, and nothing else."""
    texts = [block.text.content for block in between if block.kind is not BlockKind.FURNITURE]
    told = [text for text in texts if len(text) <= _LONGEST and _CONTINUED.search(text)]
    return bool(told) and all(text in told or is_unit(text) for text in texts)


def _joined(upper: Table, lower: Table, *, said: bool, apart: bool) -> Table | None:
    """Two pieces as one table; None if they are two tables."""
    if upper.cols != lower.cols:
        return None
    repeated = _repeated(upper, lower)
    if said:
        if not repeated and _heads(lower):
            return None
    elif apart or not repeated or _closed(upper) or _labels(upper, repeated) & _labels(lower, repeated):
        return None
    offset = upper.rows - repeated
    cells = [cell._replace(row=cell.row + offset) for cell in lower.cells if cell.row > repeated]
    return replace(upper, rows=offset + lower.rows, cells=(*upper.cells, *cells))


def _repeated(upper: Table, lower: Table) -> int:
    """How many header lines of the first piece stand again on top of the other one."""
    above, below = _rows(upper), _rows(lower)
    count = 0
    while (
        count < min(_MOST_HEADERS, upper.rows - 1, lower.rows - 1)
        and any(above[count])
        and above[count] == below[count]
        and all(map(_is_head, above[count][1:]))  # a row of figures that stands twice is said twice
    ):
        count += 1
    return count


def _heads(table: Table) -> bool:
    """Whether the first row of a piece is a header: no figures beside its label but years."""
    first = [cell.text.content for cell in table.cells if cell.row == 1 and cell.col > 1]
    return all(_is_head(text) for text in first if text) and any(first)


def _is_head(text: str) -> bool:
    return not any(char.isdigit() for char in text) or re.search(r"(?:19|20)\d\d", text) is not None


def _closed(table: Table) -> bool:
    """Whether a table ends in a total."""
    last = [cell for cell in table.cells if cell.row == table.rows]
    return any(_CLOSED.search(cell.text.content) for cell in last)


def _labels(table: Table, headers: int) -> set[str]:
    """The labels of the rows below the header; two tables of one form have them in common."""
    return {cell.text.content for cell in table.cells if cell.col == 1 and cell.row > headers} - {""}


def _rows(table: Table) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(_MOST_HEADERS)]
    for cell in sorted(table.cells, key=_position):
        if cell.row <= _MOST_HEADERS:
            rows[cell.row - 1].append(" ".join(cell.text.content.split()))
    return rows


def _position(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.col
