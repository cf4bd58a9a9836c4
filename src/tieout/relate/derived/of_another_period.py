"""Lines computed on the figures of another period, beside a line of the same name that is not.

Where a table has margins of two years and one of them is of the lines of its own year, so is the other: that
it holds of a line of another year, and of none of its own, is a mistake that every entry shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tieout.model.lines import Line
from tieout.relate.derived.choose import SPARE, Chosen
from tieout.relate.derived.mistakes import OTHER_PERIOD
from tieout.relate.derived.readings import MISTAKEN, Reading, Term
from tieout.relate.derived.side import Side

FEWEST = 2  # entries that hold of the wrong line, and of the right one do not


def as_their_siblings(side: Side, kept: Mapping[int, Chosen]) -> dict[int, Chosen]:
    """The lines of a side as they were read; those that a sibling shows to be of another period, as meant."""
    return {target: _as_meant(side, chosen, kept) for target, chosen in kept.items()}


def _as_meant(side: Side, chosen: Chosen, kept: Mapping[int, Chosen]) -> Chosen:
    found, target = chosen.measured, side.lines[chosen.target]
    if found.missed or found.spare < SPARE or _of_own_period(side, found.reading):
        return chosen
    for sibling in kept.values():
        held, own = sibling.measured, side.lines[sibling.target]
        alike = held.reading.form is found.reading.form and _differ_in_period(own, target)
        if alike and held.spare >= SPARE and not held.missed and _of_own_period(side, held.reading):
            terms = _of_period(side, held.reading, target)
            meant = terms and chosen.meter.measured(replace(found.reading, terms=terms))
            if meant and not meant.held and len(meant.missed) >= FEWEST:
                made = replace(found.reading, said=OTHER_PERIOD, kind=MISTAKEN)
                return replace(chosen, measured=meant, mistake=replace(found, reading=made))
    return chosen


def _of_own_period(side: Side, reading: Reading) -> bool:
    """Whether all operands are lines of the period of the line itself."""
    own = side.lines[reading.target].period
    return own is not None and all(
        term.at is None and term.shift is None and side.lines[term.line].period == own
        for term in reading.terms
    )


def _of_period(side: Side, reading: Reading, target: Line) -> tuple[Term, ...]:
    """The operands of a reading in the period of another line; none where one of them is not told."""
    terms: list[Term] = []
    for term in reading.terms:
        same = [
            line.position
            for line in side.lines
            if line.period == target.period and _differ_in_period(line, side.lines[term.line])
        ]
        if len(same) != 1:
            return ()
        terms.append(Term(same[0]))
    return tuple(terms)


def _differ_in_period(one: Line, other: Line) -> bool:
    """Whether two lines have the same labels but for their periods."""
    differing = sum(a != b for a, b in zip(one.label, other.label, strict=False))
    return one.period != other.period and len(one.label) == len(other.label) and differing == 1
