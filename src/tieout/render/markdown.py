"""A page of Markdown for a job summary or a comment: counts, the worst findings, problems, coverage."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tieout.model import Finding
from tieout.render.text import one_line, problem_line
from tieout.render.totals import summary
from tieout.render.view import View, anchor, printable, severity_word
from tieout.wording import say, translated

MOST = 10
FOUND = (say("Where"), say("What"), say("Rule"))
COVERAGE = (say("Report"), say("Figures"), say("Checked"), say("Plausible"))
SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\`*_[]<>|~#&$"})


def render_markdown(view: View) -> str:
    """The page."""
    return "\n".join(_page(view)) + "\n"


def _page(view: View) -> Iterator[str]:
    said = partial(translated, language=view.rest)
    yield "## tieout"
    yield from ("", *(f"{_safe(line)}  " for line in summary(view)))
    findings = sorted(view.shown(), key=lambda finding: -finding.severity)
    if findings:
        yield from ("", f"| | {' | '.join(map(said, FOUND))} |", "|---|---|---|---|")
        yield from (_row(view, finding) for finding in findings[:MOST])
    if len(findings) > MOST:
        yield from ("", said(say("… and {count} more.", count=len(findings) - MOST)))
    problems = [problem_line(path, problem, view.rest) for path, problem in view.problems()]
    if problems:
        yield from (
            "",
            f"### {said(say('Not read or not done'))}",
            "",
            *(f"- {_safe(line)}" for line in problems),
        )
    if view.results.reports:
        yield from ("", f"| {' | '.join(map(said, COVERAGE))} |", "|---|--:|--:|--:|")
    for report in view.results.reports:
        covered = view.marks.coverage(report)
        yield (
            f"| {_safe(report.path)} | {covered.figures:,} | {covered.checked:,} | {covered.plausible:,} |"
        )


def _row(view: View, finding: Finding) -> str:
    language = view.spoken(finding)
    where = anchor(view.locations(finding)[0])
    told = (where, one_line(finding, language), finding.outcome.relation.rule)
    return f"| {severity_word(finding.severity, language)} | {' | '.join(map(_safe, told))} |"


def _safe(text: str) -> str:
    """Text of a report that cannot become markup."""
    return printable(text).translate(SPECIAL)
