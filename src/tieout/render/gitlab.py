"""GitLab Code Quality: a JSON array with an issue per new finding and per fatal problem.

A place without lines (a page of a PDF, a cell of a sheet) is said in the description; GitLab wants a line.
"""

from __future__ import annotations

import hashlib

from tieout.model import Finding, Problem, Severity
from tieout.render.json_v2 import Json, line
from tieout.render.text import one_line, placed
from tieout.render.view import View, printable
from tieout.wording import translated

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render_gitlab(view: View) -> str:
    """The array, an issue a line."""
    issues = [_finding(view, finding) for finding in view.results.findings if finding.known is None]
    issues += [_problem(view, path, problem) for path, problem in view.problems() if problem.fatal]
    inside = ",\n".join(line(issue) for issue in issues)
    return f"[\n{inside}\n]\n" if issues else "[]\n"


def _finding(view: View, finding: Finding) -> Json:
    where = view.locations(finding)[0]
    return {
        "description": placed(where, one_line(finding, view.spoken(finding))),
        "check_name": finding.outcome.relation.rule,
        "fingerprint": finding.fingerprint,
        "severity": SEVERITIES[finding.severity],
        "location": _location(where.path, where.place.line),
    }


def _problem(view: View, path: str, problem: Problem) -> Json:
    content = "\0".join((problem.code, path, problem.message))
    return {
        "description": printable(translated(problem.message, view.rest)),
        "check_name": problem.code,
        "fingerprint": hashlib.sha256(content.encode("utf-8", "backslashreplace")).hexdigest()[:20],
        "severity": "blocker",
        "location": _location(path or ".", problem.place.line),
    }


def _location(path: str, at: int | None) -> Json:
    return {"path": path, "lines": {"begin": at or 1}}
