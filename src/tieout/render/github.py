"""Annotations for GitHub: workflow commands, worst first, for GitHub shows ten of a sort per step."""

from __future__ import annotations

from tieout.model import Finding, Severity
from tieout.render.text import one_line, placed
from tieout.render.view import View, printable
from tieout.wording import translated

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render_github(view: View) -> str:
    """One workflow command per new finding, and one per fatal problem."""
    lines = [_annotation(view, finding) for finding in sorted(view.shown(), key=lambda one: -one.severity)]
    for path, problem in view.problems():
        if problem.fatal:
            where = f"file={_property(path)},line={problem.place.line or 1}," if path else ""
            said = translated(problem.message, view.rest)
            lines.append(f"::error {where}title={_property(problem.code)}::{_data(said)}")
    return "".join(f"{line}\n" for line in lines)


def _annotation(view: View, finding: Finding) -> str:
    where = view.locations(finding)[0]
    place = where.place
    parts = {
        "file": where.path,
        "line": place.line,
        "endLine": place.end_line,
        "col": place.column,
        "endColumn": place.end_column,
        "title": finding.outcome.relation.rule,
    }
    told = ",".join(f"{name}={_property(str(value))}" for name, value in parts.items() if value is not None)
    said = placed(where, one_line(finding, view.spoken(finding)))
    return f"::{COMMANDS[finding.severity]} {told}::{_data(said)}"


def _data(text: str) -> str:
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
