"""Which tables are worth holding against each other: those that share rare words or figures."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

_COMMON = 64  # tables with a word in common, beyond which it proposes nothing
_BEST = 12  # partners a table proposes
_LEAST = 2  # words or figures that two tables must share


def proposed(tokens: Sequence[set[str]], reports: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs of tables of different reports, each once.

    Args:
        tokens: of each table.
        reports: the number of each table's report.
    """
    holders: dict[str, list[int]] = {}
    for number, held in enumerate(tokens):
        for token in sorted(held):
            holders.setdefault(token, []).append(number)
    total = len(tokens)
    chosen: set[tuple[int, int]] = set()
    for number, held in enumerate(tokens):
        weights: Counter[int] = Counter()
        shared: Counter[int] = Counter()
        for token in held:
            having = holders[token]
            if 1 < len(having) <= _COMMON or (len(having) > 1 and total <= _COMMON):
                weight = int(1024 * math.log2(1 + total / len(having)))
                for other in having:
                    if reports[other] != reports[number]:
                        weights[other] += weight
                        shared[other] += 1
        best = sorted((-weight, other) for other, weight in weights.items() if shared[other] >= _LEAST)
        chosen.update((min(number, other), max(number, other)) for _, other in best[:_BEST])
    yield from sorted(chosen)
