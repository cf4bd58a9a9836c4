"""One HTML page to sign off: findings on top, then every report's own text with each figure ticked.

The page needs no network and runs no script: its policy forbids both, and everything a report says is
escaped. A click on a figure opens its calculations; marks differ in shape, not only in colour.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape
from importlib.resources import files

from tieout.model import Finding, Report, Severity, Suspect
from tieout.render.html_body import safe
from tieout.render.html_text import Ticked, long_calculations, report_body
from tieout.render.standing import LEGEND
from tieout.render.text import MOST_NAMED, also_fails, problem_line, repair
from tieout.render.totals import counted, summary
from tieout.render.view import View, anchor, known_words, severity_word
from tieout.wording import COMMA, listed, say, translated

HEADS = (say("Report"), say("Figures"), say("Checked"), say("Findings"))
STYLES = ("marks.css", "page.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render_html(view: View) -> str:
    """The page."""
    style = "".join(files("tieout.render").joinpath(name).read_text(encoding="utf-8") for name in STYLES)
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{view.rest}"><head><meta charset="utf-8">',
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
    marks = "  ".join(
        f'<span class="{name}">{translated(text, view.rest)}</span>' for name, text in LEGEND.items()
    )
    yield f'<p class="legend">{marks}</p>'
    book = say("rulebook {name}, edition {edition}", name=view.book.name, edition=view.book.edition)
    yield f"<p>{safe(translated(book, view.rest))}, {view.book.sha256[:12]}</p></header>"


def _contents(view: View) -> Iterator[str]:
    """The reports with their coverage and findings, each leading to its text."""
    prefixes = _prefixes(view)
    found = Counter(finding.outcome.relation.report for finding in view.shown())
    heads = "".join(f"<th>{translated(head, view.rest)}</th>" for head in HEADS)
    yield f"<nav><table><tr>{heads}</tr>"
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
    count = say("1 finding") if len(shown) == 1 else say("{count:,} findings", count=len(shown))
    yield f'<section class="findings"><h2>{translated(count, view.rest)}</h2>'
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
    language = view.spoken(finding)
    word = severity_word(finding.severity, language)
    yield f'<article class="{classes}" lang="{language}"><h3>{word} · {safe(relation.rule)} · {where}</h3>'
    yield f"<p>{safe(finding.message)}</p>"
    steps = [safe(step) for step in finding.calculation.splitlines()]
    if finding.calculation != finding.message:
        yield "<pre>{}</pre>".format("\n".join(steps))
    if suspect is not None:
        yield f"<p>{suspected(suspect, language)}</p>"
    also = also_fails(finding, MOST_NAMED, language)
    if also:
        said = translated(say("Also fails: {relations}", relations=also), language)
        yield f"<p>{escape(said)}</p>"
    yield f'<p class="identity">{finding.fingerprint}</p>'
    if finding.known is not None:
        known = translated(say("known: {why}", why=known_words(finding.known, language)), language)
        yield f"<p>{safe(known)}</p>"
    yield "</article>"


def suspected(suspect: Suspect, language: str) -> str:
    """The likely culprit and its repair; where it is not sure, what else would mend the failure."""
    figure = f"<b>{safe(suspect.fact.figure.text)}</b>"
    sentences: list[str] = []
    if suspect.cause:
        sentences.append(say("Suspect {figure}: {cause}.", figure=figure, cause=safe(suspect.cause)))
    else:
        sentences.append(say("Suspect {figure}.", figure=figure))
    if suspect.suggestion:
        sentences.append(say("{figure} would tie.", figure=f"<b>{safe(suspect.suggestion)}</b>"))
    if suspect.others:
        told = (f"{safe(repair(other, language))} ({other.certainty}%)" for other in suspect.others)
        others = listed(told, language)
        odds = suspect.certainty
        sentences.append(
            say("Or else {others}; the suspect is {percent}% likely.", others=others, percent=odds)
        )
    return " ".join(translated(sentence, language) for sentence in sentences)


def _problems(view: View) -> Iterator[str]:
    problems = [problem_line(path, problem, view.rest) for path, problem in view.problems()]
    if problems:
        title = translated(say("Not read or not done"), view.rest)
        yield f'<section class="problems"><h2>{title}</h2><ul>'
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
    counts = counted(view.marks.coverage(report), translated(COMMA, view.rest), view.rest)
    yield f'<details class="report" id="{prefix}"{state}>'
    yield f"<summary><b>{safe(report.path)}</b> · {counts}</summary>"
    yield from report_body(view, report, ticked, prefix)
    yield "</details>"
