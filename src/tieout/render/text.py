"""The verdict for an analyst: every finding with its sum worked through and both sides quoted.

Findings come first, then what could not be read or done, then each report, then the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tieout.coverage import NO_RELATION, ONLY_PLAUSIBLE, Coverage, Tick
from tieout.model import Finding, KnownBy, Problem, Report, Severity, Suspect, Verdict
from tieout.render.quote import Quote, marked, quotes, width
from tieout.render.view import Location, View, anchor, printable

MOST_REASONS = 4
MOST_NAMED = 3  # relations that fail with the same figure
MAX_QUOTED = 8  # lines of a report under one finding


def render_text(view: View) -> str:
    """The whole verdict as a page of text."""
    lines: list[str] = []
    for finding in view.shown():
        lines += [*finding_lines(view, finding), ""]
    lines += _problems(view)
    lines += _reports(view)
    lines += summary(view)
    return "\n".join(lines) + "\n"


def finding_lines(view: View, finding: Finding) -> Iterator[str]:
    """A finding with its sum worked through, both sides quoted and the suspect named."""
    relation = finding.outcome.relation
    first = view.locations(finding)[0]
    known = f"  [{printable(str(finding.known))}]" if finding.known else ""
    yield f"{finding.severity.label.upper()} {relation.rule}  {printable(anchor(first))}{known}"
    yield f"  {printable(finding.message)}"
    steps = finding.calculation.splitlines()
    if len(steps) > 1:
        yield ""
        yield from (f"    {printable(step)}" for step in steps)
    yield from _quotes(view, finding)
    yield from _suspect(finding)


def _quotes(view: View, finding: Finding) -> Iterator[str]:
    """Both sides as they stand in the source, line by line."""
    found = quotes(view, marked(view, finding.outcome.relation))
    gutters = [_gutter(quote) for quote in found]
    wide = max((width(gutter) for gutter in gutters), default=0)
    path = view.locations(finding)[0].path
    for quote, gutter in list(zip(found, gutters, strict=True))[:MAX_QUOTED]:
        if quote is found[0] or quote.path != path:
            path = quote.path
            yield ""
            yield from [f"  {printable(path)}"] if len({one.path for one in found}) > 1 else []
        yield f"  {gutter:>{wide}} | {quote.line}"
        yield f"  {'':>{wide}} | {quote.marks}"
    if len(found) > MAX_QUOTED:
        yield f"  {'':>{wide}} | … and {len(found) - MAX_QUOTED} more lines"


def _gutter(quote: Quote) -> str:
    """What stands before a quoted line: its number, cell, page or paragraph."""
    place = quote.place
    if place.line is not None:
        return str(place.line)
    if place.cell is not None:
        return place.cell
    if place.page is not None:
        return f"page {place.page}"
    if place.paragraph is not None:
        return f"¶{place.paragraph}"
    return f"table {place.table}, row {place.row}" if place.table is not None else ""


def _suspect(finding: Finding) -> Iterator[str]:
    suspect = finding.suspect
    if suspect is not None and (suspect.cause or suspect.suggestion):
        cause = f": {suspect.cause}" if suspect.cause else ""
        yield f"  suspect     {printable(suspect.fact.figure.text + cause)}"
        if suspect.suggestion:
            yield f"  would tie   {printable(suspect.suggestion)}"
    if suspect is not None and suspect.others:
        others = ", ".join(f"{repair(other)} ({other.certainty}%)" for other in suspect.others)
        alike = suspect.others[0].certainty == suspect.certainty
        odds = "all equally likely" if alike else f"the suspect is {suspect.certainty}% likely"
        yield f"  or else     {printable(others)}; {odds}"
    said = [outcome.relation.expression for outcome in finding.consequences]
    if said:
        more = f"; {len(said) - MOST_NAMED} more" if len(said) > MOST_NAMED else ""
        yield f"  also fails  {printable('; '.join(said[:MOST_NAMED]))}{more}"


def repair(suspect: Suspect) -> str:
    """What would mend a figure: 160 for 106, or the figure alone if no value is known."""
    text = suspect.fact.figure.text
    return f"{suspect.suggestion} for {text}" if suspect.suggestion else text


def one_line(finding: Finding) -> str:
    """A finding for formats that have one line: its message, the suspect and what would tie."""
    suspect, said = finding.suspect, printable(finding.message)
    if suspect is None or not suspect.suggestion:
        return said
    return (
        f"{said}; suspect: {printable(suspect.fact.figure.text)}, {printable(suspect.suggestion)} would tie"
    )


def placed(where: Location, said: str) -> str:
    """What is said of a place, with the page or cell where the format that shows it has lines only."""
    if where.place.line is not None:
        return said
    at = printable(anchor(where)).removeprefix(printable(where.path)).lstrip(":")
    return f"{at}: {said}" if at else said


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
    yield printable(report.path)
    yield f"  {' · '.join(' '.join(part.split()) for part in named)}"
    yield f"  {counted(view.marks.coverage(report), ', ')}"
    yield from _reasons(view, report)


def _reasons(view: View, report: Report) -> Iterator[str]:
    """Why figures are uncovered, where it is anything but that no relation was found."""
    uncovered = (fact for fact in report.facts if view.marks.tick(report, fact) is Tick.UNCOVERED)
    reasons = Counter(view.marks.reason(report, fact) for fact in uncovered)
    del reasons[NO_RELATION], reasons[ONLY_PLAUSIBLE]
    yield from (f"    {count:,} {printable(reason)}" for reason, count in reasons.most_common(MOST_REASONS))


def summary(view: View) -> Iterator[str]:
    """Coverage and findings in two lines."""
    covered = view.coverage
    yield f"{plural(len(view.results.reports), 'report')}  {counted(covered, '  ')}"
    counts = [f"{view.count(severity)} {severity.label}" for severity in reversed(Severity)]
    verdicts = [outcome.verdict for outcome in view.results.outcomes]
    holding = verdicts.count(Verdict.HOLDS)
    yield (
        f"{plural(len(view.results.findings), 'finding')} ({', '.join(counts)})"
        + "".join(_known(view))
        + f"  {plural(holding, 'relation')} hold{'s' if holding == 1 else ''}"
        + f"  {verdicts.count(Verdict.NOT_EVALUATED):,} not evaluated"
    )


def _known(view: View) -> Iterator[str]:
    """How many findings do not count, and for how long at most they have been in the baseline."""
    known = [finding.known for finding in view.results.findings if finding.known is not None]
    ages = [one.days for one in known if one.by is KnownBy.BASELINE and one.days is not None]
    if ages:
        oldest = f" (the oldest for {plural(max(ages), 'day')})" if max(ages) > 0 else ""
        yield f"  {len(ages):,} of them in the baseline{oldest}"
    before = sum(one.by is KnownBy.BASE for one in known)
    if before:
        yield f"  {before:,} of them there before this change"
    waived = len(known) - len(ages) - before
    if waived:
        yield f"  {waived:,} waived"


def counts(view: View) -> Iterator[str]:
    """How many findings each rule made and each report has, the most first; known ones are counted apart."""
    rules = Counter(finding.outcome.relation.rule for finding in view.results.findings)
    reports = Counter(finding.outcome.relation.report for finding in view.results.findings)
    known = [finding.outcome.relation for finding in view.results.findings if finding.known is not None]
    settled = Counter(name for relation in known for name in (relation.rule, relation.report))
    for title, found in (("by rule", rules), ("by report", reports)):
        yield title
        for name, count in sorted(found.items(), key=lambda entry: (-entry[1], entry[0])):
            also = f" ({settled[name]:,} known)" if settled[name] else ""
            yield f"  {count:>6,}  {printable(name or 'between reports')}{also}"


def counted(covered: Coverage, joint: str) -> str:
    """How many figures were found, checked and not: what is only plausible is said, and is not checked."""
    plausible = f" ({covered.plausible:,} of them plausible)" if covered.plausible else ""
    parts = (
        plural(covered.figures, "figure"),
        f"{covered.checked:,} checked ({covered.percent}%)",
        f"{covered.uncovered:,} uncovered{plausible}",
    )
    return joint.join(parts)


def plural(count: int, noun: str) -> str:
    """A count with its noun: 1 figure, 1,384 figures."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
