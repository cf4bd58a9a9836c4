"""What every renderer sees: the results, the rulebook behind them, and where each figure stands.

Locations are looked up through an index of cells, because a large table has thousands of figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tieout.coverage import Coverage, Marks, Tick, coverage, facts_of, mark
from tieout.model import (
    Cell,
    Fact,
    Figure,
    Finding,
    Known,
    KnownBy,
    Mention,
    Outcome,
    Place,
    Problem,
    Relation,
    Report,
    Results,
    Severity,
    Suspect,
    Text,
)
from tieout.rulebook.book import Rule, Rulebook
from tieout.wording import BY_REPORT, Languages, Message, say, translated

# How a figure stands: its tick mark, or held by what may be chance.
STANDINGS: dict[str, Message] = {
    Tick.TIED: say("tied"),
    Tick.FAILING: say("failing"),
    Tick.UNCOVERED: say("uncovered"),
    "consistent": say("consistent"),
}
NO_PLACE = Place(line=1)


@dataclass(frozen=True, slots=True)
class Location:
    """A piece of a report: its text and where it stands. `role` is its part in a relation."""

    path: str
    text: str
    place: Place
    role: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """The results of a run, ready to be shown.

    `show` hides lesser findings from pages made for people; `fail_on` is the severity that fails the gate.
    """

    results: Results
    book: Rulebook
    marks: Marks
    coverage: Coverage
    show: Severity
    fail_on: Severity | None
    reports: dict[str, Report]
    rules: dict[str, Rule]
    languages: Languages = BY_REPORT
    cells: dict[tuple[str, int], dict[tuple[int, int], Cell]] = field(default_factory=dict)

    @property
    def rest(self) -> str:
        """The language for all that is said of no single report."""
        return self.languages.rest

    def language(self, path: str) -> str:
        """The language for what is said of a report; of none, or several, it is that for the rest."""
        report = self.reports.get(path)
        return self.rest if report is None else self.languages.of(report.metadata.language)

    def spoken(self, finding: Finding) -> str:
        """The language of a finding."""
        return self.language(finding.outcome.relation.report)

    def in_words(self) -> View:
        """The same for people: every finding in its language. What is made for machines does without."""
        findings = tuple(_told(finding, self.spoken(finding)) for finding in self.results.findings)
        return replace(self, results=replace(self.results, findings=findings))

    def shown(self) -> Iterator[Finding]:
        """The findings that people asked to see; those that are known already are counted only."""
        return (one for one in self.results.findings if one.severity >= self.show and one.known is None)

    def problems(self) -> Iterator[tuple[str, Problem]]:
        """All problems with the path they concern, sorted by path."""
        for path in sorted(self.results.problems):
            yield from ((path, problem) for problem in self.results.problems[path])

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity is severity for finding in self.results.findings)

    def text(self, report: Report, item: Figure | Mention) -> Text:
        """The text of the block or cell that a figure or mention stands in."""
        block = report.document.blocks[item.block]
        if item.row is None or item.col is None or block.table is None:
            return block.text
        key = report.path, item.block
        if key not in self.cells:
            self.cells[key] = {(cell.row, cell.col): cell for cell in block.table.cells}
        cell = self.cells[key].get((item.row, item.col))
        return block.text if cell is None else cell.text

    def place(self, report: Report, item: Figure | Mention) -> Place:
        """Where a figure or mention stands; as `Report.place`, in constant time."""
        found = self.text(report, item).place(item.start, item.end)
        table = report.document.blocks[item.block].table
        if item.row is None or item.col is None or table is None:
            return found
        return table.placed(found, item.row, item.col)

    def locate(self, fact: Fact, role: str = "") -> Location:
        """Where a fact is printed."""
        place = self.place(self.reports[fact.report], fact.figure)
        return Location(fact.report, fact.figure.text, place, role)

    def subject(self, relation: Relation) -> Location:
        """Where a relation is anchored: its stated figure, what it mentions, or the top of the report."""
        if relation.subject is not None:
            return self.locate(relation.subject, "stated")
        if relation.mention is not None and relation.report in self.reports:
            place = self.place(self.reports[relation.report], relation.mention)
            return Location(relation.report, relation.mention.text, place, "mention")
        return Location(relation.report, "", NO_PLACE, "report")

    def operands(self, relation: Relation) -> Iterator[Location]:
        """Where the other figures of a relation are printed."""
        return (self.locate(operand.fact, operand.role) for operand in relation.operands)

    def locations(self, finding: Finding) -> tuple[Location, ...]:
        """All places of a finding, each once; the suspect figure first, for that is where to look."""
        relation = finding.outcome.relation
        every = [self.subject(relation), *self.operands(relation)]
        if finding.suspect is not None:
            every.insert(0, self.locate(finding.suspect.fact, "suspect"))
        seen: dict[tuple[str, Place], Location] = {}
        for location in every:
            seen.setdefault((location.path, location.place), location)
        return tuple(seen.values())


def view(
    results: Results,
    book: Rulebook,
    show: Severity = Severity.NOTE,
    fail_on: Severity | None = Severity.ERROR,
    languages: Languages = BY_REPORT,
) -> View:
    """Prepare results for rendering."""
    marks = mark(results)
    reports = {report.path: report for report in (*results.reports, *results.beside)}
    rules = {rule.id: rule for rule in book.rules}
    return View(
        results, book, marks, coverage(results, marks), show, fail_on, reports, rules, languages
    )  # fmt: skip


def _told(finding: Finding, language: str) -> Finding:
    """A finding in a language."""
    suspect = finding.suspect
    return replace(
        finding,
        message=translated(finding.message, language),
        calculation=translated(finding.calculation, language),
        suspect=None if suspect is None else _suspected(suspect, language),
    )


def _suspected(suspect: Suspect, language: str) -> Suspect:
    return replace(
        suspect,
        cause=translated(suspect.cause, language),
        suggestion=translated(suspect.suggestion, language),
        others=tuple(_suspected(other, language) for other in suspect.others),
    )


# What a figure is in a relation, as finders say it, for people.
ROLES = (
    say("a month"), say("another part"), say("average"), say("base"), say("boundary"), say("cell"),
    say("chance"), say("compared with"), say("difference"), say("each"), say("earnings"),
    say("expected"), say("factor"),
    say("first printing"), say("left out"), say("mean"), say("mention"), say("multiple"), say("neighbour"),
    say("number"), say("other date"), say("part"), say("period"), say("price"), say("rate"), say("ratio"),
    say("report"), say("report date"), say("rest"), say("result"), say("share"), say("share of another"),
    say("start"), say("stated"), say("stated elsewhere"), say("step"), say("stock"), say("suspect"),
    say("target"), say("time"), say("total"), say("upper bound"), say("upside"), say("value"),
    say("weight"), say("whole"),
)  # fmt: skip

SEVERITIES = {
    Severity.ERROR: say("error"),
    Severity.WARNING: say("warning"),
    Severity.NOTE: say("note"),
}


KNOWN = {
    KnownBy.BASELINE: say("baseline"),
    KnownBy.WAIVER: say("waiver"),
    KnownBy.INLINE: say("inline waiver"),
    KnownBy.BASE: say("before this change"),
}


def known_words(known: Known, language: str) -> str:
    """Why a finding does not count."""
    said = say("{by}: {reason}", by=KNOWN[known.by], reason=known.reason)
    return translated(said, language)


def severity_word(severity: Severity, language: str) -> str:
    """How bad a finding is, in a word."""
    return translated(SEVERITIES[severity], language)


def anchor(location: Location) -> str:
    """A place as editors read it: path:line:column, or the page or cell where lines mean nothing."""
    place = location.place
    if place.line is not None:
        return ":".join(str(part) for part in (location.path, place.line, place.column) if part is not None)
    if place.sheet is not None or place.cell is not None:
        cell = "" if place.cell is None else f"!{place.cell}"  # what is said of a whole sheet names none
        return f"{location.path}:{place.sheet or ''}{cell}"
    if place.page is not None:
        return f"{location.path}:page {place.page}"
    if place.paragraph is not None:
        return f"{location.path}:paragraph {place.paragraph}"
    if place.table is not None:
        return f"{location.path}:table {place.table}, row {place.row}, column {place.col}"
    return location.path


def printable(text: str) -> str:
    """Text of a report made safe to show: what could steer a terminal, or hide, becomes visible.

    Control characters, line ends and characters that change the direction of writing are escaped.
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or char in VISIBLE else _escaped(char) for char in text)


VISIBLE = "\u00a0\u2002\u2003\u2009\u202f\u3000"  # spaces


def _escaped(char: str) -> str:
    if char in "\t\n\r":
        return " "
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


__all__ = ["Location", "Outcome", "View", "anchor", "facts_of", "printable", "view"]
