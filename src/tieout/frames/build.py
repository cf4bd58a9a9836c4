"""From the records of a run to its frames; every frame is validated before it is handed out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import pandera.pandas as pa

from tieout.coverage import Tick
from tieout.frames.expected import Expected, expected
from tieout.frames.models import Facts, Figures, Findings, Problems, Relations
from tieout.model import Dates, Fact, Finding, Outcome, Place, Problem, Report
from tieout.quantity import Interval, Quantity
from tieout.render.view import Location, View

Row = dict[str, Any]
Numbers = Mapping[tuple[str, int], int]  # of figures, by report and id


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of a run; columns such as `relation` and `suspect` name rows of the others."""

    figures: pd.DataFrame
    facts: pd.DataFrame
    relations: pd.DataFrame
    findings: pd.DataFrame
    problems: pd.DataFrame


def frames_of(view: View) -> Frames:
    """The frames of a run, validated.

    Raises:
        pandera.errors.SchemaErrors: a frame is not as published, which is a fault of tieout.
    """
    results = view.results
    every = [(report, fact) for report in (*results.reports, *results.beside) for fact in report.facts]
    numbers = {(fact.report, fact.id): number for number, (_, fact) in enumerate(every)}
    wanted = expected(results.outcomes)
    places = {id(outcome): number for number, outcome in enumerate(results.outcomes)}
    facts = (_fact(fact, wanted.get((fact.report, fact.id), Expected())) for _, fact in every)
    return Frames(
        _frame(Figures, "figure", (_figure(view, report, fact) for report, fact in every)),
        _frame(Facts, "fact", facts),
        relations_frame(view, numbers),
        _frame(Findings, "finding", (_finding(view, one, numbers, places) for one in results.findings)),
        _frame(Problems, "problem", (_problem(path, problem) for path, problem in view.problems())),
    )


def relations_frame(view: View, numbers: Numbers | None = None) -> pd.DataFrame:
    """The frame of the relations alone, validated; `numbers` are those of their figures."""
    return Relations.validate(relation_rows(view, numbers), lazy=True)


def relation_rows(view: View, numbers: Numbers | None = None) -> pd.DataFrame:
    """The same before it is validated, for a schema that asks for more."""
    return _rows(
        Relations, "relation", (_relation(view, outcome, numbers or {}) for outcome in view.results.outcomes)
    )


def _frame(model: type[pa.DataFrameModel], index: str, rows: Iterable[Row]) -> pd.DataFrame:
    return model.validate(_rows(model, index, rows), lazy=True)


def _rows(model: type[pa.DataFrameModel], index: str, rows: Iterable[Row]) -> pd.DataFrame:
    """A frame of the columns and types that a model declares."""
    every = list(rows)
    types = {name: column.dtype.type for name, column in model.to_schema().columns.items()}
    names = list(every[0]) if every else list(types)
    columns = {name: pd.Series([row[name] for row in every], dtype=types[name]) for name in names}
    frame = pd.DataFrame(columns)
    frame.index = pd.RangeIndex(len(every), name=index)
    return frame


def _placed(path: str, place: Place) -> Row:
    return {
        "report": path, "line": place.line, "column": place.column, "page": place.page,
        "sheet": place.sheet or "", "cell": place.cell or "", "paragraph": place.paragraph,
        "table": place.table, "row": place.row, "col": place.col,
    }  # fmt: skip


def _figure(view: View, report: Report, fact: Fact) -> Row:
    figure, quantity, tick = fact.figure, fact.figure.quantity, view.marks.tick(report, fact)
    return {
        **_placed(report.path, view.place(report, figure)),
        "text": figure.text,
        **_values(quantity),
        "unit": "" if quantity is None else quantity.unit.symbol,
        "dimension": "" if quantity is None else _dimension(quantity.unit.powers),
        "hedge": "" if quantity is None or quantity.hedge is None else quantity.hedge.value,
        **_days(figure.dates),
        "tick": tick.value,
        "plausible": (fact.report, fact.id) in view.marks.plausible,
        "reason": str(view.marks.reason(report, fact)) if tick is Tick.UNCOVERED else "",
    }


