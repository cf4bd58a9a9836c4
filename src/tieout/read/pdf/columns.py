"""Columns of text on a page: words are split at gutters, band by band, into reading order.

A gutter is a gap at one place in many lines with running text on both sides; the gaps of a table have
short entries or figures beside them and are left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tieout.read.pdf.lines import Line, lines_of
from tieout.read.pdf.words import Word

BIN = 3.0  # points
LEAST_LINES = 6
TEXT_CHARS = 14  # a side of a gutter with fewer characters on average is no running text


def in_reading_order(words: Sequence[Word]) -> list[list[Line]]:
    """Split words into columns; each entry is the lines of one column or full-width band, top down."""
    lines = lines_of(words)
    gutter = _gutter(lines)
    if gutter is None:
        return [lines] if lines else []
    regions: list[list[Line]] = []
    for crossing, band in _bands(lines, gutter):
        if crossing or not _is_text(band, gutter):
            regions.append(band)
            continue
        for side in (True, False):
            part = [w for line in band for w in line.words if (w.box.middle < gutter) is side]
            if part:
                regions += in_reading_order(part)
    return _rejoined(regions, lines)


def _gutter(lines: Sequence[Line]) -> float | None:
    gaps: Counter[int] = Counter()
    for line in lines:
        for left, right in zip(line.segments, line.segments[1:], strict=False):
            if len(left.text) >= TEXT_CHARS and len(right.text) >= TEXT_CHARS:
                gaps.update(range(int(left.box.right / BIN) + 1, int(right.box.left / BIN) + 1))
    if not gaps:
        return None
    count = max(gaps.values())
    if count < LEAST_LINES:
        return None
    bins = sorted(b for b, n in gaps.items() if n == count)
    return bins[len(bins) // 2] * BIN


def _bands(lines: Sequence[Line], gutter: float) -> list[tuple[bool, list[Line]]]:
    """Consecutive lines that all cross the gutter, or all leave it free."""
    bands: list[tuple[bool, list[Line]]] = []
    for line in lines:
        crossing = any(s.box.left < gutter - 1 and s.box.right > gutter + 1 for s in line.segments)
        if bands and bands[-1][0] is crossing:
            bands[-1][1].append(line)
        else:
            bands.append((crossing, [line]))
    return bands


def _is_text(band: Sequence[Line], gutter: float) -> bool:
    if len(band) < LEAST_LINES:
        return False
    for side in (True, False):
        segments = [s for line in band for s in line.segments if (s.box.middle < gutter) is side]
        texts = [s.text for s in segments]
        if len(segments) < LEAST_LINES // 2 or sum(map(len, texts)) / len(texts) < TEXT_CHARS:
            return False
        if sum(s.figures for s in segments) > len(segments) / 4:
            return False
    return True


def _rejoined(regions: list[list[Line]], lines: Sequence[Line]) -> list[list[Line]]:
    """Neighbouring full-width bands are one region again."""
    whole = set(map(id, lines))
    joined: list[list[Line]] = []
    for region in regions:
        full = all(id(line) in whole for line in region)
        if joined and full and all(id(line) in whole for line in joined[-1]):
            joined[-1] = joined[-1] + region
        else:
            joined.append(region)
    return joined
