"""What the first page says: what was audited, how it came out, and where to look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import tieout
from tieout.dossier.audited import Audited
from tieout.dossier.cards import Card, cards
from tieout.dossier.contradictions import Contradiction, contradictions
from tieout.dossier.guarding import percent
from tieout.dossier.names import Links
from tieout.dossier.review import Entry, SignOff, entry, sign_offs
from tieout.dossier.tallies import Tally, tally
from tieout.model import Outcome, Problem, Report, Severity, Verdict
from tieout.render.text import problem_line
from tieout.render.view import View
from tieout.wording import Message, say, translated

LEVELS = tuple(reversed(Severity))
READING = "read/"  # codes of problems that keep a report from being read begin so


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report in the table of reports; `found` counts open findings by severity, `known` the others.

    `judged` is false for a report that others were held against; one that could not be read has no `href`.
    """

    path: str
    href: str
    title: str
    date: str
    tally: Tally
    guarded: int | None
    found: Mapping[str, int]
    known: int
    judged: bool

    @property
    def weight(self) -> tuple[object, ...]:
        """The order of the table: what was not read or not checked, then the worse the earlier."""
        worst = tuple(-self.found.get(severity.label, 0) for severity in LEVELS)
        return self.href != "", not self.unchecked, not self.judged, *worst, self.tally.percent, self.path

    @property
    def unchecked(self) -> bool:
        """Whether it was to be judged, and nothing in it was checked: it is not clean, nobody knows."""
        return self.judged and self.href != "" and not self.tally.checked and not self.found


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule in the table of rules, with what it is for and what came of it."""

    id: str
    kind: str
    summary: str
    why: str
    fix: str
    found: Mapping[str, int]
    known: int
    holds: int

    @property
    def matters(self) -> bool:
        """Whether it found anything."""
        return bool(self.found) or self.known > 0

    @property
    def weight(self) -> tuple[object, ...]:
        """The order of the table: the worse the earlier."""
        return *(-self.found.get(severity.label, 0) for severity in LEVELS), -self.holds, self.id


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict in a sentence: `tone` is bad, doubt or ok."""

    tone: str
    said: str


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the first page shows, but for its pictures."""

    judgement: Judgement
    total: Tally
    guarded: int | None
    found: Mapping[str, int]
    known: int
    holds: int
    not_evaluated: int
    reports: Sequence[ReportRow]
    rules: Sequence[RuleRow]
    cards: Sequence[Card]
    contradictions: Sequence[Contradiction]
    log: Sequence[Entry]
    signed: Sequence[SignOff]
    problems: Sequence[str]
    tool: str
    rulebook: str


def overview(run: Audited, links: Links) -> Overview:
    """Gather the first page."""
    view, expired = run.view, run.waivers.expired
    facts = [fact for report in view.results.reports for fact in report.facts]
    every = list(cards(view, view.results.findings, links, expired))
    found = Counter(card.severity for card in every if not card.known)
    verdicts = Counter(outcome.verdict for outcome in view.results.outcomes)
    book = say("rulebook {name}, edition {edition}", name=view.book.name, edition=view.book.edition)
    return Overview(
        _judgement(view, found),
        tally("", facts, run.standings),
        percent(run.guards, facts),
        found,
        sum(bool(card.known) for card in every),
        verdicts[Verdict.HOLDS],
        verdicts[Verdict.NOT_EVALUATED],
        sorted(_reports(run, links, every), key=lambda row: row.weight),
        sorted(_rules(view, every), key=lambda row: row.weight),
        every,
        list(contradictions(run, links)),
        [entry(card, run.waivers) for card in every],
        list(sign_offs(run.signed, links, view.rest)),
        [problem_line(path, problem, view.rest) for path, problem in view.problems()],
        f"tieout {tieout.__version__}",
        f"{translated(book, view.rest)}, {view.book.sha256[:12]}",
    )


def _judgement(view: View, found: Mapping[str, int]) -> Judgement:
    """What the run comes to; what was not read outranks nothing that was found."""
    fatal = sum(problem.fatal for _, problem in view.problems())
    errors, warnings = found.get("error", 0), found.get("warning", 0)
    said: Message
    if errors:
        tone, said = (
            "bad",
            _counted(
                errors,
                say("Does not tie out: 1 error is open."),
                say("Does not tie out: {count:,} errors are open.", count=errors),
            ),
        )
    elif warnings:
        tone, said = (
            "doubt",
            _counted(
                warnings, say("1 warning is open."), say("{count:,} warnings are open.", count=warnings)
            ),
        )
    else:
        tone, said = "ok", say("What was checked ties out.")
    if fatal:
        tone = "bad" if tone == "bad" else "doubt"
        unread = _counted(
            fatal,
            say("1 thing could not be read or checked."),
            say("{count:,} things could not be read or checked.", count=fatal),
        )
        said = say("{verdict} {unread}", verdict=said, unread=unread)
    return Judgement(tone, translated(said, view.rest))


def _counted(count: int, one: Message, many: Message) -> Message:
    return one if count == 1 else many


def _reports(run: Audited, links: Links, every: Sequence[Card]) -> Iterator[ReportRow]:
    found: dict[str, Counter[str]] = {}
    known: Counter[str] = Counter()
    for card in every:
        for path in card.reports:
            if card.known:
                known[path] += 1
            else:
                found.setdefault(path, Counter())[card.severity] += 1
    for report in run.view.reports.values():
        yield ReportRow(
            report.path,
            links.report(report.path),
            title_of(report),
            date_of(report),
            tally(report.path, report.facts, run.standings, links.report(report.path)),
            percent(run.guards, report.facts),
            found.get(report.path, Counter()),
            known[report.path],
            not report.beside,
        )
    for path in dict.fromkeys(
        path for path, problem in run.view.problems() if _unread(run.view, path, problem)
    ):
        yield ReportRow(path, "", "", "", tally(path, (), run.standings), None, {}, 0, True)


def _unread(view: View, path: str, problem: Problem) -> bool:
    """Whether a problem kept a whole report from being read."""
    return path != "" and path not in view.reports and problem.fatal and problem.code.startswith(READING)


def title_of(report: Report) -> str:
    """What a report calls itself; empty where it does not say."""
    told = report.metadata.title
    return told.text if told is not None else report.document.title or ""


def date_of(report: Report) -> str:
    """The report's own date as printed; empty where it has none."""
    return report.metadata.date.figure.text if report.metadata.date is not None else ""


def _rules(view: View, every: Sequence[Card]) -> Iterator[RuleRow]:
    """The rules that found something or hold somewhere."""
    found: dict[str, Counter[str]] = {}
    known: Counter[str] = Counter()
    holds: Counter[str] = Counter(map(_holding, view.results.outcomes))
    for card in every:
        if card.known:
            known[card.rule] += 1
        else:
            found.setdefault(card.rule, Counter())[card.severity] += 1
    for rule in view.book.rules:
        if rule.id in found or known[rule.id] or holds[rule.id]:
            summary, why, fix = (translated(text, view.rest) for text in (rule.summary, rule.why, rule.fix))
            counts = found.get(rule.id, Counter())
            yield RuleRow(rule.id, rule.kind, summary, why, fix, counts, known[rule.id], holds[rule.id])


def _holding(outcome: Outcome) -> str:
    return outcome.relation.rule if outcome.verdict is Verdict.HOLDS else ""
