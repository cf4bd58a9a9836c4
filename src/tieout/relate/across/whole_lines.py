"""Lines that differ as a whole: by one power of ten (the unit), or as they are the line beside (the header).

Every cell of such a line is wrong by one cause, so that it is told once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from tieout.relate.across.alignment import Alignment, Pairing
from tieout.relate.across.cells import Held, hold, in_units_of
from tieout.relate.across.labels import Likeness

_POWERS = range(1, 10)
_LEAST_SCALED = 2  # cells that differ by the same power of ten
_ABOUT = 2  # times, by which figures of a line may differ beside its power of ten
_LEAST_SHIFTED = 3  # cells of a line that are those of the line beside


def wholly_apart(found: Alignment) -> Iterator[tuple[Pairing, Sequence[Held], str]]:
    """Lines of which every cell differs by one cause: the line, its cells and the cause."""
    for row in found.rows:
        yield from _told(row, found.of_row(row), _shifted(found, row, is_row=True))
    for col in found.cols:
        yield from _told(col, found.of_col(col), _shifted(found, col, is_row=False))


def _told(line: Pairing, held: Sequence[Held], shifted: str) -> Iterator[tuple[Pairing, Sequence[Held], str]]:
    compared = [one for one in held if one.tie is not None]
    if not compared or not all(one.apart for one in compared):
        return
    power = _power_of(compared)
    if power:
        yield line, compared, f"every figure of the line differs by the factor {10 ** abs(power):,}: its unit"
    elif shifted and len(compared) >= _LEAST_SHIFTED:
        yield line, compared, shifted


def _power_of(compared: Sequence[Held]) -> int:
    """The power of ten by which a line differs: cells enough by exactly that, all others by about that."""
    powers = Counter(power for one in compared if (power := power_apart(one)) is not None)
    if not powers or powers.total() < _LEAST_SCALED or len(powers) > 1:
        return 0
    power = min(powers)
    for one in compared:
        own, other = one.fact.figure.amount.value, in_units_of(one.fact, one.other).value
        scaled = abs(other) * Fraction(10) ** power
        if not scaled / _ABOUT <= abs(own) <= scaled * _ABOUT:
            return 0
    return power


def power_apart(one: Held) -> int | None:
    """By which power of ten two cells differ, as far as they are printed; None if by none."""
    own, other = one.fact.figure.amount, in_units_of(one.fact, one.other)
    for power in _POWERS:
        for signed in (power, -power):
            if own.interval.meets(other.interval.scaled(Fraction(10) ** signed)):
                return signed
    return None


def _shifted(found: Alignment, line: Pairing, *, is_row: bool) -> str:
    """Whether the cells of a line are those of the line beside it in the other table."""
    if line.likeness is not Likeness.SAME:
        return ""
    for step in (-1, 1):
        beside = []
        for (row, col), one in found.held.items():
            if line not in (row, col):
                continue
            at = (row.second + step, col.second) if is_row else (row.second, col.second + step)
            if at in found.b.cells:
                beside.append(hold(one.fact, found.b.cells[at]))
        telling = [one for one in beside if one.agrees and one.telling]
        if len(telling) >= _LEAST_SHIFTED and all(one.agrees for one in beside):
            return "the other report has its figures in the line beside: a header or a line moved"
    return ""
