"""Lines of a table that are signed sums of others, by exact arithmetic on the printed digits.

No word finds a sum. One is believed when it holds in entries whose digits leave no room for coincidence;
words only say of what form it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import gcd

import numpy as np

from benchmarks.accuracy.cells import Cell, Line, Spot

FURTHEST, SIGNED_PARTS = 25, 4  # lines that a sum may reach back, and one with any signs
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


Terms = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class _Whole:
    """An entry as a whole number of the finest unit that its table prints."""

    value: int
    counts: bool  # as the target of a sum: a number, not nil, no percentage


def find_sums(grid: Sequence[Line], labels: Sequence[str], *, vertical: bool) -> Iterator[Sum]:
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
