"""Lines whose label names the lines that they add: "loans and leases" below loans and leases."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from tieout.relate.tables.axis import Axis, Pattern
from tieout.relate.tables.search import Proposal

MOST = 5  # lines that one label names
FEWEST = 2
_WORD = re.compile(r"[a-z]{4,}")
_REMARK = re.compile(r"[(（][^()（）]*[)）]")


def named_parts(axis: Axis, target: int) -> Iterator[Proposal]:
    """The sum of the lines right above that a label names one after the other, and nothing else.

    Args:
        axis: the table.
        target: the line.
    """
    entries = sum(value is not None for value in axis.values(target))
    said = _words(axis, target) if entries > 1 else Counter[str]()  # one alone shows nothing
    place = bisect_left(axis.active, target)
    for start in range(place - FEWEST, max(place - MOST, 0) - 1, -1) if len(said) > 1 else ():
        parts = axis.active[start:place]
        if _names(said, [_words(axis, part) for part in parts]):
            shape = "footing" if axis.down else "cross-footing"
            yield Proposal(Pattern(target, parts, (1,) * len(parts)), 0, shape)
            return


def _names(said: Counter[str], parts: Sequence[Counter[str]]) -> bool:
    """Whether each part is named in a label, with more beside it, and the label says no more than they do."""
    inside = all(part and part < said for part in parts)
    return inside and said <= sum(parts, Counter[str]()) and len({*map(frozenset, parts)}) == len(parts)


def _words(axis: Axis, line: int) -> Counter[str]:
    return Counter(_WORD.findall(_REMARK.sub("", axis.roles[line].own).casefold()))
