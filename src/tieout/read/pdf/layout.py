"""A page -> its items in reading order: lines of text and tables.

Ruled tables are taken first; what is left is split into columns, and tables without rules are looked for in
each. Running headers, footers and page numbers are recognised by standing at the same height on many pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tieout.read.captions import is_unit
from tieout.read.forms import Form
from tieout.read.pdf.columns import in_reading_order
from tieout.read.pdf.frame import Box
from tieout.read.pdf.grid import PdfTable
from tieout.read.pdf.lines import Line, lines_of
from tieout.read.pdf.ruled import find_ruled
from tieout.read.pdf.unruled import CAPTION, find_tables
from tieout.read.pdf.words import Page, Word

Item = Line | PdfTable

Furniture = Mapping[str, int | None]  # texts, digits aside, with the page on which each is read

MARGIN = 0.12  # share of the page height in which running heads and feet stand
LEAST_PAGES = 3
MOST_PAGED = 0.8  # share of pages on which the same is added to their number, or taken off it
HEADING = 1.0  # font sizes between the head of a table and its first row
FIGURE = Form(r"(?i:{=caption_of_figure})\s*\d")  # what a frame with a drawing begins with
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class _Standing:
    """A line in the margin of a page: where it stands, and the numbers in it."""

    page: int
    baseline: int
    numbers: tuple[int, ...]


NOTHING: Furniture = {}


def page_items(page: Page, furniture: Furniture = NOTHING) -> tuple[list[Item], list[Line]]:
    """The lines and tables of a page in reading order, and its furniture."""
    heads = _margins(lines_of(page.words), page, furniture)
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


def furniture_of(pages: Iterable[Page]) -> Furniture:
    """What stands in the margins of at least three pages and a fifth of all, or at one height of three.

    Digits may differ from page to page by the number of the page only; others are content. What repeats
    with figures of its own is read where it stands first.
    """
    seen: dict[str, list[_Standing]] = {}
    count = 0
    for page in pages:
        count += 1
        for line in lines_of(_marginal(page)):
            if _in_margin(line.box, page):
                numbers = tuple(map(int, DIGITS.findall(line.text)))
                seen.setdefault(_key(line), []).append(_Standing(page.number, round(line.baseline), numbers))
    return {
        key: _first_told(lines)
        for key, lines in seen.items()
        if _often({line.page for line in lines}, count, lines) and _paged(lines)
    }


def _often(pages: set[int], count: int, lines: Sequence[_Standing]) -> bool:
    level = max(Counter(line.baseline for line in lines).values())
    return len(pages) >= max(LEAST_PAGES, count / 5) or level >= max(LEAST_PAGES, MOST_PAGED * len(lines))


def _paged(lines: Sequence[_Standing]) -> bool:
    """Whether numbers are the same on every page, but for one that counts the pages."""
    counting = 0
    for column in zip(*(line.numbers for line in lines), strict=True):
        if len(set(column)) > 1:
            offsets = Counter(number - line.page for number, line in zip(column, lines, strict=True))
            if max(offsets.values()) < MOST_PAGED * len(lines):
                return False
            counting += 1
    return counting <= 1


def _first_told(lines: Sequence[_Standing]) -> int | None:
    """The page on which furniture with numbers that count no pages is read; None if it has none."""
    same = any(len(set(column)) == 1 for column in zip(*(line.numbers for line in lines), strict=True))
    return min(line.page for line in lines) if same else None


def _marginal(page: Page) -> list[Word]:
    return [word for word in page.words if _in_margin(word.box, page)]


def _in_margin(box: Box, page: Page) -> bool:
    return box.bottom < MARGIN * page.height or box.top > (1 - MARGIN) * page.height


def _margins(lines: Sequence[Line], page: Page, furniture: Furniture) -> list[Line]:
    """The lines of a page that are furniture, from the middle of the page outwards."""
    found: list[Line] = []
    for ordered in (lines[::-1], lines):  # upwards for what is on top, downwards for the bottom
        inner: Line | None = None
        for line in ordered:
            top = line.box.bottom < page.height / 2
            if _is_furniture(line, page, furniture) and not (top and inner and _heads(line, inner)):
                if line not in found:
                    found.append(line)
            else:
                inner = line
    return found


def _heads(line: Line, inner: Line) -> bool:
    """Whether a line of several columns stands right above one that is no furniture: it heads a table."""
    return len(line.segments) > 1 and inner.box.top - line.box.bottom < HEADING * line.size


def _is_furniture(line: Line, page: Page, furniture: Furniture) -> bool:
    told = furniture.get(_key(line), page.number)
    if told == page.number or not _in_margin(line.box, page):
        return False
    return not CAPTION.match(line.text) and not is_unit(line.text)


def _key(line: Line) -> str:
    return DIGITS.sub("#", line.text.replace(" ", ""))
