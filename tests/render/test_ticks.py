"""Tick marks: the original stays what it was, every figure has one mark, notes hold the calculation."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from tieout.model import Anchor, Place, Text
from tieout.read import Limits
from tieout.render import View, view
from tieout.render.standing import NAMES, Standing
from tieout.render.ticks import COLOURS, NOTED
from tieout.render.ticks_cover import standing_of
from tieout.render.ticks_pdf import tick_pdf
from tieout.rulebook import load_rulebook
from tieout.run import run
from tieout.settings import Settings
from tieout.sources import Source, Sources
from tieout.wording import translated

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


def notes_of(copy: bytes) -> list[list[Any]]:
    """The annotations of every page, the cover first."""
    return [
        [held.get_object() for held in page.get("/Annots", ())] for page in PdfReader(io.BytesIO(copy)).pages
    ]


def test_only_figures_that_fail_have_notes(shown: View, marked: bytes) -> None:
    report = shown.results.reports[0]
    standing = standing_of(shown, report)
    failing = [NAMES[one] for one in standing.values() if one in NOTED]
    notes = [note for page in notes_of(marked)[1:] for note in page if "/Contents" in note]
    assert sorted(note["/Subj"] for note in notes) == sorted(translated(one, "zh") for one in failing)
    silent = [note for page in notes_of(marked)[1:] for note in page if "/Contents" not in note]
    assert [note["/Subtype"] for note in silent] == ["/Stamp", "/Stamp"]  # one for each page


def test_every_figure_has_a_note_if_asked_for(shown: View) -> None:
    report = shown.results.reports[0]
    copy = tick_pdf(shown, report, REPORT.read_bytes(), everything=True)
    notes = [note for page in notes_of(copy)[1:] for note in page]
    assert [note["/Subtype"] for note in notes] == ["/Highlight"] * len(report.facts)


def test_the_note_of_a_failing_figure_works_the_sum(marked: bytes) -> None:
    texts = [note["/Contents"] for page in notes_of(marked) for note in page if "/Contents" in note]
    assert any("139" in text and "454" in text and "= 690" in text for text in texts)


def test_the_cover_lists_the_findings_and_leads_to_them(marked: bytes) -> None:
    reader = PdfReader(io.BytesIO(marked))
    assert len(reader.pages) == len(PdfReader(REPORT).pages) + 1
    links = notes_of(marked)[0]
    assert {link["/Subtype"] for link in links} == {"/Link"}
    page = reader.pages[1].indirect_reference
    assert page is not None
    assert list.__getitem__(links[0]["/Dest"], 0).idnum == page.idnum
    outline: Any = reader.outline
    title, (finding,) = outline
    assert title.title == "lanting.pdf：核对结果"
    assert "期间费用合计" in finding.title
    assert reader.get_destination_page_number(finding) == 1


def test_the_suspect_is_marked_otherwise_than_its_innocent_parts(marked: bytes) -> None:
    before = pypdfium2.PdfDocument(REPORT.read_bytes())[0].render(scale=2).to_pil().getcolors(1 << 24)
    after = pypdfium2.PdfDocument(marked)[1].render(scale=2).to_pil().getcolors(1 << 24)
    drawn = {colour for _, colour in after} - {colour for _, colour in before}
    seen = (Standing.TIED, Standing.SUSPECT, Standing.FAILING)
    assert {tuple(round(255 * part) for part in COLOURS[one]) for one in seen} <= drawn


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
