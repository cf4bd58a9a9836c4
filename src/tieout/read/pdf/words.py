"""Characters of a PDF page -> words with boxes, and the ruling lines drawn on it.

Coordinates are points from the top left corner of the page. PDFium gives characters in content order,
which is trusted inside a word only; everything above the word is geometry. PDFium is not thread-safe.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pypdfium2
import pypdfium2.raw as pdfium

from tieout.read.pdf.frame import Box, Frame

# Distances in units of the font size.
WORD_GAP = 0.2
LINE_SHIFT = 0.35
RAISED = 0.18
SMALLER = 0.85

SUPERSCRIPTS = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
LEADERS = re.compile(r"[.·…_]{3,}$")
SPACE = 32
BROKEN_WORD = 2  # what PDFium gives for a hyphen at the end of a line
# Fonts of some makers map these characters to their radicals; a blanket NFKC would ruin m² and ½.
RADICALS = str.maketrans("⼀⼆⼈⼊⼋⼗⼤⼩⼯⽂⽅⽇⽉⽔⽕⽣⽤⽬⽴⻓⾦⾼⻚⻛⼾⽆⾏⾯⼒⼿⽐⽽⾃⾄",
                         "一二人入八十大小工文方日月水火生用目立长金高页风户无行面力手比而自至")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a gap. `spaced` says whether a space was printed or drawn before it."""

    text: str
    box: Box
    baseline: float
    size: float
    bold: bool
    spaced: bool


@dataclass
class Page:
    """A page as words and ruling lines; rotated text is left out and counted."""

    number: int
    width: float
    height: float
    words: list[Word]
    horizontals: list[Box]
    verticals: list[Box]
    rotated: int = 0
    images: int = 0

    @cached_property
    def size(self) -> float:
        """The commonest font size, weighted by characters."""
        weights: dict[float, int] = {}
        for word in self.words:
            rounded = round(word.size, 1)
            weights[rounded] = weights.get(rounded, 0) + len(word.text)
        return max(weights, key=lambda size: weights[size], default=10.0)


@dataclass(frozen=True, slots=True)
class _Glyph:
    char: str
    box: Box
    baseline: float
    size: float
    bold: bool


def read_page(document: pypdfium2.PdfDocument, index: int) -> Page:
    """Read one page (from 0) of an open PDF."""
    page = document[index]
    try:
        frame = _frame(page)
        text = page.get_textpage()
        try:
            rotated: list[int] = []
            words = [word for word in _words(_glyphs(text, frame, rotated)) if not _leader(word)]
        finally:
            text.close()
        horizontals, verticals, images = _rules(page, frame)
        return Page(index + 1, *frame.size, words, horizontals, verticals, len(rotated), images)
    finally:
        page.close()


def _frame(page: pypdfium2.PdfPage) -> Frame:
    turn, (width, height) = page.get_rotation(), page.get_size()
    left, bottom, right, top = page.get_cropbox()
    frame = Frame(left, bottom, right, top, turn)
    if frame.size == (width, height):
        return frame
    # PDFium does not look for inherited boxes when asked for one, only when asked for the size.
    return Frame(0, 0, height, width, turn) if turn in (90, 270) else Frame(0, 0, width, height, turn)


def _glyphs(text: pypdfium2.PdfTextPage, frame: Frame, rotated: list[int]) -> Iterator[_Glyph | None]:
    """The upright characters in content order; None stands for a space or a line break."""
    raw, count = text.raw, text.count_chars()
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for i in range(count):
        code = _code(raw, i)
        if 0 < code <= 32 or code in (0xA0, 0x3000, 0xFEFF) or pdfium.FPDFText_IsGenerated(raw, i):
            yield None
            continue
        if not frame.upright(pdfium.FPDFText_GetCharAngle(raw, i)):
            rotated.append(i)
            continue
        pdfium.FPDFText_GetLooseCharBox(raw, i, box)
        pdfium.FPDFText_GetCharOrigin(raw, i, x, y)
        size = pdfium.FPDFText_GetFontSize(raw, i) or 1.0
        area = frame.box(box.left, box.bottom, box.right, box.top)
        extent = area.height
        # The nominal size ignores the text matrix: trust the drawn height where they disagree.
        if not 0.5 < extent / size < 2.0:
            size = extent or 1.0
        bold = pdfium.FPDFText_GetFontWeight(raw, i) >= 600
        yield _Glyph(
            chr(code or 0xFFFD).translate(RADICALS),  # no code: often a ligature its font does not name
            area,
            frame.shown(x.value, y.value)[1],
            size,
            bold,
        )


