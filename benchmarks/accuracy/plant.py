"""Mistakes as people make them, put into tables at structures that an independent reading finds."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial

from benchmarks.accuracy import slips
from benchmarks.accuracy.cells import Cell, Spot
from benchmarks.accuracy.ground import Edits, Ground, Planted
from benchmarks.accuracy.quotients import Derived, Entry

# --- one figure ---------------------------------------------------------------------------------------


def digit(cell: Cell, dice: random.Random) -> Decimal:
    """Another digit."""
    return _of(cell, slips.digit(cell.digits, dice))


def transposed(cell: Cell, dice: random.Random) -> Decimal:
    """Two neighbouring digits in each other's place."""
    return _of(cell, slips.transposed(cell.digits, dice))


def _of(cell: Cell, digits: str) -> Decimal:
    size = Decimal(digits) * cell.step
    return -size if cell.value < 0 else size


def _figure(kind: str, change: Callable[[Cell, random.Random], Decimal]) -> Callable[..., Planted | None]:
    def plant(ground: Ground, dice: random.Random) -> Planted | None:
        chosen = ground.sum(dice)
        if chosen is None:
            return None
        one, entry = chosen
        spots = [one.spot(one.target, entry), *(spot for spot, _ in ground.parts(one, entry))]
        spot = dice.choice(spots)
        return ground.planted(kind, one.form, {spot: change(ground.found.cells[spot], dice)})

    return plant


def row_above(ground: Ground, dice: random.Random) -> Planted | None:
    """The value of the row above in place of a part."""
    chosen = ground.sum(dice)
    if chosen is None:
        return None
    one, entry = chosen
    cells = ground.found.cells
    fit = [((r, c), (r - 1, c)) for (r, c), _ in ground.parts(one, entry) if (r - 1, c) in cells]
    if not fit:
        return None
    spot, above = dice.choice(fit)
    return ground.planted("row above", one.form, {spot: cells[above].value})


def swapped(ground: Ground, dice: random.Random) -> Planted | None:
    """A part and its neighbour across in each other's place, in two entries that both hold."""
    cells = ground.found.cells
    fit = [
        (one, spot, other)
        for one in ground.found.sums
        for entry in one.across
        if entry + 1 in one.across
        for line, _ in one.terms
        for spot, other in [(one.spot(line, entry), one.spot(line, entry + 1))]
        if spot in cells and other in cells
    ]
    if not fit:
        return None
    one, spot, other = dice.choice(fit)
    return ground.planted("swapped cells", one.form, {spot: cells[other].value, other: cells[spot].value})


# --- totals -------------------------------------------------------------------------------------------


def stale_total(ground: Ground, dice: random.Random) -> Planted | None:
    """A part revised by 3% to 25% with all that hangs on it, but for one total."""
    chosen = ground.sum(dice)
    if chosen is None:
        return None
    one, entry = chosen
    cells, stale = ground.found.cells, one.spot(one.target, entry)
    made = {s.spot(s.target, e) for s in ground.found.sums for e in s.across}
    free = [(spot, sign) for spot, sign in ground.parts(one, entry) if spot not in made]
    if not free:
        return None
    spot, sign = dice.choice(free)
    cell = cells[spot]
    change = cell.rounded(cell.value * dice.choice((-1, 1)) * dice.randint(3, 25) / 100)
    edits = _followed(ground, {spot: cell.value + change}, stale)
    if not change or edits is None:
        return None
    meant = {stale: cells[stale].value + sign * change}
    if len(edits) == 1:  # nothing else tells that the part was revised
        meant[spot] = cell.value
    return ground.planted("stale total", one.form, edits, meant)


def _followed(ground: Ground, edits: Edits, stale: Spot) -> Edits | None:
    """What else changes when some figures do; None if two structures disagree about it."""
    cells, edits = ground.found.cells, dict(edits)

    def now(spot: Spot) -> Decimal:
        return edits.get(spot, cells[spot].value)

    for _ in range(6):
        before = len(edits)
        for target, inputs, due in _due(ground, now):
            if target != stale and target in cells and any(spot in edits for spot in inputs):
                value = cells[target].rounded(due())
                if value != now(target):
                    if target in edits:
                        return None
                    edits[target] = value
        if len(edits) == before:
            return edits
    return None


def _due(
    ground: Ground, now: Callable[[Spot], Decimal]
) -> Iterator[tuple[Spot, list[Spot], Callable[[], Decimal]]]:
    def summed(parts: list[tuple[Spot, int]]) -> Decimal:
        return sum((sign * now(spot) for spot, sign in parts), Decimal(0))

    def derived(line: Derived, entry: Entry) -> Decimal:
        return line.value(now(entry.above), now(entry.below))

    for one in ground.found.sums:
        for at in one.across:
            parts = ground.parts(one, at)
            yield one.spot(one.target, at), [spot for spot, _ in parts], partial(summed, parts)
    for line in ground.found.derived:
        for entry in line.entries:
            if now(entry.below):
                yield entry.at, [entry.above, entry.below], partial(derived, line, entry)


