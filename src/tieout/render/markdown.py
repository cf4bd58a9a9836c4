"""A page of Markdown for a job summary or a comment: counts, the worst findings, problems, coverage."""

from __future__ import annotations

from collections.abc import Iterator

from tieout.model import Finding
from tieout.render.text import one_line, problem_line, summary
from tieout.render.view import View, anchor, printable

MOST = 10
SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|~#&$"})


def render_markdown(view: View) -> str:
    """The page."""
    return "\n".join(_page(view)) + "\n"


def _page(view: View) -> Iterator[str]:
    yield "## tieout"
    yield from ("", *(f"{_safe(line)}  " for line in summary(view)))
    findings = sorted(view.shown(), key=lambda finding: -finding.severity)
    if findings:
        yield from ("", "| | Where | What | Rule |", "|---|---|---|---|")
        yield from (_row(view, finding) for finding in findings[:MOST])
    if len(findings) > MOST:
        yield from ("", f"… and {len(findings) - MOST} more.")
    problems = [problem_line(path, problem) for path, problem in view.problems()]
    if problems:
        yield from ("", "### Not read or not done", "", *(f"- {_safe(line)}" for line in problems))
    if view.results.reports:
        yield from ("", "| Report | Figures | Checked | Plausible |", "|---|--:|--:|--:|")
    for report in view.results.reports:
        covered = view.marks.coverage(report)
        yield (
            f"| {_safe(report.path)} | {covered.figures:,} | {covered.checked:,} | {covered.plausible:,} |"
        )


def _row(view: View, finding: Finding) -> str:
    where = anchor(view.locations(finding)[0])
    rule = finding.outcome.relation.rule
    return f"| {finding.severity.label} | {_safe(where)} | {_safe(one_line(finding))} | {_safe(rule)} |"


def _safe(text: str) -> str:
    """Text of a report that cannot become markup."""
    return printable(text).translate(SPECIAL)
