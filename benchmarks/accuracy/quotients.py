"""Lines of a table that are quotients of others: growth, ratios and shares that hold in every entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from benchmarks.accuracy.cells import Cell, Line, Spot

NEAREST = 8  # lines between a quotient and its terms


@dataclass(frozen=True)
class Entry:
    """One figure of a derived line: `scale` times the quotient of two others, less one if it is a growth."""

    at: Spot
    above: Spot
    below: Spot


@dataclass(frozen=True)
class Derived:
    """A line of quotients that holds in every entry."""

    form: str  # growth, ratio, share
    scale: int  # 100 for percentages
    entries: tuple[Entry, ...]

    def value(self, above: Decimal, below: Decimal) -> Decimal:
        return self.scale * (above / below - (self.form == "growth"))


Sizes = NDArray[np.float64]
Amounts = Sequence[list[Cell | None]]
Operands = Callable[[int], tuple[Spot, Spot]]  # entry -> numerator and denominator, as line and entry


def find_derived(grid: Sequence[Line], *, vertical: bool) -> Iterator[Derived]:
    """At most one for each line: growth or ratio of two lines, growth along a line, share of one entry."""
    amounts = [[entry if isinstance(entry, Cell) else None for entry in line] for line in grid]
    sizes = np.array([[float(cell.value) if cell else np.nan for cell in line] for line in amounts])
    for target, line in enumerate(amounts):
        filled = [k for k, entry in enumerate(line) if entry is not None]
        if len(filled) < 3:
            continue
        near = [i for i in range(len(grid)) if i != target and abs(i - target) <= NEAREST]
        near = [i for i in near if sum(entry is not None for entry in amounts[i]) >= 3]
        if not near:
            continue
        readings = _readings(sizes, line, target, near)
        tried = (_proved(amounts, target, filled, form, of) for form, of in readings)
        best = max((one for one in tried if one), default=None, key=lambda one: one[0])
        if best is not None:
            _, form, scale, pairs = best
            places = (((target, k), above, below) for k, above, below in pairs)
            entries = (Entry(*(_at(place, vertical) for place in three)) for three in places)
            yield Derived(form, scale, tuple(entries))


def _at(place: Spot, vertical: bool) -> Spot:
    return place if vertical else (place[1], place[0])


def _readings(
    sizes: Sizes, line: list[Cell | None], target: int, near: Sequence[int]
) -> Iterator[tuple[str, Operands]]:
    """The readings that one entry, looked at quickly, does not rule out."""
    filled = [(k, cell) for k, cell in enumerate(line) if cell is not None]
    probe, cell = filled[len(filled) // 2]
    column = sizes[near, probe]

    def possible(quotients: Sizes) -> list[list[int]]:
        value, slack = float(cell.value), float(cell.step) * 0.51
        due = [scale * (quotients - less) for scale in (100, 1) for less in (0, 1)]
        fits = np.logical_or.reduce([np.abs(one - value) <= slack for one in due])
        return np.argwhere(fits | ~np.isfinite(quotients)).tolist()

    for i, j in possible(column[:, None] / column[None, :]):
        for form in ("growth", "ratio") if i != j else ():
            yield form, lambda k, a=near[i], b=near[j]: ((a, k), (b, k))  # type: ignore[misc]
    for step in (-1, 1):
        if 0 <= probe + step < sizes.shape[1]:
            for (i,) in possible(column / sizes[near, probe + step]):
                yield "growth", lambda k, a=near[i], step=step: ((a, k), (a, k + step))  # type: ignore[misc]
    for a in near:
        largest = np.argsort(-np.nan_to_num(np.abs(sizes[a]), nan=-1))[:2]
        for (i,) in possible(sizes[a, probe] / sizes[a, largest]):
            yield "share", lambda k, a=a, whole=int(largest[i]): ((a, k), (a, whole))  # type: ignore[misc]


def _proved(
    amounts: Amounts, target: int, filled: list[int], form: str, of: Operands
) -> tuple[int, str, int, list[tuple[int, Spot, Spot]]] | None:
    """The digits of proof, if every entry that can be computed holds, and most can."""
    for scale in (100, 1):
        proof, values, pairs = 0, set(), []
        for k in filled:
            above, below = of(k)
            stated, upper, lower = amounts[target][k], _cell(amounts, above), _cell(amounts, below)
            if stated is None or upper is None or lower is None or above == below:
                continue
            if lower.value <= 0 or (stated.percent and scale == 1):
                break
            due = scale * (upper.value / lower.value - (form == "growth"))
            if abs(due - stated.value) * 2 > stated.step:
                break
            pairs.append((k, above, below))
            values.add(stated.value)
            if lower.value.normalize().as_tuple().digits != (1,) and upper.value != lower.value:
                proof += len(f"{abs(stated.value).normalize():f}".strip("0.").replace(".", ""))
        else:
            if len(values) >= 3 and proof >= 6 and len(pairs) * 2 >= len(filled):
                return proof, form, scale, pairs
    return None


def _cell(amounts: Amounts, place: Spot) -> Cell | None:
    line, entry = place
    return amounts[line][entry] if 0 <= entry < len(amounts[line]) else None
