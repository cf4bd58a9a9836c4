"""What is a table in a PDF, and which caption and unit it has."""

from __future__ import annotations

from fractions import Fraction

from fpdf import FPDF
from test_pdf import new, page_of, put_rows, read, rows, tables, write

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


def test_a_wrapped_label_is_one_cell_wherever_its_figures_stand() -> None:
    pdf = new()
    for y, x, text in (
        (100, 330, "2023"), (100, 430, "2024"),
        (120, 60, "Receivables"), (120, 330, "120"), (120, 430, "131"),
        (140, 60, "Preferred shares of no par value, none of them"), (145, 330, "7"), (145, 430, "9"),
        (150, 60, "issued or outstanding"),
        (170, 60, "Dues from customers of the branch offices and"),
        (180, 60, "their agents"), (180, 330, "64"), (180, 430, "58"),
        (200, 60, "Loans to employees that are repaid in the next"), (200, 330, "3"), (200, 430, "4"),
        (210, 60, "twelve months"),
        (230, 60, "Total"), (230, 330, "194"), (230, 430, "202"),
    ):  # fmt: skip
        write(pdf, x, y, text, size=9)
    (table,) = tables(read(pdf))
    assert rows(table) == [
        ["", "2023", "2024"],
        ["Receivables", "120", "131"],
        ["Preferred shares of no par value, none of them issued or outstanding", "7", "9"],
        ["Dues from customers of the branch offices and their agents", "64", "58"],
        ["Loans to employees that are repaid in the next twelve months", "3", "4"],
        ["Total", "194", "202"],
    ]


def test_a_label_in_the_middle_of_its_rows_is_theirs() -> None:
    pdf = new()
    names = ["Reading", "Writing", "Spelling", "Grammar", "Algebra", "Geometry"]
    for index, name in enumerate(names):
        y = 120 + 12 * index + (6 if index > 3 else 0)
        for x, text in ((140, name), (260, f"{70 + index}.5"), (340, f"{80 + index}.1")):
            write(pdf, x, y, text, size=9)
    write(pdf, 70, 120 + 18, "Language", size=9)
    write(pdf, 70, 120 + 60, "Mathematics", size=9)
    write(pdf, 260, 105, "Nova", size=9)
    write(pdf, 340, 105, "Vega", size=9)
    for y in (109, 160):
        pdf.line(65, y, 380, y)
    (grid,) = extract(read(pdf), load_rulebook().schemas).grids
    labels = {path[-1]: path[0] for path in grid.row_labels if len(path) > 1}
    assert labels == {
        "Reading": "Language", "Writing": "Language", "Spelling": "Language", "Grammar": "Language",
        "Algebra": "Mathematics", "Geometry": "Mathematics",
    }  # fmt: skip


def test_rules_around_the_figures_alone_leave_them_their_labels() -> None:
    pdf = new()
    for index, name in enumerate(("Salaries", "Travel", "Rent", "Total costs")):
        y = 120 + 16 * index
        write(pdf, 70, y, name)
        for col, figure in enumerate(("300", "120", "180")):
            pdf.rect(220 + 60 * col, y - 12, 60, 16)
            write(pdf, 230 + 60 * col, y, figure)
    (table,) = tables(read(pdf))
    assert [row[0] for row in rows(table)] == ["Salaries", "Travel", "Rent", "Total costs"]


def test_the_bars_of_a_chart_are_no_table() -> None:
    pdf = new()
    for index in range(6):
        y = 120 + 20 * index
        pdf.rect(150, y, 40 + 30 * index, 16)
        write(pdf, 152, y + 12, f"{4 + 3 * index}.2")
        write(pdf, 80, y + 12, f"Region {index}")
    assert [cell for table in tables(read(pdf)) for cell in table.cells if cell.colspan > 1] == []


def test_a_unit_above_a_subtitle_is_the_tables() -> None:
    pdf = new()
    write(pdf, 200, 80, "(amounts in millions)")
    write(pdf, 60, 104, "Subject to change", style="B", size=13)
    put_rows(pdf, COUNTS, top=130)
    (grid,) = extract(read(pdf), load_rulebook().schemas).grids
    assert {fact.figure.amount.value for fact in grid.facts.values()} >= {12_000_000, 15_000_000}


COUNTS = [["", "2023", "2024"], ["Spring", "12", "13"], ["Autumn", "15", "14"], ["Winter", "22", "24"]]


def test_a_table_goes_on_overleaf_below_its_title_and_without_a_column() -> None:
    pdf = new()
    write(pdf, 70, 700, "Table 1: Openings")
    put_rows(
        pdf,
        [["Season", "Open", "Shut", "Moved"], ["Spring", "12", "3", "1"], ["Autumn", "15", "4", "2"]],
        top=730,
    )
    pdf.add_page()
    write(pdf, 70, 80, "Table 1: Openings (continued)")
    put_rows(pdf, [["Season", "Open", "Shut", "Moved"], ["Winter", "22", "6", "5"]], top=110)
    pdf.add_page()
    put_rows(pdf, [["Summer", "18", "2"], ["Total", "67", "15"]], top=80)
    (table,) = tables(read(pdf))
    assert rows(table) == [
        ["Season", "Open", "Shut", "Moved"],
        ["Spring", "12", "3", "1"],
        ["Autumn", "15", "4", "2"],
        ["Winter", "22", "6", "5"],
        ["Summer", "18", "2", ""],
        ["Total", "67", "15", ""],
    ]  # fmt: skip


