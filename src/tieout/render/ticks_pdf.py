"""Tick marks on a copy of a PDF, behind a cover with the findings; bookmarks lead to them.

The copy is an incremental update (ISO 32000-1, 7.5.6): the original bytes are its beginning, so that nobody
need wonder what was changed. Figures with a note are annotations of their own; the marks of all others of a
page are one annotation, which says nothing: thousands of notes hide the few that matter.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tieout.errors import ReadError
from tieout.model import Box, Fact, Report
from tieout.read.pdf.frame import Frame
from tieout.render.standing import NAMES, Standing
from tieout.render.ticks import COLOURS, NOTED, notes, reason
from tieout.render.ticks_cover import cover, standing_of
from tieout.render.ticks_cover_pdf import put_cover
from tieout.render.view import View
from tieout.wording import say, translated

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter
    from pypdf.generic import DictionaryObject, FloatObject, StreamObject

_CROSS, _DOT = "0.15 0.15 m 0.85 0.85 l S 0.15 0.85 m 0.85 0.15 l S", "0.4 0.45 m 0.6 0.45 l S"
# Strokes in a square of side one, from the lower left: a cross in a frame, a cross, a tick, a dot.
STROKES = {
    Standing.SUSPECT: f"{_CROSS} -0.05 -0.05 1.1 1.1 re S",
    Standing.FAILING: _CROSS,
    Standing.WAIVED: _CROSS,
    Standing.TIED: "0.1 0.5 m 0.4 0.15 l 0.95 0.9 l S",
    Standing.PLAUSIBLE: _DOT,
    Standing.UNCOVERED: _DOT,
}


@dataclass(frozen=True, slots=True)
class _Mark:
    """A figure on a page: how it stands, and the boxes of its lines in page coordinates."""

    standing: Standing
    lines: Sequence[Box]

    @property
    def square(self) -> Box:
        """Where the mark goes: raised at the end of the figure, clear of the digits that follow."""
        _, bottom, right, top = self.lines[-1]
        side = min((top - bottom) * 0.65, 7.0)
        return right - side * 0.1, top - side * 0.5, right + side * 0.9, top + side * 0.5


def tick_pdf(view: View, report: Report, source: bytes, *, everything: bool = False) -> bytes:
    """Mark every figure of a PDF report.

    Args:
        view: the results of the run.
        report: the report to mark, read from a PDF.
        source: the bytes it was read from.
        everything: give every figure a note, not only those that fail.

    Returns:
        The same document with a cover before it, annotations and bookmarks.

    Raises:
        ReadError: the document cannot be updated.
    """
    from pypdf import PdfWriter
    from pypdf.errors import PyPdfError

    said, standing, language = notes(view, report), standing_of(view, report), view.language(report.path)
    try:
        writer = PdfWriter(io.BytesIO(source), incremental=True)
        pages, places = list(writer.pages), {}
        for number, marked in sorted(_by_page(view, report).items()):
            page, silent = pages[number - 1], []
            for fact, boxes in marked:
                mark = _Mark(standing[fact.id], [_on_page(page, box) for box in boxes])
                places[fact.id] = (page, mark.lines[0])
                if everything or mark.standing in NOTED:
                    note = "\n".join(said.get(fact.id, ())) or reason(view, report, fact)
                    _annotate(writer, page, [mark], translated(NAMES[mark.standing], language), note)
                else:
                    silent.append(mark)
            if silent:
                _annotate(writer, page, silent, "", "")
        put_cover(writer, cover(view, report), places)
        out = io.BytesIO()
        writer.write(out)
    except PyPdfError as error:
        raise ReadError(
            say("tick marks cannot be put on this PDF ({error})", error=error), report.path
        ) from error
    return out.getvalue()


def _by_page(view: View, report: Report) -> dict[int, list[tuple[Fact, list[Box]]]]:
    """The figures of each page with their boxes, one per line; nothing is marked overleaf."""
    pages: dict[int, list[tuple[Fact, list[Box]]]] = defaultdict(list)
    for fact in report.facts:
        lines = view.text(report, fact.figure).boxes(fact.figure.start, fact.figure.end)
        page = lines[0][0] if lines else None
        if page is not None:
            pages[page].append((fact, [box for where, box in lines if where == page]))
    return pages


def _annotate(writer: PdfWriter, page: PageObject, marks: Sequence[_Mark], subject: str, note: str) -> None:
    """Marks as one annotation; without a note nobody can open or move it."""
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject
    from pypdf.generic import TextStringObject as String

    every = [box for mark in marks for box in (*mark.lines, mark.square)]
    rect = (
        min(box[0] for box in every) - 1, min(box[1] for box in every) - 1,
        max(box[2] for box in every) + 1, max(box[3] for box in every) + 1,
    )  # fmt: skip
    annotation = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Highlight" if note else "/Stamp"),
            NameObject("/Rect"): ArrayObject(_floats(rect)),
            NameObject("/C"): ArrayObject(_floats(COLOURS[marks[0].standing])),
            NameObject("/F"): NumberObject(4 if note else 4 + 64 + 128),  # printed; read only and locked
            NameObject("/T"): String("tieout"),
        }
    )
    if note:
        corners = [
            number
            for left, low, right, top in marks[0].lines
            for number in (left, top, right, top, left, low, right, low)
        ]
        annotation[NameObject("/QuadPoints")] = ArrayObject(_floats(corners))
        annotation[NameObject("/CA")] = FloatObject(0.4)
        annotation[NameObject("/Subj")] = String(subject)
        annotation[NameObject("/Contents")] = String(note)
    stream = writer._add_object(_appearance(rect, marks))
    annotation[NameObject("/AP")] = DictionaryObject({NameObject("/N"): stream})
    _append(writer, page, annotation)


def _append(writer: PdfWriter, page: PageObject, annotation: DictionaryObject) -> None:
    from pypdf.generic import ArrayObject, NameObject

    held = page.get("/Annots")
    kept = list(held.get_object()) if held is not None else []
    page[NameObject("/Annots")] = ArrayObject([*kept, writer._add_object(annotation)])


def _appearance(rect: Box, marks: Sequence[_Mark]) -> StreamObject:
    """The drawing: a wash over each figure and the mark behind it, in page coordinates."""
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject

    stream = StreamObject()
    stream.set_data("\n".join(map(_drawn, marks)).encode("ascii"))
    state = DictionaryObject(
        {NameObject("/ca"): FloatObject(0.18), NameObject("/BM"): NameObject("/Multiply")}
    )
    stream.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(_floats(rect)),
            NameObject("/Resources"): DictionaryObject(
                {NameObject("/ExtGState"): DictionaryObject({NameObject("/wash"): state})}
            ),
        }
    )
    return stream


def _drawn(mark: _Mark) -> str:
    """The strokes of one figure."""
    red, green, blue = COLOURS[mark.standing]
    areas = " ".join(
        f"{left:.2f} {low:.2f} {right - left:.2f} {top - low:.2f} re" for left, low, right, top in mark.lines
    )
    left, low, right, _ = mark.square
    square = f"{right - left:.2f} 0 0 {right - left:.2f} {left:.2f} {low:.2f} cm"
    wash = f"/wash gs {red} {green} {blue} rg {areas} f"
    return f"q {wash} Q q {red} {green} {blue} RG 0.16 w 1 J {square} {STROKES[mark.standing]} Q"


def _floats(numbers: Iterable[float]) -> Iterator[FloatObject]:
    from pypdf.generic import FloatObject

    return (FloatObject(round(number, 2)) for number in numbers)


def _on_page(page: PageObject, box: Box) -> Box:
    """A box in the coordinates of the page: left, bottom, right, top."""
    left, top, right, bottom = box
    crop = page.cropbox
    frame = Frame(
        float(crop.left), float(crop.bottom), float(crop.right), float(crop.top), page.rotation % 360
    )
    (a, b), (c, d) = frame.inside(left, bottom), frame.inside(right, top)
    return min(a, c), min(b, d), max(a, c), max(b, d)
