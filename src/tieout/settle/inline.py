"""Waivers inside a report: a comment of Markdown or HTML lets a rule's findings in one block stand.

    <!-- tieout: waive percentages/growth: growth is at constant currency (until 2026-12-31) -->
    <!-- tieout: read percentages/share whole "Gross revenue": shares are of revenue before returns -->

The second lets nothing stand: it says what the claims of the rule are to be held against there. A comment is
about the block that it stands in, else the next one, and needs a reason; the last day may be left out.
A comment that begins with `tieout:` and says anything else is a mistake.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from tieout.model import Block, Fact, Finding, Place, Problem, Relation, Report
from tieout.settle.given import Reading, reading_said
from tieout.settle.waivers import MALFORMED, no_rule
from tieout.wording import say

SUFFIXES = frozenset({".md", ".markdown", ".html", ".htm", ".xhtml"})
MARK, WAIVE, READ, UNTIL = "tieout:", "waive ", "read ", "(until "
OPENS, CLOSES = "<!--", "-->"
_UNKNOWN = say(
    "a comment for tieout that says nothing it knows: "
    "write <!-- tieout: waive RULE: REASON -->, or (until DAY) behind the reason, "
    'or <!-- tieout: read RULE base "FY2022": REASON -->'
)


@dataclass(frozen=True, slots=True)
class Directive:
    """A waiver that stands in a report, on this line."""

    report: str
    line: int
    rule: str
    reason: str
    expires: date | None = None
    reading: Reading | None = None

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return say("the waiver of {rule}", rule=self.rule)

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(line=self.line)

    @property
    def told(self) -> str:
        """Why the finding stands, and until when."""
        return (
            self.reason
            if self.expires is None
            else say("{reason} (until {day})", reason=self.reason, day=self.expires)
        )

    def expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.expires is not None and self.expires < today


def may_hold_directives(name: str) -> bool:
    """Whether a report is of a format that has comments."""
    return PurePath(name).suffix.lower() in SUFFIXES


def read_directives(
    name: str, text: str, rules: Mapping[str, str]
) -> tuple[tuple[Directive, ...], tuple[Problem, ...]]:
    """The directives of a report, and what is wrong with those that do not apply.

    Args:
        name: the report.
        text: its source, with newlines at the ends of lines.
        rules: ids of rules by all names they have or had.
    """
    found, problems = [], []
    for line, comment in _comments(text):
        try:
            found.append(_directive(name, line, comment, rules))
        except ValueError as fault:
            problems.append(Problem(MALFORMED, fault.args[0], Place(line=line), fatal=True))
    return tuple(found), tuple(problems)


def _comments(text: str) -> Iterator[tuple[int, str]]:
    """What comments say to tieout, each with the line it ends on; in one pass, however many there are."""
    position, line = 0, 1
    while (start := text.find(OPENS, position)) >= 0 and (end := text.find(CLOSES, start)) >= 0:
        line += text.count("\n", position, end)
        position = end
        said = text[start + len(OPENS) : end].strip()
        if said.startswith(MARK):
            yield line, said.removeprefix(MARK).strip()


def _directive(name: str, line: int, comment: str, rules: Mapping[str, str]) -> Directive:
    """One comment read.

    Raises:
        ValueError: says what is wrong with it.
    """
    verb = next((one for one in (WAIVE, READ) if comment.startswith(one)), None)
    head, said = _parted(comment.removeprefix(verb or ""), quoted=verb == READ)
    rule, _, given = head.partition(" ")
    reason, until, day = said.rpartition(UNTIL) if said.endswith(")") else (said, "", "")
    if until == "":
        reason, day = said, ""
    if verb is None or not reason.strip() or (given and verb == WAIVE):
        raise ValueError(_UNKNOWN)
    if rule not in rules:
        raise ValueError(no_rule(rule, rules))
    reading = reading_said(given.strip()) if verb == READ else None
    try:
        expires = date.fromisoformat(day.removesuffix(")").strip()) if until else None
    except ValueError:
        raise ValueError(
            say("until takes a day such as 2026-12-31, not {given}", given=repr(day.removesuffix(")")))
        ) from None
    return Directive(name, line, rules[rule], " ".join(reason.split()), expires, reading)


def _parted(comment: str, *, quoted: bool) -> tuple[str, str]:
    """What a comment is about, and its reason; a colon in quotation marks parts nothing."""
    opened = comment.find('"') if quoted else -1
    closed = comment.find('"', opened + 1) if opened >= 0 else -1
    at = comment.find(":", closed + 1)
    return (comment[:at].strip(), comment[at + 1 :].strip()) if at >= 0 else (comment.strip(), "")


def directed(
    directives: Sequence[Directive], findings: Sequence[Finding], reports: Sequence[Report]
) -> dict[str, Directive]:
    """The directives of findings, by fingerprint."""
    about = directed_at(directives, reports)
    found: dict[str, Directive] = {}
    for finding in findings if directives else ():
        for directive in about(finding.outcome.relation, _facts(finding)):
            found[finding.fingerprint] = directive
    return found


def directed_at(
    directives: Sequence[Directive], reports: Sequence[Report]
) -> Callable[[Relation, Iterable[Fact]], list[Directive]]:
    """Which directives are about a relation, by the blocks of some of its facts or of what it mentions."""
    ends = {report.path: _ends(report.document.blocks) for report in reports} if directives else {}
    at: dict[tuple[str, str, int], Directive] = {}
    for directive in directives:
        lines = ends.get(directive.report, [])
        block = bisect_left(lines, directive.line)
        if block < len(lines):
            at[directive.report, directive.rule, block] = directive

    def about(relation: Relation, facts: Iterable[Fact]) -> list[Directive]:
        blocks = {fact.figure.block for fact in facts if fact.report == relation.report}
        blocks |= {relation.mention.block} if relation.mention is not None else set()
        keys = ((relation.report, relation.rule, block) for block in sorted(blocks))
        return [at[key] for key in keys if key in at]

    return about


def _ends(blocks: Sequence[Block]) -> list[int]:
    """The last line of every block so far: a line belongs to the first block that ends behind it."""
    ends, last = [], 0
    for block in blocks:
        last = max((last, *_lines(block)))
        ends.append(last)
    return ends


def _facts(finding: Finding) -> Iterator[Fact]:
    """The facts that a finding is about: its stated side and its suspect."""
    if finding.outcome.relation.subject is not None:
        yield finding.outcome.relation.subject
    if finding.suspect is not None:
        yield finding.suspect.fact


def _lines(block: Block) -> Iterator[int]:
    texts = [block.text, *(cell.text for cell in block.table.cells)] if block.table else [block.text]
    for text in texts:
        yield from (anchor.place.line for anchor in text.anchors if anchor.place.line is not None)
