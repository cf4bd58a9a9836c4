"""JUnit XML: a suite per report, a case per rule, so that passes and rules that could not look show too.

A case fails on a finding that fails the gate; lesser findings are its output, known ones skip it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from tieout.model import Finding, Outcome, Verdict
from tieout.render.text import one_line, suspicion
from tieout.render.view import View, anchor, known_words, printable
from tieout.wording import translated

ACROSS = "(across reports)"


@dataclass(frozen=True, slots=True)
class _Case:
    """A rule in a report: what became of it, as XML elements."""

    name: str
    inner: tuple[str, ...]

    def has(self, tag: str) -> bool:
        return any(element.startswith(f"<{tag}") for element in self.inner)


def render_junit(view: View) -> str:
    """All suites."""
    suites: dict[str, list[_Case]] = {}
    for path, case in (*_rule_cases(view), *_problem_cases(view)):
        suites.setdefault(path, []).append(case)
    body = "".join(line for path in sorted(suites) for line in _suite(path, suites[path]))
    return f'<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="tieout">\n{body}</testsuites>\n'


def _rule_cases(view: View) -> Iterator[tuple[str, _Case]]:
    outcomes: dict[tuple[str, str], list[Outcome]] = {}
    findings: dict[tuple[str, str], list[Finding]] = {}
    for outcome in view.results.outcomes:
        outcomes.setdefault((outcome.relation.report, outcome.relation.rule), []).append(outcome)
    for finding in view.results.findings:
        relation = finding.outcome.relation
        findings.setdefault((relation.report, relation.rule), []).append(finding)
    for path, rule in sorted(outcomes):
        yield path, _Case(rule, tuple(_verdict(view, outcomes[path, rule], findings.get((path, rule), []))))


def _problem_cases(view: View) -> Iterator[tuple[str, _Case]]:
    for path, problem in view.problems():
        tag = "error" if problem.fatal else "system-out"
        yield (
            path,
            _Case(problem.code, (_element(tag, problem.code, translated(problem.message, view.rest)),)),
        )


def _suite(path: str, cases: list[_Case]) -> Iterator[str]:
    name = escape(printable(path or ACROSS))
    failures, errors, skipped = (
        sum(case.has(tag) for case in cases) for tag in ("failure", "error", "skipped")
    )
    head = f'tests="{len(cases)}" failures="{failures}" errors="{errors}" skipped="{skipped}"'
    yield f'<testsuite name="{name}" {head}>\n'
    for case in cases:
        inner = "".join(case.inner)
        yield f'<testcase classname="{name}" name="{escape(case.name)}">{inner}</testcase>\n'
    yield "</testsuite>\n"


def _verdict(view: View, outcomes: list[Outcome], findings: list[Finding]) -> Iterator[str]:
    """What the case of one rule and report holds: failures, or why it was skipped, and what was said."""
    new = [finding for finding in findings if finding.known is None]
    failing = [finding for finding in new if view.fail_on is not None and finding.severity >= view.fail_on]
    for finding in new:
        language = view.spoken(finding)
        where = printable(anchor(view.locations(finding)[0]))
        steps = finding.calculation.splitlines()
        worked = ["", *(f"  {step}" for step in steps), ""] if len(steps) > 1 else []
        text = "\n".join([f"{where}: {finding.message}", *worked, *suspicion(finding, language)])
        tag = "failure" if finding in failing else "system-out"
        yield _element(tag, finding.severity.label, text, one_line(finding, language))
    if failing:
        return
    if len(new) < len(findings):
        told = (known_words(f.known, view.spoken(f)) for f in findings if f.known is not None)
        yield _element("skipped", "known", "; ".join(told))
    elif all(outcome.verdict is Verdict.NOT_EVALUATED for outcome in outcomes):
        first = outcomes[0].relation
        yield _element("skipped", "not evaluated", translated(first.reason, view.language(first.report)))


def _element(tag: str, kind: str, text: str, message: str = "") -> str:
    shown = "\n".join(printable(line) for line in text.splitlines())
    if tag == "system-out":
        return f"<system-out>{escape(shown, quote=False)}</system-out>"
    told = escape(printable(message or text))
    return f'<{tag} type="{escape(kind)}" message="{told}">{escape(shown, quote=False)}</{tag}>'
