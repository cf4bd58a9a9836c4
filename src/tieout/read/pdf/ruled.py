"""Tables drawn with rules: cells are what the lines enclose, merged where a line is missing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise

from tieout.read.pdf.borders import SNAP, open_sides, parted, wall
from tieout.read.pdf.frame import Box
from tieout.read.pdf.grid import PdfCell, PdfTable
from tieout.read.pdf.lines import FIGURE, lines_of
from tieout.read.pdf.words import Word
from tieout.read.wrapped import one_figure

MOST_STRUCK = 0.02  # share of words that a rule may run through
BESIDE = 60.0  # points from the rules in which text still belongs to the table
LABELS = 200.0  # the same for what may be the label of a figure
LEAST_DRAWN = 0.2  # share of the height of a table along which a border is drawn
LEAST_FILLED = 0.3  # share of cells with text; the grid of a chart has less
LEAST_LABELLED = 0.7  # share of rows whose first cell has words: those of a chart stand beside its grid


def find_ruled(
    page: int, words: Sequence[Word], horizontals: Sequence[Box], verticals: Sequence[Box]
) -> list[PdfTable]:
    """Find the tables that crossing rules enclose, with the words inside them."""
    tables = []
    for across, inner in _connected(horizontals, verticals):
        down = [*inner, *open_sides(across, inner, words)]
        xs, ys = _snapped([b.middle for b in down]), _snapped([(b.top + b.bottom) / 2 for b in across])
        if len(xs) < 3 or len(ys) < 2 or (len(ys) < 3 and len(xs) < 4):
            continue
        for cols, rows in parted(xs, ys, down, words):
            table = _table(page, words, cols, rows, across, down)
            if table is not None:
                tables.append(table)
    return tables


def _connected(horizontals: Sequence[Box], verticals: Sequence[Box]) -> list[tuple[list[Box], list[Box]]]:
    """Groups of rules that touch each other."""
    boxes = [*horizontals, *verticals]
    parent = list(range(len(boxes)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    order = sorted(range(len(boxes)), key=lambda i: boxes[i].top)
    active: list[int] = []
    for i in order:
        active = [j for j in active if boxes[j].bottom >= boxes[i].top - SNAP]
        for j in active:
            if boxes[j].left - SNAP <= boxes[i].right and boxes[i].left - SNAP <= boxes[j].right:
                parent[root(i)] = root(j)
        active.append(i)
    groups: dict[int, tuple[list[Box], list[Box]]] = {}
    for i, box in enumerate(boxes):
        groups.setdefault(root(i), ([], []))[0 if i < len(horizontals) else 1].append(box)
    return [group for group in groups.values() if group[0] and group[1]]


def _snapped(values: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > SNAP:
            kept.append(value)
    return kept


def _table(
    page: int,
    words: Sequence[Word],
    xs: list[float],
    ys: list[float],
    across: Sequence[Box],
    down: Sequence[Box],
) -> PdfTable | None:
    box = Box(xs[0], ys[0], xs[-1], ys[-1])
    level = [w for w in words if _within(w, ys)]
    inside = [w for w in level if box.left - 1 <= w.box.middle <= box.right + 1]
    if not inside or _overflows(level, box) or _struck(inside, down):
        return None
    if not _drawn(xs, ys, down):
        return None
    xs = _refined(xs, inside)
    areas = _areas(xs, ys, across, down)
    held: dict[tuple[int, int, int, int], list[Word]] = {area: [] for area in set(areas.values())}
    for word in inside:
        row = min(max(bisect_right(ys, _middle(word)) - 1, 0), len(ys) - 2)
        col = min(max(bisect_right(xs, word.box.middle) - 1, 0), len(xs) - 2)
        held[areas[row, col]].append(word)
    held = _divided(held, xs)
    filled = sum(bool(found) for found in held.values())
    if len(held) < 4 or filled < 3:
        return None
    if filled < LEAST_FILLED * len(held) and not _labelled(held, len(ys) - 1):
        return None
    rows, cells = _rows(held, len(ys) - 1)
    return PdfTable(box, page, rows, len(xs) - 1, tuple(cells), tuple(pairwise(xs)))


def _labelled(held: Mapping[tuple[int, int, int, int], Sequence[Word]], rows: int) -> bool:
    """Whether most rows begin with words, as those of a sparse table do."""
    first = {
        row
        for (row, col, _, _), words in held.items()
        if col == 0 and words and not all(FIGURE.match(word.text) for word in words)
    }
    return len(first) >= max(2, LEAST_LABELLED * rows)


def _struck(words: Sequence[Word], down: Sequence[Box]) -> bool:
    """Whether rules run through words: then they are a drawing over text, not the borders of cells."""
    edges = sorted((rule.middle, rule.top, rule.bottom) for rule in down)
    through = 0
    for word in words:
        first = bisect_right(edges, (word.box.left + SNAP,))
        for x, top, bottom in edges[first:]:
            if x > word.box.right - SNAP:
                break
            if top < _middle(word) < bottom:
                through += 1
                break
    return through > MOST_STRUCK * len(words)


def _drawn(xs: Sequence[float], ys: Sequence[float], down: Sequence[Box]) -> bool:
    """Whether most inner borders run along the table: the sides of the bars of a chart are short."""
    inner = xs[1:-1]
    lengths = [sum(rule.height for rule in down if abs(rule.middle - x) <= SNAP) for x in inner]
    return sum(length > LEAST_DRAWN * (ys[-1] - ys[0]) for length in lengths) * 2 >= len(inner)


def _refined(xs: list[float], words: Sequence[Word]) -> list[float]:
    """Borders that nobody drew: where the figures of one drawn column stand in several."""
    borders = list(xs)
    for left, right in pairwise(xs):
        lines = lines_of(word for word in words if left <= word.box.middle < right)
        rows = [line.segments for line in lines if sum(s.figures for s in line.segments) >= 2]
        if len(rows) < 3 or len(rows) < 0.6 * sum(any(s.figures for s in line.segments) for line in lines):
            continue
        width = min(map(len, rows))
        if all(len(row) == width for row in rows):
            for k in range(width - 1):
                a, b = max(row[k].box.right for row in rows), min(row[k + 1].box.left for row in rows)
                if a < b:
                    borders.append((a + b) / 2)
    return sorted(borders)


def _divided(
    held: dict[tuple[int, int, int, int], list[Word]], xs: Sequence[float]
) -> dict[tuple[int, int, int, int], list[Word]]:
    """Undo the merging of cells that only lack a border: their text stands in several columns."""
    divided: dict[tuple[int, int, int, int], list[Word]] = {}
    for (row, col, height, width), words in held.items():
        lines = lines_of(words) if width > 1 else []
        if max((len(line.segments) for line in lines), default=1) < 2:
            divided[row, col, height, width] = words
            continue
        for line in lines:
            for segment in line.segments:
                first = max(bisect_right(xs, segment.box.left + 1) - 1, col)
                last = max(bisect_right(xs, segment.box.right - 1) - 1, first)
                divided.setdefault((row, first, height, last - first + 1), []).extend(segment.words)
    return divided


def _overflows(level: Sequence[Word], box: Box) -> bool:
    """Whether most lines go on beside the rules: they enclose only a part of the table."""
    rows = beside = 0
    for line in lines_of(level):
        inside = [w for w in line.words if box.left - 1 <= w.box.middle <= box.right + 1]
        if inside:
            rows += 1
            reach = LABELS if FIGURE.match(inside[0].text) else 0.0
            beside += any(
                0 < box.left - w.box.right < max(BESIDE, reach) or 0 < w.box.left - box.right < BESIDE
                for w in line.words
            )
    return beside > 0.6 * rows


def _within(word: Word, ys: Sequence[float]) -> bool:
    return ys[0] - 1 <= _middle(word) <= ys[-1] + 1


def _middle(word: Word) -> float:
    return (word.box.top + word.box.bottom) / 2


def _areas(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[Box], down: Sequence[Box]
) -> dict[tuple[int, int], tuple[int, int, int, int]]:
    """For each elementary cell the (row, col, rowspan, colspan) of the merged cell it belongs to."""
    rows, cols = len(ys) - 1, len(xs) - 1
    at = [[b for b in down if abs(b.middle - x) <= SNAP] for x in xs]
    along = [[b for b in across if abs((b.top + b.bottom) / 2 - y) <= SNAP] for y in ys]
    walls = {(r, c): wall(at[c], ys[r], ys[r + 1]) for r in range(rows) for c in range(cols)}
    floors = {(r, c): _floor(along[r], xs[c], xs[c + 1]) for r in range(rows) for c in range(cols)}
    areas: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    for r in range(rows):
        for c in range(cols):
            if (r, c) in areas:
                continue
            width = 1
            while c + width < cols and not walls[r, c + width] and (r, c + width) not in areas:
                width += 1
            height = 1
            while r + height < rows and not any(floors[r + height, k] for k in range(c, c + width)):
                height += 1
            for i in range(r, r + height):
                for k in range(c, c + width):
                    areas.setdefault((i, k), (r, c, height, width))
    return areas


def _floor(across: Sequence[Box], left: float, right: float) -> bool:
    """Whether one of the rules at a border runs along a column."""
    middle = (left + right) / 2
    return any(b.left - SNAP <= middle <= b.right + SNAP for b in across)


def _rows(held: dict[tuple[int, int, int, int], list[Word]], rows: int) -> tuple[int, list[PdfCell]]:
    """Cells of the table; a band in which several columns stack equally many figures is several rows."""
    cells: list[PdfCell] = []
    offset = 0
    for band in range(rows):
        here = {area: words for area, words in held.items() if area[0] == band}
        stacked = _stacked(here)
        for (_, col, height, width), words in sorted(here.items()):
            for extra, line in _dealt(words, stacked):
                cells.append(PdfCell(line, band + offset + extra, col, height, width))
        offset += max(len(stacked), 1) - 1
    return rows + offset, cells


def _stacked(here: dict[tuple[int, int, int, int], list[Word]]) -> list[float]:
    """Baselines to split a band at: of its tallest cell of figures that another cell is level with."""
    counts: dict[int, list[tuple[bool, list[float]]]] = {}
    for (_, _, height, _), words in here.items():
        lines = lines_of(words) if height == 1 and len(words) > 1 else []
        if len(lines) >= 2 and not one_figure([line.text for line in lines]):
            figures = all(segment.figures for line in lines for segment in line.segments)
            counts.setdefault(len(lines), []).append((figures, [line.baseline for line in lines]))
    for _, cells in sorted(counts.items(), reverse=True):
        for figures, baselines in cells:
            level = [
                other
                for _, other in cells
                if all(abs(a - b) < 3 for a, b in zip(other, baselines, strict=True))
            ]
            if figures and len(level) >= 2:
                return baselines
    return []


def _dealt(words: list[Word], stacked: list[float]) -> list[tuple[int, tuple[Word, ...]]]:
    if len(words) < 2 and not stacked:
        return [(0, tuple(words))]
    if not stacked:
        return [(0, tuple(w for line in lines_of(words) for w in line.words))]
    dealt: dict[int, list[Word]] = {}
    for word in words:
        nearest = min(range(len(stacked)), key=lambda i: abs(stacked[i] - word.baseline))
        dealt.setdefault(nearest, []).append(word)
    return [
        (i, tuple(w for line in lines_of(found) for w in line.words)) for i, found in sorted(dealt.items())
    ]
