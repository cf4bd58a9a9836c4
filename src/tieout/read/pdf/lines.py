"""Words -> lines and segments: a line is what shares a baseline, a segment what no wide gap divides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tieout.read.forms import Form
from tieout.read.pdf.frame import Box, around
from tieout.read.pdf.words import LINE_SHIFT, Word

# Gaps in units of the font size: between words of justified text up to 0.7, between columns mostly more.
TEXT_GAP = 0.9
FIGURE_GAP = 0.62
SPACED_GAP = 2.6  # between the two characters of a Chinese word that is spaced out, as 合　计
CODE_GAP = 1.5  # between a currency in letters and its figure
WHOLE_GAP = 0.3  # between figures written out in full, which are no parts of one
FIGURE = Form(
    r"(?i:^[(\-–—−+±$¥€£]*[\d.,:/]*\d(?:[%)xKMB*]|{=times_sign})*[⁰¹²³⁴⁵⁶⁷⁸⁹]*$|^[-–—−]+$|^n\.?a\.?$)"
)
WHOLE = re.compile(r"[(\-–—−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?\)?")
SMALL = re.compile(r"\d{1,3}")
YEAR = re.compile(r"(?:19|20)\d\d[AEFPH]?")
CURRENCY = re.compile(r"^(US|HK|NT|[AC])?[$¥€£]$|^(RMB|USD|CNY|HKD|EUR)$")
OPENING = re.compile(r"^[$¥€£]?[(（][$¥€£]?$")
CLOSING = re.compile(r"^[)%]+$")
WIDE = re.compile(r"[⺀-鿿　-〿＀-￯]")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one line without a wide gap between them."""

    words: tuple[Word, ...]
    box: Box

    @property
    def text(self) -> str:
        """The words with the spaces that were printed."""
        return joined(self.words)[0]

    @property
    def figures(self) -> bool:
        """Whether it is made of numbers (or dashes for them) and currency signs only."""
        return all_figures(self.words)


@dataclass(frozen=True, slots=True)
class Line:
    """Segments on one baseline, from left to right."""

    segments: tuple[Segment, ...]
    box: Box
    baseline: float
    size: float

    @property
    def words(self) -> tuple[Word, ...]:
        """All words from left to right."""
        return tuple(word for segment in self.segments for word in segment.words)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)

    @property
    def text(self) -> str:
        """The whole line."""
        return joined(self.words)[0]


def all_figures(words: Sequence[Word]) -> bool:
    """Whether words are numbers (or dashes for them), with currency signs or without."""
    signs = [CURRENCY.match(word.text) is not None for word in words]
    return not all(signs) and all(
        sign or FIGURE.match(word.text) for sign, word in zip(signs, words, strict=True)
    )


def joined(words: Sequence[Word]) -> tuple[str, list[int]]:
    """The text of words and the offset of each in it."""
    pieces: list[str] = []
    offsets: list[int] = []
    length = 0
    for before, word in zip((None, *words), words, strict=False):
        if before is not None and _apart(before, word):
            pieces.append(" ")
            length += 1
        offsets.append(length)
        pieces.append(word.text)
        length += len(word.text)
    return "".join(pieces), offsets


def _apart(before: Word, word: Word) -> bool:
    raised = not word.spaced and abs(word.box.left - before.box.right) < 0.3 * before.size
    if abs(before.baseline - word.baseline) > LINE_SHIFT * max(before.size, word.size) and not raised:
        return not (WIDE.match(before.text[-1]) and WIDE.match(word.text[0]))
    gap = word.box.left - before.box.right
    if not word.spaced:
        return gap > 0.3 * word.size
    chinese = WIDE.match(before.text[-1]) and WIDE.match(word.text[0])
    return gap > (0.12 if chinese else -0.2) * word.size


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Group words by baseline, from the top of the page to its bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.baseline, w.box.left)):
        if rows and abs(word.baseline - rows[-1][-1].baseline) < LINE_SHIFT * min(
            word.size, rows[-1][0].size
        ):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [line_of(row) for row in _with_raised(rows)]


