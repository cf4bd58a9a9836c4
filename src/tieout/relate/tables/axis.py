"""A table seen so that lines are added, and what says that one of them is the sum of others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tieout.model import Dates
from tieout.model.lines import Line, Matrix, Vector

_FOOTNOTE = re.compile(r"\s?[(（]\s?\w\s?[)）]\s?$")
_YEAR = re.compile(r"(?<!\d)(?:FY\s?)?(?:19|20)\d\d[AE]?(?!\d)")


def undated(label: str) -> str:
    """A label without its year; empty where it names none, or nothing else."""
    bare = _FOOTNOTE.sub("", label)
    name = _YEAR.sub("", bare).strip(" -–—:：,，()（）")
    return name if name != bare and any(map(str.isalpha, name)) else ""


class Pattern(NamedTuple):
    """The line `target` is the weighted sum of the lines `parts` (positions from 0, ascending)."""

    target: int
    parts: tuple[int, ...]
    weights: tuple[int, ...]

    @property
    def lines(self) -> frozenset[int]:
        """All lines of the equation, whichever side they stand on."""
        return frozenset((self.target, *self.parts))

    @property
    def side(self) -> int:
        """1 if all parts stand before their total, -1 if after it, else 0."""
        return (self.parts[-1] < self.target) - (self.parts[0] > self.target)


@dataclass(frozen=True, slots=True)
class Axis:
    """A table seen so that lines are added: `matrix.values[position]` is a line, its entries cross it.

    `roles` belong to the lines, `across` to the crossing ones; `down` tells footing from cross-footing.
    `breaks` are positions before which a new block begins, `periods` those of lines that have their own.
    Crossing lines that are `exact` count things, those that are `whole` may do so.
    """

    matrix: Matrix
    roles: Sequence[Line]
    across: Sequence[Line]
    down: bool
    active: tuple[int, ...]
    breaks: frozenset[int] = frozenset()
    exact: frozenset[int] = frozenset()
    whole: frozenset[int] = frozenset()
    periods: Mapping[int, Dates] = field(default_factory=dict)

    def values(self, position: int) -> Vector:
        """The figures of a line."""
        return self.matrix.values[position]
