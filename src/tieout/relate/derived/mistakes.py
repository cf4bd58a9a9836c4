"""The mistakes that authors make with derived figures, as readings of their own: a wrong base, the inverse.

One that fits a figure is evidence that the figure is wrong and not the reading; one that fits every figure of
a line is what the line is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from tieout.relate.derived.forms import QUOTIENTS, Form, Gap
from tieout.relate.derived.measure import Entry, Measured, Meter, operands
from tieout.relate.derived.readings import MISTAKEN, Reading, Term
from tieout.relate.derived.side import Side
from tieout.relate.misreckoned import INVERSE, LATER_BASE, MULTIPLE
from tieout.slip import Sort, sort_of
from tieout.wording import say

CHOICE_BITS = 2  # owed for which mistake it is
SLIPS = frozenset(
    {Sort.DIGIT, Sort.NEIGHBOURS, Sort.EXCHANGED, Sort.SIGN, Sort.TENFOLD, Sort.DROPPED, Sort.ADDED}
)
WHOLES = 3  # the largest entries, which may be taken for the whole
TELLING_BITS = 5  # with which a mistake must fit one figure
TENS = (Fraction(10), Fraction(1, 10), Fraction(100), Fraction(1, 100))

OTHERS = say("it is computed on other lines than its label names")
SIGN = say("its sign is wrong")
REST = say("it is what is left, not what is taken off")
TENFOLD = say("it is off by a power of ten")
BESIDE = say("it belongs to the line beside")
BASE = say("it is computed on the line beside its base")
OTHER_PERIOD = say("it is computed on a figure of another period")
SLIP = say("a digit is wrong")
COMPUTED = frozenset({OTHERS, REST, BESIDE, BASE, OTHER_PERIOD, LATER_BASE, INVERSE, MULTIPLE})  # no slips

# form, whether operands change places, what it is
_OTHERS: dict[Form, tuple[tuple[Form, bool, str], ...]] = {
    Form.CHANGE: (
        (Form.REDUCTION, True, LATER_BASE),
        (Form.CHANGE, True, INVERSE),
        (Form.REDUCTION, False, SIGN),
        (Form.RATIO, False, MULTIPLE),
    ),
    Form.REDUCTION: ((Form.CHANGE, True, LATER_BASE), (Form.RATIO, False, REST), (Form.CHANGE, False, SIGN)),
    Form.RATIO: ((Form.RATIO, True, INVERSE), (Form.REDUCTION, False, REST)),
    Form.DIFFERENCE: ((Form.DIFFERENCE, True, SIGN),),
}


def mistaken(side: Side, reading: Reading) -> Iterator[Reading]:
    """The readings that a line has if one mistake was made in all of it, named by the mistake."""
    owed = reading.owed + CHOICE_BITS
    for form, exchanged, said in _OTHERS.get(reading.form, ()):
        terms = reading.terms[::-1] if exchanged else reading.terms
        if reading.counted is None:
            yield replace(reading, form=form, terms=terms, said=said, owed=owed, kind=MISTAKEN)
    for ten in TENS:
        yield replace(reading, k=reading.k * ten, said=TENFOLD, owed=owed, kind=MISTAKEN)
    for shift in _neighbours(side):
        if all(term.at is None and term.shift is None for term in reading.terms):
            terms = tuple(Term(term.line, shift=shift) for term in reading.terms)
            yield replace(reading, terms=terms, said=BESIDE, owed=owed, kind=MISTAKEN)


def other_bases(side: Side, reading: Reading) -> Iterator[Reading]:
    """On a line beside the base, or another entry of the whole: that proves one entry wrong, and a whole line
    whose label names the base.
    """
    if reading.form not in QUOTIENTS or len(reading.terms) < 2:
        return
    above, below = reading.terms
    if below.at is not None:
        sized = sorted(side.entries(below.line), key=lambda at: -abs(side.matrix.values[below.line][at] or 0))
        for at in sized[:WHOLES]:
            if at != below.at:
                owed, terms = reading.owed + CHOICE_BITS, (above, below._replace(at=at))
                yield replace(reading, terms=terms, said=BASE, owed=owed, kind=MISTAKEN)
        return
    place = bisect_left(side.active, below.line)
    for line in (*side.active[max(place - 1, 0) : place], *side.active[place + 1 : place + 2]):
        if line not in (above.line, reading.target):
            owed = reading.owed + CHOICE_BITS
            terms = (above, below._replace(line=line))
            yield replace(reading, terms=terms, said=BASE, owed=owed, kind=MISTAKEN)


def _neighbours(side: Side) -> Iterator[dict[int, int]]:
    yield dict(zip(side.filled[1:], side.filled, strict=False))
    yield dict(zip(side.filled, side.filled[1:], strict=False))


def cause(side: Side, meter: Meter, found: Measured, at: int) -> str:
    """The known mistake that fits one figure that misses; empty if none does."""
    entry = found.entries[at]
    if entry.gap is None:
        return ""
    reading = replace(found.reading, form=entry.form)
    for other in (*mistaken(side, reading), *other_bases(side, reading)):
        held = meter.entry(other, at)
        if held is not None and held.holds and held.gap is not None and held.gap.bits >= TELLING_BITS:
            return other.said
    return SLIP if slipped(side, meter, reading, at, entry) else ""


def slipped(side: Side, meter: Meter, reading: Reading, at: int, entry: Entry) -> bool:
    """Whether one slip of the hand mends a figure."""
    gap, number = entry.gap, meter.numbers(reading)[0].get(at)
    if gap is None or number is None or not number.half or not gap.own:
        return False
    digits, scale = number.value // (2 * number.half), 2 * gap.own
    needed = digits * scale - _turned(side, meter, reading, at, gap)
    nearest = (2 * needed + scale) // (2 * scale)
    return any(sort_of(digits, value) in SLIPS for value in (nearest - 1, nearest, nearest + 1))


def _turned(side: Side, meter: Meter, reading: Reading, at: int, gap: Gap) -> int:
    """The gap with the sign it has in the figure itself: a comparison of products takes the divisor's."""
    terms = operands(side, reading, at, meter.numbers(reading)[0])
    divided = reading.form in (*QUOTIENTS, Form.PROPORTION) and not isinstance(terms, str)
    return -gap.gap if divided and terms[1].value < 0 else gap.gap  # type: ignore[union-attr]
