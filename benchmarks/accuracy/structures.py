"""Which figures of a table are made of which: an independent reading, by exact arithmetic on printed digits.

It looks at no word to find a structure and asks the tool nothing. A sum is believed when it holds in columns
whose digits leave no room for coincidence; a derived line when every entry of it holds. Words are only used
to say of what form a structure is. Rows are read as columns of the transposed table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import gcd

import numpy as np
from numpy.typing import NDArray

from benchmarks.accuracy.cells import Cell, is_nil, read

Rows = list[list[str]]
Spot = tuple[int, int]
Line = list[Cell | Decimal | None]  # Decimal: a dash that stands for nothing

FURTHEST, SIGNED_PARTS, NEAREST, MOST_CELLS = 25, 4, 8, 1000
TOTAL = re.compile(r"\b(?:sub)?totals?\b|合计|总计|小计|总额|\bsum\b", re.IGNORECASE)
BALANCE = re.compile(
    r"balance|beginning|\bend(?:ing)?\b|opening|closing|\bat (?:\d+ )?(?:jan|mar|apr|jun|jul|sep|oct|dec)"
    r"|期初|期末|年初|年末|余额",
    re.IGNORECASE,
)
NET = re.compile(
    r"^\W*(?:net|gross (?:profit|margin)|income|profit|loss|operating)\b|净|毛利|利润", re.IGNORECASE
)


@dataclass(frozen=True)
class Sum:
    """A line that is the signed sum of others, entry by entry, and the entries where it is."""

    form: str
    target: int
    terms: tuple[tuple[int, int], ...]  # line, sign
    across: tuple[int, ...]  # entries that hold
    vertical: bool

    def spot(self, line: int, entry: int) -> Spot:
        return (line, entry) if self.vertical else (entry, line)


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


@dataclass(frozen=True)
class Structures:
    """What an independent reading finds in one table."""

    cells: dict[Spot, Cell]
    sums: tuple[Sum, ...]
    derived: tuple[Derived, ...]


def structures(rows: Rows, point: str = ".") -> Structures:
    """The sums and the derived lines of a table, by column and by row."""
    width = max(map(len, rows), default=0)
    if len(rows) * width > MOST_CELLS:
        return Structures({}, (), ())
    grid = [[_entry(cell, point) for cell in row] + [None] * (width - len(row)) for row in rows]
    cells = {(r, c): v for r, row in enumerate(grid) for c, v in enumerate(row) if isinstance(v, Cell)}
    turned = [list(column) for column in zip(*grid, strict=True)]
    labels = [next((text for text in row if text.strip() and read(text, point) is None), "") for row in rows]
    heads = [" ".join(row[c] for row in rows[:2] if c < len(row)) for c in range(width)]
    sums = [*_sums(grid, labels, vertical=True), *_sums(turned, heads, vertical=False)]
    with np.errstate(divide="ignore", invalid="ignore"):  # what is not printed is no number
        derived = [*_derived(turned, vertical=False), *_derived(grid, vertical=True)]
    taken = {(d.entries[0].at, d.entries[-1].at) for d in derived}
    sums = [s for s in sums if (s.spot(s.target, s.across[0]), s.spot(s.target, s.across[-1])) not in taken]
    return Structures(cells, tuple(sums), tuple(derived))


def _entry(text: str, point: str) -> Cell | Decimal | None:
    return Decimal(0) if is_nil(text) else read(text, point)


# --- sums ---------------------------------------------------------------------------------------------

Terms = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class _Whole:
    """An entry as a whole number of the finest unit that its table prints."""

    value: int
    counts: bool  # as the target of a sum: a number, not nil, no percentage


def _sums(grid: Sequence[Line], labels: Sequence[str], *, vertical: bool) -> Iterator[Sum]:
    """At most one structure for each line and one for each set of lines; plain sums come first."""
    whole = _wholes(grid)
    lines = [i for i, line in enumerate(grid) if any(isinstance(entry, Cell) for entry in line)]
    found: dict[int, Sum] = {}
    said: set[frozenset[int]] = set()
    for signed, order in product((False, True), (lines, lines[::-1])):
        for place, target in enumerate(order):
            if target in found:
                continue
            tried = _tried(whole, order[:place][::-1], target, found, signed)
            fresh = [one for one in tried if frozenset({target, *(line for line, _ in one[1])}) not in said]
            if fresh:
                _, terms, across = max(fresh, key=lambda one: one[0])
                found[target] = Sum(_form(labels, target, terms), target, terms, across, vertical)
                said.add(frozenset({target, *(line for line, _ in terms)}))
    yield from found.values()


def _wholes(grid: Sequence[Line]) -> list[list[_Whole | None]]:
    steps = [entry.step for line in grid for entry in line if isinstance(entry, Cell)]
    finest = min(steps, default=Decimal(1))
    return [
        [
            None
            if entry is None
            else _Whole(int(entry.value / finest), bool(entry.value) and not entry.percent)
            if isinstance(entry, Cell)
            else _Whole(0, False)
            for entry in line
        ]
        for line in grid
    ]


_PLUS = [(1,) * length for length in range(2, FURTHEST + 1)]
_SIGNED = {  # any signs with a minus among them; the line furthest away counts in
    longest: [
        (*signs, 1)
        for length in range(2, longest + 1)
        for signs in product((1, -1), repeat=length - 1)
        if -1 in signs
    ]
    for longest in range(2, SIGNED_PARTS + 1)
}


def _tried(
    whole: list[list[_Whole | None]], before: Sequence[int], target: int, found: dict[int, Sum], signed: bool
) -> Iterator[tuple[int, Terms, tuple[int, ...]]]:
    """Runs of lines that end at the target, with their proof; the parts of totals may be left out.

    Most runs meet the target nowhere, which is seen at once on all of them.
    """
    stated = np.array([part.value if part is not None and part.counts else np.nan for part in whole[target]])
    most = SIGNED_PARTS if signed else FURTHEST
    for run in (before[:most], _collapsed(before, found)[:most]):
        if len(run) < 2:
            continue
        values = np.array([[float(part.value) if part else 0.0 for part in whole[line]] for line in run])
        tried = _SIGNED[len(run)] if signed else _PLUS[: len(run) - 1]
        padded = np.array([(*signs, *(0,) * (len(run) - len(signs))) for signs in tried])
        for place in np.flatnonzero((np.abs(padded @ values - stated) < 0.5).any(axis=1)):
            terms = tuple(zip(run, tried[place], strict=False))
            across, proof = _holds(whole, target, terms, signed)
            if across:
                yield proof, terms, across
                if not signed:
                    break  # longer runs only add lines of nothing


def _collapsed(before: Sequence[int], found: dict[int, Sum]) -> list[int]:
    """The lines before a target without the parts of totals."""
    inside = {line for total in before if total in found for line, _ in found[total].terms}
    return [line for line in before if line not in inside]


def _holds(
    whole: list[list[_Whole | None]], target: int, terms: Terms, signed: bool
) -> tuple[tuple[int, ...], int]:
    """The entries in which a sum holds, if they prove it, and the digits of proof."""
    holding: list[int] = []
    proofs: list[tuple[int, int]] = []  # digits, parts of four digits
    seen: set[tuple[int, ...]] = set()
    applicable = 0
    for entry, stated in enumerate(whole[target]):
        if stated is None or not stated.counts:
            continue
        values = [part.value if (part := whole[line][entry]) else 0 for line, _ in terms]
        filled = [abs(value) for value in values if value]
        if len(filled) < 2 or all(1900 <= size <= 2100 for size in filled):
            continue
        applicable += 1
        if sum(sign * value for value, (_, sign) in zip(values, terms, strict=True)) != stated.value:
            if applicable > 2 * len(holding) + 4:
                return (), 0
            continue
        holding.append(entry)
        sizes = {abs(stated.value), *filled}
        if tuple(values) not in seen and len(sizes) == len(filled) + 1:  # nothing that could cancel out
            proofs.append(_proof(stated.value, filled))
        seen.add(tuple(values))
    total = sum(digits for digits, _ in proofs)
    alone = any(digits >= 4 + 2 * signed and large >= 3 for digits, large in proofs)
    several = sum(digits >= 2 for digits, _ in proofs) >= 2 and total >= 6 + signed
    return (tuple(holding), total) if (alone or several) and len(holding) * 2 >= applicable else ((), 0)


def _proof(stated: int, filled: list[int]) -> tuple[int, int]:
    """Digits of the second largest part beyond the zeros that all figures end in, and how many have four."""
    unit = gcd(stated, *filled)
    unit = 10 ** (len(str(unit)) - len(str(unit).rstrip("0")))
    sizes = sorted((size // unit for size in filled), reverse=True)
    return len(str(sizes[1])), sum(size >= 1000 for size in sizes)


def _form(labels: Sequence[str], target: int, terms: Terms) -> str:
    label, ends = labels[target], (labels[target], labels[terms[-1][0]])
    if all(BALANCE.search(text) for text in ends) or all(
        BALANCE.search(labels[i]) for i in (target, terms[0][0])
    ):
        return "roll-forward"
    if TOTAL.search(label):
        return "total by word"
    if any(sign < 0 for _, sign in terms) and len(terms) == 2:
        return "difference"
    if NET.search(label) or any(sign < 0 for _, sign in terms):
        return "net line"
    return "other label" if any(char.isalpha() for char in label) else "blank label"


# --- derived lines ------------------------------------------------------------------------------------

Sizes = NDArray[np.float64]
Amounts = Sequence[list[Cell | None]]
Operands = Callable[[int], tuple[Spot, Spot]]  # entry -> numerator and denominator, as line and entry


def _derived(grid: Sequence[Line], *, vertical: bool) -> Iterator[Derived]:
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
        return np.argwhere(fits | ~np.isfinite(quotients)).tolist()  # type: ignore[no-any-return]

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