def _miscounted(kind: str, times: int, every: bool) -> Callable[..., Planted | None]:
    """A total made without one of its parts, or with one of them twice; in one entry or along its line."""

    def plant(ground: Ground, dice: random.Random) -> Planted | None:
        chosen = ground.sum(dice, parts=3 if times < 0 else 2)
        if chosen is None:
            return None
        one, entry = chosen
        lines = dict(one.terms)
        line = dice.choice([line for line in lines if one.spot(line, entry) in ground.found.cells])
        edits: Edits = {}
        for at in one.across if every else (entry,):
            total, part = (ground.found.cells.get(one.spot(i, at)) for i in (one.target, line))
            if total is not None and part is not None and part.value:
                edits[one.spot(one.target, at)] = total.value + times * lines[line] * part.value
        if not all(edits.values()) or len(edits) < 1 + every:
            return None
        return ground.planted(kind, one.form, edits)

    return plant


# --- derived lines ------------------------------------------------------------------------------------


def _entries(kind: str, many: int) -> Callable[..., Planted | None]:
    """Another digit in entries of a derived line, more than its last place; most of the line stays right."""

    def plant(ground: Ground, dice: random.Random) -> Planted | None:
        fit = [line for line in ground.found.derived if len(line.entries) > 2 * many or many == 1]
        if not fit:
            return None
        line = dice.choice(fit)
        cells = {entry.at: ground.found.cells[entry.at] for entry in dice.sample(line.entries, many)}
        edits = {spot: digit(cell, dice) for spot, cell in cells.items()}
        if any(abs(value - cells[spot].value) <= 2 * cells[spot].step for spot, value in edits.items()):
            return None
        return ground.planted(kind, line.form, edits)

    return plant


def _wrong_base(kind: str, whole: bool) -> Callable[..., Planted | None]:
    """A derived line, or one entry of it, computed on the wrong base."""

    def plant(ground: Ground, dice: random.Random) -> Planted | None:
        if not ground.found.derived:
            return None
        line, cells = dice.choice(ground.found.derived), ground.found.cells
        chosen = line.entries if whole else (dice.choice(line.entries),)
        for wrong in dice.sample(ways := _ways(ground, line), len(ways)):
            values = {entry.at: wrong(entry) for entry in chosen}
            edits = {
                spot: cell.rounded(value)
                for spot, value in values.items()
                if value is not None and (cell := cells[spot]).rounded(value) != cell.value
            }
            visible = whole or all(
                abs(v - ground.found.cells[s].value) > ground.found.cells[s].step for s, v in edits.items()
            )
            if None not in values.values() and len(edits) * 5 >= len(chosen) * 4 and visible:
                return ground.planted(kind, line.form, edits)
        return None

    return plant


def _ways(ground: Ground, line: Derived) -> list[Callable[[Entry], Decimal | None]]:
    """The wrong bases there are: the end for the start, the line beside, another whole for shares."""
    cells = ground.found.cells
    along_row = len({entry.below[0] for entry in line.entries}) == 1

    def own(entry: Entry) -> Decimal | None:
        above, below = cells[entry.above].value, cells[entry.below].value
        return line.scale * (1 - below / above) if above > 0 else None

    def beside(step: int) -> Callable[[Entry], Decimal | None]:
        def value(entry: Entry) -> Decimal | None:
            row, col = entry.below
            cell = cells.get((row + step, col) if along_row else (row, col + step))
            if cell is None or cell in (cells[entry.at], cells[entry.above]):
                return None
            if not Decimal("0.2") < cell.value / cells[entry.below].value < 5:  # nobody takes it for the base
                return None
            return line.value(cells[entry.above].value, cell.value)

        return value

    def another(entry: Entry) -> Decimal | None:
        """The largest of the parts, often a subtotal, for the whole."""
        largest = max(cells[e.above].value for e in line.entries)
        above = cells[entry.above].value
        return line.value(above, largest) if largest > 0 and above != largest else None

    if line.form == "share":
        return [another]
    return [*([own, own] if line.form == "growth" else []), beside(-1), beside(1)]


KINDS: dict[str, Callable[[Ground, random.Random], Planted | None]] = {
    "one digit": _figure("one digit", digit),
    "two digits transposed": _figure("two digits transposed", transposed),
    "tenfold": _figure("tenfold", lambda cell, dice: cell.value * 10),
    "sign": _figure("sign", lambda cell, dice: -cell.value),
    "row above": row_above,
    "swapped cells": swapped,
    "stale total": stale_total,
    "line left out": _miscounted("line left out", -1, every=False),
    "line left out, every column": _miscounted("line left out, every column", -1, every=True),
    "part counted twice": _miscounted("part counted twice", 1, every=False),
    "part counted twice, every column": _miscounted("part counted twice, every column", 1, every=True),
    "derived entry": _entries("derived entry", 1),
    "derived entry, two of a line": _entries("derived entry, two of a line", 2),
    "wrong base, one entry": _wrong_base("wrong base, one entry", whole=False),
    "wrong base, whole line": _wrong_base("wrong base, whole line", whole=True),
}
DERIVED = (  # need a derived line
    "derived entry",
    "derived entry, two of a line",
    "wrong base, one entry",
    "wrong base, whole line",
)
