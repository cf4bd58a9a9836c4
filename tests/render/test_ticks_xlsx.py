"""Tick marks on workbooks: colours and comments on the cells, everything else stays what it was."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from tieout.read import Limits, read_bytes
from tieout.render import View, view
from tieout.render.standing import Standing
from tieout.render.ticks import pale
from tieout.render.ticks_xlsx import tick_xlsx
from tieout.rulebook import load_rulebook
from tieout.run import run
from tieout.settings import Settings
from tieout.sources import Source, Sources

ROWS = (
    ("Store", "May", "June", "Note"),
    ("Harbour", 41, 38, "new"),
    ("Station", 27, 31, "12 weeks"),
    ("Total", 68, 96, None),
)


def book() -> openpyxl.Workbook:
    workbook = openpyxl.Workbook()
    assert isinstance(workbook.active, Worksheet)
    for row in ROWS:
        workbook.active.append(row)
    return workbook


def saved(workbook: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def shown(data: bytes) -> View:
    results = run(Sources((Source(Path("book.xlsx"), "book.xlsx", data),)), load_rulebook(), Limits())
    return view(results, load_rulebook(), Settings().show, Settings().fail_on)


def marked(data: bytes, *, everything: bool = False) -> bytes:
    found = shown(data)
    return tick_xlsx(found, found.results.reports[0], data, everything=everything)


def sheet(data: bytes, name: str = "Sheet") -> Worksheet:
    found = openpyxl.load_workbook(io.BytesIO(data))[name]
    assert isinstance(found, Worksheet)
    return found


def said(data: bytes) -> dict[str, str]:
    return {
        cell.coordinate: cell.comment.text for row in sheet(data).iter_rows() for cell in row if cell.comment
    }


def test_cells_that_fail_have_a_comment_with_the_calculation() -> None:
    found = said(marked(saved(book())))
    assert set(found) == {"C2", "C3", "C4"}
    assert found["C2"].startswith("✗ failing\nerror: ")
    assert found["C4"].startswith("✗✗ suspect\nerror: ")
    assert "= 69  computed" in found["C4"]


def test_every_checked_cell_has_one_if_asked_for() -> None:
    found = said(marked(saved(book()), everything=True))
    assert set(found) == {"B2", "B3", "B4", "C2", "C3", "C4"}
    assert found["B4"].startswith("✓ tied\nties: ")


def test_the_cover_comes_first_and_links_each_finding_to_its_cell() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(marked(saved(book()))))
    assert workbook.sheetnames == ["tieout", "Sheet"]
    cover = workbook["tieout"]
    assert cover["A2"].value == "Findings: 1. Checked: 6 of 7 figures."
    assert (cover["A3"].value, cover["B3"].value) == ("error", "Sheet!C4")
    assert cover["C3"].value.startswith("Total / June: 96 is stated, the parts give 69")
    assert cover["B3"].hyperlink.location == "'Sheet'!C4"


def test_what_counts_sheets_counts_the_cover_too() -> None:
    workbook = book()
    workbook.create_sheet("Other").print_title_rows = "1:1"  # a name of the second sheet
    workbook.active = 1
    found = openpyxl.load_workbook(io.BytesIO(marked(saved(workbook))))
    assert found["Other"].print_title_rows == "$1:$1"
    assert found.active.title == "tieout"  # type: ignore[union-attr]


def test_a_finding_is_a_text_and_no_formula() -> None:
    workbook = book()
    workbook["Sheet"]["A4"] = '=HYPERLINK("http://x")'
    workbook["Sheet"]["A4"].data_type = "s"
    cover = openpyxl.load_workbook(io.BytesIO(marked(saved(workbook))))["tieout"]
    assert all(cell.data_type != "f" for row in cover.iter_rows() for cell in row)


def test_cells_are_coloured_by_how_they_stand() -> None:
    found = sheet(marked(saved(book()))).conditional_formatting
    colours = {str(area.sqref): area.rules[0].dxf.fill.bgColor.rgb[2:] for area in found}
    assert colours == {
        "C4": pale(Standing.SUSPECT), "C2:C3": pale(Standing.FAILING), "B2:B4": pale(Standing.TIED),
        "D3": pale(Standing.UNCOVERED),
    }  # fmt: skip


def test_the_copy_reads_as_the_original_did() -> None:
    data = saved(book())
    before, after = (read_bytes(one, "book.xlsx") for one in (data, marked(data)))
    assert before.workbook is not None
    assert after.workbook is not None
    assert before.workbook.sheets["Sheet"] == after.workbook.sheets["Sheet"]
    assert [cell.text.content for cell in before.blocks[-1].table.cells] == [  # type: ignore[union-attr]
        cell.text.content
        for cell in after.blocks[-1].table.cells  # type: ignore[union-attr]
    ]


def test_comments_that_stand_there_already_are_kept() -> None:
    workbook = book()
    assert isinstance(workbook.active, Worksheet)
    workbook.active["A2"].comment = Comment("opened in March", "QC")
    workbook.active["B3"].comment = Comment("checked by hand", "QC")
    found = said(marked(saved(workbook)))
    assert (found["A2"], found["B3"]) == ("opened in March", "checked by hand")
    assert found["C4"].startswith("✗✗ suspect")


def test_same_input_same_bytes() -> None:
    data = saved(book())
    assert marked(data) == marked(data)