def _code(raw: object, i: int) -> int:
    """The code point of a character; of a pair of surrogates, the first carries both."""
    code: int = pdfium.FPDFText_GetUnicode(raw, i)
    if code == BROKEN_WORD:
        return ord("-")
    if 0xD800 <= code < 0xDC00:
        low: int = pdfium.FPDFText_GetUnicode(raw, i + 1)
        return 0x10000 + (code - 0xD800) * 0x400 + (low - 0xDC00) if 0xDC00 <= low < 0xE000 else 0xFFFD
    return SPACE if 0xDC00 <= code < 0xE000 else code


def _words(glyphs: Iterator[_Glyph | None]) -> Iterator[Word]:
    run: list[_Glyph] = []
    spaced, raised = True, False
    for glyph in glyphs:
        if glyph is None:
            if run:
                yield _word(run, spaced, raised)
            run, spaced, raised = [], True, False
            continue
        if run and not _continues(run[-1], glyph):
            yield _word(run, spaced, raised)
            above = _raised(run[-1], glyph) and not raised
            spaced = not above and glyph.box.left - run[-1].box.right > WORD_GAP * glyph.size
            run, raised = [], above
        run.append(glyph)
    if run:
        yield _word(run, spaced, raised)


def _leader(word: Word) -> bool:
    """Whether a word is nothing but the dots that lead the eye to a column."""
    return not word.text.strip("._…") or (not word.text.strip("·") and len(word.text) > 1)


def _continues(last: _Glyph, glyph: _Glyph) -> bool:
    size = max(last.size, glyph.size)
    gap = glyph.box.left - last.box.right
    same_line = abs(glyph.baseline - last.baseline) < 0.1 * size
    return same_line and -0.5 * size < gap < WORD_GAP * size


def _raised(last: _Glyph, glyph: _Glyph) -> bool:
    """Whether a glyph is a superscript of the one before it."""
    up = last.baseline - glyph.baseline
    near = abs(glyph.box.left - last.box.right) < 0.3 * last.size
    return near and glyph.size < SMALLER * last.size and RAISED * last.size < up < last.size


def _word(run: list[_Glyph], spaced: bool, raised: bool) -> Word:
    box = run[0].box
    for glyph in run[1:]:
        box = box.union(glyph.box)
    text = LEADERS.sub("", "".join(glyph.char for glyph in run))
    if raised:
        text = text.translate(SUPERSCRIPTS)
    return Word(text, box, run[0].baseline, run[0].size, run[0].bold, spaced)


def _rules(page: pypdfium2.PdfPage, frame: Frame) -> tuple[list[Box], list[Box], int]:
    """Horizontal and vertical ruling lines (thin boxes), and how many images the page has."""
    horizontals, verticals, images = [], [], 0
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=5):
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            images += 1
            continue
        box = frame.box(*item.get_bounds())
        if box.height < 3 and box.width > 8:
            horizontals.append(box)
        elif box.width < 3 and box.height > 5:
            verticals.append(box)
        elif box.width > 20 and box.height > 8 and _outlined(item):
            horizontals += [
                Box(box.left, box.top, box.right, box.top),
                Box(box.left, box.bottom, box.right, box.bottom),
            ]
            verticals += [
                Box(box.left, box.top, box.left, box.bottom),
                Box(box.right, box.top, box.right, box.bottom),
            ]
    return horizontals, verticals, images


def _outlined(item: pypdfium2.PdfObject) -> bool:
    """Whether a path is a rectangle that is stroked (a filled one is shading, not ruling)."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item.raw, fill, stroke)
    return bool(stroke.value) and pdfium.FPDFPath_CountSegments(item.raw) <= 6
