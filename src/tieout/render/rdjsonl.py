"""Reviewdog Diagnostic Format, a diagnostic a line: for every reporter that reviewdog has.

Ranges are whole lines: columns are counted in bytes there, in characters here.
"""

from __future__ import annotations

from tieout.model import Finding, Place, Problem, Severity
from tieout.render.json_v2 import Json, line
from tieout.render.text import one_line, placed
from tieout.render.view import Location, View, printable
from tieout.wording import translated

SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}
SOURCE = {"name": "tieout"}


def render_rdjsonl(view: View) -> str:
    """New findings, then what could not be read or done."""
    told = [_finding(view, finding) for finding in view.results.findings if finding.known is None]
    told += [_problem(view, path, problem) for path, problem in view.problems() if problem.fatal]
    return "".join(f"{line(diagnostic)}\n" for diagnostic in told)


def _finding(view: View, finding: Finding) -> Json:
    first, *others = view.locations(finding)
    return {
        "message": placed(first, one_line(finding, view.spoken(finding))),
        "location": _location(first.path, first.place),
        "severity": SEVERITIES[finding.severity],
        "source": SOURCE,
        "code": {"value": finding.outcome.relation.rule},
        "related_locations": [_related(where, view.spoken(finding)) for where in others],
    }


def _related(where: Location, language: str) -> Json:
    said = placed(where, f"{translated(where.role, language)}: {printable(where.text)}")
    return {"message": said, "location": _location(where.path, where.place)}


def _problem(view: View, path: str, problem: Problem) -> Json:
    return {
        "message": printable(translated(problem.message, view.rest)),
        "location": _location(path, problem.place),
        "severity": "ERROR",
        "source": SOURCE,
        "code": {"value": problem.code},
    }


def _location(path: str, place: Place) -> Json:
    if place.line is None:
        return {"path": path}
    return {
        "path": path,
        "range": {"start": {"line": place.line}, "end": {"line": place.end_line or place.line}},
    }
