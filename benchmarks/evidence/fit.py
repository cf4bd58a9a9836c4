"""A logistic fit whose coefficients keep their signs, in plain numpy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.evidence.misses import Miss
from tieout.model.claims import Doubt, Signs
from tieout.relate.evidence import ENTRIES_LIMIT, SPARE_LIMIT

BIT = float(np.log(2))
RIDGE = 0.02  # misses' worth of pull towards nothing, of each number
STEPS = 3000
Table = dict[str, float]  # bits


def signs_of(signs: Signs) -> Table:
    """How often each number of the table counts for a miss, by the name it has there."""
    form = signs.form
    counted = {
        f"{form}/base": 1.0,
        f"{form}/{signs.words or ('layout' if signs.layout else 'siblings')}": 1.0,
        f"{form}/closed": float(signs.closed),
        f"{form}/spare": float(min(max(signs.spare, 0), SPARE_LIMIT)),
        f"{form}/missed": -float(min(signs.missed, ENTRIES_LIMIT)),
        f"{form}/mistake": float(signs.mistake),
        f"{form}/near": float(signs.near),
    }
    counted |= {f"doubt/{doubt.name.lower()}": -1.0 for doubt in signs.doubts}
    return {name: count for name, count in counted.items() if count}


def names() -> list[str]:
    """The numbers that are fitted."""
    total = ("base", "total", "result", "flow", "layout", "closed", "spare", "missed", "mistake", "near")
    derived = ("base", "words", "closed", "spare", "missed", "mistake")
    doubts = [f"doubt/{doubt.name.lower()}" for doubt in Doubt]
    return [*(f"total/{name}" for name in total), *(f"derived/{name}" for name in derived), *doubts]


def fit(misses: Sequence[Miss], prior: Mapping[str, float]) -> Table:
    """The table, in bits, under which planted mistakes and misses of published tables are most likely.

    Both have the same weight in all, so the odds are those of a material in which every other miss is a
    mistake; the budget of false alarms moves the threshold, not the table. Every number but the bases is
    held at or above nothing: more of what speaks for a claim never lowers its odds.

    Args:
        misses: what was gathered.
        prior: numbers that are kept where the material says nothing, in bits.
    """
    order = names()
    index = {name: at for at, name in enumerate(order)}
    signs = np.zeros((len(misses), len(order)))
    for row, miss in enumerate(misses):
        for name, count in signs_of(miss.signs).items():
            if name in index:
                signs[row, index[name]] = count
    truth = np.array([float(bool(miss.mistake)) for miss in misses])
    weight = _balanced(misses, truth)
    start = np.array([prior.get(name, 0.0) for name in order])
    free = np.array([name.endswith("/base") for name in order])
    found = _descend(signs, truth, weight, start, free)
    return dict(zip(order, map(float, found), strict=True))


def _balanced(misses: Sequence[Miss], truth: NDArray[np.float64]) -> NDArray[np.float64]:
    """Kinds of mistake share alike; mistakes and misses of published tables have half of the weight each."""
    weight = np.array([miss.weight for miss in misses])
    kinds = sorted({miss.mistake for miss in misses if miss.mistake})
    for kind in kinds:
        mine = np.array([miss.mistake == kind for miss in misses])
        weight[mine] /= weight[mine].sum() * len(kinds)
    false = truth == 0
    weight[false] /= max(weight[false].sum(), 1e-9)
    return weight * len(misses) / 2


def _descend(
    signs: NDArray[np.float64],
    truth: NDArray[np.float64],
    weight: NDArray[np.float64],
    start: NDArray[np.float64],
    free: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """Projected gradient descent (accelerated, after Beck and Teboulle 2009) from and towards `start`."""
    curvature = np.linalg.norm(signs.T @ (signs * weight[:, None]), 2) * BIT * BIT / 4
    pull = RIDGE * len(truth) / len(start)
    step = 1 / (curvature + pull)
    here = ahead = start
    speed = 1.0
    for _ in range(STEPS):
        bits = np.clip(signs @ ahead, -60, 60)
        likely = 1 / (1 + np.exp2(-bits))
        slope = BIT * (signs.T @ (weight * (likely - truth))) + pull * (ahead - start)
        after = ahead - step * slope
        after = np.where(free, after, np.maximum(after, 0))
        faster = (1 + np.sqrt(1 + 4 * speed * speed)) / 2
        ahead = after + (speed - 1) / faster * (after - here)
        here, speed = after, faster
    return here
