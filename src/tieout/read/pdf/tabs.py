"""The columns of a table without a grid: where segments stand above each other, and which each covers.

Narrow segments define the columns; a wide one that lies over several is a spanning header unless the lines
say that what it bridges is one column.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tieout.read.pdf.frame import Box, around
from tieout.read.pdf.lines import CURRENCY, WIDE, YEAR, Line, Segment
from tieout.read.pdf.words import Page, Word

WORD_SPACE = 0.15
ALIGNED = 0.4  # font sizes
HEADER_GAP = 0.4  # between words over two columns, in font sizes; a word space is about 0.25
UNDERLINE = 2.0  # font sizes in which the rule below a header of one or two lines stands


@dataclass
class Column:
    """From where to where a column reaches, in which lines it has text, and where its figures stand."""

    left: float
    right: float
    lines: set[int] = field(default_factory=set)
    figures: Box | None = None

    def overlap(self, box: Box) -> float:
        """By how much it and a box overlap; negative where they do not."""
        return min(self.right, box.right) - max(self.left, box.left)


def columns_of(lines: Sequence[Line]) -> list[Column]:
    """The columns in which the segments of lines stand, from left to right.

    A segment that has its line to itself makes no column: it is a label, wherever it stands.
    """
    segments = sorted(
        ((segment, i) for i, line in enumerate(lines) for segment in line.segments),
        key=lambda pair: (len(lines[pair[1]].segments) == 1, pair[0].box.width),
    )
    columns: list[Column] = []
    bridges: list[tuple[Segment, int]] = []
    for segment, i in segments:
        touched = [c for c in columns if c.overlap(segment.box) > 0]
        if not touched:
            if len(lines[i].segments) > 1:
                columns.append(Column(segment.box.left, segment.box.right, {i}))
        elif len(touched) == 1:
            column = touched[0]
            column.left, column.right = (
                min(column.left, segment.box.left),
                max(column.right, segment.box.right),
            )
            column.lines.add(i)
        else:
            bridges.append((segment, i))
    columns.sort(key=lambda column: column.left)
    columns = _spelled(_merged(columns, bridges), [(s, i) for s, i in segments if len(lines[i].segments) > 1])
    for column in columns:
        boxes = [
            s.box
            for s, _ in segments
            if s.figures and column.left <= s.box.left and s.box.right <= column.right
        ]
        column.figures = around(boxes) if boxes else None
    return columns


def _merged(columns: list[Column], bridges: Sequence[tuple[Segment, int]]) -> list[Column]:
    """Join neighbours that more lines bridge than keep apart."""
    merged: list[Column] = []
    for column in columns:
        if merged:
            left = merged[-1]
            apart = len(left.lines & column.lines)
            over = [s for s, _ in bridges if left.overlap(s.box) > 0 and column.overlap(s.box) > 0]
            amounts = any(
                s.figures and CURRENCY.match(s.words[0].text) for s in over
            )  # $ 120 is of one column
            if left.right > column.left or amounts or (len(over) > 2 * apart and len(over) >= 2):
                left.right = max(left.right, column.right)
                left.lines |= column.lines
                continue
        merged.append(column)
    return merged


def _spelled(columns: Sequence[Column], segments: Sequence[tuple[Segment, int]]) -> list[Column]:
    """Columns without the further ones of a header that is spaced out over them, as 客　户　名　称."""
    kept: list[Column] = []
    last: int | None = None  # the line in which the column before ends in a single character
    for column in columns:
        inside = [(segment, i) for segment, i in segments if column.overlap(segment.box) > 0]
        single = [i for segment, i in inside if len(segment.text) == 1 and WIDE.match(segment.text)]
        alone = len(inside) == 1 and len(single) == 1
        if kept and alone and last == single[0]:
            kept[-1].right = column.right
            continue
        kept.append(column)
        last = single[0] if len(single) == 1 else None
    return kept


def placed(line: Line, columns: Sequence[Column], page: Page) -> list[tuple[int, int, list[Segment]]]:
    """The segments of a line with the first and last column each covers; those of one column are joined."""
    found: list[tuple[int, int, list[Segment]]] = []
    middle = (line.box.top + line.box.bottom) / 2
    walls = [rule.middle for rule in page.verticals if rule.top <= middle <= rule.bottom]
    for segment, box in _reaching(line, columns, page, walls):
        covered = [i for i, c in enumerate(columns) if _covers(box, c)]
        if len(covered) > 1:
            covered = [i for i in covered if not _parted(segment.box, columns[i], walls)] or covered
        if not covered:
            covered = [_nearest(segment.box.middle, columns)]
        if found and found[-1][1] >= covered[0]:
            first, last, segments = found[-1]
            found[-1] = (first, max(last, covered[-1]), [*segments, segment])
        else:
            found.append((covered[0], covered[-1], [segment]))
    return found


def _reaching(
    line: Line, columns: Sequence[Column], page: Page, walls: Sequence[float]
) -> Iterator[tuple[Segment, Box]]:
    """The segments of a line, split where they are several headers, and how far rules say they reach."""
    width = columns[-1].right - columns[0].left
    segments = [part for whole in line.segments for part in _walled(whole, walls)]
    for segment in segments:
        if segment.figures and not YEAR.fullmatch(segment.text):
            yield segment, segment.box
            continue
        parts = _runs(segment, columns, WORD_SPACE)
        if len(parts) == 1 or not _aligned(parts, columns):
            box = underlined(segment.box, line.size, page.horizontals, width)
            others = [other.box for other in segments if other is not segment]
            box = _framed(box, walls, others, max(columns[-1].right, line.box.right))
            if box != segment.box:
                yield segment, box
                continue
            parts = _runs(segment, columns, HEADER_GAP)
        for part in parts:
            yield part, underlined(part.box, line.size, page.horizontals, width)


def underlined(box: Box, size: float, rules: Sequence[Box], width: float) -> Box:
    """The rule below a header that stands in its middle, for it says how far the header reaches."""
    below = [
        rule
        for rule in rules
        if -2 <= rule.top - box.bottom < UNDERLINE * size and rule.left < box.left and rule.right > box.right
    ]
    nearest = min(below, key=lambda rule: rule.top, default=box)
    centred = abs(nearest.middle - box.middle) < 0.1 * nearest.width
    return nearest if centred and nearest.width < 0.9 * width else box


def _parted(box: Box, column: Column, walls: Sequence[float]) -> bool:
    """Whether a rule stands between a header and the figures of a column."""
    if column.figures is None:
        return False
    at = column.figures.middle
    return any((at < x <= box.left + 1) or (box.right - 1 <= x < at) for x in walls)


def _walled(segment: Segment, walls: Sequence[float]) -> list[Segment]:
    """A segment split where a rule stands between its words."""
    inside = [x for x in walls if segment.box.left < x < segment.box.right]
    if not inside:
        return [segment]
    sides: dict[int, list[Word]] = {}
    for word in segment.words:
        sides.setdefault(sum(x <= word.box.middle for x in inside), []).append(word)
    return [Segment(tuple(words), around(word.box for word in words)) for words in sides.values()]


def _framed(box: Box, walls: Sequence[float], others: Sequence[Box], edge: float) -> Box:
    """The space between the rules left and right of a header that stands alone in its middle.

    The last of a line may have the edge of the table at its right.
    """
    left = max((x for x in walls if x <= box.left + 1), default=None)
    right = min((x for x in walls if x >= box.right - 1), default=edge)
    if left is None or any(left < other.middle < right for other in others):
        return box
    centred = abs((left + right) / 2 - box.middle) < 0.1 * (right - left)
    return Box(left, box.top, right, box.bottom) if centred else box


def _runs(segment: Segment, columns: Sequence[Column], least: float) -> list[Segment]:
    """A segment split at gaps of that many font sizes that stand over gaps between columns."""
    runs = [[segment.words[0]]]
    for word in segment.words[1:]:
        last = runs[-1][-1]
        gap = word.box.left - last.box.right
        if gap > least * word.size and _between(last.box, word.box, columns):
            runs.append([word])
        else:
            runs[-1].append(word)
    return [Segment(tuple(run), around(word.box for word in run)) for run in runs]


def _between(left: Box, right: Box, columns: Sequence[Column]) -> bool:
    """Whether two words stand over two columns and the gap between them over the gap between those."""
    a, b = _nearest(left.middle, columns), _nearest(right.middle, columns)
    return a < b and left.right <= columns[b].left + 4 and right.left >= columns[a].right - 4


def _aligned(runs: Sequence[Segment], columns: Sequence[Column]) -> bool:
    """Whether runs stand over their columns as the entries do: left, right or in the middle, all alike."""
    offsets = []
    for run in runs:
        column = columns[_nearest(run.box.middle, columns)]
        near, box = ALIGNED * run.words[0].size, column.figures
        if box is None:  # of words, which begin at its left end; the first may be anywhere
            offsets.append([run is runs[0] or abs(run.box.left - column.left) < near] * 3)
            continue
        edges = (run.box.left - box.left, run.box.middle - box.middle, run.box.right - box.right)
        offsets.append([abs(edge) < near for edge in edges])
    return any(map(all, zip(*offsets, strict=True)))


def _nearest(x: float, columns: Sequence[Column]) -> int:
    """The column that a point lies in, or else the one whose middle is nearest."""

    def distance(i: int) -> tuple[bool, float]:
        column = columns[i]
        return not column.left <= x <= column.right, abs((column.left + column.right) / 2 - x)

    return min(range(len(columns)), key=distance)


def _covers(box: Box, column: Column) -> bool:
    overlap = column.overlap(box)
    return overlap > 0 and overlap > 0.25 * min(box.width, column.right - column.left)
