"""Kind `order`: dates and sequences run the right way.

What is told as past lies before the report's date, cited reports before the citing one, certificates before
the signature, a period's start before its end, results after the period they close. A report's date that was
only guessed from its place raises warnings at most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from tieout.extract.signatures import CERTIFICATE
from tieout.model import Evidence, Fact, Mention, Operand, Relation, Report, Severity
from tieout.quantity import Tie
from tieout.relate import events, numbering, periods, references, weekdays
from tieout.relate.kind import Kind
from tieout.relate.prose.statements import stated
from tieout.rulebook.book import Rule, Schemas
from tieout.wording import say

GROUP = "report date"  # all of these fail together when the report's own date is wrong
_CENTURY = 2000
_STALE = 3 * 366  # days by which a report may be younger than all it speaks of
_LONGEST = 50  # cited dates looked at for one out of place
YEARLESS = say("its year is that of a forecast before it")
_YEAR = re.compile(r"(?:19|20)\d\d|['’]\d\d|\d\D+\d+\D+\d")  # or three numbers
_LISTED = 4  # cited dates that make their order a habit


def find(report: Report, schemas: Schemas, rules: Sequence[Rule]) -> Iterator[Relation]:
    """Find dates that must follow one another."""
    told = list(events.find(report, schemas))
    yield from _released(report, told)
    yield from _far_ahead(report)
    yield from _cited(report)
    yield from _listed(report)
    yield from _certified(report)
    yield from periods.find(report, schemas)
    yield from stated(report, schemas, "order")
    yield from numbering.find(report, schemas)
    yield from weekdays.find(report, schemas)
    yield from references.find(report, schemas)


def later(first: Fact, second: Fact) -> Tie:
    """Measure `first` not after `second` in days: the earliest reading against the latest."""
    a, b = first.figure.dates, second.figure.dates
    if a is None or b is None:
        raise ValueError("both must be dates")
    return Tie(Fraction(max(a.first - b.last, 0)), Fraction(0))


def _dated(report: Report, shape: str, told: Sequence[Fact], what: str) -> Iterator[Relation]:
    """Each of these dates must not lie after the report's own."""
    own = report.metadata.date
    if own is None:
        if told:
            expression = say(
                "{count} dates, the latest {latest}", count=len(told), latest=max(told, key=_last).figure.text
            )
            yield Relation(
                "order", shape, Evidence.STATED, expression, told[0], reason=say("report has no date")
            )
        return
    labelled = report.metadata.date_labelled
    for fact in told:
        if fact.id == own.id:
            continue
        tie = later(fact, own)
        if not tie.holds and _has_carried_year(fact, own):
            yield Relation("order", shape, Evidence.GUESSED, fact.figure.text, fact, reason=YEARLESS)
            continue
        yield Relation(
            "order", shape, Evidence.STATED if labelled else Evidence.GUESSED,
            f"{fact.figure.text} <= {own.figure.text}", fact, (Operand(own, "report date"),), tie,
            cap=Severity.ERROR if labelled else Severity.WARNING, group=GROUP,
            detail="" if tie.holds else _later(what, fact, tie.gap, own),
        )  # fmt: skip


def _later(what: str, fact: Fact, days: Fraction, own: Fact) -> str:
    return say(
        "{date} {what} {days} days after the report's own date, {own}",
        date=fact.figure.text, what=what, days=days, own=own.figure.text,
    )  # fmt: skip


def _has_carried_year(fact: Fact, own: Fact) -> bool:
    """Whether a date leaves its year to the dates before it, and they speak of a year to come."""
    ahead = date.fromordinal(_last(fact)).year > date.fromordinal(_last(own)).year
    return ahead and _YEAR.search(fact.figure.text) is None


def _last(fact: Fact) -> int:
    return 0 if fact.figure.dates is None else fact.figure.dates.last


def _released(report: Report, told: Sequence[events.Event]) -> Iterator[Relation]:
    facts = [event.fact for event in told if event.past]
    scheduled = _schedules(report, facts)
    facts = [fact for fact in facts if fact.figure.row is None or fact.figure.block not in scheduled]
    yield from _dated(report, "release", facts, say("is told as past, but lies"))


