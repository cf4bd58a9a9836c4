"""How far the headers of tables in a PDF reach, and what heads a column."""

from __future__ import annotations

from fpdf import FPDF
from test_pdf import new, put_rows, read, rows, tables, write
from test_pdf_tables import put_statement

from tieout.extract import extract
from tieout.rulebook import load_rulebook


def test_headers_reach_as_far_as_the_rule_below_them() -> None:
    pdf = new()
    put_statement(pdf)
    (table,) = tables(read(pdf))
    reach = {cell.text.content: (cell.col, cell.colspan) for cell in table.cells}
    assert reach["13 weeks ended"] == (2, 4)
    assert reach["March 2024"] == (2, 2)
    assert reach["March 2025"] == (4, 2)


def test_a_header_of_two_lines_is_one_cell_and_may_hold_a_number() -> None:
    pdf = new()
    cells = [
        ["", "Nova", "Vega", "Lyra", "Atlas"],
        ["", "V2-base", "72B-base", "V3-base", "0513"],
        ["Reading", "78.2", "85.3", "88.5", "87.2"],
        ["Writing", "57.7", "84.1", "86.1", "84.3"],
    ]
    for r, line in enumerate(cells):
        for c, text in enumerate(line):
            if text:
                write(pdf, 60 + 100 * c, 100 + 16 * r, text)
    (grid,) = extract(read(pdf), load_rulebook().schemas).grids
    assert grid.col_labels[4] == ("Atlas 0513",)
    assert grid.col_labels[1] == ("Nova V2-base",)


def test_a_table_with_its_own_header_does_not_go_on_with_the_one_overleaf() -> None:
    pdf = new()
    put_rows(pdf, [["", "Opened", "Closed"], ["Spring", "12", "3"], ["Autumn", "15", "4"]], top=700)
    pdf.add_page()
    put_rows(pdf, [["", "Area", "Rent"], ["Spring", "5,120", "310"], ["Autumn", "6,040", "365"]])
    found = [rows(table)[0] for table in tables(read(pdf))]
    assert found == [["", "Opened", "Closed"], ["", "Area", "Rent"]]


def test_headers_at_heights_of_their_own_are_one_row() -> None:
    pdf = new()
    for y, x, text in (
        (100, 300, "August 28,"), (105, 200, "May 7, 2023"), (110, 308, "2022"),
        (125, 60, "Cash"), (125, 220, "12,493"), (125, 310, "10,203"),
        (140, 60, "Receivables"), (140, 220, "2,502"), (140, 310, "2,241"),
    ):  # fmt: skip
        write(pdf, x, y, text, size=9)
    (table,) = tables(read(pdf))
    assert rows(table)[0] == ["", "May 7, 2023", "August 28, 2022"]


def test_headers_set_close_are_told_apart_by_the_figures_below() -> None:
    pdf = new()
    write(pdf, 200, 100, "Gross of tax", size=9)
    write(pdf, 200 + pdf.get_string_width("Gross of tax") + 2.2, 100, "Net of tax", size=9)
    right = 200 + pdf.get_string_width("Gross of tax")
    for row, figures in enumerate((("310,255", "240,800"), ("1,250,100", "990,410"), ("75", "58"))):
        write(pdf, 60, 115 + 14 * row, f"Branch {'ABC'[row]}", size=9)
        for edge, figure in zip(
            (right, right + 2.2 + pdf.get_string_width("Net of tax")), figures, strict=True
        ):
            write(pdf, edge - pdf.get_string_width(figure), 115 + 14 * row, figure, size=9)
    (table,) = tables(read(pdf))
    assert rows(table)[0] == ["", "Gross of tax", "Net of tax"]


def test_the_last_header_over_several_columns_reaches_to_the_edge() -> None:
    pdf = new()
    heads = [(150, "Male", 230), (330, "Female", 396)]
    for left, text, middle in heads:
        write(pdf, middle - 10, 112, text, size=9)
        pdf.line(left - 10, 98, left - 10, 118)
    for left in range(140, 500, 60):  # a rule under every column, not under every header
        pdf.line(left, 118, left + 62, 118)
    for column in range(6):
        write(pdf, 150 + 60 * column, 130, ("All", "Young", "Old")[column % 3], size=9)
    for row, label in enumerate(("Arson", "Fraud", "Theft")):
        write(pdf, 60, 145 + 14 * row, label, size=9)
        for column in range(6):
            write(pdf, 150 + 60 * column, 145 + 14 * row, f"{row + 4}{column}.{column}", size=9)
    (table,) = tables(read(pdf))
    spans = {cell.text.content: (cell.col, cell.colspan) for cell in table.cells}
    assert (spans["Male"], spans["Female"]) == ((2, 3), (5, 3))


