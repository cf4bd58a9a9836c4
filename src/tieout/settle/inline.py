"""Waivers inside a report: a comment of Markdown or HTML lets a rule's findings in one block stand.

    <!-- tieout: waive percentages/growth: growth is at constant currency (until 2026-12-31) -->

It is about the block that it stands in, else the next one, and needs a reason; the last day may be left out.
A comment that begins with `tieout:` and says anything else is a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from tieout.model import Block, Fact, Finding, Place, Problem, Report
from tieout.settle.waivers import MALFORMED

SUFFIXES = frozenset({".md", ".markdown", ".html", ".htm", ".xhtml"})
MARK = b"tieout:"
_COMMENT = re.compile(r"<!--\s*tieout:\s*(.*?)\s*-->", re.DOTALL)
_WAIVE = re.compile(
    r"waive\s+(?P<rule>\S+?)\s*:\s*(?P<reason>\S.*?)(?:\s*\(until\s+(?P<day>[^()]*)\))?", re.DOTALL
)
_UNKNOWN = (
    "a comment for tieout that says nothing it knows: "
    "write <!-- tieout: waive RULE: REASON -->, or (until DAY) behind the reason"
)


@dataclass(frozen=True, slots=True)
class Directive:
    """A waiver that stands in a report, on this line."""

    report: str
    line: int
    rule: str
    reason: str
    expires: date | None = None

    @property
    def name(self) -> str:
        """What it is called in messages."""
        return f"the waiver of {self.rule}"

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(line=self.line)

    @property
    def told(self) -> str:
        """Why the finding stands, and until when."""
        return self.reason if self.expires is None else f"{self.reason} (until {self.expires})"

    def expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.expires is not None and self.expires < today


def has_directives(name: str, data: bytes) -> bool:
    """Whether a report may hold any."""
    return PurePath(name).suffix.lower() in SUFFIXES and MARK in data


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
    for comment in _COMMENT.finditer(text):
        line = text.count("\n", 0, comment.end()) + 1
        match = _WAIVE.fullmatch(comment[1])
        fault = _UNKNOWN if match is None else _fault(match, rules)
        if fault or match is None:
            problems.append(Problem(MALFORMED, fault, Place(line=line), fatal=True))
            continue
        day = match["day"]
        expires = None if day is None else date.fromisoformat(day.strip())
        found.append(Directive(name, line, rules[match["rule"]], " ".join(match["reason"].split()), expires))
    return tuple(found), tuple(problems)


def _fault(match: re.Match[str], rules: Mapping[str, str]) -> str:
    if match["rule"] not in rules:
        from tieout.rulebook.validate import did_you_mean

        return f"there is no rule {match['rule']!r}{did_you_mean(match['rule'], tuple(rules))}"
    try:
        date.fromisoformat((match["day"] or "2000-01-01").strip())
    except ValueError:
        return f"until takes a day such as 2026-12-31, not {match['day']!r}"
    return ""


def directed(
    directives: Sequence[Directive], findings: Sequence[Finding], reports: Sequence[Report]
) -> dict[str, Directive]:
    """The directives of findings, by fingerprint."""
    blocks = {report.path: report.document.blocks for report in reports}
    found: dict[str, Directive] = {}
    for directive in directives:
        block = _block(blocks.get(directive.report, ()), directive.line)
        for finding in findings:
            relation = finding.outcome.relation
            mine = (relation.rule, relation.report) == (directive.rule, directive.report)
            if mine and block in _blocks(finding):
                found[finding.fingerprint] = directive
    return found


def _blocks(finding: Finding) -> set[int]:
    """The blocks that a finding is about: of its stated side and of its suspect."""
    relation, suspect = finding.outcome.relation, finding.suspect
    facts: list[Fact] = [relation.subject] if relation.subject is not None else []
    facts += [suspect.fact] if suspect is not None else []
    blocks = {fact.figure.block for fact in facts if fact.report == relation.report}
    return blocks if relation.mention is None else {*blocks, relation.mention.block}


def _block(blocks: Sequence[Block], line: int) -> int | None:
    """The block that holds a line, else the next one."""
    for number, block in enumerate(blocks):
        lines = list(_lines(block))
        if lines and max(lines) >= line:
            return number
    return None


def _lines(block: Block) -> Iterator[int]:
    texts = [block.text, *(cell.text for cell in block.table.cells)] if block.table else [block.text]
    for text in texts:
        yield from (anchor.place.line for anchor in text.anchors if anchor.place.line is not None)
