"""What of an HTML page is passed over, and under which kind it is counted.

An element is passed over as a whole: what a browser does not show, what belongs to the page and not to its
report, and what holds no text to be read. An element that swallowed text because nothing ended it is
counted as broken markup, whatever it is: so do tables disappear.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from tieout.model import Place, Unread
from tieout.read.html_tag import stray
from tieout.read.tally import Tally
from tieout.read.whole import whole
from tieout.wording import say

RAW = {  # their content is no markup
    "script": Unread.CODE, "style": Unread.CODE, "textarea": Unread.CONTROLS, "title": Unread.HIDDEN,
    "xmp": Unread.TEXT,
}  # fmt: skip
UNSEEN = {
    "head": Unread.CODE, "template": Unread.HIDDEN, "noscript": Unread.HIDDEN, "nav": Unread.CONTROLS,
    "select": Unread.CONTROLS, "button": Unread.CONTROLS, "svg": Unread.DRAWINGS, "math": Unread.TEXT,
    "canvas": Unread.DRAWINGS, "object": Unread.OBJECTS, "iframe": Unread.OBJECTS, "audio": Unread.OBJECTS,
    "video": Unread.OBJECTS, "del": Unread.NOTES, "s": Unread.NOTES, "strike": Unread.NOTES,
    **dict.fromkeys(("ix:header", "ix:hidden", "ix:references", "ix:resources"), Unread.CODE),
}  # fmt: skip
_TITLE = "document title"
_LONGEST_TITLE = 300  # characters
_BY_NAME = frozenset((_TITLE, *RAW, *UNSEEN)) - {"head"}
_FRAMES = frozenset(("object", "iframe", "canvas"))  # what they show stands elsewhere
_OUTLINES = 40  # elements of a drawing without texts from which it is more than a sign
_ICON = 32  # a picture that is no larger holds no figure that anybody could read
_TAGS = re.compile(
    r"<(?:script|style)\b.*?</(?:script|style)\s*>|</?(?:h[1-6]|[a-z][a-z:-]*)(\s[^<>]*|/)?>|<[!?][^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_SWALLOWED = re.compile(r"^\s*</?(?:p|div|table|tr|t[dh]|h[1-6]|[uo]l|li)\b", re.MULTILINE | re.IGNORECASE)
_COMMENTED = re.compile(r"</?[A-Za-z!]|^[ \t]*\|.*\|[ \t]*$", re.MULTILINE)


@dataclass(slots=True)
class Veil:
    """An open element whose content is passed over; `elements` counts those inside it."""

    tag: str
    kind: Unread
    texts: list[str] = field(default_factory=list)
    elements: int = 0


class Passed:
    """Counts what is passed over of a page."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.veils: list[Veil] = []
        self._titled = False

    def begin(self, tag: str) -> None:
        """An element begins that is passed over, or whose style hides it."""
        kind = RAW.get(tag) or UNSEEN.get(tag, Unread.HIDDEN)
        if tag == "title" and not self._titled and not any(veil.tag == "svg" for veil in self.veils):
            self._titled, tag = True, _TITLE  # the title of the document is read apart
        self.veils.append(Veil(tag, kind))

    def element(self) -> None:
        """An element begins inside one that is passed over."""
        self.veils[-1].elements += 1

    def text(self, text: str) -> None:
        """Text inside an element that is passed over."""
        self.veils[-1].texts.append(html.unescape(text))

    def end(self, place: Place, closed: bool) -> None:
        """The innermost of them ends, by its own tag or by the end of what is around it."""
        veil = self.veils.pop()
        text = " ".join(veil.texts)
        if veil.tag in _BY_NAME and text.strip() and (not closed or _swallows(veil.tag, text)):
            bare = _bare(text)
            self.tally.add(Unread.MARKUP, f"<{veil.tag}> without an end of its own", place, text=bare)
        elif veil.tag == _TITLE:
            return
        elif veil.tag in _FRAMES or (veil.tag == "svg" and not text.strip() and veil.elements > _OUTLINES):
            self.tally.add(veil.kind, f"<{veil.tag}>", place)
        elif text.strip():
            named = f"<{veil.tag}>" if veil.tag in _BY_NAME else "hidden element"
            self.tally.add(veil.kind, named, place, text=text)

    def comment(self, text: str, place: Place, closed: bool) -> None:
        """A comment: notes of the author, markup that was commented out, or the rest of the page."""
        bare = html.unescape(_bare(text))
        if not closed or "<!--" in text:
            self.tally.add(Unread.MARKUP, say("comment without an end"), place, text=bare)
        elif _COMMENTED.search(text):
            self.tally.add(Unread.HIDDEN, say("comment with markup in it"), place, text=bare)
        else:
            self.tally.add(Unread.CODE, say("comment"), place, text=bare)

    def declaration(self, text: str, place: Place) -> None:
        """What stands in `<!...>` or `<?...>`: a document type, or text that browsers drop."""
        if text.startswith("![CDATA["):
            self.tally.add(Unread.MARKUP, say("CDATA section"), place, text=text)

    def quote(self, text: str, place: Place) -> None:
        """What a browser takes for an attribute because its quote has no end; it was read nevertheless."""
        bare = html.unescape(_bare(text))
        self.tally.add(Unread.MARKUP, say("attribute whose quote has no end"), place, text=bare)

    def swallowed(self, text: str, place: Place) -> None:
        """Text that a tag took for its attributes, because nothing ends it."""
        self.tally.add(Unread.MARKUP, say("tag without an end"), place, text=html.unescape(text))

    def picture(self, tag: str, sizes: tuple[str, str], place: Place) -> None:
        """An image, unless it is as small as a sign."""
        pixels = [size.removesuffix("px") for size in sizes]
        if not all(whole(size, _ICON + 1) <= _ICON for size in pixels):
            embedded = tag == "embed"
            kind, what = (Unread.OBJECTS, "<embed>") if embedded else (Unread.IMAGES, "picture")
            self.tally.add(kind, what, place)

    def field(self, value: str, place: Place) -> None:
        """The value that a field of a form shows."""
        self.tally.add(Unread.CONTROLS, "<input>", place, text=html.unescape(value))


def _bare(text: str) -> str:
    """The text without its tags; what a tag without an end took for attributes stays."""
    return _TAGS.sub(lambda tag: f" {stray(tag[1] or '')} ", text)


def _swallows(tag: str, text: str) -> bool:
    """Whether markup of the page stands where none belongs, for the end of another element ended this one."""
    if tag == "script" and "`" in text:  # templates may hold markup
        return False
    if tag == _TITLE and (len(text) > _LONGEST_TITLE or _TAGS.search(text) is not None):
        return True
    return tag in ("style", "script", _TITLE) and _SWALLOWED.search(text) is not None