def _with_raised(rows: list[list[Word]]) -> list[list[Word]]:
    """Put rows of raised small print (1st, footnote marks) into the line that they belong to."""
    kept: list[list[Word]] = []
    for index, row in enumerate(rows):
        below = rows[index + 1] if index + 1 < len(rows) else None
        if below is not None and _small(row, below) and below[0].baseline - row[0].baseline > 0:
            below += row
        elif kept and _small(row, kept[-1]):
            kept[-1] += row
        else:
            kept.append(row)
    return kept


def _small(row: list[Word], line: list[Word]) -> bool:
    """Whether a row is small print within the height of a line and beside its words."""
    size = line[0].size
    if abs(line[0].baseline - row[0].baseline) > 0.7 * size or max(w.size for w in row) > 0.85 * size:
        return False
    return all(any(abs(w.box.left - other.box.right) < 0.6 * size for other in line) for w in row)


def line_of(words: Iterable[Word]) -> Line:
    """One line from the words on a baseline."""
    ordered = sorted(words, key=lambda word: word.box.left)
    runs: list[list[Word]] = [[ordered[0]]]
    for word in ordered[1:]:
        if _divided(runs[-1][-1], word):
            runs.append([word])
        else:
            runs[-1].append(word)
    segments = tuple(Segment(tuple(run), around(word.box for word in run)) for run in _with_signs(runs))
    largest = max(ordered, key=lambda word: word.size)
    return Line(segments, around(s.box for s in segments), largest.baseline, largest.size)


def _with_signs(runs: list[list[Word]]) -> list[list[Word]]:
    """Put a currency sign set apart with the figure behind it, a bracket or % with the one before it."""
    joined_runs: list[list[Word]] = []
    for run in runs:
        if joined_runs and (_sign_before(joined_runs[-1], run) or _sign_behind(joined_runs[-1], run)):
            joined_runs[-1] += run
        else:
            joined_runs.append(run)
    return joined_runs


def _sign_before(last: list[Word], run: list[Word]) -> bool:
    """Whether a sign belongs to the figure behind it; far from it, USD is the label of a row."""
    if len(last) == 1 and OPENING.match(last[0].text):
        return FIGURE.match(run[0].text) is not None and run[0].text.endswith((")", "）"))
    if len(last) > 1 or not CURRENCY.match(last[0].text) or not FIGURE.match(run[0].text):
        return False
    near = run[0].box.left - last[0].box.right < CODE_GAP * last[0].size
    return near or not last[0].text.isalpha()


def _sign_behind(last: list[Word], run: list[Word]) -> bool:
    return len(run) == 1 and bool(CLOSING.match(run[0].text) and FIGURE.match(last[-1].text))


def _divided(left: Word, right: Word) -> bool:
    gap = right.box.left - left.box.right
    size = max(left.size, right.size)
    if OPENING.match(right.text) and FIGURE.match(left.text):
        return gap > 0
    if not 0.15 * size < gap < SPACED_GAP * size:
        return gap > size  # near or far enough whatever they are
    if FIGURE.match(left.text) and CURRENCY.match(right.text):
        return gap > 0.15 * size
    if _whole(left, right) or _whole(right, left):
        return gap > WHOLE_GAP * size
    if len(left.text) == len(right.text) == 1 and WIDE.match(left.text) and WIDE.match(right.text):
        return gap > SPACED_GAP * size
    figures = FIGURE.match(left.text) and FIGURE.match(right.text)
    return gap > (FIGURE_GAP if figures else TEXT_GAP) * size


def _whole(one: Word, other: Word) -> bool:
    """Whether a figure with separators stands beside another: both are written out, and no parts of one."""
    return (
        bool(WHOLE.fullmatch(one.text))
        and (WHOLE.fullmatch(other.text) or SMALL.fullmatch(other.text)) is not None
    )
