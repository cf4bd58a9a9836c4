"""Tables drawn with rules: sparse ones, two in one frame, open ones; what goes on overleaf."""

from __future__ import annotations

from fpdf import FPDF
from test_pdf import new, page_of, read, rows, tables, write
from test_pdf_tables import ruled_rows

MOVES = ["Shares", "Premium", "Reserve", "Surplus", "Profit", "Other", "Equity"]


def sparse(names: list[str]) -> list[list[str]]:
    """Rows of which most have one figure and many blanks."""
    return [
        [name, *("12" if col == number % 7 else "" for col in range(7))] for number, name in enumerate(names)
    ]


def test_a_sparse_table_is_one_and_goes_on_overleaf() -> None:
    pdf = new()
    widths = [80, *([50] * 7)]
    ruled_rows(pdf, [["Line", *MOVES], ["Opening", "1", "2", "3", "4", "5", "6", "21"]], widths, 700)
    page_of(pdf)
    names = ["Bonus", "Options", "Grants", "Losses", "Transfers", "Closing"]
    ruled_rows(pdf, sparse(names), widths, 60)
    (table,) = tables(read(pdf))
    assert rows(table)[0] == ["Line", *MOVES]
    assert rows(table)[2:] == sparse(names)


def test_the_grid_of_a_chart_is_no_table() -> None:
    pdf = new()
    ruled_rows(pdf, [[""] * 8 for _ in range(6)], [50] * 8, 100)
    for number, tick in enumerate(("10", "20", "30")):
        write(pdf, 75 + 50 * number, 112 + 18 * number, tick)
    assert tables(read(pdf)) == []


def test_a_title_across_the_frame_with_other_columns_below_begins_a_table() -> None:
    pdf = new()
    ruled_rows(
        pdf,
        [["Holder", "Change", "Shares", "Part"], ["Alder", "0", "84,187", "39.9"]],
        [100, 60, 80, 60],
        100,
    )
    ruled_rows(pdf, [["Holders without limits"]], [300], 136)
    ruled_rows(pdf, [["Name", "Free shares"], ["Birch", "5,508"], ["Cedar", "4,734"]], [140, 160], 154)
    upper, lower = tables(read(pdf))
    assert rows(upper) == [["Holder", "Change", "Shares", "Part"], ["Alder", "0", "84,187", "39.9"]]
    assert rows(lower)[1:] == [["Name", "Free shares"], ["Birch", "5,508"], ["Cedar", "4,734"]]


def test_a_title_over_the_same_columns_stays_in_the_table() -> None:
    pdf = new()
    ruled_rows(pdf, [["Holder", "Shares"], ["Alder", "84,187"]], [100, 100], 100)
    ruled_rows(pdf, [["Others"]], [200], 136)
    ruled_rows(pdf, [["Name", "Shares"], ["Birch", "5,508"]], [100, 100], 154)
    (table,) = tables(read(pdf))
    assert len(rows(table)) == 5


def open_table(pdf: FPDF, top: float) -> None:
    """A table with a rule between its two columns and none at its sides."""
    lines = [
        ("Age", "Expected loss (%)"),
        ("up to 1 year", "5"),
        ("1 to 2 years", "10"),
        ("over 2 years", "30"),
    ]
    for number, (label, value) in enumerate(lines):
        pdf.line(70, top + 18 * number, 400, top + 18 * number)
        write(pdf, 75, top + 13 + 18 * number, label, size=10)
        write(pdf, 320, top + 13 + 18 * number, value, size=10)
    pdf.line(70, top + 72, 400, top + 72)
    pdf.line(300, top, 300, top + 72)


def test_a_table_open_at_its_sides_keeps_its_heads() -> None:
    pdf = new()
    write(
        pdf, 90, 96, "2) Rates for the groups of receivables by the time that they are outstanding", size=10
    )
    open_table(pdf, 100)
    (table,) = tables(read(pdf))
    assert rows(table)[0] == ["Age", "Expected loss (%)"]
    assert rows(table)[3] == ["over 2 years", "30"]


def test_the_unit_of_a_table_is_that_of_its_second_half() -> None:
    pdf = new()
    write(pdf, 70, 85, "Unit: thousand tonnes", size=10)
    for top, year in ((100, "2024"), (160, "2023")):
        ruled_rows(pdf, [["Line", year], ["Rail", "60"], ["Road", "40"]], [100, 100], top)
    assert [table.caption for table in tables(read(pdf))] == ["Unit: thousand tonnes"] * 2


def test_a_caption_goes_on_in_a_line_that_hangs() -> None:
    pdf = new()
    write(
        pdf,
        70,
        80,
        "Table A-1. Coverage of the groups that were asked, and rates of those that answered,",
        style="B",
    )
    write(pdf, 130, 94, "by region: 2011", style="B")
    ruled_rows(pdf, [["Region", "Rate"], ["North", "95"], ["South", "98"]], [100, 100], 110)
    (table,) = tables(read(pdf))
    assert table.caption is not None
    assert table.caption.endswith("those that answered, by region: 2011")


def test_the_unit_over_the_last_column_is_the_tables() -> None:
    pdf = new()
    write(pdf, 420, 90, "Unit: million yuan", size=10)
    for number, line in enumerate(
        (("Year", "2017", "2018", "Total"), ("Cost of grants", "23.8", "13.8", "37.6"))
    ):
        for x, text in zip((75, 200, 320, 440), line, strict=True):
            write(pdf, x, 108 + 16 * number, text, size=10)
    for y in (95, 113, 130):
        pdf.line(70, y, 500, y)
    (table,) = tables(read(pdf))
    assert table.caption == "Unit: million yuan"
    assert rows(table)[0] == ["Year", "2017", "2018", "Total"]
