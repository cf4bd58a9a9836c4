"""What is a table in a PDF, how far its headers reach, and which caption and unit it has."""

from __future__ import annotations

from fractions import Fraction

from fpdf import FPDF
from test_pdf import new, put_rows, read, rows, tables, write

from tieout.extract import extract
from tieout.model import Block, BlockKind, Cell, Table, Text
from tieout.read.captions import with_captions
from tieout.rulebook import load_rulebook


def put_statement(pdf: FPDF) -> None:
    """A statement whose outer header stands over four columns, in the middle of the rule below it."""
    write(pdf, 250, 100, "Consolidated results")
    write(pdf, 215, 114, "(in thousands, except per share data)")
    write(pdf, 260, 127, "(unaudited)")
    write(pdf, 385, 146, "13 weeks ended")
    pdf.line(300, 150, 560, 150)
    for x, text in ((330, "March 2024"), (470, "March 2025")):
        write(pdf, x, 163, text)
        pdf.line(x - 30, 167, x + 90, 167)
    lines = [
        ("Net sales", "7,120", "100.0%", "7,830", "100.0%"),
        ("Cost of sales", "4,272", "60.0%", "4,620", "59.0%"),
        ("Gross profit", "2,848", "40.0%", "3,210", "41.0%"),
        ("Overheads", "1,424", "20.0%", "1,605", "20.5%"),
        ("Net income", "1,424", "20.0%", "1,605", "20.5%"),
        ("Basic, each", "1.18", "", "1.33", ""),
    ]
    for number, line in enumerate(lines):
        for x, text in zip((60, 305, 375, 445, 515), line, strict=True):
            if text:
                write(pdf, x, 182 + 15 * number, text)


def test_headers_reach_as_far_as_the_rule_below_them() -> None:
    pdf = new()
    put_statement(pdf)
    (table,) = tables(read(pdf))
    reach = {cell.text.content: (cell.col, cell.colspan) for cell in table.cells}
    assert reach["13 weeks ended"] == (2, 4)
    assert reach["March 2024"] == (2, 2)
    assert reach["March 2025"] == (4, 2)


def test_the_unit_in_a_title_is_the_tables_but_not_that_of_amounts_per_share() -> None:
    pdf = new()
    put_statement(pdf)
    (grid,) = extract(read(pdf), load_rulebook().schemas).grids
    values = {fact.figure.text: fact.figure.amount.value for fact in grid.facts.values()}
    assert values["7,120"] == 7_120_000
    assert values["1.33"] == Fraction(133, 100)
    assert values["59.0%"] == Fraction(59, 100)


def test_a_list_of_contents_is_no_table() -> None:
    pdf = new()
    titles = ("1 Overview", "2 Results", "2.1 Sales", "2.2 Costs", "3 Outlook", "4 Risks")
    for number, title in enumerate(titles):
        write(pdf, 60, 100 + 16 * number, title)
        write(pdf, 500, 100 + 16 * number, str(3 + 2 * number))
    assert tables(read(pdf)) == []


def test_numbered_equations_are_no_table() -> None:
    pdf = new()
    for number in range(4):
        write(pdf, 160, 100 + 24 * number, f"y{number} = a x + b,")
        write(pdf, 500, 100 + 24 * number, f"({6 + number})")
    assert tables(read(pdf)) == []


def test_figures_in_brackets_are_a_table() -> None:
    pdf = new()
    cells = [["Item", "2023", "2024"], ["Losses", "(36)", "(35)"], ["Charges", "(104)", "(110)"]]
    put_rows(pdf, cells)
    (table,) = tables(read(pdf))
    assert rows(table) == cells


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


def test_captions_below_their_tables_stay_with_them() -> None:
    def table(number: int) -> Block:
        return Block(BlockKind.TABLE, Text(""), table=Table(number, 1, 1, (Cell(Text("1"), 1, 1),)))

    def caption(number: int) -> Block:
        return Block(BlockKind.CAPTION, Text(f"Table {number}: Results"))

    blocks = [
        Block(BlockKind.PARAGRAPH, Text("As follows.")), table(1), caption(1), table(2), caption(2),
        Block(BlockKind.PARAGRAPH, Text("And so on.")), table(3), caption(3),
    ]  # fmt: skip
    named = [block.table.caption for block in with_captions(blocks) if block.table is not None]
    assert named == ["Table 1: Results", "Table 2: Results", "Table 3: Results"]
    above = [caption(1), table(1), caption(2), table(2), Block(BlockKind.PARAGRAPH, Text("And so on."))]
    named = [block.table.caption for block in with_captions(above) if block.table is not None]
    assert named == ["Table 1: Results", "Table 2: Results"]


def test_a_table_with_its_own_header_does_not_go_on_with_the_one_overleaf() -> None:
    pdf = new()
    put_rows(pdf, [["", "Opened", "Closed"], ["Spring", "12", "3"], ["Autumn", "15", "4"]], top=700)
    pdf.add_page()
    put_rows(pdf, [["", "Area", "Rent"], ["Spring", "5,120", "310"], ["Autumn", "6,040", "365"]])
    found = [rows(table)[0] for table in tables(read(pdf))]
    assert found == [["", "Opened", "Closed"], ["", "Area", "Rent"]]
