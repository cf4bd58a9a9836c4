"""The pages of a PDF as pictures, with a box over every figure.

Pages are drawn by PDFium, which runs nothing that stands in them, and kept as WebP beside the page that
shows them. The boxes are drawn over them as SVG, so that they stay sharp and can be chosen.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tieout.model import Box, Fact, Problem, Report
from tieout.read import Limits
from tieout.reading import loaded
from tieout.render.view import View
from tieout.sources import Source

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

RESOLUTION = 120 / 72  # pixels a point
MOST_PIXELS = 12_000_000  # of one page; a larger one is drawn more coarsely
QUALITY = 80
MARGIN = 1.0  # points around the letters of a figure


@dataclass(frozen=True, slots=True)
class Boxed:
    """A figure on a page, with a box for every line that it takes."""

    fact: Fact
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number, its size in points, its figures."""

    number: int
    width: float
    height: float
    figures: tuple[Boxed, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A PDF that can be drawn: its bytes, its pages, and the figures that have no place on one."""

    data: bytes
    pages: tuple[Page, ...]
    unplaced: tuple[Fact, ...]


def drawable(view: View, report: Report, source: Source | None, limits: Limits) -> Drawn | None:
    """The pages of a report that is a PDF; None if it is none, or its bytes are not those that were read."""
    if report.document.format != "pdf" or source is None:
        return None
    data = loaded(source, limits)
    if isinstance(data, Problem) or hashlib.sha256(data).hexdigest() != report.document.sha256:
        return None
    placed, unplaced = _placed(view, report)
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return None
    try:
        sizes = [document.get_page_size(index) for index in range(len(document))]
    finally:
        document.close()
    pages = tuple(
        Page(number, width, height, tuple(placed.get(number, ())))
        for number, (width, height) in enumerate(sizes, 1)
    )
    return Drawn(data, pages, unplaced)


def page_pictures(drawn: Drawn) -> list[tuple[int, bytes]]:
    """Every page as WebP, with its number."""
    import pypdfium2

    document = pypdfium2.PdfDocument(drawn.data)
    try:
        return [(page.number, _picture(document, page)) for page in drawn.pages]
    finally:
        document.close()


def _picture(document: PdfDocument, page: Page) -> bytes:
    scale = min(RESOLUTION, (MOST_PIXELS / max(page.width * page.height, 1)) ** 0.5)
    opened = document[page.number - 1]
    try:
        out = io.BytesIO()
        opened.render(scale=scale).to_pil().convert("RGB").save(out, "WEBP", quality=QUALITY)
        return out.getvalue()
    finally:
        opened.close()


def _placed(view: View, report: Report) -> tuple[dict[int, list[Boxed]], tuple[Fact, ...]]:
    """The figures of each page, and those without one; what runs overleaf is boxed where it begins."""
    pages: dict[int, list[Boxed]] = {}
    unplaced: list[Fact] = []
    for fact in report.facts:
        lines = view.text(report, fact.figure).boxes(fact.figure.start, fact.figure.end)
        page = lines[0][0] if lines else None
        if page is None:
            unplaced.append(fact)
        else:
            boxes = tuple(_widened(box) for where, box in lines if where == page)
            pages.setdefault(page, []).append(Boxed(fact, boxes))
    return pages, tuple(unplaced)


def _widened(box: Box) -> Box:
    left, top, right, bottom = box
    return left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN


def by_path(sources: Sequence[Source]) -> dict[str, Source]:
    """The sources by the path that their report is called by."""
    return {source.name: source for source in sources}
