"""Which tables are worth holding against each other: those that share rare words or figures.

Among thousands of tables some share two figures by chance. Where figures are all that two tables share, these
must be rarer together than what chance brings about among so many.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence

_COMMON = 64  # tables with a word in common, beyond which it proposes nothing
_BEST = 12  # partners a table proposes
_LEAST = 2  # words or figures that two tables must share
_BIT = 1024  # weights are counted in parts of a bit
FIGURE = "#"  # what the token of a figure begins with


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
        named: set[int] = set()
        for token in held:
            having = holders[token]
            if 1 < len(having) <= _COMMON or (len(having) > 1 and total <= _COMMON):
                weight = int(_BIT * math.log2(1 + total / len(having)))
                for other in having:
                    if reports[other] != reports[number]:
                        weights[other] += weight
                        shared[other] += 1
                        if not token.startswith(FIGURE):
                            named.add(other)
        figures = sum(token.startswith(FIGURE) for token in held)
        best = sorted(
            (-weight, other)
            for other, weight in weights.items()
            if shared[other] >= _LEAST
            and (total <= _COMMON or other in named or weight > _by_chance(total, figures, shared[other]))
        )
        chosen.update((min(number, other), max(number, other)) for _, other in best[:_BEST])
    yield from sorted(chosen)


def _by_chance(total: int, figures: int, shared: int) -> int:
    """The weight that so many figures of a table have by chance in one of all tables."""
    return int(_BIT * math.log2(total * math.comb(figures, shared)))
