"""PDFs written operator by operator: clips, scaled type, forms, turned text, and files that are traps."""

from __future__ import annotations

import io
from typing import Any

import pytest
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject as Array
from pypdf.generic import DecodedStreamObject, DictionaryObject, FloatObject, NameObject, NumberObject
from test_pdf import COSTS, new, put_rows, rows, tables, write

from tieout.model import Document, Unread
from tieout.read import Limits
from tieout.read.pdf import read_pdf
from tieout.read.pdf.glyphs import UNNAMED, named

FONT = DictionaryObject(
    {
        NameObject("/Type"): NameObject("/Font"),
        NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    }
)


def made(content: str, form: str = "", width: int = 300, height: int = 200) -> bytes:
    """A page of 600 by 800 points with this content; `/F0 Do` draws the form, which may draw itself."""
    writer = PdfWriter()
    page = writer.add_blank_page(600, 800)
    resources = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(FONT)})}
    )
    drawing = DecodedStreamObject()
    drawing.set_data(form.encode())
    drawing[NameObject("/Type")] = NameObject("/XObject")
    drawing[NameObject("/Subtype")] = NameObject("/Form")
    drawing[NameObject("/BBox")] = Array(
        [FloatObject(0), FloatObject(0), FloatObject(width), FloatObject(height)]
    )
    reference = writer._add_object(drawing)
    resources[NameObject("/XObject")] = DictionaryObject({NameObject("/F0"): reference})
    drawing[NameObject("/Resources")] = resources
    stream = DecodedStreamObject()
    stream.set_data(content.encode())
    page[NameObject("/Resources")] = resources
    page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def shown(text: str, x: float, y: float, size: float = 10) -> str:
    return f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n"


def texts(document: Document) -> list[str]:
    return [block.text.content for block in document.blocks]


def read(data: bytes) -> Document:
    return read_pdf(data, "made.pdf", Limits())


def test_what_a_clip_cuts_off_is_not_read() -> None:
    seen = shown("Sales of 120 units were seen.", 60, 700)
    hidden = "q 0 100 600 600 re W n " + shown("Hidden 999", 60, 96) + shown("Shown 45", 60, 300) + "Q\n"
    assert texts(read(made(seen + hidden))) == ["Sales of 120 units were seen.", "Shown 45"]


def test_scaled_type_is_as_large_as_it_is_drawn() -> None:
    lines = ["Net sales rose to 120 units in the year", "and to 130 units in the year after that."]
    wide = "".join(shown(line, 120, 1400 - 26 * i, 20) for i, line in enumerate(lines))
    apart = shown("A line of its own", 120, 1334, 20)
    document = read(made(f"q 0.5 0 0 0.5 0 0 cm {wide}{apart}Q"))
    assert texts(document) == [" ".join(lines), "A line of its own"]


def test_a_diagram_placed_as_a_whole_is_no_table() -> None:
    bars = "".join(f"{20 + 12 * i} 20 8 {20 + 6 * i} re f\n" for i in range(22))
    labels = "".join(shown(f"{n}", 20 + 40 * n, 5) + shown(f"{7 * n}", 20 + 40 * n, 160) for n in range(1, 6))
    document = read(
        made("q 1 0 0 1 100 500 cm /F0 Do Q\n" + shown("Text below the chart.", 100, 300), bars + labels)
    )
    assert tables(document) == []
    assert "Text below the chart." in texts(document)


def test_rules_inside_a_form_are_where_its_matrix_puts_them() -> None:
    grid = "".join(f"0 {40 * i} m 240 {40 * i} l S\n{80 * i} 0 m {80 * i} 120 l S\n" for i in range(4))
    cells = [["", "2023", "2024"], ["Spring", "12", "13"], ["Autumn", "15", "14"]]
    words = "".join(
        shown(text, 110 + 80 * c, 705 - 40 * r)
        for r, row in enumerate(cells)
        for c, text in enumerate(row)
        if text
    )
    (table,) = tables(read(made(f"q 1 0 0 1 100 610 cm /F0 Do Q\n{words}", grid)))
    assert rows(table) == cells


