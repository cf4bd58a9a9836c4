"""Sign-offs: a person looked at a figure or a finding, on a day, on this evidence.

A sign-off is bound to what was seen: the value, and every relation of it with the values of all its operands.
It lapses as soon as one of them is another, and says which. A figure is found by where it stands in the sense
of the report (its sentence, or caption and labels), never by its line. A sign-off does not let a finding
stand: that is what waivers are for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from types import MappingProxyType

from tieout.coverage import facts_of
from tieout.equation import Key, key_of
from tieout.errors import UsageError
from tieout.judge.identity import Anchors, canonical, figure_names, identities
from tieout.model import Fact, Finding, Outcome, Results, Verdict
from tieout.settle.journal import Row, read_journal, written_journal
from tieout.wording import say

FORMAT = {"format": "tieout-signed", "format_version": 1}
NO_FORMER: Mapping[str, Sequence[str]] = MappingProxyType({})
_TEXTS = ("what", "report", "said", "by", "evidence", "at", "value")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who looked at what, when, on what evidence.

    `what` is the name of a figure (`figure1:`) or the fingerprint of a finding, `at` the name of the figure
    that a finding is about, `value` the figure's value without its way of printing. `bound` are the relations
    that it stood in (the finding: the one that failed), by fingerprints that hold all values: each with what
    it said. `said` is for people who read the file.
    """

    what: str
    report: str
    said: str
    by: str
    on: date
    evidence: str = ""
    at: str = ""
    value: str = ""
    bound: tuple[tuple[str, str], ...] = ()

    @property
    def of_finding(self) -> bool:
        """Whether it is about a finding."""
        return not self.what.startswith("figure1:")


@dataclass(frozen=True, slots=True)
class Lapsed:
    """A sign-off that does not stand any more, why, and the figure that stands in its place now, if any."""

    signature: Signature
    why: str
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """What is signed of a run: by figure and by fingerprint of the finding; and sign-offs that lapsed.

    `standing` has each that stands once, with its figure. Both lists are in document order.
    """

    figures: Mapping[Key, Signature]
    findings: Mapping[str, Signature]
    lapsed: Sequence[Lapsed]
    standing: Sequence[tuple[Signature, Fact | None]] = ()


class Seen:
    """A run as sign-offs see it: the figures by name, and what each stands in."""

    def __init__(self, results: Results, former: Mapping[str, Sequence[str]] = NO_FORMER) -> None:
        """`former` are the names that rules had before, by rule."""
        self.findings = results.findings
        self.reports = {report.path for report in results.reports}
        anchors = Anchors.of(results.reports)
        self.names: dict[Key, str] = {}
        self.facts: dict[tuple[str, str], Fact] = {}
        for report in results.reports:
            for fact, name in figure_names(report, anchors):
                self.names[key_of(fact)] = name
                self.facts[report.path, name] = fact
        outcomes = [one for one in results.outcomes if one.verdict is not Verdict.NOT_EVALUATED]
        named = identities([one.relation for one in outcomes], anchors, former)
        self.outcomes: dict[Key, dict[str, Outcome]] = defaultdict(dict)
        self.now: dict[str, str] = {}  # what is called otherwise since its rule was renamed
        for outcome, identity in zip(outcomes, named, strict=True):
            self.now.update(dict.fromkeys(identity.contents, identity.content))
            for fact in facts_of(outcome.relation):
                self.outcomes[key_of(fact)][identity.content] = outcome

    def figure(self, fact: Fact, by: str, on: date, evidence: str = "") -> Signature:
        """The sign-off of a figure."""
        standing = self.outcomes[key_of(fact)].items()
        label = " / ".join(part for part in fact.label[-2:] if part)
        return Signature(
            self.names[key_of(fact)], fact.report, f"{label}: {fact.figure.text}", by, on, evidence,
            value=canonical(fact.figure),
            bound=tuple(sorted((name, outcome.relation.expression) for name, outcome in standing)),
        )  # fmt: skip

    def finding(self, finding: Finding, by: str, on: date, evidence: str = "") -> Signature:
        """The sign-off of a finding."""
        relation = finding.outcome.relation
        at = "" if relation.subject is None else self.names.get(key_of(relation.subject), "")
        bound = ((finding.content, relation.expression),)
        return Signature(
            finding.fingerprint, relation.report, str(finding.message), by, on, evidence, at, bound=bound
        )

    def fact(self, signature: Signature, report: str) -> Fact | None:
        """The figure that a sign-off is about, as it stands in a report; None if it is not there."""
        return self.facts.get((report, signature.at if signature.of_finding else signature.what))

    def lapse(self, signature: Signature, report: str) -> str:
        """Why a sign-off lapsed in a report; empty if it stands."""
        if signature.of_finding:
            return self._lapse_of_finding(signature, report)
        fact = self.facts.get((report, signature.what))
        if fact is None:
            return say("it does not stand there any more: its sentence or its labels changed")
        if canonical(fact.figure) != signature.value:
            return say("it is {text} now", text=fact.figure.text)
        standing = self.outcomes[key_of(fact)]
        bound = [(self.now.get(name, name), expression) for name, expression in signature.bound]
        for name, expression in bound:
            if name not in standing:
                return say("what it was held against changed: {expression}", expression=expression)
        was = {name for name, _ in bound}
        new = (one for name, one in standing.items() if name not in was)
        fails = next((one for one in new if one.verdict is Verdict.FAILS), None)
        return say("it fails now: {expression}", expression=fails.relation.expression) if fails else ""

    def _lapse_of_finding(self, signature: Signature, report: str) -> str:
        same = [one for one in self.findings if one.outcome.relation.report == report]
        contents = {self.now.get(content, content) for content, _ in signature.bound}
        if any(signature.what in (one.fingerprint, *one.former) or one.content in contents for one in same):
            return ""
        for one in same:
            subject = one.outcome.relation.subject
            if signature.at and subject is not None and self.names.get(key_of(subject)) == signature.at:
                return say("it says something else now: {message}", message=one.message)
        return say("it is not found any more")


