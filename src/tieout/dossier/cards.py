"""Findings as the pages show them: what is wrong, worked through, who is at fault, what settles it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from tieout.coverage import facts_of
from tieout.dossier.names import Links
from tieout.dossier.workings import Operand, elsewhere
from tieout.model import Finding, KnownBy, Suspect
from tieout.render.html import suspected
from tieout.render.text import MOST_NAMED, also_fails
from tieout.render.view import View, anchor, known_words, severity_word
from tieout.wording import translated

OPEN, EXPIRED = "open", "expired"
STATES = {
    KnownBy.BASELINE: "baseline",
    KnownBy.WAIVER: "waived",
    KnownBy.INLINE: "waived",
    KnownBy.BASE: "before",
}


@dataclass(frozen=True, slots=True)
class Card:
    """A finding on a page.

    `href` leads to it on its report's page, `where` names its place, `suspicion` says what is likely at fault
    and what would mend it, `mend` the same in a few words, `target` is what to look at on this page and
    `figures` are all its facts there. `state` is open, expired, or what made it known.
    """

    fingerprint: str
    severity: str
    word: str
    rule: str
    kind: str
    report: str
    href: str
    where: str
    language: str
    message: str
    lines: tuple[str, ...]
    suspicion: Markup
    mend: str
    also: str
    state: str
    known: str
    target: str
    figures: tuple[int, ...]
    stated: int | None
    elsewhere: tuple[Operand, ...]
    reports: tuple[str, ...]


def reports_of(finding: Finding) -> tuple[str, ...]:
    """The reports that a finding is about, the one that it belongs to first."""
    relation = finding.outcome.relation
    paths = (relation.report, *(fact.report for fact in facts_of(relation)))
    return tuple(dict.fromkeys(path for path in paths if path))


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Open ones first, the worse the earlier; else as they were."""
    return sorted(findings, key=lambda one: (one.known is not None, -one.severity))


def state_of(finding: Finding, expired: frozenset[str]) -> str:
    """Whether a finding is open, and if not, what made it known."""
    if finding.known is not None:
        return STATES[finding.known.by]
    return EXPIRED if finding.fingerprint in expired else OPEN


def card(view: View, finding: Finding, links: Links, expired: frozenset[str] = frozenset()) -> Card:
    """A finding for the page that the links start from."""
    relation, suspect, language = finding.outcome.relation, finding.suspect, view.spoken(finding)
    home = links.here or next(iter(reports_of(finding)), "")
    subject = relation.subject
    here = tuple(dict.fromkeys(fact.id for fact in facts_of(relation) if fact.report == home))
    first = suspect.fact if suspect is not None else subject
    at = first.id if first is not None and first.report == home else next(iter(here), None)
    target = _mentioned(view, finding, links) if at is None else f"f{at}"
    steps = () if finding.calculation == finding.message else tuple(finding.calculation.splitlines())
    return Card(
        finding.fingerprint,
        finding.severity.label,
        severity_word(finding.severity, language),
        relation.rule,
        relation.kind,
        relation.report,
        links.finding(home, finding.fingerprint),
        _where(anchor(view.locations(finding)[0]), links.here),
        language,
        finding.message,
        steps,
        Markup() if suspect is None else Markup(suspected(suspect, language)),
        "" if suspect is None else _mend(suspect),
        translated(also_fails(finding, MOST_NAMED, language), language),
        state_of(finding, expired),
        "" if finding.known is None else known_words(finding.known, language),
        target,
        here,
        subject.id if subject is not None and subject.report == home else None,
        elsewhere(relation, home, links, language),
        reports_of(finding),
    )


def _mentioned(view: View, finding: Finding, links: Links) -> str:
    """The block, or the page of a PDF, that a finding without figures is about; empty where there is none."""
    mention, report = finding.outcome.relation.mention, view.reports.get(links.here)
    return "" if mention is None or report is None else links.spot(report, mention.block)


def _where(place: str, here: str) -> str:
    """A place, without the report where its page is the one that the card stands on."""
    return place.removeprefix(here).lstrip(":") if here else place


def _mend(suspect: Suspect) -> str:
    """The suspect and what would tie in its place."""
    text = suspect.fact.figure.text
    return f"{text} → {suspect.suggestion}" if suspect.suggestion else text


def cards(
    view: View, findings: Iterable[Finding], links: Links, expired: frozenset[str] = frozenset()
) -> Iterator[Card]:
    """Cards of findings, those to act on first."""
    return (card(view, finding, links, expired) for finding in ordered(findings))
