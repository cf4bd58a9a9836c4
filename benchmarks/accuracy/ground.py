"""A table to plant mistakes in, and a table with one."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.accuracy.cells import Rows, Spot, read
from benchmarks.accuracy.structures import Structures
from benchmarks.accuracy.sums import Sum

Edits = dict[Spot, Decimal]


@dataclass(frozen=True)
class Planted:
    """A table with a mistake: the figures that a finding must touch, and what each of them should be."""

    kind: str
    form: str  # of the structure it sits in
    rows: Rows
    meant: Edits


@dataclass(frozen=True)
class Ground:
    """A table and its structures, to plant in."""

    rows: Rows
    found: Structures

    def planted(self, kind: str, form: str, edits: Edits, meant: Edits | None = None) -> Planted | None:
        """The table with other values in some cells, if they can be printed and differ."""
        rows = [list(row) for row in self.rows]
        for (row, col), value in edits.items():
            cell = self.found.cells[row, col]
            rows[row][col] = cell.printed(value)
            again = read(rows[row][col], cell.point)
            if again is None or again.value != cell.rounded(value) or again.value == cell.value:
                return None
        right = {spot: self.found.cells[spot].value for spot in edits} if meant is None else meant
        return Planted(kind, form, rows, right)

    def sum(self, dice: random.Random, parts: int = 2) -> tuple[Sum, int] | None:
        """A sum and an entry of it with enough parts; forms come first, so that rare ones are not drowned."""
        fit: dict[str, list[tuple[Sum, int]]] = {}
        for one in self.found.sums:
            for entry in one.across:
                if len(self.parts(one, entry)) >= parts and one.spot(one.target, entry) in self.found.cells:
                    fit.setdefault(one.form, []).append((one, entry))
        return dice.choice(fit[dice.choice(sorted(fit))]) if fit else None

    def parts(self, one: Sum, entry: int) -> list[tuple[Spot, int]]:
        """The parts that are not nil, with their signs."""
        spots = ((one.spot(line, entry), sign) for line, sign in one.terms)
        return [
            (spot, sign) for spot, sign in spots if spot in self.found.cells and self.found.cells[spot].value
        ]
