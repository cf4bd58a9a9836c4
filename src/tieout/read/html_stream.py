"""HTML as a flat stream of text and tags, without what a reader of the page does not see.

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

from tieout.read.limits import Limits

_TAG = re.compile(
    r"<(?:(?P<close>/)?(?P<name>[A-Za-z][^\s/<>]*+)(?P<attributes>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)>"
    r"|(?P<comment>!--)|(?P<other>[!?][^<>]*>))"
)
_ATTRIBUTE = r"(?:^|[\s/]){}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr"
))  # fmt: skip
_RAW = frozenset(("script", "style", "textarea", "title", "xmp"))
_UNSEEN = frozenset((
    "head", "template", "nav", "svg", "math", "select", "button", "del", "s", "strike", "object", "iframe",
    "audio", "video", "canvas", "noscript", "ix:header", "ix:hidden", "ix:references", "ix:resources"
))  # fmt: skip
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
_HIDDEN = re.compile(r"display:none|visibility:hidden|(?:^|;)font-size:0(?:px|pt|em)?(?:;|$)")
_BOLD = re.compile(r"font-weight:(?:bold|[6-9]00)")
_RAISED = re.compile(r"vertical-align:(?:super|text-top)|(?:^|;)top:-\d")


@dataclass(frozen=True, slots=True)
class Style:
    """What an inline style says of the text in it."""

    hidden: bool = False
    bold: bool = False
    raised: bool = False


_PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Event:
    """Text between tags (`opens` is None), or a tag that opens or closes, at an offset of the source."""

    opens: bool | None
    tag: str
    start: int
    text: str = ""
    attributes: str = ""
    style: Style = _PLAIN


@lru_cache(maxsize=256)
def _attribute(name: str) -> re.Pattern[str]:
    return re.compile(_ATTRIBUTE.format(name), re.IGNORECASE)


def attribute(attributes: str, name: str) -> str:
    """The value of an attribute in the raw text of a tag; empty if it has none."""
    match = _attribute(name).search(attributes) if name in attributes.lower() else None
    return next((value for value in match.groups() if value is not None), "") if match is not None else ""


@lru_cache(maxsize=4096)
def _style(attributes: str) -> Style:
    text = re.sub(r"\s+", "", attribute(attributes, "style").lower())
    hidden = _HIDDEN.search(text) is not None or re.search(r"\shidden(?:[\s=]|$)", attributes) is not None
    return Style(hidden, _BOLD.search(text) is not None, _RAISED.search(text) is not None)


class Stream:
    """Walks over a page; `unended` is the offset of a comment that hides the rest, if there is one."""

    def __init__(self, source: str, name: str, limits: Limits) -> None:
        self.source = source
        self.name = name
        self.limits = limits
        self.stack: list[Event] = []
        self.open: dict[str, list[int]] = defaultdict(list)  # positions in the stack by tag
        self.barriers: list[int] = []
        self.hidden = 0
        self.unended: int | None = None

    def events(self) -> Iterator[Event]:
        """The events of the page in reading order.

        Raises:
            ReadError: elements are nested deeper than the limits allow.
        """
        position = start = 0
        while (match := _TAG.search(self.source, position)) is not None:
            if match.start() > start and not self.hidden:
                yield Event(None, "", start, self.source[start : match.start()])
            position = start = match.end()
            if match["comment"] is not None:
                end = self.source.find("-->", match.end())
                if end < 0:
                    self.unended = match.start()
                    start = len(self.source)
                    break
                position = start = end + 3
            elif match["name"] is not None:
                tag = match["name"].lower()
                if match["close"]:
                    yield from self._close(tag, match.start())
                    continue
                yield from self._begin(tag, match)
                if tag in _RAW:
                    position = start = self._skipped(tag, match.end())
        if start < len(self.source) and not self.hidden:
            yield Event(None, "", start, self.source[start:])
        yield from self._pop_to(0, len(self.source))

    def _skipped(self, tag: str, start: int) -> int:
        """Where the close tag of an element begins whose content is no markup."""
        match = re.compile(rf"</{tag}\b", re.IGNORECASE).search(self.source, start)
        return match.start() if match is not None else len(self.source)

    def _begin(self, tag: str, match: re.Match[str]) -> Iterator[Event]:
        for ended in _ENDS.get(tag, ()):
            yield from self._close(ended, match.start(), _STOPS.get(ended, ()))
        attributes = match["attributes"]
        style = _style(attributes) if "style" in attributes or "hidden" in attributes else _PLAIN
        event = Event(True, tag, match.start(), attributes=attributes, style=style)
        empty = tag in _VOID or attributes.endswith("/")
        unseen = tag in _UNSEEN or tag in _RAW or style.hidden
        if not self.hidden and not unseen:
            yield event
            if empty:
                yield Event(False, tag, match.end(), style=style)
        if empty:
            return
        self.open[tag].append(len(self.stack))
        if tag in _BARRIERS:
            self.barriers.append(len(self.stack))
        self.stack.append(event)
        self.hidden += unseen
        self.limits.check("nesting", len(self.stack), self.name)

    def _close(self, tag: str, at: int, stops: tuple[str, ...] = ()) -> Iterator[Event]:
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
        yield from self._pop_to(position, at)

    def _pop_to(self, position: int, at: int) -> Iterator[Event]:
        while len(self.stack) > position:
            event = self.stack.pop()
            self.open[event.tag].pop()
            if event.tag in _BARRIERS:
                self.barriers.pop()
            unseen = event.tag in _UNSEEN or event.tag in _RAW or event.style.hidden
            self.hidden -= unseen
            if not self.hidden and not unseen:
                yield Event(False, event.tag, at, attributes=event.attributes, style=event.style)
