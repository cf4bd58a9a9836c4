"""Blocks from the stream of an HTML page.

Short paragraphs in bold are headings, for filings know no others. Inline XBRL gives cells the value that was
filed. Tables that only lay out the page become what they hold.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tieout.model import Block, BlockKind, Tag, Text
from tieout.read.captions import is_caption, is_source
from tieout.read.grid import Tables, table_block
from tieout.read.html_stream import Event
from tieout.read.html_table import Box, Frame, figures, grid_table, is_list
from tieout.read.html_tag import attribute
from tieout.read.ixbrl import tagged
from tieout.read.preformatted import Preformatted
from tieout.read.runs import Lines, Run, joined
from tieout.read.tally import Tally
from tieout.read.whole import whole

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "td", "th", "tr", "ul"
))  # fmt: skip
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_BOLD = frozenset(("b", "strong", *_LEVELS))
_KINDS = {
    "li": BlockKind.ITEM, "figcaption": BlockKind.CAPTION,
    **dict.fromkeys(_LEVELS, BlockKind.HEADING),
}  # fmt: skip
_LONGEST_HEADING = 120
_REPEATED = 3  # times that a running header stands in a document at least
_DIGITS = re.compile(r"\d+")
_DIGIT = re.compile(r"\d")
_STOPS = "。.；;!！?？，,)）"
_PAGE = re.compile(r"[-–—\s]*\d{1,4}[-–—\s]*|page\s+\d+(?:\s+of\s+\d+)?", re.IGNORECASE)


class Builder:
    """Collects blocks from events. Text goes to the innermost cell that is open, or to the next block."""

    def __init__(
        self, tables: Tables, lines: Lines, tally: Tally, measures: Mapping[str, str] | None = None
    ) -> None:
        self.measures = measures or {}  # what the units of inline XBRL measure
        self.tables = tables
        self.lines = lines
        self.tally = tally
        self.pre: Preformatted | None = None
        self.blocks: list[Block] = []
        self.run = Run()
        self.kinds: list[str] = []  # the open tags that make blocks of a kind
        self.depth = 0  # level of the last heading
        self.bold = 0
        self.frames: list[Frame] = []
        self.raised: list[tuple[Run, int]] = []
        self.tag = Run()  # the text of the inline XBRL tag that is open
        self.tags: dict[tuple[int, int], Tag] = {}  # as a document has them

    def take(self, event: Event) -> None:
        """Take the next event."""
        if self.pre is not None and not self.frames:
            self.pre.take(event)
            if event.opens is False and event.tag == "pre":
                self.blocks += self.pre.blocks(self.lines, self.tables, self.tally)
                self.pre = None
        elif event.opens is None:
            run = self._run()
            run.add(event.text, event.start, self.bold > 0)
            self.tag.add(event.text, event.start)
        elif event.opens:
            self._begin(event)
        else:
            self._end(event)

    def finish(self) -> list[Block]:
        """All blocks."""
        self._flush()
        return _paged(self.blocks)

    def _run(self) -> Run:
        """Where text goes now."""
        if self.frames:
            frame = self.frames[-1]
            if frame.open is not None:
                return frame.open.run
            return frame.caption if frame.captioned else frame.stray
        return self.run

    def _begin(self, event: Event) -> None:
        tag = event.tag
        self.bold += tag in _BOLD or event.style.bold
        if tag == "sup" or event.style.raised:
            run = self._run()
            self.raised.append((run, len(run.pieces)))
        if tag == "br":
            self._run().break_line()
        elif tag == "table":
            if not self.frames:
                self._flush()
            self.frames.append(Frame())
        elif tag == "ix:nonfraction":
            self.tag = Run()
        elif self.frames:
            self._begin_inside(event)
        elif tag in _BLOCKS:
            self._flush()
            if tag == "pre":
                self.pre = Preformatted()
            elif tag in _KINDS:
                self.kinds.append(tag)

    def _begin_inside(self, event: Event) -> None:
        """A tag inside a table."""
        frame = self.frames[-1]
        if event.tag in ("thead", "tbody", "tfoot"):
            frame.heads = event.tag == "thead"
        elif event.tag == "tr":
            frame.begin_row()
        elif event.tag == "caption":
            frame.captioned = True
        elif event.tag in ("td", "th"):
            spans = _span(event, "rowspan"), _span(event, "colspan")
            frame.begin_cell(*spans, header=event.tag == "th")
        elif event.tag in _BLOCKS and frame.open is not None:
            frame.open.run.break_line()

    def _end(self, event: Event) -> None:
        tag = event.tag
        self.bold -= tag in _BOLD or event.style.bold
        if (tag == "sup" or event.style.raised) and self.raised:
            run, start = self.raised.pop()
            run.raise_from(start)
        frame = self.frames[-1] if self.frames else None
        if tag == "ix:nonfraction":
            self._tagged(event)
        elif tag == "table" and frame is not None:
            self._close_table()
        elif frame is not None:
            if tag in ("td", "th"):
                frame.open = None
            elif tag == "thead":
                frame.heads = False
            elif tag == "caption":
                frame.captioned = False
            elif tag in _BLOCKS and frame.open is not None:
                frame.open.run.break_line()
        elif tag in _BLOCKS:
            self._flush()
            if tag in _KINDS and self.kinds:
                self.kinds.pop()

    def _tagged(self, event: Event) -> None:
        """Keep the tag that closes, where its first digit stands."""
        text = "".join(piece for piece, _, _ in self.tag.pieces)
        form, scale, sign, unit = (
            attribute(event.attributes, key) for key in ("format", "scale", "sign", "unitref")
        )
        tag = tagged(text, form, scale, sign, self.measures.get(unit, ""))
        for piece, offset, _ in self.tag.pieces:
            digit = _DIGIT.search(piece)
            if digit is not None and tag is not None:
                place = self.lines.place(offset + digit.start())
                self.tags[place.line or 0, place.column or 0] = tag
                return

    def _flush(self) -> None:
        """Make a block of the text collected."""
        if not self.run.pieces:
            return
        run, self.run = self.run, Run()
        text = run.text(self.lines)
        if text.content:
            self.blocks.append(self._block(text, run.bold, self.kinds[-1] if self.kinds else ""))

    def _block(self, text: Text, bold: bool, tag: str = "") -> Block:
        kind = _KINDS.get(tag, BlockKind.PARAGRAPH)
        content = text.content
        level = 0
        if kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and is_caption(content):
            kind = BlockKind.CAPTION
        elif kind is BlockKind.HEADING:
            self.depth = level = _LEVELS[tag]
        elif kind is BlockKind.PARAGRAPH:
            if is_source(content):
                kind = BlockKind.FOOTNOTE
            elif _PAGE.fullmatch(content):
                kind = BlockKind.FURNITURE  # for now: `_paged` decides
            elif bold and len(content) <= _LONGEST_HEADING and content[-1] not in _STOPS:
                kind, level = BlockKind.HEADING, self.depth + 1
        return Block(kind, text, level=level)

    def _close_table(self) -> None:
        frame = self.frames.pop()
        stray, caption = frame.stray.text(self.lines), frame.caption.text(self.lines)
        above = [self._block(stray, frame.stray.bold)] if stray.content else []
        if _DIGIT.search(caption.content):  # a text as well: its figures are read like any others
            above.append(Block(BlockKind.PARAGRAPH, caption))
        blocks = [*above, *frame.apart, *self._table_blocks(frame)]
        if not self.frames:
            self.blocks += blocks
        elif (box := self.frames[-1].open) is not None:
            box.nested += blocks
        else:
            self.frames[-1].apart += blocks

    def _table_blocks(self, frame: Frame) -> list[Block]:
        """The blocks of a table: itself, or what it holds if it only lays out the page."""
        for box in frame.boxes:
            box.text = box.run.text(self.lines, cell=True)
        inner = [block.table for box in frame.boxes for block in box.nested if block.table is not None]
        if inner and sum(len(table.cells) for table in inner) > figures(frame.boxes):
            return self._laid_out(frame)
        for box in frame.boxes:
            if box.nested:
                box.text = _flattened(box)
        rows = {box.row for box in frame.boxes if box.text.content}
        if len(rows) == 1 and not figures(frame.boxes):
            return self._laid_out(frame)
        table = grid_table(frame.boxes, self.tables, frame.caption.text(self.lines).content or None)
        if table.cols <= 1:
            return self._laid_out(frame)
        if is_list(table):
            return [Block(BlockKind.ITEM, cell.text) for cell in table.cells if cell.col == 2]
        return [table_block(table)]

    def _laid_out(self, frame: Frame) -> list[Block]:
        """The texts and tables in the cells, in reading order."""
        found = []
        for box in frame.boxes:
            text = box.run.text(self.lines)  # its own alone: that of a table in it follows
            if text.content:
                found.append(self._block(text, box.run.bold))
            found += box.nested
        return found


def _paged(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; a lone number is a page's only if the next or last is one away, or a header is by it."""
    numbers = {
        index: whole(digits[0], 0)
        for index, block in enumerate(blocks)
        if block.kind is BlockKind.FURNITURE and (digits := _DIGITS.search(block.text.content))
    }
    if not numbers:
        return list(blocks)
    result = list(blocks)
    order = list(numbers)
    times = Counter(block.text.content for block in blocks)
    for place, index in enumerate(order):
        around = [numbers[order[at]] for at in (place - 1, place + 1) if 0 <= at < len(order)]
        beside = (blocks[at].text.content for at in (index - 1, index + 1) if 0 <= at < len(blocks))
        said = blocks[index].text.content.lower().startswith("page")
        headed = any(text and times[text] >= _REPEATED for text in beside)
        if not said and not headed and all(abs(number - numbers[index]) != 1 for number in around):
            result[index] = replace(blocks[index], kind=BlockKind.PARAGRAPH)
    return result


def _span(event: Event, name: str) -> int:
    return min(whole(attribute(event.attributes, name).strip(), 1), 99_999)


def _flattened(box: Box) -> Text:
    """The text of a cell with that of the small tables inside it."""
    texts = [box.text] if box.text.content else []
    for block in box.nested:
        texts += (
            [cell.text for cell in block.table.cells if cell.text.content] if block.table else [block.text]
        )
    return joined(texts, " ")
