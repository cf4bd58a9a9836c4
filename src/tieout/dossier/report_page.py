"""What the page of a report shows: its text or pages with every figure marked, and what is behind each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from tieout.dossier import guarding, review
from tieout.dossier.audited import Audited
from tieout.dossier.cards import Card, cards, reports_of
from tieout.dossier.guarding import Part, percent, sections, tables
from tieout.dossier.names import Links
from tieout.dossier.pages_of_pdf import Drawn, Page
from tieout.dossier.tallies import Standings, Tally, tally
from tieout.dossier.workings import Workings, workings_of
from tieout.equation import key_of
from tieout.guard import Guards
from tieout.model import Box, Fact, Finding, Outcome, Report
from tieout.render.facts import amounts, period_text
from tieout.render.html_body import report_blocks, safe
from tieout.render.standing import Standing
from tieout.render.text import problem_line
from tieout.render.view import View, anchor, printable
from tieout.settle.signed import Signed
from tieout.wording import translated

Read = Mapping[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page of a PDF, and what is drawn over it: for every figure its attributes and its boxes."""

    page: Page
    figures: Sequence[tuple[Markup, tuple[Box, ...]]]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """All that the page of a report shows, but for its pictures.

    `guarded` is its guard rate in percent; `body` is its text with the figures marked; `pages` are those of a
    PDF, shown in its place. `read` says of every figure, by its number, how it was read and which
    findings and workings it is in.
    """

    report: Report
    language: str
    tally: Tally
    guarded: int | None
    sections: Sequence[Part]
    tables: Sequence[Part]
    cards: Sequence[Card]
    workings: Workings
    body: Markup
    pages: Sequence[ShownPage]
    unplaced: Markup
    read: Mapping[str, Read]
    problems: Sequence[str]


@dataclass(slots=True)
class _Marker:
    """Marks the figures of one report; each is a link to what is behind it."""

    view: View
    report: Report
    standings: Standings
    items: Mapping[int, Sequence[str]]
    language: str
    marked: set[int] = field(default_factory=set)

    def standing(self, fact: Fact) -> Standing:
        return self.standings.get((fact.report, fact.id), Standing.UNCOVERED)

    def attributes(self, fact: Fact) -> str:
        """Name, class and target of a figure; an uncovered one says why when pointed at."""
        self.marked.add(fact.id)
        items, standing = self.items.get(fact.id, ()), self.standing(fact)
        target = items[0] if items else f"f{fact.id}"
        why = "" if items else f' title="{safe(self.why(fact))}"'
        return (
            f'id="f{fact.id}" class="f {standing}" href="#{safe(target)}" '
            f'aria-describedby="is-{standing}"{why}'
        )

    def why(self, fact: Fact) -> str:
        return translated(self.view.marks.reason(self.report, fact), self.language)

    def figure(self, fact: Fact, printed: str) -> str:
        return f"<a {self.attributes(fact)}>{printed}</a>"


def report_page(
    run: Audited,
    report: Report,
    outcomes: Iterable[Outcome],
    findings: Sequence[Finding],
    links: Links,
    drawn: Drawn | None,
    before: str,
) -> ReportPage:
    """Gather the page of a report.

    Args:
        run: what it is a report of.
        report: the report.
        outcomes: those that its figures stand in, failing ones first.
        findings: those that are about it.
        links: seen from its page.
        drawn: its pages, if it is a PDF that can be shown.
        before: what the part before its first heading is called.
    """
    view, standings, guards = run.view, run.standings, run.guards
    language = view.language(report.path)
    workings = workings_of(view, report.path, outcomes, links)
    found = list(cards(view, findings, links, run.waivers.expired))
    items = _items(found, findings, workings)
    marker = _Marker(view, report, standings, items, language)
    body = "" if drawn is not None else "\n".join(report_blocks(report, marker.figure))
    left = () if drawn is None else drawn.unplaced
    return ReportPage(
        report,
        language,
        tally(report.path, report.facts, standings),
        percent(guards, report.facts),
        sections(report, standings, guards, before, links),
        tables(report, standings, guards, links),
        found,
        workings,
        Markup(body),
        [] if drawn is None else [_shown(page, marker) for page in drawn.pages],
        Markup(" ".join(marker.figure(fact, safe(fact.figure.text)) for fact in left)),
        {str(fact.id): _read(view, report, fact, marker, guards, run.signed) for fact in report.facts},
        [problem_line(path, one, language) for path, one in view.problems() if path == report.path],
    )


def _shown(page: Page, marker: _Marker) -> ShownPage:
    """A page with what its boxes say to those who cannot see them."""
    named = (
        (f'{marker.attributes(one.fact)} aria-label="{safe(one.fact.figure.text)}"', one.boxes)
        for one in page.figures
    )
    return ShownPage(page, [(Markup(attributes), boxes) for attributes, boxes in named])


def _items(found: Iterable[Card], findings: Iterable[Finding], workings: Workings) -> dict[int, list[str]]:
    """What is behind each figure: its findings, then its other relations."""
    items: dict[int, list[str]] = {}
    for card in found:
        for number in card.figures:
            items.setdefault(number, []).append(card.fingerprint)
    told = (workings.of_outcome.get(id(finding.outcome)) for finding in findings)
    shown = {working.id for working in told if working is not None}
    for number, names in workings.of_figure.items():
        items.setdefault(number, []).extend(name for name in names if name not in shown)
    return items


def _read(view: View, report: Report, fact: Fact, marker: _Marker, guards: Guards, signed: Signed) -> Read:
    """How a figure was read, for whoever chooses it."""
    value, allowed, unit = amounts(fact)
    read: dict[str, str] = {
        "where": anchor(view.locate(fact)).removeprefix(report.path).lstrip(":"),
        "label": " / ".join(part for part in fact.label if part),
        "value": f"{value} {unit}".rstrip() if fact.figure.quantity is not None else value,
        "stands_for": allowed,
        "guard": guarding.told(guards, fact, marker.language),
        "signed": review.told(signed.figures.get(key_of(fact))),
        "period": period_text(fact.period) if fact.period is not None else "",
        "why": "" if marker.items.get(fact.id) else marker.why(fact),
    }
    shown = {name: printable(text) for name, text in read.items() if text}
    return {**shown, "items": list(marker.items.get(fact.id, ()))}


def about(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """The findings that are about each report."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        for path in reports_of(finding):
            found.setdefault(path, []).append(finding)
    return found
