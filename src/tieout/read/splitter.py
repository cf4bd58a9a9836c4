"""Splits the lines of Markdown, or of plain text written in its manner, into parts; one pass, linear.

Reports are not CommonMark: generators forget the blank line before a table or a rule, converters leave
unbalanced stars and tables made of tabs. So there is no indented code, a row of dashes below a long line is
a rule and not a heading, and a fence without an end is text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tieout.model import BlockKind, Place, Unread
from tieout.read.aligned import aligned_rows, aligned_table
from tieout.read.captions import is_caption, is_source
from tieout.read.enclosed import FENCE, REPORT, fence_ends, formula_end, html_table_end, language
from tieout.read.forms import Form
from tieout.read.grid import Tables, table_block
from tieout.read.lines import Line
from tieout.read.parts import Part
from tieout.read.pipes import pipe_rows, pipe_table, tab_rows, tab_table
from tieout.read.preformatted import PLAIN
from tieout.read.tails import FIGURE_ENDS, tail_rows, tail_table
from tieout.read.tally import Tally
from tieout.wording import say

_ATX = re.compile(r"(#{1,6})(?:\s+|(?=[^\s#\d!]))(.*?)(?:\s+#+)?\s*", re.DOTALL)
_BREAK = re.compile(r"(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|=+)")
_QUOTE = re.compile(r"(?:>\s?)+(?:\[![A-Z]+\]\s*$)?")
_ITEM = re.compile(
    r"(?:[-*+](?:\s+(?:\[[ xX]\]\s+)?|(?=[\u4e00-\u9fff]))|[•●◆■▪○◦‣➢►✓✔]\s*"
    r"|\d{1,3}(?:[.)]\s+|[)）]\s*(?=[^\s\d.,，。])|、\s*)|[（(]\d{1,2}[)）]\s*(?=\S)(?![\d.])|[①-⑳]\s*)(?=\S)"
)
_NOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]:\s*")
_TARGET = re.compile(r"\[[^\[\]]{1,200}\]:\s*(?:<\S*>|https?:\S*|#\S*|\S+\.\S+)(?:\s+[\"'(].*)?")
_BOLD = re.compile(r"(?:\*\*|__)(?=\S)((?:(?!\*\*|__).)+)(?:\*\*|__)\s*[:：]?\s*")
_PAGE = Form(
    r"{ordinal_word}\s*\d+\s*{page_mark}(?:.{0,6}\d+\s*{page_mark})?|{page_word}\s+\d+(?:\s+[Oo][Ff]\s+\d+)?|-\s*\d{1,4}\s*-"
)
_SPECIAL = Form(r"[$#`~>|\-*+_=\d（(\[•●◆■▪○◦‣➢►✓✔①-⑳F-Tf-t]|{=ordinal_word}|{=caption_han}|{=source_note}")
_STOPS = "。.；;!！?？，,"
_LONGEST_HEADING = 60


class Splitter:
    """Walks over the lines once; `take` methods consume what they recognise and say whether they did."""

    def __init__(
        self, lines: Sequence[Line], tables: Tables, depth: int = 0, tally: Tally | None = None
    ) -> None:
        self.lines = lines
        self.tables = tables
        self.at = 0
        self.parts: list[Part] = []
        self.open: list[Line] = []  # the paragraph or item being read
        self.kind = BlockKind.PARAGRAPH
        self.marker = ""
        self.depth = depth  # level of the last heading
        self.unended: list[int] = []  # lines with fences that have no end
        self.tally = Tally() if tally is None else tally  # what is passed over
        self.ends = fence_ends(lines)
        self.unbalanced = 0  # up to this line, HTML tables have no end

    def split(self) -> list[Part]:
        """The parts of all lines, in order."""
        while self.at < len(self.lines):
            line = self.lines[self.at].trimmed()
            if line.text.startswith(">"):
                line = self._unquoted(line)
            if not line.text:
                self._close()
                self.at += 1
            elif not self._take(line):
                self.open.append(Line(line.number, line.column, line.text + self._trailing()))
                self.at += 1
        self._close()
        return self.parts

    def _trailing(self) -> str:
        """The two blanks that mark a line break."""
        return "  " if self.lines[self.at].text.endswith("  ") else ""

    def _unquoted(self, line: Line) -> Line:
        match = _QUOTE.match(line.text)
        return line.cut(match.end()).trimmed() if match is not None else line

    def _take(self, line: Line) -> bool:
        if self._table(line):
            return True
        if _SPECIAL.match(line.text) is None:
            return False
        return self._fence(line) or self._heading(line) or self._item(line) or self._lone(line)

    def _close(self) -> None:
        """End the paragraph or item being read."""
        if self.open:
            self.parts.append(Part(self.kind, tuple(self.open), marker=self.marker))
            self.open = []
        self.kind, self.marker = BlockKind.PARAGRAPH, ""

    def _add(self, kind: BlockKind, lines: Sequence[Line], level: int = 0) -> bool:
        self._close()
        self.parts.append(Part(kind, tuple(lines), level))
        self.at += 1
        return True

    def _table(self, line: Line) -> bool:
        text = self.lines[self.at].text
        if text.startswith("<", len(text) - len(text.lstrip())) and "<table" in text.lower():
            return self._html_table()
        count = 0
        if "|" in text:
            make, count = pipe_table, pipe_rows(self.lines, self.at)
        if not count and "\t" in text:
            make, count = tab_table, tab_rows(self.lines, self.at)
        if not count and "  " in line.text:
            make, count = aligned_table, aligned_rows(self.lines, self.at)
        if not count and line.text[-1:] in FIGURE_ENDS:
            make, count = tail_table, tail_rows(self.lines, self.at)
        if not count:
            return False
        self._close()
        rows = self.lines[self.at : self.at + count]
        self.parts.append(Part(BlockKind.TABLE, (), made=(table_block(make(rows, self.tables)),)))
        self.at += count
        return True

    def _html_table(self) -> bool:
        """A table written in HTML, as converters of scanned pages do."""
        from tieout.read.html import html_blocks

        if self.at < self.unbalanced:
            return False
        ended, end = html_table_end(self.lines, self.at)
        if not ended:
            self.unbalanced = end
            return False
        self._close()
        source = _spaced(self.lines[self.at : end + 1])
        made = html_blocks(source, self.lines[self.at].number, self.tables, self.tally)
        if made:
            self.parts.append(Part(BlockKind.TABLE, (), made=tuple(made)))
        self.at = end + 1
        return True

    def _fence(self, line: Line) -> bool:
        if line.text.startswith("$$"):
            return self._formula()
        match = FENCE.fullmatch(line.text)
        if match is None:
            return False
        if language(match[2]) in REPORT:
            self._close()  # the report itself stands in the fence
            self.at += 1
            return True
        end = self.ends.get(self.at)
        if end is None:
            self._close()
            if match[2] or self.at not in self.ends.values():
                self.unended.append(line.number)
            if match[2]:
                self._begin(BlockKind.PARAGRAPH, line.cut(match.start(2)))
            else:
                self.at += 1
            return True
        return self._listing(match[1], line.cut(match.start(2)), end)

    def _listing(self, marks: str, info: Line, end: int) -> bool:
        """What stands in a fence: code if a language is named and no words are glued to any marks."""
        self._close()
        named = language(info.text)
        inner = [*([info] if named is None else []), *self.lines[self.at + 1 : end]]
        glued = named is None or any(line.text.lstrip().startswith(marks) for line in inner)
        kind = Unread.TEXT if glued or named in PLAIN else Unread.CODE
        self.parts.append(Part(BlockKind.CODE, tuple(inner)))
        self.tally.add(kind, "listing", Place(line=info.number), text=_joined(inner))
        self.at = end + 1
        return True

    def _formula(self) -> bool:
        """A displayed formula: code, for its numbers are no figures."""
        end = formula_end(self.lines, self.at)
        if end is None:
            return False
        self._close()
        inner = self.lines[self.at : end + 1]
        self.parts.append(Part(BlockKind.CODE, tuple(inner)))
        self.tally.add(
            Unread.TEXT, say("displayed formula"), Place(line=inner[0].number), text=_joined(inner)
        )
        self.at = end + 1
        return True

    def _heading(self, line: Line) -> bool:
        match = _ATX.fullmatch(line.text) if line.text[0] == "#" else None
        if match is not None:
            title = line.cut(match.start(2), match.end(2))
            if is_caption(title.text):
                return self._add(BlockKind.CAPTION, [title])
            self.depth = len(match[1])
            return self._add(BlockKind.HEADING, [_undecorated(title)], self.depth)
        if _BREAK.fullmatch(line.text):
            return self._underline(line.text[0])
        bold = _BOLD.fullmatch(line.text) if line.text[0] in "*_" and not self.open else None
        if bold is None or len(bold[1]) > _LONGEST_HEADING or bold[1][-1] in _STOPS or not self._ends_here():
            return False
        if is_caption(bold[1]):
            return self._add(BlockKind.CAPTION, [line])
        return self._add(BlockKind.HEADING, [_undecorated(line)], self.depth + 1)

    def _ends_here(self) -> bool:
        """Whether the next line is blank, or begins something else."""
        if self.at + 1 >= len(self.lines):
            return True
        following = self.lines[self.at + 1].text.strip()
        return (
            not following
            or _ITEM.match(following) is not None
            or following[0] in "|#>\t"
            or "\t" in following
        )

    def _underline(self, mark: str) -> bool:
        """A row of dashes: the line above is a heading if it stands alone and reads like one."""
        if len(self.open) == 1 and self.kind is BlockKind.PARAGRAPH and mark in "=-":
            title = self.open[0]
            if len(title.text) <= _LONGEST_HEADING and title.text.rstrip()[-1] not in _STOPS:
                self.open = []
                self.depth = 1 if mark == "=" else 2
                return self._add(BlockKind.HEADING, [_undecorated(title)], self.depth)
        self._close()
        self.at += 1
        return True

    def _item(self, line: Line) -> bool:
        note = _NOTE.match(line.text)
        if note is not None:
            self._begin(BlockKind.FOOTNOTE, line.cut(note.end()))
            return True
        match = _ITEM.match(line.text)
        if match is None:
            return False
        self._begin(BlockKind.ITEM, line.cut(match.end()), match.group().strip())
        return True

    def _begin(self, kind: BlockKind, line: Line, marker: str = "") -> None:
        self._close()
        self.kind, self.marker = kind, marker
        self.open = [Line(line.number, line.column, line.text + self._trailing())]
        self.at += 1

    def _lone(self, line: Line) -> bool:
        """Lines that are something by themselves: captions, sources, page numbers, link targets."""
        if _TARGET.fullmatch(line.text):
            self._close()
            self.at += 1
            return True
        if _PAGE.fullmatch(line.text):
            return self._add(BlockKind.FURNITURE, [line])
        if is_caption(line.text):
            return self._add(BlockKind.CAPTION, [line])
        if is_source(line.text):
            self._begin(BlockKind.FOOTNOTE, line)
            return True
        return False


def _spaced(lines: Sequence[Line]) -> str:
    """Lines as a piece of source, with empty ones for those that were left out between them."""
    pieces = [lines[0].text]
    for before, line in pairwise(lines):
        pieces += ["\n" * (line.number - before.number), line.text]
    return "".join(pieces)


def _joined(lines: Sequence[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _undecorated(line: Line) -> Line:
    """A heading without the bullet that decorates it."""
    return line.cut(len(line.text) - len(line.text.lstrip("◆●■▪► "))).trimmed()
