"""Tick marks on Word documents: comments stand on the figures, everything else stays what it was."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document

from tieout.read import Limits, read_bytes
from tieout.render import View, view
from tieout.render.ticks_cover import standing_of
from tieout.render.ticks_docx import tick_docx
from tieout.rulebook import load_rulebook
from tieout.run import run
from tieout.settings import Settings
from tieout.sources import Source, Sources

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


UNITS = (("Item", "Units"), ("North", "60"), ("South", "44"), ("Total", "115"))


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def note() -> Document:
    document = docx.Document()
    paragraph = document.add_paragraph("Revenue rose 20% from ")
    paragraph.add_run("$5").bold = True
    paragraph.add_run("0 million\tto $60 million; 7 stores opened.")
    table = document.add_table(rows=4, cols=2)
    for row, line in zip(table.rows, UNITS, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text
    return document


def shown(source: bytes) -> View:
    results = run(Sources((Source(Path("note.docx"), "note.docx", source),)), load_rulebook(), Limits())
    return view(results, load_rulebook(), Settings().show, Settings().fail_on)


def marked(source: bytes, *, everything: bool = False) -> bytes:
    found = shown(source)
    return tick_docx(found, found.results.reports[0], source, everything=everything)


def comments(copy: bytes) -> dict[str, str]:
    """The text that each comment spans, and what the comment says."""
    document = docx.Document(io.BytesIO(copy))
    spans: dict[str, str] = {}
    open_: set[str] = set()
    for node in document.element.iter():
        if node.tag == f"{W}commentRangeStart":
            open_.add(node.get(f"{W}id"))
        elif node.tag == f"{W}commentRangeEnd":
            open_.discard(node.get(f"{W}id"))
        elif node.tag == f"{W}t":
            for identifier in open_:
                spans[identifier] = spans.get(identifier, "") + node.text
    return {spans[str(comment.comment_id)]: comment.text for comment in document.comments}


def test_figures_that_fail_have_a_comment_with_the_calculation() -> None:
    found = comments(marked(saved(note())))
    assert set(found) == {"60", "44", "115"}
    assert found["60"].startswith("✗ failing\nerror: ")
    assert found["115"].startswith("✗✗ suspect\nerror: ")
    assert "104" in found["115"]


def test_every_checked_figure_has_one_if_asked_for() -> None:
    found = comments(marked(saved(note()), everything=True))
    assert set(found) == {"20%", "$50 million", "$60 million", "60", "44", "115"}
    assert found["20%"].startswith("✓ tied\nties: ")


def test_the_cover_lists_the_findings_with_links_to_their_figures() -> None:
    document = docx.Document(io.BytesIO(marked(saved(note()))))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:2] == [
        "note.docx: what ties out and what does not", "Findings: 1. Checked: 6 of 7 figures.",
    ]  # fmt: skip
    assert texts[2].startswith("error: Total / Units: 115 is stated, the parts give 104")
    (link,) = document.element.iter(f"{W}hyperlink")
    (start,) = document.element.iter(f"{W}bookmarkStart")
    assert link.get(f"{W}anchor") == start.get(f"{W}name")
    run_ = start.getnext()
    while run_.tag != f"{W}r":
        run_ = run_.getnext()
    assert "".join(node.text for node in run_.iter(f"{W}t")) == "115"


def test_the_copy_reads_as_the_original_did() -> None:
    source = saved(note())
    before, after = (read_bytes(data, "note.docx").blocks for data in (source, marked(source)))
    behind_the_cover = after[len(after) - len(before) :]
    assert [block.text.content for block in before] == [block.text.content for block in behind_the_cover]
    assert before[-1].table == behind_the_cover[-1].table


def test_every_figure_is_shaded_by_how_it_stands() -> None:
    source = saved(note())
    view_ = shown(source)
    report = view_.results.reports[0]
    document = docx.Document(io.BytesIO(tick_docx(view_, report, source)))
    fills: dict[str, str] = {}
    for run_ in document.element.iter(f"{W}r"):
        shading = run_.find(f"{W}rPr/{W}shd")
        if shading is not None:
            fill = shading.get(f"{W}fill")
            fills[fill] = fills.get(fill, "") + "".join(node.text for node in run_.iter(f"{W}t"))
    standing = standing_of(view_, report)
    by_standing: dict[str, str] = {}
    for fact in report.facts:
        by_standing[standing[fact.id]] = by_standing.get(standing[fact.id], "") + fact.figure.text
    assert sorted(fills.values()) == sorted(by_standing.values())
    assert len(fills) == 4  # tied, suspect, its innocent parts, unchecked


def test_comments_that_stand_there_already_are_kept() -> None:
    document = note()
    document.add_comment(document.paragraphs[0].runs, text="Is this the final figure?", author="QC")
    found = comments(marked(saved(document)))
    assert any(text == "Is this the final figure?" for text in found.values())
    assert found["115"].startswith("✗✗ suspect")


def test_other_parts_are_untouched() -> None:
    source = saved(note())
    copy = marked(source)
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(io.BytesIO(copy)) as new:
        changed = {
            "word/document.xml",
            "word/comments.xml",
            "word/_rels/document.xml.rels",
            "[Content_Types].xml",
        }
        assert set(new.namelist()) - set(old.namelist()) <= changed
        assert all(new.read(name) == old.read(name) for name in old.namelist() if name not in changed)


def test_same_input_same_bytes() -> None:
    source = saved(note())
    assert marked(source) == marked(source)


@pytest.mark.parametrize("where", ["header", "footnote-like text box"])
def test_figures_that_cannot_carry_a_comment_are_left_alone(where: str) -> None:
    document = note()
    if where == "header":
        document.sections[0].header.paragraphs[0].text = "Total 115 units"
    else:
        box = document.paragraphs[0]._p.makeelement(f"{W}txbxContent")
        box.append(docx.Document().add_paragraph("Total: $50 million plus $60 million is $120 million")._p)
        holder = document.paragraphs[0].add_run()._r
        holder.append(box)
    assert "$120 million" not in comments(marked(saved(document)))
