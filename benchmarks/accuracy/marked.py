"""Derived lines that people marked in spreadsheets, where they hold in every entry as printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.accuracy.cells import Cell, Spot
from benchmarks.accuracy.quotients import Derived, Entry

FORMS = {"Division": "ratio", "RelativeChange": "growth"}


def marked_lines(cells: dict[Spot, Cell], marks: Sequence[dict[str, Any]]) -> Iterator[Derived]:
    """Quotients and changes marked along one row or column and made alike, three or more."""
    groups: dict[tuple[Any, ...], list[Entry]] = {}
    for mark in marks:
        if mark["op"] in FORMS and len(mark["parts"]) == 2:
            at, first, second = (tuple(place) for place in (mark["target"], *mark["parts"]))
            above, below = (first, second) if mark["op"] == "Division" else (second, first)
            for axis in (0, 1):  # along a column its parts keep their columns, along a row their rows
                key = (mark["op"], axis, at[axis], above[axis], below[axis])
                groups.setdefault(key, []).append(Entry(at, above, below))
    for (op, *_), entries in groups.items():
        known = all({entry.at, entry.above, entry.below} <= cells.keys() for entry in entries)
        for scale in (100, 1) if known and len(entries) >= 3 else ():
            line = Derived(FORMS[op], scale, tuple(entries))
            if all(_holds(cells, line, entry) for entry in entries):
                yield line
                break


def _holds(cells: dict[Spot, Cell], line: Derived, entry: Entry) -> bool:
    stated, above, below = cells[entry.at], cells[entry.above].value, cells[entry.below].value
    return below > 0 and abs(line.value(above, below) - stated.value) * 2 <= stated.step
