"""A fit of the table of evidence to a budget of false alarms, monotone, in plain numpy.

Most misses are told apart easily; what counts is how many mistakes are spoken of before the first false
alarms are. A logistic fit spends its numbers on the easy ones (measured: 200 of 785 mistakes at a budget
where the table made by hand finds 390), so the share of mistakes spoken of is maximised, at a price for
every published table spoken of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.evidence.misses import Gathered, Miss
from tieout.model.claims import NUMBERS, SPEAKS
from tieout.relate.evidence import counted

SPEAK = 5.0  # bits from which on an error is spoken of: the scale of the table
PRICE = 30  # shares of mistakes that a share of published tables with a false error costs
STEEPNESS = 2.0  # how sharply, in bits, what lies about the threshold counts
KEEP = 0.0004  # of the objective for each bit by which a number leaves its start
STRIDES = (2.0, 1.0, 0.5, 0.2)  # bits
SWEEPS = 12
SPARE_STRIDE = 0.2  # a spare bit counts up to sixteen times
Table = dict[str, float]  # bits

_AT_START = {
    "base": -6.0, "spare": 0.8, "total": 4.0, "flow": 4.0, "words": 4.0, "missed": 4.0, "layout": 3.0,
    "mistake": 3.0, "closed": 2.0, "near": 2.0, "doubt": 10.0,
}  # fmt: skip
START: Table = {
    name: _AT_START.get(name.rpartition("/")[2], _AT_START["doubt"]) for name in sorted(NUMBERS - SPEAKS)
}


@dataclass(frozen=True)
class Material:
    """Misses as a matrix, a row each, those of a table together; `first` are the rows where tables begin."""

    signs: NDArray[np.float64]
    first: NDArray[np.intp]
    planted: NDArray[np.bool_]
    weight: NDArray[np.float64]  # of a table: every source has the same in all

    def spoken(self, table: NDArray[np.float64]) -> NDArray[np.float64]:
        """The odds of the loudest miss of every table, in bits."""
        return np.maximum.reduceat(self.signs @ table, self.first)

    def worth(self, table: NDArray[np.float64]) -> float:
        """The share of mistakes spoken of, less the price of published tables that are."""
        odds = np.clip(STEEPNESS * (self.spoken(table) - SPEAK), -40, 40)
        spoken = self.weight / (1 + np.exp2(-odds))
        return float(spoken[self.planted].sum() - PRICE * spoken[~self.planted].sum())


def material(gathered: Gathered, without: str = "") -> Material:
    """The misses of all sources but one."""
    misses = sorted((m for m in gathered.misses if m.source != without), key=_table)
    order = list(START)
    signs = np.zeros((len(misses), len(order)))
    for row, miss in enumerate(misses):
        for name, count in counted(miss.signs).items():
            signs[row, order.index(name)] = count
    first = [row for row, miss in enumerate(misses) if not row or _table(miss) != _table(misses[row - 1])]
    heads = [misses[row] for row in first]
    return Material(
        signs,
        np.array(first),
        np.array([bool(m.mistake) for m in heads]),
        np.array(_weights(gathered, heads)),
    )


def _table(miss: Miss) -> tuple[bool, str, str]:
    return bool(miss.mistake), miss.source, miss.table


def _weights(gathered: Gathered, heads: Sequence[Miss]) -> list[float]:
    sources = len({miss.source for miss in heads})
    sizes = {True: gathered.planted, False: gathered.published}
    return [1 / sizes[bool(miss.mistake)][miss.source] / sources for miss in heads]


def fit(found: Material, start: Mapping[str, float] = START) -> Table:
    """The table under which most mistakes are spoken of for its price in false alarms.

    One number after the other is moved by ever smaller strides as long as that helps. Every number but the
    base stays at or above nothing: more of what speaks for a claim never lowers its odds.
    """
    order = list(START)
    begin = np.array([start[name] for name in order])

    def worth(table: NDArray[np.float64]) -> float:
        return found.worth(table) - KEEP * float(np.abs(table - begin).sum())

    here, best = begin, worth(begin)
    for stride in STRIDES:
        for _ in range(SWEEPS):
            before = best
            for at, name in enumerate(order):
                step = stride * (SPARE_STRIDE if name == "spare" else 1)
                for moved in (here[at] + step, here[at] - step):
                    tried = here.copy()
                    tried[at] = moved
                    if (moved >= 0 or name == "base") and (value := worth(tried)) > best:
                        here, best = tried, value
            if best == before:
                break
    return dict(zip(order, map(float, here), strict=True))
