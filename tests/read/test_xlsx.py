"""Spreadsheets: what cells show, what they hold, what is hidden."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from reading import contents, rows

from tieout.errors import ReadError
from tieout.model import BlockKind, Document, Held, HeldKind
from tieout.read import Limits, read_bytes
from tieout.read.number_format import displayed


def saved(workbook: Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def book(*lines: tuple[object, ...]) -> tuple[Workbook, Worksheet]:
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "P&L"
    for line in lines:
        sheet.append(list(line))
    return workbook, sheet


def read(workbook: Workbook, limits: Limits | None = None) -> Document:
    return read_bytes(saved(workbook), "model.xlsx", limits or Limits())


def test_cells_show_their_format_and_hold_their_value() -> None:
    workbook, sheet = book(("Item", 2023, 2024), ("Revenue", 1234.5, -1300), ("Growth", 0.125, None))
    sheet["B2"].number_format = sheet["C2"].number_format = "#,##0;(#,##0)"
    sheet["B3"].number_format = "0.0%"
    table = read(workbook).blocks[1].table
    assert table is not None
    assert rows(table) == [["Item", "2023", "2024"], ["Revenue", "1,235", "(1,300)"], ["Growth", "12.5%", ""]]
    workbook_read = read(workbook).workbook
    assert workbook_read is not None
    assert workbook_read.sheets["P&L"].cells[2, 2] == Held("1234.5", HeldKind.NUMBER)
    place = next(c for c in table.cells if c.text.content == "12.5%").text.place(0, 5)
    assert (place.sheet, place.cell, place.row, place.col) == ("P&L", "B3", 3, 2)


def test_formulas_and_results_that_were_not_stored() -> None:
    workbook, _ = book(("a", 1), ("b", 2), ("Total", "=SUM(B1:B2)"))
    found = read(workbook)
    assert found.workbook is not None
    assert found.workbook.sheets["P&L"].cells[3, 2] == Held("", HeldKind.NOTHING, "=SUM(B1:B2)")
    assert [problem.code for problem in found.problems] == ["no-result"]


def test_titles_notes_and_stacked_tables_are_told_apart() -> None:
    workbook, sheet = book(
        ("Segment report",), ("In millions", "", "2024"), ("", "Sales", "Profit"), ("North", 5, 6),
        ("South", 7, 8), (), ("In millions", "", "2023"), ("", "Sales", "Profit"), ("North", 1, 2),
        ("South", 3, 4), (), ("(a) restated",),
    )  # fmt: skip
    sheet["A1"].font = Font(bold=True)
    found = read(workbook)
    assert [b.kind.value for b in found.blocks] == ["heading", "heading", "table", "table", "paragraph"]
    assert contents(found, BlockKind.PARAGRAPH) == ["(a) restated"]


def test_a_section_label_stays_in_its_table() -> None:
    workbook, _ = book(("Item", "2024", "2023"), ("Assets",), ("Cash", 5, 6), (), ("Debts",), ("Loans", 7, 8))
    tables = [b.table for b in read(workbook).blocks if b.table is not None]
    assert [t.rows for t in tables] == [5]


def test_merged_cells_span() -> None:
    workbook, sheet = book(("Item", "Year", None), (None, "2023", "2024"), ("Cash", 5, 6))
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("A1:A2")
    table = read(workbook).blocks[1].table
    assert table is not None
    assert [(c.text.content, c.rowspan, c.colspan) for c in table.cells[:2]] == [
        ("Item", 2, 1),
        ("Year", 1, 2),
    ]


def test_hidden_rows_columns_and_sheets_are_said() -> None:
    workbook, sheet = book(("a", 1, 2), ("b", 3, 4), ("c", 5, 6))
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    workbook.create_sheet("Secret").append(("x", 9))
    workbook["Secret"].sheet_state = "hidden"
    found = read(workbook)
    assert [problem.code for problem in found.problems] == ["hidden-cells", "unread/hidden"]
    assert "1 hidden rows and 1 hidden columns" in found.problems[0].message
    table = found.blocks[1].table
    assert table is not None
    assert rows(table) == [["a", "1", "2"], ["b", "3", "4"], ["c", "5", "6"]]
    assert "Secret" not in contents(found)


def test_dates_show_as_formatted() -> None:
    workbook, sheet = book(("Date", date(2025, 1, 31)), ("x", 1))
    sheet["B1"].number_format = "d-mmm-yy"
    table = read(workbook).blocks[1].table
    assert table is not None
    assert rows(table)[0] == ["Date", "31-Jan-25"]


def test_limits_and_empty_workbooks() -> None:
    workbook, _ = book(*[("a", 1, 2)] * 10)
    with pytest.raises(ReadError, match="more than 5 cells"):
        read(workbook, Limits(cells=5))
    assert read(Workbook()).blocks == ()
    with pytest.raises(ReadError, match="expected a Word document"):
        read_bytes(saved(workbook), "model.docx")


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("1234.5", "#,##0", "1,235"),
        ("0.5", "0", "1"),
        ("-0.4", "0", "0"),
        ("-1234.5", "#,##0.00_);(#,##0.00)", "(1,234.50)"),
        ("0", '_(* #,##0_);_(* \\(#,##0\\);_(* "—"_);_(@_)', "—"),
        ("-81", "#,##0\\ ;\\(#,##0\\)", "(81)"),
        ("0.125", "0.0%", "12.5%"),
        ("0.1255", "0.00%", "12.55%"),
        ("1234567", "0.0,,", "1.2"),
        ("1234567", '#,##0.0,"k"', "1,234.6k"),
        ("5.25", '"$"#,##0.00', "$5.25"),
        ("5.25", "[$¥-804]#,##0.0", "¥5.3"),
        ("-5", "0.0;[Red]-0.0", "-5.0"),
        ("5", "0.##", "5"),
        ("0.30000000000000004", "General", "0.3"),
        ("1234567.891", "General", "1234567.891"),
        ("7.5463476520000003E-2", "0.000", "0.075"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("99999", "0.0E+00", "1.0E+05"),
        ("45688", "yyyy-mm-dd", "2025-01-31"),
        ("45688", 'yyyy"年"m"月"d"日"', "2025年1月31日"),
        ("45688.75", "h:mm", "18:00"),
        ("0.5", "# ?/?", "0.5"),
        ("5", "@", "5"),
        ("1", "0;;", "1"),
        ("-1", "0;;", ""),
        ("n/a", "0.0", "n/a"),
        ("1e999999", "0.0", "1e999999"),
    ],
)
def test_number_formats(value: str, code: str, shown: str) -> None:
    assert displayed(value, code) == shown
