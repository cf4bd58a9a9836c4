"""What a person sees on a page is read, or it is said what was not, where, and how much."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, NumberObject
from test_pdf import COSTS, new, page_of, put_rows, read, rows, tables, write
from test_pdf_drawn import made, shown

from tieout.model import BlockKind, Document, Problem, Unread
from tieout.read import Limits
from tieout.read.pdf import ocr, read_pdf
from tieout.read.pdf.frame import Box
from tieout.read.pdf.glyphs import UNNAMED
from tieout.read.pdf.objects import lost_objects
from tieout.read.pdf.streams import damaged_streams, written_on
from tieout.read.pdf.unread import of_pages
from tieout.read.pdf.words import Page, Word


@pytest.fixture(autouse=True)
def no_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)


@pytest.fixture
def picture(tmp_path: Path) -> str:
    Image.new("RGB", (60, 60), "white").save(tmp_path / "picture.png")
    return str(tmp_path / "picture.png")


def unread(document: Document) -> list[tuple[Unread | None, int | None]]:
    return [(problem.unread, problem.place.page) for problem in document.problems]


def only(document: Document) -> Problem:
    (problem,) = document.problems
    return problem


def texts(document: Document) -> str:
    return "\n".join(block.text.content for block in document.blocks)


def test_a_page_that_is_an_image_with_a_footer_is_unread(picture: str) -> None:
    pdf = new()
    pdf.image(picture, 0, 0, 595, 842)
    write(pdf, 60, 815, "Farsail Securities, page 1 of 2")
    page_of(pdf)
    write(pdf, 60, 100, "Sales were 120 units.")
    problem = only(read(pdf))
    assert (problem.unread, problem.place.page, problem.count, problem.numbers) == (Unread.IMAGES, 1, 1, None)
    assert "the page is an image" in problem.message


def test_a_picture_is_unread_but_not_a_background_or_a_bullet(picture: str) -> None:
    pdf = new()
    pdf.image(picture, 60, 300, 200, 150)
    pdf.image(picture, 60, 100, 4, 4)
    pdf.image(picture, 40, 500, 500, 100)
    for r in range(5):
        write(pdf, 60, 520 + 16 * r, f"Sales of region {r} were {100 + r} units.")
    problem = only(read(pdf))
    assert problem.count == 1
    assert problem.place.bbox == (60, 300, 260, 450)


def test_a_logo_on_every_page_is_not_told_of_on_every_page(picture: str) -> None:
    pdf = FPDF(unit="pt", format="A4")
    for number in range(9):
        page_of(pdf)
        pdf.image(picture, 500, 20, 40, 20)
        write(pdf, 60, 200, f"The body of this page says {100 + 7 * number * number} of its own.")
    assert unread(read(pdf)) == [(Unread.IMAGES, 1), (Unread.IMAGES, 2)]


def outlines(count: int) -> str:
    """So many shapes of eight corners and of different widths side by side."""
    letters = []
    for i in range(count):
        x, w = 60 + 9 * i, 4 + i % 4
        corners = [(0, 0), (w, 0), (w, 3), (2, 3), (2, 5), (w, 5), (w, 9), (0, 9)]
        path = " ".join(f"{x + a} {500 + b} {'l' if k else 'm'}" for k, (a, b) in enumerate(corners))
        letters.append(f"{path} h f")
    return "\n".join(letters)


def test_letters_drawn_as_outlines_are_unread() -> None:
    document = read_pdf(made(shown("Sales were 120 units.", 60, 700) + outlines(30)), "made.pdf", Limits())
    problem = only(document)
    assert (problem.unread, problem.place.page, problem.count) == (Unread.DRAWINGS, 1, 30)


def test_bars_and_shaded_cells_are_no_letters() -> None:
    bars = "\n".join(f"{60 + 12 * i} 500 {8 + i % 3} {20 + 3 * i % 17} re f" for i in range(30))
    assert not read_pdf(made(shown("Sales were 120 units.", 60, 700) + bars), "made.pdf", Limits()).problems


def damaged(change: Callable[[bytes], bytes]) -> bytes:
    """A report of two pages with compressed contents, those of the second changed."""
    pdf = new()
    write(pdf, 60, 100, "Sales were 120 units.")
    page_of(pdf)
    put_rows(pdf, COSTS)
    whole = bytes(pdf.output())
    reader = PdfReader(io.BytesIO(whole))
    number = reader.pages[1].raw_get("/Contents").idnum
    match = re.search(rb"\n%d 0 obj.*?stream\n(.*?)\nendstream" % number, whole, re.DOTALL)
    assert match is not None
    return whole[: match.start(1)] + change(match[1]) + whole[match.end(1) :]


@pytest.mark.parametrize(
    "change",
    [
        lambda packed: packed[:30] + bytes(40) + packed[70:],
        lambda packed: bytes(len(packed)),
        lambda packed: packed[: len(packed) // 2] + b" " * (len(packed) - len(packed) // 2),
        lambda packed: packed[:-1] + bytes([packed[-1] ^ 1]),
    ],
    ids=["torn", "wiped", "half", "checksum"],
)
def test_a_damaged_stream_is_said_with_its_page(change: Callable[[bytes], bytes]) -> None:
    document = read_pdf(damaged(change), "made.pdf", Limits())
    assert "120 units" in texts(document)
    assert unread(document) == [(Unread.DAMAGED, 2)]


def test_a_whole_stream_is_not_damaged_even_without_its_checksum() -> None:
    assert not read_pdf(damaged(lambda packed: packed), "made.pdf", Limits()).problems
    assert not damaged_streams(damaged(lambda packed: packed[:-4]))


def test_a_file_that_is_cut_short_says_so() -> None:
    pdf = new()
    write(pdf, 60, 100, "Sales were 120 units.")
    whole = bytes(pdf.output())
    cut = whole[: whole.index(b"startxref")]
    assert Unread.DAMAGED in [problem.unread for problem in read_pdf(cut, "made.pdf", Limits()).problems]


def test_pages_that_cannot_be_opened_are_counted() -> None:
    writer = PdfWriter(io.BytesIO(made(shown("Sales were 120 units.", 60, 700))))
    tree: Any = writer.root_object["/Pages"]
    tree["/Kids"].append(writer._add_object(NumberObject(7)))
    tree[NameObject("/Count")] = NumberObject(2)
    out = io.BytesIO()
    writer.write(out)
    document = read_pdf(out.getvalue(), "made.pdf", Limits())
    assert "120 units" in texts(document)
    assert unread(document) == [(Unread.DAMAGED, 2)]


@pytest.mark.parametrize("angle", [90, -90, 180])
def test_text_along_the_side_of_a_page_is_read(angle: int) -> None:
    pdf = new()
    write(pdf, 60, 100, "Sales were 120 units in the first half of the year.")
    with pdf.rotation(angle, 300, 400):
        write(pdf, 250, 400, "Costs were 75 units")
    document = read(pdf)
    assert "Costs were 75 units" in texts(document)
    assert not document.problems
    (block,) = [block for block in document.blocks if "75" in block.text.content]
    left, top, right, bottom = block.text.place(11, 13).bbox or (0, 0, 0, 0)
    assert 240 < left < right < 360
    assert 340 < top < bottom < 460


def test_a_table_beside_upright_text_is_read_too() -> None:
    pdf = new()
    for r in range(12):
        write(
            pdf,
            60,
            60 + 14 * r,
            f"This page has a paragraph of its own with line {r} of it on top, and more.",
        )
    with pdf.rotation(90, 300, 500):
        put_rows(pdf, COSTS, top=460, left=120)
    (table,) = tables(read(pdf))
    assert rows(table) == COSTS


def test_text_at_a_slant_is_said_with_its_numbers() -> None:
    pdf = new()
    write(pdf, 60, 100, "Sales were 120 units.")
    with pdf.rotation(40, 300, 400):
        write(pdf, 250, 400, "Costs were 75 of 90 units")
    problem = only(read(pdf))
    assert (problem.unread, problem.place.page, problem.numbers) == (Unread.ROTATED, 1, 2)
    assert "Costs were 75" in problem.message


def test_alike_pages_are_no_furniture() -> None:
    pdf = FPDF(unit="pt", format="A4")
    for number in (120, 340, 150):
        page_of(pdf)
        write(pdf, 60, 60, f"Sales were {number} units.")
        write(pdf, 60, 800, f"Costs were {number - 60} units.")
    document = read(pdf)
    assert not [block for block in document.blocks if block.kind is BlockKind.FURNITURE]
    for figure in (120, 340, 150, 60, 280, 90):
        assert f"were {figure} units" in texts(document)


def test_furniture_with_a_figure_is_read_once() -> None:
    pdf = FPDF(unit="pt", format="A4")
    for number in range(1, 6):
        page_of(pdf)
        write(pdf, 60, 40, "Annual report 2024, 1,250 sites")
        write(pdf, 60, 200, f"The body of page {number} says {100 + 7 * number * number} of its own.")
        write(pdf, 290, 815, f"{number + 10} / 15")
    kinds = [b.kind for b in read(pdf).blocks if "1,250 sites" in b.text.content]
    assert len(kinds) == 5
    assert kinds.count(BlockKind.FURNITURE) == 4


def test_the_head_and_unit_of_a_table_on_every_page_are_no_furniture() -> None:
    pdf = FPDF(unit="pt", format="A4")
    for number in range(1, 5):
        page_of(pdf)
        write(pdf, 60, 30, "Farsail annual report")
        write(pdf, 400, 60, "(in thousands)")
        put_rows(
            pdf,
            [COSTS[0], *([f"Stage {number}{r}", f"{r + 7:,}", f"{r * 9:,}"] for r in range(1, 6))],
            top=80,
        )
    document = read(pdf)
    heads = [row for table in tables(document) for row in rows(table) if row[0] == "Stage"]
    assert heads
    assert "(in thousands)" in " ".join(table.caption or "" for table in tables(document))
    assert texts(document).count("Farsail annual report") == 4


def test_words_printed_over_others_are_said() -> None:
    pdf = new()
    for r in range(400):
        write(pdf, 60, 100 + r / 4, f"Item {r} cost {r * 3} dollars")
    problem = only(read(pdf))
    assert problem.unread is Unread.TEXT
    assert problem.numbers is not None
    assert problem.numbers > 300


def test_what_is_laid_over_a_page_and_attached_is_said() -> None:
    pdf = new()
    write(pdf, 60, 100, "Sales were 120 units.")
    pdf.free_text_annotation("Costs were 75", x=60, y=200, w=200, h=40)
    pdf.text_annotation(60, 300, "Is 120 right?")
    pdf.embed_file(bytes=b"7", basename="more.txt", desc="more")
    found = {problem.unread: problem.numbers for problem in read(pdf).problems}
    assert found == {Unread.OBJECTS: None, Unread.TEXT: 1, Unread.NOTES: 1}


def test_characters_without_a_name_are_counted() -> None:
    word = Word(UNNAMED * 5, Box(60, 90, 100, 100), 100, 10, bold=False, spaced=True)
    (problem,) = of_pages([Page(3, 600, 800, [word], [], [])], ())
    assert (problem.unread, problem.place.page, problem.count) == (Unread.TEXT, 3, 5)


def test_a_page_whose_text_the_list_of_objects_has_lost_is_damaged() -> None:
    pdf = new()
    pdf.set_compression(False)
    write(pdf, 60, 100, "Sales were 120 units.")
    page_of(pdf)
    write(pdf, 60, 100, "Costs were 45 units.")
    page_of(pdf)  # blank on purpose
    whole = bytes(pdf.output())
    assert unread(read_pdf(whole, "report.pdf", Limits())) == []
    number = re.search(rb"(\d+) 0 obj\n<<\n/Length \d+\n>>\nstream\n[^~]*?Sales", whole)
    assert number is not None
    entry = f"{whole.index(number.group()):010d}".encode()
    lost = whole.replace(entry, b"0000000000")
    assert lost != whole
    on_page, in_file = read_pdf(lost, "report.pdf", Limits()).problems
    assert (on_page.unread, on_page.place.page) == (Unread.DAMAGED, 1)
    assert (in_file.unread, in_file.count) == (Unread.DAMAGED, 1)


def test_a_page_that_no_reader_can_follow_is_damaged() -> None:
    pdf = new()
    pdf.set_compression(False)
    write(pdf, 60, 100, "Sales were 120 units.")
    whole = bytes(pdf.output())
    shown = re.search(rb"BT (.*?) ET", whole, re.DOTALL)
    assert shown is not None
    broken = whole.replace(shown[1], b"(S) Tj 7 0 R".ljust(len(shown[1])))  # a reference, where none may be
    assert written_on(broken, [1]) == [1]


@pytest.mark.parametrize("damage", [(5, b"J"), (17, b"m"), (9, b"7")], ids=["offset", "use", "elsewhere"])
def test_an_object_that_the_list_of_objects_leads_past_is_damage(damage: tuple[int, bytes]) -> None:
    pdf = new()
    write(pdf, 60, 100, "Sales were 120 units.")
    whole = bytes(pdf.output())
    assert lost_objects(whole) == []
    start = whole.index(b"xref\n")
    first = whole.index(b" n", start) - 16
    at = first + 2 * 20 + damage[0]  # the third entry: a first one that is wrong makes PDFium list anew
    assert len(lost_objects(whole[:at] + damage[1] + whole[at + 1 :])) == 1
    at = first + damage[0]
    assert lost_objects(whole[:at] + damage[1] + whole[at + 1 :]) == []


def test_a_page_whose_font_is_lost_is_damaged_rules_or_not() -> None:
    pdf = new()
    pdf.set_compression(False)
    pdf.rect(60, 80, 200, 60)
    write(pdf, 60, 100, "Sales were 120 units.")
    page_of(pdf)
    write(pdf, 60, 100, "Costs were 45 units.")
    whole = bytes(pdf.output())
    assert unread(read_pdf(whole, "report.pdf", Limits())) == []
    chosen = re.search(rb"/F\d+ [\d.]+ Tf", whole)
    assert chosen is not None
    lost = whole.replace(chosen[0], chosen[0][:-2] + b"xx", 1)
    assert unread(read_pdf(lost, "report.pdf", Limits())) == [(Unread.DAMAGED, 1)]
