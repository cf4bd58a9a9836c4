"""The borders of a frame of rules, and where one table in it ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tieout.read.pdf.frame import Box, around
from tieout.read.pdf.lines import all_figures, lines_of
from tieout.read.pdf.words import Word

SNAP = 2.5  # rules nearer than this, in points, are one
LEAST_RULES, MOST_LINES = 4, 2.5  # across a table without sides; lines of text between two of them
LEAST_WIDTH = 20.0  # points from the last rule to an open side
LEAST_ALIKE = 0.7  # share of the rules across a table that end at its open side


def parted(
    xs: Sequence[float], ys: Sequence[float], down: Sequence[Box], words: Sequence[Word]
) -> Iterator[tuple[list[float], list[float]]]:
    """The borders of every table in one frame, from left to right and from the top down.

    A title across the frame with heads under it begins a table of its own, if the columns below it are
    others than those above.
    """
    walls = _walls(xs, ys, down)
    starts = [0]
    for row in range(1, len(walls) - 2):
        if walls[row] or not walls[row + 1]:
            continue
        above = frozenset[int]().union(*walls[starts[-1] : row])
        if above and above != walls[row + 1] and _titles(xs, ys[row : row + 3], words):
            starts.append(row)
    for first, last in pairwise((*starts, len(walls))):
        inner = frozenset(range(len(xs)))
        if len(starts) > 1:
            inner = frozenset({0, len(xs) - 1}).union(*walls[first:last])
        yield [xs[col] for col in sorted(inner)], list(ys[first : last + 1])


def open_sides(across: Sequence[Box], down: Sequence[Box], words: Sequence[Word]) -> list[Box]:
    """The outer borders of a table that has rules between its rows and columns and none at its sides."""
    whole = around(across)
    if any(rule.top < whole.top - SNAP or rule.bottom > whole.bottom + SNAP for rule in down):
        return []
    inner = [rule.middle for rule in down]
    ends = [end for end in (whole.left, whole.right) if all(abs(end - x) > LEAST_WIDTH for x in inner)]
    rows = _levels(across) if ends else []
    if len(rows) < LEAST_RULES:
        return []
    inside = [w for w in words if whole.left <= w.box.middle <= whole.right]
    inside = [w for w in inside if _between(w, whole.top, whole.bottom)]
    if len(lines_of(inside)) > MOST_LINES * (len(rows) - 1):
        return []
    alike = {end: sum(abs(end - x) <= SNAP for row in rows for x in (row.left, row.right)) for end in ends}
    return [Box(end, whole.top, end, whole.bottom) for end in ends if alike[end] >= LEAST_ALIKE * len(rows)]


def _levels(across: Sequence[Box]) -> list[Box]:
    """The rules across a table, those at one height as one."""
    rows: list[Box] = []
    for rule in sorted(across, key=lambda rule: rule.top):
        if rows and rule.top - rows[-1].top <= SNAP:
            rows[-1] = rows[-1].union(rule)
        else:
            rows.append(rule)
    return rows


def _between(word: Word, top: float, bottom: float) -> bool:
    return top <= (word.box.top + word.box.bottom) / 2 <= bottom


def wall(down: Sequence[Box], top: float, bottom: float) -> bool:
    """Whether one of the rules at a border stands beside a row."""
    middle = (top + bottom) / 2
    return any(b.top - SNAP <= middle <= b.bottom + SNAP for b in down)


def _walls(xs: Sequence[float], ys: Sequence[float], down: Sequence[Box]) -> list[frozenset[int]]:
    """The inner borders beside which each row has a rule."""
    at = {col: [b for b in down if abs(b.middle - xs[col]) <= SNAP] for col in range(1, len(xs) - 1)}
    return [
        frozenset(col for col, rules in at.items() if wall(rules, top, bottom))
        for top, bottom in pairwise(ys)
    ]


def _titles(xs: Sequence[float], ys: Sequence[float], words: Sequence[Word]) -> bool:
    """Whether one line of words stands between the first two borders, and heads between the next two."""
    inside = [word for word in words if xs[0] <= word.box.middle <= xs[-1]]
    title, heads = ([word for word in inside if _between(word, top, bottom)] for top, bottom in pairwise(ys))
    if not title or len(lines_of(title)) != 1 or any(char.isdigit() for word in title for char in word.text):
        return False
    segments = [segment for line in lines_of(heads) for segment in line.segments]
    return len(segments) > 1 and not any(all_figures(segment.words) for segment in segments)
