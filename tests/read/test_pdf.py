"""PDFs made here, page by page: what is read of them, and where it is said to stand."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from fpdf import FPDF
from pypdf import PdfWriter

from tieout.errors import ReadError
from tieout.model import BlockKind, Document, Table
from tieout.read import Limits
from tieout.read.pdf import ocr, read_pdf

REPORTS = Path(__file__).parents[2] / "reports"


def page_of(pdf: FPDF) -> FPDF:
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    return pdf


def write(pdf: FPDF, x: float, y: float, text: str, size: float = 11, style: str = "") -> None:
    """Text with its baseline at a place given in points from the top left."""
    pdf.set_font("Helvetica", style=style, size=size)
    pdf.text(x, y, text)


def read(pdf: FPDF, **limits: int) -> Document:
    return read_pdf(bytes(pdf.output()), "made.pdf", Limits(**limits))


def new() -> FPDF:
    return page_of(FPDF(unit="pt", format="A4"))


def tables(document: Document) -> list[Table]:
    return [block.table for block in document.blocks if block.table is not None]


def rows(table: Table) -> list[list[str]]:
    grid = [["" for _ in range(table.cols)] for _ in range(table.rows)]
    for cell in table.cells:
        grid[cell.row - 1][cell.col - 1] = cell.text.content
    return grid


COSTS = [
    ["Stage", "2023", "2024"],
    ["Pre-training", "1,200", "1,800"],
    ["Extension", "60", "90"],
    ["Total", "1,260", "1,890"],
]


def put_rows(pdf: FPDF, cells: list[list[str]], top: float = 100, left: float = 70) -> None:
    for r, row in enumerate(cells):
        for c, text in enumerate(row):
            write(pdf, left + 130 * c, top + 16 * r, text)


def test_aligned_lines_are_a_table() -> None:
    pdf = new()
    put_rows(pdf, COSTS)
    (table,) = tables(read(pdf))
    assert rows(table) == COSTS


def test_a_drawn_grid_is_a_table_with_merged_cells() -> None:
    pdf = new()
    pdf.rect(70, 100, 300, 60)
    pdf.line(70, 120, 370, 120)
    pdf.line(170, 140, 370, 140)
    pdf.line(170, 120, 170, 160)
    pdf.line(270, 120, 270, 160)
    write(pdf, 75, 114, "Costs in thousands")
    write(pdf, 75, 140, "Training")
    for x, y, text in [(175, 134, "2023"), (275, 134, "2024"), (175, 154, "1,200"), (275, 154, "1,800")]:
        write(pdf, x, y, text)
    (table,) = tables(read(pdf))
    spans = {c.text.content: (c.row, c.col, c.rowspan, c.colspan) for c in table.cells if c.text.content}
    assert spans == {
        "Costs in thousands": (1, 1, 1, 3),
        "Training": (2, 1, 2, 1),
        "2023": (2, 2, 1, 1),
        "2024": (2, 3, 1, 1),
        "1,200": (3, 2, 1, 1),
        "1,800": (3, 3, 1, 1),
    }


def test_the_box_of_a_figure_is_where_it_was_written() -> None:
    pdf = new()
    put_rows(pdf, COSTS)
    (table,) = tables(read(pdf))
    total = next(cell for cell in table.cells if cell.text.content == "1,890")
    place = total.text.place(0, 5)
    assert place.page == 1
    assert place.bbox is not None
    left, top, right, bottom = place.bbox
    assert left == pytest.approx(330, abs=1)
    assert top < 148 < bottom
    assert right < 370


def test_a_currency_sign_set_apart_belongs_to_its_figure() -> None:
    pdf = new()
    for r, (label, figure) in enumerate([("Revenue", "1,500"), ("Cost", "900"), ("Profit", "600")]):
        write(pdf, 70, 100 + 16 * r, label)
        write(pdf, 300, 100 + 16 * r, "$")
        write(pdf, 340, 100 + 16 * r, figure)
    (table,) = tables(read(pdf))
    assert rows(table) == [["Revenue", "$ 1,500"], ["Cost", "$ 900"], ["Profit", "$ 600"]]


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    pdf = new()
    for r in range(10):
        write(pdf, 60, 100 + 14 * r, f"left column line {r} goes on and on and")
        write(pdf, 320, 100 + 14 * r, f"right column line {r} goes on and on too")
    text = "\n".join(block.text.content for block in read(pdf).blocks)
    assert text.index("left column line 9") < text.index("right column line 0")
    assert not tables(read(pdf))


def test_running_heads_and_page_numbers_are_furniture() -> None:
    pdf = FPDF(unit="pt", format="A4")
    for number in range(1, 5):
        page_of(pdf)
        write(pdf, 60, 40, "Farsail Securities | Equity Research")
        write(pdf, 290, 810, f"{number}")
        write(pdf, 60, 200, f"The body of page {number} says something of its own about sales.")
    furniture = [b.text.content for b in read(pdf).blocks if b.kind is BlockKind.FURNITURE]
    assert sorted(furniture) == sorted(["Farsail Securities | Equity Research"] * 4 + ["1", "2", "3", "4"])


def test_a_table_goes_on_over_the_page_and_its_repeated_header_is_dropped() -> None:
    pdf = new()
    put_rows(pdf, COSTS[:3], top=760)
    page_of(pdf)
    put_rows(pdf, [COSTS[0], COSTS[3]], top=120)
    (table,) = tables(read(pdf))
    assert rows(table) == COSTS


def test_a_raised_mark_is_not_a_digit_of_the_figure() -> None:
    pdf = new()
    write(pdf, 60, 100, "Sales were 119")
    width = pdf.get_string_width("Sales were 119")
    write(pdf, 60 + width, 96, "1", size=6)
    write(pdf, 60 + width + 6, 100, "million last year.")
    text = read(pdf).blocks[0].text.content
    assert text == "Sales were 119¹ million last year."


def test_a_word_broken_at_the_line_end_is_joined() -> None:
    pdf = new()
    write(pdf, 60, 100, "Revenue of the group grew although the environ-")
    write(pdf, 60, 114, "ment was weak and margins fell to 12%.")
    assert "environment was weak" in read(pdf).blocks[0].text.content


@pytest.mark.skipif(not ocr.available(), reason="the ocr extra is not installed")
def test_a_scan_is_recognised(tmp_path: Path) -> None:
    pdf = new()
    put_rows(pdf, COSTS)
    page = pypdfium2.PdfDocument(bytes(pdf.output()))[0]
    page.render(scale=200 / 72).to_pil().save(tmp_path / "scan.png")
    scanned = new()
    scanned.image(str(tmp_path / "scan.png"), 0, 0, 595.28, 841.89)
    document = read(scanned)
    (table,) = tables(document)
    assert rows(table) == COSTS
    assert [problem.code for problem in document.problems] == ["page-recognised"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(turn: int) -> None:
    pdf = new()
    put_rows(pdf, COSTS)
    writer = PdfWriter(io.BytesIO(bytes(pdf.output())))
    page = writer.pages[0]
    page.rotate(-turn)
    page.transfer_rotation_to_content()
    page.rotate(turn)
    out = io.BytesIO()
    writer.write(out)
    (table,) = tables(read_pdf(out.getvalue(), "turned.pdf", Limits()))
    assert rows(table) == COSTS
    bbox = table.cells[0].text.place(0, 5).bbox
    assert bbox is not None
    assert bbox[0] == pytest.approx(70, abs=1)
    assert bbox[1] < 100 < bbox[3]


def test_a_scan_is_said_to_be_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from PIL import Image

    Image.new("RGB", (60, 60), "white").save(tmp_path / "scan.png")

    def scanned() -> FPDF:
        pdf = new()
        pdf.image(str(tmp_path / "scan.png"), 0, 0, 595, 842)
        return pdf

    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(ReadError, match="scan"):
        read(scanned())
    pdf = page_of(scanned())
    write(pdf, 60, 100, "This page has a text layer and says 42.")
    document = read(pdf)
    assert [(p.code, p.place.page) for p in document.problems] == [("unread/images", 1)]


def test_an_encrypted_pdf_is_refused() -> None:
    pdf = new()
    pdf.set_encryption(owner_password="owner", user_password="user")
    with pytest.raises(ReadError, match="encrypted"):
        read(pdf)


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n", b"not a pdf at all", b"%PDF-1.7\n" + bytes(range(256)) * 40]
)
def test_damage_is_a_clear_error(data: bytes) -> None:
    with pytest.raises(ReadError):
        read_pdf(data, "bad.pdf", Limits())


def test_too_many_pages_are_refused_with_the_limit() -> None:
    pdf = new()
    page_of(pdf)
    with pytest.raises(ReadError, match=r"limits\.pages"):
        read(pdf, pages=1)


def test_a_chinese_report_is_read_with_captions_and_units() -> None:
    document = read_pdf((REPORTS / "zh-lanting-2024.pdf").read_bytes(), "zh.pdf", Limits())
    first, second = tables(document)
    assert first.caption is not None
    assert "分业务营业收入" in first.caption
    assert "百万元" in first.caption
    assert rows(first)[-1] == ["合计", "4,174", "4,410", "4,630"]
    assert rows(second)[0] == ["", "2023 年", "2024 年", "同比"]
    text = "\n".join(block.text.content for block in document.blocks)
    assert "报告日期：2025-04-18" in text  # not the radicals that the font maps to
