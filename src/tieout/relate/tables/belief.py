"""Whether a proposed pattern is believed.

It is when its evidence outweighs what it owes for all the others that could have been tried (`MARGIN` bits
more), each line that misses counting against it.
"""

from __future__ import annotations

from dataclasses import dataclass

from tieout.relate.tables.pattern import Axis, Pattern, Support, measure

MARGIN = 6
MISS_BITS = 6  # printed totals miss about once in 2^6 lines
TOTAL_BITS = 6  # what a total word is worth
RESULT_BITS = 3
UNNAMED_SHARE = 2  # so many lines must hold for each that misses where no word calls the line a total
LEAST_BITS = 3  # whatever the labels say


@dataclass(frozen=True, slots=True)
class Chosen:
    """A pattern that is believed, with what speaks for it.

    `sole` says that no other sum of this total is as likely, `copy` which part is
    another one printed a second time.
    """

    support: Support
    score: int
    labelled: bool
    down: bool
    shape: str = ""
    sole: bool = True
    copy: int | None = None

    @property
    def name(self) -> str:
        """What relations of this pattern share: direction and total line, counted from 1."""
        return f"{'row' if self.down else 'column'} {self.pattern.target + 1}"

    @property
    def pattern(self) -> Pattern:
        """The pattern."""
        return self.support.pattern


def weigh(axis: Axis, pattern: Pattern, cost: int, shape: str = "") -> Chosen | None:
    """Measure a pattern and believe it or not."""
    support = measure(axis, pattern)
    role = axis.roles[pattern.target]
    if not support.held and not (role.total and cost <= 1 and _lone(axis, support)):
        return None
    if support.failed > support.held or support.bits < LEAST_BITS:
        return None
    score = support.bits - cost - MISS_BITS * support.failed
    named = role.total or bool(shape)
    if not named and UNNAMED_SHARE * support.failed > support.held:
        return None
    score += TOTAL_BITS * named + RESULT_BITS * (role.result and not named)
    if score < MARGIN:
        return None
    return Chosen(support, score, named or role.result, axis.down, shape)


def _lone(axis: Axis, support: Support) -> bool:
    """Whether a total equals the only figure of its block that is not nil, on every line."""
    parts = support.pattern.parts
    return len(parts) > 1 and not support.failed and not any(axis.roles[part].total for part in parts)
