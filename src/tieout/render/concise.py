"""One line per finding, `path:line:column: severity rule message`, for pipes, editors and eyes in a hurry."""

from __future__ import annotations

from tieout.render.text import one_line
from tieout.render.view import View, anchor, printable


def render_concise(view: View) -> str:
    """The findings, a line each."""
    lines = []
    for finding in view.shown():
        where = printable(anchor(view.locations(finding)[0]))
        rule = finding.outcome.relation.rule
        lines.append(f"{where}: {finding.severity.label} {rule} {one_line(finding, view.spoken(finding))}\n")
    return "".join(lines)
