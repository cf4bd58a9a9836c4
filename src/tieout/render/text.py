"""The verdict for an analyst: every finding with its sum worked through and both sides quoted.

Findings come first, then what could not be read or done, then each report, then the whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from tieout.model import Finding, Problem, Relation, Report, Severity, Verdict
from tieout.render.quote import quote, quote_item
from tieout.render.view import Location, View, anchor, printable

MAX_QUOTED = 6


def render_text(view: View) -> str:
    """The whole verdict as a page of text."""
    lines: list[str] = []
    for finding in view.shown():
        lines += [*_finding(view, finding), ""]
    lines += _problems(view)
    lines += _reports(view)
    lines += summary(view)
    return "\n".join(lines) + "\n"


def _finding(view: View, finding: Finding) -> Iterator[str]:
    relation = finding.outcome.relation
    first = view.locations(finding)[0]
    known = f"  [{finding.known}]" if finding.known else ""
    yield f"{finding.severity.label.upper()} {relation.rule}  {printable(anchor(first))}{known}"
    yield f"  {printable(finding.message)}"
    if finding.calculation:
        yield ""
        yield from (f"    {printable(line)}" for line in finding.calculation.splitlines())
    yield ""
    yield from _quotes(view, relation)
    suspect = finding.suspect
    if suspect is not None:
        cause = f": {suspect.cause}" if suspect.cause else ""
        yield f"  suspect     {printable(suspect.fact.figure.text)}{printable(cause)}"
        if suspect.suggestion:
            yield f"  would tie   {printable(suspect.suggestion)}"
    if finding.consequences:
        count = len(finding.consequences)
        yield f"  also fails  {count} other relation{'s' if count > 1 else ''} with the same figure"


def _quotes(view: View, relation: Relation) -> Iterator[str]:
    """Both sides as they stand in the source."""
    if relation.subject is not None:
        yield from _quoted(view.locate(relation.subject, "stated"), quote(view, relation.subject))
    elif relation.mention is not None and relation.report in view.reports:
        report = view.reports[relation.report]
        yield from _quoted(view.subject(relation), quote_item(view, report, relation.mention))
    for operand in relation.operands[:MAX_QUOTED]:
        yield from _quoted(view.locate(operand.fact, operand.role), quote(view, operand.fact))
    if len(relation.operands) > MAX_QUOTED:
        yield f"  … and {len(relation.operands) - MAX_QUOTED} more figures of the calculation"


def _quoted(where: Location, lines: tuple[str, str]) -> Iterator[str]:
    yield f"  {where.role} at {printable(anchor(where))}"
    yield from (f"    | {line}" for line in lines)


def _problems(view: View) -> Iterator[str]:
    problems = list(view.problems())
    if problems:
        yield f"Problems ({len(problems)})"
        yield from (f"  {problem_line(path, problem)}" for path, problem in problems)
        yield ""


def problem_line(path: str, problem: Problem) -> str:
    """A problem on one line: where, what, and its code."""
    where = anchor(Location(path, "", problem.place)) if path else "all reports"
    return f"{printable(where)}: {printable(problem.message)} [{problem.code}]"


def _reports(view: View) -> Iterator[str]:
    for report in view.results.reports:
        yield from _report(view, report)
    if view.results.reports:
        yield ""


def _report(view: View, report: Report) -> Iterator[str]:
    told = report.metadata
    title = told.title.text if told.title else report.document.title
    named = [
        printable(title) if title else "no title",
        told.date.figure.text if told.date else "no date",
        printable(told.issuer.text) if told.issuer else "no issuer",
    ]
    figures, checked = len(report.facts), view.marks.checked(report)
    yield printable(report.path)
    yield f"  {' · '.join(' '.join(part.split()) for part in named)}"
    yield f"  {plural(figures, 'figure')}, {checked} checked, {figures - checked} uncovered"


def summary(view: View) -> Iterator[str]:
    """Coverage and findings in two lines."""
    covered = view.coverage
    yield (
        f"{plural(len(view.results.reports), 'report')}  {plural(covered.figures, 'figure')}  "
        f"{covered.checked:,} checked ({covered.percent}%)  {covered.uncovered:,} uncovered"
    )
    counts = [f"{view.count(severity)} {severity.label}" for severity in reversed(Severity)]
    known = sum(finding.known is not None for finding in view.results.findings)
    verdicts = [outcome.verdict for outcome in view.results.outcomes]
    holding = verdicts.count(Verdict.HOLDS)
    yield (
        f"{plural(len(view.results.findings), 'finding')} ({', '.join(counts)})"
        + (f"  {known} known" if known else "")
        + f"  {plural(holding, 'relation')} hold{'s' if holding == 1 else ''}"
        + f"  {verdicts.count(Verdict.NOT_EVALUATED):,} not evaluated"
    )


def plural(count: int, noun: str) -> str:
    """A count with its noun: 1 figure, 1,384 figures."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
