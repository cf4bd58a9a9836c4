"""A line wrong in all its entries: proved only by the mistake that fits every one of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from tieout.relate.derived.forms import Form
from tieout.relate.derived.measure import Measured, Meter
from tieout.relate.derived.mistakes import OTHERS, SLIP, mistaken, other_bases, slipped
from tieout.relate.derived.readings import MISTAKEN, NAMED, OF_DIFFERENCE, Reading
from tieout.relate.derived.side import Side
from tieout.relate.evidence import WHOLE_LINE
from tieout.relate.misreckoned import LATER_BASE

SLIPS = 3  # entries that must each be one digit off
WAYS = 10  # in which a digit may have gone wrong


class WholeLine(NamedTuple):
    """What a line should be, and what it is by one mistake."""

    meant: Measured
    made: Measured


def whole_line(
    side: Side, meter: Meter, tried: Sequence[Measured], best: Measured, *, loose: bool
) -> WholeLine | None:
    """The one mistake that fits every entry of a line, with bits to spare where the favoured reading misses.

    Some entries may hold either way, as small changes do on either base.

    Args:
        side: the table.
        meter: measures readings of the line.
        tried: its readings, the one that words and layout favour first.
        best: the one with most bits to spare.
        loose: the words claim little.
    """
    first = tried[0]
    if not first.reading.favoured or len(first.missed) <= first.held:
        return _on_the_later(side, meter, tried, best)
    for reading in (found for found in tried if _same_operands(found, first)):  # in whichever unit
        for meant, wrong in _mistakes(side, meter, reading):
            made = meter.measured(wrong)
            rivalled = best is not reading and best.spare >= made.spare
            if not made.missed and not rivalled and _tells(meant, made) >= WHOLE_LINE:
                return WholeLine(meant, made)
    if (other := contradicted(first, best, loose=loose)) is not None:
        return other
    slips = _slips(side, meter, first) if not loose and best is first else None
    return slips or _on_the_later(side, meter, tried, best)


def _on_the_later(side: Side, meter: Meter, tried: Sequence[Measured], best: Measured) -> WholeLine | None:
    """Growth between two lines whose periods are known, on the later of them: nobody means that."""
    for meant in tried:
        reading = meant.reading
        if reading.form is not Form.CHANGE or len(meant.missed) <= meant.held or not _ordered(side, reading):
            continue
        wrong = next(one for one in mistaken(side, reading) if one.said == LATER_BASE)
        made = meter.measured(wrong)
        if not made.missed and made.spare > best.spare and _tells(meant, made) >= WHOLE_LINE:
            return WholeLine(meant, made)
    return None


def _same_operands(one: Measured, other: Measured) -> bool:
    return (one.reading.form, one.reading.terms) == (other.reading.form, other.reading.terms)


def _mistakes(side: Side, meter: Meter, first: Measured) -> Iterator[tuple[Measured, Reading]]:
    """The mistakes of a line; where nothing says which operand is the base, those that leave it open."""
    if first.reading.form not in (Form.CHANGE, Form.REDUCTION) or _ordered(side, first.reading):
        yield from ((first, reading) for reading in mistaken(side, first.reading))
        if first.reading.said == NAMED:
            yield from ((first, reading) for reading in other_bases(side, first.reading))
        return
    for terms in (first.reading.terms, first.reading.terms[::-1]):
        meant = meter.measured(replace(first.reading, terms=terms))
        tenfold = (one for one in mistaken(side, meant.reading) if one.k != meant.reading.k)
        yield from ((meant, reading) for reading in tenfold)


def _ordered(side: Side, reading: Reading) -> bool:
    """Whether the operands are of two periods that are known, or named as such.

    Growth beside a difference is of the line that it grew from, if that stands first: a budget may stand
    before what was spent, and the difference be what is left of it.
    """
    one, other = reading.terms
    if other.shift is not None or reading.said == NAMED:
        return True
    if reading.said == OF_DIFFERENCE and other.line < one.line:
        return "growth" in side.lines[reading.target].tags
    periods = side.lines[one.line].period, side.lines[other.line].period
    return None not in periods and periods[0] != periods[1]


def _tells(meant: Measured, made: Measured) -> int:
    """The bits with which a mistake explains the entries that miss; none if it leaves one of them."""
    if not all(at in made.entries and made.entries[at].holds for at in meant.missed):  # some are sampled
        return 0
    return sum(made.told.get(at, 0) for at in meant.missed) - made.reading.owed


def contradicted(named: Measured, other: Measured, *, loose: bool = False) -> WholeLine | None:
    """The line that its label names, if it holds throughout of other lines than those.

    Of a `loose` one, such as a price, the same amount must stand over another count.
    """
    differs = named.reading.said == NAMED != other.reading.said
    if not differs or other.spare < WHOLE_LINE or other.missed or not named.missed:
        return None
    if loose and named.reading.terms[0] != other.reading.terms[0]:
        return None
    return WholeLine(named, replace(other, reading=replace(other.reading, said=OTHERS)))


def _slips(side: Side, meter: Meter, first: Measured) -> WholeLine | None:
    """A line of which every entry has a digit wrong: so many near misses are no chance."""
    if first.held or len(first.missed) < SLIPS:
        return None
    told: dict[int, int] = {}
    for at in first.missed:
        entry = first.entries[at]
        if entry.gap is None or not slipped(side, meter, first.reading, at, entry):
            return None
        digits = len(str(abs(meter.numbers(first.reading)[0][at].value)))
        told[at] = max(entry.gap.bits - (WAYS * digits).bit_length(), 0)
    made = Measured(replace(first.reading, said=SLIP, kind=MISTAKEN), first.entries, told)
    return WholeLine(first, made) if made.spare >= WHOLE_LINE else None
