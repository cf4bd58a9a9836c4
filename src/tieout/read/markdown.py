"""Markdown, and plain text written in its manner, as a document.

Places are exact to line and column. Comments are no text but keep their lines; of a front matter only the
title is kept. Measured against this, markdown-it-py parses blocks at 2 to 3 MB/s and knows no tables
without a rule, tables of tabs, or headings in bold.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from tieout.model import Block, Document, Place, Problem, Unread
from tieout.read.continued import with_continued
from tieout.read.decode import decode
from tieout.read.grid import Tables, with_tables
from tieout.read.html_unseen import Passed
from tieout.read.limits import Limits
from tieout.read.lines import Line, split_lines
from tieout.read.parts import Part, to_blocks
from tieout.read.runs import Lines
from tieout.read.splitter import Splitter
from tieout.read.tally import Tally
from tieout.wording import say

_TITLE = re.compile(r"title\s*:\s*(['\"]?)(.*?)\1\s*", re.IGNORECASE)
_KEY = re.compile(r"\s*(?:[\w.-]+\s*:.*|-\s.*|#.*|)")
_UNSEEN = (("<!--", "-->"), ("<style", "</style>"), ("<script", "</script>"))
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\](?:\([^()\s]|\[)|<img\s", re.IGNORECASE)
_STRUCK = re.compile(r"~~(?=[^\s~])[^~\n]+~~")
_FRONT = 200  # lines that a front matter has at most


def read_markdown(data: bytes, name: str, limits: Limits) -> Document:
    """Read Markdown. Raises `ReadError` if it is not text or a limit is exceeded."""
    return _read(data, name, limits, "markdown")


def read_text(data: bytes, name: str, limits: Limits) -> Document:
    """Read plain text; short numbered or lone lines are headings too. Raises as `read_markdown`."""
    return _read(data, name, limits, "text")


def _read(data: bytes, name: str, limits: Limits, dialect: str) -> Document:
    text, problems = decode(data, name)
    tally = Tally()
    lines = _visible(text, tally)
    title = None
    if dialect == "markdown":
        lines, title = _front_matter(lines)
    _count_inline(lines, tally)
    splitter = Splitter(lines, Tables(name, limits), tally=tally)
    parts = splitter.split()
    blocks = _text_blocks(parts) if dialect == "text" else _blocks(parts)
    unended = [
        Problem("fence", say("a code fence without an end was read as text"), Place(line=number))
        for number in splitter.unended
    ]
    return Document(
        path=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format=dialect,
        blocks=with_tables(with_continued(blocks)),
        problems=(*problems, *unended, *tally.problems()),
        title=title,
    )


def _blocks(parts: Sequence[Part]) -> list[Block]:
    return [block for part in parts for block in to_blocks(part)]


def _text_blocks(parts: Sequence[Part]) -> list[Block]:
    """The blocks of a text, whose headings nothing marks, without what is printed on every page."""
    from tieout.read.furniture import without_furniture
    from tieout.read.headings import with_headings

    return without_furniture(_blocks(with_headings(parts)), flowing=True)


def _count_inline(lines: Sequence[Line], tally: Tally) -> None:
    """Count what is dropped from running text: pictures, and what is struck out."""
    for line in lines:
        for _ in _IMAGE.finditer(line.text) if "[" in line.text or "<" in line.text else ():
            tally.add(Unread.IMAGES, say("picture"), Place(line=line.number))
        for struck in _STRUCK.finditer(line.text) if "~~" in line.text else ():
            tally.add(Unread.NOTES, say("struck text"), Place(line=line.number), text=struck.group())


def _visible(text: str, tally: Tally) -> list[Line]:
    """The lines without comments; a line that was nothing but comment is left out, so it breaks nothing."""
    blanked = text
    for opens, closes in _UNSEEN:
        if opens in blanked:
            blanked = _blanked(blanked, opens, closes, tally)
    if blanked is text:
        return split_lines(text)
    lines = []
    for line in split_lines(blanked):
        if "\0" not in line.text:
            lines.append(line)
        elif line.text.strip("\0 \t"):
            lines.append(Line(line.number, line.column, line.text.replace("\0", " ").rstrip()))
    return lines


def _blanked(text: str, opens: str, closes: str, tally: Tally) -> str:
    """The text with zeros over what stands between these marks; without an end a mark is text."""
    pieces: list[str] = []
    position = 0
    lines = Lines.of(text)
    while (start := text.find(opens, position)) >= 0:
        end = text.find(closes, start + len(opens))
        if end < 0:
            break
        place = lines.place(start)
        if opens == "<!--":
            Passed(tally).comment(text[start + len(opens) : end], place, True)
        else:
            tally.add(Unread.CODE, f"{opens}>", place, text="")
        end += len(closes)
        pieces.append(text[position:start])
        pieces.append(re.sub(r"[^\n]", "\0", text[start:end]))
        position = end
    pieces.append(text[position:])
    return "".join(pieces)


def _front_matter(lines: list[Line]) -> tuple[list[Line], str | None]:
    """The lines after a front matter, and the title it declares."""
    if not lines or lines[0].text.rstrip() != "---":
        return lines, None
    title = None
    for index, line in enumerate(lines[1:_FRONT], start=1):
        if line.text.rstrip() in ("---", "..."):
            return lines[index + 1 :], title
        if _KEY.fullmatch(line.text) is None:
            break
        match = _TITLE.fullmatch(line.text)
        if match is not None:
            title = match[2] or None
    return lines, None
