"""The sum of rows that a sentence names and the table does not total, and the difference of two of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from tieout.model import Fact
from tieout.quantity import Quantity
from tieout.relate.linking.arithmetic import Given, combined
from tieout.relate.linking.cells import spoken_of
from tieout.relate.linking.direct import Direct
from tieout.relate.linking.line import Line
from tieout.relate.linking.names import Spot
from tieout.relate.linking.speech import Speech
from tieout.relate.prose.letter import kind

_PER_CENT = Fraction(1, 100)
_MOST = 8  # rows that one figure is made of


def of_rows(
    direct: Direct, speech: Speech, spots: Sequence[Spot], fact: Fact
) -> Iterator[tuple[Line, list[Given]]]:
    """What the rows named before a figure give, table by table, column by column."""
    before = [spot for spot in spots if spot.end <= speech.start(fact)]
    difference = speech.apart(fact)
    if difference and len(before) < 2:  # a gap of 9 points between day and night trains
        before = [spot for spot in spots if spot.start >= speech.start(fact)][:2]
    names = list(dict.fromkeys(spot.name for spot in before))
    if not 2 <= len(names) <= _MOST or (difference and len(names) > 2):
        return
    block, points = speech.sentence.block, difference and speech.counts_points(fact)
    for first in direct.names.near(names[0], block):
        rows = [first, *(_beside(direct, first, name, block) for name in names[1:])]
        lines = [line for line in rows if line is not None and line.is_row]
        if len(lines) == len(names):
            whole = (
                all(not spot.narrowing for spot in before)
                if difference
                else all(spot.whole for spot in before)
            )
            columns = list(_columns(direct, lines, fact, points))
            yield (
                first,
                [
                    combined(
                        cells,
                        whole and (len(columns) == 1 or cells[0].period == spoken_of(fact) is not None),
                        difference=difference,
                        unit=_PER_CENT if points else Fraction(1),
                    )
                    for cells in columns
                ],
            )


def _columns(direct: Direct, lines: Sequence[Line], fact: Fact, points: bool) -> Iterator[list[Fact]]:
    """The cells of rows one under the other, where all have the dimension of a figure."""
    grid = lines[0].grid
    for cell in direct.cells(lines[0]):
        found = [grid.facts.get((line.number, cell.figure.col or 0)) for line in lines]
        cells = [
            other
            for other in found
            if other is not None
            and other.figure.quantity is not None
            and _goes(other.figure.quantity, fact.figure.amount, points)
        ]
        if len(cells) == len(lines):
            yield cells


def _goes(cell: Quantity, given: Quantity, points: bool) -> bool:
    """Whether a cell has the dimension of what is given: points and rates go together."""
    sorts = "O" if points else kind(given), kind(cell)
    if "P" in sorts or "O" in sorts:
        return sorts in (("O", "P"), ("P", "P"))
    return cell.unit.same_dimension(given.unit)


def _beside(direct: Direct, line: Line, name: str, block: int) -> Line | None:
    """The row of this name in the same table."""
    near = direct.names.near(name, block)
    return next((other for other in near if other.grid is line.grid and other.is_row), None)
