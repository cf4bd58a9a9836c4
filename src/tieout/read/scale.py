"""Numbers that head columns: 1.0 1.1 1.2, or the quarters 1 2 3 4."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

_STEP = re.compile(r"\d{1,3}(?:\.\d{1,3})?")
_FEWEST = 3


def is_scale(texts: Sequence[str], *, even: bool = False) -> bool:
    """Whether small numbers rise from each to the next, as those over columns do.

    Args:
        texts: what stands in the columns, from left to right.
        even: whether they have to rise by the same step.
    """
    if len(texts) < _FEWEST or not all(map(_STEP.fullmatch, texts)):
        return False
    steps = [Fraction(b) - Fraction(a) for a, b in pairwise(texts)]
    return min(steps) > 0 and (not even or len(set(steps)) == 1)
