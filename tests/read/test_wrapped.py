"""Figures broken over lines of a cell or rows of a table are one figure again; others stay apart."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fpdf import FPDF
from test_pdf import new, read, tables, write
from test_pdf import rows as grid

from tieout.read import Limits
from tieout.read.html import read_html
from tieout.read.wrapped import one_figure


@pytest.mark.parametrize(
    "pieces",
    [
        ("199,401,7", "99.16"),
        ("2,559,710,", "000.00"),
        ("9,142,", "988.38"),
        ("10,551", ",137.6", "3"),
        ("(1,234,5", "67)"),
        ("-1,234", ",567.8", "9"),
    ],
)
def test_pieces_of_a_figure_are_one(pieces: Sequence[str]) -> None:
    assert one_figure(pieces)


@pytest.mark.parametrize(
    "pieces",
    [("1,234", "567"), ("12.5", "3"), ("4,3500", "120"), ("199,401,7", "99.1.6"), ("2023", "2024"), ("12",)],
)
def test_figures_of_their_own_are_not(pieces: Sequence[str]) -> None:
    assert not one_figure(pieces)


def test_the_decimals_of_the_column_say_where_a_figure_ends() -> None:
    assert one_figure(("126.0", "1"), decimals=2)
    assert not one_figure(("126.0", "1"), decimals=1)
    assert not one_figure(("126.05", "1"), decimals=2)


def put_cells(pdf: FPDF, cells: Sequence[Sequence[str]], widths: Sequence[int], *, ruled: bool) -> None:
    """A table whose texts are broken where | stands; cells are as high as their row needs."""
    top = 100.0
    for row in cells:
        height = 12 * max(cell.count("|") + 1 for cell in row) + 6
        left = 70.0
        for cell, width in zip(row, widths, strict=True):
            if ruled:
                pdf.rect(left, top, width, height)
            for i, line in enumerate(cell.split("|")):
                write(pdf, left + 4, top + 12 + 12 * i, line, size=10)
            left += width
        top += height


BROKEN = [
    ["Item", "Budget", "Added"],
    ["Plant one", "2,559,710,|000.00", "199,401,7|99.16"],
    ["Plant two", "112,073,00|0.00", "10,551|,137.6|3"],
    ["Total", "2,671,783,|000.00", "209,952,9|36.79"],
]
WHOLE = [[cell.replace("|", "") for cell in row] for row in BROKEN]


@pytest.mark.parametrize("ruled", [True, False])
def test_figures_in_narrow_cells_of_a_pdf_are_whole(ruled: bool) -> None:
    pdf = new()
    put_cells(pdf, BROKEN, (80, 70, 70), ruled=ruled)
    (table,) = tables(read(pdf))
    assert grid(table) == WHOLE
    figure = next(cell.text for cell in table.cells if cell.text.content == "10,551,137.63")
    boxes = figure.boxes(0, len(figure.content))
    assert len(boxes) == 3


def test_figures_over_rows_of_a_page_are_whole() -> None:
    rows = [
        ("甲工程", "2,559,710,"),
        ("", "000.00"),
        ("", "112,073,00"),
        ("乙工程", "0.00"),
        ("合计", "2,671.5"),
    ]
    source = "".join(f"<tr><td>{label}</td><td>{figure}</td></tr>" for label, figure in rows)
    (block,) = read_html(f"<table>{source}</table>".encode(), "page.html", Limits()).blocks
    assert block.table is not None
    assert grid(block.table) == [
        ["甲工程", "2,559,710,000.00"], ["乙工程", "112,073,000.00"], ["合计", "2,671.5"],
    ]  # fmt: skip


def test_a_misprint_does_not_swallow_the_row_below() -> None:
    source = "<tr><td>A</td><td>4,3500</td></tr><tr><td>B</td><td>120</td></tr>"
    (block,) = read_html(f"<table>{source}</table>".encode(), "page.html", Limits()).blocks
    assert block.table is not None
    assert block.table.rows == 2