def test_a_number_alone_is_a_caption_with_its_title_in_the_next_line() -> None:
    pdf = new()
    for number, title in ((1, "Openings by season"), (2, "Closures by season")):
        if number > 1:
            pdf.add_page()
        write(pdf, 70, 60, f"Exhibit {number}")
        write(pdf, 70, 84, title, style="B", size=13)
        put_rows(pdf, COUNTS, top=110)
    assert [table.caption for table in tables(read(pdf))] == [
        "Exhibit 1 Openings by season",
        "Exhibit 2 Closures by season",
    ]


def ruled_rows(pdf: FPDF, cells: list[list[str]], widths: list[int], top: float) -> None:
    """A table with a border around every cell; texts are broken where | stands."""
    for row in cells:
        height = 6 + 12 * max(text.count("|") + 1 for text in row)
        left = 70.0
        for text, width in zip(row, widths, strict=True):
            pdf.rect(left, top, width, height)
            for i, line in enumerate(text.split("|")):
                write(pdf, left + 3, top + 12 + 12 * i, line, size=10)
            left += width
        top += height


def test_a_row_that_the_page_cut_in_two_is_one() -> None:
    pdf = new()
    widths = [80, 70, 70, 70]
    ruled_rows(pdf, [["Plant", "Cost", "Price", "Change of cost|over last year"]], widths, 740)
    page_of(pdf)
    ruled_rows(
        pdf,
        [["", "", "", "(percent)"], ["North", "1,200", "1,800", "4.0"], ["South", "60", "90", "-2.5"]],
        widths,
        60,
    )
    (table,) = tables(read(pdf))
    assert rows(table) == [
        ["Plant", "Cost", "Price", "Change of cost over last year (percent)"],
        ["North", "1,200", "1,800", "4.0"],
        ["South", "60", "90", "-2.5"],
    ]


def test_a_row_of_its_own_overleaf_is_not_joined_to_the_last() -> None:
    pdf = new()
    widths = [120, 70, 70]
    ruled_rows(pdf, [["Plant", "Cost", "Price"], ["North", "1,200", "1,800"]], widths, 740)
    page_of(pdf)
    ruled_rows(pdf, [["Others:", "", ""], ["South", "60", "90"]], widths, 60)
    (table,) = tables(read(pdf))
    assert [row[0] for row in rows(table)] == ["Plant", "North", "Others:", "South"]


def test_brackets_set_apart_make_their_figure_negative() -> None:
    pdf = new()
    for r, (label, figure, other) in enumerate(
        [("Sales", "1,500", "900"), ("Cost", "2,900)", "15)"), ("Loss", "1,400)", "885")]
    ):
        write(pdf, 70, 100 + 16 * r, label)
        for x, text in ((300, figure), (420, other)):
            write(pdf, x - pdf.get_string_width(text), 100 + 16 * r, text)
            if text.endswith(")"):
                write(pdf, x - 70, 100 + 16 * r, "(")
    (table,) = tables(read(pdf))
    assert rows(table) == [
        ["Sales", "1,500", "900"],
        ["Cost", "( 2,900)", "( 15)"],
        ["Loss", "( 1,400)", "885"],
    ]


def test_a_total_without_a_label_belongs_to_the_only_column_of_figures() -> None:
    pdf = new()
    figures = [("Rents", "$", "1,500"), ("Wages", "", "900"), ("Fees", "", "85"), ("", "$", "2,485")]
    for r, (label, sign, figure) in enumerate(figures):
        for x, text in ((70, label), (300, sign), (380 - pdf.get_string_width(figure), figure)):
            if text:
                write(pdf, x, 100 + 16 * r, text)
    (table,) = tables(read(pdf))
    assert rows(table)[-1] == ["", "$ 2,485"]


def test_a_currency_far_from_its_figure_is_the_label_of_a_row() -> None:
    pdf = new()
    put_rows(
        pdf,
        [
            ["", "2023", "2024"],
            ["USD", "36,728", "30.70"],
            ["EUR", "6,492", "4.41"],
            ["JPY", "4,604", "20.82"],
        ],
    )
    (table,) = tables(read(pdf))
    assert [row[0] for row in rows(table)] == ["", "USD", "EUR", "JPY"]


def test_the_pages_of_a_list_of_contents_are_no_figures() -> None:
    pdf = new()
    write(pdf, 60, 80, "Contents", size=14)
    for r, (title, number) in enumerate(
        [
            ("1. Summary", "2"),
            ("2. Markets", "5-8"),
            ("2.1 Prices", "9"),
            ("3. Costs", "12"),
            ("Note 4 Risks", "40"),
        ]
    ):
        write(pdf, 60, 110 + 16 * r, title)
        pdf.text(150, 110 + 16 * r, "." * 80)
        write(pdf, 480, 110 + 16 * r, number)
    document = read(pdf)
    assert not tables(document)
    assert not extract(document, load_rulebook().schemas).facts


def test_the_parts_of_a_form_share_their_unit() -> None:
    def part(title: str, cols: int) -> Block:
        cells = (Cell(Text(title), 1, 1, 1, cols), Cell(Text("Holder"), 2, 1), Cell(Text("105"), 2, cols))
        return Block(BlockKind.TABLE, Text(""), table=Table(1, 2, cols, cells))

    unit = Block(BlockKind.PARAGRAPH, Text("单位：股"))
    blocks = [unit, part("前十名股东", 5), part("前十名流通股东", 3)]
    captions = [block.table.caption for block in with_captions(blocks) if block.table is not None]
    assert captions == ["单位：股", "单位：股"]
    plain = Block(
        BlockKind.TABLE, Text(""), table=Table(1, 1, 3, (Cell(Text("a"), 1, 1), Cell(Text("5"), 1, 3)))
    )
    captions = [
        block.table.caption for block in with_captions([*blocks[:2], plain]) if block.table is not None
    ]
    assert captions == ["单位：股", None]
