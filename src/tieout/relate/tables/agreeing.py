"""Two sums that miss, and both hold with one and the same other value of a figure that they share.

What a total should be by its parts, it should be by the total above it as well: that two claims ask for one
value by chance is as improbable as what they miss by has digits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from tieout.model.lines import Matrix
from tieout.relate.tables.pattern import Check

Spot = tuple[int, int]


class Missed(Protocol):
    """A sum of a table by position, as it was measured."""

    @property
    def target(self) -> Spot:
        """Where its total stands."""

    @property
    def parts(self) -> tuple[Spot, ...]:
        """Where its parts stand."""

    @property
    def weights(self) -> tuple[int, ...]:
        """Their signs."""

    @property
    def check(self) -> Check:
        """How it comes out."""


class _Asked(NamedTuple):
    """The value that a sum asks of a figure, which of the sums it is, and what rounding leaves open."""

    value: int
    sum: int
    slack: int


def agreed_bits(matrix: Matrix, sums: Sequence[Missed]) -> Mapping[int, int]:
    """Which of some sums (by their places) agree with another on what a figure should be: with how many bits.

    Args:
        matrix: the figures.
        sums: those that miss, whatever lines they run over.
    """
    asked: dict[Spot, list[_Asked]] = {}
    for place, one in enumerate(sums):
        gap, slack = one.check.gap, one.check.slack
        for spot, weight in ((one.target, -1), *zip(one.parts, one.weights, strict=True)):
            value = (matrix.values[spot[0]][spot[1]] or 0) - weight * gap
            asked.setdefault(spot, []).append(_Asked(value, place, slack))
    bits: dict[int, int] = {}
    for values in asked.values():
        for first, second in pairwise(sorted(values)):
            slack = first.slack + second.slack
            if second.value - first.value <= slack and not _alike(sums[first.sum], sums[second.sum]):
                for place in (first.sum, second.sum):
                    found = (abs(sums[place].check.gap) // max(slack, 1)).bit_length()
                    bits[place] = max(bits.get(place, 0), found)
    return bits


def _alike(one: Missed, other: Missed) -> bool:
    """Whether two sums add nearly the same figures, so that they miss alike."""
    first, second = {one.target, *one.parts}, {other.target, *other.parts}
    return len(first & second) > 1
