"""The characters of a PDF page as they are seen: upright, not cut off by a clip, ligatures named.

PDFium tells everything character by character; what holds for a whole text object (a run that the maker of
the file set in one go) is asked once.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from tieout.read.pdf.frame import Box, Frame

SPACE = 32
BROKEN_WORD = 2  # what PDFium gives for a hyphen at the end of a line
UNNAMED = "\ufffd"
SKEW = 0.1  # radians: what is further from all four right angles is set slanting
LEAST_SEEN = 0.5  # share of the height of a text that a clip must leave
LEAST_WIDTH = 0.1  # the same for its width
LIGATURE = (0.35, 1.0)  # widths of ligatures in font sizes
THREE_LETTERS = 0.7  # from here on it is ffi or ffl
# In English fi goes before a consonant (first, profit) or in field and satisfied, ff ends words and goes
# before -er and -en (offset, different, offense, effect), and fl goes before other vowels.
IN_WORD = re.compile(rf"(?<=[A-Za-z]){UNNAMED}|{UNNAMED}(?=[a-z]{{2}})")
FI = re.compile(r"[^\Waeiouy]|e[dlrs]")
FF = re.compile(r"s|er|en|(?![a-z])")
EFF = re.compile(rf"[AEae]{UNNAMED}[eo]")
# Fonts of some makers map these characters to their radicals; a blanket NFKC would ruin m² and ½.
RADICALS = str.maketrans("⼀⼆⼈⼊⼋⼗⼤⼩⼯⽂⽅⽇⽉⽔⽕⽣⽤⽬⽴⻓⾦⾼⻚⻛⼾⽆⾏⾯⼒⼿⽐⽽⾃⾄",
                         "一二人入八十大小工文方日月水火生用目立长金高页风户无行面力手比而自至")  # fmt: skip


class Glyph(NamedTuple):
    """A character as drawn."""

    char: str
    box: Box
    baseline: float
    size: float
    bold: bool


@dataclass(slots=True)
class Aside:
    """What was left out of a view of a page: characters that run another way, by their angle, in order."""

    angles: list[float] = field(default_factory=list)
    texts: dict[float, list[str]] = field(default_factory=dict)

    def add(self, angle: float, char: str) -> None:
        """Leave out a character drawn at an angle."""
        self.angles.append(angle)
        self.texts.setdefault(round(angle, 2), []).append(char)

    def space(self) -> None:
        """Part what was left out so far from what follows."""
        for chars in self.texts.values():
            if chars[-1] != " ":
                chars.append(" ")

    def skewed(self) -> list[str]:
        """The texts that stand at no right angle to the page."""
        return [
            "".join(chars).strip()
            for angle, chars in self.texts.items()
            if abs(math.remainder(angle, math.pi / 2)) > SKEW
        ]


@dataclass(frozen=True, slots=True)
class _Style:
    """What the characters of one text object share."""

    seen: bool
    upright: bool
    angle: float
    size: float
    bold: bool
    extent: float  # height of the box of its first character
    drop: float  # from the baseline to the bottom of that box


def glyphs(text: pypdfium2.PdfTextPage, frame: Frame, aside: Aside) -> Iterator[Glyph | None]:
    """The upright characters in content order; None stands for a space or a line break.

    Those that are rotated against the page are left out and go to `aside`; those that nobody sees, because
    a clip cuts them off, are left out.
    """
    raw = text.raw
    bounds = pdfium.FS_RECTF()
    style: _Style | None = None
    last = 0
    for i in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, i)
        if code == BROKEN_WORD or 0xD800 <= code < 0xE000:
            code = _code(raw, i, code)
        if 0 < code <= SPACE or code in (0xA0, 0x3000, 0xFEFF):
            if aside.texts:
                aside.space()
            yield None
            continue
        drawn = pdfium.FPDFText_GetTextObject(raw, i)
        if not drawn:
            yield None
            continue
        pdfium.FPDFText_GetLooseCharBox(raw, i, bounds)
        box = frame.box(bounds.left, bounds.bottom, bounds.right, bounds.top)
        address = ctypes.addressof(drawn.contents)
        if style is None or address != last:
            style, last = _style(raw, i, drawn, frame, box), address
        if not style.seen:
            continue
        if not style.upright:
            aside.add(style.angle, chr(code or 0xFFFD).translate(RADICALS))
        else:
            same = abs(box.height - style.extent) < 0.01
            baseline = box.bottom - style.drop if same else _baseline(raw, i, frame)
            yield Glyph(chr(code or 0xFFFD).translate(RADICALS), box, baseline, style.size, style.bold)


def _code(raw: object, i: int, code: int) -> int:
    """The code point that a special code stands for; of a pair of surrogates, the first carries both."""
    if code == BROKEN_WORD:
        return ord("-")
    if 0xD800 <= code < 0xDC00:
        low: int = pdfium.FPDFText_GetUnicode(raw, i + 1)
        return 0x10000 + (code - 0xD800) * 0x400 + (low - 0xDC00) if 0xDC00 <= low < 0xE000 else 0xFFFD
    return SPACE if 0xDC00 <= code < 0xE000 else code


def _style(raw: object, i: int, drawn: object, frame: Frame, box: Box) -> _Style:
    angle = pdfium.FPDFText_GetCharAngle(raw, i)
    size = pdfium.FPDFText_GetFontSize(raw, i) or 1.0
    # The nominal size ignores the matrix of the text: ask for that where the drawn height is no usual one.
    if not 0.9 < box.height / size < 1.6:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(raw, i, matrix)
        size *= math.hypot(matrix.c, matrix.d) or 1.0
        if not 0.5 < box.height / size < 2.0:
            size = box.height or 1.0
    return _Style(
        _seen(drawn),
        frame.upright(angle),
        angle,
        size,
        pdfium.FPDFText_GetFontWeight(raw, i) >= 600,
        box.height,
        box.bottom - _baseline(raw, i, frame),
    )


def _baseline(raw: object, i: int, frame: Frame) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(raw, i, x, y)
    return frame.shown(x.value, y.value)[1]


def _seen(drawn: object) -> bool:
    """Whether the clips of a text object leave enough of it to be read.

    PDFium has dropped the clips that do not cut what they clip, so that most objects have none.
    """
    clip = pdfium.FPDFPageObj_GetClipPath(drawn)
    paths = pdfium.FPDFClipPath_CountPaths(clip)
    if paths <= 0:
        return True
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top)
    whole = Box(left.value, bottom.value, right.value, top.value)
    shown = whole
    for path in range(paths):
        points = [_point(clip, path, i) for i in range(pdfium.FPDFClipPath_CountPathSegments(clip, path))]
        if points:
            xs, ys = zip(*points, strict=True)
            shown = shown.intersection(Box(min(xs), min(ys), max(xs), max(ys)))
    return shown.height >= LEAST_SEEN * whole.height and shown.width >= LEAST_WIDTH * whole.width


def _point(clip: object, path: int, i: int) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, path, i), x, y)
    return x.value, y.value


def named(text: str, width: float) -> str:
    """A word with the likeliest letters for a ligature its font does not name; `width` is in font sizes."""
    if not LIGATURE[0] < width < LIGATURE[1]:
        return text
    wide = width > THREE_LETTERS

    def likeliest(match: re.Match[str]) -> str:
        if wide:
            return "ffi" if FI.match(text, match.end()) else "ffl"
        within = match.start() > 0 and FF.match(text, match.end())
        if within or (match.start() == 1 and EFF.match(text)):
            return "ff"
        return "fi" if FI.match(text, match.end()) else "fl"

    return IN_WORD.sub(likeliest, text)
