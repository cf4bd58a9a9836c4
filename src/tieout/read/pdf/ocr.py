"""Pages without a text layer, read by text recognition where the `ocr` extra is installed.

RapidOCR carries its models in the package and looks nothing up. What it reads is words like any other, but
the document says which pages were recognised, for a misread digit is likelier there than a printed mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec

import pypdfium2

from tieout.read.pdf.frame import Box
from tieout.read.pdf.words import Page, Word

SCALE = 200 / 72  # pixels per point: 200 dpi
FONT_SHARE = 0.8  # font size as a share of the height of a recognised line

Entry = tuple[str, float, Sequence[Sequence[float]]]  # text, confidence, four corners


def available() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recogniser(data: bytes) -> Callable[[Page], Page]:
    """A function that reads scanned pages of a PDF; the models are loaded once."""
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"Global.log_level": "error"})
    document = pypdfium2.PdfDocument(data)

    def recognise(page: Page) -> Page:
        image = document[page.number - 1].render(scale=SCALE).to_numpy()
        found = engine(image, return_word_box=True)
        lines = found.word_results or ()
        return replace(page, words=[word for line in lines for word in _words(line)])

    return recognise


def _words(line: Sequence[Entry]) -> Iterator[Word]:
    """Recognised pieces (a character of Chinese, a word or digit of Latin) joined to words."""
    run: list[tuple[str, Box]] = []
    for text, _, corners in line:
        if not text.strip():
            continue
        box = _box(corners)
        if run and not _joins(run[-1], text, box):
            yield _word(run)
            run = []
        run.append((text, box))
    if run:
        yield _word(run)


def _joins(last: tuple[str, Box], text: str, box: Box) -> bool:
    gap = box.left - last[1].right
    return last[0][-1].isascii() == text[0].isascii() and gap < 0.2 * box.height


def _word(run: Sequence[tuple[str, Box]]) -> Word:
    box = run[0][1]
    for _, more in run[1:]:
        box = box.union(more)
    size = box.height * FONT_SHARE
    return Word("".join(text for text, _ in run), box, box.bottom, size, bold=False, spaced=True)


def _box(corners: Sequence[Sequence[float]]) -> Box:
    across = [corner[0] / SCALE for corner in corners]
    down = [corner[1] / SCALE for corner in corners]
    return Box(min(across), min(down), max(across), max(down))