def signed(
    signatures: Sequence[Signature],
    results: Results,
    gone: Callable[[str], bool] = lambda report: False,
    former: Mapping[str, Sequence[str]] = NO_FORMER,
) -> Signed:
    """What of these sign-offs stands in a run; those of reports that were not looked at are left out.

    Args:
        signatures: the sign-offs.
        results: the run.
        gone: whether a report is there no more; what was signed in it may stand in one of another name.
        former: the names that rules had before, by rule.
    """
    seen = Seen(results, former)
    figures: dict[Key, Signature] = {}
    findings: dict[str, Signature] = {}
    lapsed: list[Lapsed] = []
    standing: list[tuple[Signature, Fact | None]] = []
    for signature in signatures:
        homes = [signature.report] if signature.report in seen.reports else []
        if not homes and gone(signature.report):
            homes = sorted(report for report in seen.reports if not seen.lapse(signature, report))[:1]
        for report in homes:
            why, fact = seen.lapse(signature, report), seen.fact(signature, report)
            if why:
                lapsed.append(Lapsed(signature, why, fact))
                continue
            standing.append((signature, fact))
            if signature.of_finding:
                findings.update(_fingerprints(signature, seen))
            elif fact is not None:
                figures[key_of(fact)] = signature
    lapsed.sort(key=lambda one: _position(one.signature, one.fact))
    standing.sort(key=lambda one: _position(*one))
    return Signed(figures, findings, lapsed, standing)


def _position(signature: Signature, fact: Fact | None) -> tuple[str, bool, int]:
    """Reports by name, figures as they stand in them; what is there no more comes last."""
    return (signature.report, True, 0) if fact is None else (fact.report, False, fact.id)


def _fingerprints(signature: Signature, seen: Seen) -> Iterator[tuple[str, Signature]]:
    contents = {seen.now.get(content, content) for content, _ in signature.bound}
    for one in seen.findings:
        if signature.what in (one.fingerprint, *one.former) or one.content in contents:
            yield one.fingerprint, signature


def read_signed(text: str, where: str) -> tuple[Signature, ...]:
    """The sign-offs of a file.

    Raises:
        UsageError: it is none, or a line is damaged.
    """
    hint = say("tieout sign writes one")
    return tuple(
        _signature(row, at) for row, at in read_journal(text, FORMAT, where, say("file of sign-offs"), hint)
    )


def written(signatures: Iterable[Signature]) -> str:
    """The file of these sign-offs; of several for one thing the last counts."""
    latest = {(one.report, one.what): one for one in signatures}
    ordered = sorted(latest.values(), key=lambda one: one.report)
    rows = ({**asdict(one), "on": str(one.on)} for one in ordered)
    return written_journal(FORMAT, rows)


def _signature(row: Row, where: str) -> Signature:
    try:
        what, report, said, by, evidence, at, value = (str(row[name]) for name in _TEXTS)
        bound = row["bound"]
        assert isinstance(bound, list)
        pairs = tuple((str(name), str(expression)) for name, expression in bound)
        return Signature(
            what, report, said, by, date.fromisoformat(str(row["on"])), evidence, at, value, pairs
        )
    except (AssertionError, KeyError, TypeError, ValueError):
        raise UsageError(say("is no sign-off"), where, say("take the line out, and sign again")) from None


__all__ = ["Lapsed", "Seen", "Signature", "Signed", "read_signed", "signed", "written"]
