"""Lines of a source text with their places, and the composition of plain text from pieces of them.

Columns count characters from 1; a tab is one character.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tieout.model import Anchor, Place, Text
from tieout.read.inline import Edit, edits

_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]"
)
_HAN = re.compile(r"[一-鿿]")
_CLAUSE_ENDS = "，,、；;（(-–—/"


@dataclass(frozen=True, slots=True)
class Line:
    """Part of a source line; `column` is that of the first character of `text`."""

    number: int
    column: int
    text: str

    def cut(self, start: int, end: int | None = None) -> Line:
        """The part from one offset up to another."""
        return Line(self.number, self.column + start, self.text[start:end])

    def trimmed(self) -> Line:
        """Without the blanks around it."""
        text = self.text.strip()
        if len(text) == len(self.text):
            return self
        text = self.text.lstrip()
        return Line(self.number, self.column + len(self.text) - len(text), text.rstrip())


def split_lines(text: str) -> list[Line]:
    """The lines of a text, numbered from 1."""
    return [Line(number, 1, line) for number, line in enumerate(text.split("\n"), start=1)]


def width(text: str) -> int:
    """How many columns a text takes on a screen where Chinese characters take two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def plain(line: Line) -> Text:
    """The text of a line (or table cell) without markup."""
    trimmed = line.trimmed()
    changes = edits(trimmed.text)
    if not changes:
        return Text(trimmed.text, (Anchor(0, Place(line=trimmed.number, column=trimmed.column)),))
    return _compose([trimmed], [], changes)


def verbatim(line: Line) -> Text:
    """The text of a line as it stands."""
    return Text(line.text, (Anchor(0, Place(line=line.number, column=line.column)),))


def paragraph(lines: Sequence[Line]) -> Text:
    """The text of consecutive lines without markup; wrapped lines are joined, deliberate breaks are kept."""
    if len(lines) == 1:
        return plain(lines[0])
    trimmed = [line.trimmed() for line in lines]
    raw = "\n".join(line.text for line in trimmed)
    return _compose(trimmed, _joins(lines, trimmed), edits(raw))


def _joins(lines: Sequence[Line], trimmed: Sequence[Line]) -> list[str]:
    """What stands between each line and the next: a newline, a space, or nothing between Chinese words.

    A break is a wrap if the next word would not have fitted on the longest line of the paragraph, or if the
    line stops within a clause; a break marked by two blanks or a backslash is deliberate.
    """
    widths = [width(line.text) for line in trimmed]
    longest = max(widths)
    joins = []
    for index, line in enumerate(trimmed[:-1]):
        following = trimmed[index + 1].text
        if lines[index].text.endswith(("  ", "\\")) or not line.text or not following:
            joins.append("\n")
            continue
        wide = _WIDE.match(following) is not None
        word = 2 if wide else width(following.split(None, 1)[0])
        wrapped = longest >= 50 and widths[index] + word >= longest
        within = (
            line.text[-1] in _CLAUSE_ENDS
            or (line.text[-1].islower() and following[0].islower())
            or (
                wide
                and _HAN.match(line.text[-1])
                and _HAN.match(following)
                and _sentence(line.text, following)
            )
        )
        if not (wrapped or within):
            joins.append("\n")
        else:
            joins.append("" if wide and _WIDE.match(line.text[-1]) else " ")
    return joins


def _sentence(line: str, following: str) -> bool:
    """Whether two lines of Chinese are one sentence: the first has no label, the second ends a sentence."""
    return "：" not in line and ":" not in line and any(stop in following for stop in "，。；")


def _compose(lines: Sequence[Line], joins: Sequence[str], changes: Sequence[Edit]) -> Text:
    """Apply edits to joined lines, and anchor every stretch that survives."""
    raw = "\n".join(line.text for line in lines)
    pieces: list[str] = []
    anchors: list[Anchor] = []
    length = 0
    index = 0
    begin = 0  # offset in raw of the current line
    position = 0
    for start, end, replacement in (*changes, (len(raw), len(raw), "")):
        while position < start:
            stop = begin + len(lines[index].text)
            if position == stop:  # the newline
                pieces.append(joins[index])
                length += len(joins[index])
                index, begin, position = index + 1, stop + 1, position + 1
                continue
            piece = raw[position : min(start, stop)]
            column = lines[index].column + position - begin
            anchors.append(Anchor(length, Place(line=lines[index].number, column=column)))
            pieces.append(piece)
            length += len(piece)
            position += len(piece)
        while end > begin + len(lines[index].text) and index + 1 < len(lines):
            begin += len(lines[index].text) + 1
            index += 1
        if replacement:
            column = max(lines[index].column + start - begin, lines[index].column)
            anchors.append(Anchor(length, Place(line=lines[index].number, column=column)))
            pieces.append(replacement)
            length += len(replacement)
        position = max(position, end)
    return trim("".join(pieces), anchors)


def reduced(text: Text) -> Text:
    """A text that may still hold markup, without it."""
    changes = edits(text.content)
    if not changes:
        return text
    offsets = [anchor.offset for anchor in text.anchors]
    pieces: list[str] = []
    anchors: list[Anchor] = []
    length = position = 0
    for start, end, replacement in (*changes, (len(text.content), len(text.content), "")):
        if start > position:
            anchors.append(Anchor(length, _first(text.place(position, position + 1))))
            inner = text.anchors[bisect.bisect_right(offsets, position) : bisect.bisect_left(offsets, start)]
            anchors += [Anchor(anchor.offset - position + length, anchor.place) for anchor in inner]
            pieces.append(text.content[position:start])
            length += start - position
        if replacement:
            anchors.append(Anchor(length, _first(text.place(start, start + 1))))
            pieces.append(replacement)
            length += len(replacement)
        position = max(position, end)
    return trim("".join(pieces), anchors)


def _first(place: Place) -> Place:
    """Where something begins, without where it ends."""
    return place._replace(end_line=None, end_column=None)


def trim(content: str, anchors: Sequence[Anchor]) -> Text:
    """A text without blanks around it; the anchors follow."""
    lead = len(content) - len(content.lstrip())
    content = content.strip()
    if not lead:
        return Text(content, tuple(anchors))
    kept = []
    for position, anchor in enumerate(anchors):
        if position + 1 < len(anchors) and anchors[position + 1].offset <= lead:
            continue  # ends within the blanks
        skipped = max(lead - anchor.offset, 0)
        place = anchor.place
        if skipped and place.column is not None:
            place = place._replace(column=place.column + skipped)
        kept.append(Anchor(max(anchor.offset - lead, 0), place))
    return Text(content, tuple(kept))
