"""A page -> its items in reading order: lines of text and tables.

Ruled tables are taken first; what is left is split into columns, and tables without rules are looked for in
each. Running headers, footers and page numbers are recognised by standing at the same height on many pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tieout.read.pdf.columns import in_reading_order
from tieout.read.pdf.frame import Box
from tieout.read.pdf.grid import PdfTable
from tieout.read.pdf.lines import Line, lines_of
from tieout.read.pdf.ruled import find_ruled
from tieout.read.pdf.unruled import CAPTION, find_tables
from tieout.read.pdf.words import Page, Word

Item = Line | PdfTable

MARGIN = 0.12  # share of the page height in which running heads and feet stand
FIGURE = re.compile(
    r"(?:Figure|Fig\.|Chart|图)\s*\d", re.IGNORECASE
)  # what a frame with a drawing begins with
DIGITS = re.compile(r"\d+")


def page_items(page: Page, furniture: frozenset[str] = frozenset()) -> tuple[list[Item], list[Line]]:
    """The lines and tables of a page in reading order, and its furniture."""
    heads = [line for line in lines_of(page.words) if _is_furniture(line, page, furniture)]
    aside = {id(word) for line in heads for word in line.words}
    words = [word for word in page.words if id(word) not in aside]
    ruled = find_ruled(page.number, words, page.horizontals, page.verticals)
    rest = [word for word in words if not any(_inside(word, table.box) for table in ruled)]
    items: list[Item] = []
    for frame, inside in _framed(rest, page):
        if frame is None:
            for region in in_reading_order(inside):
                items += _with_tables(region, page)
        else:
            boxed: list[Item] = []
            for region in in_reading_order(inside):
                plain = frame in page.diagrams or FIGURE.match(region[0].text) is not None
                boxed += region if plain else _with_tables(region, page)
            at = _position(items, frame)
            items[at:at] = boxed
    for table in ruled:
        items.insert(_position(items, table.box), table)
    return items, heads


def _framed(words: Sequence[Word], page: Page) -> Iterator[tuple[Box | None, list[Word]]]:
    """The words outside of frames and diagrams, then those of each: a sidebar, a chart, a box of key data."""
    held: dict[Box | None, list[Word]] = {None: []}
    for word in words:
        around = next((frame for frame in (*page.diagrams, *page.frames) if _inside(word, frame)), None)
        held.setdefault(around, []).append(word)
    yield from held.items()


def _with_tables(lines: Sequence[Line], page: Page) -> list[Item]:
    items: list[Item] = []
    at = 0
    for start, end, table in find_tables(lines, page):
        items += [*lines[at:start], table]
        at = end
    return [*items, *lines[at:]]


def _inside(word: Word, box: Box) -> bool:
    middle = (word.box.top + word.box.bottom) / 2
    return box.left - 1 <= word.box.middle <= box.right + 1 and box.top - 1 <= middle <= box.bottom + 1


def _position(items: Sequence[Item], box: Box) -> int:
    """Behind the last item of the same column that begins above the box."""
    above = [
        i
        for i, item in enumerate(items)
        if item.box.top <= box.top and item.box.left < box.right and box.left < item.box.right
    ]
    return above[-1] + 1 if above else 0


def furniture_of(pages: Iterable[Page]) -> frozenset[str]:
    """Texts (digits aside) that stand in the margins of at least three pages and a fifth of all."""
    seen: Counter[str] = Counter()
    count = 0
    for page in pages:
        count += 1
        seen.update({_key(line) for line in lines_of(_marginal(page)) if _in_margin(line.box, page)})
    return frozenset(key for key, n in seen.items() if n >= max(3, count / 5))


def _marginal(page: Page) -> list[Word]:
    return [word for word in page.words if _in_margin(word.box, page)]


def _in_margin(box: Box, page: Page) -> bool:
    return box.bottom < MARGIN * page.height or box.top > (1 - MARGIN) * page.height


def _is_furniture(line: Line, page: Page, furniture: frozenset[str]) -> bool:
    return _in_margin(line.box, page) and _key(line) in furniture and not CAPTION.match(line.text)


def _key(line: Line) -> str:
    return DIGITS.sub("#", line.text.replace(" ", ""))