def test_a_header_that_goes_on_with_an_amount_is_one() -> None:
    pdf = new()
    heads = [(200, "Less than", "$10,000"), (330, "Average", "amount"), (460, "Percent", "borrowed")]
    for x, upper, lower in heads:
        write(pdf, x, 100, upper, size=9)
        write(pdf, x, 111, lower, size=9)
    pdf.line(60, 117, 520, 117)
    put_rows(pdf, [["Public", "25.5", "10.2", "64.3"], ["Private", "20.3", "10.3", "69.4"]], 132)
    (table,) = tables(read(pdf))
    assert rows(table)[0][1:] == ["Less than $10,000", "Average amount", "Percent borrowed"]


def test_dates_in_figures_head_their_columns() -> None:
    pdf = new()
    put_rows(
        pdf, [["", "2024.12.31", "2023.12.31"], ["Cash", "36,728", "30,970"], ["Loans", "6,492", "4,410"]]
    )
    report = extract(read(pdf), load_rulebook().schemas)
    assert [fact.label[-1] for fact in report.facts if "," in fact.figure.text] == [
        "2024.12.31",
        "2023.12.31",
    ] * 2


def test_a_rule_parts_two_headers_over_a_column_that_a_wider_header_stretches() -> None:
    pdf = new()
    for x in (150, 231, 312):
        pdf.line(x, 90, x, 106)
    for x in (150, 190, 231, 272, 312):
        pdf.line(x, 106, x, 170)
    for x, year in ((181, "2005"), (262, "2010")):
        write(pdf, x, 102, year, size=8)
    for x in (155, 236):
        write(pdf, x, 117, "Estimate", size=8)
        write(pdf, x + 37, 117, "Margin of", size=8)
    pdf.line(60, 122, 312, 122)
    for r, label in enumerate(("Male", "Female", "Other")):
        write(pdf, 60, 134 + 12 * r, label, size=8)
        for i, x in enumerate((170, 213, 251, 294)):
            write(pdf, x, 134 + 12 * r, f"{17 + r + i}.{r}", size=8)
    (table,) = tables(read(pdf))
    assert rows(table)[1] == ["", "Estimate", "Margin of", "Estimate", "Margin of"]


LOADS = """                              Load factor
   Share                1.0   1.1   1.2   1.3
---------------------------------------------
0.95 ................   160   176   192   208
0.90 ................    80    88    96   104
0.50 ................    16    18    19    21

                              Load factor
   Share                1.4   1.5   2.0   2.5
---------------------------------------------
0.95 ................   224   240   320   400
0.90 ................   112   120   160   200
0.50 ................    22    24    32    40
"""


def typed(text: str) -> FPDF:
    """A page set as typewriting."""
    pdf = new()
    pdf.set_font("Courier", size=10)
    for number, line in enumerate(text.splitlines()):
        if line:
            pdf.text(60, 100 + 12 * number, line)
    return pdf


def test_numbers_over_a_rule_head_their_columns_and_again_another_table() -> None:
    first, second = extract(read(typed(LOADS)), load_rulebook().schemas).grids
    assert [label[-1] for label in first.col_labels] == ["Share", "1.0", "1.1", "1.2", "1.3"]
    assert [label[-1] for label in second.col_labels] == ["Share", "1.4", "1.5", "2.0", "2.5"]
    assert {label[0] for label in first.col_labels[1:]} == {"Load factor"}
    assert first.row_labels[2] == ("0.95",)
    assert [fact.figure.text for fact in first.facts.values()][:4] == ["160", "176", "192", "208"]


def test_figures_over_a_rule_are_no_headers() -> None:
    text = """
Sold                    120   131   142   155
---------------------------------------------
Bought                  160   176   192   208
Held                     80    88    96   104
"""
    (grid,) = extract(read(typed(text)), load_rulebook().schemas).grids
    assert grid.header_rows == 0
    assert len(grid.facts) == 12
