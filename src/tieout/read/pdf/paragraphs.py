"""Lines of a page -> headings, paragraphs, items, captions; tables are passed through.

A paragraph ends where the leading widens, the type changes, a bullet or an indent begins, or a line stops
well short of the margin behind a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from tieout.model import Anchor, BlockKind, Place, Text
from tieout.read.captions import is_caption, is_unit
from tieout.read.forms import Form
from tieout.read.pdf.grid import PdfTable
from tieout.read.pdf.layout import Item
from tieout.read.pdf.lines import WIDE, Line, joined
from tieout.read.pdf.unruled import PAGE
from tieout.read.pdf.words import Page, Word

LEADING = 1.75  # baselines further apart, in font sizes, are different paragraphs
WIDEST = 2.4  # but for text that is set wider throughout, up to this
NEIGHBOURS = 12  # lines before and after that tell the margin
HEADING_CHARS = 90
CAPTION_HEAD = 120  # captions of papers run on; their beginning tells
BULLET = Form(r"^([•●■◆▪◦○□▶➢✓*·-]|\(?\d{1,2}[).、]|[（(]?{chinese_digit}+[)）、])$|^[•●■◆▪➢]")
NUMBER = re.compile(r"\W*\d{0,4}(?:\s?/\s?\d{1,4})?\W*")  # of a page, or of the axis of a chart
LEAST_ENTRIES = 5  # of a list of contents
BOX = re.compile(r"^[□√☑☐]")  # of a form: "□适用 √不适用"
LETTER = re.compile(r"[^\W\d_]")
ASIDE = re.compile(r"[(（][^()（）]*[)）]")  # "(unaudited)", "(in millions)"
STOP = re.compile(r"[。.!！?？:：;；]$")
PREFIX = Form(r"{hyphened}-$")


@dataclass(frozen=True, slots=True)
class Passage:
    """Text of one kind with its place on the page."""

    kind: BlockKind
    text: Text
    level: int
    page: int
    listed: bool = False  # an entry of a list of contents


def passages(items: Sequence[Item], page: Page) -> Iterator[Passage | PdfTable]:
    """Group the items of a page; lists of contents are set aside, for their numbers are those of pages."""
    entries: list[Passage] = []
    for part in _grouped(items, page):
        if isinstance(part, Passage) and part.listed:
            entries.append(part)
            continue
        yield from _aside(entries)
        entries = []
        yield part
    yield from _aside(entries)


def _aside(entries: Sequence[Passage]) -> Iterator[Passage]:
    for entry in entries:
        listed = len(entries) >= LEAST_ENTRIES
        yield replace(entry, kind=BlockKind.FURNITURE, level=0) if listed else entry


def _grouped(items: Sequence[Item], page: Page) -> Iterator[Passage | PdfTable]:
    run: list[Line] = []
    lines = [item for item in items if isinstance(item, Line)]
    margins = _margins(lines)
    leading = _leading(lines, margins)
    for item in items:
        if isinstance(item, PdfTable):
            if run:
                yield _passage(run, page)
            run = []
            yield item
            continue
        if run and _breaks(run, item, margins[id(run[-1])], leading):
            yield _passage(run, page)
            run = []
        run.append(item)
    if run:
        yield _passage(run, page)


def _margins(lines: Sequence[Line]) -> dict[int, float]:
    """How far text reaches to the right around each line: those near it that begin where it does tell."""
    margins: dict[int, float] = {}
    for i, line in enumerate(lines):
        near = lines[max(i - NEIGHBOURS, 0) : i + NEIGHBOURS + 1]
        margins[id(line)] = max(
            other.box.right for other in near if abs(other.box.left - line.box.left) < 3 * line.size
        )
    return margins


def _leading(lines: Sequence[Line], margins: Mapping[int, float]) -> float:
    """How far apart the lines of a paragraph stand at most, in font sizes: those that fill the page tell."""
    gaps = [
        (below.baseline - line.baseline) / line.size
        for line, below in pairwise(lines)
        if line.box.right > margins[id(line)] - 4 * line.size
        and abs(below.size - line.size) < 0.08 * line.size
    ]
    usual = median(gaps) if gaps else 0.0
    return max(LEADING, 1.15 * usual) if usual < WIDEST else LEADING


def _breaks(run: Sequence[Line], line: Line, margin: float, leading: float) -> bool:
    """Whether a line begins a new paragraph; `margin` is the right edge of the text around the last."""
    last = run[-1]
    if line.baseline <= last.baseline or line.baseline - last.baseline > leading * last.size:
        return True
    if abs(line.size - last.size) > 0.08 * last.size or line.bold is not last.bold:
        return True
    if _entry(last) or _begins(line.words[0].text) or _titled(run, margin):
        return True
    if is_caption(line.text) and last.box.right < margin - 2.5 * last.size:
        return True
    hangs = BULLET.match(run[0].words[0].text) or (is_caption(run[0].text) and not is_unit(line.text))
    indented = line.box.left - last.box.left > 1.2 * line.size and not hangs
    stopped = STOP.search(last.text) is not None and last.box.right < margin - 2.5 * last.size
    short = len(run) == 1 and last.box.right < 0.6 * margin and line.box.right < 0.6 * margin
    return indented or stopped or short


def _begins(word: str) -> bool:
    """Whether a word begins an item of a list or of a form."""
    return BULLET.match(word) is not None or BOX.match(word) is not None


def _entry(line: Line) -> bool:
    """Whether a line is an entry of a list of contents, with its page."""
    return len(line.segments) > 1 and PAGE.fullmatch(line.segments[-1].text) is not None


def _titled(run: Sequence[Line], margin: float) -> bool:
    """Whether a run is the short title of a numbered item, with its text below."""
    last = run[0]
    numbered = (
        len(run) == 1 and BULLET.match(last.words[0].text) is not None and WIDE.search(last.text) is not None
    )
    return numbered and last.box.right < margin - 6 * last.size and last.text[-1] not in "，、；,;-—（("


def _passage(run: Sequence[Line], page: Page) -> Passage:
    text = _flowed(run, page.number)
    kind, level = _kind(run, text.content, page)
    return Passage(kind, text, level, page.number, all(map(_entry, run)))


def _kind(run: Sequence[Line], text: str, page: Page) -> tuple[BlockKind, int]:
    if not LETTER.search(text):
        return (BlockKind.FURNITURE if NUMBER.fullmatch(text) else BlockKind.PARAGRAPH), 0
    if is_caption(text[:CAPTION_HEAD]):
        return BlockKind.CAPTION, 0
    if BULLET.match(run[0].words[0].text) and not run[0].bold:
        return BlockKind.ITEM, 0
    drawn = any(box.overlaps(run[0].box) for box in page.diagrams)
    if drawn or ASIDE.fullmatch(text) or _lettered(text):
        return BlockKind.PARAGRAPH, 0
    large = run[0].size > 1.12 * page.size
    if len(run) <= 3 and len(text) <= HEADING_CHARS and (large or all(line.bold for line in run)):
        if STOP.search(text) and not large:
            return BlockKind.PARAGRAPH, 0
        return BlockKind.HEADING, 1 if run[0].size > 1.5 * page.size else 2 if large else 3
    return BlockKind.PARAGRAPH, 0


def _lettered(text: str) -> bool:
    """Whether most words are single letters, as in a diagram."""
    words = text.split()
    return 2 * sum(len(word) == 1 and not WIDE.match(word) for word in words) > len(words)


def _flowed(run: Sequence[Line], page: int) -> Text:
    return text_of([word for line in run for word in line.words], page)


def text_of(words: Sequence[Word], page: int) -> Text:
    """Words as running text: lines are joined, hyphens at their ends undone, every word anchored."""
    content: list[str] = []
    anchors: list[Anchor] = []
    length = 0
    for line in _split(words):
        piece, offsets = joined(line)
        if content:
            glue = _glue(content[-1], piece)
            if glue is None:
                content[-1] = content[-1][:-1]
                length -= 1
            else:
                content.append(glue)
                length += len(glue)
        anchors += [
            Anchor(length + offset, _place(word, page)) for offset, word in zip(offsets, line, strict=True)
        ]
        content.append(piece)
        length += len(piece)
    return Text("".join(content), tuple(anchors))


def _split(words: Sequence[Word]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in words:
        if run and abs(word.baseline - run[-1].baseline) > 0.9 * max(word.size, run[-1].size):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _glue(before: str, after: str) -> str | None:
    """What stands between two lines; None where a hyphen at the end of the first is undone."""
    if before.endswith("-") and len(before) > 2 and before[-2].isalpha() and after[0].islower():
        return "" if PREFIX.search(before) else None
    if before.endswith("-") and len(before) > 2 and before[-2].isalnum() and after[0].isalnum():
        return ""  # DeepSeek-V3
    if WIDE.match(before[-1]) and WIDE.match(after[0]):
        return ""
    return " "


def _place(word: Word, page: int) -> Place:
    box = word.shown or word.box
    return Place(
        page=page,
        bbox=(round(box.left, 1), round(box.top, 1), round(box.right, 1), round(box.bottom, 1)),
    )