def _schedules(report: Report, facts: Sequence[Fact]) -> frozenset[int]:
    """The tables with several dates after the report's own: they list what is to come."""
    own = report.metadata.date
    if own is None:
        return frozenset()
    tabled = [fact for fact in facts if fact.figure.row is not None and not later(fact, own).holds]
    blocks = Counter(fact.figure.block for fact in tabled)
    return frozenset(block for block, count in blocks.items() if count > 1)


def _far_ahead(report: Report) -> Iterator[Relation]:
    """A report dated years after everything else it speaks of has a wrong date."""
    own = report.metadata.date
    others = [_last(fact) for fact in report.facts if fact.figure.dates is not None and fact != own]
    if own is None or own.figure.dates is None or len(others) < _LISTED:
        return
    latest = max(others)
    gap = own.figure.dates.first - latest
    if gap > _STALE:
        yield Relation(
            "order",
            "release",
            Evidence.GUESSED,
            say("{own} near {latest}", own=own.figure.text, latest=date.fromordinal(latest)),
            own,
            tie=Tie(Fraction(gap), Fraction(_STALE)),
            cap=Severity.WARNING,
            group=GROUP,
            detail=say("the report is dated {gap} days after anything else it speaks of", gap=gap),
        )


def _cited(report: Report) -> Iterator[Relation]:
    yield from _dated(
        report, "citation", report.metadata.cited, say("dates a report that is cited, but lies")
    )
    yield from _dated(
        report, "citation", report.metadata.sources, say("dates a source that is cited, but lies")
    )


def _listed(report: Report) -> Iterator[Relation]:
    """Lists of related reports run back in time; one entry out of place in a list that does is suspect."""
    cited = report.metadata.cited
    days = [_last(fact) for fact in cited]
    if len(days) < _LISTED:
        return
    if _falling(days):
        for newer, older in pairwise(cited):
            yield _neighbours(older, newer, holds=True)
        return
    rests = {place: days[:place] + days[place + 1 :] for place in range(min(len(days), _LONGEST))}
    falling = [place for place, rest in rests.items() if _falling(rest)]
    if falling:  # of two that may be out of place, the one that strays further
        place = min(falling, key=lambda place: max(rests[place]) - min(rests[place]))
        yield _neighbours(cited[place], cited[place - 1 if place else 1], holds=False)


def _falling(days: Sequence[int]) -> bool:
    return all(newer >= older for newer, older in pairwise(days))


def _neighbours(odd: Fact, beside: Fact, *, holds: bool) -> Relation:
    gap = 0 if holds else max(abs(_last(odd) - _last(beside)), 1)
    return Relation(
        "order",
        "citation",
        Evidence.SUPPORTED,
        say("{date} in a list that runs back in time", date=odd.figure.text),
        odd,
        (Operand(beside, "neighbour"),),
        Tie(Fraction(gap), Fraction(0)),
        cap=Severity.WARNING,
        detail="" if holds else say("the list runs back in time, except for {date}", date=odd.figure.text),
    )


def _certified(report: Report) -> Iterator[Relation]:
    """The month in a certificate number is not after the report's date."""
    own = report.metadata.date
    seen: dict[str, Mention] = {}
    for mention in report.metadata.certificates:
        parts = CERTIFICATE.fullmatch(mention.text)
        if parts is None or mention.text in seen:
            continue
        seen[mention.text] = mention
        if own is None or own.figure.dates is None:
            yield Relation(
                "order", "certificate", Evidence.STATED, mention.text, mention=mention,
                reason=say("report has no date"),
            )  # fmt: skip
            continue
        year, month = _CENTURY + int(parts[3][:2]), int(parts[3][2:])
        gap = max(date(year, month, 1).toordinal() - own.figure.dates.last, 0)
        expression = say(
            "{year}-{month:02} in {number} <= {own}",
            year=year,
            month=month,
            number=mention.text,
            own=own.figure.text,
        )
        yield Relation(
            "order",
            "certificate",
            Evidence.STATED,
            expression,
            operands=(Operand(own, "report date"),),
            tie=Tie(Fraction(gap), Fraction(0)),
            mention=mention,
            cap=Severity.ERROR if report.metadata.date_labelled else Severity.WARNING,
            detail=""
            if gap == 0
            else say("certificate issued in {year}-{month:02}, after the report", year=year, month=month),
        )


KIND = Kind("order", within=find)
