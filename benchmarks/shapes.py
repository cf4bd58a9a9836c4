"""Inputs of any size that have cost more than their size somewhere, for `benchmarks.growth` and the tests."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from openpyxl import Workbook

_REPEATED = 30_000  # times one sign or word


class Shape(NamedTuple):
    """How to make an input, the size at which it is measured, its format and that of the verdict."""

    make: Callable[[int], bytes]
    size: int
    suffix: str = "md"
    output: str = "json"


def repeated(unit: str, before: str = "", after: str = "") -> Callable[[int], bytes]:
    """One sign or word again and again."""
    return lambda size: (before + unit * size + after).encode()


def wide(size: int) -> bytes:
    """One table of three rows and a total, many columns."""
    dice = random.Random(1)
    rows = [[dice.randint(100, 9999) for _ in range(size)] for _ in range(2)]
    rows.append([a + b for a, b in zip(*rows, strict=True)])
    labels = ("North", "South", "Total")
    return _table(["Region", *(f"Item {i}" for i in range(size))], zip(labels, rows, strict=True)).encode()


def long(size: int) -> bytes:
    """One column of figures, many rows."""
    dice = random.Random(2)
    return _table(["Day", "Visits"], ((f"day {i}", [dice.randint(100, 9999)]) for i in range(size))).encode()


def unfooted(size: int) -> bytes:
    """Many tables whose totals are wrong."""
    dice = random.Random(3)
    made = []
    for number in range(size):
        parts = [[dice.randint(100, 9999) for _ in range(2)] for _ in range(3)]
        wrong = [sum(column) + dice.randint(1, 5000) for column in zip(*parts, strict=True)]
        labels = [f"Part {number}{letter}" for letter in "abc"] + ["Total"]
        made.append(_table([f"Group {number}", "2024", "2025"], zip(labels, [*parts, wrong], strict=True)))
    return "\n\n".join(made).encode()


def page(size: int) -> bytes:
    """An HTML page with one long table of ten columns and a total row."""
    dice = random.Random(4)
    rows = [[dice.randint(100, 9999) for _ in range(10)] for _ in range(max(size - 1, 1))]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    labels = [*(f"Line {i}" for i in range(len(rows) - 1)), "Total"]
    body = "".join(
        f"<tr><td>{label}</td>{''.join(f'<td>{value:,}</td>' for value in row)}</tr>"
        for label, row in zip(labels, rows, strict=True)
    )
    head = "".join(f"<th>Site {i}</th>" for i in range(10))
    return f"<html><body><table><tr><th>Line</th>{head}</tr>{body}</table></body></html>".encode()


def chain(size: int) -> bytes:
    """A sheet in which each formula takes the one above."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Day", "Stock"])
    sheet.append(["day 0", 100])
    for row in range(2, size + 1):
        sheet.append([f"day {row - 1}", f"=B{row}+7"])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _table(head: Sequence[str], rows: Iterable[tuple[str, Sequence[int]]]) -> str:
    lines = [[label, *(f"{value:,}" for value in values)] for label, values in rows]
    lines = [list(head), ["---"] * len(head), *lines]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def _runs(*units: str) -> dict[str, Shape]:
    return {f"times {unit}": Shape(repeated(unit, "收入为", "元。\n"), _REPEATED) for unit in units}


SHAPES: dict[str, Shape] = {
    "spaces after a word": Shape(repeated(" ", "Sales", "5 yuan"), 90_000),
    "spaces in plain text": Shape(repeated(" ", "Sales", "5 yuan"), 90_000, "txt"),
    "wide spaces": Shape(repeated("\u3000", "Sales", "5 yuan"), 90_000),
    "tabs": Shape(repeated("\t", "Sales", "5 yuan"), 90_000),
    **_runs("一", "亿", "零点", "十亿", "有限公司", "Inc", "A", "1A", "2024/", "1,000 ", "1 000 ", "1,00"),
    "digits in one cell": Shape(repeated("34", "Item,2024\nNorth,", "~10%\nSouth,4\n"), _REPEATED, "csv"),
    "digits before a figure": Shape(repeated("１２３", "Sales were 58.", "0 and 5.1%.\n"), _REPEATED),
    "years before a figure": Shape(repeated("in 2024 ", "Sales rose ", "5%.\n"), 3_000),
    "letters before an at sign": Shape(repeated("a", "", " @"), _REPEATED),
    "rows of a text table": Shape(repeated("a\t1\n"), 6_000),
    "times <p>": Shape(repeated("<p>", "Sales ", " 5 yuan"), _REPEATED),
    "unclosed cells": Shape(repeated("<td>1"), _REPEATED, "html"),
    "unclosed comments": Shape(repeated("<!-- 1 "), _REPEATED, "html"),
    "unclosed quotes": Shape(repeated('<p a="1>'), _REPEATED, "html"),
    "tags in values": Shape(repeated("<p b='<p b=\""), _REPEATED, "html"),
    "units of inline XBRL": Shape(
        repeated('<unit id="a"><measure>x:USD</measure></unit>'), _REPEATED, "html"
    ),
    "columns of a table of 3 rows": Shape(wide, 10_000),
    "rows of one figure": Shape(long, 8_000),
    "tables that do not foot": Shape(unfooted, 1_700),
    "rows of 10 in HTML, shown as HTML": Shape(page, 800, "html", "html"),
    "formulas in a chain": Shape(chain, 6_000, "xlsx"),
}
