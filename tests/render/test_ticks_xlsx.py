"""Tick marks on workbooks: colours and comments on the cells, everything else stays what it was."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from tieout.coverage import Tick
from tieout.read import Limits, read_bytes
from tieout.render import View, view
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


def marked(data: bytes) -> bytes:
    found = shown(data)
    return tick_xlsx(found, found.results.reports[0], data)


def sheet(data: bytes) -> Worksheet:
    found = openpyxl.load_workbook(io.BytesIO(data)).active
    assert isinstance(found, Worksheet)
    return found


def said(data: bytes) -> dict[str, str]:
    return {
        cell.coordinate: cell.comment.text for row in sheet(data).iter_rows() for cell in row if cell.comment
    }


def test_checked_cells_have_a_comment_with_the_calculation() -> None:
    found = said(marked(saved(book())))
    assert set(found) == {"B2", "B3", "B4", "C2", "C3", "C4"}
    assert found["B4"].startswith("✓ tied\nties: ")
    assert found["C4"].startswith("✗ failing\nerror: ")
    assert "= 69  computed" in found["C4"]


def test_cells_are_coloured_by_their_tick() -> None:
    found = sheet(marked(saved(book()))).conditional_formatting
    colours = {str(area.sqref): area.rules[0].dxf.fill.bgColor.rgb[2:] for area in found}
    assert colours == {
        "C2:C4": pale(Tick.FAILING), "B2:B4": pale(Tick.TIED), "D3": pale(Tick.UNCOVERED),
    }  # fmt: skip


def test_the_copy_reads_as_the_original_did() -> None:
    data = saved(book())
    before, after = (read_bytes(one, "book.xlsx") for one in (data, marked(data)))
    assert (before.blocks, before.workbook) == (after.blocks, after.workbook)


def test_comments_that_stand_there_already_are_kept() -> None:
    workbook = book()
    assert isinstance(workbook.active, Worksheet)
    workbook.active["A2"].comment = Comment("opened in March", "QC")
    workbook.active["B3"].comment = Comment("checked by hand", "QC")
    found = said(marked(saved(workbook)))
    assert (found["A2"], found["B3"]) == ("opened in March", "checked by hand")
    assert found["B4"].startswith("✓ tied")


def test_same_input_same_bytes() -> None:
    data = saved(book())
    assert marked(data) == marked(data)
