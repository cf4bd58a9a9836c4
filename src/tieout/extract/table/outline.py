"""Nesting that the labels of a table tell by their numbering: HC.1 over HC.1.1, 一、 over （一） over 1."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tieout.lexicon import Lexicon, Phrase

_CODE = re.compile(r"\s*((?:[A-Z]{1,3}[. ]?){0,2}\d{1,3}(?:\.\d{1,3})*)(?:[-:][\d.]+)?(?=[.:)\s、]|[^\W\d_])")
_CHINESE = (  # from the outermost to the innermost, as statutory statements number their lines
    Phrase(r"\s*{chinese_digit}+、"),
    Phrase(r"\s*[(（]{chinese_digit}+[)）]"),
    Phrase(r"\s*\d{1,2}[、.．](?!\d)"),
    Phrase(r"\s*[(（]\d{1,2}[)）]"),
)
_LEAST = 4  # numbered lines below which a table has no outline


def outline_depths(labels: Sequence[str], lexicon: Lexicon) -> list[int] | None:
    """How deep each line is nested by its number; lines without one are outermost.

    Args:
        labels: the labels of the lines in order.
        lexicon: the words in force.

    Returns:
        Depths from 0, or None if the numbering tells of no nesting.
    """
    for depths in (_by_code(labels), _by_style(labels, lexicon)):
        if sum(depth > 0 for depth in depths) >= _LEAST and len({depth for depth in depths if depth}) > 1:
            return depths
    return None


def _by_code(labels: Sequence[str]) -> list[int]:
    codes = [match[1] if (match := _CODE.match(label)) else "" for label in labels]
    return [1 + code.count(".") if code else 0 for code in codes]


def _by_style(labels: Sequence[str], lexicon: Lexicon) -> list[int]:
    styles = [lexicon.pattern(style) for style in _CHINESE]
    return [
        next((depth for depth, style in enumerate(styles, 1) if style.match(label)), 0) for label in labels
    ]
