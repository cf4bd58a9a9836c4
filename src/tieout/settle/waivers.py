"""Waivers: findings that a person has looked at and let stand, with the reason and an owner.

```yaml
waivers:
  - fingerprint: tieout1:2c67cab82c803f68f64e   # or rule and at
    reason: The company's own statement prints it so.
    owner: Research quality
    expires: 2026-12-31                         # optional, that day included
  - rule: percentages/growth
    at: Revenue rose                            # words of the sentence, or of the labels in a table
    report: notes/*.md                          # optional
    reason: Growth at constant currency.
    owner: M. Lindqvist
  - rule: percentages/share
    at: Domestic share
    reading: {whole: Gross revenue}             # let nothing stand: hold the claim against this (`given.py`)
    reason: Shares are of revenue before returns.
    owner: M. Lindqvist
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase

from tieout.errors import did_you_mean, hinted
from tieout.judge.identity import Anchors
from tieout.model import Finding, Place, Problem, Relation
from tieout.model.place import NOWHERE
from tieout.settle.given import Reading, faults_of, reading_of
from tieout.wording import say

MALFORMED, EXPIRED = "waivers/malformed", "waivers/expired"
LEAST = 6  # letters of `at` that single something out; a Chinese one says as much as two
NEEDED = {"reason": say("a waiver needs a reason"), "owner": say("a waiver needs an owner")}
_READING = "reading"
_KEYS = ("fingerprint", "rule", "at", "report", _READING, "reason", "owner", "expires")


@dataclass(frozen=True, slots=True)
class Waiver:
    """A finding let stand: by its fingerprint, or by its rule and words of the place it is about.

    One with a `reading` lets nothing stand: it says what the claims there are to be held against.
    """

    reason: str
    owner: str
    expires: date | None = None
    fingerprint: str = ""
    rule: str = ""
    at: str = ""
    report: str = ""  # a glob; empty: any
    place: Place = NOWHERE
    reading: Reading | None = None

    @property
    def name(self) -> str:
        """What it is called in messages."""
        if self.fingerprint:
            return say("the waiver of {rule}", rule=self.fingerprint)
        return say("the waiver of {rule} at {at!r}", rule=self.rule, at=self.at)

    @property
    def told(self) -> str:
        """Why the finding stands, who says so, and until when."""
        if self.expires is None:
            return say("{reason} ({owner})", reason=self.reason, owner=self.owner)
        return say("{reason} ({owner}, until {day})", reason=self.reason, owner=self.owner, day=self.expires)

    def expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.expires is not None and self.expires < today

    def concerns(self, reports: AbstractSet[str], whole: bool) -> bool:
        """Whether it could have matched something in these reports; `whole` says that they are all."""
        return any(fnmatchcase(report, self.report) for report in reports) if self.report else whole

    def matches(self, finding: Finding, anchor: str) -> bool:
        """Whether it lets a finding stand; `anchor` is the place of that in words."""
        if self.fingerprint:
            return self.fingerprint in (finding.fingerprint, finding.content, *finding.former)
        return self.speaks_of(finding.outcome.relation, anchor)

    def speaks_of(self, relation: Relation, anchor: str) -> bool:
        """Whether it is about a claim, by its rule and place; `anchor` is the place of that in words."""
        there = not self.report or fnmatchcase(relation.report, self.report)
        return there and relation.rule == self.rule and plain(self.at) in anchor


def anchor_of(relation: Relation, anchors: Anchors) -> str:
    """The place that a relation is about, in words that the `at` of a waiver is looked for in."""
    place = anchors.anchor(relation.subject) if relation.subject is not None else relation.expression
    return plain(place)


def applied(waivers: Sequence[Waiver], findings: Sequence[Finding], anchors: Anchors) -> dict[str, Waiver]:
    """The waivers of findings, by fingerprint; of several the one that lasts longest."""
    found: dict[str, Waiver] = {}
    lasting = sorted(waivers, key=lambda one: one.expires or date.max)
    for finding in findings if waivers else ():
        anchor = anchor_of(finding.outcome.relation, anchors)
        for waiver in lasting:
            if waiver.matches(finding, anchor):
                found[finding.fingerprint] = waiver
    return found


def read_waivers(
    source: bytes, where: str, rules: dict[str, str]
) -> tuple[tuple[Waiver, ...], tuple[Problem, ...]]:
    """The waivers of a file, and what is wrong with those that do not apply.

    Args:
        source: the file.
        where: its name.
        rules: ids of rules by all names they have or had.
    """
    from tieout.rulebook.marks import read_page

    page = read_page(where, source)
    problems = [_problem(error.message, error.line, error.column) for error in page.errors]
    data = {} if page.data is None else page.data
    entries = data.get("waivers", []) if isinstance(data, dict) else None
    if not page.broken and (not isinstance(entries, list) or set(data) - {"waivers"}):
        problems.append(_problem(say("a waiver file holds a list under `waivers` and nothing else"), 1, 1))
    waivers = []
    for number, given in enumerate(entries if isinstance(entries, list) else ()):
        reading = given.get(_READING) if isinstance(given, dict) else None
        entry = _texts(given)
        faults = [*_faults(entry, rules), *(faults_of(reading) if reading is not None else ())]
        at = page.error(("waivers", number), "")
        problems += [_problem(fault, at.line, at.column) for fault in faults]
        if entry is not None and not faults:
            made = _waiver(entry, rules, Place(line=at.line, column=at.column))
            waivers.append(replace(made, reading=reading_of(reading)))
    return tuple(waivers), tuple(problems)


def _texts(given: object) -> dict[str, str] | None:
    """An entry whose values are texts; a reading is looked at apart."""
    if not isinstance(given, dict):
        return None
    texts = {key: value for key, value in given.items() if key != _READING}
    if not all(isinstance(value, str) for value in texts.values()):
        return None
    return {**texts, _READING: ""} if _READING in given else texts


def _faults(entry: dict[str, str] | None, rules: dict[str, str]) -> Iterator[str]:
    """What keeps a waiver from applying."""
    if entry is None:
        yield say("a waiver is a list of keys with texts")
        return
    for key in entry:
        if key not in _KEYS:
            yield hinted(say("unknown key {key}", key=repr(key)), did_you_mean(key, _KEYS))
    for key in NEEDED:
        if not entry.get(key, "").strip():
            hint = say("{key} is empty", key=key) if key in entry else say("add {key}", key=f"{key}: ...")
            yield hinted(NEEDED[key], hint)
    if ("fingerprint" in entry) == ("rule" in entry):
        yield say("a waiver names either a fingerprint, or a rule and words of the place (at)")
    if _READING in entry and "fingerprint" in entry:
        yield say("a reading is given by rule and at: a fingerprint is of these values, and not of others")
    if "rule" in entry:
        if entry["rule"] not in rules:
            yield no_rule(entry["rule"], rules)
        if sum(1 if letter.isascii() else 2 for letter in plain(entry.get("at", ""))) < LEAST:
            yield say(
                "at needs {least} letters, or {half} Chinese ones, of the sentence or the labels, "
                "so that it waives one thing",
                least=LEAST, half=LEAST // 2,
            )  # fmt: skip
    if "expires" in entry and _day(entry["expires"]) is None:
        yield say("expires is a day such as 2026-12-31, not {given}", given=repr(entry["expires"]))


def no_rule(name: str, rules: Mapping[str, str]) -> str:
    """That there is no such rule, and which one is meant."""
    return hinted(say("there is no rule {name}", name=repr(name)), did_you_mean(name, tuple(rules)))


def _waiver(entry: dict[str, str], rules: dict[str, str], place: Place) -> Waiver:
    return Waiver(
        " ".join(entry["reason"].split()), entry["owner"].strip(), _day(entry.get("expires", "")),
        entry.get("fingerprint", ""), rules.get(entry.get("rule", ""), ""), entry.get("at", ""),
        entry.get("report", ""), place,
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _problem(message: str, line: int, column: int) -> Problem:
    return Problem(MALFORMED, message, Place(line=line, column=column), fatal=True)


def plain(text: str) -> str:
    """A text without its spaces and capitals, as places are compared."""
    return "".join(text.split()).casefold()
