"""Lines that differ as a whole: by one power of ten (the unit), or as they are the line beside (the header).

Every cell of such a line is wrong by one cause, so that it is told once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from tieout.model import Fact
from tieout.relate.across.alignment import Alignment, Pairing
from tieout.relate.across.cells import Held, hold, in_units_of
from tieout.relate.across.labels import Likeness
from tieout.relate.across.sheets import Place
from tieout.wording import say

SLID = say("the cells of its row stand in other columns than in the other report")
_POWERS = range(1, 10)
_LEAST_SCALED = 2  # cells that differ by the same power of ten
_ABOUT = 2  # times, by which figures of a line may differ beside its power of ten
_LEAST_SLID = 2  # cells of a row that stand one column further in the other table
_LEAST_SHIFTED = 3  # cells of a line that are those of the line beside


def wholly_apart(found: Alignment) -> Iterator[tuple[Pairing, Sequence[Held], str]]:
    """Lines of which every cell differs by one cause: the line, its cells and the cause."""
    for row in found.rows:
        yield from _told(found, row, found.of_row(row), is_row=True)
    for col in found.cols:
        yield from _told(found, col, found.of_col(col), is_row=False)


def _told(
    found: Alignment, line: Pairing, held: Sequence[Held], *, is_row: bool
) -> Iterator[tuple[Pairing, Sequence[Held], str]]:
    compared = [one for one in held if one.tie is not None]
    if not compared or not all(one.apart for one in compared):
        return
    power = _power_of(compared)
    pairs = [pair for pair in found.held if pair[0 if is_row else 1] == line]
    if power:
        yield line, compared, f"every figure of the line differs by the factor {10 ** abs(power):,}: its unit"
    elif _moved(found, pairs, along=is_row, least=_LEAST_SLID):
        yield line, compared, SLID
    elif line.likeness is Likeness.SAME and _moved(found, pairs, along=not is_row, least=_LEAST_SHIFTED):
        yield line, compared, "the other report has its figures in the line beside: a header or a line moved"


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


def _moved(found: Alignment, pairs: Sequence[tuple[Pairing, Pairing]], *, along: bool, least: int) -> bool:
    """Whether the cells of a line are, in the other table, those beside it: of the next columns, or rows.

    Args:
        found: the tables.
        pairs: the cells of a line, by their rows and columns.
        along: look in the columns beside, instead of the rows beside.
        least: how many different figures must be found there.
    """
    for step in (-1, 1):
        down, right = (0, step) if along else (step, 0)
        there = [
            _beside(
                found.a.cells, found.b.cells, (row.first, col.first), (row.second + down, col.second + right)
            )
            for row, col in pairs
        ]
        back = [
            _beside(
                found.a.cells, found.b.cells, (row.first + down, col.first + right), (row.second, col.second)
            )
            for row, col in pairs
        ]
        for tried in (there, back):
            compared = [one for one in tried if one is not None]
            telling = {one.fact.figure.text for one in compared if one.agrees and one.telling}
            if len(telling) >= least and all(one.agrees for one in compared):
                return True
    return False


def _beside(a: Mapping[Place, Fact], b: Mapping[Place, Fact], mine: Place, theirs: Place) -> Held | None:
    fact, other = a.get(mine), b.get(theirs)
    return None if fact is None or other is None else hold(fact, other)
