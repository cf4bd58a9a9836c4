"""Tick marks: the original stays what it was, every figure has one mark, notes hold the calculation."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from tieout.coverage import Tick
from tieout.model import Anchor, Place, Text
from tieout.read import Limits
from tieout.render import View, view
from tieout.render.ticks import COLOURS, tick_pdf
from tieout.rulebook import load_rulebook
from tieout.run import run
from tieout.settings import Settings
from tieout.sources import Source, Sources

REPORT = Path(__file__).parents[2] / "reports" / "zh-lanting-2024.pdf"


@pytest.fixture(scope="module")
def shown() -> View:
    book = load_rulebook()
    settings = Settings()
    results = run(Sources((Source(REPORT, "lanting.pdf"),)), book, Limits())
    return view(results, book, settings.show, settings.fail_on)


@pytest.fixture(scope="module")
def marked(shown: View) -> bytes:
    return tick_pdf(shown, shown.results.reports[0], REPORT.read_bytes())


def test_the_original_is_the_beginning_of_the_copy(marked: bytes) -> None:
    original = REPORT.read_bytes()
    assert marked.startswith(original)
    assert len(marked) > len(original)


def test_every_figure_has_one_mark_of_its_tick(shown: View, marked: bytes) -> None:
    report = shown.results.reports[0]
    notes = [
        annotation.get_object()
        for page in PdfReader(io.BytesIO(marked)).pages
        for annotation in page.get("/Annots", ())
    ]
    assert [note["/Subj"] for note in notes] == [str(shown.marks.tick(report, fact)) for fact in report.facts]


def test_the_note_of_a_failing_figure_works_the_sum(marked: bytes) -> None:
    notes = [
        annotation.get_object()
        for page in PdfReader(io.BytesIO(marked)).pages
        for annotation in page.get("/Annots", ())
    ]
    failing = [note["/Contents"] for note in notes if note["/Subj"] == "failing"]
    assert failing
    assert any("139" in text and "454" in text and "= 690" in text for text in failing)


def test_the_marks_are_drawn_on_the_page(marked: bytes) -> None:
    before = pypdfium2.PdfDocument(REPORT.read_bytes())[0].render(scale=2).to_pil().getcolors(1 << 24)
    after = pypdfium2.PdfDocument(marked)[0].render(scale=2).to_pil().getcolors(1 << 24)
    drawn = {colour for _, colour in after} - {colour for _, colour in before}
    green, red = (tuple(round(255 * part) for part in COLOURS[tick]) for tick in (Tick.TIED, Tick.FAILING))
    assert {green, red} <= drawn


def test_a_figure_within_a_word_has_its_part_of_the_box() -> None:
    text = Text(
        "收入 46.3亿元，增长",
        (
            Anchor(0, Place(page=1, bbox=(0.0, 0.0, 20.0, 10.0))),
            Anchor(3, Place(page=1, bbox=(30.0, 0.0, 142.5, 10.0))),
        ),
    )
    [(page, box)] = text.boxes(3, 9)
    assert page == 1
    assert box[0] == 30.0
    assert box[2] == pytest.approx(30 + 112.5 * 7.5 / 12.75)


def test_a_figure_that_goes_on_in_the_next_line_has_two_boxes() -> None:
    places = [Place(page=1, bbox=(80.0, 0.0, 100.0, 10.0)), Place(page=1, bbox=(0.0, 12.0, 20.0, 22.0))]
    text = Text("180K hours", (Anchor(0, places[0]), Anchor(5, places[1])))
    assert [box for _, box in text.boxes(0, 10)] == [place.bbox for place in places]
    assert text.place(0, 10).bbox == (0.0, 0.0, 100.0, 22.0)
