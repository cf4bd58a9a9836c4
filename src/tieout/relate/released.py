"""The day on which one thing was released, told more than once (shape `text` of kind `agree`)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from fractions import Fraction

from tieout.model import Evidence, Fact, Grain, Operand, Relation, Report, Severity
from tieout.quantity import Tie
from tieout.relate import events
from tieout.rulebook.book import Schemas
from tieout.wording import say


def one_release(report: Report, schemas: Schemas, done: Collection[int]) -> Iterator[Relation]:
    """One thing is released on one day, wherever the report says so, `done` facts apart."""
    first: dict[str, Fact] = {}
    for event in events.find(report, schemas):
        dates = event.fact.figure.dates
        if not event.thing or dates is None or dates.grain is not Grain.DAY:
            continue
        known = first.setdefault(event.thing, event.fact)
        if known is event.fact or known.figure.dates is None or event.fact.id in done:
            continue
        gap = abs(dates.first - known.figure.dates.first)
        slip = gap == 0 or _one_part(dates.first, known.figure.dates.first)
        yield Relation(
            "agree",
            "text",
            Evidence.STATED if slip else Evidence.GUESSED,
            f"{event.thing}: {event.fact.figure.text} = {known.figure.text}",
            event.fact,
            (Operand(known, "other date"),),
            Tie(Fraction(gap), Fraction(0)),
            cap=Severity.ERROR if slip else Severity.WARNING,
            detail=""
            if gap == 0
            else say(
                "the release of {thing} is dated {date} elsewhere", thing=event.thing, date=known.figure.text
            ),
        )


def _one_part(a: int, b: int) -> bool:
    """Whether two days differ in year, month or day alone, as a slip of the pen makes them."""
    one, other = date.fromordinal(a), date.fromordinal(b)
    return (one.year != other.year) + (one.month != other.month) + (one.day != other.day) == 1
