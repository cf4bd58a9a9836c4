"""Writes another figure into the source of a report: Markdown, DOCX and XLSX as files, a PDF as it was read.

The text of a PDF stands in its streams as glyphs of fonts that hold no others, so it is changed behind the
reader. Everything else goes all the way.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import PurePath
from typing import TYPE_CHECKING

from tieout.model import Anchor, Document, Figure, Report, Text
from tieout.read import Limits, read_bytes

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

Rewrite = Callable[[bytes, Report, Figure, str], bytes | None]


def rewritten(data: bytes, report: Report, figure: Figure, text: str) -> Document | None:
    """The report with another figure in its source, read again; None where it cannot be written."""
    document = report.document
    rewrite = REWRITES.get(PurePath(document.path).suffix)
    if rewrite is None:
        return _as_read(document, figure, text)
    changed = rewrite(data, report, figure, text)
    return None if changed is None else read_bytes(changed, document.path, Limits())


def _markdown(data: bytes, report: Report, figure: Figure, text: str) -> bytes | None:
    place, lines = report.place(figure), data.decode().split("\n")
    assert place.line is not None
    assert place.column is not None
    changed = _put_in(lines[place.line - 1], place.column - 1, figure.text, text)
    if changed is None:
        return None
    lines[place.line - 1] = changed
    return "\n".join(lines).encode()


def _docx(data: bytes, report: Report, figure: Figure, text: str) -> bytes | None:
    from docx import Document as Word

    word, place, whole = Word(io.BytesIO(data)), report.place(figure), _around(report, figure)
    if figure.row is not None and figure.col is not None and place.table is not None:
        paragraphs = word.tables[place.table - 1].cell(figure.row - 1, figure.col - 1).paragraphs
    else:
        paragraphs = [one for one in word.paragraphs if whole.strip() in one.text]
    if len(paragraphs) != 1 or not paragraphs[0].runs:
        return None
    start = paragraphs[0].text.find(whole.strip()) + figure.start - (len(whole) - len(whole.lstrip()))
    if not _put_into(paragraphs[0], start, figure.text, text):
        return None
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _put_into(paragraph: Paragraph, at: int, printed: str, text: str) -> bool:
    """Write into a paragraph, whose first run takes all of it."""
    changed = _put_in(paragraph.text, at, printed, text)
    if changed is None:
        return False
    first, *rest = paragraph.runs
    first.text = changed
    for run in rest:
        run.text = ""
    return True


def _xlsx(data: bytes, report: Report, figure: Figure, text: str) -> bytes | None:
    """The stored value of a cell without a formula; formulas keep the results that are stored with them."""
    from openpyxl import load_workbook

    place = report.place(figure)
    names = load_workbook(io.BytesIO(data)).sheetnames
    part = f"xl/worksheets/sheet{names.index(place.sheet or '') + 1}.xml"
    value = Fraction(text.strip("()%").replace(",", "")) / (100 if text.endswith("%") else 1)
    stored = float(-value if text.startswith("(") else value)
    found = re.compile(rf'(<c r="{place.cell}"[^>]*><v>)[^<]*(</v>)')
    out, written = io.BytesIO(), 0
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == part:
                changed, written = found.subn(rf"\g<1>{stored}\g<2>", content.decode())
                content = changed.encode()
            after.writestr(name, content)
    return out.getvalue() if written else None


REWRITES: dict[str, Rewrite] = {".md": _markdown, ".docx": _docx, ".xlsx": _xlsx}


def _around(report: Report, figure: Figure) -> str:
    """The text of the block or cell that a figure stands in."""
    block = report.document.blocks[figure.block]
    if figure.row is None or block.table is None:
        return block.text.content
    place = figure.row, figure.col
    return next(cell.text.content for cell in block.table.cells if (cell.row, cell.col) == place)


def _put_in(line: str, at: int, printed: str, text: str) -> str | None:
    """A line with another text in place of one that stands there; None if it does not."""
    return line[:at] + text + line[at + len(printed) :] if line.startswith(printed, at) else None


def _as_read(document: Document, figure: Figure, text: str) -> Document:
    block = document.blocks[figure.block]
    if figure.row is None or block.table is None:
        block = replace(block, text=_put(block.text, figure, text))
    else:
        place = figure.row, figure.col
        cells = tuple(
            cell._replace(text=_put(cell.text, figure, text)) if (cell.row, cell.col) == place else cell
            for cell in block.table.cells
        )
        block = replace(block, table=replace(block.table, cells=cells))
    blocks = (*document.blocks[: figure.block], block, *document.blocks[figure.block + 1 :])
    return replace(document, blocks=blocks)


def _put(text: Text, figure: Figure, printed: str) -> Text:
    """A text with another figure; what is anchored behind it moves along."""
    start, more = figure.start, len(printed) - (figure.end - figure.start)
    anchors = tuple(
        Anchor(one.offset if one.offset <= start else max(one.offset + more, start), one.place)
        for one in text.anchors
    )
    return Text(text.content[:start] + printed + text.content[figure.end :], anchors)
