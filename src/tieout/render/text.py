"""The verdict for an analyst: every finding with its sum worked through and both sides quoted.

Findings come first, then what could not be read or done, then each report, then the whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from tieout.coverage import NO_RELATION, ONLY_PLAUSIBLE
from tieout.model import Finding, Problem, Report, Suspect
from tieout.render.quote import Quote, marked, quotes, width
from tieout.render.totals import counted, summary
from tieout.render.view import Location, View, anchor, known_words, printable, severity_word
from tieout.wording import COMMA, SEMICOLON, listed, say, translated

MOST_REASONS = 4
NAMED = 12  # columns for the names of what is said of a finding
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
    language = view.spoken(finding)
    known = f"  [{printable(known_words(finding.known, language))}]" if finding.known else ""
    word = severity_word(finding.severity, language).upper()
    yield f"{word} {relation.rule}  {printable(anchor(first))}{known}"
    yield f"  {printable(finding.message)}"
    steps = finding.calculation.splitlines()
    if len(steps) > 1:
        yield ""
        yield from (f"    {printable(step)}" for step in steps)
    yield from _quotes(view, finding)
    yield from (f"  {line}" for line in suspicion(finding, language))


def _quotes(view: View, finding: Finding) -> Iterator[str]:
    """Both sides as they stand in the source, line by line."""
    language = view.spoken(finding)
    found = quotes(view, marked(view, finding.outcome.relation, language))
    gutters = [translated(_gutter(quote), language) for quote in found]
    wide = max((width(gutter) for gutter in gutters), default=0)
    path = view.locations(finding)[0].path
    for quote, gutter in list(zip(found, gutters, strict=True))[:MAX_QUOTED]:
        if quote is found[0] or quote.path != path:
            path = quote.path
            yield ""
            yield from [f"  {printable(path)}"] if len({one.path for one in found}) > 1 else []
        yield f"  {' ' * (wide - width(gutter))}{gutter} | {quote.line}"
        yield f"  {'':>{wide}} | {quote.marks}"
    if len(found) > MAX_QUOTED:
        more = translated(say("… and {count} more lines", count=len(found) - MAX_QUOTED), language)
        yield f"  {'':>{wide}} | {more}"


def _gutter(quote: Quote) -> str:
    """What stands before a quoted line: its number, cell, page or paragraph."""
    place = quote.place
    if place.line is not None:
        return str(place.line)
    if place.cell is not None:
        return place.cell
    if place.page is not None:
        return say("page {page}", page=place.page)
    if place.paragraph is not None:
        return f"¶{place.paragraph}"
    if place.table is None:
        return ""
    return say("table {table}, row {row}", table=place.table, row=place.row or 0)


def suspicion(finding: Finding, language: str) -> Iterator[str]:
    """Which figure is likely at fault and why, what would tie, what else fails, the identity."""
    suspect = finding.suspect
    if suspect is not None and (suspect.cause or suspect.suggestion or suspect.others):
        named = printable(_with_cause(suspect, language))
        yield _entry(say("suspect"), named, language)
        if suspect.suggestion:
            yield _entry(say("would tie"), printable(suspect.suggestion), language)
    if suspect is not None and suspect.others:
        told = (f"{repair(other, language)} ({other.certainty}%)" for other in suspect.others)
        others = listed(told, language)
        odds = _odds(suspect, language, bool(suspect.as_likely))
        yield _entry(say("or else"), listed((printable(others), odds), language, SEMICOLON), language)
    also = also_fails(finding, MOST_NAMED, language)
    if also:
        yield _entry(say("also fails"), also, language)
    yield _entry(say("finding"), finding.fingerprint, language)


def _entry(name: str, text: str, language: str) -> str:
    """A name and what it is, in two columns."""
    said = translated(name, language)
    return f"{said}{' ' * (NAMED - width(said))}{text}"


def _with_cause(suspect: Suspect, language: str) -> str:
    figure = suspect.fact.figure.text
    if not suspect.cause:
        return figure
    return translated(say("{figure}: {cause}", figure=figure, cause=suspect.cause), language)


def _odds(suspect: Suspect, language: str, alike: bool) -> str:
    if alike:
        return translated(say("all equally likely"), language)
    return translated(say("the suspect is {percent}% likely", percent=suspect.certainty), language)


def also_fails(finding: Finding, most: int, language: str) -> str:
    """The relations that fail with the same figure, so many at most; empty if there are none."""
    relations = {outcome.relation.expression: outcome.relation for outcome in finding.consequences}
    said = [
        f"{translated(relation.expression, language)} ({relation.rule})" for relation in relations.values()
    ]
    left = len(said) - most
    more = translated(say("; {count} more", count=left), language) if left > 0 else ""
    return f"{printable(listed(said[:most], language, SEMICOLON))}{more}"


def repair(suspect: Suspect, language: str) -> str:
    """What would mend a figure: 160 for 106, or the figure alone if no value is known."""
    text = suspect.fact.figure.text
    if not suspect.suggestion:
        return text
    return translated(say("{right} for {wrong}", right=suspect.suggestion, wrong=text), language)


def one_line(finding: Finding, language: str) -> str:
    """A finding on one line: its message, the suspect, what would tie, what else may be, what else fails."""
    suspect, said = finding.suspect, printable(finding.message)
    if suspect is not None and (suspect.cause or suspect.suggestion):
        figure = suspect.fact.figure.text
        named = say("{figure} ({cause})", figure=figure, cause=suspect.cause) if suspect.cause else figure
        said += printable(translated(say("; suspect: {figure}", figure=named), language))
    if suspect is not None and suspect.suggestion:
        said += printable(translated(say(", {figure} would tie", figure=suspect.suggestion), language))
    alike = (
        [one for one in suspect.others if one.certainty == suspect.certainty] if suspect is not None else []
    )
    if alike:
        repairs = listed((repair(one, language) for one in alike[:MOST_NAMED]), language)
        said += printable(translated(say("; as likely {repairs}", repairs=repairs), language))
    also = also_fails(finding, 1, language)
    if also:
        said += translated(say("; also fails: {relations}", relations=also), language)
    return said


def placed(where: Location, said: str) -> str:
    """What is said of a place, with the page or cell where the format that shows it has lines only."""
    if where.place.line is not None:
        return said
    at = printable(anchor(where)).removeprefix(printable(where.path)).lstrip(":")
    return f"{at}: {said}" if at else said


def _problems(view: View) -> Iterator[str]:
    problems = list(view.problems())
    if problems:
        yield translated(say("Problems ({count})", count=len(problems)), view.rest)
        yield from (f"  {problem_line(path, problem, view.rest)}" for path, problem in problems)
        yield ""


def problem_line(path: str, problem: Problem, language: str) -> str:
    """A problem on one line: where, what, and its code."""
    nowhere = translated(say("all reports"), language)
    where = anchor(Location(path, "", problem.place)) if path else nowhere
    return f"{printable(where)}: {printable(translated(problem.message, language))} [{problem.code}]"


def _reports(view: View) -> Iterator[str]:
    for report in view.results.reports:
        yield from _report(view, report)
    if view.results.reports:
        yield ""


def _report(view: View, report: Report) -> Iterator[str]:
    told, language = report.metadata, view.rest
    title = told.title.text if told.title else report.document.title
    named = [
        printable(title) if title else translated(say("no title"), language),
        told.date.figure.text if told.date else translated(say("no date"), language),
        printable(told.issuer.text) if told.issuer else translated(say("no issuer"), language),
    ]
    yield printable(report.path)
    yield f"  {' · '.join(' '.join(part.split()) for part in named)}"
    yield f"  {counted(view.marks.coverage(report), translated(COMMA, language), language)}"
    yield from _reasons(view, report)


def _reasons(view: View, report: Report) -> Iterator[str]:
    """Why figures are uncovered, where it is anything but that no relation was found."""
    reasons = view.marks.reasons_of(report)
    del reasons[NO_RELATION], reasons[ONLY_PLAUSIBLE]
    told = ((count, translated(reason, view.rest)) for reason, count in reasons.most_common(MOST_REASONS))
    yield from (f"    {count:,} {printable(reason)}" for count, reason in told)
