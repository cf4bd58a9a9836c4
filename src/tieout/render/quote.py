"""A figure quoted from its report: the line of text or the table row it stands in, marked underneath.

Wide (Chinese) characters take two columns of a terminal, which the mark has to follow.
"""

from __future__ import annotations

import unicodedata

from tieout.model import Fact, Figure, Mention, Report
from tieout.render.view import View, printable

REACH = 46  # characters kept on either side of the figure
ROW_CELLS = 9


def quote(view: View, fact: Fact) -> tuple[str, str]:
    """The line a figure stands in and the line that marks it."""
    report = view.reports[fact.report]
    return quote_item(view, report, fact.figure)


def quote_item(view: View, report: Report, item: Figure | Mention) -> tuple[str, str]:
    """As `quote`, for a figure or a mention of a report."""
    text = view.text(report, item).content
    before = _tail(text[: item.start])
    inside = printable(text[item.start : item.end])
    after = _head(text[item.end :])
    if item.row is not None and item.col is not None:
        left, right = _row(view, report, item, item.row, item.col)
        before, after = left + before, after + right
    before = before.lstrip()
    return f"{before}{inside}{after}".rstrip(), " " * width(before) + "^" * width(inside)


def width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _tail(text: str) -> str:
    """The end of the text before a figure: its own line, or the last characters of it."""
    line = text.rsplit("\n", 1)[-1]
    return printable(line if len(line) <= REACH else "… " + line[-REACH:].lstrip())


def _head(text: str) -> str:
    line = text.split("\n", 1)[0]
    return printable(line if len(line) <= REACH else line[:REACH].rstrip() + " …")


def _row(view: View, report: Report, item: Figure | Mention, row: int, col: int) -> tuple[str, str]:
    """The other cells of a table's row, those next to the figure if there are many."""
    view.text(report, item)  # indexes the cells of the table
    cells = view.cells.get((report.path, item.block), {})
    line = sorted(cells[key].col for key in cells if key[0] == row)
    texts = {at: printable(" ".join(cells[row, at].text.content.split())) for at in line}
    near = [at for at in line if at == min(line) or abs(at - col) <= ROW_CELLS // 2]
    left = "".join(f"{texts[at]} | " for at in near if at < col)
    right = "".join(f" | {texts[at]}" for at in near if at > col)
    return left, right
