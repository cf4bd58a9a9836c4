"""The columns of a table without a grid: where segments stand above each other, and which of them each covers.

Narrow segments define the columns; a wide one that lies over several is a spanning header unless the lines
say that what it bridges is one column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tieout.read.pdf.frame import Box
from tieout.read.pdf.lines import Line, Segment, around
from tieout.read.pdf.words import Page

HEADER_GAP = 0.4  # between words over two columns, in font sizes; a word space is about 0.25
UNDERLINE = 2.0  # font sizes in which the rule below a header of one or two lines stands


@dataclass
class Column:
    left: float
    right: float
    lines: set[int] = field(default_factory=set)

    def overlap(self, box: Box) -> float:
        return min(self.right, box.right) - max(self.left, box.left)


def columns_of(lines: Sequence[Line]) -> list[Column]:
    segments = sorted(
        ((segment, i) for i, line in enumerate(lines) for segment in line.segments),
        key=lambda pair: pair[0].box.width,
    )
    columns: list[Column] = []
    bridges: list[tuple[Segment, int]] = []
    for segment, i in segments:
        touched = [c for c in columns if c.overlap(segment.box) > 0]
        if not touched:
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
    return _merged(columns, bridges)


def _merged(columns: list[Column], bridges: Sequence[tuple[Segment, int]]) -> list[Column]:
    """Join neighbours that more lines bridge than keep apart."""
    merged: list[Column] = []
    for column in columns:
        if merged:
            left = merged[-1]
            apart = len(left.lines & column.lines)
            across = sum(left.overlap(s.box) > 0 and column.overlap(s.box) > 0 for s, _ in bridges)
            if left.right > column.left or (across > 2 * apart and across >= 2):
                left.right = max(left.right, column.right)
                left.lines |= column.lines
                continue
        merged.append(column)
    return merged


def placed(line: Line, columns: Sequence[Column], page: Page) -> list[tuple[int, int, list[Segment]]]:
    """The segments of a line with the first and last column each covers; those of one column are joined."""
    found: list[tuple[int, int, list[Segment]]] = []
    parted = _parted(line.segments, columns)
    for segment in parted:
        box = underlined(segment.box, line.size, page.horizontals, columns[-1].right - columns[0].left)
        box = _framed(box, [other.box for other in parted if other is not segment], page.verticals)
        covered = [i for i, c in enumerate(columns) if _covers(box, c)]
        if not covered:
            covered = [_nearest(segment.box.middle, columns)]
        if found and found[-1][1] >= covered[0]:
            first, last, segments = found[-1]
            found[-1] = (first, max(last, covered[-1]), [*segments, segment])
        else:
            found.append((covered[0], covered[-1], [segment]))
    return found


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


def _framed(box: Box, others: Sequence[Box], verticals: Sequence[Box]) -> Box:
    """The space between the rules left and right of a header that stands alone in its middle."""
    middle = (box.top + box.bottom) / 2
    beside = [rule.middle for rule in verticals if rule.top - 1 <= middle <= rule.bottom + 1]
    left = max((x for x in beside if x <= box.left + 1), default=None)
    right = min((x for x in beside if x >= box.right - 1), default=None)
    if left is None or right is None or any(left < other.middle < right for other in others):
        return box
    centred = abs((left + right) / 2 - box.middle) < 0.1 * (right - left)
    return Box(left, box.top, right, box.bottom) if centred else box


def _parted(segments: Sequence[Segment], columns: Sequence[Column]) -> list[Segment]:
    """Split headers whose words stand over different columns with more than a word space between them."""
    parted: list[Segment] = []
    for segment in segments:
        runs = [[segment.words[0]]]
        for word in segment.words[1:]:
            gap = word.box.left - runs[-1][-1].box.right
            if gap > HEADER_GAP * word.size and _between(runs[-1][-1].box, word.box, columns):
                runs.append([word])
            else:
                runs[-1].append(word)
        parted += [Segment(tuple(run), around(word.box for word in run)) for run in runs]
    return parted


def _between(left: Box, right: Box, columns: Sequence[Column]) -> bool:
    """Whether two words stand over two columns and the gap between them over the gap between those."""
    a, b = _nearest(left.middle, columns), _nearest(right.middle, columns)
    return a < b and left.right <= columns[b].left + 4 and right.left >= columns[a].right - 4


def _nearest(x: float, columns: Sequence[Column]) -> int:
    return min(range(len(columns)), key=lambda i: abs((columns[i].left + columns[i].right) / 2 - x))


def _covers(box: Box, column: Column) -> bool:
    overlap = column.overlap(box)
    return overlap > 0 and overlap > 0.25 * min(box.width, column.right - column.left)
