"""Runs of text collected from HTML: white space folds as a browser folds it, places stay exact."""

from __future__ import annotations

import bisect
import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tieout.model import Anchor, Place, Text
from tieout.read.inline import superscript

_CHANGED = re.compile(
    r"[ \t\n\r\f]{2,}|[\t\n\r\f]|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?"
    r"|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\xad\xa0]"
)
_UNSEEN = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad") | frozenset(
    map(chr, range(0x202A, 0x202F))
)
_BREAK = -1
_SHORT = 48  # a text in a table cell up to this long is one line, whatever breaks it


@dataclass(frozen=True, slots=True)
class Lines:
    """Offsets of the line starts of a source; `first` is the number of its first line."""

    starts: Sequence[int]
    first: int = 1

    @staticmethod
    def of(source: str, first: int = 1) -> Lines:
        """The lines of a source."""
        starts = [0, *(match.end() for match in re.finditer("\n", source))]
        return Lines(starts, first)

    def place(self, offset: int) -> Place:
        """Line and column of an offset."""
        index = bisect.bisect_right(self.starts, offset) - 1
        return Place(line=index + self.first, column=offset - self.starts[index] + 1)


@dataclass(slots=True)
class Run:
    """Text being collected; pieces are (text, offset in the source, bold), `_BREAK` marks a line break."""

    pieces: list[tuple[str, int, bool]] = field(default_factory=list)

    def add(self, text: str, start: int, bold: bool = False) -> None:
        """Add raw text of the page that stands at an offset."""
        position = 0
        for match in _CHANGED.finditer(text):
            if match.start() > position:
                self.pieces.append((text[position : match.start()], start + position, bold))
            position = match.end()
            seen = _seen(match.group())
            if seen:
                self.pieces.append((seen, start + match.start(), bold))
        if position < len(text):
            self.pieces.append((text[position:], start + position, bold))

    def break_line(self) -> None:
        """Add a line break."""
        self.pieces.append(("\n", _BREAK, True))

    def raise_from(self, start: int) -> None:
        """What was added since piece `start` is a superscript: a power, or a footnote mark that goes."""
        raised = self.pieces[start:]
        if not raised:
            return
        before = "".join(piece[0] for piece in self.pieces[max(start - 4, 0) : start])
        text = superscript(before, "".join(piece[0] for piece in raised))
        self.pieces[start:] = [(text, raised[0][1], raised[0][2])] if text else []

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(bold for text, _, bold in self.pieces if not text.isspace())

    def text(self, lines: Lines, cell: bool = False) -> Text:
        """The text collected, folded, with an anchor wherever it does not go on in the source as here."""
        content: list[str] = []
        anchors: list[Anchor] = []
        length = expected = 0
        last = "\n"
        for piece, offset, _ in self.pieces:
            if offset == _BREAK:
                if last == " ":
                    content.pop()
                    length -= 1
                piece = "" if last == "\n" else "\n"
            elif last in " \n" and piece[0] == " ":
                piece, offset = piece[1:], offset + 1
            if not piece:
                continue
            if piece != "\n" and (offset != expected or not anchors):
                anchors.append(Anchor(length, lines.place(offset)))
            if len(piece) > 1 and piece[-1] == " ":  # a piece of its own, so that a break can take it back
                content += [piece[:-1], " "]
            else:
                content.append(piece)
            length += len(piece)
            expected = offset + len(piece)
            last = piece[-1]
        whole = "".join(content).rstrip()
        if cell and "\n" in whole and len(whole) <= _SHORT:
            whole = whole.replace("\n", " ")
        return Text(whole, tuple(anchors))


def _seen(raw: str) -> str:
    """What a stretch of white space, an entity or an invisible character shows."""
    if raw[0] == "&":
        raw = html.unescape(raw)
    if raw in _UNSEEN:
        return ""
    return " " if raw.isspace() else raw


def joined(texts: Sequence[Text], between: str = "") -> Text:
    """Texts one after the other."""
    anchors: list[Anchor] = []
    length = 0
    for text in texts:
        anchors += [Anchor(anchor.offset + length, anchor.place) for anchor in text.anchors]
        length += len(text.content) + len(between)
    return Text(between.join(text.content for text in texts), tuple(anchors))
