"""Runs the examples of rules: what a rule shows to pass has to pass, what it shows to fail has to fail.

An example is a report of a few lines, mostly Markdown. It is checked with the whole rulebook, as a report
would be, but only its own rule is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from tieout.example_source import source
from tieout.extract import extract
from tieout.judge import Judgement, judge
from tieout.judge.identity import Anchors
from tieout.model import Fact, Finding, Outcome, Relation, Report, Results, Verdict
from tieout.read import read_bytes
from tieout.relate import relate, relate_across
from tieout.render import view
from tieout.rulebook.book import Example, Expected, Rule, Rulebook
from tieout.slip import Style
from tieout.wording import SEMICOLON, joined, say

_DIGITS = re.compile(r"[^0-9.]")


@dataclass(frozen=True, slots=True)
class ExampleCase:
    """One example of a rule; `name` is its group and number: pass-1, fail-2, known-miss-1."""

    rule: Rule
    name: str
    example: Example


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What became of an example; `message` says what was expected and what was found if it failed."""

    case: ExampleCase
    passed: bool
    message: str = ""

    @property
    def id(self) -> str:
        """pack file::rule::example, as pytest names it."""
        file = self.case.rule.origin.rpartition(":")[0]
        return f"{file}::{self.case.rule.id.rpartition('/')[2]}::{self.case.name}"


def cases(rules: Sequence[Rule]) -> Iterator[ExampleCase]:
    """All examples of these rules, in the order of the packs."""
    for rule in rules:
        groups = {
            "pass": rule.passes,
            "fail": rule.fails,
            "known-miss": rule.misses,
            "known-false-alarm": rule.false_alarms,
        }
        for group, examples in groups.items():
            for number, example in enumerate(examples, 1):
                yield ExampleCase(rule, f"{group}-{number}", example)


def run_examples(book: Rulebook, select: Callable[[str], bool] | None = None) -> Iterator[ExampleResult]:
    """Run the examples of the rules whose id is selected (all by default)."""
    for case in cases([rule for rule in book.rules if select is None or select(rule.id)]):
        yield run_example(case, book)


def run_example(case: ExampleCase, book: Rulebook) -> ExampleResult:
    """Check the reports of one example and compare what its rule finds with what it should."""
    reports = [
        extract(read_bytes(*source(text, number)), book.schemas)
        for number, text in enumerate(case.example.reports, 1)
    ]
    relations = [relation for report in reports for relation in relate(report, book)]
    relations += relate_across(reports, book)
    judgement = judge(relations, reports, book)
    if judgement.problems:
        return ExampleResult(case, False, judgement.problems[0].message)
    fault = _unlike_pandera(judgement, reports, book) or _fault(case, judgement, reports)
    return ExampleResult(case, not fault, fault)


def _unlike_pandera(judgement: Judgement, reports: Sequence[Report], book: Rulebook) -> str:
    """Whether the frame of the relations, validated, names other failures than the engine."""
    from tieout.frames import broken_rules

    asked = {outcome.relation.rule for outcome in judgement.outcomes}
    own = replace(book, rules=tuple(rule for rule in book.rules if rule.id in asked))
    judged = view(Results(reports, judgement.outcomes, judgement.findings, {}), own)
    told = frozenset[int]().union(*broken_rules(judged).values())
    decided = {
        number for number, outcome in enumerate(judgement.outcomes) if outcome.verdict is Verdict.FAILS
    }
    if told == decided:
        return ""
    return say("pandera and the engine disagree on relations {numbers}", numbers=sorted(told ^ decided))


def _fault(case: ExampleCase, judgement: Judgement, reports: Sequence[Report]) -> str:
    """What is not as expected, or nothing."""
    findings = [finding for finding in judgement.findings if case.rule.id in _rules(finding)]
    said = joined([finding.message for finding in findings], SEMICOLON)
    match case.name.rpartition("-")[0]:
        case "fail":
            return _fault_of_fail(case, findings, judgement, reports)
        case "known-miss":
            return say("found now, make it a failing example: {found}", found=said) if findings else ""
        case "known-false-alarm":
            return "" if findings else say("no longer reported, make it a passing example")
    if findings:
        return say("should pass, found: {found}", found=said)
    return "" if _evaluated(judgement, case.rule) else say("passes without having been looked at")


def _fault_of_fail(
    case: ExampleCase, findings: Sequence[Finding], judgement: Judgement, reports: Sequence[Report]
) -> str:
    if not findings:
        if _evaluated(judgement, case.rule):
            return say("should fail, nothing found (it holds)")
        return say("should fail, nothing found (no relation was evaluated)")
    expect = case.example.expect
    if expect is None:
        return ""
    anchors = Anchors.of(reports)
    faults = [_mismatch(finding, case.rule, expect, anchors) for finding in findings]
    return "" if "" in faults else joined(faults, SEMICOLON)


def _evaluated(judgement: Judgement, rule: Rule) -> bool:
    mine = (outcome for outcome in judgement.outcomes if outcome.relation.rule == rule.id)
    return any(outcome.verdict is not Verdict.NOT_EVALUATED for outcome in mine)


def _rules(finding: Finding) -> set[str]:
    return {outcome.relation.rule for outcome in (finding.outcome, *finding.consequences)}


def _mismatch(finding: Finding, rule: Rule, expect: Expected, anchors: Anchors) -> str:
    """How the relations of this rule in a finding differ from what is expected; nothing if one fits."""
    outcomes: list[Outcome] = [finding.outcome, *finding.consequences]
    relations = [outcome.relation for outcome in outcomes if outcome.relation.rule == rule.id]
    faults = [_difference(relation, finding, expect, anchors) for relation in relations]
    return "" if "" in faults else joined(faults, SEMICOLON)


def _difference(relation: Relation, finding: Finding, expect: Expected, anchors: Anchors) -> str:
    subject = relation.subject
    if expect.stated is not None:
        stated = subject.figure.text if subject else relation.mention.text if relation.mention else ""
        if _squeezed(stated) != _squeezed(expect.stated):
            wanted, found = repr(expect.stated), repr(stated)
            return say("expected {wanted} as the stated figure, found {found}", wanted=wanted, found=found)
    if expect.computed is not None:
        values = _computed(relation, finding)
        if _DIGITS.sub("", expect.computed) not in {_DIGITS.sub("", value) for value in values}:
            wanted, given = repr(expect.computed), [repr(value) for value in values]
            return say("expected {wanted} as the computed value, found {found}", wanted=wanted, found=given)
    places = [] if expect.at is None else _places(relation, anchors)
    if expect.at is not None and not any(_squeezed(expect.at) in place for place in places):
        given = [repr(place) for place in places]
        return say("expected at {wanted}, found at {found}", wanted=repr(expect.at), found=given)
    return ""


def _computed(relation: Relation, finding: Finding) -> list[str]:
    """The computed value in the style of the stated figure, and the value suggested."""
    values = [finding.suspect.suggestion] if finding.suspect else []
    style = None if relation.subject is None else Style.of(relation.subject.figure)
    if style is not None and relation.computed is not None:
        values += [style.value(relation.computed), style.finer(relation.computed)]
    return values


def _places(relation: Relation, anchors: Anchors) -> list[str]:
    """Where the figures of a relation stand: their text, labels, and the sentence or row and column."""
    facts: list[Fact] = [relation.subject] if relation.subject else []
    facts += [operand.fact for operand in relation.operands]
    texts = [relation.mention.text] if relation.mention else []
    for fact in facts:
        texts += [fact.figure.text, " / ".join(fact.label), " / ".join(fact.place), anchors.anchor(fact)]
    return [_squeezed(text) for text in texts]


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()
