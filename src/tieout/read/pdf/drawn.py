"""What is drawn on a page besides text: ruling lines, frames that set a part apart, diagrams, images."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from tieout.read.pdf.frame import Box, Frame, around

DEPTH = 5  # of forms within forms
MANY = 20  # paths in a form that is a diagram
BACKGROUND = 0.5  # share of the area of a form
LETTER = (2.5, 40.0)  # points that a letter drawn as a path is high
WIDEST = 80  # times its height a path may be wide that is a line of letters
LEAST_CORNERS = 7  # of a letter; shaded cells and bars have four
LEAST_LETTERS = 4  # side by side
LEAST_SHAPES = 3
KINDS = {pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM}


@dataclass
class Drawn:
    """Horizontal and vertical rules (thin boxes), frames, diagrams, images, every path."""

    horizontals: list[Box] = field(default_factory=list)
    verticals: list[Box] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)
    diagrams: list[Box] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    paths: list[Box] = field(default_factory=list)
    letters: list[Box] = field(default_factory=list)  # paths that may be letters

    def add(self, item: pypdfium2.PdfObject, box: Box) -> None:
        """Take in a path: a thin one is a rule, one around something is its four sides."""
        self.paths.append(box)
        if LETTER[0] < box.height < LETTER[1] and box.width < WIDEST * box.height and _shaped(item, box):
            self.letters.append(box)
        if box.height < 3 and box.width > 8:
            self.horizontals.append(box)
        elif box.width < 3 and box.height > 5:
            self.verticals.append(box)
        elif box.width > 20 and box.height > 8 and _outlined(item):
            self.frames.append(box)
            left, top, right, bottom = box.left, box.top, box.right, box.bottom
            self.horizontals += [Box(left, top, right, top), Box(left, bottom, right, bottom)]
            self.verticals += [Box(left, top, left, bottom), Box(right, top, right, bottom)]


def drawn(page: pypdfium2.PdfPage, frame: Frame) -> Drawn:
    """Everything drawn on a page; of diagrams that were placed on it as a whole only where they are."""
    whole = Drawn()
    parts: dict[int, tuple[pypdfium2.PdfObject, Box, Drawn]] = {}
    for item in _objects(page):
        box, outer = _placed(item, frame)
        if item.type == pdfium.FPDF_PAGEOBJ_FORM:
            if outer is item:
                parts[id(item)] = item, box, Drawn()
            continue
        part = whole if outer is item else parts[id(outer)][2]
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            whole.images.append(box)
        else:
            part.add(item, box)
    for form, place, part in parts.values():
        whole.letters += part.letters
        # What covers most of a form is its background, which may reach over what a clip cuts off.
        inner = [b for b in part.paths if b.width * b.height < BACKGROUND * place.width * place.height]
        if len(inner) >= MANY and _set_apart(around(inner), frame):
            whole.diagrams.append(around([*inner, *_texts(page, form, frame)]))
            continue
        whole.horizontals += part.horizontals
        whole.verticals += part.verticals
        whole.frames += part.frames
    whole.frames = _outermost(box for box in whole.frames if _set_apart(box, frame))
    return whole


def _objects(
    page: pypdfium2.PdfPage, form: pypdfium2.PdfObject | None = None, level: int = 0
) -> Iterator[pypdfium2.PdfObject]:
    """What `page.get_objects` gives but for texts, which are most of a page and take as long each."""
    count = (
        pdfium.FPDFPage_CountObjects(page.raw) if form is None else pdfium.FPDFFormObj_CountObjects(form.raw)
    )
    for i in range(count):
        raw = (
            pdfium.FPDFPage_GetObject(page.raw, i)
            if form is None
            else pdfium.FPDFFormObj_GetObject(form.raw, i)
        )
        kind = pdfium.FPDFPageObj_GetType(raw)
        if kind in KINDS:
            item = pypdfium2.PdfObject(raw, page=page, pdf=page.pdf, container=form, level=level)
            yield item
            if kind == pdfium.FPDF_PAGEOBJ_FORM and level < DEPTH - 1:
                yield from _objects(page, item, level + 1)


def outlined(letters: Sequence[Box]) -> int:
    """How many letters are drawn as paths: side by side on a line, and of many widths."""
    lines: dict[int, list[Box]] = {}
    for box in letters:
        lines.setdefault(round(box.bottom / 3), []).append(box)
    runs = (run for line in lines.values() for run in _side_by_side(line) if _worded(run))
    return sum(max(1, round(1.5 * box.width / box.height)) for run in runs for box in run)


def _side_by_side(line: Sequence[Box]) -> Iterator[list[Box]]:
    run: list[Box] = []
    for box in sorted(line, key=lambda box: box.left):
        if run and not -0.5 * box.height < box.left - run[-1].right < 1.5 * max(box.height, run[-1].height):
            yield run
            run = []
        run.append(box)
    if run:
        yield run


def _worded(run: Sequence[Box]) -> bool:
    """Whether paths side by side are as unlike as letters (keys and markers are alike), or one is a line."""
    shapes = {(round(box.width, 1), round(box.height, 1)) for box in run}
    whole = any(box.width > LEAST_LETTERS * box.height for box in run)
    return whole or (len(run) >= LEAST_LETTERS and len(shapes) >= LEAST_SHAPES)


def _shaped(item: pypdfium2.PdfObject, box: Box) -> bool:
    """Whether a path is filled and has as many corners as letters have, for its width."""
    corners: int = pdfium.FPDFPath_CountSegments(item.raw)
    if corners < LEAST_CORNERS * max(1.0, box.width / box.height):
        return False
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item.raw, fill, stroke)
    return bool(fill.value)


def _texts(page: pypdfium2.PdfPage, form: pypdfium2.PdfObject, frame: Frame) -> list[Box]:
    """Where the texts of a form are."""
    texts = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=DEPTH, form=form, level=1)
    return [_placed(text, frame)[0] for text in texts]


def _placed(item: pypdfium2.PdfObject, frame: Frame) -> tuple[Box, pypdfium2.PdfObject]:
    """Where an object is on the page, by the matrices of the forms around it, and the outermost of these."""
    bounds: tuple[float, ...] = item.get_bounds()
    outer = item
    while outer.container is not None:
        outer = outer.container
        bounds = outer.get_matrix().on_rect(*bounds)
    return frame.box(*bounds), outer


def _set_apart(box: Box, frame: Frame) -> bool:
    """Whether a box is a part of the page, neither a cell or key of something nor all of it."""
    width, height = frame.size
    return 0.2 * width < box.width < 0.95 * width and 0.08 * height < box.height < 0.8 * height


def _outermost(boxes: Iterable[Box]) -> list[Box]:
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda box: -box.width * box.height):
        if not any(other.overlaps(box) for other in kept):
            kept.append(box)
    return kept


def _outlined(item: pypdfium2.PdfObject) -> bool:
    """Whether a path is a rectangle that is stroked (a filled one is shading, not ruling)."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item.raw, fill, stroke)
    return bool(stroke.value) and pdfium.FPDFPath_CountSegments(item.raw) <= 6
