"""Lines that belong together though others stand between them: the same label in every block of a table,
every third column, all lines called total. Sums run over such groups as they do over neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tieout.relate.tables.axis import Axis

STRIDES = range(2, 7)
STRIDE_LINES = 60  # wider tables repeat labels rather than rely on position


def alike(axis: Axis, lines: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Groups of three lines and more, each in order; none is given twice."""
    given: set[tuple[int, ...]] = {tuple(lines)}
    for group in (*_by_label(axis, lines), _totals(axis, lines), *_strided(lines)):
        if len(group) >= 3 and group not in given:
            given.add(group)
            yield group


def _by_label(axis: Axis, lines: Sequence[int]) -> Iterator[tuple[int, ...]]:
    groups: dict[str, list[int]] = {}
    for line in lines:
        if axis.roles[line].label:
            groups.setdefault(axis.roles[line].label[-1].casefold().strip(" :"), []).append(line)
    for group in groups.values():
        yield tuple(group)


def _totals(axis: Axis, lines: Sequence[int]) -> tuple[int, ...]:
    return tuple(line for line in lines if axis.roles[line].total)


def _strided(lines: Sequence[int]) -> Iterator[tuple[int, ...]]:
    if not 6 <= len(lines) <= STRIDE_LINES:
        return
    for stride in STRIDES:
        if len(lines) >= 3 * stride - 1:
            for offset in range(stride):
                yield tuple(lines[offset::stride])
