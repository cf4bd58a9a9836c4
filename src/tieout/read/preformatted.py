"""Text that stands in a page as typed, in `<pre>`: read as a plain text is, so that its tables are tables.

Filings of earlier years are nothing else. A listing, which has `<code>` in it, is passed over and counted.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from tieout.model import Block, Unread
from tieout.read.grid import Tables
from tieout.read.html_stream import Event
from tieout.read.html_tag import attribute
from tieout.read.lines import Line
from tieout.read.runs import Lines
from tieout.read.tally import Tally

PLAIN = ("", "text", "txt", "plain", "plaintext", "nohighlight", "none")  # listings in no language


class Preformatted:
    """Collects the events of one `<pre>`."""

    def __init__(self) -> None:
        self.pieces: list[tuple[str, int]] = []
        self.language: str | None = None  # of the listing that it is, if it is one

    def take(self, event: Event) -> None:
        """Take the next event."""
        if event.opens is None:
            self.pieces.append((event.text, event.start))
        elif event.opens and event.tag == "br":
            self.pieces.append(("\n", event.start))
        elif event.opens and event.tag == "code":
            named = attribute(event.attributes, "class").split()
            languages = (name.partition("-")[2] for name in named if name.startswith(("language-", "lang-")))
            self.language = next(languages, "")

    def blocks(self, lines: Lines, tables: Tables, tally: Tally) -> Iterator[Block]:
        """The blocks of the text."""
        from tieout.read.parts import to_blocks
        from tieout.read.splitter import Splitter  # reads pieces of HTML itself

        if self.language is not None:
            start = self.pieces[0][1] if self.pieces else 0
            text = "".join(text for text, _ in self.pieces)
            listing(self.language, html.unescape(text), tally, lines, start)
            return
        splitter = Splitter(list(self._lines(lines)), tables, tally=tally)
        for part in splitter.split():
            yield from to_blocks(part)

    def _lines(self, lines: Lines) -> Iterator[Line]:
        begun: list[str] = []
        first = -1
        for text, start in self.pieces:
            for number, piece in enumerate(text.split("\n")):
                if number:
                    yield _line("".join(begun), first, lines)
                    begun, first = [], -1
                if piece and first < 0:
                    first = start
                begun.append(html.unescape(piece))
                start += len(piece) + 1
        yield _line("".join(begun), first, lines)


def _line(text: str, start: int, lines: Lines) -> Line:
    place = lines.place(max(start, 0))
    return Line(place.line or 1, place.column or 1, text)


def listing(language: str, text: str, tally: Tally, lines: Lines, start: int) -> None:
    """Count a listing: what is in no language may be anything that a reader looks at."""
    kind = Unread.TEXT if language.lower() in PLAIN else Unread.CODE
    tally.add(kind, "listing", lines.place(start), text=text)
