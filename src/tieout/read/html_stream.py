"""HTML as a flat stream of text and tags, without what a reader of the page does not see, which is counted.

A tokenizer of our own, because a parser's tree keeps no columns and stops counting lines and nesting.
Everything is linear: a tag ends before the next `<`, a close tag finds its opening by name in a table, and
never reaches out of its table cell. Nothing is fetched and no entity but the named characters is known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tieout.read.html_tag import PLAIN, Style, attribute, stray, style_of
from tieout.read.html_unseen import RAW, UNSEEN, Passed
from tieout.read.limits import Limits
from tieout.read.runs import Lines
from tieout.read.tally import Tally

_TAG = re.compile(
    r"<(?:(?P<close>/)?(?P<name>[A-Za-z][^\s/<>]*+)(?:"
    r"(?P<attributes>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)>"
    r"|(?P<odd>[^<>]*)[<>])"  # a tag in the value of an attribute, or a quote without an end
    r"|(?P<comment>!--)|(?P<other>[!?][^<>]*>))"
)
_GLUED = re.compile(r"(?:t[dhr]|li|p|div|span)\d\S*|\S*\d\d\S*", re.IGNORECASE)  # <td4</td>, </t778
_COMMENT_END = re.compile(r"--!?>")
_VALUE = re.compile(r"([^<>=]*)(?:=\s*([\"'])|[<>=])")
_LONGEST_TAG = 20_000  # characters
_MOST_VALUES = 50
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr"
))  # fmt: skip
_HEAD = frozenset(("base", "link", "meta", "noscript", "script", "style", "template", "title"))
_FIELDS = (
    "",
    "text",
    "number",
    "search",
    "date",
    "month",
    "tel",
    "url",
    "email",
)  # inputs that show their value
_TABULAR = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"))
_BARRIERS = frozenset(("table", "td", "th", "caption"))
_ENDS = {  # a tag that begins ends these, if they are open in the same cell or list
    "li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "tr": ("td", "th", "tr"), "td": ("td", "th"),
    "th": ("td", "th"), "tbody": ("td", "th", "tr", "thead", "tbody"), "tfoot": ("td", "th", "tr", "tbody"),
    "thead": ("td", "th", "tr"), "p": ("p",), "div": ("p",), "ul": ("p",), "ol": ("p",), "dl": ("p",),
    "h1": ("p",), "h2": ("p",), "h3": ("p",), "h4": ("p",), "h5": ("p",), "h6": ("p",), "pre": ("p",),
    "table": ("p",), "hr": ("p",),
}  # fmt: skip
_STOPS = {"li": ("ul", "ol"), "dt": ("dl",), "dd": ("dl",), "p": ("td", "th", "table", "div", "li")}


@dataclass(frozen=True, slots=True)
class Event:
    """Text between tags (`opens` is None), or a tag that opens or closes, at an offset of the source."""

    opens: bool | None
    tag: str
    start: int
    text: str = ""
    attributes: str = ""
    style: Style = PLAIN


class Stream:
    """Walks over a page; what it passes over is counted in `passed`."""

    def __init__(self, source: str, tally: Tally, lines: Lines, name: str, limits: Limits) -> None:
        self.source = source
        self.passed = Passed(tally)
        self.lines = lines
        self.name = name
        self.limits = limits
        self.stack: list[Event] = []
        self.open: dict[str, list[int]] = defaultdict(list)  # positions in the stack by tag
        self.barriers: list[int] = []

    def events(self) -> Iterator[Event]:
        """The events of the page in reading order.

        Raises:
            ReadError: elements are nested deeper than the limits allow.
        """
        position = start = 0
        while (match := _TAG.search(self.source, position)) is not None:
            yield from self._text(start, match.start())
            position = start = match.end()
            if match["comment"] is not None:
                position = start = self._comment(match)
            elif match["other"] is not None:
                self.passed.declaration(match["other"], self.lines.place(match.start()))
            elif match["close"]:
                position = start = match.end() - (self.source[match.end() - 1] == "<")
                self._swallowed(match["name"], match["attributes"] or match["odd"] or "", match.start())
                yield from self._close(match["name"].lower(), match.start(), explicit=True)
            else:
                attributes, end = self._attributes(match)
                self._swallowed(match["name"], attributes, match.start())
                yield from self._begin(match["name"].lower(), match.start(), attributes, end)
                position = start = self._after(match["name"].lower(), end)
        yield from self._text(start, len(self.source))
        yield from self._pop_to(0, len(self.source))

    def _text(self, start: int, end: int) -> Iterator[Event]:
        text = self.source[start:end]
        if self._in_head() and text.strip():
            yield from self._pop_to(len(self.stack) - 1, start, explicit=True)
        if self.passed.veils:
            self.passed.text(text)
        elif text:
            yield Event(None, "", start, text)

    def _in_head(self) -> bool:
        return bool(self.stack) and self.stack[-1].tag == "head"

    def _comment(self, match: re.Match[str]) -> int:
        """Where a comment ends; one without an end hides the rest of the page."""
        begin = match.end()
        if self.source.startswith((">", "->"), begin):  # <!--> is a whole comment
            return self.source.index(">", begin) + 1
        end = _COMMENT_END.search(self.source, begin)
        text = self.source[begin : len(self.source) if end is None else end.start()]
        self.passed.comment(text, self.lines.place(match.start()), end is not None)
        return len(self.source) if end is None else end.end()

    def _after(self, tag: str, end: int) -> int:
        """Where the text after an opening tag begins; content that is no markup is passed over."""
        if tag not in RAW:
            return end
        close = _closing(tag).search(self.source, end)
        stop = close.start() if close is not None else len(self.source)
        self.passed.text(self.source[end:stop])
        return stop

    def _begin(self, tag: str, start: int, attributes: str, end: int) -> Iterator[Event]:
        if tag not in _HEAD and self._in_head():
            yield from self._pop_to(len(self.stack) - 1, start, explicit=True)
        for ended in _ENDS.get(tag, ()):
            yield from self._close(ended, start, _STOPS.get(ended, ()))
        style = style_of(attributes) if "style" in attributes or "hidden" in attributes else PLAIN
        event = Event(True, tag, start, attributes=attributes, style=style)
        empty = tag in _VOID or (attributes.endswith("/") and tag not in RAW)
        veiled = _veiled(event)
        if self.passed.veils:
            self.passed.element()
        elif not veiled:
            yield event
            if empty:
                self._shown(event)
                yield Event(False, tag, end, style=style)
        if empty:
            return
        self.open[tag].append(len(self.stack))
        if tag in _BARRIERS:
            self.barriers.append(len(self.stack))
        self.stack.append(event)
        if veiled:
            self.passed.begin(tag)
        self.limits.check("nesting", len(self.stack), self.name)

    def _attributes(self, match: re.Match[str]) -> tuple[str, int]:
        """The attributes of an opening tag, and where it ends; a quote without an end ends with its tag."""
        if match["attributes"] is not None:
            return match["attributes"], match.end()
        begin = position = match.start("odd")
        for _ in range(_MOST_VALUES):
            value = _VALUE.match(self.source, position, begin + _LONGEST_TAG)
            if value is None:
                break
            if value[2] is None:
                if self.source[value.end() - 1] == ">":
                    return self.source[begin : value.end() - 1], value.end()
                position = value.end()
                continue
            end = self.source.find(value[2], value.end())
            if not 0 < end < begin + _LONGEST_TAG or self.source[end + 1 : end + 2] not in tuple(" \t\n/>"):
                swallowed = self.source[value.start(2) : end if end >= 0 else len(self.source)]
                self.passed.quote(swallowed, self.lines.place(match.start()))
                break
            position = end + 1
        end = match.end() - (self.source[match.end() - 1] == "<")
        return match["odd"], end

    def _swallowed(self, name: str, attributes: str, start: int) -> None:
        """Count text with numbers that a tag without an end took for its name or its attributes."""
        whole = not name.isascii() or _GLUED.fullmatch(name) is not None
        text = f"{name} {attributes}" if whole else stray(attributes)
        if text:
            self.passed.swallowed(text, self.lines.place(start))

    def _shown(self, event: Event) -> None:
        """Count what an element without content shows and nobody reads."""
        tag, attributes, place = event.tag, event.attributes, self.lines.place(event.start)
        if tag in ("img", "embed", "frame"):
            sizes = attribute(attributes, "width"), attribute(attributes, "height")
            self.passed.picture(tag, sizes, place)
        elif tag == "input" and attribute(attributes, "type").lower() in _FIELDS:
            value = attribute(attributes, "value")
            if value:
                self.passed.field(value, place)

    def _close(
        self, tag: str, at: int, stops: tuple[str, ...] = (), *, explicit: bool = False
    ) -> Iterator[Event]:
        """Close the innermost element of this name, unless something stands between that it may not end."""
        if not self.open[tag]:
            return
        position = self.open[tag][-1]
        if tag not in _TABULAR and self.barriers and self.barriers[-1] > position:
            return
        if tag in ("td", "th", "tr", "tbody", "thead") and self.open["table"][-1:] > [position]:
            return
        if any(self.open[stop] and self.open[stop][-1] > position for stop in stops):
            return
        yield from self._pop_to(position, at, explicit=explicit)

    def _pop_to(self, position: int, at: int, *, explicit: bool = False) -> Iterator[Event]:
        """End the elements from a position of the stack on, the first by its own tag if `explicit`."""
        while len(self.stack) > position:
            event = self.stack.pop()
            self.open[event.tag].pop()
            if event.tag in _BARRIERS:
                self.barriers.pop()
            if _veiled(event):
                closed = explicit and len(self.stack) == position
                self.passed.end(self.lines.place(event.start), closed)
            elif not self.passed.veils:
                yield Event(False, event.tag, at, attributes=event.attributes, style=event.style)


def _veiled(event: Event) -> bool:
    """Whether an element is passed over."""
    return event.tag in UNSEEN or event.tag in RAW or event.style.hidden


@lru_cache(maxsize=16)
def _closing(tag: str) -> re.Pattern[str]:
    return re.compile(rf"</{tag}\b", re.IGNORECASE)
