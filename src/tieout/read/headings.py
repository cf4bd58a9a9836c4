"""Headings of plain text: short lines that stand alone, numbered or marked, with longer text below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tieout.model import BlockKind
from tieout.read.forms import Form
from tieout.read.parts import Part

_LEVELS = (
    (Form(r"{ordinal_word}(?:{chinese_digit}|\d){1,3}{chapter_mark}"), 1),
    (Form(r"{chinese_digit}{1,3}[、.．]"), 2),
    (Form(r"[（(]{chinese_digit}{1,3}[)）]"), 3),
    (Form(r"\d{1,2}(?:\.\d{1,2}){2}\s*[^\d\s%]"), 4),
    (Form(r"\d{1,2}\.\d{1,2}\s*[^\d\s%]"), 3),
)
_MARKED = 5  # level of a heading after a bullet or a plain number
_LONGEST = 50
_STOPS = "。.；;!！?？，,、…"
_LABEL = re.compile(r"\S\s*[:：|]\s*\S|@|https?:|\t")
_WORDS = Form(
    r"(?:[A-Z][\w&'’/-]*|{=title_word}|[&–—-])(?:\s+(?:[A-Z0-9][\w&'’/-]*|{=title_word}|[&–—-]))*:?"
)
_HAN = re.compile(r"[一-鿿]{2}")


def with_headings(parts: Sequence[Part]) -> list[Part]:
    """The parts, with those that read like headings made headings."""
    result = []
    for index, part in enumerate(parts):
        listed = index > 0 and part.kind is parts[index - 1].kind is BlockKind.ITEM
        level = 0 if listed else _level(part, parts[index + 1] if index + 1 < len(parts) else None)
        result.append(replace(part, kind=BlockKind.HEADING, level=level, marker="") if level else part)
    return result


def _level(part: Part, following: Part | None) -> int:
    """The level of a part that is a heading, else 0."""
    if part.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or len(part.lines) != 1 or following is None:
        return 0
    text = part.raw
    if len(text) > _LONGEST or text[-1] in _STOPS or _LABEL.search(text):
        return 0
    for pattern, level in _LEVELS:
        if pattern.match(text):
            return level
    if following.kind is BlockKind.TABLE or part.kind is following.kind is BlockKind.ITEM:
        return 0
    if len(following.raw) <= len(text) and following.kind is not BlockKind.ITEM:
        return 0
    if part.kind is BlockKind.ITEM:
        return _MARKED if _apart(part, following) else 0
    return _MARKED - 1 if _apart(part, following) and _titled(text) else 0


def _apart(part: Part, following: Part) -> bool:
    """Whether a blank line stands between."""
    return bool(following.lines) and following.lines[0].number > part.lines[0].number + 1


def _titled(text: str) -> bool:
    """Whether a line reads like a title: few words, no figures, capitals in English."""
    if any(character.isdigit() for character in text):
        return False
    if _HAN.search(text):
        return len(text.rstrip(":：")) <= 24
    return len(text) >= 3 and (text.isupper() or _WORDS.fullmatch(text) is not None)
