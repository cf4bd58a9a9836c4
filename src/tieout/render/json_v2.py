"""JSON, `format_version` 2: everything a run found out. The published schema is `tieout-2.schema.json`.

Each report, outcome and finding is a line of its own, so that files can be compared line by line. Exact
values are decimal strings (12 significant digits where the decimals never end).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from fractions import Fraction

import tieout
from tieout.coverage import Tick
from tieout.model import Finding, Known, Metadata, Outcome, Place, Problem, Report, Severity, Suspect, Verdict
from tieout.model.claims import Claim
from tieout.quantity import decimal_text
from tieout.render.view import Location, View

FORMAT_VERSION = 2
READABLE = json.JSONEncoder(ensure_ascii=False)

Json = str | int | float | bool | None | Sequence["Json"] | Mapping[str, "Json"]


def render_json(view: View) -> str:
    """The whole verdict."""
    return document(head(view), records(view))


def head(view: View) -> dict[str, Json]:
    """What ran, how it came out, and what could not be read or done."""
    return {
        "format_version": FORMAT_VERSION,
        "tool": {"name": "tieout", "version": tieout.__version__},
        "rulebook": {"name": view.book.name, "edition": view.book.edition, "sha256": view.book.sha256},
        "summary": _summary(view),
        "problems": [_problem(problem, path) for path, problem in view.problems()],
    }


def records(view: View) -> dict[str, Iterator[dict[str, Json]]]:
    """Reports, outcomes and findings, each an object."""
    paths = {*(report.path for report in view.results.reports), *view.results.problems} - {""}
    return {
        "reports": (_report(view, path) for path in sorted(paths)),
        "outcomes": (_outcome(view, outcome) for outcome in view.results.outcomes),
        "findings": (_finding(view, finding) for finding in view.results.findings),
    }


def document(head: Mapping[str, Json], lists: Mapping[str, Iterable[Json]]) -> str:
    """A JSON object whose lists have one entry a line."""
    parts = [f"{line(name)}: {line(value)}" for name, value in head.items()]
    for name, entries in lists.items():
        inside = ",\n".join(line(entry) for entry in entries)
        parts.append(f"{line(name)}: [\n{inside}\n]" if inside else f"{line(name)}: []")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def line(value: Json) -> str:
    """A value as JSON on one line; lone surrogates, which UTF-8 cannot hold, are escaped."""
    text = READABLE.encode(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value)
    return text


def place(where: Place) -> dict[str, Json]:
    """The fields of a place that apply to the format."""
    return {name: value for name, value in zip(where._fields, where, strict=True) if value is not None}


def location(where: Location) -> dict[str, Json]:
    """A LOC object."""
    return {"path": where.path, "text": where.text, **place(where.place)}


def exact(value: Fraction | None) -> str | None:
    """An exact value as a decimal string."""
    return None if value is None else decimal_text(value)


def _summary(view: View) -> Json:
    verdicts = [outcome.verdict for outcome in view.results.outcomes]
    return {
        "reports": len(view.results.reports),
        "figures": view.coverage.figures,
        "checked": view.coverage.checked,
        "uncovered": view.coverage.uncovered,
        "plausible": view.coverage.plausible,
        "outcomes": {verdict.value: verdicts.count(verdict) for verdict in Verdict},
        "findings": {severity.label: view.count(severity) for severity in reversed(Severity)},
    }


def _report(view: View, path: str) -> dict[str, Json]:
    problems: Json = [_problem(problem) for problem in view.results.problems.get(path, ())]
    report = view.reports.get(path)
    if report is None:
        return {
            "path": path, "sha256": None, "title": None, "date": None, "issuer": None, "analysts": [],
            "rating": None, "rating_scales": [],
            "figures": 0, "checked": 0, "plausible": 0, "problems": problems, "uncovered": [],
        }  # fmt: skip
    told, covered = report.metadata, view.marks.coverage(report)
    return {
        "path": path,
        "sha256": report.document.sha256,
        "title": told.title.text if told.title else report.document.title,
        "date": told.date.figure.text if told.date else None,
        "issuer": told.issuer.text if told.issuer else None,
        "analysts": _analysts(told),
        "rating": told.rating.text if told.rating else None,
        "rating_scales": [
            {"subject": scale.subject or None, "grades": [grade.text for grade in scale.grades]}
            for scale in told.scales
        ],
        "figures": covered.figures,
        "checked": covered.checked,
        "plausible": covered.plausible,
        "problems": problems,
        "uncovered": _uncovered(view, report),
    }


def _analysts(told: Metadata) -> Json:
    """Each analyst once, with the certificate beside the name; certificates of nobody at the end."""
    held = {person.text: number.text for number, person in reversed(told.holders)}
    names = dict.fromkeys(person.text for person in told.analysts)
    numbers = dict.fromkeys(number.text for number in told.certificates if number.text not in held.values())
    people: list[Json] = [{"name": name, "certificate": held.get(name)} for name in names]
    return [*people, *({"name": None, "certificate": number} for number in numbers)]


def _uncovered(view: View, report: Report) -> Json:
    return [
        {**location(view.locate(fact)), "reason": view.marks.reason(report, fact)}
        for fact in report.facts
        if view.marks.tick(report, fact) is Tick.UNCOVERED
    ]


def _problem(problem: Problem, path: str | None = None) -> Json:
    where: dict[str, Json] = {} if path is None else {"path": path}
    said: dict[str, Json] = {"code": problem.code, "message": problem.message, "fatal": problem.fatal}
    if problem.unread is not None:
        said |= {"unread": problem.unread.value, "count": problem.count, "numbers": problem.numbers}
    return {**where, **said, **place(problem.place)}


def _outcome(view: View, outcome: Outcome) -> dict[str, Json]:
    relation = outcome.relation
    claim, tried = relation.claim or Claim(), 0 if relation.claim is None else relation.claim.tried + 1
    return {
        "rule": relation.rule,
        "kind": relation.kind,
        "shape": relation.shape,
        "verdict": outcome.verdict.value,
        "evidence": relation.evidence.value,
        "reason": relation.reason or None,
        "expression": relation.expression,
        "gap": exact(relation.tie.gap) if relation.tie else None,
        "slack": exact(relation.tie.slack) if relation.tie else None,
        "grade": outcome.grade or None,
        "subject": location(view.subject(relation)),
        "operands": [location(where) for where in view.operands(relation)],
        "claim": {"words": list(claim.words), "layout": claim.layout or None},
        "reading": claim.reading or None,
        "rivals": [asdict(rival) for rival in claim.rivals],
        "readings_tried": tried,
        "spare_bits": claim.spare_bits,
        "odds": None if claim.odds is None else claim.odds / 10,
    }


def _finding(view: View, finding: Finding) -> dict[str, Json]:
    relation = finding.outcome.relation
    return {
        "fingerprint": finding.fingerprint,
        "former_fingerprints": list(finding.former),
        "content_fingerprint": finding.content,
        "rule": relation.rule,
        "kind": relation.kind,
        "severity": finding.severity.label,
        "message": finding.message,
        "report": relation.report or view.subject(relation).path,
        "locations": [{**location(where), "role": where.role} for where in view.locations(finding)],
        "calculation": finding.calculation,
        "suspect": None if finding.suspect is None else _suspect(view, finding.suspect),
        "known": None if finding.known is None else _known(finding.known),
    }


def _known(known: Known) -> Json:
    return {"by": known.by.value, "reason": known.reason, "days": known.days}


def _suspect(view: View, suspect: Suspect) -> Json:
    others: Json = [_candidate(view, other) for other in suspect.others]
    return {**_candidate(view, suspect), "certainty": suspect.certainty, "others": others}


def _candidate(view: View, suspect: Suspect) -> dict[str, Json]:
    return {
        "location": location(view.locate(suspect.fact)),
        "cause": suspect.cause or None,
        "suggestion": suspect.suggestion or None,
    }
