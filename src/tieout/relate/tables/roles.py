"""What the labels of a table say about its lines: totals, deductions, ratios that are never summed.

A role belongs to a line (a row or a column) by its own label first, and to a column also by the headers
above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tieout.extract.once import once
from tieout.model import Grid
from tieout.relate.tables.outline import outline_depths
from tieout.rulebook.book import Schemas

_INSIDE = ("total", "net_result", "unsummed", "summed", "change", "opening", "closing", "decrease")
_FIRST = ("less", "balance")
_OPENERS = " (（-–·•"
_REMEMBERED = 10_000  # labels
_EXCEPTION = re.compile(r"\bexcept\b|除")
_RATE_IN_NAME = re.compile(r"\d\s?[%％]")  # 5% notes, a stake of 50%: the name of an amount
_LONGEST = 120  # a label longer than this is a sentence, and words in it say little


@dataclass(frozen=True, slots=True)
class Role:
    """What a line's label says of it."""

    label: tuple[str, ...] = ()
    total: bool = False
    result: bool = False  # gross profit, net income: what is left after what stands above
    less: bool = False
    unsummed: bool = False
    change: bool = False
    opening: bool = False
    closing: bool = False
    balance: bool = False
    decrease: bool = False
    depth: int = 0


def row_roles(grid: Grid, schemas: Schemas) -> list[Role]:
    """The role of every row; where nothing is indented, numbers tell how lines are nested."""
    depths: Sequence[int] = grid.row_depths
    if len(set(depths)) == 1:
        depths = outline_depths([path[-1] if path else "" for path in grid.row_labels]) or depths
    return [
        _role(path, path[-1:], depth, schemas) for path, depth in zip(grid.row_labels, depths, strict=True)
    ]


def column_roles(grid: Grid, schemas: Schemas) -> list[Role]:
    """The role of every column: any header over it may say it."""
    spoken: list[list[str]] = [[] for _ in range(grid.cols)]
    for texts in grid.texts[: grid.header_rows]:
        body = texts[grid.label_cols :]
        spans = sum(bool(text) for text in body) > 1
        running = ""
        for col, text in enumerate(body, grid.label_cols):
            running = _EXCEPTION.split(text)[0] or (running if spans else "")
            spoken[col].append(running)
    return [_role(path, words, 0, schemas) for path, words in zip(grid.col_labels, spoken, strict=True)]


def _role(path: tuple[str, ...], spoken: Iterable[str], depth: int, schemas: Schemas) -> Role:
    if not path and not any(spoken):
        return Role(path, depth=depth)
    voice = _voice(schemas)
    said = frozenset[str]().union(*map(voice.says, spoken))
    begins = voice.begins(path[-1]) if path else frozenset[str]()
    return Role(
        path,
        total="total" in said,
        result="net_result" in said,
        less="less" in begins,
        unsummed="unsummed" in said and "summed" not in said,
        change="change" in said,
        opening="opening" in said,
        closing="closing" in said,
        balance="balance" in begins,
        decrease="decrease" in said,
        depth=depth,
    )


class _Voice:
    """What single labels say; a table is asked more than once, and its labels stand in others too."""

    def __init__(self, schemas: Schemas) -> None:
        self._inside = [(name, schemas.words[name]) for name in _INSIDE if name in schemas.words]
        self._first = [(name, schemas.words[name]) for name in _FIRST if name in schemas.words]
        self.says = lru_cache(_REMEMBERED)(self._says)
        self.begins = lru_cache(_REMEMBERED)(self._begins)

    def _says(self, label: str) -> frozenset[str]:
        """The word lists of which a word stands in a label."""
        text, named = label[:_LONGEST], _RATE_IN_NAME.sub(" ", label)[:_LONGEST]
        return frozenset(
            name
            for name, words in self._inside
            if words.search(named if name == "unsummed" else text) is not None
        )

    def _begins(self, label: str) -> frozenset[str]:
        """Those of which a word opens it."""
        found = [(name, words.search(label)) for name, words in self._first]
        return frozenset(
            name for name, word in found if word is not None and not label[: word.start()].strip(_OPENERS)
        )


_voice = once(_Voice)
