"""Characters of a PDF page -> words with boxes, and the ruling lines drawn on it.

Coordinates are points from the top left corner of the page. PDFium gives characters in content order,
which is trusted inside a word only; everything above the word is geometry. PDFium is not thread-safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import median

import pypdfium2

from tieout.model import Problem
from tieout.read.pdf.annotations import laid_over
from tieout.read.pdf.drawn import Drawn, drawn, outlined
from tieout.read.pdf.frame import Box, Frame, around
from tieout.read.pdf.glyphs import UNNAMED, Aside, Glyph, glyphs, named

# Distances in units of the font size.
WORD_GAP = 0.2
LINE_SHIFT = 0.35
RAISED = 0.18
SMALLER = 0.85

MOSTLY = 3  # times as much text rotated as upright: the page is to be turned
FEW = 30  # words beside a page, such as the title of an axis, stand in no table
SUPERSCRIPTS = str.maketrans("0123456789+-−–()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾")
TYPED_RULE = re.compile(r"[-–—=]{6,}")
LEADING = re.compile(r"(?<=[^.·…_])[.·…_]{5,}(?=[^.·…_])")
MOST_DOTS = 4  # of an ellipsis; more lead the eye
LEADERS = re.compile(r"[.·…_]{3,}$")


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a gap. `spaced` says whether a space was printed or drawn before it.

    `shown` is its box on the page as shown, where that was turned to be read.
    """

    text: str
    box: Box
    baseline: float
    size: float
    bold: bool
    spaced: bool
    shown: Box | None = None


@dataclass
class Page:
    """A page as words and ruling lines.

    A page of which most is rotated, such as a wide table set across it, is turned. What runs along its sides
    besides is read as pages of its own, the `turned` ones; `slanting` are the texts at other angles.
    """

    number: int
    width: float
    height: float
    words: list[Word]
    horizontals: list[Box]
    verticals: list[Box]
    frames: Sequence[Box] = ()
    diagrams: Sequence[Box] = ()
    images: Sequence[Box] = ()
    outlines: int = 0
    slanting: Sequence[str] = ()
    turned: Sequence[Page] = ()
    laid_over: Sequence[Problem] = ()

    @cached_property
    def size(self) -> float:
        """The commonest font size, weighted by characters."""
        weights: dict[float, int] = {}
        for word in self.words:
            rounded = round(word.size, 1)
            weights[rounded] = weights.get(rounded, 0) + len(word.text)
        return max(weights, key=lambda size: weights[size], default=10.0)


def read_page(document: pypdfium2.PdfDocument, index: int) -> Page:
    """Read one page (from 0) of an open PDF."""
    page = document[index]
    try:
        frame = _frame(page)
        text = page.get_textpage()
        try:
            views = _views(text, frame)
        finally:
            text.close()
        first, *others = (_page(index + 1, page, frame, view, words) for view, words, _ in views)
        over = list(laid_over(page, index + 1))
    finally:
        page.close()
    return replace(first, slanting=views[0][2].skewed(), turned=others, laid_over=over)


def _page(number: int, page: pypdfium2.PdfPage, frame: Frame, view: Frame, found: list[Word]) -> Page:
    """What is drawn on a page, around the words found in one view of it."""
    lines = drawn(page, view) if view == frame or len(found) > FEW else Drawn()
    typed = [word for word in found if TYPED_RULE.fullmatch(word.text)]
    lines.horizontals += [Box(w.box.left, w.baseline, w.box.right, w.baseline) for w in typed]
    words = [word for word in found if word not in typed] if typed else found
    if view != frame:
        words = [replace(word, shown=view.within(word.box, frame)) for word in words]
    return Page(
        number, *view.size, words, lines.horizontals, lines.verticals, lines.frames, lines.diagrams,
        lines.images, outlined(lines.letters),
    )  # fmt: skip


View = tuple[Frame, list[Word], Aside]


def _views(text: pypdfium2.PdfTextPage, frame: Frame) -> list[View]:
    """The words of a page in its main view and in every other that has some."""
    first = _found(text, frame)
    _, words, aside = first
    if not aside.angles:
        return [first]
    if len(aside.angles) > MOSTLY * sum(len(word.text) for word in words):
        first = _found(text, frame.turned(median(aside.angles)))
    turns = {frame, *map(frame.turned, set(aside.angles))} - {first[0]}
    others = [_found(text, view) for view in sorted(turns, key=lambda view: view.turn)]
    return [first, *(view for view in others if view[1])]


def _found(text: pypdfium2.PdfTextPage, frame: Frame) -> View:
    """The words of a page that stand upright in a view of it, and what does not."""
    aside = Aside()
    return frame, [word for word in _words(glyphs(text, frame, aside)) if not _leader(word)], aside


def _frame(page: pypdfium2.PdfPage) -> Frame:
    turn, (width, height) = page.get_rotation(), page.get_size()
    left, bottom, right, top = page.get_cropbox()
    frame = Frame(left, bottom, right, top, turn)
    if frame.size == (width, height):
        return frame
    # PDFium does not look for inherited boxes when asked for one, only when asked for the size.
    return Frame(0, 0, height, width, turn) if turn in (90, 270) else Frame(0, 0, width, height, turn)


def _words(characters: Iterator[Glyph | None]) -> Iterator[Word]:
    run: list[Glyph] = []
    spaced, raised = True, False
    for glyph in characters:
        if glyph is None:
            if run:
                yield from _led(run, spaced, raised)
            run, spaced, raised = [], True, False
            continue
        if run and not _continues(run[-1], glyph):
            yield from _led(run, spaced, raised)
            above = _raised(run[-1], glyph) and not raised
            spaced = not above and glyph.box.left - run[-1].box.right > WORD_GAP * glyph.size
            run, raised = [], above
        run.append(glyph)
    if run:
        yield from _led(run, spaced, raised)


def _led(run: list[Glyph], spaced: bool, raised: bool) -> Iterator[Word]:
    """A run as a word; as two where dots lead from one to the other: 释义......4."""
    leader = LEADING.search("".join(glyph.char for glyph in run)) if len(run) > MOST_DOTS else None
    if leader is None or leader.end() - leader.start() <= MOST_DOTS:
        yield _word(run, spaced, raised)
        return
    yield _word(run[: leader.start()], spaced, raised)
    yield from _led(run[leader.end() :], True, raised)


def _leader(word: Word) -> bool:
    """Whether a word is nothing but the dots that lead the eye to a column."""
    return not word.text.strip("._…") or (not word.text.strip("·") and len(word.text) > 1)


def _continues(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.size, glyph.size)
    gap = glyph.box.left - last.box.right
    same_line = abs(glyph.baseline - last.baseline) < 0.1 * size
    return same_line and -0.5 * size < gap < WORD_GAP * size


def _raised(last: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph is a superscript of the one before it."""
    up = last.baseline - glyph.baseline
    near = abs(glyph.box.left - last.box.right) < 0.3 * last.size
    return near and glyph.size < SMALLER * last.size and RAISED * last.size < up < last.size


def _word(run: list[Glyph], spaced: bool, raised: bool) -> Word:
    box = around(glyph.box for glyph in run)
    text = LEADERS.sub("", "".join(glyph.char for glyph in run))
    if UNNAMED in text:
        text = named(text, max(g.box.width / g.size for g in run if g.char == UNNAMED))
    if raised:
        text = text.translate(SUPERSCRIPTS)
    return Word(text, box, run[0].baseline, run[0].size, run[0].bold, spaced)
