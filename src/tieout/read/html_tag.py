"""What a tag of a page says: its attributes, and what its inline style says of the text in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_ATTRIBUTE = r"(?:^|[\s/]){}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
_HIDDEN = re.compile(r"display:none|visibility:hidden|(?:^|;)font-size:0(?:px|pt|em)?(?:;|$)")
_CONCEALED = re.compile(r"\shidden(?:[\s=/]|$)", re.IGNORECASE)
_BOLD = re.compile(r"font-weight:(?:bold|[6-9]00)")
_RAISED = re.compile(r"vertical-align:(?:super|text-top)|(?:^|;)top:-\d")
_NAMED = re.compile(
    r"(?<![^\s\"'])[^\s\"'=]++\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+)|(?<=\s)[A-Za-z][\w:.-]*+(?=[\s/]|$)"
)
_DIGIT = re.compile(r"\d")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


@dataclass(frozen=True, slots=True)
class Style:
    """What an inline style says of the text in it."""

    hidden: bool = False
    bold: bool = False
    raised: bool = False


PLAIN = Style()


@lru_cache(maxsize=256)
def _attribute(name: str) -> re.Pattern[str]:
    return re.compile(_ATTRIBUTE.format(name), re.IGNORECASE)


def attribute(attributes: str, name: str) -> str:
    """The value of an attribute in the raw text of a tag; empty if it has none."""
    match = _attribute(name).search(attributes) if name in attributes.lower() else None
    return next((value for value in match.groups() if value is not None), "") if match is not None else ""


@lru_cache(maxsize=4096)
def style_of(attributes: str) -> Style:
    """What the inline style among these attributes says."""
    text = re.sub(r"\s+", "", attribute(attributes, "style").lower())
    hidden = _HIDDEN.search(text) is not None or _CONCEALED.search(_QUOTED.sub("''", attributes)) is not None
    return Style(hidden, _BOLD.search(text) is not None, _RAISED.search(text) is not None)


@lru_cache(maxsize=4096)
def stray(attributes: str) -> str:
    """What stands among attributes and is none, if there are numbers in it.

    Where another tag begins among them, a quote was never closed and one in the text ended it.
    """
    if not _DIGIT.search(attributes):
        return ""
    if "<" in _QUOTED.sub("", attributes):
        return attributes
    stray = _NAMED.sub(" ", attributes)
    return stray if _DIGIT.search(stray) else ""
