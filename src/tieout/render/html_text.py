"""The text of a report as HTML, with every figure marked and its calculations behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tieout.coverage import facts_of
from tieout.judge.messages import calculation
from tieout.model import Fact, Outcome, Report, Verdict
from tieout.render.html_body import report_blocks, safe
from tieout.render.standing import NAMES, Standing, standings
from tieout.render.view import View
from tieout.wording import say, translated

SIGNS = {Verdict.HOLDS: "✓", Verdict.FAILS: "✗", Verdict.NOT_EVALUATED: "–"}
GRADES = {
    "exact": say("exact"),
    "rounding": say("rounding"),
    "drift": say("drift"),
    "unexplained": say("unexplained"),
}
MOST = 8  # calculations shown for one figure
LONGEST = 12  # lines of one that every figure in it repeats; a longer one stands in the page once
FIRST, LAST = 6, 2  # lines of a longer one that its figures show
HOVER = 200  # characters of a relation that a figure says when pointed at


@dataclass(frozen=True, slots=True)
class Worked:
    """A relation and the lines of its calculation, escaped once for all the figures in it."""

    number: int
    outcome: Outcome
    lines: tuple[str, ...]
    language: str

    @property
    def long(self) -> bool:
        """Whether it stands in the page once, and its figures show the ends of it."""
        return len(self.lines) > LONGEST


@dataclass(frozen=True, slots=True)
class Ticked:
    """What there is to say about each figure: its relations, and how it stands."""

    worked: tuple[Worked, ...]
    outcomes: Mapping[tuple[str, int], tuple[Worked, ...]]
    standings: Mapping[tuple[str, int], Standing]

    @staticmethod
    def of(view: View) -> Ticked:
        """Collect the relations of every figure, failing ones first."""
        found: dict[tuple[str, int], list[Worked]] = {}
        worked = []
        ordered = sorted(view.results.outcomes, key=lambda one: one.verdict is not Verdict.FAILS)
        for number, outcome in enumerate(ordered):
            language = view.language(outcome.relation.report)
            steps = translated(calculation(outcome.relation), language).splitlines()
            lines = tuple(map(safe, steps))
            worked.append(Worked(number, outcome, lines, language))
            for key in dict.fromkeys((fact.report, fact.id) for fact in facts_of(outcome.relation)):
                found.setdefault(key, []).append(worked[-1])
        outcomes = {key: tuple(ones) for key, ones in found.items()}
        return Ticked(tuple(worked), outcomes, standings(view))


def report_body(view: View, report: Report, ticked: Ticked, prefix: str) -> Iterator[str]:
    """The blocks of a report in reading order, then the calculations of its figures."""
    marker = _Marker(view, report, ticked, prefix)
    yield from report_blocks(report, marker.figure, prefix)
    yield from (marker.note(fact) for fact in report.facts if (report.path, fact.id) in ticked.outcomes)


@dataclass(frozen=True, slots=True)
class _Marker:
    """Puts the figures of one report into its text."""

    view: View
    report: Report
    ticked: Ticked
    prefix: str

    @property
    def language(self) -> str:
        return self.view.language(self.report.path)

    def figure(self, fact: Fact, printed: str) -> str:
        """A figure with its tick mark; one that stands in relations opens them."""
        key, name = (self.report.path, fact.id), f"{self.prefix}-{fact.id}"
        standing = self.ticked.standings.get(key, Standing.UNCOVERED)
        if key not in self.ticked.outcomes:
            reason = safe(translated(self.view.marks.reason(self.report, fact), self.language))
            return f'<span id="{name}" class="{standing}" title="{reason}">{printed}</span>'
        hover = safe(self.hover(fact, standing))
        return (
            f'<button id="{name}" class="{standing}" popovertarget="{name}-n" title="{hover}">'
            f"{printed}</button>"
        )

    def hover(self, fact: Fact, standing: Standing) -> str:
        """What a figure says when pointed at: its first relation."""
        first = self.ticked.outcomes[self.report.path, fact.id][0].outcome
        reason = translated(first.relation.reason, self.language)
        why = f" ({reason})" if first.verdict is Verdict.NOT_EVALUATED else ""
        said = translated(first.relation.expression, self.language)
        said = said if len(said) <= HOVER else f"{said[: HOVER - 1]}…"
        return f"{translated(NAMES[standing], self.language)}: {SIGNS[first.verdict]} {said}{why}"

    def note(self, fact: Fact) -> str:
        """All calculations of a figure."""
        outcomes = self.ticked.outcomes[self.report.path, fact.id]
        shown = "".join(_calculation(outcome) for outcome in outcomes[:MOST])
        left = translated(say("… and {count} more", count=len(outcomes) - MOST), self.language)
        more = f"<p>{left}</p>" if len(outcomes) > MOST else ""
        label = safe(" / ".join(fact.label))
        name = f"{self.prefix}-{fact.id}-n"
        return f'<div id="{name}" popover><b>{safe(fact.figure.text)}</b> <i>{label}</i>{shown}{more}</div>'


def long_calculations(ticked: Ticked) -> Iterator[str]:
    """The calculations that are too long to be repeated at each of their figures, each once."""
    for worked in ticked.worked:
        if worked.long:
            yield f'<div id="c{worked.number}" popover>{_headed(worked, worked.lines)}</div>'


def _calculation(worked: Worked) -> str:
    """A calculation as its figures show it."""
    if not worked.long:
        return _headed(worked, worked.lines)
    left = len(worked.lines) - FIRST - LAST
    told = translated(say("… {count} more lines", count=left), worked.language)
    more = f'<button popovertarget="c{worked.number}">{told}</button>'
    return _headed(worked, (*worked.lines[:FIRST], more, *worked.lines[-LAST:]))


def _headed(worked: Worked, lines: Iterable[str]) -> str:
    outcome = worked.outcome
    said = translated(GRADES.get(outcome.grade) or outcome.relation.reason, worked.language)
    steps = "\n".join(lines)
    return (
        f'<p class="{outcome.verdict.value}">{SIGNS[outcome.verdict]} {safe(outcome.relation.rule)}'
        f"{f' ({safe(said)})' if said else ''}</p><pre>{steps}</pre>"
    )
