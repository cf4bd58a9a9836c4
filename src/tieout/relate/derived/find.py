"""The derived lines of a table as relations, figure by figure.

Claimed first, measured second: the role of a line claims what it is, its readings are measured on all of its
figures, and every figure is a relation: one that holds, fails, or says why it is not evaluated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tieout.model import Evidence, Fact, Grid, Relation
from tieout.relate.derived.choose import LOOSE, READINGS, Chosen, choose
from tieout.relate.derived.compound_growth import compound_lines
from tieout.relate.derived.judging import rulings
from tieout.relate.derived.measure import Meter
from tieout.relate.derived.named_averages import named_average
from tieout.relate.derived.of_another_period import as_their_siblings
from tieout.relate.derived.relations import relation, unread
from tieout.relate.derived.side import Side, Spot, sides
from tieout.rulebook.book import Schemas
from tieout.wording import say

MOST_LINES = 400  # claimed lines of one side that are read; further ones are records, not statements
SMALL = 80  # lines of a side up to which every line may be derived by its figures
LONGEST = 400  # figures of a line that may be derived by its figures alone

TOO_MANY = say("too many derived lines")
UNFOUND = say("no operand found")
NOT_HERE = say("nothing in the table gives it")  # of averages, prices, multiples: they may stand alone


def derived(grid: Grid, schemas: Schemas, words: Mapping[Spot, Fact], lead: str = "") -> Iterator[Relation]:
    """Find the derived columns and rows of a table and measure every figure in them.

    Args:
        grid: the table.
        schemas: with the table of evidence.
        words: figures in its cells of words, by row and column from 0.
        lead: the text that leads to it.
    """
    for side in sides(grid, words, lead, schemas.lexicon) or ():
        yield from _one_side(side, grid.number, schemas)


def _one_side(side: Side, table: int, schemas: Schemas) -> Iterator[Relation]:
    compound = compound_lines(side, schemas)
    for compounded in compound.values():
        yield from compounded
    claimed = [line for line in _claimed(side) if line not in compound]
    read = as_their_siblings(side, readings(side))
    kept = {target: chosen for target, chosen in read.items() if target not in compound}
    averages = {
        target: named
        for target in claimed
        if not (target in kept and kept[target].proved)
        and (named := named_average(side, target, schemas)) is not None
    }
    for target, (found, ruled) in averages.items():
        meter, name = Meter(side, target), group(side, table, target)
        for at, ruling in ruled.items():
            yield relation(side, meter, found.reading, at, found.entries[at], ruling, Evidence.LABELLED, name)
    kept = {target: chosen for target, chosen in kept.items() if target not in averages}
    for place, target in enumerate(claimed):
        if target not in kept and target not in averages:
            loose = side.lines[target].role in LOOSE
            reason = TOO_MANY if place >= MOST_LINES else NOT_HERE if loose else UNFOUND
            name = group(side, table, target)
            yield from (unread(side, target, at, reason, name) for at in side.entries(target))
    for chosen in kept.values():
        yield from _relations(side, table, chosen, siblings(kept.values(), chosen), schemas)


def _claimed(side: Side) -> list[int]:
    """The lines that their roles claim to be derived."""
    return [line for line in side.active if side.lines[line].role in READINGS]


def readings(side: Side) -> Mapping[int, Chosen]:
    """The derived lines of a side as they were read, one reading for each."""
    small = len(side.active) <= SMALL and len(side.filled) <= LONGEST
    targets = sorted({*_claimed(side)[:MOST_LINES], *(side.active if small else ())})
    found = (choose(side, target) for target in targets)
    return _one_reading_each(side, [one for one in found if one is not None])


def _one_reading_each(side: Side, found: Sequence[Chosen]) -> dict[int, Chosen]:
    """One reading only of any three lines: those that words claim before others, then the one that holds
    by its own rounding and is printed with most places, for a quotient has no end: the others are that
    equation solved for a figure that was not computed.
    """
    kept: dict[int, Chosen] = {}
    used: set[frozenset[int]] = set()

    def rank(one: Chosen) -> tuple[bool, int, int, int, int]:
        found = one.measured
        return not one.claimed, -found.rounded, -_places(side, one.target), -found.spare, one.target

    for one in sorted(found, key=rank):
        reading = one.measured.reading
        if reading.lines not in used and reading.target not in kept:
            used.add(reading.lines)
            kept[reading.target] = one
    return dict(sorted(kept.items()))


def _places(side: Side, line: int) -> int:
    """The most decimal places in a line, zeros left out that a machine filled up."""
    numerals = (side.fact(line, at).figure.amount.numeral for at in side.entries(line))
    return max((len(str(abs(one.digits) % 10**one.decimals or 0).rstrip("0")) for one in numerals), default=0)


def siblings(kept: Iterable[Chosen], chosen: Chosen) -> int:
    """Bits to spare of the other lines of the table that are read in the same way."""
    mine = chosen.measured.reading
    return sum(
        max(other.measured.spare, 0)
        for other in kept
        if other is not chosen
        and (other.measured.reading.form, other.measured.reading.said) == (mine.form, mine.said)
    )


def _relations(side: Side, table: int, chosen: Chosen, beside: int, schemas: Schemas) -> Iterator[Relation]:
    found = chosen.measured
    evidence = Evidence.LABELLED if chosen.claimed else Evidence.SUPPORTED
    name = group(side, table, found.reading.target)
    for at, ruling in rulings(side, chosen, beside, schemas).items():
        yield relation(side, chosen.meter, found.reading, at, found.entries[at], ruling, evidence, name)


def group(side: Side, table: int, target: int) -> str:
    """What the relations of one derived line share."""
    return f"table {table}: {'row' if side.down else 'column'} {target + 1}, derived"
