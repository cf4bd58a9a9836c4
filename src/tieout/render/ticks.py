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
from tieout.model import Box, Fact, Report, Verdict
from tieout.read.pdf.frame import Frame
from tieout.render.text import suspicion
from tieout.render.view import View, severity_word
from tieout.wording import say, translated

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
_PALE = 0.75  # how much white goes into a colour behind figures


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

    said = notes(view, report)
    try:
        writer = PdfWriter(io.BytesIO(source), incremental=True)
        for number, marked in sorted(_by_page(view, report).items()):
            page = writer.pages[number - 1]
            for fact, boxes in marked:
                tick = view.marks.tick(report, fact)
                note = "\n".join(said.get(fact.id, ())) or reason(view, report, fact)
                _annotate(writer, page, boxes, tick, note)
        out = io.BytesIO()
        writer.write(out)
    except PyPdfError as error:
        raise ReadError(f"tick marks cannot be put on this PDF ({error})", report.path) from error
    return out.getvalue()


def pale(tick: Tick) -> str:
    """The colour of a tick as a background, in hexadecimal digits."""
    return "".join(f"{round((part + (1 - part) * _PALE) * 255):02X}" for part in COLOURS[tick])


def _by_page(view: View, report: Report) -> dict[int, list[tuple[Fact, list[Box]]]]:
    """The figures of each page with their boxes, one per line; nothing is marked overleaf."""
    pages: dict[int, list[tuple[Fact, list[Box]]]] = defaultdict(list)
    for fact in report.facts:
        lines = view.text(report, fact.figure).boxes(fact.figure.start, fact.figure.end)
        page = lines[0][0] if lines else None
        if page is not None:
            pages[page].append((fact, [box for where, box in lines if where == page]))
    return pages


def notes(view: View, report: Report) -> dict[int, list[str]]:
    """What to say of each figure: findings first, then the relations that hold."""
    said: dict[int, list[str]] = defaultdict(list)
    for finding in view.in_words().results.findings:
        language = view.spoken(finding)
        word = severity_word(finding.severity, language)
        lines = [f"{word}: {finding.message}", finding.calculation, *suspicion(finding, language)]
        text = "\n".join(line for line in lines if line)
        _note(said, facts_of(finding.outcome.relation), report, text)
    for outcome in view.results.outcomes:
        if outcome.verdict is Verdict.HOLDS:
            ties = say("ties: {expression}", expression=outcome.relation.expression)
            _note(said, facts_of(outcome.relation), report, translated(ties, view.language(report.path)))
    return said


def reason(view: View, report: Report, fact: Fact) -> str:
    """Why a figure is uncovered, in the language of its report."""
    return translated(view.marks.reason(report, fact), view.language(report.path))


def _note(said: dict[int, list[str]], facts: Iterable[Fact], report: Report, text: str) -> None:
    for fact in facts:
        lines = said[fact.id] if fact.report == report.path else []
        if text not in lines and len(lines) < MOST_LINES:
            lines.append(text)


def _annotate(writer: PdfWriter, page: PageObject, boxes: Sequence[Box], tick: Tick, note: str) -> None:
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject
    from pypdf.generic import TextStringObject as String

    lines = [_on_page(page, box) for box in boxes]
    corners = [
        number for left, low, right, top in lines for number in (left, top, right, top, left, low, right, low)
    ]
    mark = _mark(lines[-1])
    every = (*lines, mark)
    rect = (
        min(box[0] for box in every) - 1, min(box[1] for box in every) - 1,
        max(box[2] for box in every) + 1, max(box[3] for box in every) + 1,
    )  # fmt: skip
    annotation = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Highlight"),
            NameObject("/Rect"): ArrayObject(_floats(rect)),
            NameObject("/QuadPoints"): ArrayObject(_floats(corners)),
            NameObject("/C"): ArrayObject(_floats(COLOURS[tick])),
            NameObject("/CA"): FloatObject(0.4),
            NameObject("/F"): NumberObject(4),  # printed
            NameObject("/T"): String("tieout"),
            NameObject("/Subj"): String(str(tick)),
            NameObject("/Contents"): String(note),
        }
    )
    stream = writer._add_object(_appearance(tick, rect, lines, mark))
    annotation[NameObject("/AP")] = DictionaryObject({NameObject("/N"): stream})
    _append(writer, page, annotation)


def _mark(line: Box) -> Box:
    """The square of the mark: raised at the end of the figure, clear of the digits that follow."""
    _, bottom, right, top = line
    side = min((top - bottom) * 0.65, 7.0)
    return right - side * 0.1, top - side * 0.5, right + side * 0.9, top + side * 0.5


def _append(writer: PdfWriter, page: PageObject, annotation: DictionaryObject) -> None:
    from pypdf.generic import ArrayObject, NameObject

    held = page.get("/Annots")
    kept = list(held.get_object()) if held is not None else []
    page[NameObject("/Annots")] = ArrayObject([*kept, writer._add_object(annotation)])


def _appearance(tick: Tick, rect: Box, lines: Iterable[Box], mark: Box) -> StreamObject:
    """The drawing: a wash over the figure and the mark behind it, in page coordinates."""
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject

    red, green, blue = COLOURS[tick]
    areas = " ".join(
        f"{left:.2f} {low:.2f} {right - left:.2f} {top - low:.2f} re" for left, low, right, top in lines
    )
    wash = f"/wash gs {red} {green} {blue} rg {areas} f"
    side = mark[2] - mark[0]
    square = f"{side:.2f} 0 0 {side:.2f} {mark[0]:.2f} {mark[1]:.2f} cm"
    drawn = f"{red} {green} {blue} RG 0.16 w 1 J {square} {STROKES[tick]}"
    stream = StreamObject()
    stream.set_data(f"q {wash} Q q {drawn} Q".encode("ascii"))
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


def _on_page(page: PageObject, box: Box) -> Box:
    """A box in the coordinates of the page: left, bottom, right, top."""
    left, top, right, bottom = box
    crop = page.cropbox
    frame = Frame(
        float(crop.left), float(crop.bottom), float(crop.right), float(crop.top), page.rotation % 360
    )
    (a, b), (c, d) = frame.inside(left, bottom), frame.inside(right, top)
    return min(a, c), min(b, d), max(a, c), max(b, d)