def _values(quantity: Quantity | None) -> Row:
    allowed = Interval(None, None, False, False) if quantity is None else quantity.interval
    return {
        "value": quantity and quantity.value,
        "low": allowed.low,
        "high": allowed.high,
        "low_closed": allowed.low_closed,
        "high_closed": allowed.high_closed,
    }


def _dimension(powers: Sequence[tuple[str, int]]) -> str:
    return " ".join(base if power == 1 else f"{base}^{power}" for base, power in powers)


def _days(dates: Dates | None) -> Row:
    if dates is None:
        return {"first": None, "last": None, "grain": ""}
    return {"first": _day(dates.first), "last": _day(dates.last), "grain": dates.grain.value}


def _day(ordinal: int) -> date:
    return date.fromordinal(ordinal)


def _fact(fact: Fact, wanted: Expected) -> Row:
    quantity, dates = fact.figure.quantity, fact.figure.dates
    return {
        "report": fact.report,
        "label": " / ".join(" ".join(part.split()) for part in fact.label),
        "concept": fact.concept or "",
        "entity": fact.entity or "",
        **_days(fact.period),
        "status": fact.status.value,
        "basis": fact.basis or "",
        "source": fact.source or "",
        "as_of": fact.as_of and _day(fact.as_of.last),
        "scope": ", ".join(fact.scope),
        "text": fact.figure.text,
        **_values(quantity),
        "unit": "" if quantity is None else quantity.unit.symbol,
        "ranged": wanted.ranged,
        "portion": wanted.portion,
        "day": dates and _day(dates.first),
        "not_after": None if wanted.not_after is None else _day(wanted.not_after),
    }


def _relation(view: View, outcome: Outcome, numbers: Numbers) -> Row:
    relation = outcome.relation
    tie, claim, where = relation.tie, relation.claim, view.subject(relation)
    return {
        **_placed(relation.report or where.path, where.place),
        "rule": relation.rule,
        "kind": relation.kind,
        "shape": relation.shape,
        "evidence": relation.evidence.value,
        "expression": str(relation.expression),
        "stated": where.text,
        "computed": relation.computed,
        "evaluated": tie is not None,
        "gap": tie and tie.gap,
        "slack": tie and tie.slack,
        "closed": tie is not None and tie.closed,
        "verdict": outcome.verdict.value,
        "grade": outcome.grade,
        "reason": str(relation.reason),
        "subject": relation.subject and numbers.get((relation.subject.report, relation.subject.id)),
        "operands": tuple(_numbered((one.fact for one in relation.operands), numbers)),
        "spare_bits": claim and claim.spare_bits,
        "odds": claim and claim.odds,
    }


def _numbered(facts: Iterable[Fact], numbers: Numbers) -> Iterator[int]:
    return (numbers[key] for fact in facts if (key := (fact.report, fact.id)) in numbers)


def _finding(view: View, finding: Finding, numbers: Numbers, places: Mapping[int, int]) -> Row:
    relation, suspect, known = finding.outcome.relation, finding.suspect, finding.known
    where: Location = next(iter(view.locations(finding)))
    return {
        **_placed(relation.report or where.path, where.place),
        "fingerprint": finding.fingerprint,
        "severity": finding.severity.label,
        "rule": relation.rule,
        "kind": relation.kind,
        "message": str(finding.message),
        "calculation": str(finding.calculation),
        "relation": places[id(finding.outcome)],
        "consequences": tuple(places[id(one)] for one in finding.consequences),
        "suspect": suspect and numbers[suspect.fact.report, suspect.fact.id],
        "suspected": "" if suspect is None else suspect.fact.figure.text,
        "cause": "" if suspect is None else str(suspect.cause),
        "suggestion": "" if suspect is None else str(suspect.suggestion),
        "certainty": suspect and suspect.certainty,
        "known_by": "" if known is None else known.by.value,
        "known": "" if known is None else str(known.reason),
    }


def _problem(path: str, problem: Problem) -> Row:
    return {
        **_placed(path, problem.place),
        "code": problem.code,
        "message": str(problem.message),
        "fatal": problem.fatal,
        "unread": "" if problem.unread is None else problem.unread.value,
        "count": problem.count,
        "numbers": problem.numbers,
    }
