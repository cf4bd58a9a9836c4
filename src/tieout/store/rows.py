"""The rows that one report adds to a store, made where the report is walked: plain values only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tieout.judge import Judgement
from tieout.model import Dates, Fact, Finding, Outcome, Report, Results
from tieout.quantity import Interval
from tieout.render.view import Location, View, anchor, view
from tieout.rulebook.book import Rulebook
from tieout.store.keys import keys_of
from tieout.store.record_text import FORM, written
from tieout.store.words import compared_facts, stored_form
from tieout.wording.kept import kept

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Rows:
    """What one report adds to the tables of a store; `keys` are by what it is found again."""

    report: str
    record: str
    facts: tuple[Row, ...]
    outcomes: tuple[Row, ...]
    keys: tuple[tuple[str, int], ...]
    form: str = FORM


def rows_of(report: Report, judgement: Judgement, book: Rulebook) -> Rows:
    """The rows of a report that was judged."""
    seen = view(Results((report,), judgement.outcomes, judgement.findings, {}), book)
    stored = stored_form(report)
    return Rows(
        report.path,
        written(stored),
        tuple(_fact(seen, fact) for fact in compared_facts(stored)),
        tuple(outcome_rows(seen, judgement.outcomes)),
        keys_of(stored, book.schemas),
    )


def outcome_rows(seen: View, outcomes: Iterable[Outcome]) -> Iterator[Row]:
    """What became of relations."""
    for outcome in outcomes:
        relation, tie = outcome.relation, outcome.relation.tie
        yield {
            "report": relation.report,
            "place": _place(seen.subject(relation)),
            "rule": relation.rule,
            "kind": relation.kind,
            "verdict": outcome.verdict.value,
            "grade": outcome.grade,
            "evidence": relation.evidence.value,
            "expression": str(relation.expression),
            "gap": tie and _exact(tie.gap),
            "slack": tie and _exact(tie.slack),
            "reason": str(relation.reason),
        }


def finding_row(seen: View, finding: Finding) -> Row:
    """A finding, and why it does not count if it does not."""
    relation, suspect, known = finding.outcome.relation, finding.suspect, finding.known
    return {
        "fingerprint": finding.fingerprint,
        "content": finding.content,
        "report": relation.report,
        "place": _place(next(iter(seen.locations(finding)))),
        "rule": relation.rule,
        "severity": finding.severity.label,
        "message": str(finding.message),
        "calculation": str(finding.calculation),
        "suspect": "" if suspect is None else suspect.fact.figure.text,
        "cause": "" if suspect is None else str(suspect.cause),
        "suggestion": "" if suspect is None else str(suspect.suggestion),
        "known_by": "" if known is None else known.by.value,
        "known": "" if known is None else str(known.reason),
        "message_said": kept(finding.message),
        "known_said": "" if known is None else kept(known.reason),
    }


def _place(where: Location) -> str:
    return anchor(where)


def _fact(seen: View, fact: Fact) -> Row:
    quantity = fact.figure.quantity
    low, high = _bounds(quantity.interval if quantity is not None else None)
    return {
        "report": fact.report,
        "fact": fact.id,
        "place": _place(seen.locate(fact)),
        "text": fact.figure.text,
        "label": " / ".join(" ".join(part.split()) for part in fact.label),
        "concept": fact.concept or "",
        "entity": fact.entity or "",
        **_period(fact.period),
        "status": fact.status.value,
        "basis": fact.basis or "",
        "source": fact.source or "",
        "scope": ", ".join(fact.scope),
        "unit": "" if quantity is None else quantity.unit.symbol,
        "low": low and _exact(low),
        "high": high and _exact(high),
        "low_approx": _near(low),
        "high_approx": _near(high),
    }


def _bounds(interval: Interval | None) -> tuple[Fraction | None, Fraction | None]:
    return (None, None) if interval is None else (interval.low, interval.high)


def _period(period: Dates | None) -> Row:
    if period is None:
        return {"first": None, "last": None, "grain": ""}
    first, last = date.fromordinal(period.first), date.fromordinal(period.last)
    return {"first": first, "last": last, "grain": period.grain.value}


def _exact(value: Fraction) -> str:
    """An exact number as text: 3, or 1/3."""
    return str(value)


def _near(value: Fraction | None) -> float | None:
    """The double nearest to an exact number, to query by; none where it is beyond all doubles."""
    try:
        return None if value is None else float(value)
    except OverflowError:
        return None
