"""Patterns that cannot all be true: which of those believed go together, the strongest first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from tieout.relate.tables.axis import Axis, Pattern
from tieout.relate.tables.claims import SPARE, Reading

SIDE_BITS = 8  # for standing on the side of its parts where most totals of the table stand
BREAK_BITS = 8  # against standing apart from its parts


def strongest(axis: Axis, candidates: Sequence[Reading], before: Sequence[Reading]) -> list[Reading]:
    """The best candidates that go together, strongest first; most totals of a table stand on one side."""
    votes = sum(choice.pattern.side * choice.score for choice in candidates if choice.words)

    def rank(choice: Reading) -> tuple[int, int, int, int, Pattern]:
        pattern = choice.pattern
        side = SIDE_BITS if pattern.side * votes > 0 else 0
        apart = BREAK_BITS if _apart(axis, pattern) else 0
        far = min(abs(pattern.target - pattern.parts[0]), abs(pattern.target - pattern.parts[-1]))
        return apart - choice.score - side, _gaps(axis, pattern), far, len(pattern.parts), pattern

    kept: list[Reading] = []
    for candidate in sorted((one for one in candidates if not _of_another(axis, one)), key=rank):
        if all(compatible(candidate.pattern, other.pattern) for other in (*before, *kept)):
            kept.append(candidate)
    return kept


def added_up(axis: Axis, chosen: Iterable[Reading]) -> set[int]:
    """The lines that are parts of a sum already, so that no other is likely to add them.

    The result that a total above it ends in (income before tax = tax + income after it) is where the next
    sum begins.
    """
    spent: set[int] = set()
    for pattern in (choice.pattern for choice in chosen):
        last = axis.roles[pattern.parts[-1]]
        begins = pattern.side < 0 and axis.down and (last.result or last.total)
        spent.update(pattern.parts[:-1] if begins else pattern.parts)
    return spent


def _apart(axis: Axis, pattern: Pattern) -> bool:
    """Whether a heading or an empty line stands between a total and the nearest of its parts."""
    if not pattern.side:
        return False
    near = pattern.parts[-1] if pattern.side > 0 else pattern.parts[0]
    first, last = sorted((near, pattern.target))
    return any(first < position <= last for position in axis.breaks)


def _of_another(axis: Axis, choice: Reading) -> bool:
    """Whether the parts of a sum end where another total closes their block: they are that one's.

    Assets and what they are paid with are equal, and one of the two totals may be wrong.
    """
    pattern = choice.pattern
    place = bisect_right(axis.active, pattern.parts[-1])
    behind = axis.active[place] if place < len(axis.active) else pattern.target
    closes = behind != pattern.target and axis.roles[behind].total
    return closes and pattern.side > 0 and choice.spare < SPARE


def _gaps(axis: Axis, pattern: Pattern) -> int:
    """Lines between the first and the last part that are none."""
    first, last = pattern.parts[0], pattern.parts[-1]
    inside = bisect_right(axis.active, last) - bisect_left(axis.active, first)
    return inside - len(pattern.parts)


def compatible(one: Pattern, other: Pattern) -> bool:
    """Whether two sums can both be meant."""
    if one.lines == other.lines or (one.parts == other.parts and abs(one.target - other.target) > 1):
        return False
    shared = set(one.parts) & set(other.parts)
    if one.target == other.target:
        return not shared
    if one.target in other.parts and other.target in one.parts:
        return False
    if not shared:
        return True
    if one.target in other.parts or other.target in one.parts:
        return False  # a subtotal beside its own parts
    return len(shared) in (len(one.parts), len(other.parts)) or len(shared) == 1