@pytest.mark.parametrize("turn", [90, -90])
def test_a_table_set_across_the_page_is_read_and_placed(turn: int) -> None:
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    with pdf.rotation(turn, x=300, y=400):
        put_rows(pdf, COSTS, top=300, left=120)
    document = read(bytes(pdf.output()))
    (table,) = tables(document)
    assert rows(table) == COSTS
    bbox = table.cells[0].text.place(0, 5).bbox
    assert bbox is not None
    width, height = bbox[2] - bbox[0], bbox[3] - bbox[1]
    assert height > 1.5 * width  # "Stage" runs up or down the page as it is shown
    middle = 400 - turn / 90 * (135 - 300)
    assert bbox[1] == pytest.approx(middle, abs=25)


WORDS = "first benefits classified field flow reflects influence different offset effect staff"


@pytest.mark.parametrize("word", WORDS.split())
def test_a_ligature_without_a_name_gets_the_likeliest_letters(word: str) -> None:
    unnamed = word
    for letters in ("ff", "fi", "fl"):
        unnamed = unnamed.replace(letters, UNNAMED, 1)
    assert named(unnamed, 0.55) == word


def test_three_letters_of_a_ligature_are_told_by_its_width() -> None:
    assert named(f"e{UNNAMED}ciency", 0.8) == "efficiency"
    assert named(f"a{UNNAMED}uent", 0.8) == "affluent"
    assert named(f"x{UNNAMED}", 2.0) == f"x{UNNAMED}"


def test_a_narrow_column_has_paragraphs_of_its_own_width() -> None:
    pdf = new()
    text = "Sales of the group were|steady over the year,|for demand held up well|in most of its markets,"
    left = f"{text}|and prices were raised|by 3% in the spring.".split("|")
    for index, line in enumerate(left):
        write(pdf, 60, 100 + 13 * index, line)
        write(pdf, 260, 100 + 13 * index, "on the right there is a column of wider text here")
    assert " ".join(left) in texts(read(bytes(pdf.output())))


def test_a_form_that_draws_itself_comes_to_an_end() -> None:
    document = read(
        made(shown("Sales were 120 units.", 60, 700) + "/F0 Do", shown("Again.", 10, 10) + "/F0 Do")
    )
    assert "Sales were 120 units." in texts(document)


def test_pages_that_lead_back_to_themselves_are_damage() -> None:
    writer = PdfWriter(io.BytesIO(made(shown("Once.", 60, 700))))
    tree: Any = writer.root_object["/Pages"]
    tree["/Kids"].append(writer.root_object.raw_get("/Pages"))
    tree[NameObject("/Count")] = NumberObject(1000)
    out = io.BytesIO()
    writer.write(out)
    (problem,) = read(out.getvalue()).problems
    assert (problem.unread, problem.count) == (Unread.DAMAGED, 999)


def test_an_image_said_to_be_huge_is_not_unpacked() -> None:
    writer = PdfWriter(io.BytesIO(made(shown("Sales were 120 units in the year.", 60, 700) + "/F0 Do")))
    resources: Any = writer.pages[0]["/Resources"]
    image = resources["/XObject"]["/F0"]
    for key, value in (("/Width", 200_000), ("/Height", 200_000), ("/BitsPerComponent", 8)):
        image[NameObject(key)] = NumberObject(value)
    image[NameObject("/Subtype")] = NameObject("/Image")
    image[NameObject("/ColorSpace")] = NameObject("/DeviceRGB")
    out = io.BytesIO()
    writer.write(out)
    assert PdfReader(io.BytesIO(out.getvalue())).pages
    assert texts(read(out.getvalue())) == ["Sales were 120 units in the year."]
