"""Texts as words are looked for in them: lower case, half-width signs, one space between words.

A space that only parts Latin letters from Chinese ones is dropped, because prints set it or not (GPU 小时,
GPU小时). Every letter of a folded text knows where it stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_SPACES = re.compile(r"\s+")
_ODD_SPACES = re.compile(r"\s\s|[^\S ]| (?=[^\x00-\x7f])|(?<=[^\x00-\x7f]) ")


_WIDE = re.compile(r"[一-鿿](?: [一-鿿])+(?![^\s:：])")


def closed_up(text: str) -> str:
    """A text with one space between words; Chinese words set wide to fill a column (合　计) are closed up."""
    plain = " ".join(text.split())
    return _WIDE.sub(lambda wide: wide.group().replace(" ", ""), plain) if _WIDE.match(plain) else plain


def letter_pairs(text: str) -> Iterator[str]:
    """The pairs of neighbours in a text: they stand for words where nothing parts these."""
    return (text[at : at + 2] for at in range(len(text) - 1))


class Folded(NamedTuple):
    """A folded text; `places` are the offsets of its letters in the original, None if they are the same."""

    text: str
    places: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text stands in the original."""
        if self.places is None:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold a text."""
    plain = text if text.isascii() else text.translate(_HALF_WIDTH)
    lowered = plain.lower()
    if len(lowered) != len(plain):  # a capital whose small letter is two: it stays
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in plain)
    return Folded(lowered) if _ODD_SPACES.search(lowered) is None else _without_odd_spaces(lowered)


def _without_odd_spaces(text: str) -> Folded:
    parts: list[str] = []
    places: list[int] = []
    last = 0
    for space in _SPACES.finditer(text):
        start, end = space.span()
        parts.append(text[last:start])
        places.extend(range(last, start))
        if not start or end == len(text) or text[start - 1].isascii() == text[end].isascii():
            parts.append(" ")
            places.append(start)
        last = end
    parts.append(text[last:])
    places.extend(range(last, len(text)))
    return Folded("".join(parts), places)
