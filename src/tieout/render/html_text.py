"""The text of a report as HTML, with every figure marked and its calculations behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from tieout.coverage import Tick, facts_of
from tieout.judge.messages import calculation
from tieout.model import Block, BlockKind, Cell, Fact, Outcome, Report, Table, Verdict
from tieout.render.view import STANDINGS, View, printable
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
TAGS = {
    BlockKind.PARAGRAPH: "p", BlockKind.ITEM: "p", BlockKind.CAPTION: "p", BlockKind.FOOTNOTE: "p",
    BlockKind.CODE: "pre", BlockKind.FURNITURE: "p",
}  # fmt: skip

Place = tuple[int, int | None, int | None]


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
    """What there is to say about each figure: its relations, and whether it is a suspect."""

    worked: tuple[Worked, ...]
    outcomes: Mapping[tuple[str, int], tuple[Worked, ...]]
    suspects: frozenset[tuple[str, int]]

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
        suspects = (f.suspect.fact for f in view.results.findings if f.suspect is not None)
        return Ticked(
            tuple(worked),
            {key: tuple(outcomes) for key, outcomes in found.items()},
            frozenset((fact.report, fact.id) for fact in suspects),
        )


def safe(text: str) -> str:
    """Text of a report that can be nothing but text."""
    return escape(printable(text))


def report_body(view: View, report: Report, ticked: Ticked, prefix: str) -> Iterator[str]:
    """The blocks of a report in reading order, then the calculations of its figures."""
    facts: dict[Place, list[Fact]] = {}
    for fact in report.facts:
        facts.setdefault((fact.figure.block, fact.figure.row, fact.figure.col), []).append(fact)
    marker = _Marker(view, report, ticked, facts, prefix)
    for number, block in enumerate(report.document.blocks):
        yield from _block(marker, number, block)
    yield from (marker.note(fact) for fact in report.facts if (report.path, fact.id) in ticked.outcomes)


def _block(marker: _Marker, number: int, block: Block) -> Iterator[str]:
    if block.table is not None:
        yield from _table(marker, number, block.table)
        return
    text = marker.text(block.text.content, (number, None, None))
    if block.kind is BlockKind.HEADING:
        level = min(block.level + 2, 6)
        yield f"<h{level}>{text}</h{level}>"
    else:
        tag = TAGS.get(block.kind, "p")
        yield f'<{tag} class="{block.kind.value}">{text}</{tag}>'


def _table(marker: _Marker, number: int, table: Table) -> Iterator[str]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    yield "<table>"
    for row in sorted(rows):
        cells = sorted(rows[row], key=lambda cell: cell.col)
        yield f"<tr>{''.join(_cell(marker, number, cell) for cell in cells)}</tr>"
    yield "</table>"


def _cell(marker: _Marker, number: int, cell: Cell) -> str:
    tag = "th" if cell.header else "td"
    spans = [("rowspan", cell.rowspan), ("colspan", cell.colspan)]
    attributes = "".join(f' {name}="{span}"' for name, span in spans if span > 1)
    text = marker.text(cell.text.content, (number, cell.row, cell.col))
    return f"<{tag}{attributes}>{text}</{tag}>"


@dataclass(frozen=True, slots=True)
class _Marker:
    """Puts the figures of one report into its text."""

    view: View
    report: Report
    ticked: Ticked
    facts: Mapping[Place, list[Fact]]
    prefix: str

    @property
    def language(self) -> str:
        return self.view.language(self.report.path)

    def text(self, content: str, place: Place) -> str:
        """A text with its figures marked; figures that overlap one before them are left to that one."""
        pieces: list[str] = []
        at = 0
        for fact in sorted(self.facts.get(place, ()), key=lambda fact: fact.figure.start):
            if fact.figure.start >= at:
                pieces += [safe(content[at : fact.figure.start]), self.figure(fact, content)]
                at = fact.figure.end
        return "".join([*pieces, safe(content[at:])])

    def figure(self, fact: Fact, content: str) -> str:
        """A figure with its tick mark; one that stands in relations opens them."""
        printed = safe(content[fact.figure.start : fact.figure.end])
        tick = self.view.marks.tick(self.report, fact)
        name = f"{self.prefix}-{fact.id}"
        if (self.report.path, fact.id) not in self.ticked.outcomes:
            reason = safe(translated(self.view.marks.reason(self.report, fact), self.language))
            return f'<span id="{name}" class="{tick.value}" title="{reason}">{printed}</span>'
        suspect = " suspect" if (self.report.path, fact.id) in self.ticked.suspects else ""
        hover = safe(self.hover(fact, tick))
        return (
            f'<button id="{name}" class="{tick.value}{suspect}" popovertarget="{name}-n" title="{hover}">'
            f"{printed}</button>"
        )

    def hover(self, fact: Fact, tick: Tick) -> str:
        """What a figure says when pointed at: its first relation."""
        first = self.ticked.outcomes[self.report.path, fact.id][0].outcome
        reason = translated(first.relation.reason, self.language)
        why = f" ({reason})" if first.verdict is Verdict.NOT_EVALUATED else ""
        said = translated(first.relation.expression, self.language)
        said = said if len(said) <= HOVER else f"{said[: HOVER - 1]}…"
        return f"{translated(STANDINGS[tick], self.language)}: {SIGNS[first.verdict]} {said}{why}"

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
