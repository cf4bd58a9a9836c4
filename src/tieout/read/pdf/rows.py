"""Lines of a table -> rows: what wraps inside a cell, or stands in its middle, is one row with the rest.

A row is written as a line whose segments hold the words of several lines, one line after the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from tieout.read.forms import Form
from tieout.read.pdf.frame import Box, around
from tieout.read.pdf.lines import Line, Segment

BESIDE = 0.8  # baselines nearer than this, in font sizes, are not of one cell: they stand side by side
MOST_BESIDE = 3  # lines of a row
TIGHT = 0.5  # font sizes between the lines of one cell
CLOSER = 0.15  # by how many font sizes the lines of one cell are closer than rows
UNFINISHED = Form(r"(?:[,(/&–-]|{unfinished_by})$")


def banded(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that stand side by side at heights of their own together: a figure in the middle of its label."""
    bands: list[list[Line]] = []
    for line in lines:
        if bands and len(bands[-1]) < MOST_BESIDE and _beside(bands[-1], line):
            bands[-1].append(line)
        else:
            bands.append([line])
    return bands


def _beside(band: Sequence[Line], line: Line) -> bool:
    """Whether a line stands beside the last of a band, and goes on with at most one of its segments."""
    last = band[-1]
    if line.baseline - last.baseline >= BESIDE * min(line.size, last.size):
        return False
    under = [
        (_above(upper.box, lower.box), one is last)
        for one in band
        for upper in one.segments
        for lower in line.segments
    ]
    return sum(above for above, _ in under) <= 1 and not any(above and beside for above, beside in under)


def _above(upper: Box, lower: Box) -> bool:
    return upper.left < lower.right + 2 and lower.left < upper.right + 2


def stacked(lines: Sequence[Line]) -> Line:
    """Several lines as one: segments that stand above each other are one segment."""
    if len(lines) == 1:
        return lines[0]
    stacks: list[Segment] = []
    for segment in (segment for line in lines for segment in line.segments):
        under = [stack for stack in stacks if _above(stack.box, segment.box)]
        parts = (*under, segment)
        words = tuple(word for part in parts for word in part.words)
        stacks = [stack for stack in stacks if stack not in under]
        stacks.append(Segment(words, around(part.box for part in parts)))
    stacks.sort(key=lambda stack: stack.box.left)
    last = lines[-1]
    return Line(tuple(stacks), around(stack.box for stack in stacks), last.baseline, last.size)


def folded(lines: Sequence[Line], edge: float, rules: Sequence[Box]) -> list[Line]:
    """Lines with the wrapped labels of a table in one piece; `edge` is the right end of its labels."""
    groups: list[list[Line]] = []
    for i, line in enumerate(lines):
        upper = lines[i - 1] if i else line
        above = _gap(lines[i - 2], upper) if i > 1 else None
        below = _gap(line, lines[i + 1]) if i + 1 < len(lines) else None
        closer = all(gap is None or _gap(upper, line) + CLOSER < gap for gap in (above, below))
        if i and wraps(groups[-1], line, edge, closer) and not ruled(upper.box, line.box, rules):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [stacked(group) for group in groups]


def wraps(group: Sequence[Line], lower: Line, edge: float, closer: bool = False) -> bool:
    """Whether the label of a row goes on in the next line; only one of them may have more than a label.

    Args:
        group: the lines of the row so far.
        lower: the next line.
        edge: right end of the labels of the table.
        closer: whether it is nearer to the row than lines elsewhere are.
    """
    upper = group[-1]
    label, rest = upper.segments[0], lower.segments[0]
    if any(segment.box.left >= edge or segment.figures for segment in (label, rest)):
        return False
    if len(lower.segments) > 1 and any(len(line.segments) > 1 for line in group):
        return False
    if rest.box.top - label.box.bottom > TIGHT * lower.size or rest.box.left < label.box.left - lower.size:
        return False
    first = rest.words[0].box
    if label.words[-1].box.right + 0.25 * lower.size + first.width < edge:
        return False  # the next word would have fitted
    unfinished = UNFINISHED.search(label.text) is not None or rest.text[0].islower()
    return unfinished or closer


def _gap(upper: Line, lower: Line) -> float:
    return (lower.box.top - upper.box.bottom) / lower.size


def ruled(upper: Box, lower: Box, rules: Sequence[Box]) -> bool:
    """Whether a rule runs between two boxes that stand above each other."""
    left, right = max(upper.left, lower.left), min(upper.right, lower.right)
    return any(
        upper.bottom - 3 <= rule.top <= lower.top + 3 and rule.left < right and rule.right > left
        for rule in rules
    )
