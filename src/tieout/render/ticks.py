"""Tick marks on a copy of a PDF: one annotation per figure, as an auditor would pencil them.

A tied figure gets a green tick, a failing one a red cross, an uncovered one a grey dot; the worked
calculation stands in the note of the mark. The copy is an incremental update (ISO 32000-1, 7.5.6): the
original bytes are its beginning, so that nobody need wonder what was changed.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tieout.coverage import Tick, facts_of
from tieout.errors import ReadError
from tieout.model import Fact, Place, Report, Verdict
from tieout.read.pdf.frame import Frame
from tieout.render.view import View

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter
    from pypdf.generic import DictionaryObject, FloatObject, StreamObject

COLOURS = {
    Tick.TIED: (0.10, 0.60, 0.25),
    Tick.FAILING: (0.85, 0.10, 0.10),
    Tick.UNCOVERED: (0.60, 0.60, 0.60),
}
# Strokes in a square of side one, from the lower left: a tick, a cross, a dot.
STROKES = {
    Tick.TIED: "0.1 0.5 m 0.4 0.15 l 0.95 0.9 l S",
    Tick.FAILING: "0.15 0.15 m 0.85 0.85 l S 0.15 0.85 m 0.85 0.15 l S",
    Tick.UNCOVERED: "0.4 0.45 m 0.6 0.45 l S",
}
MOST_LINES = 12  # of one note


def tick_pdf(view: View, report: Report, source: bytes) -> bytes:
    """Mark every figure of a PDF report.

    Args:
        view: the results of the run.
        report: the report to mark, read from a PDF.
        source: the bytes it was read from.

    Returns:
        The same document with annotations appended.

    Raises:
        ReadError: the document cannot be updated.
    """
    from pypdf import PdfWriter
    from pypdf.errors import PyPdfError

    notes = _notes(view, report)
    try:
        writer = PdfWriter(io.BytesIO(source), incremental=True)
        for number, marked in sorted(_by_page(view, report).items()):
            page = writer.pages[number - 1]
            for fact, place in marked:
                tick = view.marks.tick(report, fact)
                note = "\n".join(notes.get(fact.id, ())) or view.marks.reason(report, fact)
                _annotate(writer, page, place, tick, note)
        out = io.BytesIO()
        writer.write(out)
    except PyPdfError as error:
        raise ReadError(f"tick marks cannot be put on this PDF ({error})", report.path) from error
    return out.getvalue()


def _by_page(view: View, report: Report) -> dict[int, list[tuple[Fact, Place]]]:
    pages: dict[int, list[tuple[Fact, Place]]] = defaultdict(list)
    for fact in report.facts:
        place = view.place(report, fact.figure)
        if place.page is not None and place.bbox is not None:
            pages[place.page].append((fact, place))
    return pages


def _notes(view: View, report: Report) -> dict[int, list[str]]:
    """What to say of each figure: findings first, then the relations that hold."""
    notes: dict[int, list[str]] = defaultdict(list)
    for finding in view.results.findings:
        text = f"{finding.severity.label}: {finding.message}\n{finding.calculation}".strip()
        _say(notes, facts_of(finding.outcome.relation), report, text)
    for outcome in view.results.outcomes:
        if outcome.verdict is Verdict.HOLDS:
            _say(notes, facts_of(outcome.relation), report, f"ties: {outcome.relation.expression}")
    return notes


def _say(notes: dict[int, list[str]], facts: Iterable[Fact], report: Report, text: str) -> None:
    for fact in facts:
        lines = notes[fact.id] if fact.report == report.path else []
        if text not in lines and len(lines) < MOST_LINES:
            lines.append(text)


def _annotate(writer: PdfWriter, page: PageObject, place: Place, tick: Tick, note: str) -> None:
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject
    from pypdf.generic import TextStringObject as String

    left, bottom, right, top = _on_page(page, place)
    side = min(top - bottom, 8.0)
    rect = (left - 1, bottom - 1, right + side, top + 1)
    corners = (left, top, right, top, left, bottom, right, bottom)
    numbers = list(_floats(rect))
    annotation = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Highlight"),
            NameObject("/Rect"): ArrayObject(numbers),
            NameObject("/QuadPoints"): ArrayObject(_floats(corners)),
            NameObject("/C"): ArrayObject(_floats(COLOURS[tick])),
            NameObject("/CA"): FloatObject(0.4),
            NameObject("/F"): NumberObject(4),  # printed
            NameObject("/T"): String("tieout"),
            NameObject("/Subj"): String(str(tick)),
            NameObject("/Contents"): String(note),
        }
    )
    stream = writer._add_object(_appearance(tick, rect, (left, bottom, right, top), side))
    annotation[NameObject("/AP")] = DictionaryObject({NameObject("/N"): stream})
    _append(writer, page, annotation)


def _append(writer: PdfWriter, page: PageObject, annotation: DictionaryObject) -> None:
    from pypdf.generic import ArrayObject, NameObject

    held = page.get("/Annots")
    kept = list(held.get_object()) if held is not None else []
    page[NameObject("/Annots")] = ArrayObject([*kept, writer._add_object(annotation)])


def _appearance(
    tick: Tick, rect: Sequence[float], box: tuple[float, float, float, float], side: float
) -> StreamObject:
    """The drawing: a wash over the figure and the mark behind it, in page coordinates."""
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject

    left, bottom, right, top = box
    red, green, blue = COLOURS[tick]
    wash = f"/wash gs {red} {green} {blue} rg {left} {bottom} {right - left} {top - bottom} re f"
    mark = f"{red} {green} {blue} RG 0.14 w 1 J {side} 0 0 {side} {right} {top - side} cm {STROKES[tick]}"
    stream = StreamObject()
    stream.set_data(f"q {wash} Q q {mark} Q".encode("ascii"))
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


def _floats(numbers: Iterable[float]) -> Iterator[FloatObject]:
    from pypdf.generic import FloatObject

    return (FloatObject(round(number, 2)) for number in numbers)


def _on_page(page: PageObject, place: Place) -> tuple[float, float, float, float]:
    """The box of a place in the coordinates of the page: left, bottom, right, top."""
    if place.bbox is None:
        raise ValueError("a place without a box cannot be marked")
    left, top, right, bottom = place.bbox
    crop = page.cropbox
    frame = Frame(
        float(crop.left), float(crop.bottom), float(crop.right), float(crop.top), page.rotation % 360
    )
    (a, b), (c, d) = frame.inside(left, bottom), frame.inside(right, top)
    return min(a, c), min(b, d), max(a, c), max(b, d)
