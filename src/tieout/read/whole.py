"""Whole numbers that markup states of itself: spans, indices, sizes, rows."""

from __future__ import annotations

_LONGEST = 9  # digits; what is longer counts nothing that there is


def whole(text: str | None, otherwise: int) -> int:
    """The number that an attribute states; `otherwise` if it is absent, no number or absurdly long."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > _LONGEST:
        return otherwise
    return int(text)
