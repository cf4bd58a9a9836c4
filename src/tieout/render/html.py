"""One HTML page to sign off: findings on top, then every report's own text with each figure ticked.

The page needs no network and runs no script: its policy forbids both, and everything a report says is
escaped. A click on a figure opens its calculations; marks differ in shape, not only in colour.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from importlib.resources import files

from tieout.coverage import Tick
from tieout.model import Finding, Report, Severity, Suspect
from tieout.render.html_text import Ticked, long_calculations, report_body, safe
from tieout.render.text import MOST_NAMED, also_fails, counted, plural, problem_line, repair, summary
from tieout.render.view import View, anchor

POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render_html(view: View) -> str:
    """The page."""
    style = files("tieout.render").joinpath("page.css").read_text(encoding="utf-8")
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>tieout: {safe(next(iter(summary(view))))}</title>",
            f"<style>\n{style}</style></head><body>",
            *_top(view),
            *_contents(view),
            *_findings(view),
            *_problems(view),
            *_reports(view),
            "</body></html>",
            "",
        ]
    )


def _top(view: View) -> Iterator[str]:
    yield '<header><h1>tieout</h1><ul class="counts">'
    for line in summary(view):
        yield from (f"<li>{safe(part)}</li>" for part in line.split("  "))
    yield "</ul>"
    legend = {Tick.TIED: "ties out", Tick.FAILING: "in a relation that fails", Tick.UNCOVERED: "not checked"}
    marks = "  ".join(f'<span class="{tick.value}">{text}</span>' for tick, text in legend.items())
    yield f'<p class="legend">{marks}  <span class="failing suspect">suspect</span></p>'
    book = view.book
    yield f"<p>rulebook {safe(book.name)}, edition {safe(book.edition)}, {book.sha256[:12]}</p></header>"


def _contents(view: View) -> Iterator[str]:
    """The reports with their coverage and findings, each leading to its text."""
    prefixes = _prefixes(view)
    found = Counter(finding.outcome.relation.report for finding in view.shown())
    yield "<nav><table><tr><th>Report</th><th>Figures</th><th>Checked</th><th>Findings</th></tr>"
    for report in view.results.reports:
        covered = view.marks.coverage(report)
        share = f'<meter min="0" max="100" value="{covered.percent}"></meter> {covered.percent}%'
        link = f'<a href="#{prefixes[report.path]}">{safe(report.path)}</a>'
        yield (
            f"<tr><td>{link}</td><td>{covered.figures:,}</td><td>{share}</td>"
            f"<td>{found[report.path] or '–'}</td></tr>"
        )
    yield "</table></nav>"


def _findings(view: View) -> Iterator[str]:
    shown = [one for one in view.results.findings if one.severity >= view.show]
    if not shown:
        return
    prefixes = _prefixes(view)
    yield f'<section class="findings"><h2>{plural(len(shown), "finding")}</h2>'
    for finding in sorted(shown, key=lambda one: (one.known is not None, -one.severity)):
        yield from _finding(view, finding, prefixes)
    yield "</section>"


def _finding(view: View, finding: Finding, prefixes: Mapping[str, str]) -> Iterator[str]:
    relation, suspect = finding.outcome.relation, finding.suspect
    where = safe(anchor(view.locations(finding)[0]))
    fact = suspect.fact if suspect is not None else relation.subject
    if fact is not None and fact.report in prefixes:
        where = f'<a href="#{prefixes[fact.report]}-{fact.id}">{where}</a>'
    elif relation.report in prefixes:
        where = f'<a href="#{prefixes[relation.report]}">{where}</a>'
    classes = f"{finding.severity.label}{' known' if finding.known is not None else ''}"
    yield f'<article class="{classes}"><h3>{finding.severity.label} · {safe(relation.rule)} · {where}</h3>'
    yield f"<p>{safe(finding.message)}</p>"
    steps = [safe(step) for step in finding.calculation.splitlines()]
    if finding.calculation != finding.message:
        yield "<pre>{}</pre>".format("\n".join(steps))
    if suspect is not None:
        yield f"<p>{_suspicion(suspect)}</p>"
    also = also_fails(finding, MOST_NAMED)
    if also:
        yield f"<p>Also fails: {escape(also)}</p>"
    yield f'<p class="identity">{finding.fingerprint}</p>'
    if finding.known is not None:
        yield f"<p>known: {safe(str(finding.known))}</p>"
    yield "</article>"


def _suspicion(suspect: Suspect) -> str:
    """The likely culprit and its repair; where it is not sure, what else would mend the failure."""
    cause = f": {safe(suspect.cause)}" if suspect.cause else ""
    said = f"Suspect <b>{safe(suspect.fact.figure.text)}</b>{cause}."
    if suspect.suggestion:
        said += f" <b>{safe(suspect.suggestion)}</b> would tie."
    if suspect.others:
        others = ", ".join(f"{safe(repair(other))} ({other.certainty}%)" for other in suspect.others)
        said += f" Or else {others}; the suspect is {suspect.certainty}% likely."
    return said


def _problems(view: View) -> Iterator[str]:
    problems = [problem_line(path, problem) for path, problem in view.problems()]
    if problems:
        yield '<section class="problems"><h2>Not read or not done</h2><ul>'
        yield from (f"<li>{safe(line)}</li>" for line in problems)
        yield "</ul></section>"


def _reports(view: View) -> Iterator[str]:
    ticked = Ticked.of(view)
    prefixes = _prefixes(view)
    for report in view.results.reports:
        yield from _report(view, report, ticked, prefixes[report.path])
    yield from long_calculations(ticked)


def _prefixes(view: View) -> dict[str, str]:
    """What the names of a report's figures begin with in the page."""
    return {path: f"r{number}" for number, path in enumerate(view.reports)}


def _report(view: View, report: Report, ticked: Ticked, prefix: str) -> Iterator[str]:
    worst = max((f.severity for f in view.shown() if f.outcome.relation.report == report.path), default=None)
    state = " open" if worst is not None and worst >= Severity.WARNING else ""
    counts = counted(view.marks.coverage(report), ", ")
    yield f'<details class="report" id="{prefix}"{state}>'
    yield f"<summary><b>{safe(report.path)}</b> · {counts}</summary>"
    yield from report_body(view, report, ticked, prefix)
    yield "</details>"
